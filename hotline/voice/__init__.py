"""A call's journey, one file and one URL per step.

The caller: incoming → menu → (questions) → waiting → (keys) → after_queue. Or: incoming → closed.
The responder: whisper → accepting → connected → bridge_over → reasons.
Beside them: status, fallback. Every request is signed by the carrier, or refused (guard).
"""
