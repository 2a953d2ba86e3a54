"""Power over an account takes two administrators; none of them comes in with it (ADR 0019)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

import pytest
from sqlalchemy import text

from app.domain.account import CODE_LIFE, HandAct, is_alone
from app.domain.audit import staff_chain
from app.domain.errors import VentanillaError
from app.domain.staff import Duty, Session, StaffMember
from app.stages.access import (
    ActivateAccount,
    ActivateCommand,
    AddStaff,
    AddStaffCommand,
    ChangeMember,
    ChangeMemberCommand,
    EnableAccount,
    ManageStaff,
    PasswordCheck,
    SignIn,
    SignInCommand,
)
from db.integrity import find_faults
from db.store import SqlStore
from tests.casework import CEDULAS, PASSWORD, PICHINCHA, SetClock
from tests.quick_hasher import QUICK_HASHER

GIVEN, OWN = "Una-prestada-77", "Una-propia-2026"
HAND = "SEPARATION_NOT_A_HAND_OF_THE_ACCOUNT"


@dataclass
class Office:
    """Two administrators who came in by the rule, and whom they let in."""

    store: SqlStore
    clock: SetClock = field(default_factory=SetClock)
    ana: Session = field(init=False)
    eva: Session = field(init=False)

    def __post_init__(self) -> None:
        self.check = PasswordCheck(self.store, QUICK_HASHER, self.clock)
        self.manage = ManageStaff(self.store, QUICK_HASHER, self.clock)
        self.enable = EnableAccount(self.store, self.clock)
        self.add("ana", Duty.ADMINISTRATOR, CEDULAS[0], None, PASSWORD)
        self.ana = self.enter("ana", PASSWORD)

    def bring_second(self) -> Office:
        eva = self.add("eva", Duty.ADMINISTRATOR, CEDULAS[1], self.ana)
        self.eva = self.activate("eva", self.enable(self.ana, eva.id).code)
        return self

    def add(
        self, login: str, duty: Duty, cedula: str, by: Session | None, password: str = GIVEN
    ) -> StaffMember:
        command = AddStaffCommand(by, login, login.title(), cedula, duty, PICHINCHA, password)
        return AddStaff(self.store, QUICK_HASHER, self.clock)(command)

    def enter(self, login: str, password: str) -> Session:
        command = SignInCommand(login, password, "PUESTO-1")
        return SignIn(self.store, self.check, self.clock)(command)

    def activate(self, login: str, code: str, password: str = GIVEN, own: str = OWN) -> Session:
        activate = ActivateAccount(self.store, self.check, QUICK_HASHER, self.clock)
        return activate(ActivateCommand(login, "PUESTO-1", password, code, own))

    def move(self, by: Session, member: StaffMember, duty: Duty) -> StaffMember:
        command = ChangeMemberCommand(by, member.id, member.full_name, "", duty, member.agency.code)
        return ChangeMember(self.store, self.clock)(command).member

    def told(self, member: StaffMember) -> list[tuple[str, dict[str, object]]]:
        with self.store.read() as readers:
            events = readers.audit.events(staff_chain(member.id))
        bodies = [json.loads(event.canonical) for event in events]
        return [(body["action"], body["details"]) for body in bodies]

    def faults(self) -> set[str]:
        with self.store._engine.connect() as connection:
            return {fault.code for fault in find_faults(connection)}


@pytest.fixture
def office(store: SqlStore) -> Office:
    return Office(store).bring_second()


@pytest.fixture
def luis(office: Office) -> StaffMember:
    """A validator whom Ana added."""
    return office.add("luis", Duty.VALIDATOR, CEDULAS[2], office.ana)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(VentanillaError) as error:
        act()
    return error.value.code


def test_an_account_begins_when_two_have_let_it_in_and_its_member_has_come(office, luis) -> None:
    assert not luis.active
    assert refused(lambda: office.enter("luis", GIVEN)) == "SIGN_IN_REFUSED"
    assert refused(lambda: office.enable(office.ana, luis.id)) == HAND
    assert office.told(office.ana.staff)[-1][1]["code"] == HAND
    enabled = office.enable(office.eva, luis.id)
    assert enabled.member.active
    assert enabled.until == office.clock.now() + CODE_LIFE
    assert enabled.code not in repr(enabled)
    # With the password alone nobody comes in, nor with the code and another password.
    assert refused(lambda: office.enter("luis", GIVEN)) == "ACTIVATION_NEEDED"
    assert (
        refused(lambda: office.activate("luis", enabled.code, "No-es-esta-77")) == "SIGN_IN_REFUSED"
    )
    spoken = enabled.code.lower().replace("-", " ")
    assert office.activate("luis", spoken).staff_id == luis.id
    assert office.enter("luis", OWN).staff_id == luis.id
    assert refused(lambda: office.enter("luis", GIVEN)) == "SIGN_IN_REFUSED"
    assert refused(lambda: office.activate("luis", enabled.code, OWN)) == "PASSWORD_NOT_NEW"
    again = refused(lambda: office.activate("luis", enabled.code, OWN, "Otra-mas-2026"))
    assert again == "ACTIVATION_CODE_SPENT"
    assert office.faults() == set()


@pytest.mark.parametrize("act", ["password", "duty"])
def test_whoever_changes_an_account_does_not_enable_it(office, luis, act) -> None:
    office.activate("luis", office.enable(office.eva, luis.id).code)
    if act == "password":
        after = office.manage.give_password(office.eva, luis.id, GIVEN)
    else:
        after = office.move(office.eva, luis, Duty.CLERK)
    assert not after.active
    assert refused(lambda: office.enable(office.eva, luis.id)) == HAND
    enabled = office.enable(office.ana, luis.id)
    assert bool(enabled.code) is (act == "password")
    assert office.faults() == set()


def test_no_hand_is_washed_by_what_comes_after_it(office, luis) -> None:
    # Enabling alone ends nothing while the member has not come: the password is still Ana's.
    code = office.enable(office.eva, luis.id).code
    assert refused(lambda: office.enable(office.ana, luis.id)) == HAND
    # Nor does disabling in between.
    office.manage.disable(office.ana, luis.id)
    assert refused(lambda: office.enable(office.ana, luis.id)) == HAND
    # Who changes something besides has a hand in it too: then it takes a third.
    office.move(office.eva, luis, Duty.CLERK)
    assert refused(lambda: office.enable(office.eva, luis.id)) == HAND
    assert refused(lambda: office.activate("luis", code)) == "SIGN_IN_REFUSED"
    assert office.faults() == set()


def test_hands_are_counted_by_people_not_by_accounts(office, luis) -> None:
    same_person = replace(office.eva.staff, cedula=office.ana.staff.cedula)
    session = Session(same_person, "PUESTO-2", office.clock.now())
    assert refused(lambda: office.enable(session, luis.id)) == HAND


def test_one_of_two_cannot_become_alone_again(office) -> None:
    eva = office.eva.staff
    office.move(office.ana, eva, Duty.CLERK)
    mole = office.add("topo", Duty.ADMINISTRATOR, CEDULAS[3], office.ana)
    for account in (mole, eva):
        assert refused(partial(office.enable, office.ana, account.id)) == HAND
    office.move(office.ana, eva, Duty.ADMINISTRATOR)
    office.manage.give_password(office.ana, eva.id, GIVEN)
    assert refused(lambda: office.enable(office.ana, eva.id)) == HAND


def test_until_the_second_one_has_come_the_first_may_try_again(store) -> None:
    office = Office(store)
    eva = office.add("eva", Duty.ADMINISTRATOR, CEDULAS[1], office.ana)
    code = office.enable(office.ana, eva.id).code
    office.clock.forward(hours=72)
    assert refused(lambda: office.activate("eva", code)) == "ACTIVATION_CODE_SPENT"
    # Not so for whoever does not administer: that is for the second one.
    clerk = office.add("luis", Duty.CLERK, CEDULAS[2], office.ana)
    assert refused(lambda: office.enable(office.ana, clerk.id)) == HAND
    office.activate("eva", office.enable(office.ana, eva.id).code)
    assert refused(lambda: office.enable(office.ana, clerk.id)) == HAND
    assert office.faults() == set()


def test_five_wrong_codes_and_it_takes_another(office, luis) -> None:
    code = office.enable(office.eva, luis.id).code
    told = [refused(lambda: office.activate("luis", "0000-0000-0000")) for _ in range(6)]
    assert told == ["ACTIVATION_CODE_WRONG"] * 4 + ["ACTIVATION_CODE_SPENT"] * 2
    assert refused(lambda: office.activate("luis", code)) == "ACTIVATION_CODE_SPENT"
    assert [action for action, _ in office.told(luis)].count("staff.activation_refused") == 5
    other = office.enable(office.eva, luis.id).code
    assert refused(lambda: office.activate("luis", code)) == "ACTIVATION_CODE_WRONG"
    office.activate("luis", other)


def test_a_code_is_of_no_use_to_another_account(office, luis) -> None:
    rosa = office.add("rosa", Duty.CLERK, CEDULAS[3], office.ana)
    code = office.enable(office.eva, luis.id).code
    office.enable(office.eva, rosa.id)
    assert refused(lambda: office.activate("rosa", code)) == "ACTIVATION_CODE_WRONG"


def test_the_code_is_kept_nowhere(office, luis) -> None:
    code = office.enable(office.eva, luis.id).code
    with office.store._engine.connect() as connection:
        for table in ("staff_credentials", "account_hands", "audit_events"):
            rows = connection.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608 # our own words
            assert code not in str(rows)
            assert code.replace("-", "") not in str(rows)


def test_a_password_the_house_does_not_take_costs_no_try(office, luis) -> None:
    code = office.enable(office.eva, luis.id).code
    for bad, why in (("corta", "PASSWORD_TOO_SHORT"), (GIVEN, "PASSWORD_NOT_NEW")):
        assert refused(partial(office.activate, "luis", code, GIVEN, bad)) == why
    office.activate("luis", code)


def test_who_prepared_an_account_is_said_until_it_is_its_members_alone(office, luis) -> None:
    who = {luis.id: office.ana.staff_id}
    assert office.manage.preparers(office.eva) == who
    code = office.enable(office.eva, luis.id).code
    assert office.manage.preparers(office.eva) == who
    office.activate("luis", code)
    assert office.manage.preparers(office.eva) == {}


def test_one_who_administers_alone_is_known_by_the_past() -> None:
    from app.domain.account import AccountHand

    def hand(staff: str, act: HandAct, duty: Duty = Duty.ADMINISTRATOR) -> AccountHand:
        return AccountHand(staff, 1, act, duty, None, "", SetClock().now())  # type: ignore[arg-type] # an id

    mine = hand("me", HandAct.ENABLED)
    assert is_alone("me", [mine, hand("x", HandAct.OFFERED), hand("y", HandAct.KEPT, Duty.CLERK)])  # type: ignore[arg-type] # an id
    for act in (HandAct.KEPT, HandAct.ENABLED, HandAct.ACTIVATED):
        assert not is_alone("me", [mine, hand("x", act)])  # type: ignore[arg-type] # an id


def test_of_two_administrators_one_alone_lets_nobody_in(office, luis) -> None:
    """What docs/operations.md says of a forgotten password, and why a third one is added first."""
    # Whoever forgot keeps an account that acts, until somebody gives them another password.
    assert office.enter("eva", OWN).staff_id == office.eva.staff_id
    office.manage.give_password(office.ana, office.eva.staff_id, GIVEN)
    third = office.add("leo", Duty.ADMINISTRATOR, CEDULAS[3], office.ana)
    for member in (office.eva.staff_id, third.id, luis.id):
        assert refused(partial(office.enable, office.ana, member)) == HAND
    assert refused(lambda: office.enter("eva", OWN)) == "SIGN_IN_REFUSED"


def test_with_a_third_administrator_the_one_who_forgot_comes_in_again(office) -> None:
    leo = office.add("leo", Duty.ADMINISTRATOR, CEDULAS[3], office.ana)
    office.activate("leo", office.enable(office.eva, leo.id).code)
    session = office.enter("leo", OWN)
    office.manage.give_password(office.ana, office.eva.staff_id, GIVEN)
    code = office.enable(session, office.eva.staff_id).code
    assert office.activate("eva", code, own="Otra-propia-26").staff_id == office.eva.staff_id
