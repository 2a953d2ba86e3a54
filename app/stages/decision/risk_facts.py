"""The facts behind the risk marks of a contact change, taken at one instant (D17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from app.domain.case import Case, CaseFile, form_received_at
from app.domain.contact import ContactVersion
from app.domain.office_zone import office_day
from app.domain.person import Insured, Person
from app.domain.reachable import ContactReaders
from app.domain.risk import (
    RiskCode,
    RiskFacts,
    RiskLimits,
    RiskMark,
    RiskSeverity,
    risk_marks,
)
from app.domain.working_days import local_day
from app.ports.emails import EmailReader
from app.ports.office import Offices
from app.ports.phones import PhoneReader
from app.ports.unit_of_work import Look

DECIDED_NOW: Final = frozenset({RiskCode.DECIDED_FAST, RiskCode.OUTSIDE_HOURS})
"""Marks about the act of deciding itself; nobody can have seen them before."""

_FROM_FILES: Final = frozenset(
    {RiskCode.PICTURE_OF_OTHERS, RiskCode.MRZ_MISMATCH, RiskCode.DOCUMENT_ON_OTHER_CASE}
)
"""Marks that come from looking into the files; they stand as intake and review left them."""

_LOUDNESS = (RiskSeverity.ALARM, RiskSeverity.WARNING, RiskSeverity.NOTICE)


@dataclass(frozen=True, slots=True)
class RiskDesk:
    """Where the facts that no repository holds come from."""

    offices: Offices
    read_phone: PhoneReader
    limits: RiskLimits
    read_email: EmailReader

    @property
    def readers(self) -> ContactReaders:
        """What reads the declared contact data."""
        return ContactReaders(self.read_email, self.read_phone)

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
        person = stored.people.get(case.person_id)
        facts = self._facts(stored, case, person, at, deciding=deciding)
        kept = [mark for mark in stored.cases.risk_marks(case.id) if mark.code in _FROM_FILES]
        found = [*risk_marks(facts, self._limits_on(stored, office_day(at, case.province))), *kept]
        return tuple(sorted(found, key=lambda mark: _LOUDNESS.index(mark.severity)))

    def _limits_on(self, stored: Look, on: date) -> RiskLimits:
        """The shipped limits, with those that an administrator set instead."""

        def whole(key: str, shipped: int) -> int:
            return int(stored.settings.get(key, on) or shipped)

        shipped = self.limits
        seconds = int(shipped.shortest_review.total_seconds())
        return replace(
            shipped,
            recent_change_days=whole("risk.recent_change_days", shipped.recent_change_days),
            shortest_review=timedelta(seconds=whole("risk.quick_decision_seconds", seconds)),
        )

    def _facts(
        self, stored: Look, case: Case, person: Person, at: datetime, *, deciding: bool
    ) -> RiskFacts:
        current = stored.people.contact(person.id)
        after = case.declared.contact
        office, files = self.offices.time_of(case.province), stored.cases.files(case.id)
        counts = stored.people.others_with_contact(person.id, after.email, after.phones)
        regions = self.read_phone(after.phone_abroad, after.country).regions
        return RiskFacts(
            before=current.value if current else None,
            after=after,
            now=at,
            last_change_at=_changed_at(current),
            phone_regions=regions,
            is_pensioner=Insured.PENSIONER in {person.insured, case.declared.insured},
            is_frozen=person.frozen_at is not None,
            is_unknown_person=not person.in_register,
            same_email_people=counts.get(after.email, 0),
            same_phone_people=max((counts.get(phone, 0) for phone in after.phones), default=0),
            same_file_people=_same_files(stored, case, files),
            received_on=local_day(form_received_at(case, files), office.zone),
            form_date=case.declared.form_date,
            review_time=_in_hand(case, at) if deciding else None,
            decided_outside_hours=deciding and not office.is_open(at),
        )


def _changed_at(current: ContactVersion | None) -> datetime | None:
    # What the register was filled with is no change somebody made.
    return current.valid_from if current is not None and current.case_id is not None else None


def _same_files(stored: Look, case: Case, files: Sequence[CaseFile]) -> int:
    hashes = {file.sha256 for file in files}
    return max((stored.people.others_with_file(case.person_id, item) for item in hashes), default=0)


def _in_hand(case: Case, at: datetime) -> timedelta | None:
    return at - case.claim.since if case.claim is not None else None
