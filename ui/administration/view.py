"""*Administración*: staff, agencies, settings and mail in four panes; nothing of any case."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

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

P = TypeVar("P", bound=QWidget)
_STAFF, _AGENCIES, _SETTINGS, _MAIL = range(4)


class AdministrationView(QWidget):
    """For administrators only; every change is recorded with who made it.

    A pane is made when its tab first comes to the front: four at once kept the window waiting.
    """

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
        self._staff, self._settings, self._mail = self._presenters
        self._context = context
        self._words, self._errors = AdministrationWords(self), AdministrationErrorWords(self)
        self._holds_work: list[Callable[[], bool]] = []
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Partes de la administración"))
        self.tabs.tabBar().setAccessibleName(self.tr("Partes de la administración"))
        self._places: list[QVBoxLayout] = []
        for title in (
            self.tr("Personal"),
            self.tr("Agencias"),
            self.tr("Ajustes"),
            self.tr("Correo"),
        ):
            page, place = QWidget(), column(margin=Gap.XS)
            page.setLayout(place)
            self._places.append(place)
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
        self._make(_STAFF)
        self.tabs.currentChanged.connect(self._on_tab)

    @cached_property
    def staff(self) -> StaffPane:
        """Accounts."""
        made = StaffPane(self._staff, self._words, self._errors, self._context)
        forms = made.forms
        return self._placed(_STAFF, made, lambda: any(not form.isHidden() for form in forms))

    @cached_property
    def agencies(self) -> AgenciesPane:
        """Agencies."""
        made = AgenciesPane(self._staff, self._words, self._errors, self._context)
        self._staff.reload()
        return self._placed(_AGENCIES, made, lambda: not made.form.isHidden())

    @cached_property
    def settings(self) -> SettingsPane:
        """Settings."""
        made = SettingsPane(self._settings, self._words, self._errors, self._context)
        self._settings.reload()
        return self._placed(_SETTINGS, made, lambda: not made.editor.isHidden())

    @cached_property
    def mail(self) -> MailPane:
        """The password of the mail server."""
        made = MailPane(self._mail, self._errors, self._context)
        self._mail.reload()
        return self._placed(_MAIL, made, lambda: made.has_typed)

    def _placed(self, place: int, pane: P, holds_work: Callable[[], bool]) -> P:
        self._places[place].addWidget(pane)
        # Now, not with the next event: the focus goes there at once.
        pane.show()
        self._holds_work.append(holds_work)
        return pane

    def _on_tab(self, place: int) -> None:
        self._make(place)
        if not self.tabs.tabBar().hasFocus():
            self._focus_part()

    def _make(self, place: int) -> QWidget:
        made: tuple[Callable[[], QWidget], ...] = (
            lambda: self.staff,
            lambda: self.agencies,
            lambda: self.settings,
            lambda: self.mail,
        )
        return made[place]()

    def screen_shown(self) -> None:
        """Read everything again and put the focus on the part in front."""
        for presenter in self._presenters:
            presenter.reload()
        self._focus_part()

    def unfinished_work(self) -> str:
        """Say that a form is open."""
        if any(holds_work() for holds_work in self._holds_work):
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
        pane = self._make(self.tabs.currentIndex())
        if isinstance(pane, MailPane):
            pane.focus_first()
        elif isinstance(pane, StaffPane | AgenciesPane | SettingsPane):
            pane.table.setFocus()
