"""The use cases over everybody's own login: what the program does, the guard lets pass."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from app.domain.errors import AccessDeniedError
from app.domain.workflow import CaseState
from tests.casework import NEW
from tests.central_office import CentralOffice
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
