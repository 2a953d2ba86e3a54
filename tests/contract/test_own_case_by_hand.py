"""Whoever gave their account another cédula for a while, to decide their own case, is named."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Engine, text

from app.domain.workflow import CaseState
from db.engine import WRITES, is_sqlite
from db.integrity import find_faults
from db.store import SqlStore
from tests.casework import Casework
from tests.stage_desks import CallDesk, DecisionDesk


def test_an_approval_of_ones_own_case_is_named(store: SqlStore, engine: Engine) -> None:
    office = Casework(store)
    own = office.people["validator"]
    case = office.case(person=office.person(own.cedula))
    lent = replace(own, cedula="0999999999")
    office.people["validator"] = lent
    with store.write() as uow:
        uow.staff.save(lent)
        uow.commit()
    case = CallDesk(office).validated(office.claim(case.id, "validator"))
    assert DecisionDesk(office).approve(case).case.state in {CaseState.APPROVED, CaseState.ON_HOLD}
    assert broken(engine) == 0
    with store.write() as uow:
        uow.staff.save(own)
        uow.commit()
    put_back(engine, own.cedula)
    # Beginning the call, and deciding.
    assert broken(engine) == 2


def put_back(engine: Engine, cedula: str) -> None:
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        if is_sqlite(engine):
            listed = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for name in connection.execute(listed).scalars().all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        change = text("UPDATE case_hands SET cedula = :own WHERE cedula = '0999999999'")
        assert connection.execute(change, {"own": cedula}).rowcount == 2
        connection.commit()


def broken(engine: Engine) -> int:
    with engine.connect() as connection:
        return sum(one.code == "SEPARATION_BROKEN" for one in find_faults(connection))
