"""The use cases over everybody's own login: what the program does, the guard lets pass."""
# ruff: noqa: S608 - every statement here is put together from this file's own words

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from app.domain.case import Case
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.ids import fresh_id
from app.domain.notices import CALL_CANCELLED
from app.domain.review import FaceVerdict
from app.domain.staff import Agency, Duty
from app.domain.workflow import CaseState
from app.ports.readers import QueueFilter
from app.stages.queueing import BreakClaimCommand, Claims
from app.stages.validation import (
    ReassignValidation,
    ReassignValidationCommand,
    ValidationRestarted,
)
from db.integrity import find_faults
from tests.casework import NEW
from tests.central_office import CentralOffice
from tests.central_operations import ACCEPTED, TICKET, moved
from tests.reviewing import ReviewDesk, again
from tests.stage_desks import CallDesk, DecisionDesk, contact_of


@pytest.fixture
def central(own_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    office = CentralOffice(own_postgresql_engine)
    yield office
    office.close()


def test_a_validator_without_code_sees_nothing(central: CentralOffice) -> None:
    central.casework.case()
    assert central.scalar("validator", "SELECT count(*) FROM cases") == 0
    central.sign_in("validator")
    assert central.scalar("validator", "SELECT count(*) FROM cases") == 1


def test_call_and_decision_over_the_login_of_the_validator(central: CentralOffice) -> None:
    case = central.casework.case()
    central.sign_in("validator")
    office = central.as_seen_by("validator")
    held = office.claim(case.id, "validator")
    validated = CallDesk(office).validated(held)
    assert validated.state is CaseState.TO_DECIDE
    desk = DecisionDesk(office)
    desk.decide._confirm = lambda _session, _password: central.step_up("validator")
    done = desk.approve(office.claim(validated.id, "validator"))
    assert done.case.state is CaseState.APPROVED
    assert contact_of(central.casework, case).value == NEW


def test_the_reviewer_never_validates(central: CentralOffice) -> None:
    case = central.casework.case(reviewer="validator")
    central.sign_in("validator")
    with pytest.raises(AccessDeniedError, match="SEPARATION_NOT_A_DOCUMENT_REVIEWER"):
        central.as_seen_by("validator").claim(case.id, "validator")


def test_lists_show_names_of_cases_in_the_province_and_nothing_personal_without_leave(
    central: CentralOffice,
) -> None:
    office = central.casework
    office.case()
    office.case(person=office.person("1769999994"), province="09")
    clerk = central.as_seen_by("clerk")
    with clerk.store.read() as readers:
        page = readers.queue.page(QueueFilter(), None, 20)
        found = readers.queue.page(QueueFilter(search="quishpe"), None, 20)
    assert [row.province for row in page.rows] == ["17"]
    assert page.rows[0].person_name == "Quishpe Ñauta, Rosa Elena"
    assert len(found.rows) == 1
    for table in ("person_details", "case_papers", "person_contacts", "case_files", "blob_chunks"):
        assert central.scalar("clerk", f"SELECT count(*) FROM {table}") == 0


def test_review_and_undo_over_the_login_of_the_clerk(central: CentralOffice) -> None:
    case = central.casework.case(CaseState.TO_REVIEW, reviewer="")
    desk = ReviewDesk(central.as_seen_by("clerk"))
    held = desk.office.claim(case.id, "clerk")
    review = desk.commit_as("clerk", held, desk.draft(held))
    assert central.casework.now_case(case.id).state is CaseState.TO_SCHEDULE
    assert desk.undo("clerk", review).state is CaseState.TO_REVIEW
    # A correction asked for, which pauses the term and queues a message.
    held = desk.office.claim(case.id, "clerk")
    desk.commit_as("clerk", held, desk.draft(held, id_front=again("id_front", "CED-01")))
    assert central.casework.now_case(case.id).state is CaseState.AWAITING_CITIZEN
    assert len(central.casework.messages(case.id)) == 1


def test_a_doubt_is_settled_by_another_clerk(central: CentralOffice) -> None:
    case = central.casework.case(CaseState.TO_REVIEW, reviewer="")
    first, second = (ReviewDesk(central.as_seen_by(login)) for login in ("clerk", "clerk2"))
    held = first.office.claim(case.id, "clerk")
    doubt = replace(first.draft(held), faces=FaceVerdict.DOUBTFUL)
    first.commit_as("clerk", held, doubt)
    with pytest.raises(AccessDeniedError, match="SEPARATION_NOT_AN_EARLIER_REVIEWER"):
        first.office.claim(case.id, "clerk")
    held = second.office.claim(case.id, "clerk2")
    second.commit_as("clerk2", held, second.draft(held, "clerk2"))
    assert central.casework.now_case(case.id).state is CaseState.TO_SCHEDULE


def test_a_director_breaks_a_claim_of_the_province(central: CentralOffice) -> None:
    case = central.casework.case(CaseState.TO_REVIEW, reviewer="", holder="clerk")
    central.sign_in("director")
    office = central.as_seen_by("director")
    Claims(office.store, office.clock).break_claim(
        BreakClaimCommand(office.session("director"), case.id, "No contesta desde ayer")
    )
    assert central.casework.now_case(case.id).claim is None


def test_what_ends_by_itself_is_the_work_of_the_service(central: CentralOffice) -> None:
    case = central.casework.case(CaseState.TO_REVIEW, reviewer="", holder="clerk")
    central.casework.clock.forward(minutes=30)
    office = central.as_seen_by("service")
    assert Claims(office.store, office.clock).return_expired() == 1
    assert central.casework.now_case(case.id).claim is None


@pytest.mark.parametrize("has_begun", [False, True])
def test_a_director_reassigns_a_call_of_the_province(
    central: CentralOffice, has_begun: bool
) -> None:
    case = central.casework.case()
    central.sign_in("validator")
    office = central.as_seen_by("validator")
    calls = CallDesk(office)
    appointed = calls.schedule(office.claim(case.id, "validator"))
    called = calls.start(appointed).case if has_begun else appointed.case
    central.sign_in("director")
    done = reassign(central, called)
    (told,) = (one for one in central.casework.messages(case.id) if one.id in done.messages)
    assert (done.case.state, done.case.claim) == (CaseState.TO_SCHEDULE, None)
    assert told.template == CALL_CANCELLED
    with central.owner.connect() as connection:
        assert list(find_faults(connection)) == []
    # A colleague goes on.
    central.sign_in("validator2")
    other = central.as_seen_by("validator2")
    CallDesk(other).schedule(other.claim(case.id, "validator2"), "validator2")


def test_a_director_of_elsewhere_reassigns_nothing(central: CentralOffice) -> None:
    case = central.casework.case(holder="validator")
    state = CallDesk(central.casework).schedule(case)
    elsewhere = Agency("GUA-01", "Agencia Guayas", "09")
    central.add_member("far", Duty.DIRECTOR, "1700000012", elsewhere)
    central.sign_in("far")
    with pytest.raises(RuleViolationError, match="CASE_UNKNOWN"):
        reassign(central, state.case, "far")
    assert central.casework.now_case(case.id).state is CaseState.CALL_SCHEDULED


def reassign(central: CentralOffice, case: Case, login: str = "director") -> ValidationRestarted:
    office = central.as_seen_by(login)
    use_case = ReassignValidation(
        office.store, office.offices, office.procedures, office.invitations, office.clock
    )
    session, reason = office.session(login), "Está con permiso médico"
    return use_case(ReassignValidationCommand(session, case.id, case.state, reason))


def test_leave_taken_with_the_review_is_none(central: CentralOffice) -> None:
    """Somebody who knows SQL: the leave to look at the files has to be committed before."""
    case = central.casework.case(CaseState.TO_REVIEW, reviewer="")
    central.as_seen_by("clerk").claim(case.id, "clerk")
    values = {"case": case.id, "me": central.casework.people["clerk"].id, "fresh": fresh_id()}
    accept = moved("to_schedule", "reviewed_by = :me")
    with central.engines["clerk"].connect() as connection:
        connection.execute(text(TICKET[1]), values)
        connection.execute(text(accept), values)
        with pytest.raises(DBAPIError, match="EVIDENCE_NOT_OPENED"):
            connection.execute(text(ACCEPTED), values)
        connection.rollback()
        connection.execute(text(TICKET[1]), values)
        connection.commit()
        connection.execute(text(accept), values)
        connection.execute(text(ACCEPTED), values)
        connection.commit()
    assert central.casework.now_case(case.id).state is CaseState.TO_SCHEDULE
