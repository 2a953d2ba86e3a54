"""What to do about a problem, said in Spanish or English (resources/intake_problems.toml)."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib import resources

from app.domain.package import PackageProblem

SENTENCES_FILE = "intake_problems.toml"
_UNITS = ((1024 * 1024, "MiB"), (1024, "KiB"))


def known_codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(_table())


def sentence(problem: PackageProblem, language: str = "es") -> str:
    """The sentence of a problem; the code itself for one without.

    Places are the problem's ``file`` and facts; ``{limit_size}`` is the fact ``limit`` as a size;
    a fact that is not there is a dash.
    """
    words = _table().get(problem.code)
    if words is None:
        return problem.code
    places: defaultdict[str, object] = defaultdict(lambda: "—")
    places["file"] = problem.file or "—"
    for name, value in problem.facts.items():
        places[name] = value
        if isinstance(value, int):
            places[f"{name}_size"] = _as_size(value)
    return (words.get(language) or words["es"]).format_map(places)


def _as_size(count: int) -> str:
    for factor, unit in _UNITS:
        if count >= factor:
            return f"{count / factor:.1f}".removesuffix(".0") + f" {unit}"
    return f"{count} B"


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("resources").joinpath(SENTENCES_FILE).read_text("utf-8")
    return tomllib.loads(text)
