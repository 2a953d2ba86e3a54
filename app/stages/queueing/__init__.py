"""The queue: looking at it, and claims (D1)."""

from app.stages.queueing.browsing import BrowseQueue
from app.stages.queueing.claiming import BreakClaimCommand, Claims
from app.stages.queueing.waiting import WORK_OF

__all__ = ["WORK_OF", "BreakClaimCommand", "BrowseQueue", "Claims"]
