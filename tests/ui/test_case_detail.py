"""Zoom, loupe and two documents side by side on the desk, over the real sandbox."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.domain.case import Case
from app.domain.ids import FileId, fresh_id
from tests.casework import Casework
from tests.sandbox_files import mp4, pdf, photo
from tests.ui.office_window import OfficeWindow
from tests.ui.test_case_faces import with_file
from ui.review.detail import MOST_PIXELS, wanted_of
from ui.review.view import ReviewView
from ui.widgets.evidence_view import EvidenceView

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def screen(review_screen: OfficeWindow[ReviewView]) -> OfficeWindow[ReviewView]:
    return review_screen


def large_card() -> bytes:
    """12 megapixels of stripes one pixel wide, which any smaller drawing blurs to grey."""
    pixels = np.zeros((3000, 4000, 3), dtype=np.uint8)
    pixels[:, ::2] = 255
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=95)
    return out.getvalue()


def add(office: Casework, case: Case, requirement: str, data: bytes, number: int = 1) -> None:
    with office.store.write() as uow:
        first = uow.cases.files(case.id)[0]
        file = replace(
            first,
            id=FileId(fresh_id()),
            requirement=requirement,
            round=number,
            sha256=uow.blobs.put(data),
            size=len(data),
        )
        uow.cases.add_files([file])
        uow.commit()


def opened(screen: OfficeWindow[ReviewView], qtbot: QtBot, case: Case, code: str) -> EvidenceView:
    screen.view.presenter.take(case.id)
    screen.settle()
    screen.view.presenter.select(code)
    view = screen.view.area.panel.view
    qtbot.waitUntil(lambda: not view.image.isNull(), timeout=30_000)
    screen.settle()
    return view


def title(screen: OfficeWindow[ReviewView], code: str) -> str:
    desk = screen.view.presenter.desk
    assert desk is not None
    return desk.procedure.requirement(code).short_title


def spread(image: QImage) -> int:
    """Brightest minus darkest pixel of a short line in the middle."""
    y, middle = image.height() // 2, image.width() // 2
    line = [image.pixelColor(x, y).green() for x in range(middle - 20, middle + 20)]
    return max(line) - min(line)


def test_zoom_shows_the_pixels_the_citizen_sent(
    office: Casework, screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    view = opened(screen, qtbot, with_file(office, "face_photo", large_card()), "face_photo")
    view.actual_size()
    assert spread(view.grab().toImage()) < 60, "or this test proves nothing"
    qtbot.waitUntil(lambda: spread(view.grab().toImage()) > 150, timeout=30_000)
    view.pan(3, 0)
    qtbot.waitUntil(lambda: spread(view.grab().toImage()) > 150, timeout=30_000)


def test_the_loupe_shows_them_too(
    office: Casework, screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    view = opened(screen, qtbot, with_file(office, "face_photo", large_card()), "face_photo")
    view.zoom_by(0.5 / view.zoom)
    view.setFocus()
    screen.press(KEY.Key_L)
    qtbot.waitUntil(lambda: spread(view.grab().toImage()) > 100, timeout=30_000)


def test_what_was_asked_of_one_file_is_never_laid_over_another(
    office: Casework, screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    case = with_file(office, "face_photo", large_card())
    add(office, case, "request_form", pdf(2))
    view = opened(screen, qtbot, case, "face_photo")
    view.actual_size()
    screen.view.presenter.select("request_form")
    qtbot.waitUntil(lambda: view._is_drawn, timeout=30_000)
    screen.settle()
    assert view._detail is None
    view.zoom_by(12)
    qtbot.waitUntil(lambda: view._detail is not None, timeout=30_000)
    screen.view.presenter.release()
    screen.settle()
    assert view._detail is None, "wiped with the case"
    assert view._shown_detail.isNull()


@pytest.mark.parametrize("share", [QRectF(0, 0, 1, 1), QRectF(0.25, 0.5, 0.1, 0.2)])
def test_no_answer_is_larger_than_it_may_be(share: QRectF) -> None:
    wanted = wanted_of(share, QSize(9000, 9000), QSize(4000, 3000))
    assert wanted.width * wanted.height <= MOST_PIXELS * 1.01
    region = wanted.region
    assert region.x + region.width <= 4000
    assert region.y + region.height <= 3000
    assert wanted.width / wanted.height == pytest.approx(region.width / region.height, rel=0.02)


def test_a_file_that_cannot_be_read_is_said_and_the_next_one_comes(
    office: Casework, screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    case = with_file(office, "face_photo", photo())
    add(office, case, "request_form", pdf(2))
    view = opened(screen, qtbot, case, "face_photo")
    area = screen.view.area
    view.setFocus()
    # The front of the card is a few bytes no decoder reads.
    screen.press(KEY.Key_P)
    assert area.banner.isVisible()
    assert not area.beside.isVisible()
    assert area.panel.isVisible(), "what is looked at stays"
    screen.press(KEY.Key_P)
    assert area.beside._caption.text().startswith(title(screen, "request_form"))


def test_p_goes_through_what_there_is_and_puts_it_away(
    office: Casework, screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    case = with_file(office, "face_photo", photo())
    add(office, case, "id_front", photo(), number=2)
    add(office, case, "request_form", pdf(2))
    view = opened(screen, qtbot, case, "face_photo")
    area = screen.view.area
    view.setFocus()
    said = []
    for _ in range(2):
        screen.press(KEY.Key_P)
        assert area.beside.isVisible()
        said.append(area.beside._caption.text())
    assert said[0].startswith(title(screen, "id_front"))
    assert "página 1 de 2" in said[1]
    for panel in (area.panel, area.beside):
        assert panel._caption.fontMetrics().horizontalAdvance(panel._caption.text()) <= (
            panel._caption.width()
        ), "what each one is stands there whole"
        assert panel._hash.text()
    assert not area.side.is_linked, "two things are not looked at in the same place"
    area.beside.view.setFocus()
    screen.press(KEY.Key_PageDown)
    assert "página 2 de 2" in area.beside._caption.text()
    view.setFocus()
    screen.press(KEY.Key_E)
    assert "vistas enlazadas" in area.beside._caption.text()
    view.zoom_by(3)
    assert area.beside.view.state.zoom is not None
    screen.press(KEY.Key_E)
    area.beside.view.fit()
    assert view.state.zoom is not None, "each on its own again"
    screen.press(KEY.Key_P)
    assert not area.beside.isVisible()
    assert area.beside.view.image.isNull()
    screen.press(KEY.Key_P)
    screen.press(KEY.Key_P, SHIFT)
    assert not area.beside.isVisible()


def test_the_submission_before_comes_first_and_moves_along(
    office: Casework, screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    case = with_file(office, "request_form", pdf(1))
    add(office, case, "request_form", pdf(2), number=2)
    view = opened(screen, qtbot, case, "request_form")
    view.setFocus()
    screen.press(KEY.Key_P)
    area = screen.view.area
    assert area.beside._caption.text().startswith("Envío anterior")
    assert area.side.is_linked
    view.zoom_by(2)
    assert area.beside.view.zoom == pytest.approx(
        area.beside.view.fit_zoom() * view.zoom / view.fit_zoom()
    )


def test_with_nothing_to_put_beside_a_sentence_says_so(
    office: Casework, screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    case = with_file(office, "video", mp4(frames=10))
    with office.store.write() as uow:
        first = next(f for f in uow.cases.files(case.id) if f.requirement == "id_front")
    screen.view.presenter.take(case.id)
    screen.settle()
    area = screen.view.area
    screen.view.presenter.select(first.requirement)
    screen.view.setFocus()
    screen.press(KEY.Key_P)
    assert "No hay con qué comparar" in area.banner.text
    screen.view.presenter.select("video")
    screen.settle()
    assert not area.banner.isVisible()
    screen.view.setFocus()
    screen.press(KEY.Key_P)
    assert "Elija primero una imagen" in area.banner.text
