"""The risk marks of a contact change as they stand when it is decided (D17)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from app.domain.case import Case
from app.domain.risk import RiskCode, RiskMark, risk_marks
from app.ports.unit_of_work import Look
from app.risks import ChangeFacts

DECIDED_NOW: Final = frozenset({RiskCode.DECIDED_FAST, RiskCode.OUTSIDE_HOURS})
"""Marks about the act of deciding itself; nobody can have seen them before."""


@dataclass(frozen=True, slots=True)
class RiskDesk(ChangeFacts):
    """What is known of the change, with the act of deciding itself."""

    def marks(
        self,
        stored: Look,
        case: Case,
        at: datetime,
        *,
        deciding: bool,
    ) -> tuple[RiskMark, ...]:
        """Every mark that holds at ``at``, the loudest first.

        Args:
            stored: the reading, or the unit of work in which the change is applied.
            case: the case.
            at: the present instant.
            deciding: whether the marks about the act of deciding are wanted.
        """
        limits = self.limits_at(stored, case, at)
        facts = self.known(stored, case, at, limits)
        if deciding:
            is_open = self.offices.time_of(case.province).is_open(at)
            facts = replace(
                facts,
                decision_time=_in_hand(stored, case, at),
                decided_outside_hours=not is_open,
            )
        return self.with_kept(stored, case, risk_marks(facts, limits))


def _in_hand(stored: Look, case: Case, at: datetime) -> timedelta | None:
    """How long the case was in hand after its last call: what came before was no deciding."""
    begins = [call.ended_at for call in stored.calls.of_case(case.id) if call.ended_at is not None]
    if case.claim is not None:
        begins.append(case.claim.since)
    return at - max(begins) if begins else None
