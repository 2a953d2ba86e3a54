"""The repository of cases: the aggregate, its files and findings, its hands, claims and pauses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.case import Case, CaseFile, Declared, Reception
    from app.domain.duties import Hands
    from app.domain.finding import Finding
    from app.domain.ids import CaseId, FileId, PersonId, StaffId
    from app.domain.risk import RiskMark
    from app.domain.staff import StaffMember
    from app.domain.workflow import CaseState


class Cases(Protocol):
    """Cases, their files, findings and claims."""

    def next_number(self, procedure: str, year: int) -> str:
        """Take the next number of that procedure and year, without gaps among commits."""
        ...

    def add(self, case: Case, files: Sequence[CaseFile]) -> None:
        """Store a new case with the files of its first round."""
        ...

    def get(self, case_id: CaseId) -> Case:
        """Return the case.

        Raises:
            RuleViolationError: ``CASE_UNKNOWN``.
        """
        ...

    def get_still(self, case_id: CaseId) -> Case:
        """Return the case, whose state and claim nobody changes until the unit of work ends.

        For acts judged by them: taking a case and taking a review back leave its version alone.

        Raises:
            RuleViolationError: ``CASE_UNKNOWN``.
        """
        ...

    def declared(self, case_id: CaseId) -> Declared:
        """What was declared, código dactilar in clear: everything else gives it masked.

        Raises:
            RuleViolationError: ``CASE_UNKNOWN``.
        """
        ...

    def papers_seal(self, case_id: CaseId) -> str:
        """Hash of what is stored as declared, for the event of the act that stored it."""
        ...

    def put_papers(self, case_id: CaseId, declared: Declared, reception: Reception) -> None:
        """Replace what was declared, for a case that came back; :meth:`save` leaves it alone."""
        ...

    def by_number(self, number: str) -> Case | None:
        """Return the case with that number, if any."""
        ...

    def by_package(self, package_number: str) -> Case | None:
        """Return the case opened or continued by that package, if any."""
        ...

    def save(self, case: Case, seen_version: int) -> Case:
        """Write the case if nobody changed it since ``seen_version``; returns it with its new version.

        Claims are not written here: see :meth:`claim` and its siblings.

        Raises:
            StaleCaseError: ``CASE_CHANGED`` with the present version, holder and state.
        """
        ...

    def add_files(self, files: Sequence[CaseFile]) -> None:
        """Store the files of a later round."""
        ...

    def files(self, case_id: CaseId) -> tuple[CaseFile, ...]:
        """All files of all rounds, oldest round first."""
        ...

    def inspected(self, case_id: CaseId) -> tuple[tuple[CaseFile, str], ...]:
        """All files in the order of :meth:`files`, each with its stored report, empty for none."""
        ...

    def put_findings(self, file_id: FileId, findings: Sequence[Finding], report: str) -> None:
        """Replace the findings of a file; ``report`` is the inspection report as JSON text."""
        ...

    def late_files(self, state: CaseState, at: datetime) -> tuple[tuple[CaseId, Finding], ...]:
        """Files of the present round that inspection found no time for, with that finding.

        Of the cases in that state which nobody holds at that instant, longest waiting first.
        """
        ...

    def risk_marks(self, case_id: CaseId) -> tuple[RiskMark, ...]:
        """The risk marks kept with a case, in their order."""
        ...

    def put_risk_marks(self, case_id: CaseId, marks: Sequence[RiskMark]) -> None:
        """Replace the risk marks of a case."""
        ...

    def hands(self, case_id: CaseId) -> Hands:
        """Who has touched the case, as cédulas; what separation is judged by."""
        ...

    def add_hand(self, case_id: CaseId, staff: StaffMember, role: str, at: datetime) -> None:
        """Record that somebody acted as ``reviewer``, ``validator`` or ``decider``."""
        ...

    def held_still(self, staff_id: StaffId, at: datetime) -> Case | None:
        """The open case the person holds; their takings wait until the unit of work ends."""
        ...

    def claim(self, case_id: CaseId, staff_id: StaffId, at: datetime, lease: timedelta) -> Case:
        """Take the case unless somebody holds an unexpired claim; does not raise its version.

        Raises:
            AccessDeniedError: ``CLAIMED_BY_OTHER`` with holder name, agency, since, until.
        """
        ...

    def claim_next(
        self,
        staff: StaffMember,
        states: Sequence[CaseState],
        at: datetime,
        lease: timedelta,
        exclude: Sequence[CaseId] = (),
    ) -> Case | None:
        """Take the free case with least time left in those states.

        Skips cases of which the person concerned is ``staff``, cases ``staff`` has touched in a
        way that separation forbids, ``exclude``, and cases of other provinces than the staff's;
        cases whose preferred reviewer is ``staff`` come first. Uses ``SKIP LOCKED`` on
        PostgreSQL.
        """
        ...

    def renew(self, case_id: CaseId, staff_id: StaffId, at: datetime, lease: timedelta) -> bool:
        """Prolong the claim; False when it is no longer that person's."""
        ...

    def release(self, case_id: CaseId, staff_id: StaffId) -> bool:
        """Give the claim back; False when it was not that person's."""
        ...

    def break_claim(self, case_id: CaseId) -> StaffId | None:
        """Take the claim away; returns who held it."""
        ...

    def release_expired(self, case_id: CaseId, staff_id: StaffId, at: datetime) -> bool:
        """Give back that person's claim if its lease ended before ``at``; False when it did not.

        Somebody may have prolonged it after :meth:`expired_claims` was read.
        """
        ...

    def expired_claims(self, at: datetime) -> tuple[tuple[CaseId, StaffId], ...]:
        """Claims whose lease ended before ``at``."""
        ...

    def waiting_since(self, state: CaseState, before: datetime) -> tuple[CaseId, ...]:
        """Cases in that state since before an instant (holds to apply, packages to inspect)."""
        ...

    def of_person(self, person_id: PersonId, state: CaseState) -> tuple[CaseId, ...]:
        """Cases of one person in that state, by id."""
        ...

    def open_of_person(self, person_id: PersonId) -> tuple[CaseId, ...]:
        """Cases of one person that are not over, by id."""
        ...

    def overdue(self, state: CaseState, at: datetime) -> tuple[CaseId, ...]:
        """Cases in that state whose term has ended by an instant, the longest ended first."""
        ...

    def pause(self, case_id: CaseId, start: datetime) -> None:
        """Note that the term stopped running."""
        ...

    def resume(self, case_id: CaseId, end: datetime) -> None:
        """Close the open pause, if any."""
        ...

    def pauses(self, case_id: CaseId) -> tuple[tuple[datetime, datetime | None], ...]:
        """Intervals in which the term did not run."""
        ...
