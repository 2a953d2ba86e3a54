"""The tables of the domain and what the database holds say the same, in both directions."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from app.domain import duties, workflow
from app.domain.duties import CLAIMING, MOVING, PERMISSIONS, Operation, Separation
from app.domain.staff import Duty
from app.domain.workflow import CaseState, Move
from db.policies import generated, rights
from db.policies.rights import FUNCTIONS, RIGHTS, ROWS, SERVICE_WRITES
from db.policies.roles import GROUPS, OWNER, SERVICE, STAFF
from db.tables import metadata
from tests.casework import RESOURCES

Rows = set[tuple[str, ...]]
MODULES = Path(generated.__file__).parent / "modules"


@pytest.fixture
def held(postgresql_engine: Engine) -> Iterator[Connection]:
    with postgresql_engine.connect() as connection:
        yield connection
        connection.rollback()


def _moves_of_domain() -> Rows:
    """Who may make which move, read off the domain's tables alone."""
    found = set()
    for transition in workflow.TRANSITIONS:
        operations = MOVING[transition.move]
        of_itself = not operations or (
            transition.move is Move.ABANDON and transition.source is CaseState.AWAITING_CITIZEN
        )
        who = {
            (duty.value, " ".join(sorted(PERMISSIONS[operation].separations)))
            for operation in operations
            for duty in PERMISSIONS[operation].duties
        }
        if of_itself:
            who.add(("service", ""))
        found |= {(transition.move, transition.source, transition.target, *one) for one in who}
    return {tuple(str(part) for part in row) for row in found}


def _claims_of_domain() -> Rows:
    return {
        (state.value, duty.value, " ".join(sorted(PERMISSIONS[operation].separations)))
        for state, operation in CLAIMING.items()
        for duty in PERMISSIONS[operation].duties
    }


_READ = {
    "case": Operation.OPEN_CASE,
    "evidence": Operation.READ_EVIDENCE,
    "person": Operation.READ_REGISTRY,
}


def _readers_of_domain() -> Rows:
    return {
        (kind, duty.value) for kind, asked in _READ.items() for duty in PERMISSIONS[asked].duties
    }


def _rows(held: Connection, query: str) -> Rows:
    return {tuple(str(part) for part in row) for row in held.execute(text(query)).all()}


_SORTED = "array_to_string(ARRAY(SELECT unnest(separations) ORDER BY 1), ' ')"


def _differences(held: Connection) -> list[str]:
    pairs = {
        "moves": (
            _moves_of_domain(),
            _rows(held, f"SELECT move, source, target, duty, {_SORTED} FROM guard.moves"),
        ),
        "claims": (
            _claims_of_domain(),
            _rows(held, f"SELECT state, duty, {_SORTED} FROM guard.claims"),
        ),
        "readers": (_readers_of_domain(), _rows(held, "SELECT kind, duty FROM guard.readers")),
    }
    return [name for name, (domain, database) in pairs.items() if domain != database]


def test_moves_claims_and_readers_are_those_of_the_domain(held: Connection) -> None:
    assert _differences(held) == []


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("INSERT INTO guard.moves VALUES ('approve', 'to_review', 'approved', 'clerk', '{}')", "moves"),
        ("DELETE FROM guard.moves WHERE move = 'withdraw' AND duty = 'clerk'", "moves"),
        ("UPDATE guard.moves SET separations = '{}' WHERE move = 'approve'", "moves"),
        ("UPDATE guard.moves SET duty = 'clerk' WHERE move = 'refuse'", "moves"),
        ("INSERT INTO guard.claims VALUES ('approved', 'validator', '{}')", "claims"),
        ("UPDATE guard.claims SET separations = '{}' WHERE state = 'to_decide'", "claims"),
        (
            "CREATE OR REPLACE VIEW guard.readers (kind, duty) AS VALUES ('case', 'administrator')",
            "readers",
        ),
    ],
)  # fmt: skip
def test_a_change_of_the_database_alone_is_seen(
    held: Connection, statement: str, where: str
) -> None:
    held.execute(text(statement))
    assert _differences(held) == [where]


@pytest.mark.parametrize(
    "operation", [*sorted({*CLAIMING.values(), *_READ.values(), Operation.DECIDE})]
)
def test_a_change_of_the_domain_alone_is_seen(
    held: Connection, monkeypatch: pytest.MonkeyPatch, operation: Operation
) -> None:
    wider = dataclasses.replace(
        PERMISSIONS[operation], duties=PERMISSIONS[operation].duties | {Duty.ADMINISTRATOR}
    )
    monkeypatch.setitem(PERMISSIONS, operation, wider)
    assert _differences(held) != []


def test_a_move_of_the_domain_alone_is_seen(
    held: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = workflow.Transition(Move.APPROVE, CaseState.TO_REVIEW, CaseState.APPROVED)
    monkeypatch.setattr(workflow, "TRANSITIONS", (*workflow.TRANSITIONS, short))
    assert _differences(held) == ["moves"]


def test_every_separation_is_judged_by_the_server() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in MODULES.glob("*.sql"))
    judged = set(re.findall(r"WHEN '([a-z_]+)' THEN\s", said))
    assert {separation.value for separation in Separation} <= judged
    assert {Duty.VALIDATOR, Duty.DIRECTOR, Duty.ADMINISTRATOR} == duties.SECOND_FACTOR


