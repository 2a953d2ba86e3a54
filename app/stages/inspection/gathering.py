"""The facts risk marks are made of on arrival: of register and cases, and of what was looked into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.case import Case
from app.domain.risk import RiskMark, risk_marks
from app.ports.clock import Clock
from app.ports.unit_of_work import UnitOfWork
from app.risks import ChangeFacts


@dataclass(frozen=True, slots=True)
class Handed:
    """What looking into the case brings to the comparison.

    Attributes:
        picture_hashes: 64-bit hashes of its photographs.
        other_open_cases: open cases of the same person besides this one.
    """

    picture_hashes: Sequence[int]
    other_open_cases: int


class FactGatherer:
    """Marks one contact change inside a unit of work."""

    def __init__(self, clock: Clock, change: ChangeFacts) -> None:
        self._clock = clock
        self._change = change

    def __call__(self, uow: UnitOfWork, case: Case, handed: Handed) -> tuple[RiskMark, ...]:
        """Every mark of what is known on arrival, the loudest first."""
        now = self._clock.now()
        facts = replace(
            self._change.known(uow, case, now),
            near_picture_people=self._people_with_near_picture(uow, case, handed),
            document_case_count=handed.other_open_cases,
        )
        return risk_marks(facts, self._change.limits_at(uow, case, now))

    def _people_with_near_picture(self, uow: UnitOfWork, case: Case, handed: Handed) -> int:
        distance = self._change.limits.picture_distance
        counts = (
            uow.people.near_pictures(case.person_id, picture_hash, distance)
            for picture_hash in handed.picture_hashes
        )
        return max(counts, default=0)
