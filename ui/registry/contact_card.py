"""Contact history: which data held when, where they came from, and their values."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.contact import CONTACT_FIELDS, ContactVersion, contact_field
from app.domain.ids import CaseId
from app.ports.countries import CountryNames
from app.ports.readers import CaseRow
from app.stages.registry import PersonFile, PersonPart
from ui.registry.words import RegistryWords
from ui.theme import Gap
from ui.widgets.arrange import clear, grid
from ui.widgets.card import Card
from ui.widgets.contact_words import ContactWords
from ui.widgets.empty_state import EmptyState
from ui.widgets.paged_table import PagedTable
from ui.widgets.screen_context import ScreenContext
from ui.widgets.table_column import Column, Page
from ui.widgets.text import PlainLabel, plain_label

_ROWS = 3


class ContactCard(Card):
    """The versions, newest first, and under them the values of the one chosen.

    Signals:
        case_opened: open the case a version came from (CaseRow).
    """

    case_opened = Signal(object)

    def __init__(
        self,
        words: RegistryWords,
        countries: CountryNames,
        context: ScreenContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        title = self.tr("Datos de contacto")
        self.header.set_title(title)
        self.header.setVisible(True)
        self.setAccessibleName(title)
        self._words = words
        self._countries = countries
        self._context = context
        self._labels = ContactWords(self)
        self._cases: dict[CaseId, CaseRow] = {}
        self._is_shown = False
        self.table: PagedTable[ContactVersion] = PagedTable(
            self._columns(),
            lambda version: version.valid_from,
            context.tasks,
            context.messages,
            accessible_name=title,
            empty=EmptyState(
                self.tr("Sin datos de contacto"),
                self.tr("Cuando un trámite los apruebe, aparecen aquí con su vigencia."),
                icon="mail",
            ),
        )
        self.table.keep_rows(_ROWS)
        self.table.row_selected.connect(self._on_selected)
        self.table.row_activated.connect(self._on_activated)
        self.table.page_loaded.connect(self._on_loaded)
        self._values = grid(Gap.S)
        self._values.setColumnStretch(1, 1)
        self._values.setColumnStretch(3, 1)
        self.add(self.table, 1)
        self.add_layout(self._values)

    def show_file(self, file: PersonFile) -> None:
        """Show a person's versions; the one chosen stays chosen."""
        self._cases = {row.case_id: row for row in file.cases}
        self._is_shown = PersonPart.CONTACT in file.shown
        contacts = file.contacts
        self.header.set_remark(
            self.tr("a la vista; queda registrado") if self._is_shown else self.tr("ocultos")
        )
        clear(self._values)
        self.table.ask(lambda _cursor: Page(contacts))

    def _on_loaded(self, _loaded: int, _has_more: bool) -> None:
        if self.table.selected is None:
            self.table.select_first()
        else:
            self._on_selected(self.table.selected)

    def _on_selected(self, version: ContactVersion | None) -> None:
        clear(self._values)
        if version is None:
            return
        for place, name in enumerate(CONTACT_FIELDS):
            line, side = divmod(place, 2)
            text = contact_field(version.value, name)
            if name == "country" and text:
                text = self._countries.name(text, self._context.language)
            self._values.addWidget(plain_label(self._labels.label(name), "caption"), line, 2 * side)
            value = PlainLabel(text or "—", "body", wrap=True, selectable=self._is_shown)
            self._values.addWidget(value, line, 2 * side + 1)

    def _on_activated(self, version: ContactVersion) -> None:
        case = self._case_of(version)
        if case is not None:
            self.case_opened.emit(case)

    def _columns(self) -> list[Column[ContactVersion]]:
        words, time = self._words, self._context.time

        def until(version: ContactVersion) -> str:
            return time.local(version.valid_to).strftime("%d-%m-%Y") if version.valid_to else "—"

        return [
            Column(
                "from",
                self.tr("Desde"),
                lambda version: time.local(version.valid_from).strftime("%d-%m-%Y"),
                tip=lambda version: time.full(version.valid_from),
            ),
            Column(
                "to",
                self.tr("Hasta"),
                until,
                tip=lambda version: time.full(version.valid_to) if version.valid_to else "",
            ),
            Column(
                "state",
                self.tr("Estado"),
                lambda version: words.validity(version).text,
                badge=words.validity,
            ),
            Column(
                "source",
                self.tr("Origen"),
                lambda version: words.source(version.source),
                yields=True,
            ),
            Column("case", self.tr("Trámite"), self._case, ink="accent", stretch=True),
        ]

    def _case_of(self, version: ContactVersion) -> CaseRow | None:
        return None if version.case_id is None else self._cases.get(version.case_id)

    def _case(self, version: ContactVersion) -> str:
        case = self._case_of(version)
        return "—" if case is None else case.number
