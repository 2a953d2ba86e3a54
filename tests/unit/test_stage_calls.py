"""Appointing, moving and holding calls; every outcome has one successor."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest

from app.domain.audit import case_chain, verify_chain
from app.domain.call import CallOutcome, CallStatus, CheckResult, GuidedCheck
from app.domain.call_draw import answer_in, draw_checks
from app.domain.call_facts import call_facts
from app.domain.errors import AccessDeniedError, RuleViolationError, StaleCaseError
from app.domain.languages import LANGUAGES
from app.domain.message import MessageStatus, OutboxMessage
from app.domain.notices import INVITATION, INVITATION_CHANGED, REMINDER
from app.domain.workflow import CaseState
from app.infra.procedure_files import ProcedureFiles
from app.stages.docket import Docket, DocketQuery
from app.stages.validation import (
    AddSnapshot,
    AddSnapshotCommand,
    RecordCheck,
    RecordCheckCommand,
    RevealExpected,
    RevealExpectedCommand,
    ScheduleCall,
    ScheduleCallCommand,
    StartCall,
    StartCallCommand,
)
from db.store import SqlStore
from tests.adc import adc
from tests.casework import CEDULAS, LINK, RESOURCES, Casework
from tests.pictures import QuickInspector, small_jpeg
from tests.stage_desks import CallDesk

GUAYAQUIL = ZoneInfo("America/Guayaquil")
JPEG = small_jpeg()


@pytest.fixture
def office(sqlite_engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def calls(office) -> CallDesk:
    return CallDesk(office)


def schedule(office: Casework, case, start, link=LINK, login="validator"):
    use_case = ScheduleCall(
        office.store, office.offices, office.procedures, office.invitations, office.clock
    )
    return use_case(ScheduleCallCommand(office.session(login), case.id, case.version, start, link))


# Appointing


def test_scheduling_moves_the_case_and_queues_invitation_and_reminders(office, calls):
    case = office.case(holder="validator")
    slot = calls.slot(case, number=-1)
    done = calls.schedule(case, at=slot)
    stored = office.now_case(case.id)
    assert stored.state is CaseState.CALL_SCHEDULED
    assert stored.claim is None
    assert stored.due_at == datetime.combine(slot.date(), datetime.min.time(), GUAYAQUIL).replace(
        hour=17
    )
    invitation, *reminders = by_leaving(office.messages(case.id))
    assert (invitation.template, invitation.recipient) == (
        INVITATION,
        "rosa.nueva@correo.example",
    )
    assert invitation.parameters["starts_at"] == slot.isoformat()
    assert invitation.parameters["citizen_zone"] == "Europe/Madrid"
    assert invitation.parameters["office_zone"] == "America/Guayaquil"
    assert invitation.attachments[0].media_type == "text/calendar"
    assert [m.template for m in reminders] == [REMINDER] * 2
    assert [m.not_before for m in reminders] == [
        slot - timedelta(hours=24),
        slot - timedelta(hours=2),
    ]
    assert {m.valid_while for m in office.messages(case.id)} == {f"{done.call.id}:0"}
    assert "call.scheduled" in office.actions(case.id)


def test_reminders_that_would_lie_in_the_past_are_not_made(office, calls):
    case = office.case(holder="validator")
    done = calls.schedule(case, at=office.clock.now() + timedelta(minutes=75))
    assert [message.template for message in office.messages(done.case.id)] == [INVITATION]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"minutes": 59}, "SLOT_TOO_SOON"),
        ({"minutes": -60}, "SLOT_TOO_SOON"),
        ({"hours": 6, "minutes": 50}, "SLOT_OUTSIDE_HOURS"),
        ({"hours": 12}, "SLOT_OUTSIDE_HOURS"),
        ({"days": 3}, "SLOT_OUTSIDE_HOURS"),
        ({"days": 61}, "SLOT_TOO_FAR"),
        ({"days": 365 * 73}, "SLOT_TOO_FAR"),
    ],
)
def test_times_that_cannot_be_are_refused_and_change_nothing(office, change, code):
    case = office.case(holder="validator")
    with office.unchanged(case), pytest.raises(RuleViolationError, match=code):
        schedule(office, case, office.clock.now() + timedelta(**change))


@pytest.mark.parametrize(
    "link", ["", "http://meet.google.com/abc-defg-hij", "https://meet.google.com.evil.example/a"]
)
def test_links_of_another_form_are_refused(office, calls, link):
    case = office.case(holder="validator")
    with office.unchanged(case), pytest.raises(RuleViolationError, match="LINK"):
        schedule(office, case, calls.slot(case), link)


def test_two_calls_of_one_validator_never_overlap(office, calls):
    first = office.case(holder="validator")
    done = calls.schedule(first)
    second = office.case(person=office.person(CEDULAS[6]), holder="validator")
    with pytest.raises(RuleViolationError, match="SLOT_TAKEN"):
        schedule(office, second, done.call.starts_at + timedelta(minutes=10))
    assert office.now_case(second.id).state is CaseState.TO_SCHEDULE


def test_only_the_holder_with_a_running_lease_and_the_seen_version_schedules(office, calls):
    case = office.case(holder="validator")
    slot = calls.slot(case, number=5)
    with office.unchanged(case), pytest.raises(AccessDeniedError, match="HOLDS_THE_CASE"):
        schedule(office, case, slot, login="second")
    with office.unchanged(case), pytest.raises(StaleCaseError, match="CASE_CHANGED"):
        schedule(office, replace(case, version=case.version + 1), slot)
    office.clock.forward(minutes=21)
    with office.unchanged(case), pytest.raises(AccessDeniedError, match="CLAIM_EXPIRED"):
        schedule(office, case, slot)


def test_a_document_reviewer_never_holds_the_call(office, calls):
    case = office.case(reviewer="validator", holder="validator")
    with pytest.raises(AccessDeniedError, match="NOT_A_DOCUMENT_REVIEWER"):
        schedule(office, case, office.clock.now() + timedelta(hours=2))


def test_nobody_holds_their_own_call(office):
    own = office.person(CEDULAS[1])
    case = office.case(person=own, holder="validator")
    with pytest.raises(AccessDeniedError, match="NOT_THE_PERSON_CONCERNED"):
        schedule(office, case, office.clock.now() + timedelta(hours=2))


# Moving


def test_moving_raises_the_sequence_and_cancels_what_spoke_of_the_old_time(office, calls):
    case = office.case(holder="validator")
    first = calls.schedule(case, at=calls.slot(case, number=-1))
    office.clock.forward(minutes=30)
    later = first.call.starts_at + timedelta(minutes=30)
    moved = calls.reschedule(first, later)
    assert (moved.call.id, moved.call.sequence) == (first.call.id, 1)
    assert office.now_case(case.id).state is CaseState.CALL_SCHEDULED
    messages = by_leaving(office.messages(case.id))
    old = [m for m in messages if m.valid_while == f"{first.call.id}:0"]
    new = [m for m in messages if m.valid_while == f"{first.call.id}:1"]
    assert {m.status for m in old} == {MessageStatus.CANCELLED}
    assert {m.status for m in new} == {MessageStatus.QUEUED}
    assert new[0].template == INVITATION_CHANGED


def test_a_colleague_who_takes_the_case_takes_the_call(office, calls):
    first = calls.schedule(office.case(holder="validator"))
    moved = calls.reschedule(first, first.call.starts_at + timedelta(minutes=30), "second")
    assert moved.call.validator_id == office.people["second"].id


def test_a_call_that_began_cannot_be_moved(office, calls):
    state = calls.start(calls.schedule(office.case(holder="validator")))
    with pytest.raises(RuleViolationError, match="CALL_STATUS"):
        calls.reschedule(state, office.clock.now() + timedelta(hours=1))


# Holding


def test_starting_draws_checks_of_several_groups_and_records_the_hand(office, calls):
    state = calls.start(calls.schedule(office.case(holder="validator")))
    assert state.call.status is CallStatus.IN_PROGRESS
    assert len(state.call.checks) == 4
    assert len({check.group for check in state.call.checks}) >= 3
    with office.store.write() as uow:
        assert office.people["validator"].cedula in uow.cases.hands(state.case.id).validators


def test_a_call_is_not_started_early_nor_by_somebody_else_nor_twice(office, calls):
    done = calls.schedule(office.case(holder="validator"))
    case = office.claim(done.case.id, "validator")
    start = StartCall(office.store, office.procedures, office.clock)
    command = StartCallCommand(office.session("validator"), done.call.id, case.version)
    with office.unchanged(case), pytest.raises(RuleViolationError, match="CALL_TOO_EARLY"):
        start(command)
    office.clock.to(done.call.starts_at)
    case = office.claim(done.case.id, "second")
    with office.unchanged(case), pytest.raises(AccessDeniedError, match="CALL_OF_ANOTHER"):
        start(StartCallCommand(office.session("second"), done.call.id, case.version))
    office.clock.forward(minutes=21)
    office.claim(done.case.id, "validator")
    start(command)
    with pytest.raises(RuleViolationError, match="CALL_STATUS"):
        start(command)


def test_a_second_draw_never_repeats_a_pair_of_the_draw_before(office):
    case = office.case()
    procedure = office.procedures.get("ADC", "2026.1")
    facts = call_facts(case.declared, case.zone)
    chance = random.Random(7)
    earlier: list[list[str]] = []
    for _ in range(200):
        drawn = draw_checks(procedure.call_checks, facts, 4, chance, earlier)
        codes = [check.code for check in drawn]
        if earlier:
            pairs = set(combinations(sorted(codes), 2))
            assert pairs.isdisjoint(combinations(sorted(earlier[-1]), 2))
        earlier.append(codes)


def test_a_repeated_call_gets_the_earlier_draws(office, calls):
    case = office.case(holder="validator")
    state = calls.start(calls.schedule(case))
    first = {check.code for check in state.call.checks}
    calls.outcome(state.case, state.call, CallOutcome.TECHNICAL_FAILURE, note="sin sonido")
    again = office.claim(case.id, "second")
    second = calls.start(calls.schedule(again, "second"), "second")
    assert len(first & {check.code for check in second.call.checks}) <= 1


def test_results_can_be_corrected_and_each_is_recorded(office, calls):
    state = calls.start(calls.schedule(office.case(holder="validator")))
    code = state.call.checks[0].code
    record = RecordCheck(office.store, office.clock)
    session, version = office.session("validator"), state.case.version
    record(RecordCheckCommand(session, state.call.id, version, code, CheckResult.FAILED))
    noted = record(RecordCheckCommand(session, state.call.id, version, code, CheckResult.PASSED))
    assert noted.call.checks[0].result is CheckResult.PASSED
    assert office.actions(state.case.id).count("call.check_recorded") == 2
    with pytest.raises(RuleViolationError, match="CHECK_UNKNOWN"):
        record(RecordCheckCommand(session, state.call.id, version, "none", CheckResult.PASSED))


def test_an_answer_is_given_only_after_it_is_on_record(office, calls):
    state = calls.start(calls.schedule(office.case(holder="validator")))
    with office.store.look() as stored:
        check = stored.calls.get(state.call.id).checks[0]
    assert not any(item.expected for item in state.call.checks)
    reveal = RevealExpected(office.store, office.procedures, office.clock)
    command = RevealExpectedCommand(
        office.session("validator"), state.call.id, state.case.version, check.code
    )
    assert reveal(command) == check.expected
    assert office.actions(state.case.id)[-1] == "call.answer_revealed"
    assert check.expected not in office.events(case_chain(state.case.id))[-1].canonical


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_in_the_language_of_the_screen_and_kept_in_that_of_the_record(
    office, calls, language
):
    state = calls.start(calls.schedule(office.case(holder="validator")))
    catalogue = ProcedureFiles(RESOURCES / "procedures", language)
    procedure = catalogue.get(state.case.procedure, state.case.procedure_version)
    reveal = RevealExpected(office.store, catalogue, office.clock)
    with office.store.look() as stored:
        kept = stored.calls.get(state.call.id).checks
    for check in kept:
        assert check.prompt == office.procedures.get("ADC", "2026.1").call_check(check.code).prompt
        answer = reveal(
            RevealExpectedCommand(
                office.session("validator"), state.call.id, state.case.version, check.code
            )
        )
        if language == "es":
            assert answer == check.expected
        elif not procedure.call_check(check.code).needs:
            assert answer == procedure.call_check(check.code).expected != check.expected


def test_an_answer_no_catalogue_holds_any_more_is_given_as_it_was_kept():
    kept = GuidedCheck("gone", "facts", "¿Qué?", "Esto.")
    assert answer_in(kept, adc(), {}) == "Esto."
    lost = replace(kept, code="postal_code")
    assert answer_in(lost, adc(), {}) == "Esto.", "the fact is not held any more"
    assert answer_in(lost, adc(), {"postal_code": "28001"}) == "28001"


def test_snapshots_are_pictures_kept_once_by_hash(office, calls):
    state = calls.start(calls.schedule(office.case(holder="validator")))
    add = AddSnapshot(office.store, QuickInspector(), office.clock)

    def command(data: bytes, label: str = "cédula"):
        return AddSnapshotCommand(
            office.session("validator"), state.call.id, state.case.version, data, label
        )

    add(command(JPEG))
    kept = add(command(JPEG))
    assert len(kept.call.snapshots) == 1
    with office.store.write() as uow:
        assert uow.blobs.get(kept.call.snapshots[0].sha256) == JPEG
    for data, code in (
        (b"%PDF-1.7", "SNAPSHOT_KIND"),
        (JPEG + bytes(6_000_000), "SNAPSHOT_TOO_LARGE"),
    ):
        with pytest.raises(RuleViolationError, match=code):
            add(command(data))
    with pytest.raises(RuleViolationError, match="LABEL_TOO_LONG"):
        add(command(JPEG, "x" * 81))


# Outcomes


def test_the_chain_of_a_call_is_whole(office, calls):
    case = calls.validated(office.case(holder="validator"))
    chain = case_chain(case.id)
    with office.store.read() as readers:
        head = next(head for head in readers.audit.heads() if head.chain == chain)
        assert verify_chain(readers.audit.events(chain), head) is None


# The day


def test_docket_of_everybody_and_of_ones_own(office, calls):
    first = calls.schedule(office.case(holder="validator"))
    other = office.case(person=office.person(CEDULAS[6]), holder="second")
    calls.schedule(other, "second")
    day = first.call.starts_at.astimezone(GUAYAQUIL).date()
    docket = Docket(office.store, office.offices, office.clock)
    session = office.session("validator")
    assert len(docket(DocketQuery(session, day))) == 2
    mine = docket(DocketQuery(session, day, only_mine=True))
    assert [row.call.id for row in mine] == [first.call.id]
    assert docket(DocketQuery(session, day + timedelta(days=1))) == ()


def by_leaving(messages: tuple[OutboxMessage, ...]) -> list[OutboxMessage]:
    return sorted(messages, key=lambda message: message.not_before)
