"""How long tests wait: for what must come, longer than any loaded machine needs."""

from __future__ import annotations

import faulthandler
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE_S = 60.0
"""After this long a test says what never came; one that is sound never sees the end of it.

What is waited for by the clock may depend on the machine, what a test finds right may not.
"""


def until(is_so: Callable[[], object], what: str) -> None:
    """Look every few milliseconds whether something is so."""
    give_up = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < give_up, f"{what}: not within {PATIENCE_S:.0f} seconds"
        time.sleep(0.005)


def told_to_the_end(child: subprocess.Popen[str], errors: Path, seconds: float) -> str:
    """What a child process says until it ends well; of one that stands still, the stacks of both.

    Args:
        child: writes its standard error to ``errors``, the stacks of all threads when aborted.
        errors: our own stacks follow there.
        seconds: after this long it stands still.
    """
    try:
        out, _ = child.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGABRT)
        out, _ = child.communicate(timeout=PATIENCE_S)
        with errors.open("a") as told:
            faulthandler.dump_traceback(told)
    assert child.returncode == 0, errors.read_text()
    return out
