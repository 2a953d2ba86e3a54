"""Changing a member of staff: on record, and with another duty nothing old goes on."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import Engine

from app.domain.audit import case_chain, staff_chain
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.ids import StaffId, fresh_id
from app.domain.staff import Agency, Duty, StaffMember
from app.stages.access import (
    ChangeMember,
    ChangeMemberCommand,
    ConfirmPassword,
    EnableAccount,
    ManageStaff,
    MemberChanged,
    PasswordCheck,
)
from app.stages.queueing import Claims
from db.store import SqlStore
from tests.accounts import put_member
from tests.casework import CEDULAS, PASSWORD, PICHINCHA, Casework, verifier
from tests.quick_hasher import QUICK_HASHER
from tests.stage_desks import CallDesk

GUAYAS = Agency("GYE-01", "Agencia Centro", "09")


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    made = Casework(SqlStore(sqlite_engine))
    with made.store.write() as uow:
        for login, cedula in (("boss", CEDULAS[6]), ("other_boss", "2009999992")):
            member = StaffMember(
                StaffId(fresh_id()), login, "Boss", cedula, Duty.ADMINISTRATOR, PICHINCHA, True
            )
            put_member(uow, member, verifier(), made.clock.now())
            made.people[login] = member
        uow.staff.add_agency(GUAYAS)
        uow.commit()
    return made


def change(office: Casework, login: str, by: str = "boss", **fields: object) -> MemberChanged:
    member = office.people[login]
    wanted: dict[str, object] = {
        "full_name": member.full_name,
        "email": member.email,
        "duty": member.duty,
        "agency_code": member.agency.code,
        **fields,
    }
    command = ChangeMemberCommand(office.session(by), member.id, **wanted)  # type: ignore[arg-type] # fields of the command
    return ChangeMember(office.store, office.clock)(command)


def last(office: Casework, chain: str) -> dict[str, object]:
    body: dict[str, object] = json.loads(office.events(chain)[-1].canonical)
    return body


def test_a_name_is_changed_and_that_is_on_record(office: Casework) -> None:
    done = change(office, "clerk", full_name="  Ana   Quishpe ", email="ana@iess.example")
    assert (done.member.full_name, done.member.email) == ("Ana Quishpe", "ana@iess.example")
    assert done.member.active
    assert not done.has_moved
    event = last(office, staff_chain(office.people["clerk"].id))
    assert event["action"] == "staff.changed"
    assert event["actor"] == office.people["boss"].id
    length = len(office.events(staff_chain(office.people["clerk"].id)))
    office.people["clerk"] = done.member
    change(office, "clerk")
    assert len(office.events(staff_chain(office.people["clerk"].id))) == length


def test_another_duty_gives_back_what_is_held_and_disables_the_account(office: Casework) -> None:
    case = office.case(holder="second")
    done = change(office, "second", duty=Duty.CLERK)
    assert done.has_moved
    assert done.released == (case.id,)
    assert not done.member.active
    assert office.now_case(case.id).claim is None
    event = last(office, case_chain(case.id))
    assert event["action"] == "case.claim_broken"
    details = last(office, staff_chain(office.people["second"].id))["details"]
    assert details == {
        "name_changed": False,
        "email_changed": False,
        "account": done.member.seal,
        "duty": ["validator", "clerk"],
        "hand": 1,
    }


def test_a_window_opened_with_the_old_duty_is_refused(office: Casework) -> None:
    old = office.session("validator")
    case = office.case()
    change(office, "validator", duty=Duty.CLERK)
    claims = Claims(office.store, office.clock)
    with pytest.raises(AccessDeniedError, match="ACCOUNT_DISABLED"):
        claims.take(old, case.id)
    EnableAccount(office.store, office.clock)(office.session("other_boss"), old.staff_id)
    confirm = ConfirmPassword(PasswordCheck(office.store, QUICK_HASHER, office.clock))
    with pytest.raises(AccessDeniedError, match="SESSION_OUTDATED"):
        confirm(old, PASSWORD)


def test_another_name_of_the_agency_ends_no_session(office: Casework) -> None:
    old = office.session("clerk")
    staff = ManageStaff(office.store, QUICK_HASHER, office.clock)
    staff.save_agency(office.session("boss"), Agency(PICHINCHA.code, "Otro nombre", "17"))
    ConfirmPassword(PasswordCheck(office.store, QUICK_HASHER, office.clock))(old, PASSWORD)


def test_another_agency_moves_too(office: Casework) -> None:
    done = change(office, "clerk", agency_code="GYE-01")
    assert done.has_moved
    assert done.member.agency == GUAYAS


def test_appointed_calls_are_moved_first(office: Casework) -> None:
    CallDesk(office).schedule(office.case(holder="validator"))
    with pytest.raises(RuleViolationError, match="STAFF_HAS_CALLS"):
        change(office, "validator", duty=Duty.CLERK)
    assert change(office, "validator", full_name="Otro Nombre").member.active


def test_what_is_refused(office: Casework) -> None:
    with pytest.raises(RuleViolationError, match="NAME_MISSING"):
        change(office, "clerk", full_name="  ")
    with pytest.raises(RuleViolationError, match="AGENCY_UNKNOWN"):
        change(office, "clerk", agency_code="XXX-9")
    with pytest.raises(RuleViolationError, match="OWN_ACCOUNT"):
        change(office, "boss", duty=Duty.AUDITOR)
    with pytest.raises(AccessDeniedError, match="DUTY_NOT_ALLOWED"):
        change(office, "second", by="clerk", full_name="Otra")
    assert change(office, "boss", full_name="Marta Cueva").member.full_name == "Marta Cueva"


def test_disabling_gives_back_what_they_hold(office: Casework) -> None:
    case = office.case(holder="validator")
    staff = ManageStaff(office.store, QUICK_HASHER, office.clock)
    staff.disable(office.session("boss"), office.people["validator"].id)
    assert office.now_case(case.id).claim is None
    event = last(office, case_chain(case.id))
    assert event["action"] == "case.claim_broken"
    assert event["details"] == {
        "holder": office.people["validator"].id,
        "reason": "staff.disabled",
    }
    office.claim(case.id, "second")
    # Who ends an account may begin it again as long as nothing was done to it.
    EnableAccount(office.store, office.clock)(office.session("boss"), office.people["validator"].id)
    assert office.now_case(case.id).claim is not None
