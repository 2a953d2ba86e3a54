"""The case desk on a real store: reasons by digit, writing and leaving, ticks that were heard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.case import Case
from app.domain.finding import Finding, ReasonCode, Severity
from app.domain.late_inspection import ATTEMPTS, LATER_ATTEMPTS
from app.domain.workflow import CaseState
from app.ports.media import MediaReader
from app.stages.queueing import Claims
from db.store import SqlStore
from tests.casework import CEDULAS, Casework
from tests.ui.drawn_video import DrawnVideo
from tests.ui.office_window import OfficeWindow
from tests.ui.review_window import review_use_cases
from ui.messages import Messages
from ui.review.desk import Desk
from ui.review.view import ReviewView
from ui.tasks import Tasks
from ui.widgets.badge import Badge
from ui.widgets.pcm_output import PcmOutput
from ui.widgets.text import PlainLabel

KEY = Qt.Key
VIDEO = "video"
Opened = Callable[[], OfficeWindow[ReviewView]]


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def case(office: Casework) -> Case:
    return office.case(CaseState.TO_REVIEW, reviewer="")


@pytest.fixture
def open_desk(
    office: Casework, qtbot: QtBot, tasks: Tasks, messages: Messages, media: MediaReader
) -> Opened:
    def opened() -> OfficeWindow[ReviewView]:
        cases = review_use_cases(office, media)
        return OfficeWindow(
            office, qtbot, tasks, messages, lambda context: ReviewView(cases, context)
        ).show()

    return opened


@pytest.fixture
def screen(open_desk: Opened, case: Case) -> OfficeWindow[ReviewView]:
    made = open_desk()
    made.view.presenter.take(case.id)
    made.settle()
    return made


def desk_of(screen: OfficeWindow[ReviewView]) -> Desk:
    desk = screen.view.presenter.desk
    assert desk is not None
    return desk


def chosen(screen: OfficeWindow[ReviewView]) -> tuple[str, ...]:
    desk = desk_of(screen)
    return desk.draft.of(desk.selected).reasons


def has_focus(part: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and part.isAncestorOf(focus)


def is_in_sight(screen: OfficeWindow[ReviewView], code: str) -> bool:
    picker = screen.view.reasons
    line, port = picker._lines_of[code], picker._area.viewport()
    top = line.mapTo(port, line.rect().topLeft()).y()
    return top >= 0 and top + line.height() <= port.height()


def test_a_digit_brings_its_reason_into_sight(screen: OfficeWindow[ReviewView]) -> None:
    codes = screen.view.reasons.codes
    last = codes[min(9, len(codes)) - 1]
    assert not is_in_sight(screen, last), "or this test proves nothing"
    screen.view.setFocus()
    screen.press(Qt.Key(KEY.Key_0 + min(9, len(codes))))
    assert chosen(screen) == (last,)
    assert is_in_sight(screen, last)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"attempt": ATTEMPTS, "again_at": "2026-09-17T15:05:00+00:00"}, "desde 17-09 10:05"),
        ({"attempt": ATTEMPTS, "again_at": "2026-09-16T14:00:00+00:00"}, "en cuanto nadie tenga"),
        ({"attempt": ATTEMPTS + LATER_ATTEMPTS}, "ya no lo intentará"),
    ],
)
def test_a_file_without_time_says_what_will_happen(
    office: Casework, case: Case, open_desk: Opened, facts: dict[str, int | str], sentence: str
) -> None:
    late = Finding(ReasonCode.NOT_INSPECTED, Severity.REVIEW, facts)
    with office.store.write() as uow:
        uow.cases.put_findings(uow.cases.files(case.id)[0].id, [late], "{}")
        uow.commit()
    screen = open_desk()
    screen.view.presenter.take(case.id)
    screen.settle()
    told = [label.text() for label in screen.view.facts.findChildren(QLabel)]
    assert len([text for text in told if sentence in text]) == 1
    assert any("No dice nada del archivo" in text for text in told)


def test_a_digit_nobody_sees_chooses_nothing(screen: OfficeWindow[ReviewView]) -> None:
    assert len(screen.view.reasons.codes) >= 1
    screen.view.reasons.hide()
    screen.view.setFocus()
    screen.press(KEY.Key_1)
    assert chosen(screen) == ()


def test_writing_ends_with_esc_and_keeps_what_was_written(
    screen: OfficeWindow[ReviewView],
) -> None:
    preview = screen.view.preview
    screen.view.setFocus()
    screen.press(KEY.Key_F8)
    assert preview.note.hasFocus(), "without a message there is only the note to write"
    screen.type("llamar antes")
    screen.press(KEY.Key_Escape)
    assert desk_of(screen).draft.note == "llamar antes"
    assert not has_focus(preview)
    assert has_focus(screen.view)
    screen.press(KEY.Key_1)
    screen.press(KEY.Key_F8)
    assert preview.line.hasFocus()
    screen.type("Gracias.")
    screen.press(KEY.Key_F8)
    assert preview.note.hasFocus()
    screen.press(KEY.Key_Return)
    assert not has_focus(preview)
    assert desk_of(screen).draft.personal_line == "Gracias."


def test_what_is_sent_and_what_is_not_are_told_apart_after_typing(
    screen: OfficeWindow[ReviewView],
) -> None:
    preview = screen.view.preview
    screen.view.setFocus()
    screen.press(KEY.Key_1)
    screen.press(KEY.Key_F8)
    screen.type("Envie el reverso")
    screen.press(KEY.Key_F8)
    screen.type("Sospecho")
    screen.press(KEY.Key_Escape)
    said = [
        label.text()
        for label in preview.findChildren(QLabel)
        if label.isVisible() and label.text().startswith(("Línea", "Nota"))
    ]
    assert said == ["Línea (se envía)", "Nota (interna)"]
    assert "Quien revisó añade: Envie el reverso" in preview.text.toPlainText()
    screen.press(KEY.Key_1)
    assert not preview.text.isVisible(), "without a reason nothing is sent"
    assert preview.line.isVisible()
    assert preview._unsent.isVisible()
    screen.press(KEY.Key_F8)
    assert preview.line.hasFocus(), "whatever is shown is reached"
    preview.line.selectAll()
    screen.press(KEY.Key_Delete)
    screen.press(KEY.Key_F8)
    assert preview.note.hasFocus()
    screen.qtbot.waitUntil(lambda: not preview.line.isVisible())
    assert not preview._unsent.isVisible()
    assert desk_of(screen).draft.personal_line == ""


def test_what_is_being_typed_is_kept_when_the_case_is_given_back(
    screen: OfficeWindow[ReviewView], office: Casework, case: Case, qtbot: QtBot
) -> None:
    screen.view.setFocus()
    screen.press(KEY.Key_F8)
    qtbot.keyClicks(screen.view.preview.note, "a medias")
    screen.view.header.release_wanted.emit()
    screen.settle()
    with office.store.write() as uow:
        draft = uow.drafts.get(case.id, office.people["clerk"].id)
    assert draft is not None
    assert draft.note == "a medias"


def test_an_empty_desk_says_so_only_when_nothing_is_on_its_way(
    open_desk: Opened, case: Case
) -> None:
    screen = open_desk()
    pages = screen.view._pages
    assert pages.currentWidget() is pages.empty
    screen.view.presenter.take_next()
    assert pages.currentWidget() is not pages.empty
    assert pages.waiting_words == "", "a short wait says nothing"
    screen.settle()
    assert desk_of(screen).view.case.id == case.id
    screen.view.presenter.release()
    screen.settle()
    assert pages.currentWidget() is pages.empty


def test_a_file_that_came_is_never_said_to_be_missing(screen: OfficeWindow[ReviewView]) -> None:
    area = screen.view.area
    (only,) = desk_of(screen).view.files
    screen.view.presenter.select(only.file.requirement)
    screen.settle()
    assert area._stack.currentWidget() is area._failure
    other = next(
        item.code
        for item in desk_of(screen).procedure.requirements
        if item.code not in {only.file.requirement, "reception"}
    )
    screen.view.presenter.select(other)
    screen.settle()
    assert area._stack.currentWidget() is area.nothing
    screen.view.presenter.select("reception")
    screen.settle()
    assert area._stack.currentWidget() is area.data
    screen.view.presenter.select(other)
    screen.settle()
    assert area._stack.currentWidget() is area.nothing


def test_the_notes_of_the_procedure_stand_below_the_checklist(
    screen: OfficeWindow[ReviewView],
) -> None:
    screen.view.setFocus()
    screen.press(KEY.Key_F3)
    pane = screen.view.facts.checklist
    assert screen.view.facts.currentWidget() is pane
    shown = {label.text(): label.toolTip() for label in pane.findChildren(PlainLabel)}
    notes = desk_of(screen).procedure.notes
    assert notes
    for note in notes:
        assert shown[note.text] == ", ".join(note.rules)


def test_a_piece_is_ticked_only_where_it_can_have_been_heard(
    screen: OfficeWindow[ReviewView], qtbot: QtBot
) -> None:
    screen.view.presenter.select(VIDEO)
    screen.settle()
    pane = screen.view.area.video
    panel, playback = pane.declaration, pane.player.playback
    desk = desk_of(screen)
    pane.show_desk(desk, screen.view._cases.words_of(desk.view.case))

    def ticked() -> int:
        return len(desk_of(screen).draft.of(VIDEO).slots)

    def hear() -> None:
        panel.hear()
        screen.settle()
        pane.show_desk(desk_of(screen), screen.view._cases.words_of(desk.view.case))

    hear()
    assert "aún no está abierto" in panel.refusal
    pane.player.show_video(DrawnVideo(4.0), sha256="")
    screen.settle()
    playback.seek(2_000_000)
    hear()
    assert "no se ha reproducido" in panel.refusal
    assert ticked() == 0
    playback.play()
    qtbot.waitUntil(lambda: playback.position_us > 2_400_000)
    playback.pause()
    hear()
    assert (panel.refusal, ticked()) == ("", 1)
    hear()
    assert "ya marcó otra parte: siga oyendo con K" in panel.refusal
    assert ticked() == 1
    playback.play()
    panel.hear()
    assert "ya marcó otra parte" in panel.refusal
    assert "con K" not in panel.refusal, "K would pause what is playing"
    playback.pause()
    playback.seek(1_000_000)
    hear()
    assert "no se ha reproducido" in panel.refusal
    pane.player.show_video(DrawnVideo(1.0, has_audio=False), sha256="")
    screen.settle()
    hear()
    assert "no tiene sonido" in panel.refusal
    assert ticked() == 1
    pane.close_video()


def another_case(office: Casework) -> Case:
    person = office.person(CEDULAS[4])
    return office.case(CaseState.TO_REVIEW, reviewer="", person=person)


def take_instead(screen: OfficeWindow[ReviewView], office: Casework, case: Case) -> None:
    """One case follows the other on the desk with no empty desk between them."""
    held = desk_of(screen).view.case.id
    Claims(office.store, office.clock).release(office.session("clerk"), held)
    screen.view.presenter.take(case.id)
    screen.settle()
    assert desk_of(screen).view.case.id == case.id


def test_the_letter_and_the_line_of_a_case_leave_with_it(
    screen: OfficeWindow[ReviewView], office: Casework, case: Case
) -> None:
    second, preview = another_case(office), screen.view.preview
    screen.view.setFocus()
    screen.press(KEY.Key_1)
    screen.press(KEY.Key_F8)
    assert preview.line.hasFocus()
    screen.type("Solo para la primera")
    assert case.number in preview.text.toPlainText()
    take_instead(screen, office, second)
    assert desk_of(screen).draft.personal_line == ""
    assert preview.line.text() == ""
    assert case.number not in preview.text.toPlainText()


def test_a_secret_that_comes_late_is_not_shown_on_the_next_case(
    screen: OfficeWindow[ReviewView], office: Casework, case: Case
) -> None:
    presenter, second = screen.view.presenter, another_case(office)
    take_instead(screen, office, second)
    other = desk_of(screen)
    take_instead(screen, office, case)
    screen.view.area.data.reveal_wanted.emit()
    presenter._show(other)
    screen.settle()
    assert screen.view.area.data._secret == ""
    assert screen.view.facts.data._secret == ""


@pytest.mark.parametrize("has_device", [True, False])
def test_a_tick_where_nobody_can_hear_is_another_tick(
    screen: OfficeWindow[ReviewView],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    has_device: bool,
) -> None:
    monkeypatch.setattr(PcmOutput, "has_device", property(lambda _: has_device))
    screen.view.presenter.select(VIDEO)
    screen.settle()
    pane = screen.view.area.video
    panel, playback = pane.declaration, pane.player.playback
    words = screen.view._cases.words_of(desk_of(screen).view.case)
    pane.show_desk(desk_of(screen), words)
    screen.view.area._stack.setCurrentWidget(pane)
    pane.player.show_video(DrawnVideo(6.0, voice_until=1.0), sha256="")
    screen.settle()
    assert pane.player.silence.isVisible() is not has_device
    playback.play()
    qtbot.waitUntil(lambda: playback.position_us > 400_000)
    playback.pause()
    panel.hear()
    screen.settle()
    pane.show_desk(desk_of(screen), words)
    review = desk_of(screen).draft.of(VIDEO)
    assert (len(review.slots), len(review.silent)) == (1, 0 if has_device else 1)
    said = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert any("consta en la revisión" in text for text in said) is not has_device
    badges = [badge.accessibleName() for badge in panel.findChildren(Badge)]
    assert ("0:00 sin oír" in badges) is not has_device
    # Four seconds later the bar shows no voice any more: only who hears can say what was said.
    playback.seek(4_300_000)
    playback.play()
    qtbot.waitUntil(lambda: playback.position_us > 4_700_000)
    playback.pause()
    panel.hear()
    screen.settle()
    pane.show_desk(desk_of(screen), words)
    assert ("no muestra voz" in panel.refusal) is not has_device
    assert len(desk_of(screen).draft.of(VIDEO).slots) == (2 if has_device else 1)
    panel.take_back()
    screen.settle()
    pane.close_video()
    assert desk_of(screen).draft.of(VIDEO).silent == ()
