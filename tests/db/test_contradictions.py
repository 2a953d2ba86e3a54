"""A table changed by somebody whom no trigger stops: the events of the acts contradict it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.domain.audit import AuditEntry, case_chain, person_chain
from app.domain.workflow import CaseState
from app.stages.oversight import VerifyAudit
from db.engine import WRITES, is_sqlite
from db.integrity import find_faults
from db.link import link_on
from db.readers.contradictions import contradictions
from db.store import SqlStore
from tests.caretakers import caretaker
from tests.casework import START, Casework
from tests.intake_desk import IntakeDesk, NoInspector, take
from tests.package_samples import package
from tests.reviewing import ReviewDesk
from tests.stage_desks import CallDesk, DecisionDesk

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
    "notice to the old address": (
        "UPDATE outbox SET status = 'cancelled' WHERE template = 'change_applied_old'",
        "MESSAGE_SILENCED",
    ),
}


@pytest.fixture
def office(store: SqlStore) -> Casework:
    """A case reviewed, validated and approved."""
    office = Casework(store)
    calls, decisions, reviews = CallDesk(office), DecisionDesk(office), ReviewDesk(office)
    decisions.hold(0)
    case = office.case(CaseState.TO_REVIEW, reviewer="", holder="clerk")
    reviews.commit_as("clerk", case, reviews.draft(case))
    office.clock.forward(minutes=1)
    decisions.approve(calls.validated(office.claim(case.id, "validator")))
    return office


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_found(name: str, office: Casework, engine: Engine) -> None:
    statement, code = ATTACKS[name]
    with engine.connect() as before:
        assert list(find_faults(before)) == []
    assert VerifyAudit(office.store, office.clock)(None).is_whole
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        if is_sqlite(engine):
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
            names = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for trigger in connection.execute(names).scalars().all():
                connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        assert connection.execute(text(statement)).rowcount > 0
        found = {fault.code for fault in contradictions(link_on(connection))}
        assert code in found
        assert code in {fault.code for fault in find_faults(connection)}
        connection.rollback()


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
        assert [fault.code for fault in find_faults(connection)] == ["PAPERS_ALTERED"]
        connection.rollback()


def test_an_event_without_hashes_says_nothing_of_them(store: SqlStore, engine: Engine) -> None:
    office = Casework(store)
    case = office.case()
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
