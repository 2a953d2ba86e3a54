"""kill -9 of PostgreSQL, of what serves one client, and of clients, at random moments under load.

``VENTANILLA_KILLS`` says how often (6 by default; the closing proof uses 500). The server is one of
the test's own that writes to the disk as it does in an office; seven people work over their own
logins. What was acknowledged is on the disk in a diary before the next act begins. Afterwards all of
it is there, no case had two holders at a time, no step is half, and every chain is whole.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.central_kill_stage import Stage
from tests.claim_history import counted, refused
from tests.own_postgresql import own_server

KILLS = int(os.environ.get("VENTANILLA_KILLS", "6"))
LOUD = os.environ.get("VENTANILLA_KILLS") is not None
WHAT = ("server", "client", "backend")
LOOK_EVERY = 50


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which processes are the server's")
@pytest.mark.timeout(300 + 30 * KILLS)
def test_killed_anywhere_no_acknowledged_act_is_lost_and_no_case_has_two_holders(
    tmp_path: Path, report_counts: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="ventanilla-") as place,
        own_server(Path(place)) as server,
    ):
        stage = Stage(server, tmp_path)
        stage.furnish(to_review=12, in_call=min(4 + KILLS, 200))
        stage.sign_in()
        try:
            for number in range(KILLS):
                stage.let_work()
                stage.kill(WHAT[number % len(WHAT)])
                stage.keep_stepped_up()
                if (number + 1) % LOOK_EVERY == 0:
                    wrong = stage.look()
                    assert not wrong, "\n".join(wrong)
                    _say(capsys, f"{dict(stage.killed)} {counted(stage.acts())}")
            stage.let_work()
        finally:
            stage.close()
        server.kill()
        server.start()
        wrong = stage.look_closely()
        assert not wrong, "\n".join(wrong)
        acts = stage.acts()
        stage.close()
    done, unknown = counted(acts), sum(act.came == "unknown" for act in acts)
    report_counts(
        f"killed {stage.killed.total() + 1} times {dict(stage.killed)}; acknowledged {sum(done.values())}"
        f" {done}; without an answer {unknown}; refused or unreachable {refused(acts)};"
        f" {time.monotonic() - began:.0f} s"
    )
    assert sum(done.values()) > KILLS


def _say(capsys: pytest.CaptureFixture[str], line: str) -> None:
    if LOUD:
        with capsys.disabled():
            print(line)  # noqa: T201
