"""The editor of one setting: its value by kind, the day it begins, the reason, its history."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.errors import VentanillaError
from app.domain.settings import SettingDefinition, SettingKind
from app.domain.stated_reason import MIN_REASON
from app.stages.administration import SettingState
from ui.administration.kept_form import KeptForm
from ui.administration.settings_presenter import SettingsPresenter
from ui.administration.words import AdministrationErrorWords, AdministrationWords
from ui.theme import Gap
from ui.widgets.agency_time import AgencyTime, short_date
from ui.widgets.arrange import clear, column
from ui.widgets.card import hairline
from ui.widgets.day_edit import DayEdit
from ui.widgets.filters import FilterCombo
from ui.widgets.form_field import FormField
from ui.widgets.reason_edit import ReasonEdit
from ui.widgets.text import plain_label

MOST_VERSIONS = 6


class ValueField(QWidget):
    """A value edited as its kind asks: a choice to choose from, everything else typed.

    Signals:
        changed: the value is another one now; read ``text``.
    """

    changed = Signal()

    def __init__(self, words: AdministrationWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._definition: SettingDefinition | None = None
        self.line = QLineEdit()
        self.choice: FilterCombo[str] = FilterCombo("", [])
        self._typed = FormField(self.tr("Valor nuevo"), self.line)
        self._chosen = FormField(self.tr("Valor nuevo"), self.choice)
        self.setLayout(column(self._typed, self._chosen, gap=Gap.NONE))
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.choice.choice_changed.connect(lambda _choice: self.changed.emit())

    @property
    def _is_choice(self) -> bool:
        item = self._definition
        return item is not None and item.kind in {SettingKind.SWITCH, SettingKind.CHOICE}

    @property
    def editor(self) -> QWidget:
        """What takes the focus."""
        return self.choice if self._is_choice else self.line

    @property
    def text(self) -> str:
        """The value as typed or chosen."""
        return (self.choice.choice or "") if self._is_choice else self.line.text()

    @property
    def error(self) -> str:
        """The error on show, empty when there is none."""
        return (self._chosen if self._is_choice else self._typed).error

    def show_value(self, definition: SettingDefinition, value: str) -> None:
        """Edit another setting, beginning with a value."""
        self._definition = definition
        self._typed.setVisible(not self._is_choice)
        self._chosen.setVisible(self._is_choice)
        if self._is_choice:
            is_switch = definition.kind is SettingKind.SWITCH
            offered = ("true", "false") if is_switch else definition.choices
            self.choice.set_choices([(one, self._words.value(definition, one)) for one in offered])
            self.choice.choose(value)
        else:
            self.line.setText(value)
            # What is typed now takes the place of the value; an arrow keeps it and goes on.
            self.line.selectAll()
        self.set_error("")

    def set_error(self, sentence: str) -> None:
        """Show an error under the value; empty takes it away."""
        (self._chosen if self._is_choice else self._typed).set_error(sentence)


class SettingEditor(KeptForm):
    """Hidden until a setting is opened."""

    def __init__(
        self,
        presenter: SettingsPresenter,
        words: AdministrationWords,
        errors: AdministrationErrorWords,
        time: AgencyTime,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "", parent=parent)
        self.header.setVisible(True)
        self.save.set_label(self.tr("Guardar cambio"))
        self._presenter = presenter
        self._words = words
        self._errors = errors
        self._time = time
        self._state: SettingState | None = None
        self._help = plain_label("", "body", wrap=True)
        self._bounds = plain_label("", "caption", wrap=True)
        self.value = ValueField(words)
        self.begins = DayEdit()
        self._begins_field = FormField(
            self.tr("Rige desde"),
            self.begins,
            hint=self.tr("Hoy o después; lo pasado no cambia. Las flechas ↑ ↓ mueven la fecha."),
        )
        self.reason = ReasonEdit()
        self._reason_field = FormField(
            self.tr("Motivo"),
            self.reason,
            hint=self.tr(
                "Obligatorio, de {n} letras o más. Queda registrado con su nombre."
            ).format(n=MIN_REASON),
        )
        self._past: QVBoxLayout = column(gap=Gap.XS)
        for part in (self._help, self._bounds, self.value, self._begins_field, self._reason_field):
            self.add(part)
        self._add_end()
        self.add(hairline())
        self.add_layout(self._past)
        self.value.changed.connect(self._on_value)
        self.begins.textChanged.connect(lambda _text: self._begins_field.set_error(""))

    @property
    def key(self) -> str:
        """Key of the setting being edited; empty while hidden."""
        return self._state.definition.key if self._state is not None else ""

    @property
    def errors(self) -> tuple[str, str, str]:
        """Errors on show under value, day and reason."""
        return (self.value.error, self._begins_field.error, self._reason_field.error)

    def open_setting(self, state: SettingState) -> None:
        """Edit a setting, beginning with the value in force."""
        definition = state.definition
        self._state = state
        self.header.set_title(definition.label)
        self.setAccessibleName(definition.label)
        self._help.setText(definition.help)
        bounds = self._words.bounds(definition)
        self._bounds.setText(bounds)
        self._bounds.setVisible(bool(bounds))
        self.value.show_value(definition, state.value)
        today = self._presenter.today
        first = today + timedelta(days=1) if definition.from_tomorrow else today
        self.begins.set_day(first, earliest=first)
        self.reason.clear()
        self._clear_errors()
        self._show_past(state)
        self._open(self.value.editor)

    def follow(self, state: SettingState) -> None:
        """The setting stands differently now; what was typed stays."""
        if state.definition.key == self.key:
            self._state = state
            self._show_past(state)

    @override
    def submit(self) -> None:
        """Check what can be checked here and ask for the change."""
        state = self._state
        if state is None or not self.isVisible():
            return
        self._clear_errors()
        self._question.forget()
        problem = self._problem()
        if problem:
            self.value.set_error(problem)
            self.value.editor.setFocus()
            return
        day = self.begins.day
        if day is None:
            self._begins_field.set_error(
                self.tr("Escriba un día como {day}, o uno posterior.").format(
                    day=short_date(self.begins.earliest or self._presenter.today)
                )
            )
            self.begins.setFocus()
            return
        wrong = self.reason.complaint()
        if wrong:
            self._reason_field.set_error(wrong)
            self.reason.setFocus()
            return
        self._presenter.change(state, self.value.text, day, self.reason.text().strip())

    def refuse(self, error: VentanillaError) -> bool:
        """Show an error in its place; False when it belongs to none here."""
        sentence = self._errors.sentence(error)
        if error.code in {"SETTING_VALUE", "SETTING_UNCHANGED", "SETTING_CHANGED"}:
            self.value.set_error(sentence)
        elif error.code in {"SETTING_IN_THE_PAST", "SETTING_FROM_TOMORROW"}:
            self._begins_field.set_error(sentence)
        elif error.code.startswith("REASON"):
            self._reason_field.set_error(sentence)
        else:
            return False
        return True

    @override
    def _forget(self) -> None:
        self._state = None
        super()._forget()

    def _problem(self) -> str:
        if self._state is None:
            return ""
        definition = self._state.definition
        return self._words.problem(definition, self._presenter.problem(definition, self.value.text))

    def _on_value(self) -> None:
        self.value.set_error(self._problem())

    def _clear_errors(self) -> None:
        self.value.set_error("")
        self._begins_field.set_error("")
        self._reason_field.set_error("")

    def _show_past(self, state: SettingState) -> None:
        clear(self._past)
        self._past.addWidget(plain_label(self.tr("Historia"), "strong"))
        shipped = self._words.value(state.definition, state.definition.default)
        for version in state.history[:MOST_VERSIONS]:
            stored = version.stored
            text = self.tr("{value}, desde el {day}").format(
                value=self._words.value(state.definition, stored.value),
                day=short_date(stored.valid_from),
            )
            who = version.set_by or self.tr("el programa")
            when = f"{who} · {self._time.full(stored.set_at)[:16]}"
            self._past.addWidget(plain_label(text, wrap=True))
            self._past.addWidget(plain_label(when, "caption", wrap=True))
        left = len(state.history) - MOST_VERSIONS
        if left > 0:
            more = self.tr("y %n anteriores", "", left)
            self._past.addWidget(plain_label(more, "caption"))
        first = self.tr("De fábrica: {value}").format(value=shipped)
        self._past.addWidget(plain_label(first, "quiet", wrap=True))
