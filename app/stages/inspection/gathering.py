"""The facts risk marks are made of, gathered from the register and from other cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.case import Case, CaseFile, form_received_at
from app.domain.contact import ContactVersion
from app.domain.person import Insured
from app.domain.phone_facts import PhoneFacts
from app.domain.risk import RiskFacts, RiskLimits
from app.domain.working_days import local_day
from app.ports.clock import Clock
from app.ports.office import Offices
from app.ports.phones import PhoneReader
from app.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Handed:
    """What the case itself brings to the comparison.

    Attributes:
        files: every file of every round.
        picture_hashes: 64-bit hashes of its photographs.
        other_open_cases: open cases of the same person besides this one.
    """

    files: Sequence[CaseFile]
    picture_hashes: Sequence[int]
    other_open_cases: int


class FactGatherer:
    """Gathers the facts of one contact change inside a unit of work."""

    def __init__(
        self, clock: Clock, offices: Offices, read_phone: PhoneReader, limits: RiskLimits
    ) -> None:
        self._clock = clock
        self._offices = offices
        self._read_phone = read_phone
        self._limits = limits

    def __call__(self, uow: UnitOfWork, case: Case, handed: Handed) -> RiskFacts:
        """Facts known on arrival; what only a decision shows stays at its default."""
        person = uow.people.get(case.person_id)
        history = uow.people.contact_history(person.id)
        current = next((version for version in history if version.valid_to is None), None)
        after = case.declared.contact
        shared = uow.people.others_with_contact(person.id, after.email, after.phones)
        office = self._offices.time_of(case.province)
        return RiskFacts(
            before=current.value if current else None,
            after=after,
            now=self._clock.now(),
            last_change_at=current.valid_from if current and _is_change(current, history) else None,
            phone_regions=self._phone(after.phone_abroad, after.country).regions,
            is_pensioner=Insured.PENSIONER in {person.insured, case.declared.insured},
            is_frozen=person.frozen_at is not None,
            is_unknown_person=not person.in_register,
            same_email_people=shared.get(after.email, 0),
            same_phone_people=max((shared.get(phone, 0) for phone in after.phones), default=0),
            same_file_people=_people_with_same_file(uow, case, handed),
            near_picture_people=self._people_with_near_picture(uow, case, handed),
            received_on=local_day(form_received_at(case, handed.files), office.zone),
            form_date=case.declared.form_date,
            document_case_count=handed.other_open_cases,
        )

    def _phone(self, number: str, country: str) -> PhoneFacts:
        return self._read_phone(number, country)

    def _people_with_near_picture(self, uow: UnitOfWork, case: Case, handed: Handed) -> int:
        distance = self._limits.picture_distance
        counts = (
            uow.people.near_pictures(case.person_id, picture_hash, distance)
            for picture_hash in handed.picture_hashes
        )
        return max(counts, default=0)


def _is_change(current: ContactVersion, history: Sequence[ContactVersion]) -> bool:
    """The first data of a register entry are no change, whenever they were entered."""
    return len(history) > 1 or current.case_id is not None


def _people_with_same_file(uow: UnitOfWork, case: Case, handed: Handed) -> int:
    # Every empty file is "the same"; that says nothing about people.
    hashes = {file.sha256 for file in handed.files if file.size}
    return max((uow.people.others_with_file(case.person_id, item) for item in hashes), default=0)
