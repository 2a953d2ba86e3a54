"""Nothing is dated before what happened already, whatever the workstation's clock says (ADR 0015)."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.domain.audit import SYSTEM_CHAIN, AuditEntry, case_chain, staff_chain
from app.domain.audit_time import CLOCK_CHAIN, DATE_ACCEPTED, FURTHEST, LEAP, TOLERANCE
from app.domain.errors import UnavailableError, VentanillaError
from app.domain.notices import NOT_ME_CODE
from app.domain.workflow import CaseState
from app.stages.access import SignIn, SignInCommand
from app.stages.access.signing_in import PasswordCheck
from app.stages.closing import WithdrawCase, WithdrawCaseCommand
from app.stages.decision import ReportNotMeCommand
from app.stages.documents import (
    DocumentCommand,
    IssueValidationRecord,
    IssueValidationRecordCommand,
    ReadDocument,
)
from app.stages.queueing import Claims
from db.integrity import find_faults
from db.store import SqlStore
from reports.renderer import PdfRecordRenderer
from tests.casework import PASSWORD, RESOURCES, Casework
from tests.quick_hasher import QUICK_HASHER
from tests.stage_desks import CallDesk, DecisionDesk


@pytest.fixture
def office(store) -> Casework:
    return Casework(store)


@pytest.fixture
def calls(office) -> CallDesk:
    return CallDesk(office)


@pytest.fixture
def desk(office) -> DecisionDesk:
    return DecisionDesk(office)


@pytest.fixture
def ready(office, calls):
    return calls.validated(office.case(holder="validator"))


def _append(
    office: Casework, chain: str, at: datetime, action: str = "test.done"
) -> dict[str, Any]:
    with office.store.write() as uow:
        event = uow.audit.append(AuditEntry(chain, action, None, at))
        uow.commit()
    return dict(json.loads(event.canonical))


def _instants(office: Casework, chain: str) -> list[datetime]:
    return [
        datetime.fromisoformat(json.loads(event.canonical)["at"]) for event in office.events(chain)
    ]


# Acts with a clock that was set back


def test_a_decision_with_the_clock_set_back_three_days_is_refused(office, desk, ready):
    desk.hold(48)
    command = desk.command(ready)
    office.clock.forward(days=-3)
    with office.unchanged(ready), pytest.raises(UnavailableError) as caught:
        desk.decide(command)
    assert caught.value.code == "CLOCK_BEHIND"
    office.clock.forward(days=3)
    assert desk.approve(ready).case.state is CaseState.ON_HOLD


def test_what_a_clock_some_seconds_late_did_is_what_is_told(office, desk, ready, engine):
    """Its event stands at the instant of the one before it; the rows have what the clock said."""
    office.clock.forward(seconds=-30)
    case = desk.approve(ready).case
    issue = IssueValidationRecord(
        office.store, office.procedures, PdfRecordRenderer(RESOURCES), office.clock
    )
    document = issue(IssueValidationRecordCommand(office.session("validator"), case.id))
    read = ReadDocument(office.store, office.clock)
    assert read(DocumentCommand(office.session("director"), case.id, document.id)).count == 1
    with engine.connect() as connection:
        assert list(find_faults(connection)) == []


def test_a_hold_is_not_shortened_by_setting_the_clock_back_and_forth(office, desk, ready):
    desk.hold(48)
    at = office.clock.now()
    office.clock.forward(days=-3)
    with pytest.raises(VentanillaError):
        desk.decide(desk.command(ready))
    office.clock.to(at)
    done = desk.approve(ready)
    assert done.case.hold_until == at + timedelta(hours=48)
    assert desk.apply_holds().applied == ()


def _refused_for_the_clock(act) -> None:
    with pytest.raises(UnavailableError) as caught:
        act()
    assert caught.value.code == "CLOCK_BEHIND"


def test_withdrawing_and_giving_back_are_refused_alike(office, ready):
    session = office.session("validator")
    command = WithdrawCaseCommand(session, ready.id, ready.version, "pidió dejarlo por correo")
    withdraw = WithdrawCase(office.store, office.offices, office.invitations, office.clock)
    office.clock.forward(minutes=-10)
    with office.unchanged(ready):
        _refused_for_the_clock(lambda: withdraw(command))
        _refused_for_the_clock(
            lambda: Claims(office.store, office.clock).release(session, ready.id)
        )


def test_no_fui_yo_stops_a_change_whatever_the_clock_says(office, desk, ready):
    """Stopping is the safe direction; what the clock said stays with the event."""
    desk.hold(48)
    desk.approve(ready)
    code = next(
        str(m.parameters[NOT_ME_CODE])
        for m in office.messages(ready.id)
        if NOT_ME_CODE in m.parameters
    )
    command = ReportNotMeCommand(office.session("clerk"), code)
    before = office.clock.now()
    office.clock.forward(hours=-1)
    desk.report(command)
    assert office.now_case(ready.id).state is CaseState.REFUSED
    last = json.loads(office.events(case_chain(ready.id))[-1].canonical)
    assert last["action"] == "person.not_me"
    assert datetime.fromisoformat(last["at"]) >= before


def test_signing_in_with_the_clock_set_back_is_refused_and_not_counted(office):
    check = PasswordCheck(office.store, QUICK_HASHER, office.clock)
    sign_in = SignIn(office.store, check, office.clock)
    command = SignInCommand("validator", PASSWORD, "PUESTO-1")
    sign_in(command)
    office.clock.forward(days=-1)
    for password in (PASSWORD, "otra-clave-99"):
        with pytest.raises(UnavailableError) as caught:
            sign_in(SignInCommand("validator", password, "PUESTO-1"))
        assert caught.value.code == "CLOCK_BEHIND"
    office.clock.forward(days=1)
    assert sign_in(command).staff.login == "validator"


def test_the_attempt_is_on_the_record_of_whoever_made_it(office, desk, ready):
    command, member = desk.command(ready), office.people["validator"]
    desk.confirm(office.session("validator"), PASSWORD)
    before = office.clock.now()
    office.clock.forward(days=-3)
    with pytest.raises(UnavailableError):
        desk.decide(command)
    last = json.loads(office.events(staff_chain(member.id))[-1].canonical)
    assert (last["action"], last["details"]["code"]) == ("act.refused", "CLOCK_BEHIND")
    assert datetime.fromisoformat(last["at"]) >= before
    assert datetime.fromisoformat(last["details"]["clock"]) == before - timedelta(days=3)


# Chains


def test_no_event_of_a_chain_is_older_than_the_one_before_it(office):
    now = office.clock.now()
    _append(office, SYSTEM_CHAIN, now)
    slightly = _append(office, SYSTEM_CHAIN, now - TOLERANCE)
    assert datetime.fromisoformat(str(slightly["at"])) == now
    assert slightly["details"] == {"clock": (now - TOLERANCE).isoformat(timespec="microseconds")}
    with pytest.raises(UnavailableError) as caught:
        _append(office, SYSTEM_CHAIN, now - TOLERANCE - timedelta(microseconds=1))
    assert caught.value.code == "CLOCK_BEHIND"
    assert caught.value.context["last"] == now.isoformat(timespec="microseconds")
    assert len(office.events(SYSTEM_CHAIN)) == 2


@pytest.mark.parametrize("action", ["message.handed_over", "message.failed", "act.refused"])
def test_what_has_happened_already_is_written_down_all_the_same(office, action):
    now = office.clock.now()
    _append(office, SYSTEM_CHAIN, now)
    kept = _append(office, SYSTEM_CHAIN, now - timedelta(days=9), action)
    assert datetime.fromisoformat(str(kept["at"])) == now


# A local file, which has nothing but the machine's clock


@pytest.fixture
def local(sqlite_engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


def _said(office: Casework, chain: str) -> list[str]:
    return [json.loads(event.canonical)["action"] for event in office.events(chain)]


def test_a_leap_of_the_clock_is_on_record_and_a_working_day_is_none(local):
    now = local.clock.now()
    _append(local, SYSTEM_CHAIN, now)
    _append(local, SYSTEM_CHAIN, now + LEAP)
    assert local.events(CLOCK_CHAIN) == ()
    _append(local, "case:1", now + LEAP * 2 + timedelta(seconds=1))
    (event,) = local.events(CLOCK_CHAIN)
    said = json.loads(event.canonical)
    assert said["action"] == "clock.leapt"
    assert said["details"] == {
        "newest": (now + LEAP).isoformat(timespec="microseconds"),
        "clock": (now + LEAP * 2 + timedelta(seconds=1)).isoformat(timespec="microseconds"),
    }


def test_a_clock_that_went_back_is_on_record_on_whichever_chain_it_is_seen(local):
    now = local.clock.now()
    _append(local, "case:1", now)
    _append(local, "case:2", now - timedelta(hours=48))
    assert _said(local, CLOCK_CHAIN) == ["clock.went_back"]
    _append(local, "case:2", now - timedelta(hours=24))
    assert _said(local, CLOCK_CHAIN) == ["clock.went_back", "clock.leapt"]
    assert _instants(local, CLOCK_CHAIN) == [now - timedelta(hours=48), now - timedelta(hours=24)]


def test_after_a_clock_of_the_future_others_go_on_and_holds_wait_an_hour(local):
    now, ahead = local.clock.now(), local.clock.now() + timedelta(days=20)
    for at in (now, ahead, now):
        chain = "case:1" if at == ahead else f"case:{at}"
        _append(local, chain, at, "test.done")
    assert _said(local, CLOCK_CHAIN) == ["clock.leapt", "clock.went_back"]
    assert _instants(local, CLOCK_CHAIN) == [ahead, ahead]
    with local.store.write() as uow:
        entry = AuditEntry("case:2", "test.done", None, now + timedelta(minutes=1))
        assert uow.audit.watch(entry) == now


def test_a_clock_years_ahead_is_refused_until_somebody_says_it_is_right(local):
    now, far = local.clock.now(), local.clock.now() + FURTHEST + timedelta(seconds=1)
    _append(local, SYSTEM_CHAIN, now)
    with pytest.raises(UnavailableError) as caught:
        _append(local, "case:1", far)
    assert caught.value.code == "CLOCK_AHEAD"
    _append(local, SYSTEM_CHAIN, far, DATE_ACCEPTED)
    _append(local, "case:1", far)
    assert _said(local, CLOCK_CHAIN) == ["clock.leapt"]


def test_a_server_has_no_leaps(postgresql_engine):
    office = Casework(SqlStore(postgresql_engine))
    now = office.clock.now()
    _append(office, SYSTEM_CHAIN, now)
    _append(office, SYSTEM_CHAIN, now + FURTHEST * 9)
    assert office.events(CLOCK_CHAIN) == ()


def test_a_clock_set_forward_does_not_end_a_hold_until_the_file_was_at_work_again(local):
    desk = DecisionDesk(local)
    ready = CallDesk(local).validated(local.case(holder="validator"))
    desk.hold(48)
    desk.approve(ready)
    desk.tell(ready)
    local.clock.forward(hours=49)
    assert desk.apply_holds().applied == ()
    assert _said(local, CLOCK_CHAIN)[-1] == "clock.leapt"
    assert desk.apply_holds().applied == ()
    local.clock.forward(minutes=59)
    assert desk.apply_holds().applied == ()
    local.clock.forward(minutes=1)
    assert desk.apply_holds().applied == (ready.id,)


def test_a_sign_in_after_the_leap_does_not_cover_it(local):
    desk = DecisionDesk(local)
    ready = CallDesk(local).validated(local.case(holder="validator"))
    desk.hold(48)
    desk.approve(ready)
    desk.tell(ready)
    local.clock.forward(hours=49)
    desk.confirm(local.session("clerk"), PASSWORD)
    assert desk.apply_holds().applied == ()
    local.clock.forward(hours=1)
    assert desk.apply_holds().applied == (ready.id,)
