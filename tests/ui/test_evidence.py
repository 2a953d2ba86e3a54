"""Looking at evidence: every transform is view state, the picture stays byte for byte."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ports.media import Pixels
from ui.theme import Theme
from ui.widgets.evidence_panel import EvidencePanel
from ui.widgets.evidence_view import EvidenceView
from ui.widgets.face_slot import FaceSlot, square
from ui.widgets.face_strip import FaceStrip
from ui.widgets.pixels import filtered, image_of
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.view_link import ViewLink
from ui.widgets.view_state import ViewMemory, ViewState


def chart(width: int = 400, height: int = 200) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB888)
    image.fill(QColor(200, 60, 60))
    for x in range(width // 2):
        for y in range(0, height, 4):
            image.setPixelColor(x, y, QColor(20, 40, 220))
    return image


def bits(image: QImage) -> bytes:
    return bytes(image.constBits())


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> EvidenceView:
    made = EvidenceView("Cédula, parte frontal")
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show()
    made.show_image(chart())
    return made


def test_pixels_become_an_image_of_their_own() -> None:
    data = np.arange(3 * 4 * 2, dtype=np.uint8).tobytes()
    image = image_of(Pixels(data, 4, 2, 12))
    assert (image.width(), image.height()) == (4, 2)
    assert image.pixelColor(1, 0) == QColor(3, 4, 5)
    with pytest.raises(ValueError, match="sizes"):
        image_of(Pixels(data, 4, 3, 12))
    with pytest.raises(ValueError, match="sizes"):
        image_of(Pixels(data, 9, 2, 12))


def test_filters_change_a_copy() -> None:
    image = chart(31, 7)
    before = bits(image)
    negative = filtered(image, ViewState(is_inverted=True))
    assert negative.pixelColor(30, 1) == QColor(55, 195, 195)
    strong = filtered(image, ViewState(contrast=2.0))
    assert strong.pixelColor(30, 1) == QColor(255, 0, 0)
    assert filtered(image, ViewState()) is image
    assert bits(image) == before


ACTIONS: list[Callable[[EvidenceView], None]] = [
    lambda v: v.zoom_by(1.7),
    lambda v: v.zoom_by(0.5),
    EvidenceView.fit,
    EvidenceView.actual_size,
    lambda v: v.turn(90),
    lambda v: v.turn(-0.5),
    lambda v: v.change_contrast(1.3),
    EvidenceView.invert,
    EvidenceView.toggle_loupe,
    lambda v: v.pan(1, -1),
    EvidenceView.reset,
]


def test_no_operation_alters_the_picture(view: EvidenceView) -> None:
    before = bits(view.image)
    for act in ACTIONS * 2:
        act(view)
        view.grab()
    assert bits(view.image) == before


def test_zoom_keeps_the_point_under_the_pointer(view: EvidenceView) -> None:
    spot = QPointF(120, 180)
    view.turn(30)
    view.zoom_by(2.0)
    before = view._to_picture(spot)
    view.zoom_by(1.5, spot)
    after = view._to_picture(spot)
    assert after.x() == pytest.approx(before.x(), abs=0.6)
    assert after.y() == pytest.approx(before.y(), abs=0.6)


def test_fit_shows_all_of_a_turned_picture(view: EvidenceView) -> None:
    assert view.zoom == pytest.approx(1.0)
    view.turn(90)
    assert view.zoom == pytest.approx(1.0)
    view.resize(200, 400)
    assert view.zoom == pytest.approx(1.0)
    view.turn(-90)
    assert view.zoom == pytest.approx(0.5)


def test_keys_wheel_and_double_click(qtbot: QtBot, view: EvidenceView) -> None:
    view.setFocus()
    view.zoom_by(4)
    centre = view.state.centre
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.state.centre[0] > centre[0]
    zoom = view.zoom
    wheel = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, wheel)
    assert view.zoom == pytest.approx(zoom * 1.25)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton)
    assert view.state.zoom is None


def test_dragging_moves_the_picture(qtbot: QtBot, view: EvidenceView) -> None:
    view.zoom_by(4)
    x = view.state.centre[0]
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    qtbot.mouseMove(view, QPoint(150, 200))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(150, 200))
    assert view.state.centre[0] > x


def test_finer_pixels_are_asked_for_when_zoomed_beyond_them(view: EvidenceView) -> None:
    asked: list[tuple[QRectF, QSize]] = []
    view.detail_wanted.connect(lambda region, size: asked.append((region, size)))
    view.show_image(chart(), full_size=QSize(4000, 2000))
    view.zoom_by(1.01)
    assert asked == []
    view.actual_size()
    region, size = asked[-1]
    assert region.width() == pytest.approx(0.1, abs=0.01)
    assert size.width() == pytest.approx(400, abs=2)
    patch = QImage(40, 40, QImage.Format.Format_RGB888)
    patch.fill(QColor(0, 255, 0))
    view.set_detail(patch, region)
    assert view.grab().toImage().pixelColor(200, 200).green() == 255


def test_a_page_is_drawn_finer_when_zoomed_and_under_the_loupe(view: EvidenceView) -> None:
    asked: list[tuple[QRectF, QSize]] = []
    view.detail_wanted.connect(lambda region, size: asked.append((region, size)))
    # A page's size is in points: the picture at hand has more pixels than that.
    view.show_image(chart(1400, 700), full_size=QSize(600, 300), is_drawn=True)
    assert asked == [], "400 screen pixels are fewer than the 1400 at hand"
    view.toggle_loupe()
    assert asked == []
    view.toggle_loupe()
    view.zoom_by(2)
    view.toggle_loupe()
    region, size = asked[-1]
    assert size.width() == pytest.approx(400 * 3, abs=3), "as fine as the loupe shows it"
    assert region.width() == pytest.approx(0.5, abs=0.01)
    view.toggle_loupe()
    view.zoom_by(4)
    region, size = asked[-1]
    assert size.width() == pytest.approx(400, abs=2)
    patch = QImage(40, 40, QImage.Format.Format_RGB888)
    patch.fill(QColor(0, 255, 0))
    view.set_detail(patch, region)
    assert view.grab().toImage().pixelColor(200, 200).green() == 255
    view.invert()
    assert view.grab().toImage().pixelColor(200, 200).green() == 0, "filtered as the rest is"
    view.show_image(chart())
    assert view.grab().toImage().pixelColor(200, 200).green() != 255


def test_linked_views_move_together_but_keep_their_contrast(qtbot: QtBot, theme: Theme) -> None:
    first, second = EvidenceView("uno"), EvidenceView("dos")
    for one in (first, second):
        qtbot.addWidget(one)
        one.resize(300, 300)
        one.show_image(chart())
    link = ViewLink(first, second)
    first.zoom_by(2)
    assert second.state == ViewState(), "not before they are linked"
    link.set_on(True)
    assert second.state.zoom == first.state.zoom
    first.turn(90)
    first.change_contrast(1.5)
    assert (second.state.rotation, second.state.contrast) == (0, 1.0)
    second.fit()
    assert first.state.zoom is None
    link.set_on(False)
    second.zoom_by(3)
    assert first.state.zoom is None


def test_linked_views_of_different_sizes_show_the_same_share(qtbot: QtBot, theme: Theme) -> None:
    small, large = EvidenceView("uno"), EvidenceView("dos")
    for one, image in ((small, chart(200, 100)), (large, chart(800, 400))):
        qtbot.addWidget(one)
        one.resize(300, 300)
        one.show_image(image)
    ViewLink(small, large, small).set_on(True)
    small.zoom_by(4)
    small.pan(1, 0)
    assert large.zoom / large.fit_zoom() == pytest.approx(small.zoom / small.fit_zoom())
    assert large.state.centre == small.state.centre


def test_views_are_remembered_by_kind_without_filters(qtbot: QtBot, theme: Theme) -> None:
    memory = ViewMemory()
    panel = EvidencePanel("Evidencia", memory=memory)
    qtbot.addWidget(panel)
    panel.resize(800, 500)
    panel.show()
    sha = "ab" * 32
    panel.show_picture(chart(), kind="form", caption="Solicitud", sha256=sha)
    panel.view.zoom_by(3)
    panel.view.invert()
    kept = panel.view.state
    panel.show_picture(chart(), kind="photo", caption="Foto", sha256=sha)
    assert panel.view.state == ViewState()
    panel.show_picture(chart(), kind="form", caption="Solicitud", sha256=sha)
    assert panel.view.state.zoom == kept.zoom
    assert not panel.view.state.is_inverted
    assert panel._hash.toolTip() == sha
    assert "abababab…abababab" in panel._hash.text()


def test_a_turn_belongs_to_the_file_and_not_to_its_kind(qtbot: QtBot, theme: Theme) -> None:
    memory = ViewMemory()
    panel = EvidencePanel("Evidencia", memory=memory)
    qtbot.addWidget(panel)
    panel.resize(800, 500)
    mine, other = "ab" * 32, "cd" * 32
    panel.show_picture(chart(), kind="id_front", caption="Cédula", sha256=mine)
    panel.view.zoom_by(2)
    panel.view.turn(90)
    panel.show_picture(chart(), kind="id_front", caption="Cédula", sha256=other)
    assert panel.view.state.rotation == 0
    assert panel.view.state.zoom is not None, "the rest of the view is that of the kind"
    panel.view.zoom_by(2)
    panel.show_picture(chart(), kind="id_front", caption="Cédula", sha256=mine)
    assert panel.view.state.rotation == 90
    memory.forget_files()
    panel.show_picture(chart(), kind="id_front", caption="Cédula", sha256=mine)
    assert panel.view.state.rotation == 0


def test_panel_keys_work_and_clash_with_nothing(qtbot: QtBot, theme: Theme) -> None:
    registry = ShortcutRegistry()
    panel = EvidencePanel("Evidencia")
    qtbot.addWidget(panel)
    panel.bind(registry, "image")
    panel.resize(800, 500)
    panel.show()
    panel.activateWindow()
    panel.show_picture(chart(), kind="form", caption="Solicitud", sha256="")
    panel.view.setFocus()
    qtbot.waitUntil(panel.view.hasFocus)
    qtbot.keyClick(panel.view, "r")
    assert panel.view.state.rotation == 90
    qtbot.keyClick(panel.view, "i")
    assert panel.view.state.is_inverted
    qtbot.keyClick(panel.view, ".")
    assert panel.view.state.rotation == 90.5
    assert registry.clashes() == ()


@given(
    st.lists(
        st.sampled_from(["in", "out", "left", "right", "turn", "fit"]), min_size=1, max_size=30
    )
)
def test_the_centre_never_leaves_the_picture(steps: list[str]) -> None:
    state = ViewState()
    for step in steps:
        zoom = state.zoom or 1.0
        moves = {
            "in": lambda s, z: s.zoomed(z * 2),
            "out": lambda s, z: s.zoomed(z / 2),
            "left": lambda s, _: s.moved_to(s.centre[0] - 0.4, s.centre[1]),
            "right": lambda s, _: s.moved_to(s.centre[0] + 0.4, s.centre[1]),
            "turn": lambda s, _: s.turned(33.3),
            "fit": lambda s, _: s.fitted(),
        }
        state = moves[step](state, zoom)
        assert 0 <= state.centre[0] <= 1
        assert 0 <= state.rotation < 360
        assert state.zoom is None or 0.02 <= state.zoom <= 16


SLOTS = (("card", "Cédula"), ("held", "Cédula en mano"), ("live", "Rostro"), ("video", "Video"))


@pytest.fixture
def strip(qtbot: QtBot, theme: Theme) -> FaceStrip:
    made = FaceStrip(SLOTS)
    qtbot.addWidget(made)
    made.show()
    return made


def test_slots_zoom_together(strip: FaceStrip) -> None:
    for key, _ in SLOTS:
        strip.show_face(key, chart(256, 256))
    strip.slot("held")._on_zoom_key(1.2)
    assert {strip.slot(key)._view.zoom for key, _ in SLOTS} == {1.2}


def test_a_face_nobody_found_is_marked_by_keys_alone(qtbot: QtBot, strip: FaceStrip) -> None:
    slot: FaceSlot = strip.slot("live")
    assert slot.accessibleName().endswith("Sin rostro")
    marked: list[tuple[str, QRectF]] = []
    strip.crop_chosen.connect(lambda key, square: marked.append((key, QRectF(square))))
    strip.set_whole("live", chart())
    slot.setFocus()
    qtbot.keyClick(slot, Qt.Key.Key_Return)
    was_marking = slot.is_marking
    qtbot.keyClick(slot, Qt.Key.Key_Right)
    qtbot.keyClick(slot, Qt.Key.Key_Minus)
    qtbot.keyClick(slot, Qt.Key.Key_Return)
    assert (was_marking, slot.is_marking) == (True, False)
    assert marked[0][0] == "live"
    square = marked[0][1]
    face = slot.face
    assert face.width() == pytest.approx(square.width() * 400, abs=1)
    assert face.width() == pytest.approx(face.height(), abs=2), "square on the picture"
    assert slot.accessibleName() == "Rostro"


def test_a_face_on_its_way_is_not_said_to_be_missing(strip: FaceStrip) -> None:
    slot = strip.slot("live")
    strip.await_face("live", True)
    assert "Buscando" in slot.accessibleName()
    strip.await_face("live", False)
    assert "Sin rostro" in slot.accessibleName()
    strip.await_face("live", True)
    strip.show_face("live", chart(64, 64))
    assert slot.accessibleName() == "Rostro"


def test_a_face_is_drawn_square_whatever_the_room(strip: FaceStrip) -> None:
    slot = strip.slot("live")
    slot.resize(60, 90)
    place = square(slot)
    assert place.width() == place.height() == 60


def test_marking_by_pointer_and_giving_up(qtbot: QtBot, strip: FaceStrip) -> None:
    slot = strip.slot("card")
    strip.set_whole("card", chart(200, 200))
    slot.start_marking()
    qtbot.keyClick(slot, Qt.Key.Key_Escape)
    assert slot.face.isNull()
    slot.start_marking()
    qtbot.mousePress(slot, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    qtbot.mouseMove(slot, QPoint(70, 60))
    qtbot.mouseRelease(slot, Qt.MouseButton.LeftButton, pos=QPoint(70, 60))
    assert slot.face.width() == pytest.approx(50 / slot.width() * 200, abs=3)


def test_two_faces_are_laid_over_each_other_and_flipped_by_hand(strip: FaceStrip) -> None:
    assert strip.pair == ("card", "video")
    for key, _ in SLOTS:
        strip.show_face(key, chart(64, 64))
    strip.slot("held").chosen.emit()
    assert strip.pair == ("video", "held")
    strip.flip()
    assert strip._blend.share == 1.0
    strip.flip()
    assert strip._blend.share == 0.0
