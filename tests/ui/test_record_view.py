"""The record is opened, saved and printed in the window; each time is on record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from sqlalchemy import Engine

from app.domain.audit import case_chain
from app.domain.file_kind import FileKind
from db.store import SqlStore
from tests.casework import Casework
from tests.sandbox_fixtures import source
from tests.stage_desks import CallDesk, DecisionDesk
from tests.ui.office_window import CTRL, OfficeWindow
from tests.ui.papers_window import record_use_cases
from tests.ui.unreadable_media import UnreadableMedia
from ui.papers.record_presenter import RecordPresenter
from ui.papers.record_view import RecordView
from ui.papers.words import PaperErrorWords
from ui.widgets.accessibility import unnamed_widgets

KEY = Qt.Key


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def decided(office):
    case = CallDesk(office).validated(office.case(holder="validator"))
    return DecisionDesk(office).approve(case).case


@pytest.fixture
def opened(office, qtbot, tasks, messages, media):
    def opened(case, login="validator", reader=media):
        def build(context) -> RecordView:
            context.messages.extend(PaperErrorWords().codes)
            return RecordView(RecordPresenter(record_use_cases(office, reader), context), context)

        screen = OfficeWindow(office, qtbot, tasks, messages, build, login).show()
        screen.view.open(case.id)
        screen.settle()
        return screen

    return opened


def handings(office, case) -> list[tuple[str, object]]:
    bodies = [json.loads(event.canonical) for event in office.events(case_chain(case.id))]
    return [
        (body["action"], body["details"].get("count"))
        for body in bodies
        if body["action"].startswith("document.")
    ]


def words(screen) -> str:
    labels = screen.view.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible())


def to_pdf(path: Path):
    """A printer that prints into a file: what the dialog would have chosen."""

    def choose() -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        return printer

    return choose


def test_the_record_is_drawn_by_the_sandbox_and_that_it_was_read_is_on_record(
    office, decided, opened
) -> None:
    screen = opened(decided)
    panel = screen.view.panel
    assert panel.isVisible()
    assert not panel.view.image.isNull()
    assert f"ACTA-{decided.number}" in words(screen)
    assert "SHA-256" in words(screen)
    # Nobody had issued it yet: whoever opens it first does.
    assert handings(office, decided) == [("document.issued", None), ("document.read", 1)]
    assert unnamed_widgets(screen.window) == ()


def test_it_is_saved_whole_where_the_person_says_and_nothing_else_is_left(
    office, decided, opened, tmp_path: Path
) -> None:
    screen = opened(decided)
    place = tmp_path / "mi acta.pdf"
    asked: list[str] = []

    def choose(name: str) -> str:
        asked.append(name)
        return str(place)

    screen.view.choose_file = choose
    screen.press(KEY.Key_S, CTRL)
    assert asked == [f"ACTA-{decided.number}.pdf"]
    assert place.read_bytes() == screen.view.presenter.record.source.data
    assert place.read_bytes().startswith(b"%PDF")
    assert [one.name for one in tmp_path.iterdir() if "acta" in one.name] == [place.name]
    assert handings(office, decided)[-1] == ("document.exported", 1)
    assert "guardada" in words(screen)


def test_a_place_that_cannot_be_written_is_said_and_leaves_nothing(
    decided, opened, tmp_path: Path
) -> None:
    screen = opened(decided)
    folder = tmp_path / "carpeta.pdf"
    folder.mkdir()
    screen.view.choose_file = lambda _name: str(folder)
    screen.press(KEY.Key_S, CTRL)
    assert "no se pudo guardar" in words(screen)
    assert [item.name for item in tmp_path.iterdir() if "carpeta" in item.name] == [folder.name]


def test_who_cancels_the_choice_of_a_file_or_printer_leaves_no_trace(
    office, decided, opened
) -> None:
    screen = opened(decided)
    screen.view.choose_file = lambda _name: ""
    screen.view.printers = lambda: ["Oficina"]
    screen.view.choose_printer = lambda: None
    screen.press(KEY.Key_S, CTRL)
    screen.press(KEY.Key_P, CTRL)
    assert handings(office, decided)[-1][0] == "document.read"


def test_it_is_printed_page_by_page_and_a_reprint_is_counted(
    office, decided, opened, media, tmp_path: Path
) -> None:
    screen = opened(decided)
    paper = tmp_path / "impresa.pdf"
    screen.view.printers = lambda: ["Oficina"]
    screen.view.choose_printer = to_pdf(paper)
    screen.press(KEY.Key_P, CTRL)
    printed = source(paper.read_bytes())
    assert media.kind(printed) is FileKind.PDF
    assert len(media.pages(printed)) == screen.view.presenter.record.pages
    screen.press(KEY.Key_P, CTRL)
    assert handings(office, decided)[-2:] == [("document.printed", 1), ("document.printed", 2)]
    assert "impresión número 2" in words(screen)


def test_without_a_printer_it_says_so_and_records_nothing(office, decided, opened) -> None:
    screen = opened(decided)
    screen.view.printers = list
    screen.press(KEY.Key_P, CTRL)
    assert "ninguna impresora" in words(screen)
    assert handings(office, decided)[-1][0] == "document.read"


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_said(decided, opened, tmp_path: Path) -> None:
    screen = opened(decided)
    screen.view.printers = lambda: ["Oficina"]
    screen.view.choose_printer = to_pdf(tmp_path / "no" / "existe.pdf")
    screen.press(KEY.Key_P, CTRL)
    assert "no aceptó el acta" in words(screen)


def test_esc_leads_back_and_nothing_of_it_is_kept(decided, opened, qtbot) -> None:
    screen = opened(decided)
    with qtbot.waitSignal(screen.view.left):
        QTest.keyClick(screen.view.panel.view, KEY.Key_Escape)
    screen.view.close_record()
    assert screen.view.presenter.record is None
    assert screen.view.panel.view.image.isNull()
    assert "ACTA-" not in words(screen)


def test_what_has_no_record_says_when_it_gets_one(office, opened) -> None:
    waiting = CallDesk(office).validated(office.case(holder="validator"))
    screen = opened(waiting)
    assert f"El trámite {waiting.number} todavía no tiene acta" in words(screen)
    assert not screen.view._save.isVisible()
    screen.press(KEY.Key_P, CTRL)
    assert handings(office, waiting) == []


def test_an_auditor_reads_what_was_issued_and_issues_nothing(office, decided, opened) -> None:
    screen = opened(decided, "auditor")
    assert "todavía no tiene acta" in words(screen)
    assert handings(office, decided) == []
    opened(decided, "validator")
    screen.view.open(decided.id)
    screen.settle()
    assert f"ACTA-{decided.number}" in words(screen)
    assert handings(office, decided)[-1] == ("document.read", 2)


def test_a_record_that_cannot_be_drawn_is_said(decided, opened) -> None:
    screen = opened(decided, reader=UnreadableMedia())
    assert screen.view.waiting.isVisible()
    assert screen.view.presenter.record is None
