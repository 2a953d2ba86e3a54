"""Deciding on rows that somebody changed in the database: what was declared and told counts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import text

from app.domain.audit import AuditEntry, case_chain, person_chain, staff_chain
from app.domain.call import CallOutcome
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.staff import Duty
from app.domain.workflow import CaseState
from app.stages.decision import ReportNotMeCommand, UnfreezeCommand
from app.stages.documents import IssueValidationRecord, IssueValidationRecordCommand
from app.stages.registry import OpenPerson
from db.engine import WRITES
from db.link import link_on
from db.readers.contradictions import contradictions
from db.store import SqlStore
from tests.casework import CEDULAS, OLD, Casework
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


def _by_hand(engine, statement, **values):
    """As somebody does who has the file, and drops what would stop them."""
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        names = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for trigger in connection.execute(names).scalars().all():
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        connection.execute(text(statement), values)
        connection.commit()


def test_no_approval_when_the_row_of_the_call_says_more_than_its_event(
    sqlite_engine, office, calls, desk
):
    state = calls.start(calls.schedule(office.case(holder="validator")))
    calls.outcome(
        state.case, state.call, CallOutcome.NOT_VALIDATED, note="no es", reasons=("LLA-08",)
    )
    _by_hand(sqlite_engine, "UPDATE calls SET outcome = 'validated', reasons = '[]'")
    case = office.now_case(state.case.id)
    with office.unchanged(case), pytest.raises(RuleViolationError, match="IDENTITY_NOT_VALIDATED"):
        desk.approve(case)
    assert desk.refuse(case, "LLA-08").case.state is CaseState.REFUSED


def test_a_case_moved_to_another_person_is_not_decided(sqlite_engine, office, desk, ready):
    victim = office.person(CEDULAS[6], names=("Eva", "Otra"))
    _by_hand(sqlite_engine, "UPDATE cases SET person_id = :one", one=victim.id)
    moved = office.now_case(ready.id)
    for decide in (desk.approve, lambda case: desk.refuse(case, "CAS-01")):
        with (
            office.unchanged(moved),
            pytest.raises(RuleViolationError, match="CASE_OF_ANOTHER_PERSON"),
        ):
            decide(moved)
    assert contact_of(office, moved).value == OLD
    tried = office.events(staff_chain(office.people["validator"].id))
    assert "CASE_OF_ANOTHER_PERSON" in tried[-1].canonical


def test_papers_that_are_not_those_that_arrived_are_not_decided(sqlite_engine, office, desk, ready):
    with office.store.write() as uow:
        sealed = {"papers": uow.cases.papers_seal(ready.id)}
        chain = case_chain(ready.id)
        uow.audit.append(AuditEntry(chain, "case.received", None, office.clock.now(), "", sealed))
        uow.commit()
    _by_hand(
        sqlite_engine,
        "UPDATE case_papers SET declared ="
        " json_set(declared, '$.contact.email', 'otra@correo.example')",
    )
    case = office.now_case(ready.id)
    for decide in (desk.approve, lambda one: desk.refuse(one, "CAS-01")):
        with office.unchanged(case), pytest.raises(RuleViolationError, match="PAPERS_ALTERED"):
            decide(case)
    assert contact_of(office, case).value == OLD
    tried = office.events(staff_chain(office.people["validator"].id))
    assert "PAPERS_ALTERED" in tried[-1].canonical


def test_a_number_lent_to_another_entry_is_noticed(sqlite_engine, office, desk, ready):
    with office.store.write() as uow:
        sealed = {"entry": uow.people.get(ready.person_id).seal}
        chain = case_chain(ready.id)
        uow.audit.append(AuditEntry(chain, "case.received", None, office.clock.now(), "", sealed))
        uow.commit()
    _by_hand(
        sqlite_engine,
        "INSERT INTO person_identifiers (person_id, position, kind, country, value)"
        " VALUES (:one, 7, 'passport', 'FRA', 'X1')",
        one=ready.person_id,
    )
    case = office.now_case(ready.id)
    with office.unchanged(case), pytest.raises(RuleViolationError, match="PERSON_ALTERED"):
        desk.approve(case)
    _by_hand(sqlite_engine, "DELETE FROM person_identifiers WHERE position = 7")
    assert desk.approve(case).case.state in {CaseState.APPROVED, CaseState.ON_HOLD}


HELD = {
    "other data": "UPDATE decisions SET after = json_set(after, '$.email', 'otra@correo.example')",
    "an hour sooner": "UPDATE decisions SET hold_until = decided_at",
    "told who was not": "UPDATE outbox SET status = 'handed_over',"
    " handed_over_at = created_at - 400000000000",
}


@pytest.mark.parametrize("name", HELD)
def test_what_was_put_on_hold_is_what_is_applied(name, sqlite_engine, office, desk, ready):
    """Altered while it waits, and put back afterwards: nothing of it comes into force."""
    desk.hold(48)
    done = desk.approve(ready)
    if name != "told who was not":
        desk.tell(done.case)
    desk.wait(2 if name == "an hour sooner" else 60)
    _by_hand(sqlite_engine, "UPDATE cases SET hold_until = state_since")
    _by_hand(sqlite_engine, HELD[name])
    desk.apply_holds()
    assert contact_of(office, done.case).value == OLD
    assert office.now_case(done.case.id).state is CaseState.ON_HOLD


def test_an_outcome_told_as_text_is_the_outcome_it_names(office, desk, ready):
    command = desk.command(ready, outcome="refused", reasons=("LLA-08",))
    assert desk.decide(command).case.state is CaseState.REFUSED
    assert contact_of(office, ready).value == OLD


def test_a_hold_of_a_case_moved_to_another_person_is_not_applied(
    sqlite_engine, office, calls, desk, ready
):
    desk.hold(48)
    desk.approve(ready)
    other = office.case(person=office.person(CEDULAS[6]), holder="validator")
    honest = desk.approve(calls.validated(other))
    victim = office.person(CEDULAS[4], names=("Eva", "Otra"))
    moved = "UPDATE cases SET person_id = :one WHERE id = :case"
    _by_hand(sqlite_engine, moved, one=victim.id, case=ready.id)
    desk.tell(ready)
    desk.tell(other)
    desk.wait(60)
    assert desk.apply_holds().applied == (honest.case.id,)
    assert office.now_case(ready.id).state is CaseState.ON_HOLD
    assert contact_of(office, office.now_case(ready.id)).value == OLD


def test_a_freeze_emptied_by_hand_goes_on(sqlite_engine, office, calls, desk, ready):
    done = desk.approve(ready)
    desk.report(ReportNotMeCommand(None, not_me_code(office, done)))
    with office.store.look() as stored:
        frozen = stored.people.get(ready.person_id)
    again = calls.validated(office.case(person=frozen, holder="validator"))
    _by_hand(sqlite_engine, "UPDATE people SET frozen_at = NULL, frozen_reason = ''")
    with office.unchanged(again), pytest.raises(RuleViolationError, match="PERSON_FROZEN"):
        desk.approve(again)


def test_a_freeze_emptied_by_hand_is_shown_and_lifted_like_any_other(
    sqlite_engine, office, calls, desk, ready
):
    done = desk.approve(ready)
    desk.report(ReportNotMeCommand(None, not_me_code(office, done)))
    with office.store.look() as stored:
        frozen = stored.people.get(ready.person_id)
    again = calls.validated(office.case(person=frozen, holder="validator"))
    _by_hand(sqlite_engine, "UPDATE people SET frozen_at = NULL, frozen_reason = ''")
    assert _faults(sqlite_engine) == ["FREEZE_ALTERED"]
    director = office.session("director")
    shown = OpenPerson(office.store, office.clock)(director, frozen.id, "Llamó la persona").person
    assert (shown.frozen_at, shown.frozen_reason) == (frozen.frozen_at, frozen.frozen_reason)
    lift = UnfreezeCommand(director, frozen.id, "Vino con su cédula")
    assert desk.unfreeze(lift).frozen_at is None
    last = json.loads(office.events(person_chain(frozen.id))[-1].canonical)
    assert (last["action"], last["details"]["row"]) == ("person.unfrozen", "emptied")
    assert last["details"]["was"] == f"not_me:{ready.number}"
    assert last["details"]["messages"], "who was told of the freeze hears that it was lifted"
    assert _faults(sqlite_engine) == []
    assert desk.approve(again).case.state in {CaseState.ON_HOLD, CaseState.APPROVED}
    with pytest.raises(RuleViolationError, match="NOT_FROZEN"):
        desk.unfreeze(lift)


def test_whoever_decided_does_not_lift_a_freeze_emptied_by_hand(sqlite_engine, office, desk, ready):
    done = desk.approve(ready)
    desk.report(ReportNotMeCommand(None, not_me_code(office, done)))
    _by_hand(sqlite_engine, "UPDATE people SET frozen_at = NULL, frozen_reason = ''")
    _by_hand(sqlite_engine, "UPDATE staff SET duty = 'director' WHERE login = 'validator'")
    promoted = replace(office.people["validator"], duty=Duty.DIRECTOR)
    session = replace(office.session("validator"), staff=promoted)
    with pytest.raises(AccessDeniedError, match="SEPARATION_NOT_A_HAND_OF_THE_CHANGE"):
        desk.unfreeze(UnfreezeCommand(session, ready.person_id, "Vino con su cédula"))


def _faults(engine):
    with engine.connect() as connection:
        return [one.code for one in contradictions(link_on(connection))]


def test_a_hold_whose_decision_is_gone_is_told(sqlite_engine, office, desk, ready, caplog):
    desk.hold(48)
    desk.approve(ready)
    desk.tell(ready)
    desk.wait(60)
    _by_hand(sqlite_engine, "DELETE FROM decisions")
    assert desk.apply_holds().applied == ()
    assert "DECISION_ALTERED" in caplog.text
    assert office.now_case(ready.id).state is CaseState.ON_HOLD


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people SET frozen_reason = '' WHERE frozen_at IS NOT NULL",
        "UPDATE people SET frozen_reason = 'not_me:ADC-2026-999999' WHERE frozen_at IS NOT NULL",
        "UPDATE people SET frozen_at = frozen_at - 400000000000 WHERE frozen_at IS NOT NULL",
        "UPDATE cases SET number = 'ADC-2026-999999'",
    ],
)
def test_a_freeze_is_of_the_case_its_event_names(statement, sqlite_engine, office, desk, ready):
    """Whoever decided the reported change does not lift it, and its owner is told when it is."""
    done = desk.approve(ready)
    desk.report(ReportNotMeCommand(None, not_me_code(office, done)))
    director = office.people["director"]
    office.people["director"] = replace(office.people["validator"], duty=Duty.DIRECTOR)
    with office.store.write() as uow:
        uow.staff.save(office.people["director"])
        uow.commit()
    _by_hand(sqlite_engine, statement)
    own = UnfreezeCommand(office.session("director"), ready.person_id, "Vino con su cédula")
    with pytest.raises(AccessDeniedError, match="SEPARATION"):
        desk.unfreeze(own)
    if "people" in statement:
        assert "FREEZE_ALTERED" in _faults(sqlite_engine)
    office.people["director"] = director
    before = len(office.messages(ready.id))
    other = UnfreezeCommand(office.session("director"), ready.person_id, "Vino con su cédula")
    assert desk.unfreeze(other).frozen_at is None
    assert len(office.messages(ready.id)) > before


class Printed:
    """Some bytes for a record; what stands in it is tested elsewhere."""

    def validation_record(self, _view: object) -> bytes:
        return b"%PDF"


PRINTED = {
    "CALL_ALTERED": "UPDATE calls SET note = 'otra'",
    "DECISION_ALTERED": "UPDATE decisions SET note = 'otra'",
    "CHAIN_BROKEN": "UPDATE audit_events SET canonical = canonical || ' ' WHERE sequence = 1",
}


@pytest.mark.parametrize("code", PRINTED)
def test_no_record_is_drawn_from_what_no_event_tells(code, sqlite_engine, office, desk, ready):
    decided = desk.approve(ready).case
    issue = IssueValidationRecord(office.store, office.procedures, Printed(), office.clock)
    command = IssueValidationRecordCommand(office.session("validator"), decided.id)
    _by_hand(sqlite_engine, PRINTED[code])
    with pytest.raises(RuleViolationError, match=code):
        issue(command)
    with office.store.look() as stored:
        assert stored.documents.of_case(decided.id) == ()
