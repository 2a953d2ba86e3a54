"""One person's file: who, under which numbers, contact history, cases, freeze."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.workflow import CLOSED
from app.ports.countries import CountryNames
from app.ports.readers import CaseRow
from app.stages.registry import PersonFile
from ui.papers.case_papers import RECORD_KEY, RECORDED
from ui.registry.contact_card import ContactCard
from ui.registry.words import RegistryWords
from ui.theme import Gap, Tone
from ui.widgets.arrange import column, row
from ui.widgets.badge import Badge
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.case_words import CaseWords
from ui.widgets.empty_state import EmptyState
from ui.widgets.key_button import KeyHintButton
from ui.widgets.paged_table import PagedTable
from ui.widgets.screen_context import ScreenContext
from ui.widgets.shortcuts import ShortcutRegistry
from ui.widgets.table_column import Column, Page
from ui.widgets.text import PlainLabel
from ui.widgets.two_columns import TwoColumns

_ROWS = 4


class PersonHead(Card):
    """Name, numbers, quality of insurance."""

    def __init__(self, words: RegistryWords, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._words = words
        self._name = PlainLabel("", "title", wrap=True)
        self._numbers = PlainLabel("", "body", wrap=True)
        self._insured = Badge()
        self._outside = Badge(self.tr("no consta en el registro"), Tone.SOON)
        self.add(self._name)
        self.add(self._numbers)
        line = column(self._insured, self._outside, gap=Gap.XS)
        self.add_layout(line)

    def show_file(self, file: PersonFile) -> None:
        """Show who it is; numbers as the file holds them, masked or whole."""
        person = file.person
        self._name.setText(person.display_name)
        numbers = [self._words.identifier(item) for item in person.identifiers]
        if person.birth_date is not None:
            born = self.tr("nacimiento {date}")
            text = f"{person.birth_date:%d-%m-%Y}" if file.shown else str(person.birth_date.year)
            numbers.append(born.format(date=text))
        self._numbers.setText(" · ".join(numbers))
        self._insured.show_badge(self._words.insured(person.insured))
        self._outside.setVisible(not person.in_register)


class CasesCard(Card):
    """Every case of the person.

    Signals:
        case_opened: open this case (CaseRow).
        record_wanted: show the record of a case (its id).
    """

    case_opened = Signal(object)
    record_wanted = Signal(object)

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        title = self.tr("Trámites de la persona")
        self.header.set_title(title)
        self.header.setVisible(True)
        self.setAccessibleName(title)
        self._context = context
        self._words = CaseWords(context.time, self)
        self.table: PagedTable[CaseRow] = PagedTable(
            self._columns(),
            lambda row: row.case_id,
            context.tasks,
            context.messages,
            accessible_name=title,
            empty=EmptyState(
                self.tr("Ningún trámite"),
                self.tr("Los que llegan de la ventanilla virtual aparecen aquí."),
                icon="document",
            ),
        )
        self.table.keep_rows(_ROWS)
        self.table.row_activated.connect(self.case_opened)
        label = self.tr("Abrir el trámite")
        self.table.bind_open(context.shortcuts, "registry.open.case", label, group=title)
        self.table.row_selected.connect(self._on_selected)
        self.record = KeyHintButton(self.tr("Abrir acta"), RECORD_KEY, icon="document")
        self.add(self.table, 1)
        self.add_layout(row(self.record, 1))

    def bind(self, keys: ShortcutRegistry, owner: QWidget) -> None:
        """Bind the key that opens the record of the case that is chosen."""
        self._action = keys.add(
            owner,
            "registry.record",
            self.tr("Abrir el acta del trámite elegido"),
            RECORD_KEY,
            self._on_record,
            group=self.tr("Registro"),
        )
        self.record.follow(self._action)
        self._on_selected(None)

    def _on_selected(self, row: CaseRow | None) -> None:
        self._action.setEnabled(row is not None and row.state in RECORDED)

    def _on_record(self) -> None:
        chosen = self.table.selected
        if chosen is not None and self.isVisible():
            self.record_wanted.emit(chosen.case_id)

    def show_file(self, file: PersonFile) -> None:
        """Show the cases of a file."""
        cases = file.cases
        self.table.ask(lambda _cursor: Page(cases))

    def _columns(self) -> list[Column[CaseRow]]:
        words, now = self._words, self._context.clock.now
        return [
            Column("number", self.tr("Trámite"), lambda row: row.number, strong=True, whole=True),
            Column("state", self.tr("Estado"), lambda row: words.state(row.state), stretch=True),
            Column(
                "due",
                self.tr("Término"),
                # A closed case has no term; how it was closed stands beside it.
                lambda row: "—" if row.state in CLOSED else words.due(row, now()).text,
                badge=lambda row: None if row.state in CLOSED else words.due(row, now()),
            ),
        ]


class PersonPage(QWidget):
    """Puts the parts of a file together.

    Signals:
        case_opened: open this case (CaseRow).
        unfreeze_wanted: lift the freeze of this person.
    """

    case_opened = Signal(object)
    unfreeze_wanted = Signal()

    def __init__(
        self,
        words: RegistryWords,
        countries: CountryNames,
        context: ScreenContext,
        may_unfreeze: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._context = context
        self._may_unfreeze = may_unfreeze
        self.frozen = Banner()
        self.frozen.action_requested.connect(self.unfreeze_wanted)
        self._head = PersonHead(words)
        self.contacts = ContactCard(words, countries, context)
        self.cases = CasesCard(context)
        self.contacts.case_opened.connect(self.case_opened)
        self.cases.case_opened.connect(self.case_opened)
        parts = TwoColumns(self.tr("Ficha de la persona"))
        parts.wide.addWidget(self._head)
        parts.wide.addWidget(self.contacts, 1)
        parts.narrow.addWidget(self.cases, 1)
        layout = column(self.frozen, gap=Gap.M)
        layout.addWidget(parts, 1)
        self.setLayout(layout)

    def show_file(self, file: PersonFile, key: str) -> None:
        """Show a file; `key` names the key that lifts a freeze."""
        self._head.show_file(file)
        self.contacts.show_file(file)
        self.cases.show_file(file)
        person = file.person
        if person.frozen_at is None:
            self.frozen.clear()
            return
        since = self._context.time.local(person.frozen_at).strftime("%d-%m-%Y %H:%M")
        step = (
            self.tr("Si ya se aclaró con la persona, levante la detención ({key}).").format(key=key)
            if self._may_unfreeze
            else self.tr("Solo la dirección provincial puede levantar la detención, con un motivo.")
        )
        self.frozen.tell(
            Tone.LATE,
            self.tr("Los cambios de contacto están detenidos desde {since}: {why}.").format(
                since=since, why=self._words.frozen_reason(person.frozen_reason)
            ),
            step,
            action=self.tr("Levantar detención") if self._may_unfreeze else "",
            keys=key,
            icon="",
        )
