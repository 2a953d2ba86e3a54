"""Turns the drivers' errors into the families of :mod:`app.domain.errors`.

Nothing above ``db`` sees an error of SQLAlchemy or of a driver. What is not known here goes on as
it is: it is a bug, and belongs in the crash report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import TracebackType
from typing import Final

from sqlalchemy import Dialect, UniqueConstraint
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from app.domain.errors import (
    AccessDeniedError,
    RuleViolationError,
    StaleCaseError,
    UnavailableError,
    VentanillaError,
)
from db.server_tls import refusal
from db.tables import metadata

CODES: Final[Mapping[str, str]] = {
    "uq_staff_login": "LOGIN_TAKEN",
    "uq_staff_cedula": "CEDULA_TAKEN",
    "uq_packages_accepted": "PACKAGE_NUMBER_TAKEN",
    "uq_calls_slot": "SLOT_TAKEN",
    "pk_decisions": "ALREADY_DECIDED",
    "uq_cases_number": "CASE_NUMBER_TAKEN",
    "uq_person_identifiers_number": "IDENTIFIER_TAKEN",
    "uq_person_contacts_open": "CONTACT_CHANGED",
    "uq_term_pauses_open": "TERM_ALREADY_PAUSED",
    "uq_documents_number": "DOCUMENT_NUMBER_TAKEN",
    "pk_saved_views": "VIEW_NAME_TAKEN",
}
"""Named constraints whose breaking has a sentence of its own; others are ``CONSTRAINT_BROKEN``."""

_SEPARATION: Final = "ck_cases_validator_is_not_reviewer"

_SQLITE: Final[tuple[tuple[str, str], ...]] = (
    ("SQLITE_BUSY", "DATABASE_BUSY"),
    ("SQLITE_LOCKED", "DATABASE_BUSY"),
    ("SQLITE_READONLY", "DATABASE_READ_ONLY"),
    ("SQLITE_FULL", "DISK_FULL"),
    ("SQLITE_CANTOPEN", "DATABASE_UNREACHABLE"),
    ("SQLITE_IOERR", "DATABASE_UNREACHABLE"),
    ("SQLITE_PERM", "DATABASE_UNREACHABLE"),
    ("SQLITE_CORRUPT", "DATABASE_DAMAGED"),
    ("SQLITE_NOTADB", "DATABASE_DAMAGED"),
)

_GONE: Final = re.compile(r"no such (?:table|column)")
"""The revision was checked before: what is missing now was taken away by somebody else."""

_SQLSTATES: Final[tuple[tuple[str, str], ...]] = (
    ("40001", "DATABASE_BUSY"),
    ("40P01", "DATABASE_BUSY"),
    ("55P03", "DATABASE_BUSY"),
    ("57014", "DATABASE_BUSY"),
    ("53300", "DATABASE_BUSY"),
    ("53100", "DISK_FULL"),
    ("25006", "DATABASE_READ_ONLY"),
    ("XX001", "DATABASE_DAMAGED"),
    ("XX002", "DATABASE_DAMAGED"),
    ("42P01", "DATABASE_DAMAGED"),
    ("42703", "DATABASE_DAMAGED"),
    ("28", "DATABASE_LOGIN_REFUSED"),
    ("3D000", "DATABASE_UNREACHABLE"),
    ("08", "DATABASE_UNREACHABLE"),
    ("57P", "DATABASE_UNREACHABLE"),
)

_REFUSALS: Final[Mapping[str, type[VentanillaError]]] = {
    "VG403": AccessDeniedError,
    "VG409": StaleCaseError,
    "VG422": RuleViolationError,
    "VG503": UnavailableError,
}
"""States in which the guard of a server refuses (db/policies); the message is the code."""

_GUARD: Final = re.compile(r"\b[A-Z]+(?:_[A-Z]+)*_(?:APPEND_ONLY|FROZEN)\b")


class translated:  # noqa: N801  # reads as what it does, like contextlib.suppress
    """Let our own errors pass and translate those of SQLAlchemy and the drivers.

    A class, because it stands around every statement: a generator would take six times as long.

    Args:
        dialect: given for what is handed to the driver itself.
    """

    __slots__ = ("_dialect",)

    def __init__(self, dialect: Dialect | None = None) -> None:
        self._dialect = dialect

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Raise our error in place of a known one."""
        if error is None:
            return
        known = self._ours(error)
        if known is not None:
            # PostgreSQL quotes the offending values, which may be somebody's number: not kept.
            raise known from (None if isinstance(known, RuleViolationError) else error)

    def _ours(self, error: BaseException) -> VentanillaError | None:
        if isinstance(error, PoolTimeoutError):
            return UnavailableError("DATABASE_BUSY")
        if isinstance(error, UnicodeEncodeError):
            # Half of a surrogate pair: Python keeps such a text, no database does.
            return RuleViolationError("TEXT_UNREADABLE")
        if isinstance(error, DBAPIError):
            return translate(error.orig, is_integrity=isinstance(error, IntegrityError))
        driver = self._dialect.loaded_dbapi if self._dialect is not None else None
        if driver is not None and isinstance(error, driver.Error):
            return translate(error, is_integrity=isinstance(error, driver.IntegrityError))
        return None


