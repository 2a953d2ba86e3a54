"""Claims: one holder a case, decided by one guarded UPDATE (D1; ADR 0004).

A claim is three columns of the case. It is free when nobody holds it or the lease ended before the
instant passed in. No clock of the database is asked, so that both behave alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Text,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    type_coerce,
    update,
)

from app.domain.case import CEDULA_IN_FORM, Case
from app.domain.duties import CLAIMING, PERMISSIONS, Separation
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.ids import CaseId, StaffId
from app.domain.person import HOME
from app.domain.staff import Duty, StaffMember
from app.domain.workflow import CaseState
from db.column_types import UtcDateTime
from db.link import Link
from db.mapping.case_rows import case_from, select_cases
from db.tables import agencies, case_hands, case_papers, cases, person_identifiers, reviews, staff
from db.tables.base import Condition

_ROLES = {
    Separation.NOT_A_DOCUMENT_REVIEWER: "reviewer",
    Separation.NOT_AN_EARLIER_REVIEWER: "reviewer",
    Separation.NOT_THE_IDENTITY_VALIDATOR: "validator",
}


def all_undone() -> Condition:
    """Whoever has that hand took back every review of the case they committed."""
    theirs = (reviews.c.case_id == case_hands.c.case_id) & (
        reviews.c.staff_id == case_hands.c.staff_id
    )
    return exists().where(theirs) & ~exists().where(theirs, reviews.c.undone_at.is_(None))


def is_free(at: datetime | BindParameter[Any]) -> Condition:
    """Nobody holds the case at that instant."""
    return or_(cases.c.claimed_by.is_(None), cases.c.lease_until < at)


def may_take(
    state: CaseState, staff_id: StaffId, cedula: str | None = None, *, is_on_server: bool
) -> Condition:
    """The separations of :mod:`app.domain.duties` that can be told from stored rows.

    Args:
        state: state the case is in.
        staff_id: who wants it.
        cedula: their cédula when it is known, else it is looked up.
        is_on_server: whether papers and numbers may be hidden from whoever is connected, so that the
            server is asked about them too.
    """
    known = select(staff.c.cedula).where(staff.c.id == staff_id).scalar_subquery()
    number: ColumnElement[str] = known if cedula is None else literal(cedula)
    permission = PERMISSIONS[CLAIMING[state]] if state in CLAIMING else None
    separations = permission.separations if permission else frozenset()
    kept: list[Condition] = []
    for item in sorted(separations & _ROLES.keys()):
        hand = (case_hands.c.case_id == cases.c.id) & (case_hands.c.cedula == number)
        hand &= case_hands.c.role == _ROLES[item]
        if item is Separation.NOT_AN_EARLIER_REVIEWER:
            hand &= ~all_undone()
        kept.append(~exists().where(hand))
    if Separation.NOT_THE_PERSON_CONCERNED in separations:
        kept += [~exists().where(_numbered(number)), ~_declares(number)]
        if is_on_server:
            kept.append(~func.guard.concerns_me(cases.c.id, cases.c.person_id))
    if state is CaseState.TO_DECIDE:
        kept.append(_waits_for(staff_id))
    return and_(*kept) if kept else ~false()


def _waits_for(staff_id: StaffId) -> Condition:
    """Whoever held the call decides; another one is asked only when they are gone."""
    validator, agency = staff.alias("validator"), agencies.alias("validator_agency")
    is_there = (
        exists()
        .where(
            validator.c.id == cases.c.validated_by,
            validator.c.active,
            validator.c.duty == Duty.VALIDATOR,
            agency.c.code == validator.c.agency_code,
            agency.c.province == cases.c.province,
        )
        .correlate(cases)
    )
    return or_(cases.c.validated_by == staff_id, ~is_there)


def _numbered(number: ColumnElement[str]) -> Condition:
    """The person concerned has that number of this country, of whatever kind."""
    return and_(
        person_identifiers.c.person_id == cases.c.person_id,
        person_identifiers.c.country == HOME,
        person_identifiers.c.value == number,
    )


def _declares(number: ColumnElement[str]) -> Condition:
    """The signed form has that number as cédula, whatever the package names the person by."""
    text: ColumnElement[str] = type_coerce(case_papers.c.declared, Text)
    for mark in "- .":
        text = func.replace(text, mark, "")
    start, end = literal(f'%"{CEDULA_IN_FORM}":"'), literal('"%')
    # A value of this one case, not EXISTS: PostgreSQL would join that with every case's papers.
    papers = select(text).where(case_papers.c.case_id == cases.c.id).correlate(cases)
    # Papers that are hidden say nothing; without a word for that, no case would be free.
    return func.coalesce(papers.scalar_subquery(), "").like(start + number + end)


class ClaimRows:
    """The part of the cases repository that deals with claims."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def get_still(self, case_id: CaseId) -> Case:
        """Return the case, locked until the unit of work ends, or raise ``CASE_UNKNOWN``."""
        # Read after the lock is had: what another unit of work did meanwhile is seen then.
        this = select(cases.c.id).where(cases.c.id == case_id)
        self._link.row(this.with_for_update(key_share=True))
        return self._read(case_id)

    def held_still(self, staff_id: StaffId, at: datetime) -> Case | None:
        """The open case the person holds; their takings follow one another from here."""
        self._one_taking_at_a_time(staff_id)
        held = and_(cases.c.claimed_by == staff_id, cases.c.lease_until > at, cases.c.is_open)
        row = self._link.row(select_cases().where(held).order_by(cases.c.sort_at).limit(1))
        return None if row is None else case_from(row)

    def claim(self, case_id: CaseId, staff_id: StaffId, at: datetime, lease: timedelta) -> Case:
        """Take the case, or prolong one's own claim; ``CLAIMED_BY_OTHER`` says who holds it."""
        mine = cases.c.claimed_by == staff_id
        if not self._take(case_id, or_(is_free(at), mine), staff_id, at, lease):
            raise self._refusal(case_id)
        return self._read(case_id)

    def claim_next(
        self,
        staff: StaffMember,
        states: Sequence[CaseState],
        at: datetime,
        lease: timedelta,
        exclude: Sequence[CaseId] = (),
    ) -> Case | None:
        """Take the free case with least time left; cases that prefer ``staff`` come first."""
        for preferred in (True, False):
            found = self._candidate(staff, states, at, exclude, preferred=preferred)
            if found is not None:
                self._take(found, is_free(at), staff.id, at, lease)
                return self._read(found)
        return None

    def renew(self, case_id: CaseId, staff_id: StaffId, at: datetime, lease: timedelta) -> bool:
        """Prolong one's own claim; False when it is no longer one's own or has ended."""
        mine = and_(
            cases.c.id == case_id, cases.c.claimed_by == staff_id, cases.c.lease_until >= at
        )
        return self._link.run(update(cases).where(mine).values(lease_until=at + lease)) == 1

    def release(self, case_id: CaseId, staff_id: StaffId) -> bool:
        """Give the claim back."""
        mine = and_(cases.c.id == case_id, cases.c.claimed_by == staff_id)
        return self._link.run(update(cases).where(mine).values(_NOBODY)) == 1

    def release_expired(self, case_id: CaseId, staff_id: StaffId, at: datetime) -> bool:
        """Give the claim back if its lease ended, looked at again under the lock of its row."""
        theirs = and_(
            cases.c.id == case_id, cases.c.claimed_by == staff_id, cases.c.lease_until < at
        )
        return self._link.run(update(cases).where(theirs).values(_NOBODY)) == 1

    def break_claim(self, case_id: CaseId) -> StaffId | None:
        """Take the claim away; returns who held it."""
        held = select(cases.c.claimed_by).where(cases.c.id == case_id).with_for_update()
        holder = self._link.value(held)
        if holder is None:
            return None
        self._link.run(update(cases).where(cases.c.id == case_id).values(_NOBODY))
        return StaffId(holder)

    def expired_claims(self, at: datetime) -> tuple[tuple[CaseId, StaffId], ...]:
        """Claims whose lease ended before ``at``."""
        rows = self._link.rows(
            select(cases.c.id, cases.c.claimed_by)
            .where(cases.c.claimed_by.is_not(None), cases.c.lease_until < at)
            .order_by(cases.c.lease_until, cases.c.id)
        )
        return tuple((CaseId(row["id"]), StaffId(row["claimed_by"])) for row in rows)

    def _one_taking_at_a_time(self, staff_id: StaffId) -> None:
        """A local file has one writer anyhow; a server has to be told what to wait for."""
        if self._link.is_postgresql:
            # Locking a row takes the right to change it, which nobody has on members of staff.
            self._link.value(select(func.guard.lock_validator(staff_id)))

    def _take(
        self,
        case_id: CaseId,
        condition: Condition,
        staff_id: StaffId,
        at: datetime,
        lease: timedelta,
    ) -> bool:
        # Claiming again what one holds keeps the beginning of the claim.
        running = (cases.c.claimed_by == staff_id) & (cases.c.lease_until >= at)
        since = case((running, cases.c.claimed_at), else_=literal(at, UtcDateTime()))
        statement = (
            update(cases)
            .where(cases.c.id == case_id, condition)
            .values(claimed_by=staff_id, claimed_at=since, lease_until=at + lease)
        )
        return self._link.run(statement) == 1

    def _candidate(
        self,
        member: StaffMember,
        states: Sequence[CaseState],
        at: datetime,
        exclude: Sequence[CaseId],
        *,
        preferred: bool,
    ) -> CaseId | None:
        """The best of each state (a range of one index each), locked on PostgreSQL."""
        found = []
        for state in states:
            wanted = first_free(state, member.agency.province, at).where(
                may_take(state, member.id, member.cedula, is_on_server=self._link.is_postgresql)
            )
            if preferred:
                wanted = wanted.where(cases.c.preferred_reviewer == member.id)
            if exclude:
                wanted = wanted.where(cases.c.id.not_in(exclude))
            row = self._link.row(wanted.with_for_update(skip_locked=True))
            if row is not None:
                found.append((row["sort_at"], CaseId(row["id"])))
        return min(found)[1] if found else None

    def _read(self, case_id: CaseId) -> Case:
        query = select_cases().where(cases.c.id == case_id)
        row = self._link.row(query)
        if row is None and self._link.admit("admit", "case", case_id):
            row = self._link.row(query)
        if row is None:
            raise RuleViolationError("CASE_UNKNOWN", case=case_id)
        return case_from(row)

    def _refusal(self, case_id: CaseId) -> RuleViolationError:
        row = self._link.row(
            select(staff.c.full_name, agencies.c.name, cases.c.claimed_at, cases.c.lease_until)
            .select_from(cases)
            .outerjoin(staff, staff.c.id == cases.c.claimed_by)
            .outerjoin(agencies, agencies.c.code == staff.c.agency_code)
            .where(cases.c.id == case_id)
        )
        if row is None:
            return RuleViolationError("CASE_UNKNOWN", case=case_id)
        return AccessDeniedError(
            "CLAIMED_BY_OTHER",
            holder=row["full_name"],
            agency=row["name"],
            since=row["claimed_at"],
            until=row["lease_until"],
        )


_NOBODY: dict[str, Any] = {"claimed_by": None, "claimed_at": None, "lease_until": None}


def first_free(state: CaseState, province: str, at: datetime, limit: int = 1) -> Select[Any]:
    """The free cases of one province and state with least time left."""
    return (
        select(cases.c.id, cases.c.sort_at)
        .where(cases.c.province == province, cases.c.state == state, is_free(at))
        .order_by(cases.c.sort_at, cases.c.id)
        .limit(limit)
    )
