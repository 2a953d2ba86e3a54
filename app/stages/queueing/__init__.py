"""The queue: looking at it, and claims (D1)."""

from app.stages.queueing.browsing import BrowseQueue
from app.stages.queueing.claiming import BreakClaimCommand, Claims
from app.stages.queueing.saved_views import SavedViews
from app.stages.queueing.waiting import OPEN, WORK_OF, own_cases

__all__ = [
    "OPEN",
    "WORK_OF",
    "BreakClaimCommand",
    "BrowseQueue",
    "Claims",
    "SavedViews",
    "own_cases",
]
