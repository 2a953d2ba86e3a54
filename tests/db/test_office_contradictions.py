"""Settings, accounts and agencies changed by hand: the events of those who set them contradict it."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from app.domain.ids import StaffId
from app.domain.staff import Agency, Duty, Session, StaffMember
from app.infra.settings_file import read_settings
from app.stages.access import (
    AddStaff,
    AddStaffCommand,
    ChangeMember,
    ChangeMemberCommand,
    ManageStaff,
)
from app.stages.administration import ChangeSetting, ChangeSettingCommand
from db.integrity import find_faults
from db.link import link_on
from db.readers.contradictions import contradictions
from db.store import SqlStore
from tests.casework import CEDULAS, PICHINCHA, RESOURCES, Casework, verifier
from tests.db.test_contradictions import unguarded
from tests.quick_hasher import QUICK_HASHER

GUAYAS = Agency("GYE-01", "Agencia Centro", "09")
BY_HAND = {
    "a term made shorter": ("UPDATE settings SET value = '0'", "SETTING_ALTERED"),
    "a value that is gone": ("DELETE FROM settings", "SETTING_ALTERED"),
    "a value that begins later": (
        "UPDATE settings SET valid_from = '2027-01-01'",
        "SETTING_ALTERED",
    ),
    "another duty": ("UPDATE staff SET duty = 'director' WHERE login = 'eva'", "ACCOUNT_ALTERED"),
    "a duty nobody gave": (
        "UPDATE staff SET duty = 'director' WHERE login = 'luis'",
        "ACCOUNT_ALTERED",
    ),
    "another agency": (
        "UPDATE staff SET agency_code = 'PIC-01' WHERE login = 'luis'",
        "ACCOUNT_ALTERED",
    ),
    "an agency nobody gave": (
        "UPDATE staff SET agency_code = 'GYE-01' WHERE login = 'eva'",
        "ACCOUNT_ALTERED",
    ),
    "enabled again": (
        "UPDATE staff SET active = ('1' = '1') WHERE login = 'luis'",
        "ACCOUNT_ALTERED",
    ),
    "disabled": ("UPDATE staff SET active = ('1' = '0') WHERE login = 'eva'", "ACCOUNT_ALTERED"),
    "the number of another human": (
        "UPDATE staff SET cedula = '0999999999' WHERE login = 'luis'",
        "ACCOUNT_ALTERED",
    ),
    "another login": ("UPDATE staff SET login = 'otro' WHERE login = 'luis'", "ACCOUNT_ALTERED"),
    "another name": ("UPDATE staff SET full_name = 'Otra' WHERE login = 'eva'", "ACCOUNT_ALTERED"),
    "another address": (
        "UPDATE staff SET email = 'a@b.ec' WHERE login = 'luis'",
        "ACCOUNT_ALTERED",
    ),
    "an agency of another province": (
        "UPDATE agencies SET province = '17' WHERE code = 'GYE-01'",
        "AGENCY_ALTERED",
    ),
}


def _new(
    session: Session, login: str, cedula: str, agency: Agency, duty: Duty = Duty.CLERK
) -> AddStaffCommand:
    return AddStaffCommand(session, login, login.title(), cedula, duty, agency, "Clave-larga-2026")


@pytest.fixture
def office(store: SqlStore) -> Casework:
    """A setting set twice on one day, an account that was moved, one that was off for a while."""
    office = Casework(store)
    add = AddStaff(store, QUICK_HASHER, office.clock)
    boss = StaffMember(
        StaffId("boss"), "boss", "Boss", "2059999991", Duty.ADMINISTRATOR, PICHINCHA, True
    )
    with store.write() as uow:
        uow.staff.add(boss, verifier())
        uow.commit()
    session = Session(boss, "PUESTO-1", office.clock.now())
    eva = add(_new(session, "eva", CEDULAS[5], PICHINCHA))
    luis = add(_new(session, "luis", CEDULAS[6], PICHINCHA))
    manage = ManageStaff(store, QUICK_HASHER, office.clock)
    manage.save_agency(session, GUAYAS)
    for is_active in (False, True):
        manage.set_active(session, eva.id, is_active)
    command = ChangeMemberCommand(
        session, luis.id, "Luis Otro", "l@iess.gob.ec", Duty.VALIDATOR, "GYE-01"
    )
    ChangeMember(store, office.clock)(command)
    today, change = (
        office.clock.now().date(),
        ChangeSetting(
            store, read_settings(RESOURCES / "settings.toml"), office.offices, office.clock
        ),
    )
    for seen, value in (("0", "24"), ("24", "48")):
        change(
            ChangeSettingCommand(
                session, "decision.hold_hours", value, today, "acuerdo de la dirección", seen
            )
        )
    return office


@pytest.mark.parametrize("name", BY_HAND)
def test_it_is_found(name: str, office: Casework, engine: Engine) -> None:
    statement, code = BY_HAND[name]
    with unguarded(engine) as connection:
        assert list(find_faults(connection)) == []
        assert connection.execute(text(statement)).rowcount > 0
        assert {one.code for one in contradictions(link_on(connection))} == {code}
        assert code in {fault.code for fault in find_faults(connection)}


def test_what_no_event_tells_of_is_not_judged(store: SqlStore, engine: Engine) -> None:
    office = Casework(store)
    with store.write() as uow:
        now = office.clock.now()
        uow.settings.put("decision.hold_hours", "24", now.date(), None, now)
        uow.commit()
    with engine.connect() as connection:
        assert list(find_faults(connection)) == []
