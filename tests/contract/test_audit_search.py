"""Events are found by case, person, account, kind and period, with a reason and on record."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from app.domain.audit import AuditEntry, case_chain, person_chain, staff_chain
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.staff import Agency
from app.domain.workflow import CaseState
from app.ports.audit_search import EventPage
from app.stages.oversight import (
    CheckChain,
    ReadEvent,
    ReadEventCommand,
    SearchEvents,
    SearchEventsCommand,
)
from tests.accounts import put_member
from tests.audit_owner import guards_off
from tests.casework import CEDULAS, Casework

KINDS = ("test.even", "test.odd")
REASON = "Queja 2026-118 de la persona."


@pytest.fixture
def office(store) -> Casework:
    return Casework(store)


def note(office: Casework, chain: str, action: str, login: str = "clerk", **details) -> None:
    entry = AuditEntry(
        chain, action, office.people[login].id, office.clock.forward(seconds=1), "PC-1", details
    )
    with office.store.write() as uow:
        uow.audit.append(entry)
        uow.commit()


def search(office: Casework, by: str = "auditor", **wanted) -> EventPage:
    command = SearchEventsCommand(office.session(by), wanted.pop("reason", REASON), **wanted)
    return SearchEvents(office.store, office.clock)(command)


def told(page: EventPage) -> list[str]:
    return [line.action for line in page.lines]


def last(office: Casework, chain: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(office.events(chain)[-1].canonical)
    return body


def test_by_case_person_account_kind_and_period(office: Casework) -> None:
    case = office.case(CaseState.TO_REVIEW)
    chain = case_chain(case.id)
    note(office, chain, "case.claimed")
    note(office, person_chain(case.person_id), "person.opened", "second")
    note(office, chain, "case.released")
    between = office.clock.now()
    note(office, staff_chain(office.people["second"].id), "staff.signed_in", "second")

    page = search(office, case_number=case.number)
    assert told(page)[:3] == ["case.opened", "case.released", "case.claimed"]
    assert (page.lines[1].subject, page.lines[1].workstation) == (case.number, "PC-1")
    assert page.lines[1].actor_name == office.people["clerk"].full_name
    by_person = search(office, person_number=CEDULAS[5])
    assert {"person.opened", "case.claimed"} <= set(told(by_person))
    assert told(search(office, login="SECOND")) == ["staff.signed_in", "person.opened"]
    assert told(search(office, login="second", action="person.opened")) == ["person.opened"]
    since = between + timedelta(microseconds=1)
    assert "case.released" not in told(search(office, since=since, login="clerk"))
    assert told(search(office, until=between, action="case.released")) == []
    assert told(search(office, until=since, action="case.released")) == ["case.released"]
    assert told(search(office, person_number="0000000000")) == []
    # What an event says beyond that is for whoever opens it.
    assert not hasattr(page.lines[0], "details")


def test_every_search_and_opening_is_on_record_with_its_reason(office: Casework) -> None:
    case = office.case(CaseState.TO_REVIEW)
    note(office, case_chain(case.id), "case.claimed", minutes=20)
    page = search(office, case_number=case.number, person_number=CEDULAS[5])
    own = staff_chain(office.people["auditor"].id)
    noted = last(office, own)
    assert (noted["action"], noted["details"]["reason"]) == ("audit.searched", REASON)
    assert noted["details"]["case"] == case.id
    assert CEDULAS[5] not in json.dumps(noted)
    opened = last(office, case_chain(case.id))
    assert (opened["action"], opened["details"]["reason"]) == ("case.opened", REASON)

    line = next(one for one in page.lines if one.action == "case.claimed")
    read = ReadEvent(office.store, office.clock)
    session = office.session("auditor")
    facts = read(ReadEventCommand(session, line.chain, line.sequence, REASON))
    assert facts.details == {"minutes": 20}
    noted = last(office, own)
    assert noted["action"] == "audit.event_read"
    assert noted["details"] == {"chain": line.chain, "sequence": line.sequence, "reason": REASON}
    with pytest.raises(RuleViolationError, match="EVENT_UNKNOWN"):
        read(ReadEventCommand(session, line.chain, 999, REASON))
    for reason in ("", "porque sí"):
        with pytest.raises(RuleViolationError, match="REASON_TOO_SHORT"):
            search(office, reason=reason)
        with pytest.raises(RuleViolationError, match="REASON_TOO_SHORT"):
            read(ReadEventCommand(session, line.chain, line.sequence, reason))


def test_pages_follow_one_another_without_a_gap_though_events_share_an_instant(
    office: Casework,
) -> None:
    at = office.clock.now()
    for number in range(25):
        with office.store.write() as uow:
            for chain in ("case:x", "case:y", "person:z"):
                uow.audit.append(AuditEntry(chain, KINDS[number % 2], None, at, "PC-1"))
            uow.commit()
    for wanted in ({"action": "test.even"}, {"since": at, "action": "test.odd"}):
        seen, after = [], None
        while True:
            page = search(office, after=after, limit=7, **wanted)
            seen += [(line.chain, line.sequence) for line in page.lines]
            after = page.after
            if after is None:
                break
        assert len(seen) == len(set(seen)) == (39 if wanted["action"] == "test.even" else 36)


def test_a_director_looks_at_one_case_of_the_province_at_a_time(office: Casework) -> None:
    case = office.case(CaseState.TO_REVIEW)
    chain = case_chain(case.id)
    note(office, chain, "case.claimed")
    assert "case.claimed" in told(search(office, "director", case_number=case.number))
    for wanted in ({}, {"login": "clerk"}, {"person_number": CEDULAS[5]}):
        with pytest.raises(RuleViolationError, match="CASE_NUMBER_NEEDED"):
            search(office, "director", **wanted)
    elsewhere = Agency("GUA-01", "Agencia Guayas", "09")
    with office.store.write() as uow:
        uow.staff.add_agency(elsewhere)
        uow.commit()
    far = office.people["director"]
    far = replace(
        far, id=type(far.id)("f" * 32), login="far", cedula="0909999997", agency=elsewhere
    )
    with office.store.write() as uow:
        put_member(uow, far, "x", office.clock.now())
        uow.commit()
    office.people["far"] = far
    with pytest.raises(AccessDeniedError, match="SEPARATION_OF_THE_SAME_PROVINCE"):
        search(office, "far", case_number=case.number)
    check = CheckChain(office.store, office.clock)
    assert check(office.session("director"), chain).is_whole
    with pytest.raises(AccessDeniedError, match="SEPARATION_OF_THE_SAME_PROVINCE"):
        check(office.session("far"), chain)
    with pytest.raises(AccessDeniedError, match="DUTY_NOT_ALLOWED"):
        check(office.session("director"), "system")
    with pytest.raises(AccessDeniedError, match="DUTY_NOT_ALLOWED"):
        search(office, "clerk", case_number=case.number)


def test_what_is_asked_for_has_to_be_there(office: Casework) -> None:
    now = office.clock.now()
    for code, wanted in (
        ("CASE_UNKNOWN", {"case_number": "ADC-2026-999999"}),
        ("STAFF_UNKNOWN", {"login": "nobody"}),
        ("PERIOD_REVERSED", {"since": now, "until": now - timedelta(days=1)}),
    ):
        with pytest.raises(RuleViolationError, match=code):
            search(office, **wanted)


def test_a_chain_that_was_altered_says_where_and_the_event_is_listed_as_such(
    office: Casework,
) -> None:
    case = office.case(CaseState.TO_REVIEW)
    chain = case_chain(case.id)
    for action in ("case.claimed", "case.released", "case.claimed"):
        note(office, chain, action)
    check, session = CheckChain(office.store, office.clock), office.session("auditor")
    standing = check(session, chain)
    assert standing.is_whole
    assert standing.head is not None
    assert standing.head.sequence == standing.events
    with guards_off(office.store._engine) as connection:
        connection.execute(
            text(
                "UPDATE audit_events SET canonical = replace(canonical, 'released', 'rel')"
                " WHERE chain = :chain AND sequence = 2"
            ),
            {"chain": chain},
        )
    standing = check(session, chain)
    assert standing.fault is not None
    assert (standing.fault.code, standing.fault.sequence) == ("ALTERED", 2)
    page = search(office, case_number=case.number)
    altered = next(line for line in page.lines if line.sequence == 2)
    assert (altered.at, altered.action) == (None, "")
