"""The server's own means against the guard: all refused, nothing altered, nothing shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from db.policies import snapshot
from tests.casework import NEW, OLD
from tests.central_operations import APPROVAL, CLAIM, TICKET, approving
from tests.central_system import GROUPS, HIDDEN, LEAKY, WITHOUT_EFFECT
from tests.central_world import World

TRIED_BY = ("clerk", "validator", "administrator", "service", "deactivated")


@pytest.fixture(scope="module")
def world(module_postgresql_engine: Engine) -> Iterator[World]:
    made = World(module_postgresql_engine)
    yield made
    made.close()


def _catalogue(world: World) -> list[str]:
    with world.owner.connect() as connection:
        return [fact.line() for fact in snapshot.take(connection)]


@pytest.mark.parametrize("group", GROUPS)
def test_every_means_of_the_server_is_refused(world: World, group: str) -> None:
    before = _catalogue(world)
    wrong = []
    for login in TRIED_BY:
        engine = world.office.engines[login]
        outside = group == "outside of transactions"
        options = {"isolation_level": "AUTOCOMMIT"} if outside else {}
        with engine.connect().execution_options(**options) as connection:
            for statement in GROUPS[group]:
                try:
                    connection.exec_driver_sql(statement)
                    connection.commit()
                except DBAPIError:
                    connection.rollback()
                    continue
                wrong.append(f"{login}: {statement}")
    assert world.look() == world.pristine
    assert _catalogue(world) == before
    assert not wrong, "\n".join(wrong)


def test_what_is_answered_with_a_warning_has_no_effect(world: World) -> None:
    before = _catalogue(world)
    for login in TRIED_BY:
        engine = world.office.engines[login]
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for statement in WITHOUT_EFFECT:
                try:
                    connection.exec_driver_sql(statement)
                except DBAPIError:
                    continue
        engine.dispose()
    assert _catalogue(world) == before
    assert world.look() == world.pristine


@pytest.mark.parametrize("table", HIDDEN)
def test_no_condition_is_asked_about_a_row_one_may_not_see(world: World, table: str) -> None:
    column = HIDDEN[table]
    with world.owner.begin() as owner:
        # Whoever approves sees the word on the hold, and would be asked about it.
        owner.exec_driver_sql("SET LOCAL session_replication_role = replica")
        owner.execute(text("DELETE FROM audit_events WHERE chain = 'system'"))
    canaries = (OLD.email, NEW.email, "cedula.jpg", "case.opened", "Quishpe")
    for login in ("clerk", "validator", "director", "no_factor"):
        for condition in LEAKY:
            where = condition.format(column=f"t.{column}")
            for statement in (
                f"SELECT count(*) FROM {table} t WHERE {where}",
                f"SELECT count(*) FROM cases c JOIN {table} t ON c.id IS NOT NULL AND {where}",
                f"EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM {table} t WHERE {where}",
                f"SELECT max(t.{column}) FROM {table} t GROUP BY t.{column} HAVING {where}",
            ):
                with world.office.engines[login].connect() as connection:
                    try:
                        said = str(connection.exec_driver_sql(statement).all())
                    except DBAPIError as error:
                        said = str(error.orig)
                        assert "permission denied" in said, (login, statement, said)
                assert not any(canary in said for canary in canaries), (login, statement)
    world.put_back({"public.audit_events"})


def test_what_was_kept_open_shows_nothing_later(world: World) -> None:
    """A cursor outlives its transaction; leave that comes later does not reach into it."""
    values = world.facts("clerk", "approved_held")
    with world.office.engines["clerk"].connect() as connection:
        ask = "SELECT declared FROM case_papers"
        connection.execute(text(f"DECLARE kept CURSOR WITH HOLD FOR {ask}"))
        connection.commit()
        connection.execute(text(TICKET[0]), values)
        assert connection.execute(text("FETCH ALL FROM kept")).all() == []
        # Nor does a savepoint make of one transaction two.
        connection.execute(text("SAVEPOINT one"))
        connection.execute(text(TICKET[0]), values)
        connection.execute(text("RELEASE SAVEPOINT one"))
        assert connection.execute(text(ask)).all() == []
        connection.execute(text("ROLLBACK"))
        assert connection.execute(text(ask)).all() == []
        connection.execute(text("CLOSE kept"))
        connection.rollback()
        connection.execute(text(TICKET[0]), values)
        connection.commit()
        assert len(connection.execute(text(ask)).all()) == 1
    world.put_back({"guard.tickets", "public.audit_events", "public.audit_heads"})


def test_an_older_instant_is_no_way_around(world: World) -> None:
    """Whoever sees an old instant would not see a second claim, a sixth code, a freeze."""
    values = world.facts("clerk", "review_mine")
    options = {"isolation_level": "REPEATABLE READ"}
    for statement in (
        "UPDATE cases SET lease_until = lease_until + interval '1 second' WHERE id = :case",
        TICKET[0],
        "SELECT guard.offer_code('000000')",
    ):
        with world.office.engines["clerk"].connect().execution_options(**options) as connection:
            with pytest.raises(DBAPIError, match="ISOLATION_NOT_ALLOWED"):
                connection.execute(text(statement), values)
            connection.rollback()


@pytest.mark.parametrize("when", ["at once", "checked early", "afterwards"])
def test_the_warning_to_the_old_address_cannot_be_taken_back(world: World, when: str) -> None:
    values = world.facts("validator", "decide")
    cancel = "UPDATE outbox SET status = 'cancelled' WHERE case_id = :case"
    statements = list(approving(release=""))
    connection = world.connections["validator"]
    connection.execute(text(TICKET[0]), values)
    connection.commit()
    for statement in statements:
        connection.execute(text(statement), values)
    if when == "checked early":
        connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    if when == "afterwards":
        connection.commit()
    point = connection.begin_nested()
    with pytest.raises(DBAPIError, match="MESSAGE_FROZEN"):
        connection.execute(text(cancel), values)
    point.rollback()
    connection.commit()
    query = text("SELECT status FROM outbox WHERE case_id = :case")
    with world.owner.connect() as owner:
        assert owner.execute(query, values).scalars().all() == ["queued", "queued"]
    after = world.look()
    world.put_back({table for table in world.tables if after[table] != world.pristine[table]})
    assert len(APPROVAL) == 10


def test_settings_of_ones_own_loosen_nothing(world: World) -> None:
    """What everybody may set: it is tried whether the guard still holds under it."""
    values = world.facts("clerk", "review_far")
    for setting in (
        "SET row_security = off",
        "SET search_path = pg_temp, public, guard",
        "SET statement_timeout = 0",
        "SET DateStyle = 'German'",
        "SET TimeZone = 'Asia/Kathmandu'",
        "SET transform_null_equals = on",
        "SET array_nulls = off",
        "SET standard_conforming_strings = on",
        "SET application_name = 'postgres'",
        "SET default_transaction_deferrable = on",
        "SET ROLE ventanilla_staff",
    ):
        with world.office.engines["clerk"].connect() as connection:
            connection.exec_driver_sql(setting)
            for statement in (
                CLAIM,
                "SELECT id FROM cases WHERE id = :case",
                "SELECT case_id FROM case_papers",
            ):
                point = connection.begin_nested()
                try:
                    assert connection.execute(text(statement), values).rowcount == 0, setting
                except DBAPIError:
                    point.rollback()
            connection.rollback()
            connection.exec_driver_sql("RESET ALL")
            connection.exec_driver_sql("RESET ROLE")
            connection.commit()
    assert world.look() == world.pristine


def test_how_names_are_read_in_functions_is_not_for_staff_to_set(world: World) -> None:
    """Before the language is loaded anybody may set what looks like its option; it does not last."""
    engine = world.office.engines["clerk"]
    engine.dispose()
    with engine.connect() as connection:
        connection.exec_driver_sql("SET plpgsql.variable_conflict = 'use_column'")
        connection.exec_driver_sql("SELECT guard.my_duty()")
        assert connection.exec_driver_sql("SHOW plpgsql.variable_conflict").scalar() == "error"
