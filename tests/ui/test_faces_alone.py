"""Faces that have a panel of their own use its room; a tick grows with the words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from tests.ui.still import let_layouts_follow
from ui.review.faces_panel import FacesPanel
from ui.theme import Metric, Mode, Theme
from ui.theme.sheet import style_sheet
from ui.theme.tokens import DARK, LIGHT


def test_faces_are_large_and_at_one_height_where_they_stand_alone(
    qtbot: QtBot, theme: Theme
) -> None:
    panel = FacesPanel()
    qtbot.addWidget(panel)
    panel.resize(1072, 565)
    panel.show()
    panel.set_alone(True)
    let_layouts_follow()
    parts = [*panel.strip._slots.values(), panel.strip._blend]
    assert {part.height() for part in parts} == {parts[0].width()}
    assert parts[0].width() > theme.px(Metric.FACE) * 3 // 2
    assert len({part.mapTo(panel, QPoint(0, 0)).y() for part in parts}) == 1
    panel.set_alone(False)
    let_layouts_follow()
    assert {part.width() for part in parts} == {theme.px(Metric.FACE)}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_picture_of_a_tick_can_be_read(colours) -> None:
    sheet = style_sheet(colours, lambda token: token)
    (path,) = {part.split('")')[0] for part in sheet.split('url("')[1:]}
    assert colours.name in path
    assert QImageReader(path).canRead()


def test_a_ticked_box_is_as_large_as_an_empty_one(qtbot: QtBot, theme: Theme) -> None:
    theme.apply(Mode.LIGHT, scale=2.0)
    box = QCheckBox()
    qtbot.addWidget(box)
    box.resize(60, 60)
    box.show()
    accent, wide = theme.colour("accent"), []
    box.setChecked(True)
    image = box.grab().toImage()
    for y in range(image.height()):
        row = [x for x in range(image.width()) if image.pixelColor(x, y) == accent]
        wide.append(row[-1] - row[0] + 1 if row else 0)
    assert max(wide) >= 2 * 12
