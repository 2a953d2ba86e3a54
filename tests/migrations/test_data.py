"""What each step does to rows that are there already."""
# ruff: noqa: S608 - every statement here is put together from this file's own words

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError

from db import migrate
from db.engine import WRITES, is_sqlite

NOW = "2026-11-23 15:00:00+00"
LATER = {True: "1795447200000000", False: "'2026-11-23 15:20:00+00'"}


def _write(engine: Engine, *statements: str) -> None:
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        for statement in statements:
            instant = "1795446000000000" if is_sqlite(engine) else f"'{NOW}'"
            connection.execute(text(statement.replace("NOW", instant)))
        connection.commit()


def _rows(engine: Engine, query: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


AGENCY = "INSERT INTO agencies (code, name, province) VALUES ('A', 'Quito', '17')"
STAFF = (
    "INSERT INTO staff (id, login, full_name, cedula, duty, agency_code, active, email)"
    " VALUES ('s', 'ana', 'Ana', '1710034065', 'clerk', 'A', true, '')"
)
PERSON = (
    "INSERT INTO people (id, given_names, family_names, sort_name, main_identifier, insured,"
    " in_register, frozen_reason, version)"
    " VALUES ('p', 'Ana', 'Peña', 'pena ana', '1', 'affiliate', true, '', 1)"
)
CASE = (
    "INSERT INTO cases (id, number, procedure, procedure_version, province, state, person_id,"
    " package_number, submitted_at, received_at, state_since, sort_at, is_open, round, no_shows,"
    " language, zone, place, warnings, top_warning, version)"
    " VALUES ('c', 'ADC-1', 'ADC', '1', '17', 'to_review', 'p', 'VV', NOW, NOW, NOW, NOW,"
    " true, 1, 0, 'es', 'UTC', '', 0, '', 1)"
)
HASH = "a" * 64


def test_data_of_0001(empty_engine: Engine) -> None:
    """The first step makes tables that take rows and check them."""
    migrate.upgrade(empty_engine, "0001")
    _write(empty_engine, AGENCY, STAFF, PERSON, CASE)
    assert _rows(empty_engine, "SELECT number FROM cases") == [("ADC-1",)]
    for bad in (
        CASE.replace("'c'", "'d'").replace("'ADC-1'", "'ADC-2'").replace("'to_review'", "'lost'"),
        STAFF.replace("'s'", "'t'"),
        "UPDATE cases SET person_id = 'nobody'",
        "UPDATE cases SET reviewed_by = 's', validated_by = 's'",
        "UPDATE cases SET claimed_by = 's'",
    ):
        with pytest.raises(DatabaseError):
            _write(empty_engine, bad)


def test_data_of_0002(empty_engine: Engine) -> None:
    """Cases stay as they were, and evidence can be put to them."""
    migrate.upgrade(empty_engine, "0001")
    _write(empty_engine, AGENCY, STAFF, PERSON, CASE)
    before = _rows(empty_engine, "SELECT * FROM cases")
    migrate.upgrade(empty_engine, "0002")
    assert _rows(empty_engine, "SELECT * FROM cases") == before
    _write(
        empty_engine,
        f"INSERT INTO blobs (sha256, size, chunks) VALUES ('{HASH}', 0, 0)",
        "INSERT INTO case_files (id, case_id, requirement, round, position, name, sha256, size,"
        f" received_at, report) VALUES ('f', 'c', 'face_photo', 1, 0, 'x', '{HASH}', 0, NOW, '')",
    )
    migrate.downgrade(empty_engine, "0001")
    assert _rows(empty_engine, "SELECT * FROM cases") == before


def test_data_of_0003(empty_engine: Engine) -> None:
    """Events written before the guards stay, and are guarded from then on."""
    migrate.upgrade(empty_engine, "0002")
    _write(
        empty_engine,
        "INSERT INTO audit_events (chain, sequence, canonical, previous_hash, hash)"
        " VALUES ('system', 1, '{}', '', '')",
    )
    migrate.upgrade(empty_engine, "0003")
    assert _rows(empty_engine, "SELECT chain, sequence FROM audit_events") == [("system", 1)]
    with pytest.raises(DatabaseError, match="AUDIT_APPEND_ONLY"):
        _write(empty_engine, "DELETE FROM audit_events")
    migrate.downgrade(empty_engine, "0002")
    _write(empty_engine, "DELETE FROM audit_events")
    assert _rows(empty_engine, "SELECT * FROM audit_events") == []


def test_data_of_0004(empty_engine: Engine) -> None:
    """What was written before these guards stays, and is guarded from then on."""
    migrate.upgrade(empty_engine, "0003")
    _write(
        empty_engine,
        AGENCY,
        STAFF,
        PERSON,
        CASE,
        f"INSERT INTO blobs (sha256, size, chunks) VALUES ('{HASH}', 0, 0)",
        "INSERT INTO case_hands (case_id, role, cedula, staff_id, at)"
        " VALUES ('c', 'reviewer', '1710034065', 's', NOW)",
        "INSERT INTO case_files (id, case_id, requirement, round, position, name, sha256, size,"
        f" received_at, report) VALUES ('f', 'c', 'face_photo', 1, 0, 'x', '{HASH}', 0, NOW, '')",
        "INSERT INTO person_contacts (id, person_id, contact, valid_from, source)"
        " VALUES ('k', 'p', '{}', NOW, 'REGISTER')",
        "INSERT INTO calls (id, case_id, validator_id, starts_at, ends_at, minutes, link, status,"
        " checks, sequence, reasons, note, snapshots, version)"
        f" VALUES ('l', 'c', 's', NOW, {LATER[is_sqlite(empty_engine)]}, 20, '', 'done', '[]', 0,"
        " '[]', '', '[]', 1)",
    )
    tables = ("case_hands", "case_files", "person_contacts", "calls")
    before = {table: _rows(empty_engine, f"SELECT * FROM {table}") for table in tables}
    migrate.upgrade(empty_engine, "0004")
    assert {table: _rows(empty_engine, f"SELECT * FROM {table}") for table in tables} == before
    for table in tables:
        with pytest.raises(DatabaseError, match="_FROZEN"):
            _write(empty_engine, f"DELETE FROM {table}")
    migrate.downgrade(empty_engine, "0003")
    for table in tables:
        _write(empty_engine, f"DELETE FROM {table}")


def test_data_of_0005(empty_engine: Engine) -> None:
    """What the cases of before asked for is found by key too, and no setting goes too far."""
    migrate.upgrade(empty_engine, "0004")
    declared = (
        '{"contact": {"email": " Ana@Example.org ", "mobile_ec": "+593991", "landline_ec": "",'
        ' "phone_abroad": "+593991"}}'
    )
    _write(
        empty_engine,
        AGENCY,
        PERSON,
        CASE,
        f"INSERT INTO case_papers (case_id, declared, reception) VALUES ('c', '{declared}', '{{}}')",
        "INSERT INTO settings (key, valid_from, value, set_at)"
        " VALUES ('risk.picture_distance', '2026-11-01', '20', NOW)",
    )
    before = _rows(empty_engine, "SELECT * FROM case_papers")
    migrate.upgrade(empty_engine, "0005")
    assert _rows(empty_engine, "SELECT * FROM case_papers") == before
    keys = "SELECT value, case_id, person_id FROM declared_keys ORDER BY value"
    assert _rows(empty_engine, keys) == [("+593991", "c", "p"), ("ana@example.org", "c", "p")]
    values = "SELECT key, value FROM settings ORDER BY key, valid_from"
    # An event tells what was set: what is too far is bounded where it is used.
    assert _rows(empty_engine, values) == [("risk.picture_distance", "20")]
    migrate.downgrade(empty_engine, "0004")
    assert _rows(empty_engine, "SELECT * FROM case_papers") == before


def test_data_of_0006(empty_engine: Engine) -> None:
    """Dates move to a table of their own and come back."""
    migrate.upgrade(empty_engine, "0005")
    _write(empty_engine, PERSON, "UPDATE people SET birth_date = '1970-04-05'")
    before = _rows(empty_engine, "SELECT id, birth_date, id_issue_date FROM people")
    migrate.upgrade(empty_engine, "0006")
    assert _rows(empty_engine, "SELECT * FROM person_details") == before
    migrate.downgrade(empty_engine, "0005")
    assert _rows(empty_engine, "SELECT id, birth_date, id_issue_date FROM people") == before


def test_data_of_0007(empty_engine: Engine) -> None:
    """What is stored stays; a server has room for what its guard remembers, a file has not."""
    migrate.upgrade(empty_engine, "0006")
    _write(empty_engine, AGENCY, STAFF, PERSON, CASE)
    before = _rows(empty_engine, "SELECT * FROM cases")
    migrate.upgrade(empty_engine, "0007")
    assert _rows(empty_engine, "SELECT * FROM cases") == before
    if not is_sqlite(empty_engine):
        assert _rows(empty_engine, "SELECT count(*) FROM guard.tickets") == [(0,)]
        assert _rows(empty_engine, "SELECT count(*) FROM guard.moves") == [(0,)]
    migrate.downgrade(empty_engine, "0006")
    assert _rows(empty_engine, "SELECT * FROM cases") == before


def test_data_of_0008(empty_engine: Engine) -> None:
    """Accounts that can act go on doing so; nobody's hands are in those that cannot."""
    migrate.upgrade(empty_engine, "0007")
    gone = STAFF.replace("'s', 'ana'", "'t', 'eva'").replace("1710034065", "1710034073")
    verifier = (
        "INSERT INTO staff_credentials (staff_id, password_hash, failures) VALUES ('s', 'x', 2)"
    )
    _write(empty_engine, AGENCY, STAFF, gone.replace("true", "false"), verifier)
    before = _rows(empty_engine, "SELECT * FROM staff ORDER BY id")
    migrate.upgrade(empty_engine, "0008")
    assert _rows(empty_engine, "SELECT * FROM staff ORDER BY id") == before
    hands = "SELECT staff_id, position, act, duty, actor, cedula FROM account_hands"
    assert _rows(empty_engine, hands) == [("s", 0, "kept", "clerk", None, "1710034065")]
    kept = "SELECT password_hash, failures, code_hash, code_failures FROM staff_credentials"
    assert _rows(empty_engine, kept) == [("x", 2, "", 0)]
    one_time = "SELECT count(*) FROM staff_credentials WHERE is_one_time"
    assert _rows(empty_engine, one_time) == [(0,)]
    for change in ("DELETE FROM account_hands", "UPDATE account_hands SET cedula = '0'"):
        with pytest.raises(DatabaseError, match="ACCOUNT_HAND_FROZEN"):
            _write(empty_engine, change)
    migrate.downgrade(empty_engine, "0007")
    assert _rows(empty_engine, "SELECT * FROM staff ORDER BY id") == before


def test_data_of_0009(empty_engine: Engine) -> None:
    """Events stay letter for letter, one that somebody spoilt too, and are found by their text."""
    migrate.upgrade(empty_engine, "0008")
    event = (
        "INSERT INTO audit_events (chain, sequence, canonical, previous_hash, hash)"
        " VALUES ('case:c', {}, '{}', 'x', 'y')"
    )
    sealed = '{"action":"case.read","actor":"s","at":"2026-11-23T15:00:00.000000+00:00","chain":"case:c"}'
    # A colon before a letter would be taken for a parameter.
    texts = [one.replace(":", "\\:") for one in (sealed, "not even JSON", "")]
    _write(empty_engine, *(event.format(place, one) for place, one in enumerate(texts, start=1)))
    before = _rows(empty_engine, "SELECT * FROM audit_events ORDER BY sequence")
    migrate.upgrade(empty_engine, "0009")
    assert _rows(empty_engine, "SELECT * FROM audit_events ORDER BY sequence") == before
    migrate.downgrade(empty_engine, "0008")
    assert _rows(empty_engine, "SELECT * FROM audit_events ORDER BY sequence") == before


def test_data_of_0010(empty_engine: Engine) -> None:
    """What is stored stays; a server remembers codes told at a desk, and has its guard."""
    migrate.upgrade(empty_engine, "0009")
    _write(empty_engine, AGENCY, STAFF, PERSON, CASE)
    before = _rows(empty_engine, "SELECT * FROM cases")
    migrate.upgrade(empty_engine, "0010")
    assert _rows(empty_engine, "SELECT * FROM cases") == before
    if not is_sqlite(empty_engine):
        assert _rows(empty_engine, "SELECT count(*) FROM guard.not_me_offers") == [(0,)]
        assert _rows(empty_engine, "SELECT count(*) > 30 FROM guard.moves") == [(True,)]
    migrate.downgrade(empty_engine, "0009")
    assert _rows(empty_engine, "SELECT * FROM cases") == before