def test_settings_the_guard_goes_by_keep_the_bounds_of_the_program() -> None:
    said = (MODULES / "60_rows.sql").read_text(encoding="utf-8")
    shipped = tomllib.loads((RESOURCES / "settings.toml").read_text(encoding="utf-8"))["settings"]
    for key in ("claim.lease_minutes", "decision.hold_hours"):
        (found,) = [one for one in shipped if one["key"] == key]
        bounds = f"BETWEEN {found['minimum']} AND {found['maximum']}"
        assert re.search(rf"WHEN '{key}' .*{bounds}", said)


def test_every_template_belongs_to_a_move_or_to_nobody_of_the_staff(held: Connection) -> None:
    templates = set(held.execute(text("SELECT unnest(guard.templates())")).scalars())
    letters = {row[0] for row in generated.letter_rows()}
    assert letters <= templates
    # Written by intake, by the end of a hold, by a freeze; the last by a director who lifts one.
    assert templates - letters == {
        "request_received",
        "correction_received",
        "change_after_hold",
        "changes_frozen",
        "changes_allowed",
    }


def test_every_table_has_its_line() -> None:
    assert {row.table for row in ROWS} == set(metadata.tables)
    named = {right.table for right in RIGHTS} | {table for table, *_ in SERVICE_WRITES}
    assert named - {"alembic_version"} <= set(metadata.tables)


def test_nobody_but_the_owner_owns_anything_and_the_public_has_nothing(held: Connection) -> None:
    owned = """
        SELECT relname, relowner::regrole::text FROM pg_class
        WHERE relnamespace IN ('public'::regnamespace, 'guard'::regnamespace)
        UNION ALL
        SELECT proname, proowner::regrole::text FROM pg_proc
        WHERE pronamespace IN ('public'::regnamespace, 'guard'::regnamespace)
        UNION ALL
        SELECT nspname, nspowner::regrole::text FROM pg_namespace
        WHERE nspname IN ('public', 'guard', 'definitions')
    """
    # The migrations' own note of the revision is written by whoever migrates.
    assert {row for row in _rows(held, owned) if row[1] != OWNER} <= {
        ("alembic_version", "postgres"),
        ("alembic_version_pkc", "postgres"),
    }
    public = """
        SELECT c.relname, x.privilege_type FROM pg_class c, aclexplode(c.relacl) AS x
        WHERE c.relnamespace IN ('public'::regnamespace, 'guard'::regnamespace) AND x.grantee = 0
        UNION ALL
        SELECT p.proname, x.privilege_type FROM pg_proc p,
            aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS x
        WHERE p.pronamespace IN ('public'::regnamespace, 'guard'::regnamespace,
                                 'definitions'::regnamespace) AND x.grantee = 0
        UNION ALL
        SELECT n.nspname, x.privilege_type FROM pg_namespace n, aclexplode(n.nspacl) AS x
        WHERE n.nspname IN ('public', 'guard', 'definitions') AND x.grantee = 0
    """
    assert _rows(held, public) == set()


def test_every_function_pins_where_it_looks_for_names(held: Connection) -> None:
    loose = """
        SELECT p.proname FROM pg_proc p
        WHERE p.pronamespace IN ('guard'::regnamespace, 'definitions'::regnamespace)
          AND NOT coalesce(p.proconfig, '{}') @> ARRAY['search_path=pg_catalog, pg_temp']
    """
    assert _rows(held, loose) == set()


def test_functions_are_called_by_whom_the_list_says(held: Connection) -> None:
    found = _rows(
        held,
        "SELECT p.oid::regprocedure::text, x.grantee::regrole::text"
        " FROM pg_proc p, aclexplode(p.proacl) AS x"
        f" WHERE p.pronamespace = 'guard'::regnamespace AND x.grantee <> '{OWNER}'::regrole",
    )
    listed = set()
    for function, groups in FUNCTIONS:
        name = held.execute(
            text("SELECT CAST(:name AS regprocedure)::text"), {"name": f"guard.{function}"}
        ).scalar()
        listed |= {(str(name), group) for group in groups}
    assert found == listed


def test_rights_on_tables_are_those_of_the_list(held: Connection) -> None:
    found = _rows(
        held,
        "SELECT c.relname, x.privilege_type, x.grantee::regrole::text, ''"
        " FROM pg_class c, aclexplode(c.relacl) AS x WHERE c.relnamespace = 'public'::regnamespace"
        f" AND x.grantee <> '{OWNER}'::regrole AND x.grantee <> 'postgres'::regrole"
        " UNION ALL SELECT c.relname, x.privilege_type, x.grantee::regrole::text, a.attname"
        " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(a.attacl) AS x"
        " WHERE c.relnamespace = 'public'::regnamespace",
    )
    read = [row.table for row in ROWS if row.table != "staff_credentials"]
    listed: Rows = set()
    listed |= {(table, "SELECT", SERVICE, "") for table in read}
    of_service = [
        rights.Right(table, kind, (SERVICE,), cols) for table, kind, cols in SERVICE_WRITES
    ]
    for right in (*RIGHTS, *of_service):
        for kind in right.kind.split(", "):
            listed |= {
                (right.table, kind, group, column)
                for group in right.groups
                for column in right.columns or ("",)
            }
    assert found == listed
    assert {STAFF, SERVICE, *GROUPS.values()} >= {row[2] for row in found}
