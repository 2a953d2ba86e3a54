"""How large and how often: the sizes of one run."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

PAGE = 200
SMALL_CASES = 1_000


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes of one run.

    Attributes:
        cases: in the large databases.
        start_cases: in the database the window is started on.
        small_cases: in the small window of the memory row.
        packages: taken in.
        desk_cases: one after the other on the case desk; with two there is always a next one.
        claim_cases: in the smaller database cases are taken from.
        crowd_seconds: how long a crowd takes cases.
        starts, queries, pictures, inspections, intakes, windows, crowds, evidence, decisions: rounds of each kind.
    """

    cases: int = 1_000_000
    start_cases: int = 100_000
    small_cases: int = SMALL_CASES
    packages: int = 24
    desk_cases: int = 3
    claim_cases: int = 100_000
    crowd_seconds: float = 5.0
    starts: int = 9
    queries: int = 60
    pictures: int = 20
    inspections: int = 15
    intakes: int = 5
    windows: int = 3
    crowds: int = 3
    evidence: int = 15
    decisions: int = 20


_ROUNDS = (
    "starts",
    "queries",
    "pictures",
    "inspections",
    "intakes",
    "windows",
    "crowds",
    "evidence",
    "decisions",
)
FULL = Scale()
QUICK = Scale(
    cases=20_000,
    start_cases=5_000,
    packages=2,
    desk_cases=2,
    starts=3,
    queries=20,
    pictures=6,
    inspections=5,
    intakes=2,
    windows=1,
    claim_cases=5_000,
    crowd_seconds=3.0,
    crowds=1,
    evidence=3,
    decisions=4,
)


def scale_for(*, quick: bool, cases: int | None, rounds: int | None = None) -> Scale:
    """The sizes wanted on the command line or by ``VENTANILLA_BENCH_CASES``."""
    scale = QUICK if quick else FULL
    if rounds:
        scale = replace(scale, **dict.fromkeys(_ROUNDS, rounds))
    wanted = cases or int(os.environ.get("VENTANILLA_BENCH_CASES", "0"))
    if not wanted:
        return scale
    return replace(
        scale,
        cases=wanted,
        start_cases=min(scale.start_cases, wanted),
        small_cases=min(scale.small_cases, wanted),
        claim_cases=min(scale.claim_cases, wanted),
    )
