"""The code of a notice stops a change whatever became of the row of its decision; both databases."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import Engine, text

from app.domain.audit import AuditEntry, case_chain, digest, person_chain
from app.domain.case import Case
from app.domain.errors import RuleViolationError
from app.domain.notices import FROZEN, THAWED
from app.domain.risk import RiskCode
from app.domain.workflow import CaseState
from app.stages.decision import NotMeEffect, ReportNotMeCommand, UnfreezeCommand
from db.link import link_on
from db.readers.contradictions import contradictions
from db.store import SqlStore
from tests.casework import CEDULAS, NEW, OLD, Casework
from tests.db.test_contradictions import unguarded
from tests.stage_desks import CallDesk, DecisionDesk, not_me_code

_OF_A_CASE = (
    "decisions", "outbox", "risk_marks", "findings", "calls", "case_hands", "case_files", "case_papers",
    "declared_keys", "cases",
)  # fmt: skip


@pytest.fixture
def office(store: SqlStore) -> Casework:
    return Casework(store)


@pytest.fixture
def desk(office: Casework) -> DecisionDesk:
    return DecisionDesk(office)


def approved(office: Casework, desk: DecisionDesk, hours: int, cedula: str = CEDULAS[5]):
    """A change, in force or on hold, and the code in its notices."""
    desk.hold(hours)
    person = office.person(cedula)
    ready = CallDesk(office).validated(office.case(person=person, holder="validator"))
    done = desk.approve(ready)
    return done.case, not_me_code(office, done)


def by_hand(engine: Engine, statement: str, **values: str) -> None:
    with unguarded(engine) as connection:
        assert connection.execute(text(statement), values).rowcount > 0
        connection.commit()


def details(office: Casework, chain: str, action: str) -> dict[str, object]:
    bodies = [json.loads(event.canonical) for event in office.events(chain)]
    return next(body["details"] for body in reversed(bodies) if body["action"] == action)


def frozen_by(office: Casework, case: Case) -> str:
    with office.store.look() as stored:
        return stored.people.get(case.person_id).frozen_reason


def faults(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return {one.code for one in contradictions(link_on(connection))}


TAMPERED = {
    "deleted": ("DELETE FROM decisions", "missing"),
    "without its code": ("UPDATE decisions SET not_me_hash = NULL", "altered"),
    "with another code": ("UPDATE decisions SET not_me_hash = '0'", "altered"),
}


@pytest.mark.parametrize("hours", [0, 48])
@pytest.mark.parametrize("name", TAMPERED)
def test_the_code_stops_a_change_whose_decision_is_gone(
    name: str, hours: int, office: Casework, desk: DecisionDesk, engine: Engine
) -> None:
    case, code = approved(office, desk, hours)
    statement, how = TAMPERED[name]
    by_hand(engine, statement)
    report = desk.report(ReportNotMeCommand(office.session("clerk"), code))
    effect = NotMeEffect.STOPPED if hours else NotMeEffect.FROZEN_AFTER_CHANGE
    assert (report.effect, report.case_number) == (effect, case.number)
    assert report.is_record_lost
    assert report.is_frozen
    assert report.needs_new_case is (hours == 0)
    assert frozen_by(office, case) == f"not_me:{case.number}"
    state = CaseState.REFUSED if hours else CaseState.APPROVED
    assert office.now_case(case.id).state is state
    told = {m.recipient for m in office.messages(case.id) if m.template == FROZEN}
    assert told == {OLD.email, NEW.email}
    for chain in (case_chain(case.id), person_chain(case.person_id)):
        assert details(office, chain, "person.not_me")["row"] == how
    with office.store.look() as stored:
        marks = {mark.code for mark in stored.cases.risk_marks(case.id)}
    assert RiskCode.ACCOUNT_FROZEN in marks, "whoever directs sees it at the case"
    assert faults(engine) == {"DECISION_ALTERED"}


def test_rows_that_say_it_was_stopped_already_stop_nothing(
    office: Casework, desk: DecisionDesk, engine: Engine
) -> None:
    case, code = approved(office, desk, 0)
    by_hand(engine, "DELETE FROM decisions")
    by_hand(engine, "UPDATE cases SET state = 'refused'")
    by_hand(engine, "DELETE FROM outbox")
    report = desk.report(ReportNotMeCommand(None, code))
    assert (report.effect, report.is_frozen) == (NotMeEffect.FROZEN_AFTER_CHANGE, True)
    assert frozen_by(office, case)


def test_again_the_code_stops_nothing_anew_and_a_director_lifts_the_freeze(
    office: Casework, desk: DecisionDesk, engine: Engine
) -> None:
    case, code = approved(office, desk, 0)
    by_hand(engine, "DELETE FROM decisions")
    desk.report(ReportNotMeCommand(None, code))
    again = desk.report(ReportNotMeCommand(None, code))
    assert (again.effect, again.is_record_lost) == (NotMeEffect.ALREADY_REPORTED, True)
    assert len([m for m in office.messages(case.id) if m.template == FROZEN]) == 2
    director = office.session("director")
    desk.unfreeze(UnfreezeCommand(director, case.person_id, "Vino con su cédula"))
    told = {m.recipient for m in office.messages(case.id) if m.template == THAWED}
    assert told == {OLD.email, NEW.email}, "whoever was told of the freeze"


def test_a_code_lent_to_another_decision_stops_the_change_it_was_sent_for(
    office: Casework, desk: DecisionDesk, engine: Engine
) -> None:
    victim, code = approved(office, desk, 0)
    other, _ = approved(office, desk, 0, CEDULAS[6])
    with engine.connect() as connection:
        mine = text("SELECT not_me_hash FROM decisions WHERE case_id = :case")
        hashed = connection.execute(mine, {"case": victim.id}).scalar_one()
    by_hand(engine, "DELETE FROM decisions WHERE case_id = :case", case=victim.id)
    moved = "UPDATE decisions SET not_me_hash = :code WHERE case_id = :case"
    by_hand(engine, moved, code=hashed, case=other.id)
    report = desk.report(ReportNotMeCommand(None, code))
    assert report.case_number == victim.number
    assert frozen_by(office, victim)
    assert not frozen_by(office, other)


OTHER = replace(OLD, email="eva@correo.example", mobile_ec="+593998887777")


@pytest.mark.parametrize("hours", [0, 48])
@pytest.mark.parametrize("is_deleted", [False, True])
def test_a_case_pointed_at_somebody_else_freezes_its_own_person(
    is_deleted: bool, hours: int, office: Casework, desk: DecisionDesk, engine: Engine
) -> None:
    case, code = approved(office, desk, hours)
    other = office.person(CEDULAS[6], OTHER, ("Eva", "Otra"))
    moved = "UPDATE cases SET person_id = :other WHERE id = :case"
    by_hand(engine, moved, other=other.id, case=case.id)
    if is_deleted:
        by_hand(engine, "DELETE FROM decisions")
    report = desk.report(ReportNotMeCommand(None, code))
    effect = NotMeEffect.STOPPED if hours else NotMeEffect.FROZEN_AFTER_CHANGE
    assert (report.effect, report.person_id) == (effect, case.person_id)
    assert report.is_record_lost
    assert frozen_by(office, case) == f"not_me:{case.number}"
    with office.store.look() as stored:
        assert stored.people.get(other.id).frozen_at is None
    told = {m.recipient for m in office.messages(case.id) if m.template == FROZEN}
    assert told == {OLD.email, NEW.email}
    assert office.now_case(case.id).state is (CaseState.REFUSED if hours else CaseState.APPROVED)


def test_a_case_that_was_deleted_whole_freezes_its_person(
    office: Casework, desk: DecisionDesk, engine: Engine
) -> None:
    case, code = approved(office, desk, 0)
    with office.store.write() as uow:
        chain = case_chain(case.id)
        said = {"number": case.number}
        uow.audit.append(AuditEntry(chain, "case.received", None, office.clock.now(), "", said))
        uow.commit()
    with unguarded(engine) as connection:
        connection.execute(text("UPDATE person_contacts SET case_id = NULL"))
        for table in _OF_A_CASE:
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608  # names from here
        connection.commit()
    report = desk.report(ReportNotMeCommand(office.session("clerk"), code))
    assert (report.effect, report.is_record_lost) == (NotMeEffect.FROZEN_AFTER_CHANGE, True)
    assert report.case_number == case.number
    assert frozen_by(office, case) == f"not_me:{case.number}"
    assert details(office, person_chain(case.person_id), "person.not_me")["row"] == "missing"
    again = desk.report(ReportNotMeCommand(None, code))
    assert again.effect is NotMeEffect.ALREADY_REPORTED
    director = office.session("director")
    desk.unfreeze(UnfreezeCommand(director, case.person_id, "Vino con su cédula"))
    assert not frozen_by(office, case)


def test_a_wrong_code_is_a_miss_however_many_decisions_are_gone(
    office: Casework, desk: DecisionDesk, engine: Engine
) -> None:
    case, _ = approved(office, desk, 0)
    by_hand(engine, "DELETE FROM decisions")
    with pytest.raises(RuleViolationError, match="NOT_ME_UNKNOWN"):
        desk.report(ReportNotMeCommand(None, "0000-0000-0000-0000"))
    assert not frozen_by(office, case)
    assert json.loads(office.events("system")[-1].canonical)["action"] == "not_me.unknown_code"


def test_the_event_of_an_older_program_says_nothing_of_the_code(
    office: Casework, desk: DecisionDesk, engine: Engine
) -> None:
    case, code = approved(office, desk, 0)
    event = office.events(case_chain(case.id))[-1]
    body = json.loads(event.canonical)
    assert body["action"] == "case.approved"
    del body["details"]["not_me"]
    older = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    sealed = {"hash": digest(older), "chain": event.chain}
    by_hand(engine, "UPDATE audit_heads SET hash = :hash WHERE chain = :chain", **sealed)
    renewed = "UPDATE audit_events SET canonical = :text, hash = :hash WHERE hash = :was"
    by_hand(engine, renewed, text=older, hash=sealed["hash"], was=event.hash)
    assert faults(engine) == set()
    report = desk.report(ReportNotMeCommand(None, code))
    assert (report.effect, report.is_record_lost) == (NotMeEffect.FROZEN_AFTER_CHANGE, False)


def test_an_approval_tells_the_hash_of_its_code_and_a_refusal_none(
    office: Casework, desk: DecisionDesk, engine: Engine
) -> None:
    case, code = approved(office, desk, 0)
    with engine.connect() as connection:
        hashed = connection.execute(text("SELECT not_me_hash FROM decisions")).scalar_one()
    said = details(office, case_chain(case.id), "case.approved")
    assert said["not_me"] == hashed
    assert code not in office.events(case_chain(case.id))[-1].canonical
    other = office.case(person=office.person(CEDULAS[6]), holder="validator")
    refused = desk.refuse(CallDesk(office).validated(other), "LLA-08")
    assert "not_me" not in details(office, case_chain(refused.case.id), "case.refused")
