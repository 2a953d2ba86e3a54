"""Choosing one of several profiles at start, by keyboard."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.cli.profile_choice import choose_profile
from app.domain.errors import RuleViolationError
from app.domain.known_profile import KnownProfile
from app.infra.workstation_profile import VARIABLE
from db.engine import require_address
from ui.messages import Messages
from ui.shell.error_words import GeneralErrorWords
from ui.shell.profile_chooser import ProfileChooser, ask_profile
from ui.theme import Theme
from ui.widgets.accessibility import unnamed_widgets

KEY = Qt.Key
KNOWN = (
    KnownProfile("oficina", "Oficina de Quito", ""),
    KnownProfile("central", "Servidor central", "db.example"),
    KnownProfile("curso", "Curso", ""),
)


def _nothing_wrong(_key: str) -> None:
    pass


def _chooser(
    qtbot: QtBot, messages: Messages, last: str = "", check: object = _nothing_wrong
) -> ProfileChooser:
    messages.extend(GeneralErrorWords(messages).codes)
    made = ProfileChooser(KNOWN, last, check, messages)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.list.hasFocus)
    return made


@pytest.mark.usefixtures("theme")
def test_the_last_choice_is_in_hand_and_enter_opens_it(qtbot: QtBot, messages: Messages) -> None:
    chooser = _chooser(qtbot, messages, "central")
    assert chooser.list.currentRow() == 1
    assert not unnamed_widgets(chooser)
    qtbot.keyClick(chooser.list, KEY.Key_Return)
    assert (chooser.chosen, chooser.isVisible()) == ("central", False)


@pytest.mark.usefixtures("theme")
def test_arrows_and_digits_choose_and_esc_leaves(qtbot: QtBot, messages: Messages) -> None:
    chooser = _chooser(qtbot, messages, "gone")
    qtbot.keyClick(chooser.list, KEY.Key_Down)
    assert chooser.list.currentRow() == 1
    qtbot.keyClick(chooser.list, KEY.Key_3)
    assert chooser.chosen == "curso"
    chooser = _chooser(qtbot, messages)
    qtbot.keyClick(chooser.list, KEY.Key_Escape)
    assert (chooser.chosen, chooser.isVisible()) == (None, False)


def test_a_mistake_is_told_and_another_one_opens(
    qtbot: QtBot, messages: Messages, theme: Theme
) -> None:
    faults = {
        "central": RuleViolationError(
            "PROFILE_INVALID", place="profile.toml", key="servr_ca", problem="unknown key"
        ),
        "oficina": RuleViolationError("SERVER_TLS_WEAK", option="sslmode", value="require"),
    }

    def check(key: str) -> None:
        if key in faults:
            raise faults[key]

    chooser = _chooser(qtbot, messages, "", check)
    qtbot.keyClick(chooser.list, KEY.Key_1)
    assert "sslmode=require" in chooser.banner.text
    qtbot.keyClick(chooser.list, KEY.Key_2)
    assert "«servr_ca» no existe" in chooser.banner.text
    assert "profile.toml" in chooser.banner.text
    assert chooser.isVisible()
    qtbot.keyClick(chooser.list, KEY.Key_3)
    assert chooser.chosen == "curso"


def test_the_program_asks_where_there_are_several_and_remembers(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "profile.toml"
    monkeypatch.setenv(VARIABLE, str(file))
    file.write_text(
        '[profiles.a]\nname = "A"\n[profiles.b]\ndatabase = "postgresql://db.example/x"\n'
        "[profiles.c]\n",
        encoding="utf-8",
    )

    def press(*keys: Qt.Key) -> None:
        (chooser,) = (one for one in qapp.topLevelWidgets() if isinstance(one, ProfileChooser))
        for key in keys:
            QTest.keyClick(chooser.list, key)

    args = argparse.Namespace(command=None, db=None, profile=None)
    # The second one names no authority for its server.
    QTimer.singleShot(0, lambda: press(KEY.Key_2, KEY.Key_3))
    assert choose_profile(args, ask_profile, require_address)
    assert args.profile == "c"
    assert file.with_suffix(".last").read_text() == "c\n"
    args.profile = None
    QTimer.singleShot(0, lambda: press(KEY.Key_Escape))
    assert not choose_profile(args, ask_profile, require_address)
    args.profile = "a"
    assert choose_profile(args, ask_profile, require_address), "named: nothing is asked"
    args.profile, args.db = None, "sqlite:///x.db"
    assert choose_profile(args, ask_profile, require_address), "an address: nothing is asked"
    file.write_text('database = "sqlite:///x.db"', encoding="utf-8")
    args.db = None
    assert choose_profile(args, ask_profile, require_address), "one profile: nothing is asked"


def test_a_mistake_in_the_only_profile_is_told_in_a_window_too(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "profile.toml"
    monkeypatch.setenv(VARIABLE, str(file))
    args = argparse.Namespace(command=None, db=None, profile=None)
    for content, words in {
        'databse = "sqlite:///x.db"': "«databse» no existe",
        'database = "postgresql://db.example/x"': "server_ca",
        "database = ": "no se puede leer",
        "[profiles.uno]\nsealed = 1": "«sealed»",
    }.items():
        file.write_text(content, encoding="utf-8")
        told: list[str] = []

        def leave(told: list[str] = told) -> None:
            (chooser,) = (one for one in qapp.topLevelWidgets() if isinstance(one, ProfileChooser))
            told.append(chooser.banner.text)
            assert not chooser.list.isVisible()
            QTest.keyClick(chooser.leave_button, KEY.Key_Escape)

        QTimer.singleShot(0, leave)
        with pytest.raises(RuleViolationError):
            choose_profile(args, ask_profile, require_address)
        assert words in told[0]
