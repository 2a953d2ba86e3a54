"""``python -m benchmarks``: every row, its floor in the same run, and a file of results."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks import (
    claiming,
    deciding,
    guarded,
    inspecting,
    machine,
    next_case,
    queue_pages,
    searching,
    taking_in,
    windows,
)
from benchmarks.office import Office, open_office
from benchmarks.rows import Row, table
from benchmarks.scale import Scale, scale_for

Group = Callable[[Office, Scale], list[Row]]
GROUPS: dict[str, Group] = {
    "start": windows.measure_start,
    "inspect": inspecting.measure,
    "intake": taking_in.measure,
    "next": next_case.measure,
    "page": queue_pages.measure,
    "search": searching.measure,
    "claim": claiming.measure,
    "decide": deciding.measure,
    "guard": guarded.measure,
    "memory": windows.measure_memory,
}
RESULTS = Path(__file__).with_name("results.json")


def measure(groups: list[str], scale: Scale) -> dict[str, Any]:
    """Run groups of rows and give everything for the file of results."""
    facts, rows = machine.describe(), list[Row]()
    with open_office() as office:
        for name in groups:
            print(f"{name} …", flush=True)
            began = time.monotonic()
            found = GROUPS[name](office, scale)
            rows += found
            print(table(found))
            print(f"  {time.monotonic() - began:.0f} s", flush=True)
        if {"page", "search", "intake", "claim", "decide", "guard"} & set(groups):
            facts["postgresql"] = office.server_version
    return {"machine": facts, "scale": asdict(scale), "rows": [row.as_data() for row in rows]}


def _replaced(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """A part measured again takes the place of its own rows."""
    # Said in the file, because machine and load were noted for the first run.
    fresh = {
        row["name"]: row | {"measured_apart_at_load": now["machine"]["load_before"]}
        for row in now["rows"]
    }
    kept = [fresh.pop(row["name"], row) for row in before["rows"]]
    return before | {"rows": kept + list(fresh.values())}


def main(argv: list[str]) -> int:
    """Measure; exit 0 when every row could be measured, met or not."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes and few rounds")
    parser.add_argument("--cases", type=int, help="cases in the large databases")
    parser.add_argument("--rounds", type=int, help="rounds of every row")
    parser.add_argument("--only", nargs="+", choices=GROUPS, default=list(GROUPS))
    parser.add_argument("--out", type=Path, help="file of results")
    args = parser.parse_args(argv)
    scale = scale_for(quick=args.quick, cases=args.cases, rounds=args.rounds)
    result = measure(args.only, scale)
    whole = not args.quick and len(args.only) == len(GROUPS)
    out: Path | None = args.out or (RESULTS if whole else None)
    if out is not None:
        if args.only != list(GROUPS) and out.exists():
            result = _replaced(json.loads(out.read_text(encoding="utf-8")), result)
        out.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
