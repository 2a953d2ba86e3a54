"""Bytes of ``tramite.json`` to a checked manifest, or to every problem it has."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.domain.package import PackageProblem
from app.infra.packages.limits import MANIFEST_NAME
from app.infra.packages.manifest import SCHEMA_VERSION, Manifest
from app.infra.packages.names import shown

MOST_PROBLEMS = 20

_WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_NUMBER = re.compile(r"[A-Z0-9][A-Z0-9-]{2,38}[A-Z0-9]")


@dataclass(frozen=True, slots=True)
class RefusedManifest:
    """Why a manifest is refused, and its number when that much could be read."""

    problems: tuple[PackageProblem, ...]
    number: str = ""


class _DuplicateKeyError(ValueError):
    """A key given twice; what it means would depend on the reader."""


def read_manifest(data: bytes) -> Manifest | RefusedManifest:
    """Check a manifest.

    Codes: MANIFEST_BOM, MANIFEST_ENCODING, MANIFEST_JSON, MANIFEST_DUPLICATE_KEY,
    MANIFEST_VERSION, MANIFEST_UNKNOWN_KEY, MANIFEST_FIELD.
    """
    text = _decoded(data)
    if isinstance(text, PackageProblem):
        return RefusedManifest((text,))
    plain = _parsed(text)
    if isinstance(plain, PackageProblem):
        return RefusedManifest((plain,))
    number = _number_of(plain)
    version = plain.get("schema")
    if version != SCHEMA_VERSION:
        facts = {"wanted": SCHEMA_VERSION}
        return RefusedManifest((PackageProblem("MANIFEST_VERSION", MANIFEST_NAME, facts),), number)
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        return RefusedManifest(_problems(error.errors(include_url=False)), number)


def _decoded(data: bytes) -> str | PackageProblem:
    for mark, name in _WIDE:
        if data.startswith(mark):
            return PackageProblem("MANIFEST_ENCODING", MANIFEST_NAME, {"found": name})
    if data.startswith(codecs.BOM_UTF8):
        return PackageProblem("MANIFEST_BOM", MANIFEST_NAME)
    if b"\0" in data[:4]:
        return PackageProblem("MANIFEST_ENCODING", MANIFEST_NAME, {"found": "UTF-16"})
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        facts = {"found": "Latin-1?", "at": error.start}
        return PackageProblem("MANIFEST_ENCODING", MANIFEST_NAME, facts)


def _parsed(text: str) -> Mapping[str, object] | PackageProblem:
    try:
        plain = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except _DuplicateKeyError as error:
        return PackageProblem("MANIFEST_DUPLICATE_KEY", MANIFEST_NAME, {"field": str(error)})
    except json.JSONDecodeError as error:
        facts = {"line": error.lineno, "column": error.colno}
        return PackageProblem("MANIFEST_JSON", MANIFEST_NAME, facts)
    except (ValueError, RecursionError):
        return PackageProblem("MANIFEST_JSON", MANIFEST_NAME, {"line": 1, "column": 1})
    if not isinstance(plain, dict):
        return PackageProblem("MANIFEST_JSON", MANIFEST_NAME, {"line": 1, "column": 1})
    return plain


def _unique(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _DuplicateKeyError(shown(key))
        found[key] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _number_of(plain: Mapping[str, object]) -> str:
    number = plain.get("number")
    return number if isinstance(number, str) and _NUMBER.fullmatch(number) else ""


def _problems(errors: Sequence[ErrorDetails]) -> tuple[PackageProblem, ...]:
    """One problem a field: where and which rule, never the value that broke it."""
    found: dict[tuple[str, str], PackageProblem] = {}
    for error in errors:
        where = ".".join(shown(str(step)) for step in error["loc"]) or "(document)"
        code = "MANIFEST_UNKNOWN_KEY" if error["type"] == "extra_forbidden" else "MANIFEST_FIELD"
        facts = {"field": where, "rule": error["type"]}
        found.setdefault((code, where), PackageProblem(code, MANIFEST_NAME, facts))
    listed = tuple(found.values())
    if len(listed) <= MOST_PROBLEMS:
        return listed
    more = {"field": "…", "rule": f"+{len(listed) - MOST_PROBLEMS}"}
    return (*listed[:MOST_PROBLEMS], PackageProblem("MANIFEST_FIELD", MANIFEST_NAME, more))
