"""All tables of the service, for migrations' tests and for dumps."""

from hotline.accompaniments import tables as accompaniments
from hotline.accounts import tables as accounts
from hotline.alarms import tables as alarms
from hotline.appointments import tables as appointments
from hotline.blocks import tables as blocks
from hotline.calendars import tables as calendars
from hotline.callbacks import tables as callbacks
from hotline.calls import tables as calls
from hotline.cases import tables as cases
from hotline.database.types import Base
from hotline.drafts import tables as drafts
from hotline.follow_ups import tables as follow_ups
from hotline.forgetting import tables as forgetting
from hotline.going_live import tables as going_live
from hotline.guesses import tables as guesses
from hotline.jobs import tables as jobs
from hotline.journal import tables as journal
from hotline.lines import tables as lines
from hotline.nets import tables as nets
from hotline.notices import tables as notices
from hotline.people import tables as people
from hotline.publishing import tables as publishing
from hotline.readiness import tables as readiness
from hotline.recordings import tables as recordings
from hotline.responders import tables as responders
from hotline.rosters import tables as rosters
from hotline.staff import tables as staff
from hotline.statistics import tables as statistics
from hotline.structures import tables as structures
from hotline.swaps import tables as swaps
from hotline.tokens import tables as tokens
from hotline.trials import tables as trials
from hotline.wrapups import tables as wrapups

__all__ = [
    "Base", "accompaniments", "accounts", "alarms", "appointments", "blocks", "calendars",
    "callbacks", "calls", "cases", "drafts", "follow_ups", "forgetting", "going_live", "guesses",
    "jobs",
    "journal", "lines", "nets", "notices", "people", "publishing", "readiness", "recordings",
    "responders", "rosters", "staff", "statistics", "structures", "swaps", "tokens", "trials",
    "wrapups",
]  # fmt: skip
