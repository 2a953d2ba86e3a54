"""Taking the next case from a server, by 1, 8 and 32 people at once."""

from __future__ import annotations

import statistics
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from benchmarks import claim_floors
from benchmarks.children import answer_of
from benchmarks.logins import open_logins
from benchmarks.office import Office
from benchmarks.rows import Row
from benchmarks.scale import Scale
from benchmarks.timing import p95

CONNECTIONS = (1, 8, 32)
_PROCESSES = 2
_PEERS = {
    "procrastinate": claim_floors.prepare_procrastinate,
    "pgqueuer": claim_floors.prepare_pgqueuer,
}


@dataclass(frozen=True, slots=True)
class Crowd:
    """What so many connections did together.

    Attributes:
        rate: takings, each with its giving back, a second.
        took: milliseconds of each taking, without the giving back.
    """

    rate: float
    took: list[float]


def measure(office: Office, scale: Scale) -> list[Row]:
    """Cases taken and given back a second, among the small and the large number of cases.

    The floor is the statement of a taking and that of a giving back under pgbench, prepared, on a
    table of its own without guard, policies or audit. The peers fetch a job and finish it through
    their own libraries, as many jobs waiting as there are cases. Ours runs the whole use cases over
    each clerk's own login: it also reads the case (a committed access entry first), holds hands,
    doubts and settings against the rules, is held against them again by the guard, and seals an
    audit event for the taking and one for the giving back.
    """
    rows = []
    for count in dict.fromkeys((scale.claim_cases, scale.cases)):
        url = office.postgresql(count)
        open_logins(url, max(CONNECTIONS))
        bare = claim_floors.bare_url(url)
        claim_floors.prepare_bare(bare)
        peers = {}
        for name, prepare in _PEERS.items():
            peers[name] = claim_floors.bare_url(office.empty_postgresql(f"{name}_{count}"))
            prepare(peers[name], count)
        for connections in CONNECTIONS:
            rows += _crowds(office, scale, url, bare, peers, connections, count)
        claim_floors.drop_bare(bare)
    return rows


def _crowds(
    office: Office,
    scale: Scale,
    url: str,
    bare: str,
    peers: dict[str, str],
    connections: int,
    count: int,
) -> list[Row]:
    ours: list[Crowd] = []
    floor: list[float] = []
    others: dict[str, list[float]] = {name: [] for name in peers}
    for _ in range(scale.crowds):
        claim_floors.vacuum(url)
        ours.append(_crowd("ours", url, connections, scale.crowd_seconds))
        floor.append(claim_floors.pgbench(bare, office.folder, connections, scale.crowd_seconds))
        for name, place in peers.items():
            others[name].append(_crowd(name, place, connections, scale.crowd_seconds).rate)
    title = f"claim, {connections} connections, {count:,} cases"
    rates = [crowd.rate for crowd in ours]
    took = [value for crowd in ours for value in crowd.took]
    facts: dict[str, float | int | str] = {
        "taking_p50_ms": round(statistics.median(took), 1),
        "taking_p95_ms": round(p95(took), 1),
    }
    rows = [_row(title, rates, floor, 0.5, "pgbench of the same statements on a bare table", facts)]
    for name, found in others.items():
        against = f"{name} fetching and finishing a job"
        rows.append(_row(f"{title}, beside {name}", rates, found, 2.0, against, {}))
    return rows


def _crowd(kind: str, url: str, connections: int, seconds: float) -> Crowd:
    """So many connections over two processes, as one would hold the others up."""
    share = -(-connections // min(_PROCESSES, connections))
    firsts = range(0, connections, share)
    with ThreadPoolExecutor(len(firsts)) as starters:
        answers = starters.map(
            lambda first: answer_of(
                "benchmarks.claim_child",
                kind,
                url,
                str(first),
                str(min(share, connections - first)),
                str(seconds),
            )["took"],
            firsts,
        )
        took = [value for answer in answers for value in answer]
    return Crowd(len(took) / seconds, took)


def _row(
    title: str,
    ours: list[float],
    floor: list[float],
    share: float,
    against: str,
    facts: dict[str, float | int | str],
) -> Row:
    mine, bare = statistics.median(ours), statistics.median(floor)
    return Row(
        title,
        mine,
        bare,
        mine / bare,
        f"≥ {share:g}×",
        mine / bare >= share,
        against,
        len(ours),
        "a second",
        (min(ours), max(ours)),
        facts,
    )
