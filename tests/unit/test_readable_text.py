"""No text that only one of the databases keeps gets into a use case, whichever field it stands in."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from app.domain.errors import RuleViolationError
from app.domain.readable_text import is_readable, require_readable
from app.domain.staff import Session
from app.stages.access import ConfirmPassword, PasswordCheck, SignIn, SignInCommand
from db.store import SqlStore
from tests.casework import Casework
from tests.quick_hasher import QUICK_HASHER
from tests.use_cases import Act, acts, words

UNREADABLE = ("a\0b", "\ud800")

KEEPS_NO_TEXT = {
    "PreviewRefusal.__call__",  # writes nothing
    "ReportNotMe.__call__",  # keeps letters and digits of a code, and only their hash
}


def _texts(hint: object, path: str) -> Iterator[tuple[str, object]]:
    """Path and value of every place under a type where a text can stand."""
    hint = getattr(hint, "__supertype__", hint)
    if hint is str:
        yield from ((path, text) for text in UNREADABLE)
    elif get_args(hint):
        inner = [arg for arg in get_args(hint) if arg is not Ellipsis]
        for place, value in _texts(inner[-1], path):
            yield place, _held(get_origin(hint), value)
    elif isinstance(hint, type) and is_dataclass(hint) and hint is not Session:
        hints = get_type_hints(hint, localns=words())
        for one in fields(hint):
            for place, value in _texts(hints[one.name], f"{path}.{one.name}"):
                yield place, _bare(hint, one.name, value)


def _held(origin: object, value: object) -> object:
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"x": value}
    if isinstance(origin, type) and issubclass(origin, tuple | list | set | frozenset):
        return (value,)
    return value


def _bare(cls: type[Any], name: str, value: object) -> object:
    """A command of which nothing is known but one field."""
    made = object.__new__(cls)
    for one in fields(cls):
        object.__setattr__(made, one.name, value if one.name == name else None)
    return made


def _places() -> Iterator[tuple[str, Act, str, object]]:
    for name, act in acts().items():
        if name in KEEPS_NO_TEXT:
            continue
        hints = get_type_hints(inspect.unwrap(getattr(*act)))
        for parameter in inspect.signature(inspect.unwrap(getattr(*act))).parameters:
            hint = hints.get(parameter)
            if parameter == "self" or hint is Session:
                continue
            if isinstance(hint, type) and issubclass(hint, Enum):
                continue
            for path, value in _texts(hint, parameter):
                yield f"{name}({path})", act, parameter, value


PLACES = list(_places())


def test_the_walk_reaches_what_people_write() -> None:
    reached = {name for name, *_ in PLACES}
    assert reached >= {
        "AddSnapshot.__call__(command.label)",
        "AddStaff.__call__(command.full_name)",
        "ChangeMember.__call__(command.email)",
        "ChangeSetting.__call__(command.value)",
        "CommitReview.__call__(command.draft.note)",
        "Decide.__call__(command.note)",
        "Drafting.save(draft.personal_line)",
        "Drafting.save(draft.requirements.fields)",
        "RecordOutcome.__call__(command.note)",
        "TakeOverValidation.__call__(command.reason)",
        "Unfreeze.__call__(command.reason)",
        "WithdrawCase.__call__(command.reason)",
    }


@pytest.mark.parametrize("name", sorted({name.split("(")[0] for name, *_ in PLACES}))
def test_a_text_no_database_keeps_is_refused_by_its_code(name: str) -> None:
    for place, (cls, method), parameter, value in PLACES:
        if place.split("(")[0] != name:
            continue
        # Neither store nor clock: it is refused before anything is asked of the world.
        bare = object.__new__(cls)
        hints = inspect.signature(inspect.unwrap(getattr(cls, method))).parameters
        given = {one: None for one in hints if one != "self"}
        with pytest.raises(RuleViolationError) as caught:
            getattr(bare, method)(**{**given, parameter: value})
        assert caught.value.code == "TEXT_UNREADABLE", place


@pytest.mark.parametrize("text", UNREADABLE)
def test_nobody_signs_in_with_such_a_text(store: SqlStore, text: str) -> None:
    office = Casework(store)
    check = PasswordCheck(store, QUICK_HASHER, office.clock)
    sign_in = SignIn(store, check, office.clock)
    for command in (SignInCommand(text, "x", "PIC-01"), SignInCommand("clerk", text, "PIC-01")):
        with pytest.raises(RuleViolationError, match="TEXT_UNREADABLE"):
            sign_in(command)
    with pytest.raises(RuleViolationError, match="TEXT_UNREADABLE"):
        ConfirmPassword(check)(office.session("clerk"), text)


@pytest.mark.parametrize("text", ["", "Mónica Ñusta\nsegunda línea", "👩‍⚕️", "\ue000"])
def test_what_both_databases_keep_passes(text: str) -> None:
    require_readable(text, {"x": (text,)}, None, 3, b"\0")
    assert is_readable(text)
