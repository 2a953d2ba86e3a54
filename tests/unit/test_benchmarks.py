"""The measurements themselves: they run at tiny sizes, judge by their aims, and tell no names."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.workflow import CaseState
from benchmarks.office import Office
from benchmarks.rows import at_least, at_most, table
from benchmarks.scale import scale_for
from benchmarks.timing import interleave, p95
from db.engine import open_engine
from db.store import SqlStore

ROOT = Path(__file__).resolve().parents[2]
KEYS = {"name", "ours", "floor", "ratio", "aim", "met", "against", "rounds", "unit", "spread"}
_TINY = (sys.executable, "-m", "benchmarks", "--quick", "--cases", "2000", "--rounds", "1")


@pytest.fixture
def place() -> Iterator[Path]:
    """Not pytest's own folder: a server started by root is another user, and may not enter it."""
    with tempfile.TemporaryDirectory(prefix="ventanilla-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_a_row_is_met_only_within_its_aim() -> None:
    assert at_most("x", [2.0, 2.0], [1.0, 1.0], 2.0, "floor").met
    assert not at_most("x", [2.1, 2.1], [1.0, 1.0], 2.0, "floor").met
    assert at_most("x", [11.0], [1.0], 1.3, "floor", extra_ms=10).met
    assert not at_most("x", [11.4], [1.0], 1.3, "floor", extra_ms=10).met


def test_a_slow_tail_misses_the_aim_although_the_middle_meets_it() -> None:
    times = [1.0] * 18 + [60.0, 61.0]
    row = at_most("x", times, [1.0] * 20, 2.0, "floor", p95_ms=50)
    assert row.ratio == 1.0
    assert row.facts == {"p95_ms": 60.0}
    assert not row.met


def test_throughput_is_the_floor_s_time_to_ours() -> None:
    assert at_least("x", [20.0], [10.0], 0.5, "floor").met
    assert not at_least("x", [21.0], [10.0], 0.5, "floor").met


def test_p95_is_the_slowest_but_one_in_twenty() -> None:
    assert p95([float(n) for n in range(1, 21)]) == 19.0
    assert p95([3.0]) == 3.0


def test_rounds_take_turns_in_both_orders() -> None:
    order: list[str] = []
    times = interleave(2, {"a": lambda: order.append("a"), "b": lambda: order.append("b")}, warm=0)
    assert order == ["a", "b", "b", "a"]
    assert {name: len(found) for name, found in times.items()} == {"a": 2, "b": 2}


def test_the_number_of_cases_comes_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    assert scale_for(quick=False, cases=None).cases == 1_000_000
    monkeypatch.setenv("VENTANILLA_BENCH_CASES", "700")
    small = scale_for(quick=True, cases=None)
    assert (small.cases, small.start_cases, small.small_cases) == (700, 700, 700)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("groups", "words"),
    [
        (("page", "search"), ("page first", "deepest page", "search by name")),
        (("start", "memory"), ("start to a usable queue", "memory of the window")),
        (("next",), ("prefetched", "cold")),
        (("inspect", "intake"), ("inspect a video", "intake of")),
    ],
    ids=lambda value: value[0],
)
def test_every_group_measures_and_leaves_nothing_private(
    groups: tuple[str, ...], words: tuple[str, ...], place: Path
) -> None:
    out = place / "results.json"
    ended = subprocess.run(
        [*_TINY, "--out", str(out), "--only", *groups],
        cwd=ROOT,
        # Beside the sources: what is compiled is not measured here.
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "TMPDIR": str(place),
            "PYTHONPYCACHEPREFIX": "",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    written = out.read_text(encoding="utf-8")
    result = json.loads(written)
    names = [row["name"] for row in result["rows"]]
    assert all(any(word in name for name in names) for word in words)
    for row in result["rows"]:
        assert row.keys() >= KEYS
        assert row["ours"] > 0
        assert row["floor"] > 0
        assert row["rounds"] == 1
    assert str(place) not in written
    assert str(ROOT) not in written
    assert socket.gethostname() not in written
    assert not list(place.glob("ventanilla-bench-*"))


def test_the_table_says_ours_floor_ratio_aim_and_whether_it_is_met() -> None:
    text = table([at_most("start", [3.0], [1.0], 2.0, "a bare window")])
    assert "start" in text
    assert "3.00×" in text
    assert "≤ 2×" in text
    assert "NO" in text
    assert "a bare window" in text


def test_nothing_waits_for_the_program_in_the_office_of_a_run(tmp_path: Path) -> None:
    office = Office(tmp_path)
    store = SqlStore(open_engine(office.sqlite(300)))
    with store.look() as stored:
        later = office.now + timedelta(days=1)
        closed = stored.documents.undocumented(later, 20)
        assert closed == (), "the window would try to issue a record for each"
        assert stored.cases.waiting_since(CaseState.RECEIVED, later) == ()
        assert stored.cases.overdue(CaseState.AWAITING_CITIZEN, later) == ()
    store.close()
