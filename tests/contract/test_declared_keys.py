"""Marks of other people's requests: each of two cases learns of the other, on both databases."""
# ruff: noqa: S608 - every statement here is put together from this file's own words

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, TextClause, text

from app.domain.case import Case
from app.domain.errors import RuleViolationError
from app.domain.risk import RiskCode
from app.domain.workflow import CaseState
from app.ports.readers import QueueFilter
from app.stages.decision import ComparisonQuery, ComparisonRows
from app.stages.review.opening import OpenCase, OpenCaseCommand
from db import maintenance
from db.engine import WRITES
from db.integrity import Fault
from db.store import SqlStore
from tests.casework import CEDULAS, NEW, OLD, START, Casework
from tests.stage_desks import CallDesk, DecisionDesk

EMAIL, PHONE = RiskCode.EMAIL_OF_OTHERS, RiskCode.PHONE_OF_OTHERS
FIRST, LATER = CEDULAS[5], CEDULAS[6]


@pytest.fixture
def office(store: SqlStore) -> Casework:
    return Casework(store)


def asked(
    office: Casework,
    cedula: str,
    state: CaseState = CaseState.TO_REVIEW,
    after=NEW,
    **changes: Any,
) -> Case:
    mine = replace(OLD, email=f"{cedula}@correo.example", mobile_ec=f"+593{cedula[:9]}")
    person = office.person(cedula, mine)
    return office.case(state, person=person, after=after, reviewer="", **changes)


def marks(office: Casework, case: Case) -> dict[RiskCode, object]:
    """What the decision would see, checked against what opening the case shows."""
    with office.store.look() as stored:
        at = office.clock.now()
        found = office.desk.marks(stored, office.now_case(case.id), at, deciding=False)
    session = office.session("validator")
    command = OpenCaseCommand(session, case.id, "Comparar los casos")
    opened = OpenCase(office.store, office.clock, office.desk)(command).risk_marks
    compare = ComparisonRows(office.store, office.desk, office.clock)
    assert compare(ComparisonQuery(session, case.id)).marks == found
    assert opened == found
    return {mark.code: dict(mark.facts).get("count") for mark in found}


@pytest.mark.parametrize("state", [CaseState.TO_REVIEW, CaseState.ON_HOLD, CaseState.RECEIVED])
def test_what_somebody_else_asks_for_marks_both_cases(office: Casework, state: CaseState) -> None:
    first = asked(office, FIRST)
    assert not {EMAIL, PHONE} & set(marks(office, first))
    later = asked(office, LATER, state)
    assert marks(office, first) | {EMAIL: 1, PHONE: 1} == marks(office, first)
    if state is CaseState.TO_REVIEW:
        assert marks(office, later) | {EMAIL: 1, PHONE: 1} == marks(office, later)


def test_the_queue_keeps_what_the_last_step_found_and_opening_finds_the_rest(
    office: Casework,
) -> None:
    """So the queue says of when its counts are, and no screen decides by them."""
    first = asked(office, FIRST)

    def counted() -> int:
        with office.store.read() as readers:
            (row,) = readers.queue.page(QueueFilter(search=first.number), None, 5).rows
        return row.warnings

    assert counted() == 0
    asked(office, LATER)
    assert {EMAIL, PHONE} <= set(marks(office, first))
    assert counted() == 0


def test_one_shared_phone_in_another_field_is_enough(office: Casework) -> None:
    first = asked(office, FIRST)
    other = replace(NEW, email="otra@correo.example", phone_abroad="", landline_ec=NEW.mobile_ec)
    asked(office, LATER, after=other)
    found = marks(office, first)
    assert found[PHONE] == 1
    assert EMAIL not in found


def test_an_address_is_the_same_whatever_its_capitals(office: Casework) -> None:
    first = asked(office, FIRST)
    asked(office, LATER, after=replace(NEW, email=NEW.email.upper(), mobile_ec="", phone_abroad=""))
    assert marks(office, first)[EMAIL] == 1


def test_a_person_with_two_cases_and_the_same_contact_in_force_counts_once(
    office: Casework,
) -> None:
    first = asked(office, FIRST)
    other = office.person(LATER, NEW)
    for _ in range(2):
        office.case(CaseState.TO_REVIEW, person=other, reviewer="")
    assert marks(office, first)[EMAIL] == 1


def test_ones_own_other_case_is_no_other_person(office: Casework) -> None:
    person = office.person(FIRST, OLD)
    case, _ = (office.case(CaseState.TO_REVIEW, person=person, reviewer="") for _ in range(2))
    found = marks(office, case)
    assert not {EMAIL, PHONE} & set(found)
    assert found[RiskCode.DOCUMENT_ON_OTHER_CASE] == 1


@pytest.mark.parametrize(("days", "is_marked"), [(179, True), (181, False)])
def test_a_request_that_ended_counts_for_a_while(
    office: Casework, days: int, is_marked: bool
) -> None:
    since = START - timedelta(days=days)
    asked(office, LATER, CaseState.REFUSED, state_since=since)
    assert (EMAIL in marks(office, asked(office, FIRST))) is is_marked


def test_how_long_it_counts_is_a_setting(office: Casework) -> None:
    asked(office, LATER, CaseState.REFUSED, state_since=START - timedelta(days=20))
    case = asked(office, FIRST)
    with office.store.write() as uow:
        uow.settings.put("risk.shared_contact_days", "10", START.date(), None, START)
        uow.commit()
    assert EMAIL not in marks(office, case)


