"""The counts the tests report are read at the end of a run that is shared between processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COUNTING = """
def test_counts(report_counts):
    report_counts("killed 7 of 7")

def test_fails(report_counts):
    report_counts("killed 3 of 7")
    assert False

def test_counts_nothing():
    pass
"""


@pytest.mark.parametrize("processes", [(), ("-n", "2")])
def test_the_lines_stand_at_the_end_however_many_processes_ran(
    tmp_path: Path, processes: tuple[str, ...]
) -> None:
    (tmp_path / "test_counting.py").write_text(COUNTING, encoding="utf-8")
    plugins = ("-p", "tests.reported_counts", "-p", "no:randomly", "-p", "no:cacheprovider")
    run = subprocess.run(  # our own interpreter
        [sys.executable, "-m", "pytest", "-q", *plugins, *processes, str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert run.returncode == 1, run.stderr
    _, _, told = run.stdout.partition(" counted ")
    lines = [line for line in told.splitlines() if line.startswith("test_")]
    assert lines[:2] == ["test_counts: killed 7 of 7", "test_fails: killed 3 of 7"]
