"""A "no fui yo" code over everybody's own login: whoever takes the call stops, and learns no more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from app.domain.audit import SYSTEM_CHAIN, actor_of, person_chain
from app.domain.case import Case
from app.domain.duties import SECOND_FACTOR
from app.domain.errors import AccessDeniedError, RuleViolationError, UnavailableError
from app.domain.not_me import WRONG_TRIES
from app.domain.notices import FROZEN
from app.domain.risk import RiskCode
from app.domain.staff import Agency, Duty, Session
from app.domain.workflow import CaseState
from app.infra.emails import read_email
from app.stages.decision import (
    FollowReports,
    NotMeEffect,
    NotMeReported,
    ReportNotMeCommand,
    Unfreeze,
    UnfreezeCommand,
)
from db.integrity import find_faults
from tests.casework import NEW, OLD
from tests.central_office import CentralOffice
from tests.stage_desks import CallDesk, DecisionDesk, not_me_code

_NOBODYS = "7K3M-9Q2X-R4TW-8ZHN"


@pytest.fixture
def central(own_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    office = CentralOffice(own_postgresql_engine)
    yield office
    office.close()


def approved(central: CentralOffice, hours: int = 0) -> tuple[Case, str]:
    """A change that was approved over the validator's own login, and the code of its notices."""
    case = central.casework.case()
    DecisionDesk(central.casework).hold(hours)
    central.sign_in("validator")
    office = central.as_seen_by("validator")
    validated = CallDesk(office).validated(office.claim(case.id, "validator"))
    desk = DecisionDesk(office)
    desk.decide._confirm = lambda _session, _password: central.step_up("validator")
    decided = desk.approve(office.claim(validated.id, "validator"))
    return decided.case, not_me_code(central.casework, decided)


def report(central: CentralOffice, login: str, code: str) -> NotMeReported:
    """As typed by that person at a desk, or told to the service."""
    office = central.as_seen_by(login)
    session = None if login == "service" else office.session(login)
    return DecisionDesk(office).report(ReportNotMeCommand(session, code))


def follow(central: CentralOffice) -> int:
    """The chore of the sentinel."""
    return FollowReports(central.store("service"), central.casework.clock, read_email)()


def told(central: CentralOffice, case: Case) -> list[str]:
    found = central.casework.messages(case.id)
    return sorted(one.recipient for one in found if one.template == FROZEN)


def faults(central: CentralOffice) -> list[str]:
    with central.owner.connect() as connection:
        return [fault.code for fault in find_faults(connection)]


def offer(central: CentralOffice, login: str, code: str) -> int:
    asked = "SELECT guard.offer_not_me(:code)"
    return int(central.scalar(login, asked, code=code))


@pytest.mark.parametrize("login", ["service", "clerk"])
def test_a_change_whose_decision_is_gone_is_stopped(central: CentralOffice, login: str) -> None:
    case, code = approved(central)
    with central.owner.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        assert connection.execute(text("DELETE FROM decisions")).rowcount == 1
    done = report(central, login, code)
    assert (done.effect, done.case_id) == (NotMeEffect.FROZEN_AFTER_CHANGE, case.id)
    assert (done.is_record_lost, done.is_frozen) == (True, True)
    assert central.casework.now_case(case.id).state is CaseState.APPROVED
    assert follow(central) == (login == "clerk")
    assert told(central, case) == sorted([OLD.email, NEW.email])


def test_a_code_typed_by_a_clerk_stops_what_is_on_hold(central: CentralOffice) -> None:
    case, code = approved(central, 72)
    done = report(central, "clerk", code.lower().replace("-", " "))
    assert done == NotMeReported(
        NotMeEffect.STOPPED, case.id, case.number, case.person_id,
        needs_new_case=False, is_frozen=True, frozen_by=case.number,
    )  # fmt: skip
    event = central.casework.events(person_chain(case.person_id))[-1]
    assert actor_of(event) == central.casework.people["clerk"].id
    # The rest is the service's; until it has done it nobody lets the change go on.
    assert central.casework.now_case(case.id).state is CaseState.ON_HOLD
    central.sign_in("director")
    central.step_up("director")
    with pytest.raises(UnavailableError, match="REPORT_NOT_FOLLOWED"):
        lift(central, case)
    assert report(central, "clerk", code).effect is NotMeEffect.ALREADY_REPORTED
    assert (follow(central), follow(central)) == (1, 0)
    assert central.casework.now_case(case.id).state is CaseState.REFUSED
    assert told(central, case) == sorted([OLD.email, NEW.email])
    assert faults(central) == []
    lift(central, case)


