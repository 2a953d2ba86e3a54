"""The second factor of the server: the codes themselves, answering twice, and at once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from app.domain.errors import AccessDeniedError
from app.domain.workflow import CaseState
from tests.central_office import SECRET, CentralOffice, totp
from tests.stage_desks import CallDesk

RFC_6238 = {
    59: "287082",
    1111111109: "081804",
    1111111111: "050471",
    1234567890: "005924",
    2000000000: "279037",
    20000000000: "353130",
}


@pytest.fixture
def central(own_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    office = CentralOffice(own_postgresql_engine)
    yield office
    office.close()


def _of_owner(central: CentralOffice, statement: str, **values: Any) -> Any:
    with central.owner.begin() as connection:
        return connection.execute(text(statement), values).scalar()


def _offer(central: CentralOffice, login: str, code: str) -> int:
    return int(central.scalar(login, "SELECT guard.offer_code(:code)", code=code))


def test_codes_are_those_of_rfc_6238(postgresql_engine: Engine) -> None:
    with postgresql_engine.connect() as connection:
        for second, code in RFC_6238.items():
            asked = {"key": SECRET, "step": second // 30}
            found = connection.execute(text("SELECT guard.totp(:key, :step)"), asked).scalar()
            assert found == code == totp(datetime.fromtimestamp(second, UTC))


def test_two_thousand_codes_agree_with_another_implementation(postgresql_engine: Engine) -> None:
    chance = random.Random(6238)
    asked = [
        # Keys shorter and longer than the block of SHA-1, which are treated differently.
        (chance.randbytes(chance.choice((20, 32, 63, 64, 65, 128))), chance.randrange(1 << 33))
        for _ in range(2000)
    ]
    with postgresql_engine.connect() as connection:
        for key, second in asked:
            found = connection.execute(
                text("SELECT guard.totp(:key, :step)"), {"key": key, "step": second // 30}
            ).scalar()
            assert found == totp(datetime.fromtimestamp(second, UTC), key)


@pytest.mark.parametrize("steps", [-2, -1, 0, 1, 2])
def test_a_clock_may_be_one_step_off(central: CentralOffice, steps: int) -> None:
    at = datetime.fromtimestamp(central.casework.clock.now().timestamp() + 30 * steps, UTC)
    session = central.sessions["validator"]
    if abs(steps) > 1:
        with pytest.raises(AccessDeniedError, match="CODE_WRONG"):
            session.give_code(totp(at))
    else:
        session.give_code(totp(at))
        assert central.scalar("validator", "SELECT guard.has_second_factor()")


def test_a_code_works_once_and_none_before_it_works_again(central: CentralOffice) -> None:
    now = central.casework.clock.now()
    earlier = totp(datetime.fromtimestamp(now.timestamp() - 30, UTC))
    session = central.sessions["validator"]
    session.give_code(totp(now))
    for code in (totp(now), earlier):
        with pytest.raises(AccessDeniedError, match="CODE_WRONG"):
            session.step_up(code)


def test_an_answer_that_is_taken_back_says_no_more_than_once(central: CentralOffice) -> None:
    """Rolling back the answer leaves the offer, which is still one code and counted."""
    offer = _offer(central, "validator", "000000")
    with central.engines["validator"].connect() as connection:
        for _ in range(20):
            asked = text("SELECT guard.sign_in(:offer)")
            assert connection.execute(asked, {"offer": offer}).scalar() is None
            connection.rollback()
    assert _of_owner(central, "SELECT count(*) FROM guard.offers") == 1
    assert not central.scalar("validator", "SELECT guard.has_second_factor()")


def test_a_right_answer_that_is_taken_back_opens_nothing(central: CentralOffice) -> None:
    offer = _offer(central, "validator", totp(central.casework.clock.now()))
    with central.engines["validator"].connect() as connection:
        asked = text("SELECT guard.sign_in(:offer)")
        token = connection.execute(asked, {"offer": offer}).scalar()
        assert token is not None
        connection.rollback()
        with pytest.raises(DBAPIError, match="SESSION_ENDED"):
            connection.execute(text("SELECT guard.join_session(:token)"), {"token": token})
        connection.rollback()
        assert connection.execute(text("SELECT count(*) FROM cases")).scalar() == 0


def test_a_connection_that_a_pooler_hands_on_is_nobodys(central: CentralOffice) -> None:
    central.casework.case()
    seen = "SELECT count(*) FROM cases"
    with psycopg.connect(central.url("validator"), autocommit=True) as connection:
        code = totp(central.casework.clock.now())
        offer = connection.execute("SELECT guard.offer_code(%s)", (code,)).fetchone()
        connection.execute("SELECT guard.sign_in(%s)", offer)
        assert connection.execute(seen).fetchone() == (1,)
        # What poolers say before the next one of the same login goes on with the connection.
        connection.execute("DISCARD ALL")
        assert connection.execute(seen).fetchone() == (0,)
        # A word of one's own choice is not the one that was handed out.
        connection.execute("SELECT set_config('ventanilla.token', 'x', false)")
        assert connection.execute(seen).fetchone() == (0,)


def test_many_connections_share_five_tries(central: CentralOffice) -> None:
    def guess(number: int) -> bool:
        engine = central.engines["validator"]
        options = {"isolation_level": "READ COMMITTED" if number % 2 else "REPEATABLE READ"}
        with engine.connect().execution_options(**options) as connection:
            try:
                connection.execute(text("SELECT guard.offer_code('000000')"))
                connection.commit()
            except DBAPIError:
                connection.rollback()
                return False
        return True

    with ThreadPoolExecutor(4) as pool:
        kept = sum(pool.map(guess, range(40)))
    assert kept == 5 == _of_owner(central, "SELECT count(*) FROM guard.offers")


def test_one_offer_is_answered_once_however_many_ask(central: CentralOffice) -> None:
    offer = _offer(central, "validator", totp(central.casework.clock.now()))

    def answer(_number: int) -> bool:
        with central.engines["validator"].connect() as connection:
            try:
                asked = text("SELECT guard.sign_in(:offer)")
                got = connection.execute(asked, {"offer": offer}).scalar()
                connection.commit()
            except DBAPIError:
                connection.rollback()
                return False
        return got is not None

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(answer, range(12))) == 1
    assert _of_owner(central, "SELECT count(*) FROM guard.sign_ins") == 1


def test_nobody_answers_the_offer_of_another_nor_joins_their_session(
    central: CentralOffice,
) -> None:
    now = central.casework.clock.now()
    offer = _offer(central, "validator", totp(now))
    with pytest.raises(DBAPIError, match="OFFER_INVALID"):
        central.scalar("second", "SELECT guard.sign_in(:offer)", offer=offer)
    token = central.scalar("validator", "SELECT guard.sign_in(:offer)", offer=offer)
    with pytest.raises(DBAPIError, match="SESSION_ENDED"):
        central.scalar("second", "SELECT guard.join_session(:token)", token=token)


def test_one_person_claims_one_case_on_however_many_connections(central: CentralOffice) -> None:
    cases = [
        central.casework.case(
            person=central.casework.person(f"09{number:08d}"),
            reviewer="",
            state=CaseState.TO_REVIEW,
        )
        for number in range(6)
    ]
    mine = central.casework.people["clerk"].id

    def claim(number: int) -> bool:
        options = {"isolation_level": "READ COMMITTED" if number % 3 else "SERIALIZABLE"}
        with central.engines["clerk"].connect().execution_options(**options) as connection:
            try:
                connection.execute(
                    text(
                        "UPDATE cases SET claimed_by = :me, claimed_at = guard.now(),"
                        " lease_until = guard.now() + interval '20 minutes' WHERE id = :case"
                    ),
                    {"me": mine, "case": cases[number % 6].id},
                )
                connection.commit()
            except DBAPIError:
                connection.rollback()
                return False
        return True

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(claim, range(24)))
    assert _of_owner(central, "SELECT count(*) FROM cases WHERE claimed_by IS NOT NULL") == 1


def test_a_freeze_and_an_approval_follow_each_other(central: CentralOffice) -> None:
    """The approval locks the person: who freezes waits, and a freeze before it is seen."""
    case = central.casework.case()
    central.sign_in("validator")
    office = central.as_seen_by("validator")
    CallDesk(office).validated(office.claim(case.id, "validator"))
    central.step_up("validator")
    with central.owner.connect() as freezing, central.engines["validator"].connect() as deciding:
        freezing.execute(
            text(
                "UPDATE people SET frozen_at = guard.now(), frozen_reason = 'X',"
                " version = version + 1 WHERE id = :id"
            ),
            {"id": case.person_id},
        )
        with ThreadPoolExecutor(1) as pool:
            approving = pool.submit(
                deciding.execute,
                text(
                    "UPDATE cases SET state = 'approved', state_since = guard.now(),"
                    " is_open = false, decided_by = validated_by, version = version + 1"
                    " WHERE id = :id"
                ),
                {"id": case.id},
            )
            with pytest.raises(TimeoutError):
                approving.result(0.5)
            freezing.commit()
            with pytest.raises(DBAPIError, match="PERSON_FROZEN"):
                approving.result(5)
        deciding.rollback()
