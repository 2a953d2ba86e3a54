"""An account changed by somebody whom no trigger stops: the events of the administrators say so."""

# ruff: noqa: S608 - every statement here is put together from this file's own words

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from app.domain.staff import Duty, StaffMember
from app.stages.access import ChangeMember, ChangeMemberCommand
from db.integrity import find_faults
from db.link import link_on
from db.readers.contradictions import contradictions
from db.store import SqlStore
from tests.casework import CEDULAS
from tests.db.test_contradictions import unguarded
from tests.unit.test_stage_accounts import GIVEN, Office

LUIS = "(SELECT id FROM staff WHERE login = 'luis')"
EVA = "(SELECT id FROM staff WHERE login = 'eva')"
HANDS = "INSERT INTO account_hands (staff_id, position, act, duty, actor, cedula, at)"
OF_LUIS = f"duty, actor, cedula, at FROM account_hands WHERE staff_id = {LUIS} AND position = 1"
NOBODY_ADDED = (
    "INSERT INTO staff (id, login, full_name, cedula, duty, agency_code, active, email)"
    " SELECT 'x', 'topo', 'Topo', '0000000000', 'validator', agency_code, active, ''"
    " FROM staff WHERE login = 'luis'"
)

ATTACKS = {
    "another duty": (
        "UPDATE staff SET duty = 'validator' WHERE login = 'rosa'",
        "ACCOUNT_ALTERED",
    ),
    "another agency": (
        "UPDATE staff SET agency_code = 'GUA-01' WHERE login = 'luis'",
        "ACCOUNT_ALTERED",
    ),
    "enabled": ("UPDATE staff SET active = ('1' = '1') WHERE login = 'leo'", "ACCOUNT_ALTERED"),
    "disabled": ("UPDATE staff SET active = ('1' = '0') WHERE login = 'luis'", "ACCOUNT_ALTERED"),
    "another person": (
        "UPDATE staff SET cedula = '1729999993x' WHERE login = 'luis'",
        "ACCOUNT_ALTERED",
    ),
    "another name": ("UPDATE staff SET full_name = 'Otra' WHERE login = 'rosa'", "ACCOUNT_ALTERED"),
    "another address": (
        "UPDATE staff SET email = 'a@b.ec' WHERE login = 'mara'",
        "ACCOUNT_ALTERED",
    ),
    "another login": ("UPDATE staff SET login = 'otro' WHERE login = 'luis'", "ACCOUNT_ALTERED"),
    "an account nobody added": (
        NOBODY_ADDED,
        "ACCOUNT_UNTOLD",
    ),
    "an account taken away": ("DELETE FROM staff WHERE login = 'leo'", "ACCOUNT_ALTERED"),
    "hands taken away": (
        f"DELETE FROM account_hands WHERE staff_id = {LUIS}",
        "ACCOUNT_HAND_ALTERED",
    ),
    "one hand taken away": (
        "DELETE FROM account_hands WHERE act = 'added' AND actor IS NOT NULL",
        "ACCOUNT_HAND_ALTERED",
    ),
    "hand of another": (
        f"UPDATE account_hands SET actor = {EVA} WHERE act = 'added' AND actor IS NOT NULL",
        "ACCOUNT_HAND_ALTERED",
    ),
    "hand of another person": (
        "UPDATE account_hands SET cedula = '0' WHERE act = 'added'",
        "ACCOUNT_HAND_ALTERED",
    ),
    "hand washed": (
        f"{HANDS} SELECT staff_id, 9, 'enabled', {OF_LUIS}",
        "ACCOUNT_HAND_ALTERED",
    ),
    "hand of old": (
        f"{HANDS} SELECT staff_id, 0, 'kept', {OF_LUIS}",
        "ACCOUNT_HAND_ALTERED",
    ),
}


@pytest.fixture
def office(store: SqlStore) -> Office:
    """Luis, Rosa and Mara work, Leo waits to be enabled; Ana added all, and changed Mara's name."""
    office = Office(store).bring_second()
    members: dict[str, StaffMember] = {}
    for number, (login, duty) in enumerate(
        (
            ("luis", Duty.VALIDATOR),
            ("rosa", Duty.CLERK),
            ("leo", Duty.CLERK),
            ("mara", Duty.CLERK),
        ),
        2,
    ):
        added = office.add(login, duty, CEDULAS[number], office.ana)
        if login != "leo":
            entered = office.activate(login, office.enable(office.eva, added.id).code)
            members[login] = entered.staff
    mara = members["mara"]
    wanted = ("Mara Otra", "mara@iess.gob.ec", mara.duty, mara.agency.code)
    ChangeMember(store, office.clock)(ChangeMemberCommand(office.ana, mara.id, *wanted))
    return office


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_found(name: str, office: Office, engine: Engine) -> None:
    statement, code = ATTACKS[name]
    assert office.faults() == set()
    with unguarded(engine) as connection:
        assert connection.execute(text(statement)).rowcount > 0
        assert code in {fault.code for fault in contradictions(link_on(connection))}
        assert code in {fault.code for fault in find_faults(connection)}


def test_a_program_that_keeps_no_rule_is_found(office: Office, engine: Engine, monkeypatch) -> None:
    """Somebody changed the program, not the database: rows and events agree, and say who it was."""
    leo = next(one for one in office.manage.everyone(office.ana) if one.login == "leo")
    office.clock.forward(minutes=1)
    monkeypatch.setattr("app.stages.access.enabling.require_enabler", lambda *_: True)
    code = office.enable(office.ana, leo.id).code
    office.activate("leo", code)
    with engine.connect() as connection:
        (fault,) = find_faults(connection)
    assert (fault.code, fault.place) == ("ACCOUNT_ENABLED_ALONE", f"staff:{leo.id}#2")
    assert GIVEN not in str(fault)