def test_a_change_in_force_is_marked_and_the_account_stopped(central: CentralOffice) -> None:
    case, code = approved(central)
    central.add_member("far", Duty.CLERK, "1700000012", Agency("GUA-01", "Agencia Guayas", "09"))
    done = report(central, "far", code)
    assert (done.effect, done.needs_new_case) == (NotMeEffect.FROZEN_AFTER_CHANGE, True)
    # Of the person and the case whoever took the call sees no more than before.
    for table in ("cases", "people", "decisions", "audit_events"):
        assert central.scalar("far", f"SELECT count(*) FROM {table}") == 0
    assert follow(central) == 1
    with central.casework.store.look() as stored:
        marks = {mark.code for mark in stored.cases.risk_marks(case.id)}
    assert RiskCode.ACCOUNT_FROZEN in marks
    assert report(central, "clerk", code).effect is NotMeEffect.ALREADY_REPORTED
    assert faults(central) == []


def test_wrong_codes_are_counted_whatever_is_taken_back(central: CentralOffice) -> None:
    _case, code = approved(central)
    with central.engines["clerk"].connect() as connection:
        for _ in range(50):
            with pytest.raises(DBAPIError, match="OFFER_INVALID"):
                connection.execute(
                    text("SELECT guard.stop_by_code(guard.offer_not_me(:code))"), {"code": code}
                )
            connection.rollback()
    kept = offer(central, "clerk", _NOBODYS)
    with central.engines["clerk"].connect() as connection:
        # An answer that is taken back leaves the try, which is still that one code.
        for _ in range(3):
            answer = connection.execute(text("SELECT guard.stop_by_code(:kept)"), {"kept": kept})
            assert answer.scalar() is None
            connection.rollback()
    for _ in range(WRONG_TRIES - 1):
        offer(central, "clerk", _NOBODYS)
    with pytest.raises(RuleViolationError, match="NOT_ME_TOO_MANY"):
        report(central, "clerk", code)
    # A colleague still may, and after a while so may whoever mistyped.
    central.casework.clock.forward(minutes=16)
    assert report(central, "clerk", code).is_frozen


def test_a_code_stops_nobody_else(central: CentralOffice) -> None:
    case, code = approved(central)
    other = central.casework.case(person=central.casework.person("1769999994"))
    kept = offer(central, "clerk", code)
    freeze = text(
        "UPDATE people SET frozen_at = guard.now(), frozen_reason = 'x', version = version + 1"
        " WHERE id = :id"
    )
    with central.engines["clerk"].connect() as connection:
        connection.execute(text("SELECT guard.stop_by_code(:kept)"), {"kept": kept})
        for person in (other.person_id, case.person_id):
            with pytest.raises(DBAPIError, match="PERSON_FROZEN"), connection.begin_nested():
                connection.execute(freeze, {"id": person})


def test_a_freeze_is_lifted_with_a_fresh_code(central: CentralOffice) -> None:
    case, code = approved(central)
    report(central, "service", code)
    central.sign_in("director")
    central.casework.clock.forward(minutes=3)
    with pytest.raises(AccessDeniedError, match="STEP_UP_MISSING"):
        lift(central, case)
    office, given = central.as_seen_by("director"), list[str]()

    def confirm(session: Session, password: str) -> None:
        given.append(password)
        central.step_up("director")

    unfreeze = Unfreeze(office.store, office.clock, read_email, confirm)
    session = office.session("director")
    unfreeze(UnfreezeCommand(session, case.person_id, "Vino con su cédula", "123456"))
    assert given == ["123456"]
    with central.casework.store.look() as stored:
        assert stored.people.get(case.person_id).frozen_at is None


def lift(central: CentralOffice, case: Case) -> None:
    """By the director, over their own login."""
    office = central.as_seen_by("director")
    command = UnfreezeCommand(office.session("director"), case.person_id, "Vino con su cédula")
    DecisionDesk(office).unfreeze(command)


def test_a_code_nobody_has_is_unknown_to_the_service(central: CentralOffice) -> None:
    service = DecisionDesk(central.as_seen_by("service"))
    with pytest.raises(RuleViolationError, match="NOT_ME_UNKNOWN"):
        service.report(ReportNotMeCommand(None, _NOBODYS))
    assert '"not_me.unknown_code"' in central.casework.events(SYSTEM_CHAIN)[-1].canonical


@pytest.mark.parametrize("login", ["clerk", "validator", "director", "auditor"])
def test_a_code_nobody_has_is_unknown_to_staff(central: CentralOffice, login: str) -> None:
    central.casework.case()
    if central.casework.people[login].duty in SECOND_FACTOR:
        central.sign_in(login)
    office = central.as_seen_by(login)
    with pytest.raises(RuleViolationError, match="NOT_ME_UNKNOWN"):
        DecisionDesk(office).report(ReportNotMeCommand(office.session(login), _NOBODYS))
    assert central.staff_actions(login)[-1] == "not_me.unknown_code"
