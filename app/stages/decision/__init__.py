"""Decision: before and after, verdict, holds, and the person's own "no fui yo" (D15, D17)."""

from app.domain.not_me import NotMeEffect, NotMeReported
from app.stages.decision.comparison import (
    Comparison,
    ComparisonQuery,
    ComparisonRow,
    ComparisonRows,
)
from app.stages.decision.deciding import Decide, DecideCommand, Decided
from app.stages.decision.following import FollowReports
from app.stages.decision.holds import ApplyDueHolds, HoldsApplied
from app.stages.decision.not_me import ReportNotMe, ReportNotMeCommand
from app.stages.decision.preview import PreviewRefusal, RefusalPreview
from app.stages.decision.risk_facts import RiskDesk
from app.stages.decision.unfreezing import Unfreeze, UnfreezeCommand

__all__ = [
    "ApplyDueHolds",
    "Comparison",
    "ComparisonQuery",
    "ComparisonRow",
    "ComparisonRows",
    "Decide",
    "DecideCommand",
    "Decided",
    "FollowReports",
    "HoldsApplied",
    "NotMeEffect",
    "NotMeReported",
    "PreviewRefusal",
    "RefusalPreview",
    "ReportNotMe",
    "ReportNotMeCommand",
    "RiskDesk",
    "Unfreeze",
    "UnfreezeCommand",
]
