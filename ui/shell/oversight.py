"""The screens of whoever looks at what others did: events, and decisions to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.shell.screen_keys import AUDIT

# A screen is imported when it is first made; `ui.shell.readiness` has loaded it before.
if TYPE_CHECKING:
    from ui.audit.signs_view import SignsView
    from ui.audit.view import AuditView
    from ui.shell.use_cases import SessionCases
    from ui.widgets.screen_context import ScreenContext


class Oversight(QObject):
    """Makes both when they are first opened, and leads from one to the other.

    Signals:
        screen_wanted: bring a screen to the front (its key).
    """

    screen_wanted = Signal(str)

    def __init__(
        self, cases: SessionCases, context: ScreenContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._context = context
        self._events: AuditView | None = None
        self._signs: SignsView | None = None

    def events(self) -> AuditView:
        """The events, made when first asked for."""
        if self._events is None:
            from ui.audit.presenter import AuditPresenter
            from ui.audit.view import AuditView

            presenter = AuditPresenter(self._cases.audit, self._context)
            self._events = AuditView(presenter, self._context)
        return self._events

    def signs(self) -> SignsView:
        """The decisions to be looked at, made when first asked for."""
        if self._signs is None:
            from ui.audit.signs_presenter import SignsPresenter
            from ui.audit.signs_view import SignsView

            presenter = SignsPresenter(self._cases.signs, self._context)
            self._signs = SignsView(presenter, self._context)
            self._signs.events_wanted.connect(self._on_events_wanted)
        return self._signs

    def _on_events_wanted(self, number: str) -> None:
        self.screen_wanted.emit(AUDIT)
        self.events().look_for(number)
