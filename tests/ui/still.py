"""A window at rest: every layout has followed, every answer has arrived."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

_ROUNDS = 10
"""One layout asks for the next, and what looks after them runs when they are done."""


def let_layouts_follow() -> None:
    """Handle what is posted, and what that posts in turn, however slow the machine is."""
    for _ in range(_ROUNDS):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
