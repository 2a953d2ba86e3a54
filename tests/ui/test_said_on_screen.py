"""What the status line said goes with the screen it was about."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.ui.quiet_program import office_of, quiet_program, settle
from ui.shell.desktop import Desktop
from ui.shell.screen_keys import QUEUE


def test_what_a_key_could_not_do_stays_with_its_screen(
    tmp_path: Path, sqlite_template: Path, qapp: QApplication
) -> None:
    with quiet_program(tmp_path, sqlite_template) as program, Desktop(program) as desktop:
        office = office_of(program)
        desktop.open_session(desktop.entry_of(office.session("clerk")))
        settle(desktop)
        place = desktop.window.workplace
        assert place is not None
        desktop.messages.say("No hay nada que deshacer.")
        assert place.status.said == "No hay nada que deshacer."
        place.go_to(QUEUE)
        assert place.status.said == ""
