"""What the desk shows: a case, a word while one is fetched, or that there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from ui.widgets.empty_state import EmptyState
from ui.widgets.patience import Patience
from ui.widgets.text import plain_label


class DeskPages(QStackedWidget):
    """Never says that there is no case while one is on its way, and keeps the focus inside."""

    def __init__(
        self, work: QWidget, *, may_take: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.work = work
        step = self.tr("Tome el siguiente con Ctrl+Espacio, o elija uno en la cola.")
        self.empty = EmptyState(
            self.tr("No hay ningún caso en la mesa"),
            step if may_take else self.tr("Elija en la cola o en el registro el que quiera leer."),
            action=self.tr("Tomar siguiente") if may_take else "",
        )
        self._waiting = plain_label("", "quiet")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._is_busy = False
        self._patience = Patience(self)
        self._patience.ran_out.connect(self._on_long_wait)
        for page in (self.empty, self.work, self._waiting):
            self.addWidget(page)

    @property
    def waiting_words(self) -> str:
        """What is said while a case is fetched; empty when nothing is."""
        return self._waiting.text() if self.currentWidget() is self._waiting else ""

    def set_busy(self, is_busy: bool) -> None:
        """A case is being fetched or stored, or no longer is."""
        self._is_busy = is_busy
        if not is_busy:
            self._patience.end()
        if self.currentWidget() is not self.work:
            self.show_none()

    def show_work(self) -> None:
        """Show the case on the desk."""
        self._patience.end()
        self._turn_to(self.work)

    def show_none(self) -> None:
        """Show that there is no case, or wait for the one that is on its way."""
        if not self._is_busy:
            self._turn_to(self.empty)
            return
        self._waiting.setText("")
        self._patience.begin()
        self._turn_to(self._waiting)

    def _on_long_wait(self) -> None:
        self._waiting.setText(self.tr("Abriendo el caso…"))

    def _turn_to(self, page: QWidget) -> None:
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.setCurrentWidget(page)
        if had_focus and page is not self.work:
            # A page that goes takes the focus with it; the keys of the desk must stay live.
            page.setFocus()
