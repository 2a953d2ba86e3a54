"""A "no fui yo" code over everybody's own login: the service stops, and nobody is refused a look."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text

from app.domain.audit import SYSTEM_CHAIN
from app.domain.duties import SECOND_FACTOR
from app.domain.errors import RuleViolationError
from app.domain.workflow import CaseState
from app.stages.decision import NotMeEffect, ReportNotMeCommand
from tests.central_office import CentralOffice
from tests.stage_desks import CallDesk, DecisionDesk, not_me_code

_NOBODYS = "7K3M-9Q2X-R4TW-8ZHN"


@pytest.fixture
def central(own_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    office = CentralOffice(own_postgresql_engine)
    yield office
    office.close()


def test_the_service_stops_a_change_whose_decision_is_gone(central: CentralOffice) -> None:
    case = central.casework.case()
    central.sign_in("validator")
    office = central.as_seen_by("validator")
    validated = CallDesk(office).validated(office.claim(case.id, "validator"))
    desk = DecisionDesk(office)
    desk.decide._confirm = lambda _session, _password: central.step_up("validator")
    decided = desk.approve(office.claim(validated.id, "validator"))
    code = not_me_code(central.casework, decided)
    with central.owner.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        assert connection.execute(text("DELETE FROM decisions")).rowcount == 1
    service = DecisionDesk(central.as_seen_by("service"))
    report = service.report(ReportNotMeCommand(None, code))
    assert (report.effect, report.case_id) == (NotMeEffect.FROZEN_AFTER_CHANGE, case.id)
    assert (report.is_record_lost, report.is_frozen) == (True, True)
    assert central.casework.now_case(case.id).state is CaseState.APPROVED


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
