"""Clerks with logins of their own on a server, so that what is measured goes through the guard."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import text

from app.cli.demo.authenticator import SECRET
from app.domain.duties import SECOND_FACTOR
from app.domain.ids import StaffId, fresh_id
from app.domain.staff import Agency, Duty, StaffMember
from db.engine import open_engine
from db.policies.roles import GROUPS
from db.store import SqlStore

PROVINCES = ("17", "09", "01", "13", "18", "06")
"""Where :func:`db.seed_bulk.seed_cases` puts its cases."""
DutyOf = Callable[[int], Duty]
_PASSWORD = "!"  # noqa: S105 - nobody signs in with it; the socket of the bench trusts


def login_of(number: int) -> str:
    """Name of the clerk of that number; the same in the database and on the server."""
    return f"bench_{number:02d}"


def province_of(number: int) -> str:
    """Where that clerk works; neighbours in number work apart."""
    return PROVINCES[number % len(PROVINCES)]


def open_logins(url: str, count: int, duty_of: DutyOf = lambda _number: Duty.CLERK) -> None:
    """Give so many people an account and a login; those of another database are kept.

    A clerk needs no second factor (``app.domain.duties.SECOND_FACTOR``): each connection counts at
    once. The others get the secret of the demonstration. Numbers are of a province that does not
    exist.
    """
    engine = open_engine(url, pool_size=1)
    with SqlStore(engine).write() as uow:
        for province in PROVINCES:
            uow.staff.add_agency(Agency(f"BEN-{province}", f"Agencia {province}", province))
        for number in range(count):
            if uow.staff.by_login(login_of(number)) is None:
                uow.staff.add(_member(number, duty_of(number)), _PASSWORD)
        uow.commit()
    with engine.begin() as connection:
        for number in range(count):
            name = login_of(number)
            known = connection.execute(
                text("SELECT FROM pg_roles WHERE rolname = :name"), {"name": name}
            )
            if known.first() is None:
                group = GROUPS[duty_of(number)]
                connection.execute(text(f"CREATE ROLE {name} LOGIN IN ROLE {group}"))
        connection.execute(
            text(
                "INSERT INTO guard.factors (staff_id, secret, last_step, enrolled_at)"
                " SELECT id, :secret, 0, guard.now() FROM staff WHERE login LIKE 'bench\\_%'"
                " AND duty = ANY (:duties) ON CONFLICT DO NOTHING"
            ),
            {"secret": SECRET, "duties": [duty.value for duty in SECOND_FACTOR]},
        )
    engine.dispose()


def _member(number: int, duty: Duty) -> StaffMember:
    province = province_of(number)
    agency = Agency(f"BEN-{province}", f"Agencia {province}", province)
    return StaffMember(
        StaffId(fresh_id()),
        login_of(number),
        f"Prueba {number}",
        f"98{number:08d}",
        duty,
        agency,
        active=True,
    )
