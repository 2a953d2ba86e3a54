"""Refused attempts leave a trace of their own, in a transaction of their own (ADR 0012).

What is refused rolls back, so the use case itself cannot write it down. The entry stands on the
chain of whoever tried: a refused act changes nothing about the case, and nobody lengthens the
history of a case they may not touch. It holds codes and identifiers, no personal data.

The same door refuses texts that one database keeps and the other does not, so that no use case
can forget to, and says in whose session the use case runs (``app.trail.acting``).
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, Final, TypeVar

from app.domain.audit import AuditEntry, staff_chain
from app.domain.audit_time import ACT_REFUSED
from app.domain.errors import AccessDeniedError, VentanillaError
from app.domain.readable_text import require_readable
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.unit_of_work import Store
from app.trail.acting import acting

_log = logging.getLogger(__name__)
_ALSO: Final = frozenset(
    {
        "PERSON_FROZEN",
        "CASE_OF_ANOTHER_PERSON",
        "ACCOUNT_ALTERED",
        "PERSON_ALTERED",
        "CONTACT_ALTERED",
        "PAPERS_ALTERED",
        "FILES_ALTERED",
        "EVIDENCE_ALTERED",
        "HOLD_ALTERED",
        "DOCUMENT_ALTERED",
        "CALL_ALTERED",
        "DECISION_ALTERED",
        "KEYS_ALTERED",
        "CHAIN_BROKEN",
        "CLOCK_BEHIND",
        "EVIDENCE_NOT_READ",
        "FACES_NOT_READ",
        "MESSAGE_ALTERED",
    }
)
"""Refusals that are no matter of access: somebody else's word stands behind them, a row was changed
by hand, the clock of the workstation goes back in time, or marks were set that no window sets."""

_SUBJECTS: Final = (
    "case_id",
    "call_id",
    "file_id",
    "person_id",
    "message_id",
    "document_id",
    "staff_id",
    "review_id",
)
_LONGEST_ID: Final = 64
_UseCase = TypeVar("_UseCase")


def on_record(use_case: type[_UseCase]) -> type[_UseCase]:
    """Record what the public methods of a use case refuse to somebody who is signed in.

    A text no database keeps (``TEXT_UNREADABLE``) is refused before the use case sees it. The class has ``_store`` and ``_clock``; the session is an argument or an attribute of one.
    """
    for name, method in list(vars(use_case).items()):
        if inspect.isfunction(method) and (name == "__call__" or not name.startswith("_")):
            setattr(use_case, name, _recording(method))
    return use_case


def _recording(method: Callable[..., Any]) -> Callable[..., Any]:
    signature = inspect.signature(method)

    @wraps(method)
    def run(self: object, *args: object, **keywords: object) -> object:
        try:
            require_readable(args, keywords)
            with acting(_session_among(args, keywords)):
                return method(self, *args, **keywords)
        except VentanillaError as error:
            if not error.is_on_record and _is_refusal(error):
                given = signature.bind(self, *args, **keywords).arguments
                error.is_on_record = _record(self, method.__name__, error, given)
            raise

    return run


def _is_refusal(error: VentanillaError) -> bool:
    return isinstance(error, AccessDeniedError) or error.code in _ALSO


def _record(
    use_case: object, method: str, error: VentanillaError, given: Mapping[str, object]
) -> bool:
    session = _session_among((), given)
    if session is None:
        return False
    act = type(use_case).__name__ + ("" if method == "__call__" else f".{method}")
    details: dict[str, object] = {"act": act, "code": error.code}
    for name in _SUBJECTS:
        found = next((one for one in _named(name, given) if isinstance(one, str)), None)
        if found is not None:
            details[name] = found[:_LONGEST_ID]
    store: Store = vars(use_case)["_store"]
    clock: Clock = vars(use_case)["_clock"]
    chain = staff_chain(session.staff_id)
    entry = AuditEntry(
        chain, ACT_REFUSED, session.staff_id, clock.now(), session.workstation, details
    )
    try:
        with store.write() as uow:
            uow.audit.append(entry)
            uow.commit()
    except VentanillaError as failure:
        # The refusal stands whether or not it could be written down.
        _log.warning("refusal %s of %s not recorded: %s", error.code, act, failure.code)
        return False
    return True


def _session_among(args: Iterable[object], keywords: Mapping[str, object]) -> Session | None:
    """The session that was handed over, by itself or in a command."""
    for value in (*args, *keywords.values()):
        found = value if isinstance(value, Session) else getattr(value, "session", None)
        if isinstance(found, Session):
            return found
    return None


def _named(name: str, given: Mapping[str, object]) -> Iterator[object]:
    """Values of that name among the arguments and the fields of a command among them."""
    for argument, value in given.items():
        if argument == name:
            yield value
        elif argument != "self" and not isinstance(value, Session) and hasattr(value, name):
            yield getattr(value, name)