def translate(error: BaseException | None, *, is_integrity: bool) -> VentanillaError | None:
    """Our error for a driver's, or None when it is a bug."""
    refused = _refusal(error)
    if refused is not None:
        return refused
    if is_integrity:
        return _broken_constraint(error)
    state = getattr(error, "sqlstate", None)
    name = str(getattr(error, "sqlite_errorname", ""))
    if state is None and not name:
        return _never_connected(error) if error is not None else None
    if name == "SQLITE_ERROR" and _GONE.search(str(error)):
        return UnavailableError("DATABASE_DAMAGED")
    table, key = (_SQLSTATES, state) if state is not None else (_SQLITE, name)
    code = next((code for prefix, code in table if str(key).startswith(prefix)), None)
    return UnavailableError(code) if code else None


def _never_connected(error: BaseException) -> VentanillaError | None:
    """Why no connection came to be, or one broke: such an error has no code."""
    unsafe = refusal(error)
    if unsafe is not None:
        return unsafe
    if _was_refused_at_the_door(error):
        return UnavailableError("DATABASE_LOGIN_REFUSED")
    is_lost = type(error).__name__ in {"OperationalError", "ConnectionTimeout"}
    return UnavailableError("DATABASE_UNREACHABLE") if is_lost else None


def _was_refused_at_the_door(error: BaseException) -> bool:
    """Whether a server asked for the password and then let nobody in.

    A connection that never came to be has no code, and its sentence is in the server's language.
    """
    attempt = getattr(error, "pgconn", None)
    try:
        return bool(attempt is not None and attempt.used_password)
    except type(error):
        # The driver forgets an attempt once it is closed, and says so with the same error.
        return False


def _refusal(error: BaseException | None) -> VentanillaError | None:
    """What a guard or the rights of a login refused."""
    state = str(getattr(error, "sqlstate", None))
    if state in _REFUSALS:
        return _REFUSALS[state](_code_in(error))
    guard = _GUARD.search(str(error))
    if guard:
        return RuleViolationError(guard.group())
    return AccessDeniedError("DATABASE_DENIED") if state == "42501" else None


def _code_in(error: BaseException | None) -> str:
    diagnosis = getattr(error, "diag", None)
    return str(getattr(diagnosis, "message_primary", None) or error).split("\n", 1)[0]


def _broken_constraint(error: BaseException | None) -> VentanillaError:
    diagnosis = getattr(error, "diag", None)
    if diagnosis is not None:
        name = str(diagnosis.constraint_name or "")
    else:
        name = _sqlite_constraint(str(error))
    if name == _SEPARATION:
        return AccessDeniedError("SEPARATION_NOT_A_DOCUMENT_REVIEWER")
    if name in CODES:
        return RuleViolationError(CODES[name])
    return RuleViolationError("CONSTRAINT_BROKEN", constraint=name)


def _sqlite_constraint(message: str) -> str:
    """The name of the constraint: SQLite gives it for CHECKs, and columns for the unique ones."""
    kind, _, subject = message.partition(" constraint failed: ")
    if kind == "UNIQUE":
        return _unique_by_columns().get(subject, subject)
    return subject or message


@cache
def _unique_by_columns() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for table in metadata.tables.values():
        unique = [item for item in table.constraints if isinstance(item, UniqueConstraint)]
        named = [
            *((index.name, index.columns) for index in table.indexes if index.unique),
            *((item.name, item.columns) for item in unique),
            (table.primary_key.name, table.primary_key.columns),
        ]
        for name, columns in named:
            subject = ", ".join(f"{table.name}.{column.name}" for column in columns)
            found[subject] = str(name)
    return found
