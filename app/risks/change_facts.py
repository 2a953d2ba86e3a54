"""The facts behind the risk marks of a contact change, read from the store at one instant (D17)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from app.domain.case import Case, CaseFile, form_received_at
from app.domain.contact import ContactVersion
from app.domain.office_zone import office_day
from app.domain.person import Insured
from app.domain.reachable import ContactReaders
from app.domain.review import ReviewOutcome
from app.domain.risk import (
    RiskCode,
    RiskFacts,
    RiskLimits,
    RiskMark,
    loudest_first,
    risk_marks,
)
from app.domain.working_days import local_day
from app.ports.emails import EmailReader
from app.ports.office import Offices
from app.ports.phones import PhoneReader
from app.ports.unit_of_work import Look

SEEN_BY_EYE: Final = frozenset({RiskCode.MRZ_MISMATCH})
"""Marks that come of what a reviewer typed; nothing that is stored would give them again."""


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """One reading of the register and of other cases, the same on arrival and at the decision.

    Attributes:
        offices: where the agency's day comes from.
        read_phone: what a number says of its country.
        limits: the shipped limits; an administrator may have set others.
        read_email: whether the address in force can be one.
    """

    offices: Offices
    read_phone: PhoneReader
    limits: RiskLimits
    read_email: EmailReader

    @property
    def readers(self) -> ContactReaders:
        """What reads the declared contact data."""
        return ContactReaders(self.read_email, self.read_phone)

    def known(self, stored: Look, case: Case, at: datetime, limits: RiskLimits) -> RiskFacts:
        """What register and cases say; what only one stage knows stays at its default."""
        person, after = stored.people.get(case.person_id), case.declared.contact
        history = stored.people.contact_history(person.id)
        current = next((version for version in history if version.valid_to is None), None)
        others = set(stored.cases.open_of_person(person.id))
        since = at - timedelta(days=limits.shared_contact_days)
        shared = stored.people.others_with_contact(person.id, after.email, after.phones, since)
        office, files = self.offices.time_of(case.province), stored.cases.files(case.id)
        return RiskFacts(
            before=current.value if current else None,
            after=after,
            now=at,
            is_old_address_usable=bool(current and self.read_email(current.value.email).is_valid),
            last_change_at=current.valid_from if current and _is_change(current, history) else None,
            phone_regions=self.read_phone(after.phone_abroad, after.country).regions,
            is_pensioner=Insured.PENSIONER in {person.insured, case.declared.insured},
            is_frozen=person.frozen_at is not None,
            is_unknown_person=not person.in_register,
            same_email_people=shared.get(after.email, 0),
            same_phone_people=max((shared.get(phone, 0) for phone in after.phones), default=0),
            same_file_people=_people_with_same_file(stored, case, files),
            near_picture_people=_people_with_near_picture(stored, case, limits.picture_distance),
            document_case_count=len(others - {case.id}),
            received_on=local_day(form_received_at(case, files), office.zone),
            form_date=case.declared.form_date,
            review_time=_review_time(stored, case),
        )

    def standing(self, stored: Look, case: Case, at: datetime) -> tuple[RiskMark, ...]:
        """Every mark of register, cases and files that holds at ``at``, the loudest first."""
        limits = self.limits_at(stored, case, at)
        found = risk_marks(self.known(stored, case, at, limits), limits)
        return self.with_kept(stored, case, found)

    @staticmethod
    def with_kept(stored: Look, case: Case, found: Iterable[RiskMark]) -> tuple[RiskMark, ...]:
        """Those marks and the ones only a person's look could find, the loudest first."""
        kept = (mark for mark in stored.cases.risk_marks(case.id) if mark.code in SEEN_BY_EYE)
        return loudest_first((*found, *kept))

    def limits_at(self, stored: Look, case: Case, at: datetime) -> RiskLimits:
        """The shipped limits, with those that an administrator set instead."""
        on: date = office_day(at, case.province)

        def whole(key: str, shipped: int) -> int:
            return int(stored.settings.get(key, on) or shipped)

        def seconds(key: str, shipped: timedelta) -> timedelta:
            return timedelta(seconds=whole(key, int(shipped.total_seconds())))

        shipped = self.limits
        return replace(
            shipped,
            recent_change_days=whole("risk.recent_change_days", shipped.recent_change_days),
            shared_contact_days=whole("risk.shared_contact_days", shipped.shared_contact_days),
            picture_distance=whole("risk.picture_distance", shipped.picture_distance),
            shortest_review=seconds("risk.quick_review_seconds", shipped.shortest_review),
            shortest_decision=seconds("risk.quick_decision_seconds", shipped.shortest_decision),
        )


def _is_change(current: ContactVersion, history: Sequence[ContactVersion]) -> bool:
    """The first data of a register entry are no change, whenever they were entered."""
    return len(history) > 1 or current.case_id is not None


def _review_time(stored: Look, case: Case) -> timedelta | None:
    """How long it took to accept the documents; None while they are not, or it is not known."""
    review = stored.reviews.latest(case.id)
    if review is None or review.outcome is not ReviewOutcome.ACCEPT:
        return None
    started_at = review.draft.started_at
    return None if started_at is None else review.committed_at - started_at


def _people_with_same_file(stored: Look, case: Case, files: Sequence[CaseFile]) -> int:
    # Every empty file is "the same"; that says nothing about people.
    hashes = {file.sha256 for file in files if file.size}
    return max((stored.people.others_with_file(case.person_id, item) for item in hashes), default=0)


def _people_with_near_picture(stored: Look, case: Case, distance: int) -> int:
    pictures = stored.people.pictures_of(case.id)
    near = (stored.people.near_pictures(case.person_id, item, distance) for item in pictures)
    return max(near, default=0)
