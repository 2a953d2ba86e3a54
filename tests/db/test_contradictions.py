"""A table changed by somebody whom no trigger stops: the events of the acts contradict it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from app.domain.audit import AuditEntry, case_chain, person_chain
from app.domain.call import CallOutcome
from app.domain.workflow import CaseState
from app.stages.decision import ReportNotMeCommand, UnfreezeCommand
from app.stages.oversight import VerifyAudit
from app.stages.review.snapshots import KeepSnapshot, KeepSnapshotCommand
from db.engine import WRITES, is_sqlite
from db.integrity import find_faults
from db.link import link_on
from db.readers.contradictions import contradictions
from db.store import SqlStore
from tests.caretakers import caretaker
from tests.casework import CEDULAS, START, Casework
from tests.db_fixtures import KINDS
from tests.intake_desk import IntakeDesk, NoInspector, take
from tests.package_samples import package
from tests.pictures import QuickInspector, small_jpeg
from tests.reviewing import ReviewDesk
from tests.stage_desks import CallDesk, DecisionDesk, not_me_code

FRAME = small_jpeg().ljust(4_096, b"\0")

ATTACKS = {
    "contact in force": (
        "UPDATE person_contacts SET contact = replace(contact, 'rosa.nueva@', 'evil@')",
        "CONTACT_ALTERED",
    ),
    "contact before": (
        "UPDATE person_contacts SET contact = replace(contact, 'rosa.antigua@', 'evil@')",
        "CONTACT_ALTERED",
    ),
    "contact of nobody's case": (
        "UPDATE person_contacts SET case_id = NULL, source = 'register' WHERE valid_to IS NULL",
        "CONTACT_ALTERED",
    ),
    "what was decided": (
        "UPDATE decisions SET after = replace(after, 'rosa.nueva@', 'evil@')",
        "DECISION_ALTERED",
    ),
    "who decided": (
        "UPDATE decisions SET decided_by = (SELECT id FROM staff WHERE login = 'director')",
        "DECISION_ALTERED",
    ),
    "who the case says decided": (
        "UPDATE cases SET decided_by = (SELECT id FROM staff WHERE login = 'director')",
        "DECISION_ALTERED",
    ),
    "no fui yo cut off": ("UPDATE decisions SET not_me_hash = NULL", "DECISION_ALTERED"),
    "state": ("UPDATE cases SET state = 'refused'", "CASE_STATE_ALTERED"),
    "reviewer gone": ("DELETE FROM case_hands WHERE role = 'reviewer'", "HAND_ALTERED"),
    "decider gone": ("DELETE FROM case_hands WHERE role = 'decider'", "HAND_ALTERED"),
    "hand of another": ("UPDATE case_hands SET cedula = '0000000000'", "HAND_ALTERED"),
    "cedula of an account": (
        "UPDATE staff SET cedula = '0999999999' WHERE login = 'validator'",
        "HAND_ALTERED",
    ),
    "person of the case": (
        "UPDATE cases SET person_id = (SELECT id FROM people WHERE family_names = 'Otra')",
        "CASE_PERSON_ALTERED",
    ),
    "number of the person": (
        "UPDATE person_identifiers SET value = '0' WHERE person_id = (SELECT person_id FROM cases)",
        "CASE_PERSON_ALTERED",
    ),
    "a number lent for a while": (
        (
            "INSERT INTO person_identifiers (person_id, position, kind, country, value)"
            " SELECT person_id, 7, 'passport', 'FRA', 'X1' FROM cases"
        ),
        "PERSON_ALTERED",
    ),
    "name in the register": (
        "UPDATE people SET given_names = 'Otra' WHERE id = (SELECT person_id FROM cases)",
        "PERSON_ALTERED",
    ),
    "outcome of the call": ("UPDATE calls SET outcome = 'doubt'", "CALL_ALTERED"),
    "reasons of the call": ("UPDATE calls SET reasons = '[\"LLA-08\"]'", "CALL_ALTERED"),
    "checks of the call": (
        "UPDATE calls SET checks = replace(checks, 'passed', 'failed')",
        "CALL_ALTERED",
    ),
    "no checks at all": ("UPDATE calls SET checks = '[]'", "CALL_ALTERED"),
    "who held the call": (
        "UPDATE calls SET validator_id = (SELECT id FROM staff WHERE login = 'second')",
        "CALL_ALTERED",
    ),
    "call without its row": ("DELETE FROM calls", "CALL_ALTERED"),
    "call under another key": ("UPDATE calls SET id = 'x' || id", "CALL_ALTERED"),
    "who validated": (
        "UPDATE cases SET validated_by = (SELECT id FROM staff WHERE login = 'second')",
        "VALIDATOR_ALTERED",
    ),
    "frame of the review": (
        "UPDATE reviews SET draft = replace(draft, 'sha256', 'sha512')",
        "REVIEW_ALTERED",
    ),
    "verdict of the review": (
        "UPDATE reviews SET draft = replace(draft, 'conforms', 'not_applicable')",
        "REVIEW_ALTERED",
    ),
    "review that is no review": ("UPDATE reviews SET draft = '[]'", "REVIEW_ALTERED"),
    "outcome of the review": ("UPDATE reviews SET outcome = 'refuse'", "REVIEW_ALTERED"),
    "catalogue of the review": ("UPDATE reviews SET catalogue_version = '0'", "REVIEW_ALTERED"),
    "whose review": (
        "UPDATE reviews SET staff_id = (SELECT id FROM staff WHERE login = 'second')",
        "REVIEW_ALTERED",
    ),
    "who the case says reviewed": (
        "UPDATE cases SET reviewed_by = (SELECT id FROM staff WHERE login = 'second')",
        "REVIEWER_ALTERED",
    ),
    "question of the call": (
        'UPDATE calls SET checks = replace(checks, \'"prompt"\', \'"prompt": "x", "old"\')',
        "CALL_ALTERED",
    ),
    "right answer of the call": (
        'UPDATE calls SET checks = replace(checks, \'"expected"\', \'"expected": "x", "old"\')',
        "CALL_ALTERED",
    ),
    "a picture more": (
        """UPDATE calls SET snapshots = replace(snapshots, '[{', '[{"sha256":"x"},{')""",
        "CALL_ALTERED",
    ),
    "label of a picture": (
        """UPDATE calls SET snapshots = replace(snapshots, '"label":""', '"label":"x"')""",
        "CALL_ALTERED",
    ),
    "note of the call": ("UPDATE calls SET note = 'nada'", "CALL_ALTERED"),
    "length of the call": ("UPDATE calls SET minutes = minutes + 1", "CALL_ALTERED"),
    "review gone": ("DELETE FROM reviews", "REVIEW_ALTERED"),
    "frame thrown away": ("DELETE FROM blobs WHERE size = 4096", "PICTURE_MISSING"),
    "state set back": (
        "UPDATE cases SET state = 'to_decide', is_open = ('1' = '1')",
        "CASE_STATE_ALTERED",
    ),
    "change not in force": ("UPDATE decisions SET applied_at = NULL", "DECISION_ALTERED"),
    "hold of what is closed": (
        "UPDATE cases SET hold_until = state_since",
        "HOLD_ALTERED",
    ),
    "notice given up": (
        "UPDATE outbox SET status = 'failed' WHERE template = 'change_applied_old'",
        "MESSAGE_SILENCED",
    ),
    "notice to the old address": (
        "UPDATE outbox SET status = 'cancelled' WHERE template = 'change_applied_old'",
        "MESSAGE_SILENCED",
    ),
}


@pytest.fixture(scope="module")
def sqlite_office(module_sqlite_engine: Engine) -> Casework:
    return _decided(SqlStore(module_sqlite_engine))


@pytest.fixture(scope="module")
def postgresql_office(module_postgresql_engine: Engine) -> Casework:
    return _decided(SqlStore(module_postgresql_engine))


@pytest.fixture
def office(store: SqlStore) -> Casework:
    """One of its own, for a test that goes on in it."""
    return _decided(store)


@pytest.fixture(params=KINDS)
def attacked(request: pytest.FixtureRequest) -> tuple[Casework, Engine]:
    """An office for all attacks and its database: each is taken back, and the next one looks."""
    office: Casework = request.getfixturevalue(f"{request.param}_office")
    engine: Engine = request.getfixturevalue(f"module_{request.param}_engine")
    return office, engine


def _decided(store: SqlStore) -> Casework:
    """A case reviewed, validated and approved."""
    office = Casework(store)
    calls, decisions, reviews = CallDesk(office), DecisionDesk(office), ReviewDesk(office)
    decisions.hold(0)
    office.person(CEDULAS[6], names=("Eva", "Otra"))
    case = office.case(CaseState.TO_REVIEW, reviewer="", holder="clerk")
    with store.look() as stored:
        file = stored.cases.files(case.id)[0]
    keep = KeepSnapshot(store, QuickInspector(), office.clock)
    session = office.session("clerk")
    keep(KeepSnapshotCommand(session, case.id, case.version, file.id, 1_200_000, FRAME))
    reviews.commit_as("clerk", case, reviews.draft(case))
    office.clock.forward(minutes=1)
    decisions.approve(calls.validated(office.claim(case.id, "validator")))
    return office


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_found(name: str, attacked: tuple[Casework, Engine]) -> None:
    office, engine = attacked
    statement, code = ATTACKS[name]
    with engine.connect() as before:
        assert list(find_faults(before)) == []
    assert VerifyAudit(office.store, office.clock)(None).is_whole
    with unguarded(engine) as connection:
        assert connection.execute(text(statement)).rowcount > 0
        found = {fault.code for fault in contradictions(link_on(connection))}
        assert code in found
        assert code in {fault.code for fault in find_faults(connection)}


@contextmanager
def unguarded(engine: Engine) -> Iterator[Connection]:
    """A connection that no trigger and no key stops; what it changed is taken back."""
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        if is_sqlite(engine):
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            names = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for trigger in connection.execute(names).scalars().all():
                connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        yield connection
        connection.rollback()


BROUGHT = {
    "UPDATE cases SET province = '09'": "CASE_PROVINCE_ALTERED",
    "UPDATE cases SET state = 'to_schedule'": "CASE_STATE_ALTERED",
    "UPDATE cases SET no_shows = 1": "NO_SHOWS_ALTERED",
    "UPDATE cases SET person_id = 'x'": "CASE_PERSON_ALTERED",
    "UPDATE cases SET round = 2": "ROUND_ALTERED",
    "UPDATE cases SET reviewed_by = 'x'": "REVIEWER_ALTERED",
    "UPDATE case_files SET round = 2": "FILES_ALTERED",
    "DELETE FROM case_files WHERE requirement = 'id_front'": "FILES_ALTERED",
    "UPDATE case_files SET sha256 = (SELECT min(sha256) FROM blobs)": "FILES_ALTERED",
}


@pytest.mark.parametrize("statement", BROUGHT)
def test_what_a_package_brought_stays_as_it_was_received(
    statement: str, store: SqlStore, engine: Engine, tmp_path: Path
) -> None:
    desk = IntakeDesk(store, tmp_path / "quarantine", NoInspector())
    take(desk, tmp_path, package(1))
    with unguarded(engine) as connection:
        assert connection.execute(text(statement)).rowcount > 0
        assert BROUGHT[statement] in {one.code for one in contradictions(link_on(connection))}


HELD = {
    "UPDATE cases SET hold_until = state_since": "HOLD_ALTERED",
    "UPDATE decisions SET applied_at = decided_at": "DECISION_ALTERED",
}


@pytest.mark.parametrize("statement", HELD)
def test_a_hold_stands_as_it_was_decided(statement: str, store: SqlStore, engine: Engine) -> None:
    office = Casework(store)
    decisions = DecisionDesk(office)
    decisions.hold(48)
    decisions.approve(CallDesk(office).validated(office.case(holder="validator")))
    with engine.connect() as before:
        assert list(find_faults(before)) == []
    with unguarded(engine) as connection:
        assert connection.execute(text(statement)).rowcount == 1
        assert HELD[statement] in {one.code for one in contradictions(link_on(connection))}


def test_a_freeze_is_lifted_by_its_event_alone(store: SqlStore, engine: Engine) -> None:
    office = Casework(store)
    decisions = DecisionDesk(office)
    decisions.hold(0)
    done = decisions.approve(CallDesk(office).validated(office.case(holder="validator")))
    decisions.report(ReportNotMeCommand(None, not_me_code(office, done)))
    lifted = text("UPDATE people SET frozen_at = NULL, frozen_reason = ''")
    frozen = text("UPDATE people SET frozen_at = (SELECT max(received_at) FROM cases)")
    with unguarded(engine) as connection:
        assert list(contradictions(link_on(connection))) == []
        assert connection.execute(lifted).rowcount == 1
        assert [one.code for one in contradictions(link_on(connection))] == ["FREEZE_ALTERED"]
    person = done.case.person_id
    decisions.unfreeze(UnfreezeCommand(office.session("director"), person, "Vino con su cédula"))
    with unguarded(engine) as connection:
        assert list(contradictions(link_on(connection))) == []
        assert connection.execute(frozen).rowcount == 1
        assert [one.code for one in contradictions(link_on(connection))] == ["FREEZE_ALTERED"]


@pytest.mark.parametrize("action", ["call.started", "case.approved"])
def test_whoever_reviewed_is_named_when_they_act_again(
    action: str, office: Casework, engine: Engine
) -> None:
    with office.store.look() as stored:
        case = stored.cases.by_number("ADC-2026-000001")
    assert case is not None
    clerk = office.people["clerk"].id
    with office.store.write() as uow:
        uow.audit.append(AuditEntry(case_chain(case.id), action, clerk, office.clock.now()))
        uow.commit()
    with engine.connect() as connection:
        found = list(contradictions(link_on(connection)))
    last = len(office.actions(case.id))
    assert ("SEPARATION_BROKEN", last) in {(one.code, one.sequence) for one in found}


def test_an_outcome_turned_into_its_opposite_is_found(store: SqlStore, engine: Engine) -> None:
    office = Casework(store)
    calls = CallDesk(office)
    state = calls.start(calls.schedule(office.case(holder="validator")))
    calls.outcome(
        state.case, state.call, CallOutcome.NOT_VALIDATED, note="no es", reasons=("LLA-08",)
    )
    with unguarded(engine) as connection:
        assert list(contradictions(link_on(connection))) == []
        connection.execute(text("UPDATE calls SET outcome = 'validated', reasons = '[]'"))
        assert [one.code for one in contradictions(link_on(connection))] == ["CALL_ALTERED"]


def test_what_was_declared_is_held_against_the_package(
    store: SqlStore, engine: Engine, tmp_path: Path
) -> None:
    desk = IntakeDesk(store, tmp_path / "quarantine", NoInspector())
    take(desk, tmp_path, package(1))
    changed = text("UPDATE case_papers SET declared = replace(declared, '@', '@evil.')")
    with engine.connect() as before:
        assert list(find_faults(before)) == []
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        assert connection.execute(changed).rowcount == 1
        found = [fault.code for fault in find_faults(connection)]
        assert found == ["KEYS_ALTERED", "PAPERS_ALTERED"]
        connection.rollback()


def test_an_event_without_hashes_says_nothing_of_them(store: SqlStore, engine: Engine) -> None:
    office = Casework(store)
    case = office.case(CaseState.RECEIVED)
    entries = (
        AuditEntry(
            person_chain(case.person_id), "contact.replaced", None, START, "", {"fields": []}
        ),
        AuditEntry(case_chain(case.id), "case.received", None, START, "", {"package": "VV"}),
    )
    with store.write() as uow:
        for entry in entries:
            uow.audit.append(entry)
        uow.commit()
    with engine.connect() as connection:
        assert list(find_faults(connection)) == []


def test_a_file_without_its_guards_is_told(sqlite_engine: Engine) -> None:
    care = caretaker(sqlite_engine.url.render_as_string())
    assert care.check() == []
    with sqlite_engine.connect().execution_options(**{WRITES: True}) as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_events_no_update")
        connection.commit()
    (fault,) = care.check()
    assert (fault.code, fault.where) == ("TRIGGER_MISSING", "audit_events_no_update")
