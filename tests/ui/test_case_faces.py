"""The strip of faces is painted from what the program prepared: from then on it was seen."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.audit import case_chain
from app.domain.case import Case
from app.domain.ids import FileId, fresh_id
from app.domain.person import Identifier, IdentifierKind
from app.domain.review import FACE_REQUIREMENTS, FACES, FaceVerdict
from app.domain.workflow import CaseState
from tests.casework import CEDULAS, NEW, Casework, declared
from tests.sandbox_files import mp4, pdf, photo
from tests.ui.office_window import OfficeWindow
from ui.review.face_finder import SLOTS
from ui.review.faces_panel import FacesPanel
from ui.review.view import ReviewView
from ui.widgets.badge import Badge


@pytest.fixture
def screen(review_screen: OfficeWindow[ReviewView]) -> OfficeWindow[ReviewView]:
    return review_screen


def with_photo(office: Casework) -> Case:
    return with_file(office, "face_photo", photo())


def with_file(office: Casework, requirement: str, data: bytes) -> Case:
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    with office.store.write() as uow:
        first = uow.cases.files(case.id)[0]
        shown = replace(
            first,
            id=FileId(fresh_id()),
            requirement=requirement,
            sha256=uow.blobs.put(data),
            size=len(data),
        )
        uow.cases.add_files([shown])
        uow.commit()
    return case


def grey(image: QImage) -> int:
    return image.pixelColor(image.width() * 3 // 4, image.height() // 2).green()


def mark_by_keys(screen: OfficeWindow[ReviewView], slot: str) -> QImage:
    """The face marked with Enter twice; null when Enter does nothing."""
    place = screen.view.faces.strip.slot(slot)
    place.setFocus()
    screen.press(Qt.Key.Key_Return)
    screen.press(Qt.Key.Key_Return)
    return place.face


def test_a_face_nobody_found_in_a_video_is_marked_on_its_middle(
    office: Casework, screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    case = with_file(office, "video", mp4(frames=50))
    screen.view.presenter.take(case.id)
    slot = screen.view.faces.strip.slot("video")
    qtbot.waitUntil(lambda: "Marque" in slot.accessibleName(), timeout=30_000)
    face = mark_by_keys(screen, "video")
    assert not face.isNull()
    assert grey(face) == pytest.approx(40 + 25 * 3, abs=6), "frame 25 of 50"


def test_a_face_in_a_video_is_marked_where_inspection_saw_one_best(
    office: Casework, screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    case = with_file(office, "video", mp4(frames=50))
    with office.store.write() as uow:
        file = next(one for one in uow.cases.files(case.id) if one.requirement == "video")
        uow.cases.put_findings(file.id, (), '{"video": {"best_face_pts_us": 1600000}}')
        uow.commit()
    screen.view.presenter.take(case.id)
    slot = screen.view.faces.strip.slot("video")
    qtbot.waitUntil(lambda: "Marque" in slot.accessibleName(), timeout=30_000)
    assert grey(mark_by_keys(screen, "video")) == pytest.approx(40 + 40 * 3, abs=6)


def test_a_face_in_a_video_is_marked_on_the_frame_the_reviewer_rests_at(
    office: Casework, screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    case = with_file(office, "video", mp4(frames=50))
    screen.view.presenter.take(case.id)
    slot = screen.view.faces.strip.slot("video")
    qtbot.waitUntil(lambda: "Marque" in slot.accessibleName(), timeout=30_000)
    screen.view.presenter.select("video")
    playback = screen.view.area.video.player.playback
    qtbot.waitUntil(lambda: playback.current_frame is not None, timeout=30_000)
    playback.seek(400_000)
    screen.settle()
    assert grey(mark_by_keys(screen, "video")) == pytest.approx(40 + 10 * 3, abs=6)


def test_a_face_is_marked_on_the_page_the_reviewer_is_on(
    office: Casework, screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    case = with_file(office, "face_photo", pdf(2))
    screen.view.presenter.take(case.id)
    slot = screen.view.faces.strip.slot("live")
    qtbot.waitUntil(lambda: "Marque" in slot.accessibleName(), timeout=30_000)
    screen.view.presenter.select("face_photo")
    screen.settle()
    first = screen.view.area.panel.view.image
    screen.view.area.turn_page(1)
    screen.settle()
    second = screen.view.area.panel.view.image
    assert second != first
    slot.start_marking()
    screen.view.area.turn_page(-1)
    screen.settle()
    assert slot._whole == second, "the picture never changes under the square"
    slot.give_up_mark()
    screen.view.area.turn_page(1)
    screen.settle()
    assert slot._whole == second


def seen(office: Casework, case: Case, action: str) -> list[str]:
    bodies = [json.loads(event.canonical) for event in office.events(case_chain(case.id))]
    return [body["details"]["requirement"] for body in bodies if body["action"] == action]


def test_a_face_that_is_painted_was_seen(
    office: Casework, screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    case = with_photo(office)
    screen.view.presenter.take(case.id)
    qtbot.waitUntil(lambda: not screen.view.faces.strip.slot("live").face.isNull())
    screen.settle()
    assert seen(office, case, "evidence.prefetched").count("face_photo") == 1
    assert seen(office, case, "evidence.read").count("face_photo") == 1
    assert screen.view.presenter.desk is not None
    assert screen.view.presenter.desk.selected != "face_photo"


def test_the_answer_says_which_faces_it_is_about(
    office: Casework, screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    case = with_photo(office)
    screen.view.presenter.take(case.id)
    panel = screen.view.faces
    qtbot.waitUntil(lambda: not panel.strip.slot("live").face.isNull())
    screen.settle()
    assert panel.compared == ("live",)
    said = [label.text() for label in panel.findChildren(QLabel)]
    assert any(text.startswith("Sin rostro: Cédula, En mano, Video.") for text in said)
    panel.answered.emit(FaceVerdict.SAME)
    screen.settle()
    with office.store.look() as stored:
        draft = stored.drafts.get(case.id, office.people["clerk"].id)
    assert draft is not None
    assert (draft.faces, draft.faces_compared) == (FaceVerdict.SAME, ("live",))
    assert "la misma: 1 de 4" in [badge.accessibleName() for badge in panel.findChildren(Badge)]


@pytest.mark.parametrize(
    ("kind", "number", "paper"),
    [
        (IdentifierKind.PASSPORT, "AB123456", "Pasaporte"),
        (IdentifierKind.FOREIGNER_CODE, "1759999996", "Documento"),
    ],
)
def test_the_face_of_a_paper_is_called_after_that_paper(
    office: Casework,
    screen: OfficeWindow[ReviewView],
    kind: IdentifierKind,
    number: str,
    paper: str,
) -> None:
    cedula = office.case(CaseState.TO_REVIEW, reviewer="")
    other = office.person(CEDULAS[2])
    given = replace(declared(other, NEW), identifier=Identifier(kind, number, "ESP"))
    case = office.case(CaseState.TO_REVIEW, reviewer="", person=other, declared=given)
    strip = screen.view.faces.strip
    for shown, name in ((case, paper), (cedula, "Cédula"), (case, paper)):
        screen.view.presenter.take(shown.id)
        screen.settle()
        assert strip.slot("id_front").accessibleName().split(",")[0] == name
        assert next(label.text() for label in strip.findChildren(QLabel)) == name
        screen.view.presenter.release()
        screen.settle()


def test_the_question_counts_the_faces_on_show(
    screen: OfficeWindow[ReviewView],
) -> None:
    panel, face = FacesPanel(), QImage(8, 8, QImage.Format.Format_RGB32)
    asked = []
    for place in FACES:
        panel.strip.show_face(place, face)
        panel.await_face(place, False)
        asked.append([label.text() for label in panel.findChildren(QLabel)])
    assert any("¿La misma persona en las dos?" in text for text in asked[1])
    assert any("¿La misma persona en las tres?" in text for text in asked[2])
    assert any("Sin rostro: Video." in text for text in asked[2])
    assert any("¿La misma persona en las cuatro?" in text for text in asked[3])
    assert not any("Sin rostro" in text for text in asked[3])
    panel.deleteLater()


def test_the_question_stays_whole_when_it_is_answered(
    office: Casework, screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    screen.view.presenter.take(with_photo(office).id)
    screen.settle()
    panel = screen.view.faces
    panel.answered.emit(FaceVerdict.SAME)
    screen.settle()
    for label in panel.findChildren(QLabel):
        if label.text().startswith("¿"):
            assert label.width() >= min(label.sizeHint().width(), panel.width() // 3)
            assert label.height() >= label.heightForWidth(label.width())


def test_faces_are_looked_for_where_the_rules_of_a_review_take_them_from() -> None:
    assert set(SLOTS) == FACE_REQUIREMENTS
