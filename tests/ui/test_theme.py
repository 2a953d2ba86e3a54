"""Tokens: readable in both themes, followed by open windows, and written nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from ui.theme import (
    DARK,
    LIGHT,
    Colours,
    Metric,
    Mode,
    TextSize,
    Theme,
    contrast_ratio,
    current_theme,
    icon_names,
)

UI = Path(__file__).resolve().parents[2] / "ui"


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda c: c.name)
def test_every_text_on_its_ground_is_readable(colours: Colours) -> None:
    weak = {
        pair: round(contrast_ratio(*pair), 2)
        for pair in colours.text_pairs()
        if contrast_ratio(*pair) < 4.5
    }
    assert not weak


def test_contrast_is_the_wcag_ratio() -> None:
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast_ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_open_windows_follow_a_switch(qtbot: QtBot, theme: Theme, qapp: QApplication) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    label.show()
    theme.apply(Mode.DARK)
    assert label.palette().windowText().color().name() == DARK.ink
    theme.apply(Mode.LIGHT)
    assert label.palette().windowText().color().name() == LIGHT.ink


def test_a_dressed_window_follows_a_switch_by_itself(
    qtbot: QtBot, theme: Theme, qapp: QApplication
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    label = QLabel("x")
    window.setCentralWidget(label)
    theme.dress(window)
    try:
        window.show()
        assert qapp.styleSheet() == ""
        theme.apply(Mode.DARK)
        assert label.palette().windowText().color().name() == DARK.ink
    finally:
        theme.undress()
    assert qapp.styleSheet() != ""


def test_what_is_shown_already_is_not_drawn_again(qtbot: QtBot, theme: Theme) -> None:
    theme.apply(Mode.LIGHT, scale=1.0)
    with qtbot.assertNotEmitted(theme.changed):
        theme.apply(Mode.LIGHT, scale=1.0)
    with qtbot.waitSignal(theme.changed, timeout=0):
        theme.apply(scale=1.5)


def test_there_is_one_theme(theme: Theme) -> None:
    assert current_theme() is theme


def test_scale_doubles_text_and_measures(theme: Theme) -> None:
    single = QFontMetrics(theme.font()).height()
    row = theme.px(Metric.ROW)
    theme.apply(scale=2.0)
    assert QFontMetrics(theme.font()).height() >= 2 * single - 2
    assert theme.px(Metric.ROW) == 2 * row
    theme.apply(scale=9.0)
    assert theme.scale == 2.0


def test_figures_have_one_width(theme: Theme) -> None:
    metrics = theme.metrics(TextSize.BODY)
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_draws_something(theme: Theme, name: str) -> None:
    image = theme.icon(name).pixmap(32, 32).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(32) for y in range(32))


def test_unknown_icons_are_refused(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.icon("nothing-like-this")


LITERALS = re.compile(
    r"#[0-9a-fA-F]{6}\b"
    r"|setContentsMargins\((?:\s*[1-9]\d*)"
    r"|set(?:Spacing|Margin|FixedWidth|FixedHeight|FixedSize)\(\s*[1-9]"
    r"|QColor\(\s*[\d\"']"
    r"|setPixelSize\(|setPointSize\(|setStyleSheet\("
)


def test_no_colour_or_size_is_written_outside_the_theme() -> None:
    found = [
        f"{file.relative_to(UI)}: {match.group()}"
        for file in UI.rglob("*.py")
        if "theme" not in file.parts
        for match in LITERALS.finditer(file.read_text(encoding="utf-8"))
    ]
    assert not found
