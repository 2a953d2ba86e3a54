"""*Registro*: search that is recorded, files that open with a reason, data shown on demand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.errors import RuleViolationError, VentanillaError
from app.ports.readers import PersonRow
from app.stages.decision import NotMeReported
from app.stages.registry import PersonFile
from ui.registry.not_me_card import NotMeCard
from ui.registry.person_page import PersonPage
from ui.registry.presenter import RegistryPresenter
from ui.registry.unfreeze_card import UnfreezeCard
from ui.registry.words import NotMeWords, RegistryErrorWords, RegistryWords
from ui.theme import Gap, Tone
from ui.widgets.arrange import TwoEnds, column
from ui.widgets.banner import Banner
from ui.widgets.card_room import CardRoom
from ui.widgets.empty_state import EmptyState
from ui.widgets.filters import SearchBox
from ui.widgets.key_button import KeyHintButton
from ui.widgets.key_names import key_text
from ui.widgets.paged_table import PagedTable
from ui.widgets.reason_card import ReasonCard
from ui.widgets.screen_context import ScreenContext
from ui.widgets.table_column import Column, Page, PageLoader
from ui.widgets.text import PlainLabel, plain_label

UNFREEZE_KEY = "Ctrl+D"


class RegistryView(QWidget):
    """Results on one page, one person's file on the other.

    Signals:
        case_opened: open this case (CaseRow).
        record_wanted: show the record of a case (its id).
    """

    case_opened = Signal(object)
    record_wanted = Signal(object)

    def __init__(
        self,
        presenter: RegistryPresenter,
        context: ScreenContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        presenter.setParent(self)
        self._context = context
        self._words = RegistryWords(self)
        self._answers = NotMeWords(self)
        context.messages.extend(RegistryErrorWords().codes)
        self._wanted: PersonRow | None = None
        self.banner = Banner()
        self.page = PersonPage(self._words, presenter.countries, context, presenter.may_unfreeze)
        self.setLayout(self._arrange())
        self._bind()
        self._connect()
        self._show_results()
        self._has_searched = False
        # Nothing is asked of the register: this shows what to do before the first search.
        self.table.ask(lambda _cursor: Page(()))

    def screen_shown(self) -> None:
        """Put the focus where work starts; nothing is searched by itself."""
        if self.not_me.isVisible():
            self.not_me.edit.setFocus()
        elif self.presenter.file is None:
            self.search.setFocus()
        else:
            self.page.contacts.table.setFocus()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Hide what was in the clear when the screen goes out of sight."""
        super().hideEvent(event)
        self.presenter.conceal()

    def _arrange(self) -> QVBoxLayout:
        head = TwoEnds()
        head.left.addWidget(PlainLabel(self.tr("Registro"), "heading", keep=True))
        head.left.addWidget(
            plain_label(
                self.tr("cada búsqueda y cada ficha que abre quedan registradas"), "caption"
            )
        )
        self.search = SearchBox(self.tr("Número o apellidos, y Enter"), "/")
        # Up here: it concerns whoever got the e-mail, not the person whose file is open below.
        self._not_me = KeyHintButton(self.tr("&No fui yo…"))
        head.right.addWidget(self._not_me)
        head.right.addWidget(self.search)
        self.table = self._results()
        self.reason = ReasonCard(
            self.tr("Abrir la ficha"),
            self.tr("Queda escrito en la historia de la persona con su nombre y la hora."),
            self._context.shortcuts,
        )
        self.unfreeze = UnfreezeCard(
            self._context.shortcuts, asks_code=self.presenter.signs_by_code
        )
        self.not_me = NotMeCard()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.page)
        layout = column(head, self.banner, gap=Gap.M)
        cards = (self.reason, self.unfreeze, self.not_me)
        layout.addWidget(CardRoom(self._pages, cards, self._foot()), 1)
        return layout

    def _results(self) -> PagedTable[PersonRow]:
        return PagedTable(
            self._columns(),
            lambda row: row.person_id,
            self._context.tasks,
            self._context.messages,
            accessible_name=self.tr("Personas encontradas"),
            empty=EmptyState(
                self.tr("Busque a una persona"),
                self.tr(
                    "Escriba el número de identificación o los apellidos, en cualquier orden y sin"
                    " tildes, y pulse Enter. Hacen falta al menos tres letras o cifras."
                ),
                icon="search",
            ),
        )

    def _foot(self) -> QWidget:
        foot = TwoEnds()
        self._remark = plain_label("", "caption")
        foot.left.addWidget(self._remark)
        self._back = KeyHintButton(self.tr("&Volver a los resultados"), "Esc")
        self._show = KeyHintButton(self.tr("&Mostrar datos"), "Ctrl+M", icon="eye")
        self._open = KeyHintButton(self.tr("&Abrir ficha"), kind="primary")
        for button in (self._back, self._show, self._open):
            foot.right.addWidget(button)
        return foot

    def _bind(self) -> None:
        keys, group = self._context.shortcuts, self.tr("Registro")
        keys.add(self, "registry.search", self.tr("Buscar"), "/", self._on_search_key, group=group)
        label = self.tr("Abrir la ficha")
        self._open.follow(self.table.bind_open(keys, "registry.open", label, group=group))
        back = keys.add(
            self, "registry.back", self.tr("Volver o cancelar"), "Esc", self._on_back, group=group
        )
        show = keys.add(
            self,
            "registry.show",
            self.tr("Mostrar u ocultar números y datos de contacto"),
            "Ctrl+M",
            self.presenter.toggle_shown,
            group=group,
        )
        self._back.follow(back)
        self._show.follow(show)
        self.page.cases.bind(keys, self)
        not_me = keys.add(
            self,
            "registry.not_me",
            self.tr("Atender un aviso «no fui yo»"),
            "Ctrl+N",
            self._on_not_me,
            group=group,
        )
        self._not_me.follow(not_me)
        keys.add(
            self.not_me,
            "registry.not_me.confirm",
            self.tr("Detener los cambios con el código"),
            "Ctrl+Return",
            self.not_me.submit,
            group=group,
        )
        if self.presenter.may_unfreeze:
            keys.add(
                self,
                "registry.unfreeze",
                self.tr("Levantar la detención de cambios"),
                UNFREEZE_KEY,
                self._on_unfreeze,
                group=group,
            )

    def _connect(self) -> None:
        presenter = self.presenter
        self.search.returnPressed.connect(self._on_search)
        self.table.row_activated.connect(self._ask_reason)
        self.table.page_loaded.connect(self._on_page)
        self.reason.given.connect(self._on_reason)
        self.reason.cancelled.connect(self._on_reason_cancelled)
        self.unfreeze.confirmed.connect(presenter.unfreeze)
        self.unfreeze.cancelled.connect(self.page.contacts.table.setFocus)
        self.not_me.given.connect(presenter.report_not_me)
        self.not_me.cancelled.connect(self._on_not_me_left)
        self.banner.action_requested.connect(self._on_retry)
        self.page.case_opened.connect(self.case_opened)
        self.page.cases.record_wanted.connect(self.record_wanted)
        self.page.unfreeze_wanted.connect(self._on_unfreeze)
        presenter.question_changed.connect(self._on_question)
        presenter.search_refused.connect(self._on_search_refused)
        presenter.person_changed.connect(self._on_person)
        presenter.unfrozen.connect(self._on_unfrozen)
        presenter.not_me_reported.connect(self._on_not_me_reported)
        presenter.not_me_refused.connect(self._on_not_me_refused)
        presenter.failed.connect(self._on_failed)

    def _columns(self) -> list[Column[PersonRow]]:
        words = self._words
        return [
            Column(
                "person",
                self.tr("Persona"),
                lambda row: row.display_name,
                strong=True,
                stretch=True,
            ),
            Column("identifier", self.tr("Número"), lambda row: row.identifier),
            Column(
                "born",
                self.tr("Nacimiento"),
                lambda row: str(row.birth_year) if row.birth_year else "—",
            ),
            Column("insured", self.tr("Calidad"), words.insured_code, ink="quiet"),
            Column(
                "cases",
                self.tr("Trámites abiertos"),
                lambda row: str(row.open_cases) if row.open_cases else "—",
            ),
            Column(
                "frozen",
                self.tr("Cambios"),
                lambda row: self.tr("detenidos") if row.is_frozen else self.tr("permitidos"),
                badge=lambda row: words.standing(row.is_frozen),
                ink="quiet",
            ),
        ]

    def _show_results(self) -> None:
        self._pages.setCurrentWidget(self.table)
        self._back.hide()
        self._show.hide()
        self._open.setVisible(self.not_me.isHidden())
        self.unfreeze.hide()

    def _on_search_key(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_search(self) -> None:
        self.presenter.search(self.search.text())

    def _on_search_refused(self, error: RuleViolationError) -> None:
        if error.code != "SEARCH_TOO_SHORT":
            self.banner.tell_message(self._context.messages.describe(error))
            return
        self.banner.tell(
            Tone.SOON,
            self.tr("Para buscar hacen falta al menos tres letras o cifras."),
            self.tr("Así nadie hojea el registro. Escriba algo más y pulse Enter."),
        )

    def _on_question(self, loader: PageLoader[PersonRow]) -> None:
        self.banner.clear()
        self._has_searched = True
        self.reason.cancel()
        self.presenter.close()
        self.table.ask(loader, is_new=True)

    def _on_page(self, loaded: int, has_more: bool) -> None:
        if not loaded:
            self._remark.setText("")
            if not self._has_searched:
                return
            self.table.empty.tell(
                self.tr("No se encontró a nadie"),
                self.tr(
                    "Revise el número o pruebe con otro apellido. La búsqueda quedó registrada."
                ),
            )
            return
        text = self.tr("{n} personas o más") if has_more else self.tr("{n} personas")
        if loaded == 1 and not has_more:
            text = self.tr("una persona")
        if self._pages.currentWidget() is self.table:
            self._remark.setText(text.format(n=loaded))
        if self.table.selected is None:
            self.table.select_first()
        if self.search.hasFocus():
            self.table.setFocus()

    def _ask_reason(self, row: PersonRow) -> None:
        self._wanted = row
        self.not_me.cancel()
        self._open.hide()
        self.reason.ask(self.tr("Abrir la ficha de {name}").format(name=row.display_name))

    def _on_reason(self, reason: str) -> None:
        if self._wanted is not None:
            self.presenter.open(self._wanted.person_id, reason)

    def _on_reason_cancelled(self) -> None:
        self._open.show()
        self.table.setFocus()

    def _on_person(self, file: PersonFile | None) -> None:
        if file is None:
            self._show_results()
            return
        is_new = self._pages.currentWidget() is not self.page
        self.reason.hide()
        self.banner.clear()
        self.page.show_file(file, key_text(UNFREEZE_KEY))
        self._pages.setCurrentWidget(self.page)
        self._back.show()
        self._show.show()
        self._open.hide()
        self._show.set_label(self.tr("&Ocultar datos") if file.shown else self.tr("&Mostrar datos"))
        self._remark.setText(
            self.tr("Mostrar números y datos queda registrado; se ocultan al salir de la pantalla")
        )
        if is_new:
            self.page.contacts.table.setFocus()

    def _on_back(self) -> None:
        for panel in (self.reason, self.unfreeze, self.not_me):
            if panel.isVisible():
                panel.cancel()
                return
        if self.presenter.file is not None:
            self.presenter.close()
            self._remark.setText("")
            self.table.setFocus()

    def _on_unfreeze(self) -> None:
        file = self.presenter.file
        if file is not None and file.person.frozen_at is not None:
            name = file.person.display_name
            self.not_me.cancel()
            self.unfreeze.ask(self.tr("Levantar la detención de {name}").format(name=name))

    def _on_unfrozen(self) -> None:
        self.unfreeze.hide()
        self._read_list_again()
        self.page.contacts.table.setFocus()
        self.banner.tell(Tone.DONE, self.tr("La persona puede pedir cambios de contacto otra vez."))

    def _on_not_me(self) -> None:
        if self.not_me.isVisible():
            self.not_me.edit.setFocus()
            return
        self.reason.cancel()
        self.unfreeze.cancel()
        self.banner.clear()
        self.not_me.ask(self.tr("Aviso «no fui yo»"))
        self._open.hide()

    def _on_not_me_left(self) -> None:
        self._open.setVisible(self._pages.currentWidget() is self.table)

    def _read_list_again(self) -> None:
        """The list found before still says whose changes were stopped then."""
        if self._has_searched:
            self.table.refresh()

    def _on_not_me_reported(self, report: NotMeReported) -> None:
        self.not_me.cancel()
        self._read_list_again()
        self.banner.tell_message(self._answers.answer(report))

    def _on_not_me_refused(self, error: Exception) -> None:
        message = self._context.messages.describe(error)
        if self.not_me.isVisible():
            self.not_me.refuse(f"{message.sentence} {message.next_step}")
        else:
            self.banner.tell_message(message)

    def _on_retry(self) -> None:
        self.banner.clear()
        self.presenter.retry()

    def _on_failed(self, error: Exception) -> None:
        code = error.code if isinstance(error, VentanillaError) else ""
        if code == "SEPARATION_NOT_THE_PERSON_CONCERNED":
            self.banner.tell(
                Tone.LATE,
                self.tr("Es su propia ficha: la detención la levanta otra persona."),
                self.tr("Pídalo a quien le subrogue en la dirección."),
            )
            return
        self.banner.tell_message(self._context.messages.describe(error))
