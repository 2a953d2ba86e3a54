"""Every way of loosening the guard of a central database is named, whatever it is."""
# ruff: noqa: ISC004 - long statements stand on two lines

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from db import maintenance, migrate
from db.policies import snapshot
from tests.central_office import CentralOffice
from tests.console import ROOT

# One injected change each: what it is called in the answer, and how it is made by a superuser.
DRIFTS = (
    ("relation", "ALTER TABLE cases DISABLE ROW LEVEL SECURITY"),
    ("relation", "ALTER TABLE cases NO FORCE ROW LEVEL SECURITY"),
    ("relation", "ALTER TABLE cases OWNER TO postgres"),
    ("relation", "GRANT DELETE ON cases TO ventanilla_clerk"),
    ("relation", "GRANT TRUNCATE ON audit_events TO ventanilla_staff"),
    ("relation", "GRANT SELECT ON staff_credentials TO PUBLIC"),
    ("relation", "GRANT INSERT ON guard.tickets TO ventanilla_clerk"),
    ("relation", "REVOKE SELECT ON cases FROM ventanilla_auditor"),
    ("relation", "CREATE TABLE public.extra (x int)"),
    ("relation", "CREATE VIEW public.everything AS SELECT * FROM people"),
    ("relation", "CREATE MATERIALIZED VIEW public.copy AS SELECT * FROM people"),
    ("relation", "CREATE SEQUENCE guard.extra"),
    ("relation", "ALTER TABLE guard.tickets SET UNLOGGED"),
    ("relation", "ALTER TABLE cases RENAME TO cases_old"),
    ("column", "GRANT UPDATE (province) ON cases TO ventanilla_validator"),
    ("column", "ALTER TABLE cases ADD COLUMN extra text"),
    ("column", "ALTER TABLE decisions ALTER COLUMN decided_by DROP NOT NULL"),
    ("column", "ALTER TABLE cases ALTER COLUMN place SET DEFAULT ''"),
    ("column", "ALTER TABLE guard.tickets ALTER COLUMN kind TYPE varchar(20)"),
    ("policy", "DROP POLICY cases_staff_select ON cases"),
    ("policy", "CREATE POLICY extra ON cases FOR SELECT TO ventanilla_staff USING (true)"),
    ("policy", "ALTER POLICY cases_staff_select ON cases USING (true)"),
    ("policy", "ALTER POLICY cases_staff_select ON cases TO PUBLIC"),
    ("policy", "ALTER POLICY outbox_staff_insert ON outbox WITH CHECK (true)"),
    ("function", "CREATE OR REPLACE FUNCTION guard.is_maintenance() RETURNS boolean LANGUAGE sql"
                 " STABLE SET search_path = pg_catalog, pg_temp AS $$ SELECT true $$"),
    ("function", "ALTER FUNCTION guard.me() SECURITY INVOKER"),
    ("function", "ALTER FUNCTION guard.me() RESET search_path"),
    ("function", "ALTER FUNCTION guard.provinces() LEAKPROOF"),
    ("function", "ALTER FUNCTION guard.my_id() VOLATILE"),
    ("function", "ALTER FUNCTION guard.me() OWNER TO postgres"),
    ("function", "GRANT EXECUTE ON FUNCTION guard.seal(text,text,text,timestamptz,text,text) TO PUBLIC"),
    ("function", "REVOKE EXECUTE ON FUNCTION guard.my_id() FROM ventanilla_staff"),
    ("function", "CREATE FUNCTION public.extra() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$"),
    ("function", "CREATE OR REPLACE FUNCTION public.refuse_change() RETURNS trigger LANGUAGE plpgsql"
                 " AS $$ BEGIN RETURN NEW; END $$"),
    ("trigger", "ALTER TABLE cases DISABLE TRIGGER guard_cases"),
    ("trigger", "ALTER TABLE cases ENABLE REPLICA TRIGGER guard_cases"),
    ("trigger", "DROP TRIGGER guard_decisions ON decisions"),
    ("trigger", "DROP TRIGGER audit_events_no_update ON audit_events"),
    ("trigger", "CREATE TRIGGER extra BEFORE INSERT ON cases FOR EACH ROW"
                " EXECUTE FUNCTION public.refuse_change('X', '{}')"),
    ("reference trigger", "ALTER TABLE decisions DISABLE TRIGGER ALL"),
    ("rule", "CREATE RULE extra AS ON UPDATE TO audit_heads DO INSTEAD NOTHING"),
    ("constraint", "ALTER TABLE cases DROP CONSTRAINT ck_cases_validator_is_not_reviewer"),
    ("constraint", "ALTER TABLE decisions DROP CONSTRAINT pk_decisions"),
    ("constraint", "ALTER TABLE reviews ADD CONSTRAINT extra CHECK (round > 0) NOT VALID"),
    ("index", "DROP INDEX uq_packages_accepted"),
    ("index", "CREATE INDEX extra ON people (insured)"),
    ("index", "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_cases_open'::regclass"),
    ("inheritance", "CREATE TABLE public.child () INHERITS (people)"),
    ("schema", "GRANT CREATE ON SCHEMA public TO PUBLIC"),
    ("schema", "CREATE SCHEMA extra"),
    ("schema", "ALTER SCHEMA guard OWNER TO postgres"),
    ("default right", "ALTER DEFAULT PRIVILEGES FOR ROLE ventanilla_owner GRANT SELECT ON TABLES TO PUBLIC"),
    ("role", "ALTER ROLE ventanilla_clerk BYPASSRLS"),
    ("role", "ALTER ROLE ventanilla_owner LOGIN"),
    ("role", "ALTER ROLE ventanilla_administrator CREATEROLE"),
    ("role", "CREATE ROLE ventanilla_extra"),
    ("membership", "GRANT pg_read_all_data TO ventanilla_clerk"),
    ("membership", "GRANT ventanilla_validator TO ventanilla_clerk"),
    ("membership", "GRANT ventanilla_owner TO {clerk}"),
    ("login", "GRANT ventanilla_validator TO {clerk}"),
    ("login", "ALTER ROLE {clerk} BYPASSRLS"),
    ("login setting", "ALTER ROLE {clerk} SET statement_timeout = 0"),
    ("superuser", "CREATE ROLE extra SUPERUSER LOGIN"),
    ("setting", "ALTER DATABASE {database} SET session_replication_role = replica"),
    ("setting", "ALTER ROLE ventanilla_staff SET search_path = pg_temp"),
    ("event trigger", "CREATE FUNCTION public.e() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;"
                      " CREATE EVENT TRIGGER extra ON ddl_command_start EXECUTE FUNCTION public.e()"),
    ("language", "UPDATE pg_language SET lanpltrusted = true WHERE lanname = 'c'"),
    ("publication", "CREATE PUBLICATION extra FOR ALL TABLES"),
    ("cast", "CREATE CAST (guard.actor AS text) WITH INOUT AS IMPLICIT"),
    ("operator", "CREATE OPERATOR public.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)"),
    ("open catalogue function", "GRANT EXECUTE ON FUNCTION pg_sleep(double precision) TO PUBLIC"),
    ("open catalogue function", "GRANT EXECUTE ON FUNCTION lo_import(text) TO ventanilla_staff"),
    ("open catalogue view", "GRANT SELECT ON pg_stats TO PUBLIC"),
    ("database", "GRANT TEMPORARY ON DATABASE {database} TO PUBLIC"),
    ("database", "ALTER DATABASE {database} OWNER TO postgres"),
)  # fmt: skip


