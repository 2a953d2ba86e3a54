"""Migrations on both databases: up, down, equal to the tables, safe for what is stored."""
# ruff: noqa: S608 - every statement here is put together from this file's own words

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from app.domain.errors import UnavailableError
from db import migrate
from db.engine import WRITES, is_sqlite, open_engine
from db.file_copy import database_file
from db.store import SqlStore
from db.tables import metadata
from tests import store_samples as samples

SCRIPTS = ScriptDirectory(str(migrate.SCRIPTS))
OF_THE_SERVER = ("0007", "0010")
"""What is made outside the schema of the tables, and only on a server."""
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]


def _schema(engine: Engine) -> list[tuple[str, ...]]:
    """Everything the database itself says it is made of."""
    with engine.connect() as connection:
        if is_sqlite(engine):
            query = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
            rows = connection.exec_driver_sql(query).fetchall()
        else:
            rows = [
                row
                for query in (
                    (
                        "SELECT 'column', table_name || '.' || column_name, data_type || is_nullable ||"
                        " coalesce(collation_name, '') FROM information_schema.columns"
                        " WHERE table_schema = 'public'"
                    ),
                    (
                        "SELECT 'index', indexname, indexdef FROM pg_indexes"
                        " WHERE schemaname = 'public'"
                    ),
                    (
                        "SELECT 'constraint', conrelid::regclass || '.' || conname,"
                        " pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid <> 0"
                        " AND connamespace = 'public'::regnamespace"
                    ),
                    (
                        "SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)"
                        " FROM pg_trigger WHERE NOT tgisinternal"
                    ),
                    (
                        "SELECT 'function', proname, prosrc FROM pg_proc"
                        " WHERE pronamespace = 'public'::regnamespace"
                    ),
                    (
                        "SELECT 'storage', attname, attstorage::text FROM pg_attribute"
                        " WHERE attrelid = to_regclass('blob_chunks') AND attnum > 0"
                    ),
                )
                for row in connection.exec_driver_sql(query.replace("%", "%%")).fetchall()
            ]
    ours = (tuple(_in_any_order(str(part)) for part in row) for row in rows)
    return sorted(row for row in ours if "alembic_version" not in row[1])


def _in_any_order(text: str) -> str:
    """A table is the same wherever a column stands that was taken away and put back."""
    begin, opened, body = text.partition("(")
    if not begin.startswith("CREATE TABLE"):
        return text
    columns = re.split(r",(?![^(]*\))", body.rstrip().removesuffix(")"))
    return begin + opened + ",".join(sorted(" ".join(column.split()) for column in columns))


def test_there_is_one_line_of_steps() -> None:
    assert len(SCRIPTS.get_heads()) == 1
    assert REVISIONS[-1] == migrate.HEAD


def test_up_and_down_one_at_a_time_leaves_no_trace(empty_engine: Engine) -> None:
    seen = [_schema(empty_engine)]
    for revision in REVISIONS:
        migrate.upgrade(empty_engine, revision)
        assert migrate.current(empty_engine) == revision
        seen.append(_schema(empty_engine))
        assert seen[-1] != seen[-2] or revision in OF_THE_SERVER
    for step in range(len(REVISIONS) - 1, -1, -1):
        migrate.downgrade(empty_engine, REVISIONS[step - 1] if step else "base")
        assert _schema(empty_engine) == seen[step]
    migrate.upgrade(empty_engine)
    assert _schema(empty_engine) == seen[-1]


OVER_TEXT = {"ix_audit_events_at", "ix_audit_events_actor", "ix_audit_events_action"}
"""Indexes over expressions, which are made by their migration alone: the two databases write them
differently, and what finds by them has a plan of its own (tests/db/test_audit_search_plans.py)."""

NO_EXPRESSIONS = pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression")


def _is_of_columns(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "index" and name in OVER_TEXT)


@NO_EXPRESSIONS
def test_the_tables_of_the_program_are_those_of_the_migrations(engine: Engine) -> None:
    with engine.connect() as connection:
        opts = {"compare_type": True, "include_name": _is_of_columns}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []


