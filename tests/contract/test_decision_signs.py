"""Decisions that ask to be looked at are listed with why, until an auditor says what came of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from app.domain.audit import AuditEntry, case_chain, person_chain
from app.domain.case import Case
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.ids import StaffId
from app.stages.oversight import (
    FlaggedDecision,
    FlaggedDecisions,
    NoteSigns,
    NoteSignsCommand,
)
from tests.casework import START, Casework, shipped_limits

REASON = "La persona confirmó el cambio por teléfono."
MIDDAY = START
NUMBERS = count(1)
MIDNIGHT = datetime(2026, 9, 17, 4, 30, tzinfo=UTC)


@pytest.fixture
def office(store) -> Casework:
    return Casework(store)


def put(office: Casework, chain: str, action: str, login: str, at: datetime, **details) -> None:
    office.clock.to(at)
    entry = AuditEntry(chain, action, office.people[login].id, at, "PC-1", details)
    with office.store.write() as uow:
        uow.audit.append(entry)
        uow.commit()


def decided(
    office: Casework,
    at: datetime,
    *,
    call_before: timedelta = timedelta(minutes=20),
    review_took: timedelta = timedelta(minutes=15),
    reviewer: str = "clerk",
    marks: tuple[str, ...] = (),
    action: str = "case.approved",
) -> Case:
    case = office.case(person=office.person(f"18{next(NUMBERS):08d}"))
    chain, begun = case_chain(case.id), at - timedelta(hours=2)
    put(office, chain, "case.claimed", reviewer, begun)
    put(office, chain, "review.committed", reviewer, begun + review_took)
    put(office, chain, "call.outcome_recorded", "validator", at - call_before)
    put(office, chain, action, "validator", at, marks=list(marks), person=case.person_id)
    return case


def flagged(office: Casework, login: str = "auditor", days: int = 30) -> list[FlaggedDecision]:
    listing = FlaggedDecisions(office.store, office.offices, shipped_limits(), office.clock)
    since = office.clock.now() - timedelta(days=days)
    return list(listing(office.session(login), since).rows)


def test_what_the_events_say_by_themselves(office: Casework) -> None:
    at = MIDDAY
    cases = {
        "nothing": decided(office, at),
        "fast": decided(office, at, call_before=timedelta(seconds=5)),
        "fast review": decided(office, at, review_took=timedelta(seconds=5)),
        "same hands": decided(office, at, reviewer="validator"),
        "marked": decided(office, at, marks=("PENSIONER", "RECENT_CHANGE")),
        "refused": decided(office, at, call_before=timedelta(seconds=5), action="case.refused"),
    }
    names = {case.id: name for name, case in cases.items()}
    signs = {names[row.case_id]: row.signs for row in flagged(office)}
    assert signs == {
        "fast": ("DECIDED_FAST",),
        "fast review": ("REVIEWED_FAST",),
        "same hands": ("SAME_HANDS",),
        "marked": ("PENSIONER", "RECENT_CHANGE"),
        "refused": ("DECIDED_FAST",),
    }


def test_off_hours_and_no_fui_yo(office: Casework) -> None:
    case = decided(office, MIDNIGHT)
    put(
        office, person_chain(case.person_id), "person.not_me", "clerk", MIDNIGHT + timedelta(days=1)
    )
    (row,) = flagged(office)
    assert row.signs == ("NOT_ME", "OUTSIDE_HOURS")
    assert (row.line.subject, row.is_seen) == (case.number, False)
    # What is older than the period is not asked about.
    office.clock.forward(days=20)
    assert flagged(office, days=10) == []


def test_a_decision_that_was_looked_at_says_so_and_the_reason_is_on_the_chain(
    office: Casework,
) -> None:
    decided(office, MIDDAY, call_before=timedelta(seconds=5))
    (row,) = flagged(office)
    note = NoteSigns(office.store, office.clock)
    session = office.session("auditor")
    with pytest.raises(RuleViolationError, match="REASON_TOO_SHORT"):
        note(NoteSignsCommand(session, row.case_id, row.line.sequence, "ya"))
    with pytest.raises(RuleViolationError, match="EVENT_UNKNOWN"):
        note(NoteSignsCommand(session, row.case_id, 1, REASON))
    note(NoteSignsCommand(session, row.case_id, row.line.sequence, REASON))
    (again,) = flagged(office)
    assert again.is_seen
    assert office.actions(row.case_id)[-1] == "case.events_seen"
    with pytest.raises(AccessDeniedError, match="DUTY_NOT_ALLOWED"):
        flagged(office, "director")
    with pytest.raises(AccessDeniedError, match="DUTY_NOT_ALLOWED"):
        note(NoteSignsCommand(office.session("director"), row.case_id, row.line.sequence, REASON))


def test_many_without_a_sign_are_passed_over(office: Casework) -> None:
    first = decided(office, MIDDAY, call_before=timedelta(seconds=5))
    chain = "case:" + "0" * 32
    with office.store.write() as uow:
        for number in range(120):
            at = MIDDAY + timedelta(minutes=number + 1)
            actor = StaffId(office.people["validator"].id)
            details = {"marks": [], "person": "x"}
            action = "case.approved" if number % 2 else "case.refused"
            uow.audit.append(AuditEntry(chain, action, actor, at, "PC-1", details))
        uow.commit()
    office.clock.to(MIDDAY + timedelta(hours=3))
    assert [row.case_id for row in flagged(office)] == [first.id]
