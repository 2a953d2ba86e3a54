"""Cases: numbers, guarded writing, hands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, select, update

from app.domain.case import CEDULA_IN_FORM, Case, CaseFile, Declared, Reception
from app.domain.duties import Hands
from app.domain.errors import RuleViolationError, StaleCaseError
from app.domain.ids import CaseId, PersonId
from app.domain.package import PackageStatus
from app.domain.person import number_key
from app.domain.staff import StaffMember
from app.domain.workflow import CaseState
from db.link import Link
from db.mapping.case_rows import (
    IDENTITY,
    case_from,
    case_values,
    declared_from,
    declared_key_values,
    paper_values,
    select_cases,
)
from db.repositories.case_files import CaseFileRows
from db.repositories.claims import ClaimRows, all_undone
from db.repositories.people import read_person
from db.repositories.term_pauses import TermPauseRows
from db.row_seals import PAPERS, papers_of, seal_of
from db.tables import (
    case_hands,
    case_papers,
    cases,
    counters,
    declared_keys,
    packages,
    staff,
)


class SqlCases(CaseFileRows, ClaimRows, TermPauseRows):
    """``app.ports.repositories.Cases`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def next_number(self, procedure: str, year: int) -> str:
        """Take the next number; the counter's row stays locked until the unit of work ends."""
        upsert = self._link.upsert(counters).values(name=f"case:{procedure}:{year}", value=1)
        taken = upsert.on_conflict_do_update(
            index_elements=[counters.c.name], set_={"value": counters.c.value + 1}
        ).returning(counters.c.value)
        return f"{procedure}-{year}-{int(self._link.value(taken)):06d}"

    def add(self, case: Case, files: Sequence[CaseFile]) -> None:
        """Store a new case with the files of its first round."""
        values = case_values(case)
        claim = case.claim
        values |= {
            "claimed_by": claim.staff_id if claim else None,
            "claimed_at": claim.since if claim else None,
            "lease_until": claim.lease_until if claim else None,
            "warnings": 0,
            "top_warning": "",
            "version": case.version,
        }
        self._link.insert(cases, values)
        papers = paper_values(case.declared, case.reception)
        self._link.insert(case_papers, {"case_id": case.id, **papers})
        self._link.insert(
            declared_keys, declared_key_values(case.id, case.person_id, case.declared)
        )
        self.add_files(files)

    def get(self, case_id: CaseId) -> Case:
        """Return the case or raise ``CASE_UNKNOWN``."""
        return self._read(case_id)

    def declared(self, case_id: CaseId) -> Declared:
        """What was declared, in clear, or raise ``CASE_UNKNOWN``."""
        papers = select(case_papers.c.declared).where(case_papers.c.case_id == case_id)
        declared = self._link.value(papers)
        if declared is None and self._link.admit("admit", "case", case_id):
            declared = self._link.value(papers)
        if declared is None:
            raise RuleViolationError("CASE_UNKNOWN", case=case_id)
        return declared_from(declared)

    def papers_seal(self, case_id: CaseId) -> str:
        """Hash of what is stored as declared."""
        row = self._link.row(papers_of(case_id))
        return "" if row is None else seal_of(row, PAPERS)

    def put_papers(self, case_id: CaseId, declared: Declared, reception: Reception) -> None:
        """Replace what was declared."""
        values = paper_values(declared, reception)
        self._link.run(update(case_papers).where(case_papers.c.case_id == case_id).values(values))
        person_id = PersonId(
            self._link.value(select(cases.c.person_id).where(cases.c.id == case_id))
        )
        self._link.run(delete(declared_keys).where(declared_keys.c.case_id == case_id))
        self._link.insert(declared_keys, declared_key_values(case_id, person_id, declared))

    def by_number(self, number: str) -> Case | None:
        """The case with that number."""
        return self._find(cases.c.number == number)

    def by_package(self, package_number: str) -> Case | None:
        """The case opened or continued by that package."""
        continued = select(packages.c.case_id).where(
            packages.c.number == package_number, packages.c.status == PackageStatus.ACCEPTED
        )
        return self._find(or_(cases.c.package_number == package_number, cases.c.id.in_(continued)))

    def save(self, case: Case, seen_version: int) -> Case:
        """Write the case if it still has the version that was seen (D2)."""
        values = {name: value for name, value in case_values(case).items() if name not in IDENTITY}
        written = self._link.run(
            update(cases)
            .where(cases.c.id == case.id, cases.c.version == seen_version)
            .values(**values, version=seen_version + 1)
        )
        if written != 1:
            raise self._stale(case.id)
        return self._read(case.id)

    def hands(self, case_id: CaseId) -> Hands:
        """Who has touched the case, as cédulas."""
        query = (
            select(cases.c.person_id, cases.c.province, staff.c.cedula, case_papers.c.declared)
            .join(case_papers, case_papers.c.case_id == cases.c.id)
            .outerjoin(staff, staff.c.id == cases.c.claimed_by)
            .where(cases.c.id == case_id)
        )
        case = self._link.row(query)
        if case is None and self._link.admit("admit", "case", case_id):
            case = self._link.row(query)
        if case is None:
            raise RuleViolationError("CASE_UNKNOWN", case=case_id)
        person = read_person(self._link, PersonId(case["person_id"]))
        in_form = number_key(declared_from(case["declared"]).fields.get(CEDULA_IN_FORM, ""))
        rows = self._link.rows(
            select(case_hands, all_undone().label("is_undone")).where(
                case_hands.c.case_id == case_id
            )
        )
        by_role = {
            role: frozenset(r["cedula"] for r in rows if r["role"] == role) for role in _ROLES
        }
        return Hands(
            person_numbers=person.home_numbers | ({in_form} - {""}),
            reviewers=by_role["reviewer"],
            undone_reviewers=frozenset(
                r["cedula"] for r in rows if r["role"] == "reviewer" and r["is_undone"]
            ),
            validators=by_role["validator"],
            deciders=by_role["decider"],
            holder=case["cedula"] or "",
            province=case["province"],
        )

    def add_hand(self, case_id: CaseId, staff: StaffMember, role: str, at: datetime) -> None:
        """Record that somebody acted; acting twice is recorded once."""
        hand = {
            "case_id": case_id,
            "role": role,
            "cedula": staff.cedula,
            "staff_id": staff.id,
            "at": at,
        }
        self._link.run(self._link.upsert(case_hands).values(hand).on_conflict_do_nothing())

    def waiting_since(self, state: CaseState, before: datetime) -> tuple[CaseId, ...]:
        """Cases in that state since before an instant, longest waiting first."""
        found = self._link.column(
            select(cases.c.id)
            .where(cases.c.state == state, cases.c.state_since < before)
            .order_by(cases.c.state_since, cases.c.id)
        )
        return tuple(CaseId(case_id) for case_id in found)

    def of_person(self, person_id: PersonId, state: CaseState) -> tuple[CaseId, ...]:
        """Cases of one person in that state, by id."""
        found = self._link.column(
            select(cases.c.id)
            .where(cases.c.person_id == person_id, cases.c.state == state)
            .order_by(cases.c.id)
        )
        return tuple(CaseId(case_id) for case_id in found)

    def open_of_person(self, person_id: PersonId) -> tuple[CaseId, ...]:
        """Cases of one person that are not over, by id."""
        found = self._link.column(
            select(cases.c.id)
            .where(cases.c.person_id == person_id, cases.c.is_open)
            .order_by(cases.c.id)
        )
        return tuple(CaseId(case_id) for case_id in found)

    def overdue(self, state: CaseState, at: datetime) -> tuple[CaseId, ...]:
        """Cases in that state whose term has ended by an instant, the longest ended first."""
        found = self._link.column(
            select(cases.c.id)
            .where(cases.c.state == state, cases.c.due_at <= at)
            .order_by(cases.c.due_at, cases.c.id)
        )
        return tuple(CaseId(case_id) for case_id in found)

    def _find(self, condition: ColumnElement[bool]) -> Case | None:
        row = self._link.row(select_cases().where(condition))
        return None if row is None else case_from(row)

    def _stale(self, case_id: CaseId) -> StaleCaseError:
        present = self._read(case_id)
        holder = None
        if present.claim is not None:
            name = select(staff.c.full_name).where(staff.c.id == present.claim.staff_id)
            holder = self._link.value(name)
        return StaleCaseError(
            "CASE_CHANGED", version=present.version, holder=holder, state=present.state.value
        )


_ROLES = ("reviewer", "validator", "decider")
