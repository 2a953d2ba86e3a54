"""The status line says for a while why a key did nothing."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.still import let_layouts_follow
from ui.shell.status_line import StatusLine
from ui.theme import Theme


def test_what_a_key_could_not_do_stands_where_the_last_save_stood(
    qtbot: QtBot, theme: Theme
) -> None:
    status = StatusLine()
    qtbot.addWidget(status)
    status.resize(1024, status.sizeHint().height())
    status.show()
    status.set_counts(28, 8, 5, 5)
    status.set_saved("10:42:07")
    status.say("No hay nada que deshacer.")
    let_layouts_follow()
    assert status.said == "No hay nada que deshacer."
    assert not status._saved.isVisible()
    assert status._said.width() >= status._said.sizeHint().width()
    status._silence.timeout.emit()
    assert status.said == ""
    assert status._saved.isVisible()
