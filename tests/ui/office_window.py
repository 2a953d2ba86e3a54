"""Any screen in a real window on a real store, driven by keys that land where the focus is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import StaffId, fresh_id
from app.domain.staff import Duty, StaffMember
from tests.accounts import put_member
from tests.casework import CEDULAS, PICHINCHA, Casework, verifier
from tests.ui.still import let_layouts_follow
from ui.messages import Messages
from ui.shell.screen import ShownScreen
from ui.tasks import Tasks
from ui.theme import Gap, mark
from ui.widgets.agency_time import AgencyTime
from ui.widgets.arrange import column
from ui.widgets.screen_context import ScreenContext
from ui.widgets.shortcuts import ShortcutRegistry

V = TypeVar("V", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class OfficeWindow(Generic[V]):
    """A window with one screen in it, as the workplace would show it."""

    office: Casework
    qtbot: QtBot
    tasks: Tasks
    messages: Messages
    build: Callable[[ScreenContext], V]
    login: str = "clerk"
    size: QSize = field(default_factory=lambda: QSize(1190, 692))

    def __post_init__(self) -> None:
        office = self.office
        self.window = QMainWindow()
        self.shortcuts = ShortcutRegistry(self.window)
        session = office.session(self.login)
        zone = office.offices.time_of(session.staff.agency.province).zone
        self.context = ScreenContext(
            session, self.tasks, self.messages, self.shortcuts, AgencyTime(zone), office.clock
        )
        self.view = self.build(self.context)
        ground = QWidget()
        mark(ground, "ground")
        ground.setLayout(column(self.view, margin=Gap.L))
        self.window.setCentralWidget(ground)
        self.qtbot.addWidget(self.window)
        self.window.resize(self.size)

    def show(self) -> OfficeWindow[V]:
        self.window.show()
        self.qtbot.waitExposed(self.window)
        self.window.activateWindow()
        cast("ShownScreen", self.view).screen_shown()
        self.settle()
        return self

    def strays(self) -> tuple[str, ...]:
        """Widgets of this screen that nobody owns: Python may destroy them in a worker thread."""
        mine = type(self.view).__module__.rpartition(".")[0]
        return tuple(
            type(widget).__name__
            for widget in QApplication.topLevelWidgets()
            if widget.parent() is None and type(widget).__module__.startswith((mine, "ui.widgets"))
        )

    def settle(self) -> None:
        """Wait until every answer has arrived."""
        self.qtbot.waitUntil(self._is_still)

    def _is_still(self) -> bool:
        let_layouts_follow()
        return self.tasks.under_way == 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None, "the focus was lost"
        QTest.keyClick(focus, key, modifiers)
        self.settle()

    def type(self, text: str) -> None:
        """Write into whatever has the focus."""
        focus = QApplication.focusWidget()
        assert focus is not None, "the focus was lost"
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(focus, letter)
            else:  # QTest knows no key for it and aborts
                QApplication.sendEvent(focus, QKeyEvent(QEvent.Type.KeyPress, 0, NONE, letter))
        self.settle()


def add_administrator(
    office: Casework, login: str = "boss", cedula: str = CEDULAS[6]
) -> StaffMember:
    """Put an administrator into the office's directory."""
    member = StaffMember(
        StaffId(fresh_id()),
        login,
        "Marta Cueva",
        cedula,
        Duty.ADMINISTRATOR,
        PICHINCHA,
        active=True,
    )
    with office.store.write() as uow:
        put_member(uow, member, verifier(), office.clock.now())
        uow.commit()
    office.people[login] = member
    return member
