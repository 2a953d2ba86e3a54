"""One line of the result: ours, its floor, their ratio, what was aimed at and whether it is met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from benchmarks.timing import Times, median, p95


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement.

    Attributes:
        ours, floor: medians, in ``unit``.
        ratio: ours to floor; floor to ours for throughput (``aim`` says which way).
        spread: fastest and slowest round of ours.
        against: what the floor is.
    """

    name: str
    ours: float
    floor: float
    ratio: float
    aim: str
    met: bool
    against: str
    rounds: int
    unit: str = "ms"
    spread: tuple[float, float] = (0.0, 0.0)
    facts: dict[str, float | int | str] = field(default_factory=dict)

    def as_data(self) -> dict[str, object]:
        """For the file of results, rounded to what was measured."""
        data = asdict(self)
        for key in ("ours", "floor", "ratio"):
            data[key] = round(float(data[key]), 3)
        data["spread"] = [round(value, 3) for value in self.spread]
        return data


def at_most(
    name: str,
    ours: Times,
    floor: Times,
    limit: float,
    against: str,
    *,
    extra_ms: float = 0.0,
    p95_ms: float | None = None,
    unit: str = "ms",
) -> Row:
    """Ours may take ``limit`` times the floor, plus ``extra_ms``; and ``p95_ms`` in the tail."""
    mine, bare, slow = median(ours), median(floor), p95(ours)
    met = mine <= limit * bare + extra_ms and (p95_ms is None or slow <= p95_ms)
    aim = f"≤ {limit:g}×"
    if extra_ms:
        aim += f" + {extra_ms:g} ms"
    facts: dict[str, float | int | str] = {}
    if p95_ms is not None:
        aim += f", p95 ≤ {p95_ms:g} ms"
        facts["p95_ms"] = round(slow, 1)
    return Row(
        name,
        mine,
        bare,
        mine / bare,
        aim,
        met,
        against,
        len(ours),
        unit,
        (min(ours), max(ours)),
        facts,
    )


def at_least(name: str, ours: Times, floor: Times, share: float, against: str) -> Row:
    """Ours must reach ``share`` of the floor's throughput."""
    mine, bare = median(ours), median(floor)
    return Row(
        name,
        mine,
        bare,
        bare / mine,
        f"≥ {share:g}× throughput",
        bare / mine >= share,
        against,
        len(ours),
        spread=(min(ours), max(ours)),
    )


def table(rows: Sequence[Row]) -> str:
    """The rows as people read them."""
    lines = [f"{'row':<58} {'ours':>9} {'floor':>9} {'ratio':>7}  {'aim':<24} met  rounds"]
    for row in rows:
        extra = "".join(f"  {key}={value}" for key, value in row.facts.items())
        lines.append(
            f"{row.name:<58} {row.ours:>9.2f} {row.floor:>9.2f} {row.ratio:>6.2f}×  {row.aim:<24} "
            f"{'yes' if row.met else 'NO':<4} {row.rounds:>3} {row.unit}{extra}"
        )
        lines.append(f"    floor: {row.against}")
    return "\n".join(lines)
