"""Members of staff, agencies and sign-in verifiers."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import func, select, update

from app.domain.errors import RuleViolationError
from app.domain.ids import StaffId
from app.domain.staff import Agency, StaffCredentials, StaffMember
from db.link import Link
from db.mapping.people_rows import select_staff, staff_from, staff_values
from db.tables import agencies, staff, staff_credentials


class SqlStaffDirectory:
    """``app.ports.staff_repositories.StaffDirectory`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def add_agency(self, agency: Agency) -> None:
        """Store an agency, or its new name and province."""
        values = asdict(agency)
        upsert = self._link.upsert(agencies).values(values)
        del values["code"]
        self._link.run(upsert.on_conflict_do_update(index_elements=[agencies.c.code], set_=values))

    def agencies(self) -> tuple[Agency, ...]:
        """All agencies by code."""
        rows = self._link.rows(select(agencies).order_by(agencies.c.code))
        return tuple(Agency(row["code"], row["name"], row["province"]) for row in rows)

    def add(self, member: StaffMember, password_hash: str, *, is_one_time: bool = False) -> None:
        """Store a member; raises ``LOGIN_TAKEN`` or ``CEDULA_TAKEN``."""
        self._link.insert(staff, staff_values(member))
        if self._link.is_postgresql:
            # An administrator has no right to the table of verifiers.
            given = func.guard.set_verifier(member.id, password_hash, is_one_time)
            self._link.value(select(given))
            return
        credentials = StaffCredentials(member.id, password_hash, 0, None, is_one_time)
        self._link.insert(staff_credentials, asdict(credentials))

    def save(self, member: StaffMember) -> None:
        """Write a member; raises ``STAFF_UNKNOWN``."""
        values = staff_values(member)
        if self._link.run(update(staff).where(staff.c.id == member.id).values(values)) != 1:
            raise RuleViolationError("STAFF_UNKNOWN", staff=member.id)

    def get(self, staff_id: StaffId) -> StaffMember:
        """Return the member or raise ``STAFF_UNKNOWN``."""
        row = self._link.row(select_staff().where(staff.c.id == staff_id))
        if row is None:
            raise RuleViolationError("STAFF_UNKNOWN", staff=staff_id)
        return staff_from(row)

    def by_login(self, login: str) -> StaffMember | None:
        """The member with that login."""
        row = self._link.row(select_staff().where(staff.c.login == login))
        return None if row is None else staff_from(row)

    def all(self) -> tuple[StaffMember, ...]:
        """Everybody, by login."""
        rows = self._link.rows(select_staff().order_by(staff.c.login))
        return tuple(staff_from(row) for row in rows)

    def credentials(self, staff_id: StaffId) -> StaffCredentials:
        """What the sign-in compares with; raises ``STAFF_UNKNOWN``.

        The row stays locked until the unit of work ends, so that guesses on several connections
        are counted one after the other.
        """
        row = self._link.row(
            select(staff_credentials)
            .where(staff_credentials.c.staff_id == staff_id)
            .with_for_update()
        )
        if row is None:
            raise RuleViolationError("STAFF_UNKNOWN", staff=staff_id)
        return StaffCredentials(**row)

    def put_credentials(self, credentials: StaffCredentials) -> None:
        """Write what the sign-in compares with; raises ``STAFF_UNKNOWN``."""
        this = staff_credentials.c.staff_id == credentials.staff_id
        values = asdict(credentials)
        if self._link.run(update(staff_credentials).where(this).values(values)) != 1:
            raise RuleViolationError("STAFF_UNKNOWN", staff=credentials.staff_id)
