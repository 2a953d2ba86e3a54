"""Two administrators over their own connections: each act by the program, as the screen does it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from app.domain.account import activation_hash
from app.domain.errors import AccessDeniedError, RuleViolationError, VentanillaError
from app.domain.ids import CaseId
from app.domain.staff import Agency, Duty, StaffMember
from app.infra.scram_hasher import ScramHasher
from app.infra.settings_file import read_settings
from app.stages.access import (
    AddStaff,
    AddStaffCommand,
    ChangeMember,
    ChangeMemberCommand,
    EnableAccount,
    EnrolSecondFactor,
    ManageStaff,
)
from app.stages.administration import ChangeSetting, ChangeSettingCommand
from db.central_session import CentralSession
from db.engine import open_engine
from db.integrity import find_faults
from db.store import SqlStore
from tests.casework import CEDULAS, PICHINCHA, RESOURCES
from tests.central_office import CentralOffice
from tests.stage_desks import CallDesk

HASHER = ScramHasher(4096)
GIVEN = "Una-prestada-77"


@pytest.fixture
def office(own_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    made = CentralOffice(own_postgresql_engine)
    made.add_member("ana", Duty.ADMINISTRATOR, "1700000031")
    made.add_member("eva", Duty.ADMINISTRATOR, "1700000032")
    for login in ("ana", "eva"):
        made.sign_in(login)
    yield made
    made.close()
    with own_postgresql_engine.begin() as connection:
        mine = {"mark": f"%{made.mark}"}
        for role in connection.scalars(
            text("SELECT rolname FROM pg_roles WHERE rolname LIKE :mark"), mine
        ).all():
            connection.execute(text(f'DROP ROLE "{role}"'))


class Desk:
    """What one administrator can ask for, each time with a fresh code."""

    def __init__(self, office: CentralOffice, login: str) -> None:
        self.office, self.login = office, login
        self.store: SqlStore = office.store(login)
        clock = office.casework.clock
        self.manage = ManageStaff(self.store, HASHER, clock)
        self.enable = EnableAccount(self.store, clock)
        self.enrol = EnrolSecondFactor(self.store, clock)
        self.change = ChangeMember(self.store, clock)
        self._add = AddStaff(self.store, HASHER, clock)

    def session(self):
        self.office.step_up(self.login)
        return self.office.casework.session(self.login)

    def add(self, name: str, duty: Duty, cedula: str) -> StaffMember:
        login = f"{name}-{self.office.mark}"
        return self._add(
            AddStaffCommand(self.session(), login, name.title(), cedula, duty, PICHINCHA, GIVEN)
        )

    def move(self, member: StaffMember, duty: Duty) -> StaffMember:
        command = ChangeMemberCommand(
            self.session(), member.id, member.full_name, "", duty, member.agency.code
        )
        return self.change(command).member


def come(office: CentralOffice, member: StaffMember, code: str) -> None:
    engine = open_engine(str(office.owner.url.set(username=member.login)), pool_size=1)
    CentralSession(engine, "PUESTO-1").activate(
        activation_hash(member.id, code), HASHER.hash("Una-propia-2026")
    )
    engine.dispose()


def faults(office: CentralOffice) -> set[str]:
    with office.owner.connect() as connection:
        return {fault.code for fault in find_faults(connection)}


def test_two_let_somebody_in_and_one_does_not(office: CentralOffice) -> None:
    ana, eva = Desk(office, "ana"), Desk(office, "eva")
    luis = ana.add("luis", Duty.CLERK, CEDULAS[5])
    with pytest.raises(AccessDeniedError, match="NOT_A_HAND_OF_THE_ACCOUNT"):
        ana.enable(ana.session(), luis.id)
    assert eva.manage.preparers(eva.session()) == {luis.id: office.casework.people["ana"].id}
    enabled = eva.enable(eva.session(), luis.id)
    assert enabled.until == office.casework.clock.now() + timedelta(hours=72)
    come(office, luis, enabled.code)
    assert eva.manage.preparers(eva.session()) == {}
    assert faults(office) == set()


def test_what_one_does_to_an_account_another_lets_in(office: CentralOffice) -> None:
    ana, eva = Desk(office, "ana"), Desk(office, "eva")
    luis = ana.add("luis", Duty.CLERK, CEDULAS[5])
    come(office, luis, eva.enable(eva.session(), luis.id).code)
    acts = (
        lambda: ana.manage.give_password(ana.session(), luis.id, GIVEN),
        lambda: ana.move(luis, Duty.VALIDATOR),
        lambda: ana.enrol(ana.session(), luis.id),
    )
    for act in acts:
        act()
        assert not office.casework.store.look().__enter__().staff.get(luis.id).active
        with pytest.raises(AccessDeniedError, match="NOT_A_HAND_OF_THE_ACCOUNT"):
            ana.enable(ana.session(), luis.id)
        enabled = eva.enable(eva.session(), luis.id)
        if enabled.code:
            come(office, luis, enabled.code)
    assert not eva.manage.disable(eva.session(), luis.id).active
    assert eva.enable(eva.session(), luis.id).member.active
    assert faults(office) == set()


def test_an_act_on_an_account_takes_a_fresh_code(office: CentralOffice) -> None:
    ana = Desk(office, "ana")
    office.casework.clock.forward(minutes=3)
    session = office.casework.session("ana")
    clerk = office.casework.people["clerk"].id
    for act in (
        lambda: ana.manage.disable(session, clerk),
        lambda: ana.manage.give_password(session, clerk, GIVEN),
        lambda: ana.enrol(session, clerk),
    ):
        with pytest.raises(AccessDeniedError, match="STEP_UP_MISSING"):
            act()


def test_whoever_administers_sees_no_case_and_is_told_of_calls(office: CentralOffice) -> None:
    CallDesk(office.casework).schedule(office.casework.case(holder="validator"))
    ana = Desk(office, "ana")
    validator = office.casework.people["validator"]
    with pytest.raises(RuleViolationError, match="STAFF_HAS_CALLS"):
        ana.move(validator, Duty.CLERK)
    with pytest.raises(VentanillaError, match="DATABASE_DENIED"), ana.store.look() as stored:
        stored.calls.of_case(CaseId("x"))


def test_agencies_and_settings_are_kept_and_told_over_ones_own_login(
    office: CentralOffice,
) -> None:
    ana = Desk(office, "ana")
    ana.manage.save_agency(ana.session(), Agency("AZU-01", "Cuenca", "01"))
    catalogue = read_settings(RESOURCES / "settings.toml")
    clock, offices = office.casework.clock, office.casework.offices
    change = ChangeSetting(ana.store, catalogue, offices, clock)
    change(
        ChangeSettingCommand(
            ana.session(),
            "claim.lease_minutes",
            "30",
            clock.now().date(),
            "Lo pidió la dirección.",
            "20",
        )
    )
    assert faults(office) == set()
