"""State of the record on show: opened, leafed through, saved, printed; knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter

from app.domain.duties import Operation, may
from app.domain.errors import RuleViolationError
from app.domain.ids import CaseId
from app.domain.record import IssuedDocument
from app.ports.media import MediaReader, MediaSource
from app.stages.documents import (
    DocumentCommand,
    HandedDocument,
    IssueValidationRecordCommand,
)
from ui.papers.desk import RecordUseCases
from ui.papers.printing import print_pages, write_file
from ui.tasks import Generation, Lane
from ui.widgets.pixels import image_of
from ui.widgets.screen_context import ScreenContext

T = TypeVar("T")
PAGE_WIDTH = 1400


@dataclass(frozen=True, slots=True)
class OpenedRecord:
    """The record on show: its bytes in memory, and how many pages it has."""

    document: IssuedDocument
    source: MediaSource
    file_name: str
    pages: int


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """One page ready for painting, and its size in points."""

    index: int
    image: QImage
    full_size: QSize


class RecordPresenter(QObject):
    """Opens the record of a case; each look, copy and print is on record by its use case.

    Signals:
        opened: a record is on show (OpenedRecord).
        not_opened: why there is none (Exception).
        page_drawn: a page of it is ready (DrawnPage).
        saved: it stands in a file (its path).
        printed: it went to the printer (how often that was done by now).
        failed: an error about what is on show (Exception).
    """

    opened = Signal(object)
    not_opened = Signal(object)
    page_drawn = Signal(object)
    saved = Signal(str)
    printed = Signal(int)
    failed = Signal(object)

    def __init__(
        self, cases: RecordUseCases, context: ScreenContext, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cases = cases
        self._context = context
        self._record: OpenedRecord | None = None
        self._openings = Generation()

    @property
    def record(self) -> OpenedRecord | None:
        """The record on show, or None."""
        return self._record

    def open(self, case_id: CaseId) -> None:
        """Open the newest document of a case; issue its record where none was issued yet."""
        self.close()
        self._run(lambda: self._read(case_id), self._on_opened, self.not_opened.emit)

    def show_page(self, index: int) -> None:
        """Draw another page."""
        record = self._record
        if record is not None and 0 <= index < record.pages:
            media, source = self._cases.media, record.source
            self._run(lambda: _drawn(media, source, index), self.page_drawn.emit)

    def save(self, path: Path) -> None:
        """Save it to a file."""
        record = self._record
        if record is None:
            return
        export, command = self._cases.export, self._command(record)

        def work() -> str:
            write_file(path, export(command).data)
            return str(path)

        self._run(work, self.saved.emit)

    def print_with(self, printer: QPrinter) -> None:
        """Print it; the pages are drawn in the sandbox and painted in a worker."""
        record = self._record
        if record is None:
            return
        cases, command = self._cases, self._command(record)

        def work() -> int:
            handed = cases.printing(command)
            print_pages(cases.media, _source(handed), printer)
            return handed.count

        self._run(work, self.printed.emit)

    def close(self) -> None:
        """Forget what was on show, here and in the sandbox."""
        self._openings.advance()
        record, self._record = self._record, None
        if record is not None:
            self._cases.media.forget(record.source)

    def _read(self, case_id: CaseId) -> OpenedRecord:
        cases, session = self._cases, self._context.session
        found = cases.documents(session, case_id)
        if found:
            document = found[-1]
        elif may(session, Operation.ISSUE_DOCUMENT):
            document = cases.issue(IssueValidationRecordCommand(session, case_id))
        else:
            raise RuleViolationError("DOCUMENT_UNKNOWN")
        handed = cases.read(DocumentCommand(session, case_id, document.id))
        source = _source(handed)
        return OpenedRecord(document, source, handed.file_name, len(cases.media.pages(source)))

    def _on_opened(self, record: OpenedRecord) -> None:
        self._record = record
        self.opened.emit(record)
        self.show_page(0)

    def _command(self, record: OpenedRecord) -> DocumentCommand:
        document = record.document
        return DocumentCommand(self._context.session, document.case_id, document.id)

    def _run(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
    ) -> None:
        self._context.tasks.run(
            work,
            owner=self,
            on_done=on_done,
            on_error=on_error or self.failed.emit,
            lane=Lane.WRITE,
            generation=self._openings,
        )


def _source(handed: HandedDocument) -> MediaSource:
    return MediaSource(handed.data, handed.document.sha256)


def _drawn(media: MediaReader, source: MediaSource, index: int) -> DrawnPage:
    picture = media.page(source, index=index, width=PAGE_WIDTH)
    size = QSize(picture.full_width, picture.full_height)
    return DrawnPage(index, image_of(picture.pixels), size)
