"""A window at rest: every layout has followed, every answer has arrived."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ui.shell.desktop import Desktop

_ROUNDS = 10
"""One layout asks for the next, and what looks after them runs when they are done."""


def let_layouts_follow() -> None:
    """Handle what is posted, and what that posts in turn, however slow the machine is."""
    for _ in range(_ROUNDS):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def let_it_wait(desktop: Desktop, ms: float) -> None:
    """For an answer of the database when somebody leaves."""
    for wait in (desktop._farewell._question_wait, desktop._farewell._leaving_wait):
        wait.setInterval(int(ms))
