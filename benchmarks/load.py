"""``make load``: a country's staff at work on one server, timed, and everything checked afterwards."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from app.domain.staff import Duty
from benchmarks import machine
from benchmarks.children import answer_of
from benchmarks.logins import open_logins
from benchmarks.office import Office, open_office
from benchmarks.pooler import Pooler
from benchmarks.timing import median, p95, p99
from db import maintenance
from db.engine import open_engine

_PROCESSES = 4
_TAKEN = ("case.claimed",)
_GIVEN = (
    "case.released",
    "case.claim_expired",
    "case.claim_broken",
    "review.committed",
    "call.scheduled",
)


def duty_of(number: int) -> Duty:
    """Of every fifty, forty clerks, eight validators, two directors; all over the provinces."""
    place = number % 50
    if place < 40:
        return Duty.CLERK
    return Duty.VALIDATOR if place < 48 else Duty.DIRECTOR


def main(argv: list[str]) -> int:
    """Run it; exit 0 when nothing was lost and nobody shared a case, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--staff", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--think", type=float, default=5.0, help="mean seconds between two acts")
    parser.add_argument("--pooler", action="store_true", help="through PgBouncer, by session")
    parser.add_argument("--out", type=Path, help="file of results")
    args = parser.parse_args(argv)
    with open_office() as office:
        result = _measure(office, args)
    print(_table(result))
    if args.out is not None:
        args.out.parent.mkdir(parents=True, exist_ok=True)
        args.out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return 1 if result["broken"] or result["crashes"] else 0


def _measure(office: Office, args: argparse.Namespace) -> dict[str, Any]:
    url = office.postgresql(args.cases)
    open_logins(url, args.staff, duty_of)
    before = _faults(url)
    with _reached(office, url, args) as reached:
        began = time.monotonic()
        people = _people(reached, args)
        took = time.monotonic() - began
    times = {name: found for name, found in people["took"].items() if found}
    rows = [
        {
            "operation": name,
            "times": len(found),
            "p50_ms": round(median(found), 1),
            "p95_ms": round(p95(found), 1),
            "p99_ms": round(p99(found), 1),
        }
        for name, found in sorted(times.items())
    ]
    return {
        "machine": machine.describe(),
        "staff": args.staff,
        "seconds": round(took),
        "through": "PgBouncer, session" if args.pooler else "the server's socket",
        "operations": rows,
        "refused": people["refused"],
        "crashes": people["crashes"],
        "acknowledged": {"reviews": len(people["reviews"]), "calls": len(people["calls"])},
        "broken": _broken(url, people, before),
    }


@contextmanager
def _reached(office: Office, url: str, args: argparse.Namespace) -> Iterator[str]:
    if not args.pooler:
        yield url
        return
    with Pooler(office.folder, url, args.staff) as pooler:
        yield pooler.url


def _people(url: str, args: argparse.Namespace) -> dict[str, Any]:
    share = -(-args.staff // _PROCESSES)
    firsts = range(0, args.staff, share)
    took: dict[str, list[float]] = {}
    refused: Counter[str] = Counter()
    gathered: dict[str, list[str]] = {"reviews": [], "calls": [], "crashes": []}
    with ThreadPoolExecutor(len(firsts)) as starters:
        answers = starters.map(
            lambda first: answer_of(
                "benchmarks.load_child",
                url,
                str(first),
                str(min(share, args.staff - first)),
                str(args.minutes * 60),
                str(args.think),
            ),
            firsts,
        )
        for answer in answers:
            for name, found in answer["took"].items():
                took.setdefault(name, []).extend(found)
            refused.update(answer["refused"])
            for name in gathered:
                gathered[name] += answer[name]
    return {"took": took, "refused": dict(refused), **gathered}


def _broken(url: str, people: dict[str, Any], before: Counter[tuple[str, str]]) -> list[str]:
    """What must be so whatever happened, and is not."""
    engine = open_engine(url, pool_size=1)
    with engine.connect() as connection:
        connection.execute(text("SET statement_timeout = 0"))
        found = [
            *_lost(connection, "reviews", people["reviews"]),
            *_lost(connection, "calls", people["calls"]),
            *_shared(connection),
            *_twice(connection),
        ]
    engine.dispose()
    found += [f"{code} {place}" for code, place in _faults(url) - before]
    return found


def _faults(url: str) -> Counter[tuple[str, str]]:
    """What a check of the whole database finds; invented cases have no story to be held against."""
    engine = open_engine(url)
    found = Counter((fault.code, fault.place) for fault in maintenance.check(engine))
    engine.dispose()
    return found


def _lost(connection: Connection, table: str, known: list[str]) -> list[str]:
    there = set(connection.execute(text(f"SELECT id FROM {table}")).scalars())  # noqa: S608 - ours
    return [f"lost: {table} {one}" for one in known if one not in there]


def _twice(connection: Connection) -> list[str]:
    rows = connection.execute(
        text(
            "SELECT claimed_by FROM cases WHERE claimed_by IS NOT NULL AND lease_until > now()"
            " GROUP BY claimed_by HAVING count(*) > 1"
        )
    )
    return [f"holds two: {holder}" for holder in rows.scalars()]


def _shared(connection: Connection) -> list[str]:
    """A case taken by somebody while another one had it, by the order of its own chain."""
    rows = connection.execute(
        text(
            "SELECT chain, canonical FROM audit_events"
            " WHERE chain LIKE 'case:%' ORDER BY chain, sequence"
        )
    )
    holder: dict[str, str] = {}
    found = []
    for chain, canonical in rows:
        event = json.loads(canonical)
        if event["action"] in _TAKEN:
            other = holder.get(chain)
            if other is not None and other != event["actor"]:
                found.append(f"two at once: {chain} {other} {event['actor']}")
            holder[chain] = event["actor"]
        elif event["action"] in _GIVEN:
            holder.pop(chain, None)
    return found


def _table(result: dict[str, Any]) -> str:
    lines = [
        f"{result['staff']} people, {result['seconds']} s, through {result['through']}",
        f"{'operation':<18} {'times':>7} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8}",
    ]
    lines += [
        f"{row['operation']:<18} {row['times']:>7} {row['p50_ms']:>8} {row['p95_ms']:>8}"
        f" {row['p99_ms']:>8}"
        for row in result["operations"]
    ]
    lines += [f"refused {code}: {count}" for code, count in sorted(result["refused"].items())]
    lines += [f"acknowledged {name}: {count}" for name, count in result["acknowledged"].items()]
    lines += [f"CRASH {crash}" for crash in result["crashes"]]
    lines += [f"BROKEN {what}" for what in result["broken"][:50]] or [
        "nothing lost, nothing shared"
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
