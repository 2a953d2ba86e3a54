"""Settings: the table of what is in force and the editor beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import VentanillaError
from app.stages.administration import SettingState
from ui.administration.kept_form import SAVE_KEY
from ui.administration.setting_editor import SettingEditor
from ui.administration.settings_presenter import SettingsPresenter
from ui.administration.words import AdministrationErrorWords, AdministrationWords
from ui.theme import Gap, Tone
from ui.widgets.agency_time import short_date
from ui.widgets.arrange import TwoEnds, column
from ui.widgets.badge import BadgeText
from ui.widgets.banner import Banner
from ui.widgets.key_button import KeyHintButton
from ui.widgets.paged_table import PagedTable
from ui.widgets.screen_context import ScreenContext
from ui.widgets.table_column import Column, Page
from ui.widgets.text import plain_label
from ui.widgets.two_columns import TwoColumns

_ROWS = 5
_BESIDE_EDITOR = frozenset({"label", "value"})
"""Columns shown beside the editor, whose history tells the rest."""


class SettingsPane(QWidget):
    """Every setting the program knows; a change begins on a day and keeps the past."""

    def __init__(
        self,
        presenter: SettingsPresenter,
        words: AdministrationWords,
        errors: AdministrationErrorWords,
        context: ScreenContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._words = words
        self._context = context
        self.banner = Banner()
        self.editor = SettingEditor(presenter, words, errors, context.time)
        self.table: PagedTable[SettingState] = PagedTable(
            self._columns(),
            lambda state: state.definition.key,
            context.tasks,
            context.messages,
            accessible_name=self.tr("Ajustes"),
        )
        self.setLayout(self._arrange())
        self._connect()

    def _arrange(self) -> QVBoxLayout:
        self.table.keep_rows(_ROWS)
        foot = TwoEnds()
        self._parts = TwoColumns(self.tr("Ajustes"), foot=foot)
        self._parts.wide.addWidget(self.table, 1)
        self._parts.narrow.addWidget(self.editor)
        self._parts.narrow.addStretch(1)
        self._parts.narrow_panel.hide()
        keys, group = self._context.shortcuts, self.tr("Ajustes")
        foot.left.addWidget(
            plain_label(self.tr("cada cambio rige desde un día y queda registrado"), "caption")
        )
        change = KeyHintButton(self.tr("&Cambiar ajuste"), kind="primary")
        change.follow(
            keys.add(
                self,
                "setting.change",
                self.tr("Cambiar el ajuste"),
                "Ctrl+M",
                self._on_change,
                group=group,
            )
        )
        foot.right.addWidget(change)
        keys.add(
            self,
            "setting.save",
            self.tr("Guardar cambio"),
            SAVE_KEY,
            self.editor.submit,
            group=group,
        )
        keys.add(
            self,
            "setting.cancel",
            self.tr("Cancelar"),
            "Esc",
            self.editor.leave_form,
            group=group,
        )
        layout = column(self.banner, gap=Gap.M)
        layout.addWidget(self._parts, 1)
        layout.addWidget(foot)
        return layout

    def _connect(self) -> None:
        self._presenter.settings_changed.connect(self._on_settings)
        self._presenter.changed.connect(self._on_changed)
        self._presenter.failed.connect(self._on_failed)
        self.table.row_activated.connect(lambda _state: self._on_change())
        self.table.page_loaded.connect(self._on_page)
        self.editor.closed.connect(self._on_closed)

    def _columns(self) -> list[Column[SettingState]]:
        words = self._words
        return [
            Column(
                "label",
                self.tr("Ajuste"),
                lambda state: state.definition.label,
                strong=True,
                stretch=True,
                tip=lambda state: state.definition.help,
            ),
            Column(
                "value",
                self.tr("En vigor"),
                lambda state: words.brief(state.definition, state.value),
                tip=lambda state: words.value(state.definition, state.value),
            ),
            Column("since", self.tr("Desde"), self._since, ink="quiet"),
            Column(
                "coming",
                self.tr("Después"),
                self._coming_text,
                badge=self._coming,
                ink="quiet",
                tip=self._coming_tip,
            ),
        ]

    def _since(self, state: SettingState) -> str:
        if state.current is None:
            return self.tr("valor de fábrica")
        return short_date(state.current.stored.valid_from)

    def _coming(self, state: SettingState) -> BadgeText | None:
        if state.coming is None:
            return None
        return BadgeText(self._coming_text(state), Tone.INFO, "clock")

    def _coming_text(self, state: SettingState) -> str:
        if state.coming is None:
            return self.tr("sin cambio previsto")
        stored = state.coming.stored
        value = self._words.brief(state.definition, stored.value)
        return f"{value} · {short_date(stored.valid_from)}"

    def _coming_tip(self, state: SettingState) -> str:
        if state.coming is None:
            return self._coming_text(state)
        stored = state.coming.stored
        value = self._words.value(state.definition, stored.value)
        return f"{value} · {short_date(stored.valid_from)}"

    def _on_settings(self, states: tuple[SettingState, ...]) -> None:
        for state in states:
            self.editor.follow(state)
        self.table.ask(lambda _cursor: Page(states))

    def _on_page(self, _loaded: int, _has_more: bool) -> None:
        # Enter has something to change from the first moment.
        if self.table.selected is None:
            self.table.select_first()

    def _on_change(self) -> None:
        if self.table.selected is None:
            self.table.select_first()
        state = self.table.selected
        if state is not None and (not self.editor.has_typed or self.editor.leave_form()):
            self.banner.clear()
            self._parts.narrow_panel.show()
            self._fit_columns(is_beside=True)
            self.editor.open_setting(state)

    def _on_closed(self) -> None:
        self._parts.narrow_panel.hide()
        self._fit_columns(is_beside=False)
        self.table.setFocus()

    def _fit_columns(self, *, is_beside: bool) -> None:
        for section, one in enumerate(self.table.model.columns):
            is_hidden = is_beside and one.key not in _BESIDE_EDITOR
            self.table.grid.setColumnHidden(section, is_hidden)
        self.table.fit_columns()

    def _on_changed(self, state: SettingState) -> None:
        self.editor.close_form()
        self.banner.tell(
            Tone.DONE,
            self.tr("Ajuste guardado: {label}.").format(label=state.definition.label),
            self.tr("Cada puesto lo toma, a más tardar, al abrir el programa otra vez."),
        )

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, VentanillaError) and self.editor.refuse(error):
            self._presenter.reload()
            return
        self.banner.tell_message(self._context.messages.describe(error))
