"""Agencies: the table and the form for a new one or another name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.errors import VentanillaError
from app.domain.provinces import PROVINCES
from app.domain.staff import Agency
from ui.administration.kept_form import SAVE_KEY, KeptForm
from ui.administration.staff_presenter import StaffChange, StaffPresenter
from ui.administration.words import AdministrationErrorWords, AdministrationWords
from ui.theme import Gap, Tone
from ui.widgets.arrange import TwoEnds, column
from ui.widgets.banner import Banner
from ui.widgets.filters import FilterCombo
from ui.widgets.form_field import FormField
from ui.widgets.key_button import KeyHintButton
from ui.widgets.paged_table import PagedTable
from ui.widgets.screen_context import ScreenContext
from ui.widgets.table_column import Column, Page
from ui.widgets.text import plain_label
from ui.widgets.two_columns import TwoColumns

_ROWS = 5


class AgencyForm(KeptForm):
    """Code, name and province.

    Signals:
        submitted: the agency as typed (Agency).
    """

    submitted = Signal(object)

    def __init__(self, errors: AdministrationErrorWords, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent=parent)
        self.header.setVisible(True)
        self.save.set_label(self.tr("Guardar agencia"))
        self._errors = errors
        self.code, self.name = QLineEdit(), QLineEdit()
        self.province: FilterCombo[str] = FilterCombo(
            "", [(item.code, f"{item.code} · {item.name}") for item in PROVINCES]
        )
        self._fields = {
            "AGENCY_CODE": FormField(
                self.tr("Código"), self.code, hint=self.tr("Por ejemplo PIC-01; no cambia después.")
            ),
            "AGENCY_NAME": FormField(self.tr("Nombre de la agencia"), self.name),
            "AGENCY_HAS_STAFF": FormField(
                self.tr("Provincia"),
                self.province,
                hint=self.tr("Decide qué casos ve su personal."),
            ),
        }
        for field in self._fields.values():
            self.add(field)
        self._add_end()
        self.name.returnPressed.connect(self.submit)

    def open_form(self, agency: Agency | None) -> None:
        """Show the form, empty or with an agency in it."""
        title = self.tr("Cambiar una agencia") if agency else self.tr("Añadir una agencia")
        self.header.set_title(title)
        self.setAccessibleName(title)
        self.code.setText(agency.code if agency else "")
        self.code.setReadOnly(agency is not None)
        self.name.setText(agency.name if agency else "")
        if agency:
            self.province.choose(agency.province)
        for field in self._fields.values():
            field.set_error("")
        self._open(self.name if agency else self.code)

    @override
    def submit(self) -> None:
        """Hand over what was typed."""
        self._question.forget()
        for field in self._fields.values():
            field.set_error("")
        self.submitted.emit(Agency(self.code.text(), self.name.text(), self.province.choice or ""))

    def refuse(self, error: VentanillaError) -> bool:
        """Show an error under its field; False when it belongs to none."""
        field = self._fields.get(error.code)
        if field is not None:
            field.set_error(self._errors.sentence(error))
            field.editor.setFocus()
        return field is not None


class AgenciesPane(QWidget):
    """The offices staff belong to."""

    def __init__(
        self,
        presenter: StaffPresenter,
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
        self.form = AgencyForm(errors)
        self.table: PagedTable[Agency] = PagedTable(
            [
                Column("code", self.tr("Código"), lambda item: item.code, strong=True),
                Column("name", self.tr("Agencia"), lambda item: item.name, stretch=True),
                Column(
                    "province", self.tr("Provincia"), lambda item: words.province(item.province)
                ),
            ],
            lambda item: item.code,
            context.tasks,
            context.messages,
            accessible_name=self.tr("Agencias"),
        )
        self.setLayout(self._arrange())
        self._connect()

    def _arrange(self) -> QVBoxLayout:
        self.table.keep_rows(_ROWS)
        foot = TwoEnds()
        self._parts = TwoColumns(self.tr("Agencias"), foot=foot)
        self._parts.wide.addWidget(self.table, 1)
        self._parts.narrow.addWidget(self.form)
        self._parts.narrow.addStretch(1)
        self._parts.narrow_panel.hide()
        keys, group = self._context.shortcuts, self.tr("Agencias")
        self._remark = plain_label("", "caption")
        foot.left.addWidget(self._remark)
        change = KeyHintButton(self.tr("&Cambiar"))
        change.follow(
            keys.add(
                self,
                "agency.change",
                self.tr("Cambiar la agencia"),
                "Ctrl+M",
                self._on_change,
                group=group,
            )
        )
        add = KeyHintButton(self.tr("&Añadir agencia"), kind="primary")
        add.follow(
            keys.add(
                self, "agency.add", self.tr("Añadir agencia"), "Ctrl+N", self._on_add, group=group
            )
        )
        foot.right.addWidget(change)
        foot.right.addWidget(add)
        keys.add(self, "agency.save", self.tr("Guardar"), SAVE_KEY, self._on_save, group=group)
        keys.add(
            self, "agency.cancel", self.tr("Cancelar"), "Esc", self.form.leave_form, group=group
        )
        layout = column(self.banner, gap=Gap.M)
        layout.addWidget(self._parts, 1)
        layout.addWidget(foot)
        return layout

    def _connect(self) -> None:
        self._presenter.agencies_changed.connect(self._on_agencies)
        self._presenter.done.connect(self._on_done)
        self._presenter.failed.connect(self._on_failed)
        self.form.submitted.connect(self._presenter.save_agency)
        self.form.closed.connect(self._on_closed)
        self.table.row_activated.connect(lambda _item: self._on_change())

    def _on_agencies(self, agencies: tuple[Agency, ...]) -> None:
        count = len(agencies)
        text = self.tr("una agencia") if count == 1 else self.tr("{n} agencias")
        self._remark.setText(text.format(n=count))
        self.table.ask(lambda _cursor: Page(agencies))

    def _on_add(self) -> None:
        self._open(None)

    def _on_change(self) -> None:
        if self.table.selected is None:
            self.table.select_first()
        self._open(self.table.selected)

    def _open(self, agency: Agency | None) -> None:
        self.banner.clear()
        if self.form.has_typed and not self.form.leave_form():
            return
        self._parts.narrow_panel.show()
        self.form.open_form(agency)

    def _on_closed(self) -> None:
        self._parts.narrow_panel.hide()
        self.table.setFocus()

    def _on_save(self) -> None:
        if self.form.isVisible():
            self.form.submit()

    def _on_done(self, change: StaffChange, result: object) -> None:
        if change is StaffChange.AGENCY and isinstance(result, Agency):
            self.form.close_form()
            self.table.select_id(result.code)
            self.banner.tell(Tone.DONE, self._words.done(change, result.name))

    def _on_failed(self, error: Exception) -> None:
        if not self.isVisible():
            return
        if isinstance(error, VentanillaError) and self.form.refuse(error):
            return
        self.banner.tell_message(self._context.messages.describe(error))
