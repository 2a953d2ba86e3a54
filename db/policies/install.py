"""Puts the guard into a central database, whole or not at all, and knows whether it is there.

The modules are taken away and made anew in one transaction. What they remember (sessions, tickets,
second factors) are tables of the migrations and stay.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, text

from app.domain.errors import UnavailableError
from db.policies import generated, rights, snapshot
from db.policies.roles import GROUPS, OWNER, SERVICE, STAFF

HERE: Final = Path(__file__).parent
BOOTSTRAP: Final = HERE / "bootstrap.sql"

_ROLES: Final = (STAFF, SERVICE, *GROUPS.values())

# Policies first: they depend on functions, and dropping those in cascade would leave none behind.
_CLEAR: Final = f"""
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN SELECT tablename, policyname FROM pg_policies WHERE schemaname = 'public' LOOP
        EXECUTE format('DROP POLICY %I ON public.%I', found.policyname, found.tablename);
    END LOOP;
    FOR found IN
        SELECT t.tgname, t.tgrelid::regclass AS of FROM pg_trigger t
        JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE p.pronamespace = 'guard'::regnamespace AND NOT t.tgisinternal
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', found.tgname, found.of);
    END LOOP;
    DROP VIEW IF EXISTS guard.readers, guard.letters, guard.outcomes;
    FOR found IN SELECT oid::regprocedure AS called FROM pg_proc
                 WHERE pronamespace = 'guard'::regnamespace LOOP
        EXECUTE format('DROP FUNCTION IF EXISTS %s CASCADE', found.called);
    END LOOP;
    DROP TYPE IF EXISTS guard.actor;
    REVOKE ALL ON ALL TABLES IN SCHEMA public, guard FROM PUBLIC, {", ".join(_ROLES)};
    REVOKE ALL ON SCHEMA guard FROM PUBLIC, {", ".join(_ROLES)};
    -- Rights on single columns outlive the revocation of those on the table.
    FOR found IN
        SELECT DISTINCT table_name, column_name, grantee, privilege_type
        FROM information_schema.column_privileges
        WHERE table_schema = 'public' AND grantee = ANY (ARRAY[{", ".join(f"'{r}'" for r in _ROLES)}])
    LOOP
        EXECUTE format('REVOKE %s (%I) ON public.%I FROM %I',
                       found.privilege_type, found.column_name, found.table_name, found.grantee);
    END LOOP;
END $$
"""

_OWN: Final = f"""
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT c.oid::regclass AS name, c.relkind FROM pg_class c
        WHERE c.relnamespace IN ('public'::regnamespace, 'guard'::regnamespace)
          AND c.relkind IN ('r', 'p', 'v') AND c.relowner <> '{OWNER}'::regrole
    LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO {OWNER}', found.name);
    END LOOP;
    FOR found IN
        SELECT p.oid::regprocedure AS name FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND p.proowner <> '{OWNER}'::regrole
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO {OWNER}', found.name);
        EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, pg_temp', found.name);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', found.name);
    END LOOP;
    ALTER SCHEMA guard OWNER TO {OWNER};
END $$
"""


def statements() -> Iterator[str]:
    """Everything that is installed, in order, run as the owner."""
    yield f"GRANT USAGE ON SCHEMA guard TO {STAFF}, {SERVICE}"
    yield f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"
    # Bodies in SQL are checked when they are made: what they call comes before them.
    yield from generated.statements()
    for module in sorted((HERE / "modules").glob("*.sql")):
        yield module.read_text(encoding="utf-8")
    yield from rights.policies()
    yield from rights.grants()


def fingerprint() -> str:
    """What this program would install, as one hash."""
    whole = "\n".join((_CLEAR, _OWN, *statements()))
    return hashlib.sha256(whole.encode()).hexdigest()


def installed(connection: Connection) -> str | None:
    """The fingerprint of what is in the database; None when nothing is."""
    if connection.execute(text("SELECT to_regclass('guard.installed')")).scalar() is None:
        return None
    found = connection.execute(text("SELECT fingerprint FROM guard.installed")).scalar()
    return None if found is None else str(found)


def install(connection: Connection) -> bool:
    """Install the guard if the database has another one, none, or an altered one.

    Returns:
        Whether it did. What somebody added beside the guard stays, and ``db check`` names it.

    Raises:
        UnavailableError: ``ROLES_MISSING`` when the DBA has not run ``bootstrap.sql`` yet.
    """
    wanted = fingerprint()
    if installed(connection) == wanted and not snapshot.drifts(connection):
        return False
    _require_roles(connection)
    _run(connection, _OWN)
    _run(connection, f"SET LOCAL ROLE {OWNER}")
    _run(connection, _CLEAR)
    for statement in statements():
        _run(connection, statement)
    connection.execute(
        text(
            "INSERT INTO guard.installed (is_only, fingerprint, at) VALUES (true, :print, now())"
            " ON CONFLICT (is_only) DO UPDATE SET fingerprint = :print, at = now()"
        ),
        {"print": wanted},
    )
    _run(connection, "RESET ROLE")
    return True


def bootstrap(connection: Connection) -> None:
    """Run ``bootstrap.sql``; only a superuser can."""
    _run(connection, BOOTSTRAP.read_text(encoding="utf-8"))


def _run(connection: Connection, script: str) -> None:
    """Several statements at once, in which ``%`` means itself."""
    if connection.get_transaction() is None:
        connection.begin()
    driver: Any = connection.connection
    with driver.cursor() as cursor:
        cursor.execute(script)


def _require_roles(connection: Connection) -> None:
    is_superuser = connection.execute(
        text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    ).scalar()
    if is_superuser:
        # Again in each database: what is taken from everybody in the catalogue is taken there.
        bootstrap(connection)
        return
    known = connection.execute(
        text("SELECT count(*) FROM pg_roles WHERE rolname = ANY (:names)"),
        {"names": [OWNER, *_ROLES]},
    ).scalar()
    if known != 1 + len(_ROLES):
        raise UnavailableError("ROLES_MISSING")
