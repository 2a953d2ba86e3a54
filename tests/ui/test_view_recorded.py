"""What was looked at is on record before a review that rests on it is committed."""

from __future__ import annotations

import threading

from app.domain.workflow import CaseState
from tests.casework import Casework
from tests.ui.office_window import OfficeWindow
from ui.review.view import ReviewView
from ui.tasks import Lane


def test_a_view_is_recorded_though_the_search_for_faces_goes_on(
    office: Casework, review_screen: OfficeWindow[ReviewView]
) -> None:
    view = review_screen.view
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    view.presenter.take(case.id)
    review_screen.settle()
    desk = view.presenter.desk
    assert desk is not None
    before = office.actions(case.id).count("evidence.read")
    searching, written = threading.Event(), threading.Event()
    review_screen.tasks.run(searching.wait, owner=view, lane=Lane.QUIET)
    try:
        view.evidence.record_view(desk.view.files[0].file.id)
        # As the commit would be: later in the lane of what changes something.
        review_screen.tasks.run(written.set, owner=view, lane=Lane.WRITE)
        review_screen.qtbot.waitUntil(written.is_set)
        assert office.actions(case.id).count("evidence.read") == before + 1
    finally:
        searching.set()
    review_screen.settle()
