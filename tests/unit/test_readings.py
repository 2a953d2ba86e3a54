"""Who looks at what they do not hold is on record, once a sitting; holding it was recorded before."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.audit import case_chain, staff_chain
from app.domain.case import Case
from app.domain.errors import AccessDeniedError, VentanillaError
from app.domain.ids import StaffId, fresh_id
from app.domain.staff import Session
from app.domain.workflow import CaseState
from app.stages.decision import ComparisonQuery
from app.stages.docket import Docket, DocketQuery
from app.stages.notification import Ledger, LedgerQuery
from app.stages.review.opening import OpenCase, OpenCaseCommand
from app.stages.validation import (
    PreviewInvitation,
    PreviewInvitationQuery,
)
from tests.casework import CEDULAS, LINK, RESOURCES, Casework
from tests.reviewing import ReviewDesk
from tests.stage_desks import DecisionDesk


@pytest.fixture
def office(store) -> Casework:
    return Casework(store)


def parts(office: Casework, case: Case) -> list[str]:
    bodies = [json.loads(event.canonical) for event in office.events(case_chain(case.id))]
    return [str(body["details"]["part"]) for body in bodies if body["action"] == "case.read"]


def docket_days(office: Casework, login: str) -> list[tuple[str, bool]]:
    events = office.events(staff_chain(office.people[login].id))
    bodies = [json.loads(event.canonical) for event in events]
    return [
        (body["details"]["day"], body["details"]["only_mine"])
        for body in bodies
        if body["action"] == "docket.read"
    ]


def test_each_part_of_a_case_one_does_not_hold_is_recorded_once(office: Casework) -> None:
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    clerk, director = office.session("clerk"), office.session("director")
    compare, desk = DecisionDesk(office).compare, ReviewDesk(office)
    opening, ledger = (
        OpenCase(office.store, office.clock, office.desk),
        Ledger(office.store, office.clock),
    )
    for session in (director, clerk):
        opening(OpenCaseCommand(session, case.id, "Ver el trámite de otra persona"))
    for _ in range(3):
        compare(ComparisonQuery(director, case.id))
        opening.timeline(director, case.id)
        ledger(LedgerQuery(director, case.id))
        desk.drafting.save(clerk, desk.drafting.load(clerk, case.id))
    assert sorted(parts(office, case)) == ["comparison", "draft", "messages", "timeline"]
    office.clock.forward(minutes=1)
    ledger(LedgerQuery(office.session("director"), case.id))
    assert parts(office, case).count("messages") == 2


@pytest.mark.parametrize("holder", ["", "validator"])
def test_a_disabled_account_does_not_go_on_reading(office: Casework, holder: str) -> None:
    case, session = office.case(holder=holder), office.session("validator")
    compare = DecisionDesk(office).compare
    compare(ComparisonQuery(session, case.id))
    with office.store.write() as uow:
        uow.staff.save(replace(session.staff, active=False))
        uow.commit()
    with pytest.raises(AccessDeniedError, match="ACCOUNT_DISABLED"):
        compare(ComparisonQuery(session, case.id))


def test_a_session_of_another_database_is_refused(office: Casework) -> None:
    case, desk = office.case(CaseState.TO_REVIEW, reviewer=""), ReviewDesk(office)
    ghost = replace(office.people["clerk"], id=StaffId(fresh_id()), cedula=CEDULAS[6])
    session = Session(ghost, "PUESTO-1", office.clock.now())
    acts: list[Callable[[], object]] = [
        lambda: desk.drafting.load(session, case.id),
        lambda: DecisionDesk(office).compare(ComparisonQuery(session, case.id)),
        lambda: Ledger(office.store, office.clock)(LedgerQuery(session, case.id)),
    ]
    for act in acts:
        with pytest.raises(AccessDeniedError, match="ACCOUNT_UNKNOWN"):
            act()
    for taking in (
        lambda: desk.claims.take(session, case.id),
        lambda: desk.claims.take_next(session),
    ):
        with office.unchanged(case), pytest.raises(VentanillaError):
            taking()


def test_who_holds_a_case_was_recorded_taking_it(office: Casework) -> None:
    case = office.case(CaseState.TO_REVIEW, reviewer="", holder="clerk")
    clerk, desk = office.session("clerk"), ReviewDesk(office)
    desk.drafting.save(clerk, desk.drafting.load(clerk, case.id))
    OpenCase(office.store, office.clock, office.desk).timeline(clerk, case.id)
    assert parts(office, case) == []
    office.clock.forward(hours=2)
    desk.drafting.load(clerk, case.id)
    assert parts(office, case) == ["draft"]


def test_the_invitation_of_a_case_one_does_not_hold(office: Casework) -> None:
    from app.infra.message_templates import MessageTemplates

    case = office.case()
    preview = PreviewInvitation(
        office.store,
        office.offices,
        office.procedures,
        MessageTemplates(RESOURCES / "templates"),
        office.clock,
    )
    starts_at = office.clock.now() + timedelta(days=1)
    query = PreviewInvitationQuery(office.session("validator"), case.id, starts_at, LINK)
    for _ in range(3):
        preview(query)
    assert parts(office, case) == ["invitation"]


def test_the_docket_is_recorded_once_a_day_looked_at(office: Casework) -> None:
    session, today = office.session("validator"), office.clock.now().date()
    docket = Docket(office.store, office.offices, office.clock)
    for day in (today, today, today + timedelta(days=1), today):
        docket(DocketQuery(session, day))
    docket(DocketQuery(session, today, only_mine=True))
    tomorrow = today + timedelta(days=1)
    assert docket_days(office, "validator") == [
        (today.isoformat(), False),
        (tomorrow.isoformat(), False),
        (today.isoformat(), True),
    ]


def test_the_messages_of_ones_own_case_stay_shut(office: Casework) -> None:
    case = office.case(CaseState.TO_REVIEW, reviewer="", person=office.person(CEDULAS[3]))
    with pytest.raises(AccessDeniedError) as refused:
        Ledger(office.store, office.clock)(LedgerQuery(office.session("director"), case.id))
    assert refused.value.code == "SEPARATION_NOT_THE_PERSON_CONCERNED"
