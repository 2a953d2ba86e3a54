"""Taking a review back on the desk: early, late, and what the bar says meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.case import Case
from app.domain.habits import AfterReview, Habits
from app.domain.workflow import CaseState
from app.ports.media import MediaReader
from db.store import SqlStore
from tests.casework import Casework
from tests.reviewing import ReviewDesk, again
from tests.ui.office_window import OfficeWindow
from tests.ui.review_window import review_use_cases
from ui.messages import Messages
from ui.review.view import ReviewView
from ui.tasks import Tasks
from ui.widgets.text import PlainLabel

Screen = OfficeWindow[ReviewView]


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def first(office: Casework) -> Case:
    return office.case(CaseState.TO_REVIEW, reviewer="")


@pytest.fixture
def second(office: Casework, first: Case) -> Case:
    person = office.person("1750000000")
    return office.case(CaseState.TO_REVIEW, person=person, reviewer="")


@pytest.fixture
def habits() -> Habits:
    return Habits()


@pytest.fixture
def screen(
    office: Casework,
    first: Case,
    second: Case,
    qtbot: QtBot,
    tasks: Tasks,
    messages: Messages,
    media: MediaReader,
    habits: Habits,
) -> Screen:
    """The first case on the desk, judged and ready to be committed."""
    draft = ReviewDesk(office).draft(first, request_form=again("request_form", "SOL-04"))
    with office.store.write() as uow:
        uow.drafts.put(draft)
        uow.commit()
    cases = review_use_cases(office, media)
    made = OfficeWindow(
        office,
        qtbot,
        tasks,
        messages,
        lambda context: ReviewView(cases, replace(context, habits=habits)),
    ).show()
    made.view.presenter.take(first.id)
    made.settle()
    desk = made.view.presenter.desk
    assert desk is not None
    assert desk.blockers == ()
    return made


def holder(office: Casework, case: Case) -> object:
    claim = office.now_case(case.id).claim
    return claim.staff_id if claim is not None else None


def on_desk(screen: Screen) -> object:
    desk = screen.view.presenter.desk
    return desk.view.case.number if desk is not None else None


def commit_and_catch_the_next_on_its_way(screen: Screen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.view.presenter.committed):
        screen.view._on_commit()
    assert on_desk(screen) is None, "or this test proves nothing"


def test_undo_while_the_next_case_opens_gives_that_case_back(
    office: Casework, first: Case, second: Case, screen: Screen, qtbot: QtBot
) -> None:
    commit_and_catch_the_next_on_its_way(screen, qtbot)
    screen.view.undo_bar.undo()
    screen.settle()
    assert screen.view.banner.isHidden(), screen.view.banner.text
    assert on_desk(screen) == first.number
    assert holder(office, first) == office.people["clerk"].id
    assert holder(office, second) is None


@pytest.mark.parametrize("habits", [Habits(after_review=AfterReview.STAY)])
def test_who_likes_to_stay_takes_no_next_case(
    office: Casework, first: Case, second: Case, screen: Screen
) -> None:
    screen.view._on_commit()
    screen.settle()
    assert office.now_case(first.id).state is not CaseState.TO_REVIEW
    assert on_desk(screen) is None
    assert holder(office, second) is None
    assert screen.view.undo_bar.is_open


@pytest.mark.parametrize(
    ("habits", "goes_back"),
    [
        (Habits(after_review=AfterReview.QUEUE), True),
        (Habits(after_review=AfterReview.STAY), False),
        (Habits(after_review=AfterReview.NEXT), False),
    ],
)
def test_who_likes_the_list_goes_back_once_nothing_can_be_undone(
    screen: Screen, goes_back: bool
) -> None:
    back: list[bool] = []
    screen.view.list_wanted.connect(lambda: back.append(True))
    screen.view._on_commit()
    screen.settle()
    assert back == []
    screen.view.undo_bar.finish()
    assert back == ([True] if goes_back else [])


@pytest.mark.parametrize("habits", [Habits(after_review=AfterReview.QUEUE)])
def test_who_took_another_case_meanwhile_stays_with_it(screen: Screen, second: Case) -> None:
    back: list[bool] = []
    screen.view.list_wanted.connect(lambda: back.append(True))
    screen.view._on_commit()
    screen.settle()
    screen.view.presenter.take(second.id)
    screen.settle()
    screen.view.undo_bar.finish()
    assert on_desk(screen) == second.number
    assert back == []


def test_undo_after_the_next_case_came_gives_that_case_back(
    office: Casework, first: Case, second: Case, screen: Screen
) -> None:
    screen.view._on_commit()
    screen.settle()
    assert on_desk(screen) == second.number
    screen.view.undo_bar.undo()
    screen.settle()
    assert on_desk(screen) == first.number
    assert holder(office, second) is None


def test_an_undo_that_came_too_late_keeps_the_next_case(
    office: Casework, first: Case, second: Case, screen: Screen, qtbot: QtBot
) -> None:
    commit_and_catch_the_next_on_its_way(screen, qtbot)
    office.clock.forward(minutes=1)
    screen.view.undo_bar.undo()
    screen.settle()
    assert on_desk(screen) == second.number
    assert holder(office, second) == office.people["clerk"].id
    assert screen.view.banner.isVisible(), "why it was not taken back"


def test_a_case_chosen_while_another_opens_is_the_one_held(
    office: Casework, first: Case, second: Case, screen: Screen
) -> None:
    presenter = screen.view.presenter
    presenter.release()
    presenter.take(first.id)
    presenter.take(second.id)
    screen.settle()
    assert on_desk(screen) == second.number
    assert holder(office, first) is None


def test_the_bar_names_the_case_and_its_real_time(
    first: Case, screen: Screen, qtbot: QtBot
) -> None:
    bar = screen.view.undo_bar
    commit_and_catch_the_next_on_its_way(screen, qtbot)
    said = [label.text() for label in bar.findChildren(PlainLabel)]
    assert any(text.startswith(f"{first.number}: ") for text in said), said
    screen.settle()
    bar.finish()
    review = screen.view.presenter.last_commit
    assert review is not None
    screen.view._on_committed(replace(review, undo_until=first.received_at))
    assert bar.isHidden(), "its message has left already"


@pytest.mark.parametrize("is_read", [True, False], ids=["to read", "to work on"])
def test_a_case_opened_while_the_review_is_stored_comes(
    office: Casework, first: Case, second: Case, screen: Screen, is_read: bool
) -> None:
    third = office.case(CaseState.TO_REVIEW, person=office.person("1769999994"), reviewer="")
    screen.view._on_commit()
    if is_read:
        screen.view.presenter.look_at(third.id, "Preguntan por él en la ventanilla.")
    else:
        screen.view.presenter.take(third.id)
    screen.settle()
    assert on_desk(screen) == third.number
    assert holder(office, third) == (None if is_read else office.people["clerk"].id)
    assert holder(office, second) is None, "nobody asked for another one"
    assert screen.view.undo_bar.is_open, "what was stored can be taken back"
    assert office.now_case(first.id).state is CaseState.AWAITING_CITIZEN


def test_a_new_commit_ends_the_offer_before(screen: Screen, office: Casework, second: Case) -> None:
    on_desk = screen.view.presenter.desk
    assert on_desk is not None
    draft = replace(on_desk.draft, case_id=second.id, case_version=second.version)
    with office.store.write() as uow:
        uow.drafts.put(draft)
        uow.commit()
    ended: list[object] = []
    screen.view.undo_bar.expired.connect(ended.append)
    screen.view._on_commit()
    screen.settle()
    assert screen.view.undo_bar.is_open
    screen.view._on_commit()
    assert len(ended) == 1
    screen.view._on_commit()
    screen.settle()
    assert office.now_case(second.id).state is CaseState.AWAITING_CITIZEN, "stored once"


def test_no_caption_of_a_person_stays_for_the_next(screen: Screen) -> None:
    strip = screen.view.faces.strip
    names = {key: label.text() for key, label in strip._captions.items()}
    strip._captions["video"].setText("Video 0:01")
    screen.view.presenter.release()
    screen.settle()
    assert {key: label.text() for key, label in strip._captions.items()} == names
