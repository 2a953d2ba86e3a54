"""What to do about a problem, said in Spanish or English (resources/intake_problems.toml)."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from app.domain.package import PackageProblem

SENTENCES_FILE = "intake_problems.toml"
_MANY = "es_many"
"""Key of the sentence for several fields that break a rule."""
_NOTHING = "\0"
"""Stands for a fact that is not there; no text of a package holds it."""
_UNITS = ((1024 * 1024, "MiB"), (1024, "KiB"))


def known_codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(_table())


def sentence(problem: PackageProblem, language: str = "es") -> str:
    """The sentence of a problem; the code itself for one without.

    Places are the problem's ``file`` and facts; ``{limit_size}`` is the fact ``limit`` as a size;
    a fact that is not there is a dash, and nothing where only it would stand in brackets.
    """
    told = _table().get(problem.code)
    if told is None:
        return problem.code
    return _filled(told.get(language) or told["es"], problem)


def alike_of(
    problems: Sequence[PackageProblem],
) -> tuple[tuple[str, tuple[PackageProblem, ...]], ...]:
    """Problems as people read them, each with its code: those told of many at once stand together."""
    alike: dict[tuple[str, int], list[PackageProblem]] = {}
    for place, problem in enumerate(problems):
        is_told_together = _MANY in _table().get(problem.code, {})
        alike.setdefault((problem.code, -1 if is_told_together else place), []).append(problem)
    return tuple((code, tuple(some)) for (code, _), some in alike.items())


def sentence_of_all(alike: Sequence[PackageProblem], language: str = "es") -> str:
    """One sentence for problems that :func:`alike_of` put together."""
    first = alike[0]
    if len(alike) == 1:
        return sentence(first, language)
    told = _table()[first.code]
    form = "{field} ({rule})" if "{rule}" in told["es"] else "{field}"
    fields = ", ".join(form.format_map(one.facts) for one in alike)
    many = told.get(f"{language}_many") or told[_MANY]
    return _filled(many, replace(first, facts={"field": fields}))


def _filled(told: str, problem: PackageProblem) -> str:
    places: defaultdict[str, object] = defaultdict(lambda: _NOTHING)
    places["file"] = problem.file or _NOTHING
    for name, value in problem.facts.items():
        places[name] = value
        if isinstance(value, int):
            places[f"{name}_size"] = _as_size(value)
    return told.format_map(places).replace(f" ({_NOTHING})", "").replace(_NOTHING, "—")


def _as_size(count: int) -> str:
    for factor, unit in _UNITS:
        if count >= factor:
            return f"{count / factor:.1f}".removesuffix(".0") + f" {unit}"
    return f"{count} B"


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("resources").joinpath(SENTENCES_FILE).read_text("utf-8")
    return tomllib.loads(text)
