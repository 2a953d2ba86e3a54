"""The residence in one line on the desk: no name is told twice in a row."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.infra.country_names import CldrCountryNames
from tests.casework import OLD
from tests.ui.calls_window import wording
from ui.theme import Theme
from ui.widgets.change_list import ChangeList


def test_city_and_province_of_one_name_are_told_once(qtbot: QtBot, theme: Theme) -> None:
    shown = ChangeList(wording(), CldrCountryNames(), "es", is_short=True)
    qtbot.addWidget(shown)
    before = replace(OLD, country="SG", state="Singapur", city="Singapur", postal_code="1")
    after = replace(OLD, country="ES", state="Madrid", city="Madrid", postal_code="28001")
    shown.show_change(before, after, ())
    words = [label.text() for label in shown.findChildren(QLabel)]
    assert "España, Madrid, 28001" in words
    assert words[1].count("Singapur") == 1
