"""*Señales* by keyboard on a real store: what is listed, why, and marking one as seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.audit import AuditEntry, case_chain
from app.domain.case import Case
from app.stages.oversight import FlaggedDecisions, NoteSigns
from db.store import SqlStore
from tests.casework import Casework, shipped_limits
from tests.ui.office_window import CTRL, OfficeWindow
from ui.audit.signs_presenter import SignsPresenter, SignsUseCases
from ui.audit.signs_view import SignsView
from ui.messages import Messages
from ui.tasks import Tasks
from ui.widgets.accessibility import unnamed_widgets
from ui.widgets.screen_context import ScreenContext

KEY = Qt.Key


def use_cases(office: Casework) -> SignsUseCases:
    return SignsUseCases(
        FlaggedDecisions(office.store, office.offices, shipped_limits(), office.clock),
        NoteSigns(office.store, office.clock),
    )


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


def decided_fast(office: Casework) -> Case:
    """A case whose events say that it was decided seconds after its call."""
    case = office.case()
    chain, actor = case_chain(case.id), office.people["validator"].id
    with office.store.write() as uow:
        for action, details in (
            ("call.outcome_recorded", {}),
            ("case.approved", {"marks": ["PENSIONER"], "person": case.person_id}),
        ):
            at = office.clock.forward(seconds=2)
            uow.audit.append(AuditEntry(chain, action, actor, at, "PC-7", details))
        uow.commit()
    return case


@pytest.fixture
def screen(office: Casework, qtbot: QtBot, tasks: Tasks, messages: Messages):

    def build(context: ScreenContext) -> SignsView:
        return SignsView(SignsPresenter(use_cases(office), context), context)

    def opened() -> OfficeWindow[SignsView]:
        return OfficeWindow(office, qtbot, tasks, messages, build, "auditor").show()

    return opened


def test_a_decision_is_listed_with_why_and_marked_as_seen_by_keyboard(office, screen) -> None:
    case = decided_fast(office)
    window = screen()
    view = window.view
    assert unnamed_widgets(window.window) == ()
    row = view.table.selected
    assert row is not None
    assert view._signs.all(row.signs) == (
        "decidida muy poco después de la videollamada; pensionista o persona mayor"
    )
    wanted: list[str] = []
    view.events_wanted.connect(wanted.append)
    window.press(KEY.Key_Return)
    assert wanted == [case.number]

    window.press(KEY.Key_M, CTRL)
    window.type("ya")
    window.press(KEY.Key_Return, CTRL)
    assert view.reason.error
    window.type(" hablé con la persona")
    window.press(KEY.Key_Return, CTRL)
    assert view.table.selected is not None
    assert view.table.selected.is_seen
    assert office.actions(case.id)[-1] == "case.events_seen"
    assert view.table.grid.hasFocus()
    assert window.strays() == ()


def test_nothing_to_look_at_says_so(office, screen) -> None:
    window = screen()
    assert window.view.table.empty.isVisible()
    decided_fast(office)
    office.clock.forward(days=20)
    window.view.period.choose(7)
    window.settle()
    assert window.view.table.empty.isVisible()
    window.view.period.choose(30)
    window.settle()
    assert window.view.table.selected is not None
