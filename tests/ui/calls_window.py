"""The call screen in a real window on a real store, with a keyboard that counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.infra.country_names import CldrCountryNames
from app.infra.emails import read_email
from app.infra.message_templates import MessageTemplates
from app.infra.message_words import read_words
from app.infra.risk_catalogue import load_risk_catalogue
from app.infra.wording import ShippedWording
from app.ports.media import MediaReader
from app.stages.decision import PreviewRefusal
from app.stages.docket import Docket
from app.stages.queueing import BrowseQueue, Claims
from app.stages.review.opening import OpenCase, ReadEvidence
from app.stages.validation import (
    AddSnapshot,
    FreeSlots,
    PreviewInvitation,
    RecordCheck,
    RecordOutcome,
    RescheduleCall,
    RevealExpected,
    ScheduleCall,
    StartCall,
    TakeOverValidation,
    read_house_rules,
    read_start_window,
    read_still_here,
)
from db.store import SqlStore
from tests.casework import RESOURCES, Casework
from tests.pictures import QuickInspector
from tests.stage_desks import CallDesk, DecisionDesk
from tests.ui.papers_window import ledger_use_cases
from tests.ui.still import let_layouts_follow
from tests.ui.unreadable_media import UnreadableMedia
from ui.decision.desk import DecisionUseCases
from ui.decision.presenter import DecisionPresenter
from ui.messages import Messages
from ui.tasks import Tasks
from ui.validation.bench import ValidationUseCases, Work
from ui.validation.presenter import ValidationPresenter
from ui.validation.view import ValidationView
from ui.widgets.agency_time import AgencyTime
from ui.widgets.screen_context import ScreenContext
from ui.widgets.shortcuts import ShortcutRegistry

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def wording() -> ShippedWording:
    """The shipped sentences and names."""
    return ShippedWording(
        load_risk_catalogue(RESOURCES / "risk_marks.toml"),
        read_words(RESOURCES / "templates" / "words.toml"),
    )


def call_use_cases(office: Casework, media: MediaReader) -> ValidationUseCases:
    store, offices, procedures, clock = (
        office.store,
        office.offices,
        office.procedures,
        office.clock,
    )
    appointing = (store, offices, procedures, office.invitations, clock)
    return ValidationUseCases(
        claims=Claims(store, clock),
        queue=BrowseQueue(store, clock),
        open_case=OpenCase(store, clock, office.desk),
        docket=Docket(store, offices, clock),
        slots=FreeSlots(store, offices, procedures, clock),
        preview=PreviewInvitation(
            store, offices, procedures, MessageTemplates(RESOURCES / "templates"), clock
        ),
        schedule=ScheduleCall(*appointing),
        reschedule=RescheduleCall(*appointing),
        window=partial(read_start_window, store),
        rules=partial(read_house_rules, store),
        still_here=partial(read_still_here, store),
        start=StartCall(store, procedures, clock),
        record_check=RecordCheck(store, clock),
        reveal=RevealExpected(store, procedures, clock),
        add_snapshot=AddSnapshot(store, QuickInspector(), clock),
        record_outcome=RecordOutcome(*appointing),
        take_over=TakeOverValidation(*appointing),
        procedures=procedures,
        countries=CldrCountryNames(),
        read_evidence=ReadEvidence(store, clock),
        mails=ledger_use_cases(office),
        media=media,
        wording=wording(),
    )


def decision_use_cases(office: Casework) -> DecisionUseCases:
    desk = DecisionDesk(office)
    preview = PreviewRefusal(
        MessageTemplates(RESOURCES / "templates"), office.procedures, read_email, office.clock
    )
    return DecisionUseCases(
        desk.compare, desk.decide, preview, office.procedures, wording(), CldrCountryNames()
    )


@dataclass
class CallsWindow:
    """A window with the call screen in it."""

    office: Casework
    qtbot: QtBot
    tasks: Tasks
    messages: Messages
    login: str = "validator"
    presses: int = 0
    media: MediaReader = field(default_factory=UnreadableMedia)
    window: QMainWindow = field(init=False)
    view: ValidationView = field(init=False)
    shortcuts: ShortcutRegistry = field(init=False)

    def __post_init__(self) -> None:
        office = self.office
        self.window = QMainWindow()
        self.shortcuts = ShortcutRegistry(self.window)
        session = office.session(self.login)
        zone = office.offices.time_of(session.staff.agency.province).zone
        context = ScreenContext(
            session, self.tasks, self.messages, self.shortcuts, AgencyTime(zone), office.clock
        )
        self.view = ValidationView(
            ValidationPresenter(call_use_cases(office, self.media), context),
            DecisionPresenter(decision_use_cases(office), context),
            context,
        )
        self.window.setCentralWidget(self.view)
        self.qtbot.addWidget(self.window)
        self.window.resize(1158, 660)

    def show(self) -> CallsWindow:
        self.window.show()
        self.qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.view.screen_shown()
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until every answer has arrived."""
        self.qtbot.waitUntil(self._is_still)

    def _is_still(self) -> bool:
        let_layouts_follow()
        return self.tasks.under_way == 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.presses += 1
        focus = QApplication.focusWidget()
        assert focus is not None, "the focus was lost"
        QTest.keyClick(focus, key, modifiers)
        self.settle()

    def type(self, text: str) -> None:
        """Write into the focused field; each letter is a press."""
        self.presses += len(text)
        focus = QApplication.focusWidget()
        assert focus is not None, "the focus was lost"
        QTest.keyClicks(focus, text)
        self.settle()

    def paste(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, CTRL)

    def keep_picture(self) -> None:
        """Copy a picture of the call, as the system's own key does, and paste it."""
        image = QImage(64, 36, QImage.Format.Format_RGB32)
        image.fill(0x336699)
        QApplication.clipboard().setImage(image)
        self.press(Qt.Key.Key_V, CTRL)

    def until(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so)


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    """An office on a database of its own; `tests/ui/conftest.py` hands it to every module."""
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def screen(
    office: Casework, qtbot: QtBot, tasks: Tasks, messages: Messages
) -> Iterator[CallsWindow]:
    """The call screen of that office, for every module that has no other screen."""
    made = CallsWindow(office, qtbot, tasks, messages)
    yield made
    made.window.close()


def calls_of(office: Casework, case_id):
    with office.store.read() as readers:
        return readers.case.view(case_id).calls


def at_call(office: Casework, screen: CallsWindow):
    """A case whose call is due now, open on the screen."""
    done = CallDesk(office).schedule(office.case(holder="validator"))
    office.clock.to(done.call.starts_at)
    screen.show()
    screen.view.open_case(done.case.id)
    screen.settle()
    return done


def work_of(screen: CallsWindow) -> Work:
    assert screen.view.presenter.bench is not None
    return screen.view.presenter.bench.work


def begin(office: Casework, screen: CallsWindow):
    done = at_call(office, screen)
    screen.press(Qt.Key.Key_Return, CTRL)
    return done
