"""A key of the desk that cannot do what it is asked for says so, and why."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt

from app.domain.case import Case
from app.domain.review import Verdict
from app.domain.workflow import CaseState
from tests.casework import Casework
from tests.ui.office_window import CTRL, OfficeWindow
from ui.review.view import ReviewView
from ui.theme import Theme, Tone

KEY = Qt.Key
ROOMS = {
    "1280 x 800": QSize(1096, 708),
    "1366 x 768": QSize(1182, 676),
}
"""What header, wide rail and status line leave of such a screen."""
Screen = OfficeWindow[ReviewView]


@pytest.fixture
def said(review_screen: Screen) -> list[str]:
    heard: list[str] = []
    review_screen.messages.said.connect(heard.append)
    return heard


@pytest.fixture
def case(office: Casework, review_screen: Screen) -> Case:
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    review_screen.view.presenter.take(case.id)
    review_screen.settle()
    review_screen.press(KEY.Key_F6)
    return case


def test_with_nothing_on_the_desk_nothing_can_be_resolved_nor_undone(
    review_screen: Screen, said: list[str]
) -> None:
    review_screen.press(KEY.Key_Return, CTRL)
    review_screen.press(KEY.Key_Z, CTRL)
    assert said == ["No hay ningún caso que resolver en la mesa.", "No hay nada que deshacer."]


def test_a_review_that_cannot_be_resolved_yet_says_what_is_missing(
    review_screen: Screen, office: Casework, case: Case, said: list[str]
) -> None:
    review_screen.press(KEY.Key_Return, CTRL)
    assert office.now_case(case.id).state is CaseState.TO_REVIEW
    (why,) = said
    assert why.startswith("Todavía no se puede resolver. Falta respuesta a «cédula, parte frontal»")
    review_screen.press(KEY.Key_Z, CTRL)
    assert said[-1] == "No hay nada que deshacer."


def test_what_was_said_goes_when_it_is_no_longer_so(
    review_screen: Screen, case: Case, said: list[str]
) -> None:
    presenter = review_screen.view.presenter
    review_screen.press(KEY.Key_Return, CTRL)
    assert said[-1].startswith("Todavía no se puede resolver")
    presenter.select("id_back")
    review_screen.settle()
    assert said[-1].startswith("Todavía no se puede resolver"), "it is so still"
    presenter.release()
    review_screen.settle()
    assert said[-1] == ""


def test_that_nothing_can_be_undone_goes_with_the_next_answer(
    review_screen: Screen, case: Case, said: list[str]
) -> None:
    review_screen.press(KEY.Key_Z, CTRL)
    assert said[-1] == "No hay nada que deshacer."
    review_screen.press(KEY.Key_X)
    assert said[-1] == ""


def test_a_case_open_to_read_is_not_resolved(
    review_screen: Screen, office: Casework, said: list[str]
) -> None:
    case = office.case(CaseState.TO_SCHEDULE)
    review_screen.view.presenter.look_at(case.id, "verificar un dato")
    review_screen.settle()
    review_screen.press(KEY.Key_Return, CTRL)
    assert said == ["El caso está abierto solo para leerlo."]


def test_a_conforming_answer_to_a_video_nobody_heard_is_not_shown_as_conforming(
    review_screen: Screen, case: Case, said: list[str]
) -> None:
    view = review_screen.view
    view.presenter.select("video")
    review_screen.settle()
    review_screen.press(KEY.Key_A)
    desk = view.presenter.desk
    assert desk is not None
    assert desk.draft.of("video").verdict is Verdict.CONFORMS
    badge = view.requirements._items["video"].badge.badge
    assert (badge.text, badge.tone) == ("falta oír", Tone.SOON)
    assert said[-1].startswith("Todavía no cuenta como conforme: falta oír 7 ")
    assert desk.selected == "video", "what is lacking is done here"
    assert "0 de 6 conformes" in view.requirements._remark.text()


@pytest.mark.parametrize("room", ROOMS)
def test_the_commit_and_what_it_waits_for_are_in_sight(
    review_screen: Screen, case: Case, theme: Theme, room: str
) -> None:
    review_screen.window.resize(ROOMS[room])
    review_screen.settle()
    verdicts = review_screen.view.verdicts
    assert verdicts.commit.isVisible()
    assert not verdicts.commit.isEnabled()
    assert verdicts.effect.text() == "Falta respuesta a «cédula, parte frontal» y 5 más"
    assert verdicts.effect.width() >= verdicts.effect.sizeHint().width()
    bottom = verdicts.mapTo(review_screen.window, verdicts.rect().bottomRight()).y()
    assert bottom < ROOMS[room].height()
