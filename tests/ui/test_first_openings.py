"""Opening a screen for the first time leaves the window's thread nothing to read and to import.

Told by what the thread does, not by how long it takes: no machine is too slow for it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.call import CallOutcome
from app.domain.workflow import CaseState
from tests.casework import CEDULAS, PASSWORD
from tests.stage_desks import CallDesk
from tests.ui.office_window import add_administrator
from tests.ui.quiet_program import office_of, quiet_program

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.timeout(240)
def test_the_windows_thread_neither_reads_nor_imports(
    tmp_path: Path, sqlite_template: Path
) -> None:
    with quiet_program(tmp_path, sqlite_template) as program:
        office = office_of(program)
        add_administrator(office)
        to_review = office.case(CaseState.TO_REVIEW, reviewer="")
        calls = CallDesk(office)
        someone = (office.person(cedula) for cedula in CEDULAS[2:5])
        to_schedule = office.case(person=next(someone), holder="validator")
        called = calls.schedule(office.case(person=next(someone), holder="validator"))
        done = calls.schedule(office.case(person=next(someone), holder="validator"))
        calls.start(called)
        state = calls.start(done)
        calls.pass_all(state)
        office.clock.forward(minutes=5)
        calls.outcome(office.now_case(done.case.id), state.call, CallOutcome.VALIDATED)
        plan = {
            "folder": str(tmp_path),
            "database": str(tmp_path / "office.db"),
            "at": office.clock.now().isoformat(),
            "language": "en",  # its texts are read beside the Spanish ones
            "password": PASSWORD,
            "people": [
                ("boss", []),
                ("clerk", [to_review.id]),
                ("validator", [to_schedule.id, called.case.id, done.case.id]),
                ("director", []),
                ("auditor", []),
            ],
        }
    child = subprocess.run(
        [sys.executable, "-m", "tests.ui.first_openings_child"],
        input=json.dumps(plan, default=str),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 0, child.stderr
    assert json.loads(child.stdout.splitlines()[-1]) == []
