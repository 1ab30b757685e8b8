"""The carrier's words for a call's progress, translated once into ours.

twilio.com/docs/voice/api/call-resource#call-status-values
"""

from __future__ import annotations

from routing.outcomes import LegResult, LegState

MOVES = {
    "queued": LegState.SENT,
    "initiated": LegState.SENT,
    "ringing": LegState.RINGING,
    "in-progress": LegState.ANSWERED,
    "answered": LegState.ANSWERED,
}
"""A leg goes on."""

ENDS = {
    "completed": LegResult.TALKED,
    "busy": LegResult.BUSY,
    "no-answer": LegResult.NO_ANSWER,
    "failed": LegResult.FAILED,
    "canceled": LegResult.NO_ANSWER,
}
"""A leg, or a caller's call, is over; what it means for a leg depends on how far it had come."""