@NO_EXPRESSIONS
def test_checks_and_partial_indexes_are_the_same_too(
    engine: Engine, request: pytest.FixtureRequest
) -> None:
    """``compare_metadata`` sees neither CHECKs nor the conditions of partial indexes."""
    other: Engine = request.getfixturevalue(f"empty_{engine.dialect.name}_engine")
    with other.connect().execution_options(**{WRITES: True}) as connection:
        metadata.create_all(connection)
        connection.commit()
    for table in metadata.sorted_tables:
        for facts in ("get_check_constraints", "get_indexes", "get_unique_constraints"):
            found, wanted = (getattr(inspect(one), facts)(table.name) for one in (engine, other))
            found = [fact for fact in found if fact["name"] not in OVER_TEXT]
            assert _plain(found) == _plain(wanted), (table.name, facts)


def _plain(facts: list[dict[str, Any]]) -> list[str]:
    """Conditions are clause objects, which are never equal: compared by their text."""
    conditions = [fact.pop("dialect_options", {}) for fact in facts]
    texts = [sorted((key, str(value)) for key, value in one.items()) for one in conditions]
    return sorted(f"{fact} {text}" for fact, text in zip(facts, texts, strict=True))


def test_a_second_upgrade_does_nothing(engine: Engine) -> None:
    assert migrate.upgrade(engine) == migrate.Upgraded(migrate.HEAD, migrate.HEAD, None)


def test_a_newer_database_is_refused(engine: Engine) -> None:
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    try:
        for call in (migrate.upgrade, migrate.require_current):
            with pytest.raises(UnavailableError) as caught:
                call(engine)
            assert caught.value.code == "DATABASE_NEWER"
    finally:
        with engine.connect().execution_options(**{WRITES: True}) as connection:
            connection.execute(text(f"UPDATE alembic_version SET version_num = '{REVISIONS[-1]}'"))
            connection.commit()


def test_an_older_database_must_be_upgraded_first(empty_engine: Engine) -> None:
    migrate.upgrade(empty_engine, REVISIONS[0])
    with pytest.raises(UnavailableError) as caught:
        migrate.require_current(empty_engine)
    assert caught.value.code == "DATABASE_OUTDATED"


def test_a_file_is_copied_before_it_is_changed(empty_sqlite_engine: Engine) -> None:
    migrate.upgrade(empty_sqlite_engine, REVISIONS[0])
    done = migrate.upgrade(empty_sqlite_engine)
    assert done.backup is not None
    copy = open_engine(f"sqlite:///{done.backup}")
    assert migrate.current(copy) == REVISIONS[0]
    copy.dispose()


def test_a_failed_step_puts_the_file_back(
    empty_sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate.upgrade(empty_sqlite_engine, REVISIONS[0])
    before = _schema(empty_sqlite_engine)

    def fail(_: object) -> None:
        raise UnavailableError("DATABASE_DAMAGED")

    monkeypatch.setattr("db.migrate._check_references", fail)
    with pytest.raises(UnavailableError) as caught:
        migrate.upgrade(empty_sqlite_engine)
    assert caught.value.code == "MIGRATION_FAILED"
    assert migrate.current(empty_sqlite_engine) == REVISIONS[0]
    assert _schema(empty_sqlite_engine) == before


def test_half_a_step_is_rolled_back(empty_engine: Engine) -> None:
    """A table of the second step stands in its way: nothing of that step may remain."""
    migrate.upgrade(empty_engine, "0001")
    with empty_engine.connect().execution_options(**{WRITES: True}) as connection:
        connection.execute(text("CREATE TABLE audit_heads (chain TEXT)"))
        connection.commit()
    before = _schema(empty_engine)
    with pytest.raises(UnavailableError) as caught:
        migrate.upgrade(empty_engine)
    assert caught.value.code == "MIGRATION_FAILED"
    assert migrate.current(empty_engine) == "0001"
    assert _schema(empty_engine) == before


def test_migrations_stand_on_their_own() -> None:
    """A later change of a table or of a rule must not change what an old step does."""
    for path in sorted((migrate.SCRIPTS / "versions").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert not [n for n in names if n.split(".")[0] in {"app", "db", "ui", "reports"}], path


def test_every_migration_has_a_test_of_its_data() -> None:
    tests = Path(__file__).with_name("test_data.py").read_text()
    for revision in REVISIONS:
        assert f"def test_data_of_{revision}(" in tests


def test_no_file_of_configuration_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    engine = open_engine(f"sqlite:///{tmp_path / 'a b%c.db'}")
    migrate.upgrade(engine)
    assert database_file(engine).exists()
    samples.furnish(SqlStore(engine))
    engine.dispose()
