"""Lists of rows that scroll: none is cut in half, none shows only a part of its words."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QListWidgetItem, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from tests.casework import shipped_procedures
from tests.ui.still import let_layouts_follow
from ui.theme import Theme
from ui.widgets.arrange import column
from ui.widgets.arrange import row as side_by_side
from ui.widgets.reason_list import ReasonList
from ui.widgets.scrolled import Cover, scrolled
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.text import BoxWords, PlainLabel
from ui.widgets.word_list import WordList

TODAY = date(2026, 9, 16)
REASONS = shipped_procedures().current("ADC", TODAY).reasons_for("call", TODAY)


def halves(area: QAbstractScrollArea, rows: list[QWidget]) -> list[QWidget]:
    """Rows of which a part can be read and a part cannot."""
    port = QRect(QPoint(0, 0), area.viewport().size())
    for cover in area.findChildren(Cover):
        if cover.isVisible():
            place = cover.geometry().translated(-area.viewport().pos())
            if place.top() <= 0:
                port.setTop(place.bottom() + 1)
            else:
                port.setBottom(place.top() - 1)
    found = []
    for row in rows:
        place = QRect(row.mapTo(area.viewport(), QPoint(0, 0)), row.size())
        if place.intersects(port) and not port.contains(place.adjusted(8, 0, -8, 0)):
            found.append(row)
    return found


def until_whole(qtbot: QtBot, area: QAbstractScrollArea, rows: list[QWidget]) -> None:
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for value in (0, 9, bar.maximum() // 2, bar.maximum()):
        bar.setValue(value)
        qtbot.waitUntil(lambda: not halves(area, rows))


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("height", [131, 150, 172])
def test_no_reason_is_cut(qtbot: QtBot, theme: Theme, height: int, scale: float) -> None:
    theme.apply(scale=scale)
    reasons = ReasonList()
    reasons.show_reasons(REASONS)
    area = scrolled(reasons, "Motivos", whole_rows=True)
    qtbot.addWidget(area)
    area.resize(theme.px(200), theme.px(height))
    area.show()
    labels = reasons.findChildren(BoxWords)
    assert len(labels) == len(REASONS)
    assert any(label.height() > 2 * label.fontMetrics().lineSpacing() - 2 for label in labels)
    rows = [label.parentWidget() for label in labels]
    until_whole(qtbot, area, [row for row in rows if row is not None])
    assert not [one.text() for one in labels if one.height() < one.heightForWidth(one.width())]


def test_a_click_on_the_words_of_a_reason_chooses_it(qtbot: QtBot, theme: Theme) -> None:
    reasons = ReasonList()
    qtbot.addWidget(reasons)
    reasons.show_reasons(REASONS)
    reasons.show()
    QTest.mouseClick(reasons.findChildren(BoxWords)[1], Qt.MouseButton.LeftButton)
    assert reasons.chosen == (REASONS[1].code,)


@pytest.mark.parametrize("height", [100, 117, 134])
def test_no_piece_of_a_list_of_words_is_cut(qtbot: QtBot, theme: Theme, height: int) -> None:
    lines = WordList("Declaración")
    qtbot.addWidget(lines)
    rows: list[QWidget] = []
    for number in range(7):
        row = QWidget()
        text = f"{number} · yo, de manera libre y voluntaria, autorizo" * (1 + number % 2)
        row.setLayout(column(PlainLabel(text, wrap=True)))
        item = QListWidgetItem()
        lines.addItem(item)
        lines.setItemWidget(item, row)
        rows.append(row)
    lines.resize(320, height)
    lines.show()
    lines.fit()
    until_whole(qtbot, lines, rows)
    lines.scrollToItem(lines.item(4), WordList.ScrollHint.PositionAtCenter)
    qtbot.waitUntil(lambda: not halves(lines, rows))


def test_only_digits_of_reasons_in_sight_are_keys(qtbot: QtBot, theme: Theme) -> None:
    window, page, reasons = QMainWindow(), QWidget(), ReasonList()
    page.setLayout(column(reasons))
    window.setCentralWidget(page)
    qtbot.addWidget(window)
    keys = ShortcutRegistry(window)
    reasons.bind(keys, page, "calls")
    reasons.show_reasons(REASONS[:3])
    reasons.hide()
    window.show()

    def listed() -> list[str]:
        return [one.chosen for one in keys.here(page)]

    assert listed() == []
    reasons.show()
    assert listed() == ["1", "2", "3"]
    reasons.show_reasons(REASONS[:2])
    assert listed() == ["1", "2"]


@pytest.mark.parametrize("height", range(150, 200, 7))
def test_a_part_too_high_to_be_seen_whole_lets_no_words_beside_it_be_cut(
    qtbot: QtBot, height: int
) -> None:
    inside, high = QWidget(), QWidget()
    high.setMinimumHeight(600)
    words = [PlainLabel(f"Línea {number}") for number in range(20)]
    both = side_by_side(high)
    both.addLayout(column(*words))
    inside.setLayout(both)
    area = scrolled(inside, "Prueba")
    qtbot.addWidget(area)
    area.resize(300, height)
    area.show()
    let_layouts_follow()
    edge = area.viewport().height()
    for word in words:
        top = word.mapTo(area.viewport(), QPoint(0, 0)).y()
        assert not top < edge <= top + word.height() - 1, word.text()


def test_home_and_end_go_to_the_first_and_the_last_line_of_a_list(qtbot: QtBot) -> None:
    words = WordList("Prueba")
    qtbot.addWidget(words)
    for number in range(5):
        words.addItem(QListWidgetItem(f"Línea {number}"))
    words.show()
    words.setCurrentRow(2)
    for key, row in ((Qt.Key.Key_End, 4), (Qt.Key.Key_Home, 0)):
        QTest.keyClick(words, key)
        assert words.currentRow() == row
