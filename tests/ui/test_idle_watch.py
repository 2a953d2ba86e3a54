"""Whoever is away is told of; whoever works is left alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.shell.lock_page import IdleWatch


def test_idle_time_is_told_and_activity_puts_it_off(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    watch, told = IdleWatch(30, window), list[bool]()
    watch.idle.connect(lambda: told.append(True))
    watch.start()
    qtbot.waitUntil(lambda: watch._timer.remainingTime() < 29_000)
    left = watch._timer.remainingTime()
    qtbot.keyClick(window, Qt.Key.Key_Shift)
    assert watch._timer.remainingTime() > left
    assert told == []
    watch._timer.start(50)
    qtbot.waitUntil(lambda: told == [True])
    watch.stop()