@pytest.fixture(scope="module")
def central(module_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    office = CentralOffice(module_postgresql_engine, is_real_time=True)
    yield office
    office.close()


def test_what_was_installed_is_what_was_read_in_review(central: CentralOffice) -> None:
    with central.owner.connect() as connection:
        assert snapshot.drifts(connection) == ()


def test_a_member_of_staff_sees_the_same(central: CentralOffice) -> None:
    with central.engines["clerk"].connect() as connection:
        assert snapshot.drifts(connection) == ()


def test_the_login_of_the_service_that_operations_tells_of_keeps_nobody_out(
    central: CentralOffice,
) -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    made = re.findall(r"`(CREATE ROLE [^`]+)`", page)
    assert made
    with central.owner.connect() as connection:
        connection.begin()
        for statement in made:
            connection.exec_driver_sql(statement)
        found = snapshot.drifts(connection)
        connection.rollback()
    assert found == ()


@pytest.mark.parametrize(("kind", "change"), DRIFTS, ids=[change[:60] for _, change in DRIFTS])
def test_every_injected_change_is_named(central: CentralOffice, kind: str, change: str) -> None:
    statement = change.replace("{clerk}", central.role("clerk"))
    statement = statement.replace("{database}", central.database)
    with central.owner.connect() as connection:
        connection.begin()
        driver: Any = connection.connection.driver_connection
        driver.execute("SET LOCAL allow_system_table_mods = on")
        driver.execute(statement)
        found = snapshot.drifts(connection)
        connection.rollback()
    assert kind in {drift.kind for drift in found}


def test_the_check_names_it_and_an_upgrade_mends_it(own_postgresql_engine: Engine) -> None:
    with own_postgresql_engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE decisions DISABLE TRIGGER guard_decisions")
        connection.exec_driver_sql("GRANT DELETE ON audit_events TO ventanilla_clerk")
    found = list(maintenance.check(own_postgresql_engine))
    assert [fault.code for fault in found] == ["GUARD_ALTERED", "GUARD_ALTERED"]
    assert any("guard_decisions" in fault.place for fault in found)
    migrate.upgrade(own_postgresql_engine)
    assert maintenance.check(own_postgresql_engine) == ()
