"""*Auditoría*: events found with a reason, what each says, the state of its chain, evidence packs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.domain.errors import VentanillaError
from app.ports.audit_search import EventFacts, EventLine
from app.stages.oversight import ChainStanding, PackedEvidence
from ui.audit.event_card import EventCard
from ui.audit.presenter import AuditPresenter
from ui.audit.search_form import SearchForm
from ui.audit.words import AuditErrorWords, AuditWords
from ui.theme import Gap, Tone
from ui.widgets.arrange import TwoEnds, column
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_button import KeyHintButton
from ui.widgets.paged_table import PagedTable
from ui.widgets.reason_card import ReasonCard
from ui.widgets.screen_context import ScreenContext
from ui.widgets.table_column import Column, Page, PageLoader
from ui.widgets.text import PlainLabel, plain_label
from ui.widgets.two_columns import TwoColumns

_ROWS = 3
_WHERE_FROM = "workstation"
"""The column that gives way to what stands beside the list; an open event tells it."""


class AuditView(QWidget):
    """The events at the left; what is looked for, or the open event, at the right."""

    def __init__(
        self, presenter: AuditPresenter, context: ScreenContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        presenter.setParent(self)
        self._context = context
        self._words = AuditWords(context.time, self)
        context.messages.extend(AuditErrorWords().codes)
        self._has_searched = False
        self._wanted = ""
        self.choose_file: Callable[[str], str] = self._ask_file
        self.banner = Banner()
        self.form = SearchForm(self._words, context.time, is_over_all=presenter.looks_over_all)
        self.card = EventCard(self._words)
        self.reason = ReasonCard(
            self.tr("Sacar el expediente"),
            self.tr("Queda escrito en la historia del trámite antes de que salga nada."),
            context.shortcuts,
        )
        self.table = self._found()
        self.setLayout(self._arrange())
        self._bind()
        self._connect()
        self._show_form()
        self.table.ask(lambda _cursor: Page(()))

    def screen_shown(self) -> None:
        """Put the focus where work starts; nothing is searched by itself."""
        if self.presenter.shown is not None or self._has_searched:
            self.table.setFocus()
        else:
            self.form.number.setFocus()

    def look_for(self, number: str) -> None:
        """Ask about a case that was chosen elsewhere: the reason is still to be written."""
        self._on_look()
        for field in (self.form.person, self.form.login, self.form.since, self.form.until):
            field.clear()
        self.form.kind.choose("")
        self.form.number.setText(number)
        self.form.reason.setFocus()

    def _arrange(self) -> QVBoxLayout:
        head = TwoEnds()
        head.left.addWidget(PlainLabel(self.tr("Auditoría"), "heading", keep=True))
        head.left.addWidget(
            plain_label(
                self.tr("cada búsqueda y cada hecho que abre quedan registrados"), "caption"
            )
        )
        self.table.keep_rows(_ROWS)
        foot = TwoEnds()
        self._remark = plain_label("", "caption")
        foot.left.addWidget(self._remark)
        self._look = KeyHintButton(self.tr("Ot&ra búsqueda"), "/", icon="search")
        self._pack = KeyHintButton(self.tr("Sacar e&xpediente…"), "Ctrl+S", icon="document")
        self._open = KeyHintButton(self.tr("&Abrir hecho"), kind="primary")
        for button in (self._look, self._pack, self._open):
            foot.right.addWidget(button)
        # With a parent only: shown without one it would be a window.
        self._pack.setVisible(self.presenter.may_pack)
        self._parts = TwoColumns(self.tr("Auditoría"), foot=foot)
        self._parts.wide.addWidget(self.table, 1)
        for part in (self.form, self.card, self.reason):
            self._parts.narrow.addWidget(part)
        self._parts.narrow.addStretch(1)
        layout = column(head, self.banner, gap=Gap.M)
        layout.addWidget(self._parts, 1)
        layout.addWidget(foot)
        return layout

    def _found(self) -> PagedTable[EventLine]:
        words = self._words
        hint = (
            self.tr(
                "Escriba el motivo y lo que sepa: trámite, persona, cuenta, clase de hecho o fechas;"
                " y pulse Enter."
            )
            if self.presenter.looks_over_all
            else self.tr("Escriba el motivo y el número de un trámite de su provincia, y Enter.")
        )
        columns: list[Column[EventLine]] = [
            Column("at", self.tr("Cuándo"), words.short, tip=words.when, ink="quiet", whole=True),
            Column("action", self.tr("Hecho"), words.action, strong=True, stretch=True),
            Column("who", self.tr("Quién"), words.who, tip=words.who, yields=True),
            Column("where", self.tr("Dónde"), words.where, tip=words.where, yields=True),
            Column(
                "workstation",
                self.tr("Puesto"),
                lambda line: line.workstation or "—",
                tip=lambda line: line.workstation,
                ink="quiet",
            ),
        ]
        return PagedTable(
            columns,
            lambda line: (line.chain, line.sequence),
            self._context.tasks,
            self._context.messages,
            accessible_name=self.tr("Hechos encontrados"),
            empty=EmptyState(self.tr("Busque hechos"), hint, icon="search"),
        )

    def _bind(self) -> None:
        keys, group = self._context.shortcuts, self.tr("Auditoría")
        label = self.tr("Abrir el hecho")
        self._open.follow(self.table.bind_open(keys, "audit.open", label, group=group))
        self._look.follow(
            keys.add(
                self, "audit.search", self.tr("Otra búsqueda"), "/", self._on_look, group=group
            )
        )
        self.card.check.follow(
            keys.add(
                self.card,
                "audit.check",
                self.tr("Comprobar la cadena del hecho"),
                "Ctrl+R",
                self.presenter.check,
                group=group,
            )
        )
        keys.add(self, "audit.back", self.tr("Volver"), "Esc", self._on_back, group=group)
        if self.presenter.may_pack:
            self._pack.follow(
                keys.add(
                    self,
                    "audit.pack",
                    self.tr("Sacar el expediente del trámite"),
                    "Ctrl+S",
                    self._on_pack,
                    group=group,
                )
            )

    def _connect(self) -> None:
        presenter = self.presenter
        self.form.asked.connect(self._on_search)
        self.card.leave.clicked.connect(self._on_back)
        self.table.row_activated.connect(presenter.open)
        self.table.page_loaded.connect(self._on_page)
        self.table.model.load_failed.connect(self._on_refused)
        self.reason.given.connect(self._on_reason)
        self.reason.cancelled.connect(self._after_reason)
        presenter.question_changed.connect(self._on_question)
        presenter.search_refused.connect(self._on_refused)
        presenter.event_changed.connect(self._on_event)
        presenter.chain_checked.connect(self._on_checked)
        presenter.packed.connect(self._on_packed)
        presenter.failed.connect(self._on_failed)

    def _show_form(self) -> None:
        self.card.hide()
        self.form.show()
        self._parts.narrow_panel.show()
        self._fit_columns()

    def _hide_side(self) -> None:
        self._parts.narrow_panel.hide()
        self._fit_columns()

    def _fit_columns(self) -> None:
        is_beside = not self._parts.narrow_panel.isHidden()
        for section, one in enumerate(self.table.model.columns):
            if one.key == _WHERE_FROM:
                self.table.grid.setColumnHidden(section, is_beside)
        self.table.fit_columns()

    def _on_look(self) -> None:
        self.presenter.close()
        self.form.number.setFocus()
        self.form.number.selectAll()

    def _on_search(self) -> None:
        wanted = self.form.command(self._context.session)
        if wanted is not None:
            self.banner.clear()
            self.presenter.search(wanted)

    def _on_refused(self, error: Exception) -> None:
        if not isinstance(error, VentanillaError):
            return
        message = self._context.messages.describe(error)
        self._show_form()
        wrong = self.form.refuse(error, f"{message.sentence} {message.next_step}")
        if wrong is not None:
            # The sentence stands under the field, and the focus alone brings only that into sight.
            QTimer.singleShot(0, wrong, partial(self._parts.ensureWidgetVisible, wrong))
            # Said where it is to be mended, and not a second time above the list.
            self.table.banner.clear()

    def _on_question(self, loader: PageLoader[EventLine]) -> None:
        self._has_searched = True
        self.table.ask(loader, is_new=True)

    def _on_page(self, loaded: int, has_more: bool) -> None:
        if not self._has_searched:
            return
        if not loaded:
            self._remark.setText("")
            self.table.empty.tell(
                self.tr("Ningún hecho"),
                self.tr("Revise lo que escribió. La búsqueda quedó registrada."),
            )
            return
        text = self.tr("{n} hechos o más") if has_more else self.tr("{n} hechos")
        self._remark.setText(text.format(n=loaded))
        if self.table.selected is None:
            self.table.select_first()
        if self._parts.is_stacked and self.card.isHidden():
            # One under the other there is no room for both: the list, and `/` for the fields.
            self._hide_side()
        if self.card.isHidden() and self.reason.isHidden():
            self.table.setFocus()

    def _on_event(self, facts: EventFacts | None) -> None:
        if facts is None:
            self._show_form()
            return
        self.banner.clear()
        self.form.hide()
        self.card.show_event(facts)
        self.card.show()
        self._parts.narrow_panel.show()
        self._fit_columns()
        self.card.check.setFocus()

    def _on_checked(self, standing: ChainStanding) -> None:
        self.card.show_standing(standing)

    def _on_back(self) -> None:
        if self.reason.isVisible():
            self.reason.cancel()
        elif self.presenter.shown is not None:
            self.presenter.close()
            if self._parts.is_stacked:
                self._hide_side()
            self.table.setFocus()
        elif self._has_searched and self._parts.is_stacked:
            self._hide_side()
            self.table.setFocus()

    def _number(self) -> str:
        """The case of the event on show, of the one that is lit, or the one that is looked for."""
        facts = self.presenter.shown
        line = facts.line if facts is not None else self.table.selected
        if line is not None and line.chain.startswith("case:") and line.subject:
            return line.subject
        return self.form.number.text().strip()

    def _on_pack(self) -> None:
        self._wanted = self._number()
        if not self._wanted:
            self.banner.tell(
                Tone.SOON,
                self.tr("Elija un hecho de un trámite, o escriba su número."),
                self.tr("El expediente es de un trámite."),
            )
            return
        self.banner.clear()
        self.form.hide()
        self.card.hide()
        self._parts.narrow_panel.show()
        self.reason.ask(self.tr("Sacar el expediente de {number}").format(number=self._wanted))

    def _after_reason(self) -> None:
        """Show again what gave way to the question."""
        if self.presenter.shown is not None:
            self.card.show()
            return
        self.form.show()
        if self._has_searched and self._parts.is_stacked:
            self._hide_side()

    def _on_reason(self, reason: str) -> None:
        path = self.choose_file(f"{self._wanted}-evidencia.zip")
        if not path:
            self.reason.edit.setFocus()
            return
        self.reason.cancel()
        self.table.setFocus()
        self.banner.tell(Tone.INFO, self.tr("Se escribe el expediente…"))
        self.presenter.pack(self._wanted, Path(path), reason)

    def _on_packed(self, done: PackedEvidence, path: str) -> None:
        self.banner.tell_message(self._words.packed(done, path))

    def _on_failed(self, error: Exception) -> None:
        message = self._context.messages.describe(error)
        self.banner.tell(message.tone, message.sentence, message.next_step)

    def _ask_file(self, name: str) -> str:
        places = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        path, _kind = QFileDialog.getSaveFileName(
            self,
            self.tr("Guardar el expediente"),
            str(Path(places) / name),
            self.tr("Expediente (*.zip)"),
        )
        return path
