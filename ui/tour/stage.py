"""Opens the demonstration: for a person, or for the tour without a display."""

from __future__ import annotations

import argparse
import os

from ui.shell.desktop import Desktop
from ui.shell.parts import DesktopParts
from ui.theme import Mode
from ui.tour.backstage import Backstage
from ui.tour.hint import DemoHint
from ui.tour.journey import run_tour


def run_demo(parts: DesktopParts, backstage: Backstage, args: argparse.Namespace) -> int:
    """Open the window on the demonstration; with ``--tour`` drive it and return 0 when whole."""
    mode = Mode.DARK if args.theme == "dark" else Mode.LIGHT
    if args.tour is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        return run_tour(parts, backstage, args.tour, language=args.language)
    with Desktop(parts, mode=mode, language=args.language) as desktop:
        desktop.start(DemoHint(desktop, backstage).words())
        return desktop.run()
