""" "No fui yo": what the code in the notices stops, freezes and marks, and who lifts a freeze."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest

from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.ids import StaffId
from app.domain.not_me import code_hash, fresh_code
from app.domain.risk import RiskCode
from app.domain.staff import Agency, Duty, Session
from app.domain.workflow import CaseState
from app.stages.decision import (
    NotMeEffect,
    ReportNotMeCommand,
    UnfreezeCommand,
)
from db.store import SqlStore
from tests.accounts import put_member
from tests.casework import CEDULAS, NEW, OLD, Casework, verifier
from tests.stage_desks import CallDesk, DecisionDesk, contact_of, not_me_code


@pytest.fixture
def office(sqlite_engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def calls(office) -> CallDesk:
    return CallDesk(office)


@pytest.fixture
def desk(office) -> DecisionDesk:
    return DecisionDesk(office)


@pytest.fixture
def ready(office, calls):
    """A case whose identity was validated, in the hands of its validator."""
    return calls.validated(office.case(holder="validator"))


def test_the_code_stops_a_change_on_hold(office, desk, ready):
    desk.hold(48)
    code = not_me_code(office, desk.approve(ready))
    wide = str.maketrans({char: chr(ord(char) + 0xFEE0) for char in code if char != "-"})
    typed = code.translate(wide).replace("-", " \u2011 ")
    report = desk.report(ReportNotMeCommand(office.session("clerk"), typed))
    assert report.effect is NotMeEffect.STOPPED
    assert not report.needs_new_case
    assert office.now_case(ready.id).state is CaseState.REFUSED
    office.clock.forward(hours=72)
    assert desk.apply_holds().applied == ()
    assert contact_of(office, ready).value == OLD
    frozen = [m for m in office.messages(ready.id) if m.template == "changes_frozen"]
    assert {m.recipient for m in frozen} == {OLD.email, NEW.email}


def test_after_the_change_the_code_freezes_and_marks_and_restores_nothing(office, desk, ready):
    code = not_me_code(office, desk.approve(ready))
    report = desk.report(ReportNotMeCommand(None, code))
    assert report.effect is NotMeEffect.FROZEN_AFTER_CHANGE
    assert report.needs_new_case
    assert contact_of(office, ready).value == NEW
    with office.store.read() as readers:
        view = readers.case.view(ready.id)
    assert view.person.frozen_at == office.clock.now()
    assert view.risk_marks[0].code is RiskCode.ACCOUNT_FROZEN
    again = desk.report(ReportNotMeCommand(None, code))
    assert again.effect is NotMeEffect.ALREADY_REPORTED
    frozen = [m for m in office.messages(ready.id) if m.template == "changes_frozen"]
    assert len(frozen) == 2


def test_a_frozen_person_gets_no_change_until_a_director_lifts_it(office, calls, desk):
    person = office.person()
    first = calls.validated(office.case(person=person, holder="validator"))
    desk.report(ReportNotMeCommand(None, not_me_code(office, desk.approve(first))))
    second = calls.validated(office.case(person=person, holder="validator"))
    with office.unchanged(second), pytest.raises(RuleViolationError, match="PERSON_FROZEN"):
        desk.approve(second)
    lift = UnfreezeCommand(office.session("director"), person.id, "Verificado en ventanilla")
    with pytest.raises(AccessDeniedError, match="DUTY_NOT_ALLOWED"):
        desk.unfreeze(replace(lift, session=office.session("validator")))
    with pytest.raises(RuleViolationError, match="REASON_TOO_SHORT"):
        desk.unfreeze(replace(lift, reason="ok"))
    assert desk.unfreeze(lift).frozen_at is None
    with pytest.raises(RuleViolationError, match="NOT_FROZEN"):
        desk.unfreeze(lift)
    assert desk.approve(second).case.state is CaseState.APPROVED


def test_a_director_does_not_lift_their_own_freeze(office, calls, desk):
    own = office.person(CEDULAS[3])
    case = calls.validated(office.case(person=own, holder="validator"))
    desk.report(ReportNotMeCommand(None, not_me_code(office, desk.approve(case))))
    with pytest.raises(AccessDeniedError, match="NOT_THE_PERSON_CONCERNED"):
        desk.unfreeze(UnfreezeCommand(office.session("director"), own.id, "Soy yo, de verdad"))


@pytest.mark.parametrize("login", ["clerk", "validator"])
def test_whoever_had_a_hand_in_the_reported_change_does_not_lift(office, desk, ready, login):
    desk.report(ReportNotMeCommand(None, not_me_code(office, desk.approve(ready))))
    # The same person, a director since then.
    now_director = replace(office.people[login], duty=Duty.DIRECTOR)
    with office.store.write() as uow:
        uow.staff.save(now_director)
        uow.commit()
    office.people[login] = now_director
    lift = UnfreezeCommand(office.session(login), ready.person_id, "Todo en orden, lo digo yo")
    with office.unchanged(ready), pytest.raises(AccessDeniedError, match="HAND_OF_THE_CHANGE"):
        desk.unfreeze(lift)
    lifted = desk.unfreeze(replace(lift, session=office.session("director")))
    assert lifted.frozen_at is None


def test_a_freeze_is_lifted_in_the_province_of_the_reported_change(office, desk, ready):
    desk.report(ReportNotMeCommand(None, not_me_code(office, desk.approve(ready))))
    guayas = Agency("GUA-01", "Agencia Guayaquil", "09")
    far = replace(
        office.people["director"], id=StaffId("far"), login="far", cedula=CEDULAS[6], agency=guayas
    )
    with office.store.write() as uow:
        uow.staff.add_agency(guayas)
        put_member(uow, far, verifier(), office.clock.now())
        uow.commit()
    lift = UnfreezeCommand(
        Session(far, "PUESTO-9", office.clock.now()), ready.person_id, "Lo pidió por teléfono"
    )
    with office.unchanged(ready), pytest.raises(AccessDeniedError, match="OF_THE_SAME_PROVINCE"):
        desk.unfreeze(lift)


def test_a_wrong_code_freezes_nobody_and_is_recorded(office, desk, ready):
    desk.approve(ready)
    clerk = office.session("clerk")
    with pytest.raises(RuleViolationError, match="NOT_ME_UNKNOWN"):
        desk.report(ReportNotMeCommand(clerk, "0000-0000-0000-0000"))
    last = json.loads(office.events(f"staff:{clerk.staff_id}")[-1].canonical)
    assert last["action"] == "not_me.unknown_code"
    with office.store.read() as readers:
        assert readers.case.view(ready.id).person.frozen_at is None


def test_codes_are_long_random_and_readable():
    codes = {fresh_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 19 and not set(code) & set("ILOU") for code in codes)
    assert code_hash(" ab.cd – eFgh") == code_hash("abcd-efgh")
    assert code_hash("abcd-efgh") == hashlib.sha256(b"ABCDEFGH").hexdigest()