def test_a_correction_is_known_by_what_it_declares_now(office: Casework) -> None:
    first, later = asked(office, FIRST), asked(office, LATER)
    other = replace(NEW, email="otra@correo.example", mobile_ec="", phone_abroad="")
    with office.store.write() as uow:
        declared = replace(uow.cases.declared(later.id), contact=other)
        uow.cases.put_papers(later.id, declared, later.reception)
        uow.commit()
    assert not {EMAIL, PHONE} & set(marks(office, first))


def test_the_earlier_case_learns_of_a_later_twin_of_its_picture(office: Casework) -> None:
    first, later = asked(office, FIRST), asked(office, LATER)
    hashes = {first.id: 0xF0F0_1234_ABCD_8001, later.id: 0xF0F0_1234_ABCD_8002}

    def keep(case: Case) -> None:
        with office.store.write() as uow:
            (file,) = uow.cases.files(case.id)
            uow.people.put_picture_hash(file.id, case.person_id, hashes[case.id])
            uow.commit()

    keep(first)
    assert RiskCode.PICTURE_OF_OTHERS not in marks(office, first)
    keep(later)
    for case in (first, later):
        assert marks(office, case)[RiskCode.PICTURE_OF_OTHERS] == 1


def test_how_near_pictures_are_is_a_setting(office: Casework) -> None:
    first, later = asked(office, FIRST), asked(office, LATER)
    with office.store.write() as uow:
        for case, bits in ((first, 0), (later, 0b1_1111_1111)):
            (file,) = uow.cases.files(case.id)
            uow.people.put_picture_hash(file.id, case.person_id, bits)
        uow.commit()
    assert RiskCode.PICTURE_OF_OTHERS not in marks(office, first)
    with office.store.write() as uow:
        uow.settings.put("risk.picture_distance", "9", START.date(), None, START)
        uow.commit()
    assert RiskCode.PICTURE_OF_OTHERS in marks(office, first)


def test_opening_a_case_that_is_over_shows_the_marks_it_was_decided_with(office: Casework) -> None:
    case = asked(office, FIRST, CaseState.REFUSED)
    asked(office, LATER)
    command = OpenCaseCommand(office.session("validator"), case.id, "Ver lo que se decidió")
    assert OpenCase(office.store, office.clock, office.desk)(command).risk_marks == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("DELETE FROM declared_keys WHERE value = 'rosa.nueva@correo.example'", "case"),
        ("UPDATE declared_keys SET value = 'otra' WHERE value LIKE '+34%'", "case"),
        ("UPDATE declared_keys SET person_id = (SELECT min(id) FROM people)", "case"),
        ("DELETE FROM contact_keys", "person"),
        ("UPDATE contact_keys SET value = 'otra' WHERE value LIKE '%@%'", "person"),
    ],
)
def test_keys_that_are_not_what_was_declared_are_found(
    office: Casework, engine: Engine, change: str, code: str
) -> None:
    office.person("0959999996", OLD)
    case = asked(office, FIRST)
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        # So that the smallest identifier is of somebody else.
        kept = ("given_names, family_names, sort_name, main_identifier, insured, in_register,"
            " frozen_at, frozen_reason, version")  # fmt: skip
        connection.execute(
            text(f"INSERT INTO people (id, {kept}) SELECT '0', {kept} FROM people LIMIT 1")
        )
        connection.commit()
    assert not [one for one in maintenance.check(engine) if one.code == "KEYS_ALTERED"]
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        connection.execute(text(change))
        connection.commit()
    found = [one for one in maintenance.check(engine) if one.code == "KEYS_ALTERED"]
    if code == "case":
        assert found == [Fault("KEYS_ALTERED", case.number)]
    else:
        assert {one.place.partition(":")[0] for one in found} == {"person"}


TAKEN_OUT = (
    text("DELETE FROM declared_keys WHERE value = :key AND person_id <> :me"),
    text("DELETE FROM contact_keys WHERE value = :key AND person_id <> :me"),
)


@pytest.mark.parametrize("gone", TAKEN_OUT, ids=["declared", "in force"])
def test_no_approval_while_a_key_of_somebody_else_is_taken_out(
    office: Casework, engine: Engine, gone: TextClause
) -> None:
    """Taken out before the marks are read and put back after the decision, it would hide a mark."""
    asked(office, LATER)
    office.person("2059999991", NEW)
    desk, calls = DecisionDesk(office), CallDesk(office)
    mine = replace(OLD, email="mia@correo.example")
    case = calls.validated(
        office.case(person=office.person(FIRST, mine), after=NEW, holder="validator")
    )
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        values = {"key": NEW.email.casefold(), "me": case.person_id}
        assert connection.execute(gone, values).rowcount == 1
        connection.commit()
    if engine.dialect.name == "postgresql":
        # Reading a country's data whole is left to the check: who takes a key out owns the tables.
        assert "KEYS_ALTERED" in {one.code for one in maintenance.check(engine)}
        return
    with office.unchanged(case), pytest.raises(RuleViolationError, match="KEYS_ALTERED"):
        desk.approve(case)
    assert desk.refuse(case, "LLA-08").case.state is CaseState.REFUSED
