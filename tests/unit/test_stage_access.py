"""Signing in, lock-out, the staff directory and agencies, on both databases."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

import pytest
from typing_extensions import override

from app.domain.audit import SYSTEM_CHAIN, staff_chain
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.staff import Agency, Duty, Session, StaffMember
from app.infra.argon2_hasher import Argon2Hasher
from app.stages.access import (
    ActivateAccount,
    ActivateCommand,
    AddStaff,
    AddStaffCommand,
    ConfirmPassword,
    EnableAccount,
    ManageStaff,
    PasswordCheck,
    SignIn,
    SignInCommand,
    SignOut,
)
from db.store import SqlStore
from tests.casework import CEDULAS, PASSWORD, PICHINCHA, SetClock
from tests.quick_hasher import QUICK, QUICK_HASHER

BOSS = AddStaffCommand(
    None, "jefa", "Marta Cueva", CEDULAS[0], Duty.ADMINISTRATOR, PICHINCHA, PASSWORD
)
SECOND = AddStaffCommand(
    None, "subjefe", "Iván Ruiz", CEDULAS[6], Duty.ADMINISTRATOR, PICHINCHA, "Otra-clave-77"
)
WRONG = "equivocada-del-todo"
OWN = "Una-propia-2026"


class CountingHasher(Argon2Hasher):
    """The real hasher at little cost; counts what it was asked to make."""

    made = 0

    @override
    def hash(self, password: str) -> str:
        self.made += 1
        return super().hash(password)


@dataclass
class Access:
    store: SqlStore
    clock: SetClock

    def __post_init__(self) -> None:
        hasher = QUICK_HASHER
        self.check = PasswordCheck(self.store, hasher, self.clock)
        self.sign_in = SignIn(self.store, self.check, self.clock)
        self.add = AddStaff(self.store, hasher, self.clock)
        self.manage = ManageStaff(self.store, hasher, self.clock)
        self.enable = EnableAccount(self.store, self.clock)
        self.activate = ActivateAccount(self.store, self.check, hasher, self.clock)
        self.confirm = ConfirmPassword(self.check)

    def enter(self, login: str = "jefa", password: str = PASSWORD) -> Session:
        return self.sign_in(SignInCommand(login, password, "PUESTO-1"))

    def admit(self, command: AddStaffCommand, by: Session) -> StaffMember:
        """Somebody new who has come in: added by one, enabled by another."""
        member = self.add(command)
        code = self.enable(by, member.id).code
        self.activate(ActivateCommand(member.login, "PUESTO-1", command.password, code, OWN))
        return replace(member, active=True)

    def actions(self, chain: str) -> list[str]:
        with self.store.read() as readers:
            return [json.loads(event.canonical)["action"] for event in readers.audit.events(chain)]


@pytest.fixture
def access(store) -> Access:
    made = Access(store, SetClock())
    made.add(BOSS)
    boss = made.enter()
    made.admit(replace(SECOND, session=boss), boss)
    return made


@pytest.fixture
def boss(access: Access) -> Session:
    return access.enter()


@pytest.fixture
def other(access: Access) -> Session:
    return access.enter("subjefe", OWN)


def clerk(session: Session, **changes: object) -> AddStaffCommand:
    command = AddStaffCommand(
        session, "luis.vera", "Luis Vera", CEDULAS[1], Duty.CLERK, PICHINCHA, "Otra-clave-77"
    )
    return replace(command, **changes)  # type: ignore[arg-type] # fields of the command


def code_of(refused: pytest.ExceptionInfo[RuleViolationError]) -> str:
    return refused.value.code


def test_the_right_password_opens_a_session_and_is_recorded(access) -> None:
    session = access.enter(" JEFA ")
    assert (session.staff.login, session.staff.duty) == ("jefa", Duty.ADMINISTRATOR)
    assert access.actions(staff_chain(session.staff_id))[-1] == "staff.signed_in"
    SignOut(access.store, access.clock)(session)
    assert access.actions(staff_chain(session.staff_id))[-1] == "staff.signed_out"


def test_wrong_password_unknown_login_and_disabled_account_sound_alike(access, boss) -> None:
    access.add(clerk(boss))
    tries = (("jefa", WRONG), ("nadie", PASSWORD), ("luis.vera", "Otra-clave-77"))
    for login, password in tries:
        with pytest.raises(AccessDeniedError) as refused:
            access.enter(login, password)
        assert code_of(refused) == "SIGN_IN_REFUSED"


def test_five_failures_lock_for_fifteen_minutes_even_with_the_right_password(access) -> None:
    for _ in range(5):
        with pytest.raises(AccessDeniedError):
            access.enter(password=WRONG)
    with pytest.raises(AccessDeniedError) as refused:
        access.enter()
    assert code_of(refused) == "LOCKED_OUT"
    access.clock.forward(minutes=15)
    session = access.enter()
    # Five wrong ones and the one while locked are on the person's chain, then the entry.
    assert access.actions(staff_chain(session.staff_id))[-7:] == [
        *["staff.password_refused"] * 6,
        "staff.signed_in",
    ]


def test_lock_out_follows_the_settings_in_force(access) -> None:
    with access.store.write() as uow:
        today = access.clock.now().date()
        uow.settings.put("session.max_failures", "3", today, None, access.clock.now())
        uow.settings.put("session.lockout_minutes", "2", today, None, access.clock.now())
        uow.commit()
    for _ in range(3):
        with pytest.raises(AccessDeniedError):
            access.enter(password=WRONG)
    with pytest.raises(AccessDeniedError) as refused:
        access.enter()
    assert code_of(refused) == "LOCKED_OUT"
    access.clock.forward(minutes=2)
    access.enter()


def test_a_disabled_account_confirms_nothing_in_a_window_still_open(access, boss, other) -> None:
    luis = access.admit(clerk(boss), other)
    session = access.enter("luis.vera", OWN)
    access.confirm(session, OWN)
    access.manage.disable(boss, luis.id)
    with pytest.raises(AccessDeniedError) as refused:
        access.confirm(session, OWN)
    assert code_of(refused) == "ACCOUNT_DISABLED"
    assert access.enable(boss, luis.id).code == ""
    access.confirm(session, OWN)


def test_only_the_first_member_is_added_without_a_session(store) -> None:
    access = Access(store, SetClock())
    with pytest.raises(RuleViolationError) as refused:
        access.add(replace(BOSS, duty=Duty.CLERK))
    assert code_of(refused) == "FIRST_MUST_ADMINISTER"
    access.add(BOSS)
    with pytest.raises(AccessDeniedError) as again:
        access.add(replace(BOSS, login="otra", cedula=CEDULAS[2]))
    assert code_of(again) == "SIGN_IN_NEEDED"
    with pytest.raises(RuleViolationError) as second:
        access.add(clerk(access.enter()))
    assert code_of(second) == "SECOND_MUST_ADMINISTER"


def test_a_cedula_is_stored_in_one_form_so_that_separation_can_compare_it(access) -> None:
    boss = access.enter()
    spaced = f" {CEDULAS[1][:9]}-{CEDULAS[1][9]} "
    assert access.add(clerk(boss, cedula=spaced)).cedula == CEDULAS[1]
    with pytest.raises(RuleViolationError) as refused:
        access.add(clerk(boss, login="otro"))
    assert code_of(refused) == "CEDULA_TAKEN"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"login": ""}, "LOGIN_FORM"),
        ({"login": "luis vera"}, "LOGIN_FORM"),
        ({"login": "peña"}, "LOGIN_FORM"),
        ({"login": "-"}, "LOGIN_FORM"),
        ({"login": "a" * 41}, "LOGIN_FORM"),
        ({"login": "jefa", "password": "Otra-clave-77"}, "LOGIN_TAKEN"),
        ({"full_name": "  "}, "NAME_MISSING"),
        ({"cedula": "1710034066"}, "CEDULA_CHECK_DIGIT"),
        ({"password": "corta"}, "PASSWORD_TOO_SHORT"),
        ({"password": "larga" * 300}, "PASSWORD_TOO_LONG"),
        ({"password": "LUIS.VERA-2026"}, "PASSWORD_HOLDS_LOGIN"),
        ({"agency": Agency("", "Sin código", "17")}, "AGENCY_CODE"),
        ({"agency": Agency("AZU-01", "Cuenca", "77")}, "PROVINCE_UNKNOWN"),
    ],
)
def test_a_new_member_is_checked_and_nothing_is_kept_of_a_bad_one(access, changes, code) -> None:
    boss = access.enter()
    before = access.actions(SYSTEM_CHAIN)
    with pytest.raises(RuleViolationError) as refused:
        access.add(clerk(boss, **changes))
    assert code_of(refused) == code
    assert len(access.manage.everyone(boss)) == 2
    assert len(access.manage.agencies(boss)) == 1
    assert access.actions(SYSTEM_CHAIN) == before


def test_a_known_agency_stays_as_stored_whatever_is_typed_with_its_code(access) -> None:
    boss = access.enter()
    added = access.add(clerk(boss, agency=Agency("pic-01", "Otro nombre", "09")))
    assert added.agency == PICHINCHA
    assert access.manage.agencies(boss) == (PICHINCHA,)
    assert access.manage.everyone(boss)[0].agency == PICHINCHA


def test_a_new_agency_comes_with_its_first_member_and_both_are_recorded(access) -> None:
    boss = access.enter()
    cuenca = Agency("AZU-01", "Cuenca", "01")
    added = access.add(clerk(boss, agency=cuenca))
    assert cuenca in access.manage.agencies(boss)
    assert access.actions(SYSTEM_CHAIN)[-1] == "agency.added"
    assert access.actions(staff_chain(added.id)) == ["staff.added"]


def test_agencies_are_added_and_renamed_and_stay_in_their_province(access) -> None:
    boss = access.enter()
    manage = access.manage
    assert manage.save_agency(boss, Agency(" gua-01 ", " Norte ", "09")).code == "GUA-01"
    manage.save_agency(boss, Agency("GUA-01", "Guayaquil Norte", "24"))
    manage.save_agency(boss, replace(PICHINCHA, name="Quito Centro"))
    with pytest.raises(RuleViolationError) as refused:
        manage.save_agency(boss, replace(PICHINCHA, province="09"))
    assert code_of(refused) == "AGENCY_HAS_STAFF"
    names = {agency.code: (agency.name, agency.province) for agency in manage.agencies(boss)}
    assert names == {"GUA-01": ("Guayaquil Norte", "24"), "PIC-01": ("Quito Centro", "17")}
    before = access.actions(SYSTEM_CHAIN)
    manage.save_agency(boss, replace(PICHINCHA, name="Quito Centro"))
    assert access.actions(SYSTEM_CHAIN) == before
    assert before[-3:] == ["agency.added", "agency.changed", "agency.changed"]


def test_accounts_are_disabled_and_enabled_but_never_ones_own(access, boss, other) -> None:
    luis = access.admit(clerk(boss), other)
    assert not access.manage.disable(boss, luis.id).active
    with pytest.raises(AccessDeniedError):
        access.enter("luis.vera", OWN)
    access.enable(boss, luis.id)
    access.enter("luis.vera", OWN)
    for act in (access.manage.disable, access.enable):
        with pytest.raises(RuleViolationError) as refused:
            act(boss, boss.staff_id)
        assert code_of(refused) == "OWN_ACCOUNT"
    with pytest.raises(RuleViolationError) as again:
        access.enable(other, luis.id)
    assert code_of(again) == "ACCOUNT_ENABLED"


def test_a_new_password_replaces_the_old_one_and_ends_a_lock_out(access, boss, other) -> None:
    luis = access.admit(clerk(boss), other)
    for _ in range(5):
        with pytest.raises(AccessDeniedError):
            access.enter("luis.vera", WRONG)
    with pytest.raises(RuleViolationError):
        access.manage.give_password(boss, luis.id, "luis.vera-9999")
    assert not access.manage.give_password(boss, luis.id, "Clave-renovada-5").active
    code = access.enable(other, luis.id).code
    for password in ("Otra-clave-77", OWN):
        with pytest.raises(AccessDeniedError):
            access.enter("luis.vera", password)
    access.activate(ActivateCommand("luis.vera", "P", "Clave-renovada-5", code, "Otra-mia-2026"))
    access.enter("luis.vera", "Otra-mia-2026")
    assert "staff.password_given" in access.actions(staff_chain(luis.id))


def test_other_duties_neither_see_nor_change_the_directory(access, boss, other) -> None:
    for number, duty in enumerate((Duty.CLERK, Duty.VALIDATOR, Duty.DIRECTOR, Duty.AUDITOR), 1):
        command = clerk(boss, login=f"uno{number}", cedula=CEDULAS[number], duty=duty)
        member = access.admit(command, other)
        session = Session(member, "PUESTO-2", access.clock.now())
        tries = (
            lambda s=session: access.manage.everyone(s),
            lambda s=session: access.manage.agencies(s),
            lambda s=session: access.manage.save_agency(s, PICHINCHA),
            lambda s=session: access.manage.preparers(s),
            lambda s=session: access.manage.disable(s, boss.staff_id),
            lambda s=session: access.enable(s, boss.staff_id),
            lambda s=session: access.manage.give_password(s, boss.staff_id, "Clave-renovada-5"),
            lambda s=session: access.add(clerk(s, login="nuevo", cedula=CEDULAS[6])),
        )
        for attempt in tries:
            with pytest.raises(AccessDeniedError) as refused:
                attempt()
            assert code_of(refused) == "DUTY_NOT_ALLOWED"
        with pytest.raises(AccessDeniedError) as wrong:
            access.manage.change_own_password(session, "Clave-propia-31", WRONG)
        assert code_of(wrong) == "SIGN_IN_REFUSED"
        access.manage.change_own_password(session, "Clave-propia-31", OWN)
        access.enter(member.login, "Clave-propia-31")


def test_passwords_are_in_no_text_a_log_could_print(access) -> None:
    assert PASSWORD not in repr(SignInCommand("jefa", PASSWORD, "X"))
    assert PASSWORD not in repr(BOSS)


@pytest.mark.parametrize("login", ["jefa", "nadie"])
def test_the_decoy_is_made_at_the_first_check_whoever_signs_in(access: Access, login: str) -> None:
    hasher = CountingHasher(QUICK)
    check = PasswordCheck(access.store, hasher, access.clock)
    assert hasher.made == 0, "a window that makes its use cases would stand still"
    with pytest.raises(AccessDeniedError):
        SignIn(access.store, check, access.clock)(SignInCommand(login, WRONG, "PUESTO-1"))
    assert hasher.made == 1
