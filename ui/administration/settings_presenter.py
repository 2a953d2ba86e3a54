"""State of the settings; knows no widget."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from app.domain.errors import RuleViolationError
from app.domain.settings import SettingDefinition
from app.stages.administration import ChangeSettingCommand, SettingState
from ui.administration.staff_presenter import AdministrationUseCases
from ui.tasks import Generation, Lane
from ui.widgets.screen_context import ScreenContext


class SettingsPresenter(QObject):
    """Lists the settings and changes one at a time.

    Signals:
        settings_changed: every setting as it stands (tuple of SettingState).
        changed: a value was stored (SettingState).
        failed: an error to show (Exception).
    """

    settings_changed = Signal(object)
    changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self, cases: AdministrationUseCases, context: ScreenContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._context = context
        self._readings = Generation()

    @property
    def today(self) -> date:
        """The agency's day now; no value can begin before it."""
        return self._context.time.day(self._context.clock.now())

    def reload(self) -> None:
        """Read the settings again."""
        session, listed = self._context.session, self._cases.settings
        self._readings.advance()
        self._context.tasks.run(
            lambda: listed(session),
            owner=self,
            on_done=self.settings_changed.emit,
            on_error=self.failed.emit,
            generation=self._readings,
        )

    def problem(self, definition: SettingDefinition, text: str) -> str:
        """Name what is wrong with a value, or return an empty text."""
        try:
            definition.check(text)
        except RuleViolationError as error:
            return str(error.context.get("problem", ""))
        return ""

    def change(self, state: SettingState, value: str, valid_from: date, reason: str) -> None:
        """Set a value from a day on."""
        command = ChangeSettingCommand(
            self._context.session,
            state.definition.key,
            value,
            valid_from,
            reason,
            state.value_on(valid_from),
        )
        self._context.tasks.run(
            lambda: self._cases.change_setting(command),
            owner=self,
            on_done=self._on_changed,
            on_error=self.failed.emit,
            lane=Lane.WRITE,
        )

    def _on_changed(self, state: SettingState) -> None:
        self.changed.emit(state)
        self.reload()
