"""Everybody tries everything over their own connection; what counts is what the tables hold after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests import central_accounts, central_attacks, central_calls, central_rows
from tests.central_operations import Operation, bare_moves
from tests.central_world import Tried, World

GROUPS = {
    "moves": bare_moves,
    "claims": central_attacks.claims,
    "reviews": central_attacks.reviews,
    "calls": central_calls.calls,
    "decisions": central_attacks.decisions,
    "accounts": central_accounts.accounts,
    **central_rows.GROUPS,
}


@pytest.fixture(scope="module")
def world(module_postgresql_engine: Engine) -> Iterator[World]:
    made = World(module_postgresql_engine)
    yield made
    made.close()


@pytest.fixture(scope="module")
def counts() -> Iterator[Counter[str]]:
    counted: Counter[str] = Counter()
    yield counted
    print("\ncentral matrix:", ", ".join(f"{n} {what}" for what, n in sorted(counted.items())))  # noqa: T201  # for the report


@pytest.mark.parametrize("group", GROUPS)
def test_only_who_may_gets_it_done(world: World, counts: Counter[str], group: str) -> None:
    wrong = []
    for operation in GROUPS[group]():
        for login in operation.tried_by:
            tried = world.attempt(
                login,
                operation.statements,
                world.facts(login, operation.case),
                operation.prelude,
                is_reading=operation.is_reading,
            )
            counts["pairs"] += 1
            if login in operation.allowed:
                counts["allowed and done"] += not _fault_of_allowed(operation, tried)
                fault = _fault_of_allowed(operation, tried)
            else:
                fault = _fault_of_forbidden(operation, tried)
                counts["forbidden without effect"] += not fault
            if fault:
                wrong.append(f"{operation.name} / {login}: {fault}")
    assert world.look() == world.pristine
    assert not wrong, "\n".join(wrong)


def _fault_of_allowed(operation: Operation, tried: Tried) -> str:
    if operation.is_reading:
        return "" if tried.rows else f"nothing was given {tried.errors}"
    if tried.errors:
        return f"refused: {tried.errors}"
    return "" if tried.changed and tried.rows else "nothing was done"


def _fault_of_forbidden(operation: Operation, tried: Tried) -> str:
    if operation.is_reading:
        return f"gave {tried.rows} rows" if tried.rows else ""
    return f"changed {sorted(tried.changed)} {tried.errors}" if tried.changed else ""
