"""The viewer of a record: its pages, saving it to a file, printing it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from app.domain.ids import CaseId
from ui.papers.record_presenter import DrawnPage, OpenedRecord, RecordPresenter
from ui.theme import Gap, Tone, current_theme
from ui.widgets.arrange import TwoEnds, column
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.evidence_panel import EvidencePanel
from ui.widgets.key_button import KeyHintButton
from ui.widgets.screen_context import ScreenContext
from ui.widgets.text import PlainLabel, plain_label
from ui.widgets.view_state import ViewState

_KIND = "record"
_READABLE = 1.3
"""Pixels a point of the page on a window of its own size; smaller print would be guessed."""


class RecordView(QWidget):
    """One record at a time; Esc leads back to where it was asked for.

    Attributes:
        choose_file: asks where to save, given a name; an empty answer saves nothing.
        choose_printer: asks where to print; None prints nothing.
        printers: names of the printers of this workstation.

    Signals:
        left: the person goes back.
    """

    left = Signal()

    def __init__(
        self, presenter: RecordPresenter, context: ScreenContext, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        presenter.setParent(self)
        self._context = context
        self._page = 0
        self.choose_file: Callable[[str], str] = self._ask_file
        self.choose_printer: Callable[[], QPrinter | None] = self._ask_printer
        self.printers: Callable[[], list[str]] = QPrinterInfo.availablePrinterNames
        self.banner = Banner()
        self.panel = EvidencePanel(self.tr("Acta"))
        self.waiting = EmptyState("", "", icon="document")
        self.waiting.setAccessibleName(self.tr("Acta"))
        self._title = PlainLabel(self.tr("Acta"), "heading", keep=True)
        self._back = KeyHintButton(self.tr("Volver"), "Esc")
        self._print = KeyHintButton(self.tr("Imprimir…"), "Ctrl+P", icon="print")
        self._save = KeyHintButton(self.tr("Guardar PDF…"), "Ctrl+S", kind="primary")
        self._stack = QStackedWidget()
        self._arrange()
        self._bind()
        presenter.opened.connect(self._on_opened)
        presenter.not_opened.connect(self._on_not_opened)
        presenter.page_drawn.connect(self._on_page)
        presenter.saved.connect(self._on_saved)
        presenter.printed.connect(self._on_printed)
        presenter.failed.connect(self._on_failed)

    def open(self, case_id: CaseId) -> None:
        """Show the record of a case."""
        self._forget()
        self._say(self.tr("Abriendo el acta…"), self.tr("Se lee y se dibuja aparte."))
        self.presenter.open(case_id)

    def close_record(self) -> None:
        """Another screen is in front: nothing of the record is kept."""
        self.presenter.close()
        self._forget()

    def screen_shown(self) -> None:
        """Put the focus where the keys live."""
        (self.panel if self.presenter.record else self.waiting).setFocus()

    def _arrange(self) -> None:
        head = TwoEnds()
        head.left.addWidget(self._title)
        head.left.addWidget(
            plain_label(self.tr("abrirla, guardarla e imprimirla queda registrado"), "caption")
        )
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self.panel)
        self.waiting.setFocusPolicy(self.panel.view.focusPolicy())
        foot = TwoEnds()
        foot.left.addWidget(self._back)
        foot.right.addWidget(self._print)
        foot.right.addWidget(self._save)
        layout = column(head, self.banner, gap=Gap.M)
        layout.addWidget(self._stack, 1)
        layout.addWidget(foot)
        self.setLayout(layout)

    def _bind(self) -> None:
        keys, group = self._context.shortcuts, self.tr("Acta")
        self.panel.bind(keys, "record.picture")
        for button, key, label, sequence, run in (
            (self._back, "back", self.tr("Volver"), "Esc", self.left.emit),
            (self._print, "print", self.tr("Imprimir el acta"), "Ctrl+P", self._on_print),
            (self._save, "save", self.tr("Guardar el acta en PDF"), "Ctrl+S", self._on_save),
        ):
            button.follow(keys.add(self, f"record.{key}", label, sequence, run, group=group))
        for key, label, sequence, by in (
            ("next", self.tr("Página siguiente"), "PgDown", 1),
            ("previous", self.tr("Página anterior"), "PgUp", -1),
        ):
            keys.add(
                self,
                f"record.{key}",
                label,
                sequence,
                partial(self._turn, by),
                group=group,
            )

    def _forget(self) -> None:
        self._page = 0
        self.banner.clear()
        self.panel.clear()
        self._title.setText(self.tr("Acta"))
        self._stack.setCurrentWidget(self.waiting)
        self._allow(is_open=False)

    def _turn(self, by: int) -> None:
        self.presenter.show_page(self._page + by)

    def _say(self, title: str, sentence: str) -> None:
        self.waiting.tell(title, sentence)
        # It takes the focus, so that Esc leads back, and is read out there.
        self.waiting.setAccessibleName(f"{title} {sentence}")

    def _allow(self, *, is_open: bool) -> None:
        self._print.setVisible(is_open)
        self._save.setVisible(is_open)

    def _on_opened(self, record: OpenedRecord) -> None:
        self._title.setText(record.document.number)

    def _on_page(self, page: DrawnPage) -> None:
        record = self.presenter.record
        if record is None:
            return
        had_focus = self.waiting.hasFocus()
        self._page = page.index
        caption = self.tr("{number} · página {page} de {total}").format(
            number=record.document.number, page=page.index + 1, total=record.pages
        )
        self._stack.setCurrentWidget(self.panel)
        self.panel.show_picture(
            page.image,
            kind=_KIND,
            caption=caption,
            sha256=record.document.sha256,
            full_size=page.full_size,
        )
        self._show_top(page)
        self._allow(is_open=True)
        if had_focus:
            self.panel.setFocus()

    def _show_top(self, page: DrawnPage) -> None:
        """Begin where one begins to read; the arrows go on, 0 shows the whole page."""
        view, scale = self.panel.view, current_theme().px(100) / 100
        zoom = min(_READABLE * scale, view.width() / max(1, page.full_size.width()))
        above = view.height() / 2 / zoom / max(1, page.full_size.height())
        view.change(ViewState().zoomed(zoom).moved_to(0.5, above))

    def _on_not_opened(self, error: Exception) -> None:
        message = self._context.messages.describe(error)
        self._say(message.sentence, message.next_step)

    def _on_save(self) -> None:
        record = self.presenter.record
        path = self.choose_file(record.file_name) if record is not None else ""
        if path:
            self.presenter.save(Path(path))

    def _on_print(self) -> None:
        if self.presenter.record is None:
            return
        if not self.printers():
            self.banner.tell(
                Tone.INFO,
                self.tr("Este equipo no tiene ninguna impresora."),
                self.tr("Guarde el PDF (Ctrl+S) e imprímalo donde haya una."),
            )
            return
        printer = self.choose_printer()
        if printer is not None:
            self.presenter.print_with(printer)

    def _on_saved(self, path: str) -> None:
        self.banner.tell(Tone.DONE, self.tr("El acta está guardada."), path)

    def _on_printed(self, count: int) -> None:
        said = self.tr("El acta se envió a la impresora.")
        again = self.tr("Es la impresión número {count} de esta acta.").format(count=count)
        self.banner.tell(Tone.DONE, said, again if count > 1 else "")

    def _on_failed(self, error: Exception) -> None:
        # Trying again is one key away, and a banner of ours would not know which of them.
        message = self._context.messages.describe(error)
        self.banner.tell(message.tone, message.sentence, message.next_step)

    def _ask_file(self, name: str) -> str:
        places = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        path, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Guardar el acta"), str(Path(places) / name), self.tr("PDF (*.pdf)")
        )
        return path

    def _ask_printer(self) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(self.tr("Imprimir el acta"))
        return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None
