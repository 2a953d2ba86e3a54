"""The desktop on its queue: says when the first page is painted, then how much memory it holds.

Composed like ``main.py`` does it. The sign-in page is built and shown; its password is not asked,
because how long a person types and how slow a password check is on purpose is not the start.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from app.infra.log_setup import configure_logging
from app.infra.workstation_profile import Profile
from main import RESOURCES, Program

_SETTLE_MS = 2_500


def run(url: str, folder: Path, *, weighs: bool) -> int:
    """Open the window on the queue, and close it again."""
    configure_logging()
    program = Program(Profile(url, folder, is_sealed=False), RESOURCES)
    with program.closing:
        from ui.shell.desktop import Desktop

        with Desktop(program) as desktop:
            desktop.start()
            return _work(program, desktop, weighs=weighs)


def _work(program: Program, desktop: object, *, weighs: bool) -> int:
    from PySide6.QtCore import QTimer

    from benchmarks.painting import PaintProbe
    from benchmarks.sessions import session_of
    from ui.queueing.view import QueueView
    from ui.shell.desktop import Desktop
    from ui.shell.screen_keys import QUEUE

    if not isinstance(desktop, Desktop):
        raise TypeError
    desktop.open_session(desktop.entry_of(session_of(program.store)))
    view = desktop.window.go_to(QUEUE)
    if not isinstance(view, QueueView):
        raise TypeError

    def painted() -> None:
        print(f"painted {view.table.model.rowCount()}", flush=True)
        QTimer.singleShot(_SETTLE_MS if weighs else 0, leave)

    def leave() -> None:
        if weighs and desktop.tasks.under_way:
            QTimer.singleShot(100, leave)
            return
        if weighs:
            rows = view.table.model.rowCount()
            print(json.dumps({"resident_mib": resident_mib(), "rows": rows}), flush=True)
        desktop.application.qt.quit()

    PaintProbe(view.table.grid.viewport(), lambda: view.table.model.rowCount() > 0, painted)
    return desktop.run()


def resident_mib() -> float:
    """Memory this process keeps in RAM now; its highest so far where the system tells no more."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(text for text in status.read_text().splitlines() if text.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    import resource

    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return highest / 2**20 if sys.platform == "darwin" else highest / 1024


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], Path(sys.argv[2]), weighs=sys.argv[3:] == ["--weigh"]))
