"""G keeps the frame on show as evidence: seen under the video, in the store, gone with Supr."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.domain.audit import case_chain
from app.domain.case import Case
from app.domain.review import VideoSnapshot
from tests.casework import Casework
from tests.sandbox_files import mp4
from tests.ui.office_window import OfficeWindow
from tests.ui.test_case_faces import grey, with_file
from ui.review.view import ReviewView

KEY = Qt.Key


@pytest.fixture
def screen(review_screen: OfficeWindow[ReviewView]) -> OfficeWindow[ReviewView]:
    return review_screen


@pytest.fixture
def case(office: Casework, screen: OfficeWindow[ReviewView], qtbot: QtBot) -> Case:
    made = with_file(office, "video", mp4(frames=50, size=(640, 480)))
    screen.view.presenter.take(made.id)
    screen.settle()
    to_video(screen, qtbot)
    return made


def to_video(screen: OfficeWindow[ReviewView], qtbot: QtBot) -> None:
    view = screen.view
    view.presenter.select("video")
    player = view.area.video.player
    qtbot.waitUntil(lambda: player.playback.current_frame is not None, timeout=30_000)
    screen.settle()
    player.setFocus()


def snap(screen: OfficeWindow[ReviewView], at_us: int) -> None:
    screen.view.area.video.player.playback.seek(at_us)
    screen.settle()
    screen.press(KEY.Key_G)


def kept(office: Casework, case: Case) -> tuple[VideoSnapshot, ...]:
    with office.store.look() as stored:
        draft = stored.drafts.get(case.id, office.people["clerk"].id)
    return draft.snapshots if draft else ()


def test_g_keeps_the_frame_on_show_whole_and_shows_it_under_the_video(
    office: Casework, screen: OfficeWindow[ReviewView], case: Case
) -> None:
    strip = screen.view.area.video.strip
    assert not strip.isVisible(), "nothing kept takes no room"
    snap(screen, 800_000)
    (frame,) = kept(office, case)
    assert frame.position_us == 800_000
    with office.store.look() as stored:
        data = stored.blobs.get(frame.sha256)
    picture = QImage.fromData(data)
    assert (picture.width(), picture.height()) == (640, 480), "whole, however small it is drawn"
    assert grey(picture) == pytest.approx(40 + 20 * 3, abs=8)
    assert strip.isVisible()
    (words,) = strip.said
    assert "0:00,8" in words
    assert frame.sha256[:8] in words


def test_work_after_it_saves_drafts_and_loses_no_frame(
    office: Casework, screen: OfficeWindow[ReviewView], case: Case, qtbot: QtBot
) -> None:
    snap(screen, 400_000)
    screen.view.setFocus()
    screen.press(KEY.Key_1)
    screen.view.preview.note_written.emit("nota")
    screen.settle()
    assert len(kept(office, case)) == 1
    screen.view.presenter.select("id_front")
    screen.settle()
    to_video(screen, qtbot)
    assert len(screen.view.area.video.strip.said) == 1


def test_it_is_there_again_when_the_case_is_opened_again_and_the_reading_is_on_record(
    office: Casework, screen: OfficeWindow[ReviewView], case: Case, qtbot: QtBot
) -> None:
    snap(screen, 400_000)
    sha256 = kept(office, case)[0].sha256
    screen.view.presenter.release()
    screen.settle()
    strip = screen.view.area.video.strip
    assert strip.said == (), "nothing of a case stays on the desk after it"
    screen.view.presenter.take(case.id)
    screen.settle()
    assert read(office, case, sha256) == 0, "not seen before the video is"
    to_video(screen, qtbot)
    qtbot.waitUntil(lambda: strip.has_picture(sha256), timeout=30_000)
    assert read(office, case, sha256) == 1


def read(office: Casework, case: Case, sha256: str) -> int:
    bodies = [json.loads(event.canonical) for event in office.events(case_chain(case.id))]
    found = [body for body in bodies if body["action"] == "evidence.read"]
    return sum(body["details"]["sha256"] == sha256 for body in found)


def test_enter_goes_to_its_moment_and_supr_leaves_it_out(
    office: Casework, screen: OfficeWindow[ReviewView], case: Case
) -> None:
    snap(screen, 400_000)
    snap(screen, 1_200_000)
    strip, playback = screen.view.area.video.strip, screen.view.area.video.player.playback
    strip.setFocus()
    screen.press(KEY.Key_Left)
    screen.press(KEY.Key_Return)
    assert playback.position_us == 400_000
    screen.press(KEY.Key_Delete)
    (left,) = kept(office, case)
    assert left.position_us == 1_200_000
    assert len(strip.said) == 1
    screen.press(KEY.Key_Delete)
    assert kept(office, case) == ()
    assert not strip.isVisible()
    assert screen.view.area.video.player.view.hasFocus(), "the focus is never lost"


def test_a_case_one_only_looks_at_takes_no_frames(
    office: Casework, screen: OfficeWindow[ReviewView], case: Case, qtbot: QtBot
) -> None:
    screen.view.presenter.release()
    screen.settle()
    screen.view.presenter.look_at(case.id, "Consulta de la persona.")
    screen.settle()
    to_video(screen, qtbot)
    snap(screen, 400_000)
    assert kept(office, case) == ()
    assert not screen.view.area.video.player._buttons["snapshot"].isEnabled()


def test_what_cannot_be_kept_is_said(
    office: Casework, screen: OfficeWindow[ReviewView], case: Case
) -> None:
    with office.store.write() as uow:
        uow.cases.release(case.id, office.people["clerk"].id)
        uow.commit()
    snap(screen, 400_000)
    assert kept(office, case) == ()
    assert screen.view.area.banner.isVisible()
