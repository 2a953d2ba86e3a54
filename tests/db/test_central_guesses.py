"""Guessing the second factor in plain SQL: nothing is learnt, whatever is taken back, and it counts.

``VENTANILLA_GUESSES`` says how often (2000; 100000 for the closing proof).
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from app.domain.errors import AccessDeniedError
from app.domain.staff import Duty
from tests.central_office import CentralOffice, totp

GUESSES = int(os.environ.get("VENTANILLA_GUESSES", "2000"))
AT_ONCE = 4
EACH = 5
"""Wrong codes until one has to wait; three times as many, and a person has to look."""

NO_ANSWER = (
    ("SELECT guard.sign_in(guard.offer_code(%(code)s))",),
    ("SELECT guard.step_up(guard.offer_code(%(code)s))",),
    ("SAVEPOINT a", "SELECT guard.sign_in(guard.offer_code(%(code)s))"),
    # The number of an offer that was taken back, or of one that a savepoint kept.
    ("SAVEPOINT a", "SELECT guard.offer_code(%(code)s)", "ROLLBACK TO a",
     "SELECT guard.sign_in({offer})"),
    ("SAVEPOINT a", "SELECT guard.offer_code(%(code)s)", "RELEASE a", "SAVEPOINT b",
     "SELECT guard.sign_in({offer})"),
)  # fmt: skip
"""Ways to ask that leave no try behind; all end with ROLLBACK."""


@pytest.fixture
def central(own_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    office = CentralOffice(own_postgresql_engine)
    yield office
    office.close()


def _said(error: DBAPIError) -> str:
    return str(error.orig).split("\n", 1)[0]


def _kept(central: CentralOffice) -> int:
    with central.owner.begin() as connection:
        return int(connection.execute(text("SELECT count(*) FROM guard.offers")).scalar_one())


def _opened(central: CentralOffice) -> int:
    with central.owner.begin() as connection:
        asked = (
            "SELECT (SELECT count(*) FROM guard.sign_ins) + (SELECT count(*) FROM guard.sessions)"
        )
        return int(connection.execute(text(asked)).scalar_one())


class Guesser:
    """Somebody with the password of a validator and one connection, who sends what they like."""

    def __init__(self, central: CentralOffice, right: str) -> None:
        self.central, self.right = central, right

    def without_answer(self, count: int) -> Counter[str]:
        """BEGIN, guess, ROLLBACK."""
        heard: Counter[str] = Counter()
        with self.central.engines["validator"].connect() as connection:
            offer = said = "0"
            for number in range(count):
                for statement in NO_ANSWER[number % len(NO_ANSWER)]:
                    said = self._send(connection, statement.format(offer=offer), number)
                    offer = said if said.isdigit() else offer
                heard[said] += 1
                connection.rollback()
        return heard

    def with_answer(self, count: int) -> Counter[str]:
        """COMMIT the code, as one must to hear whether it was right, and take the answer back."""
        heard: Counter[str] = Counter()
        with self.central.engines["validator"].connect() as connection:
            for number in range(count):
                offered = self._send(connection, "SELECT guard.offer_code(%(code)s)", number + 1)
                connection.commit() if offered.isdigit() else connection.rollback()
                if not offered.isdigit():
                    heard[offered] += 1
                    continue
                answer = self._send(connection, f"SELECT guard.sign_in({int(offered)})", number)
                heard[f"answered {answer}"] += 1
                connection.rollback()
        return heard

    def _send(self, connection: Any, statement: str, number: int) -> str:
        code = self.right if number % 10 == 0 else f"{number % 1_000_000:06d}"
        values = {"code": code} if "%(code)s" in statement else ()
        try:
            found = connection.exec_driver_sql(statement, values)
        except DBAPIError as error:
            return _said(error)
        return str(found.scalar()) if found.returns_rows else ""


@pytest.mark.timeout(120 + GUESSES // 50)
def test_any_number_of_guesses_that_are_taken_back_gives_nothing_and_is_counted(
    central: CentralOffice, report_counts: Callable[[str], None]
) -> None:
    guesser = Guesser(central, totp(central.casework.clock.now()))
    began = time.monotonic()
    share = GUESSES // 2 // AT_ONCE
    with ThreadPoolExecutor(AT_ONCE) as pool:
        unheard = sum(pool.map(guesser.without_answer, [share] * AT_ONCE), Counter[str]())
        assert set(unheard) == {"OFFER_INVALID", "NOT_SIGNED_IN"}
        assert _kept(central) == _opened(central) == 0
        # To hear an answer the code has to stay: five do, on however many connections.
        heard = sum(pool.map(guesser.with_answer, [share] * AT_ONCE), Counter[str]())
    assert heard == {"answered None": EACH, "LOCKED_OUT": share * AT_ONCE - EACH}
    assert _kept(central) == EACH
    # And whoever is locked out is so in every way of asking, also with the right code.
    assert guesser.without_answer(10)["LOCKED_OUT"] >= 6
    assert _opened(central) == 0
    assert not central.scalar("validator", "SELECT guard.has_second_factor()")
    assert central.scalar("validator", "SELECT count(*) FROM cases") == 0
    seconds = time.monotonic() - began
    report_counts(
        f"{unheard.total() + heard.total()} guesses over {AT_ONCE} connections in {seconds:.0f} s:"
        f" without an answer {unheard.total()}, counted {EACH}, refused {heard['LOCKED_OUT']},"
        " sessions opened 0"
    )


def test_three_lock_outs_need_a_person_and_a_second_one(central: CentralOffice) -> None:
    for login, cedula in (("ana", "1700000031"), ("eva", "1700000032")):
        central.add_member(login, Duty.ADMINISTRATOR, cedula)
    central.casework.case()
    clock = central.casework.clock
    for _ in range(3):
        guesser = Guesser(central, "000000")
        heard = guesser.with_answer(EACH + 1)
        assert heard["answered None"] == EACH
        clock.forward(minutes=16)
    # No waiting helps, and no code: what is on the telephone is right.
    clock.forward(hours=30)
    with pytest.raises(AccessDeniedError, match="SECOND_FACTOR_BLOCKED"):
        central.sessions["validator"].give_code(totp(clock.now()))
    assert (_kept(central), _opened(central)) == (3 * EACH, 0)
    member, secret = central.casework.people["validator"].id, b"another-secret-of-20"
    enable = "UPDATE staff SET active = true WHERE id = :id"
    central.sign_in("ana")
    central.step_up("ana")
    central.scalar("ana", "SELECT guard.enrol(:id, :secret)", id=member, secret=secret)
    with pytest.raises(DBAPIError, match="NOT_A_HAND_OF_THE_ACCOUNT"):
        _run(central, "ana", enable, member)
    with pytest.raises(AccessDeniedError, match="ACCOUNT_DISABLED"):
        central.sessions["validator"].give_code(totp(clock.now(), secret))
    central.sign_in("eva")
    central.step_up("eva")
    _run(central, "eva", enable, member)
    with pytest.raises(AccessDeniedError, match="CODE_WRONG"):
        central.sessions["validator"].give_code(totp(clock.now()))
    central.sessions["validator"].give_code(totp(clock.now(), secret))
    assert central.scalar("validator", "SELECT count(*) FROM cases") == 1


def _run(central: CentralOffice, login: str, statement: str, member: str) -> None:
    with central.engines[login].begin() as connection:
        assert connection.execute(text(statement), {"id": member}).rowcount == 1


def test_one_offer_is_compared_with_the_codes_of_one_moment(central: CentralOffice) -> None:
    """An answer that is taken back may be asked for again, but never about later codes."""
    clock = central.casework.clock
    soon = totp(clock.now() + timedelta(seconds=60))
    offer = central.scalar("validator", "SELECT guard.offer_code(:code)", code=soon)
    with central.engines["validator"].connect() as connection:
        for _ in range(2):
            asked = connection.execute(text("SELECT guard.sign_in(:offer)"), {"offer": offer})
            assert asked.scalar() is None
            connection.rollback()
            clock.forward(seconds=30)
