"""*Administración*: staff, agencies, settings and mail in four panes; nothing of any case."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QTabWidget, QWidget

from ui.administration.agencies_pane import AgenciesPane
from ui.administration.mail_pane import MailPane
from ui.administration.mail_presenter import MailPresenter
from ui.administration.settings_pane import SettingsPane
from ui.administration.settings_presenter import SettingsPresenter
from ui.administration.staff_pane import StaffPane
from ui.administration.staff_presenter import StaffPresenter
from ui.administration.words import AdministrationErrorWords, AdministrationWords
from ui.theme import Gap
from ui.widgets.arrange import TwoEnds, column
from ui.widgets.key_names import key_text
from ui.widgets.screen_context import ScreenContext
from ui.widgets.text import PlainLabel, plain_label


class AdministrationView(QWidget):
    """For administrators only; every change is recorded with who made it."""

    def __init__(
        self,
        staff: StaffPresenter,
        settings: SettingsPresenter,
        mail: MailPresenter,
        context: ScreenContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenters = (staff, settings, mail)
        for presenter in self._presenters:
            presenter.setParent(self)
        self._context = context
        words, errors = AdministrationWords(self), AdministrationErrorWords(self)
        self.staff = StaffPane(staff, words, errors, context)
        self.agencies = AgenciesPane(staff, words, errors, context)
        self.settings = SettingsPane(settings, words, errors, context)
        self.mail = MailPane(mail, errors, context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Partes de la administración"))
        self.tabs.tabBar().setAccessibleName(self.tr("Partes de la administración"))
        for pane, title in (
            (self.staff, self.tr("Personal")),
            (self.agencies, self.tr("Agencias")),
            (self.settings, self.tr("Ajustes")),
            (self.mail, self.tr("Correo")),
        ):
            page = QWidget()
            page.setLayout(column(pane, margin=Gap.XS))
            self.tabs.addTab(page, title)
        head = TwoEnds()
        head.left.addWidget(PlainLabel(self.tr("Administración"), "heading", keep=True))
        head.right.addWidget(
            plain_label(
                self.tr("{back} y {on} cambian de parte").format(
                    back=key_text("Ctrl+PgUp"), on=key_text("Ctrl+PgDown")
                ),
                "caption",
            )
        )
        layout = column(head, gap=Gap.M)
        layout.addWidget(self.tabs, 1)
        self.setLayout(layout)
        self._bind()

    def screen_shown(self) -> None:
        """Read everything again and put the focus on the part in front."""
        for presenter in self._presenters:
            presenter.reload()
        self._focus_part()

    def unfinished_work(self) -> str:
        """Say that a form is open."""
        forms = (*self.staff.forms, self.agencies.form, self.settings.editor)
        if any(not form.isHidden() for form in forms) or self.mail.has_typed:
            return self.tr("Hay un formulario de administración sin guardar.")
        return ""

    def step(self, by: int) -> None:
        """Bring the next or the previous part to the front."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())
        self._focus_part()

    def _bind(self) -> None:
        keys, group = self._context.shortcuts, self.tr("Administración")
        steps = (
            ("next", self.tr("Parte siguiente"), "Ctrl+PgDown", 1),
            ("previous", self.tr("Parte anterior"), "Ctrl+PgUp", -1),
        )
        for key, label, sequence, by in steps:
            keys.add(
                self,
                f"admin.{key}",
                label,
                sequence,
                partial(self.step, by),
                group=group,
            )
        keys.add(self, "admin.reload", self.tr("Actualizar"), "F5", self._reload, group=group)

    def _reload(self) -> None:
        for presenter in self._presenters:
            presenter.reload()

    def _focus_part(self) -> None:
        parts = (self.staff.table, self.agencies.table, self.settings.table)
        place = self.tabs.currentIndex()
        if place < len(parts):
            parts[place].setFocus()
        else:
            self.mail.focus_first()
