"""What a finding means and what to do about it, in Spanish or English."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

from app.domain.finding import Finding

SENTENCES_FILE: Final = "inspection_reasons.toml"
_UNITS: Final = ((1024 * 1024, "MiB"), (1024, "KiB"))


def known_codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(_table())


def reason_sentence(finding: Finding, language: str = "es") -> str:
    """The sentence of a finding with its values in place; a missing value is a dash.

    `{name_size}` is the value `name` told as a size. The code itself when there is no sentence.
    """
    words = _table().get(finding.code.value)
    if words is None:
        return finding.code.value
    places: defaultdict[str, str] = defaultdict(lambda: "—")
    for name, value in finding.values.items():
        places[name] = _number(value, language)
        if isinstance(value, int):
            places[f"{name}_size"] = _size(value, language)
    return (words.get(language) or words["es"]).format_map(places)


def _number(value: str | float, language: str) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text.replace(".", ",") if language == "es" and isinstance(value, float) else text


def _size(count: int, language: str) -> str:
    for factor, unit in _UNITS:
        if count >= factor:
            size = f"{count / factor:.2f}".rstrip("0").rstrip(".")
            return f"{size.replace('.', ',') if language == 'es' else size} {unit}"
    return f"{count} B"


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("resources").joinpath(SENTENCES_FILE).read_text("utf-8")
    return tomllib.loads(text)
