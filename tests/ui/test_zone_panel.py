"""The machine-readable zone is typed beside its document and compared at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.ids import CaseId
from app.domain.mrz.document_check import MAX_ZONE
from app.domain.review import ReviewDraft
from db.store import SqlStore
from tests.casework import Casework
from tests.ui.still import let_layouts_follow
from tests.unit.test_document_check import CARD
from ui.review.desk import Desk
from ui.review.zone_panel import ZonePanel
from ui.theme import Theme
from ui.widgets.accessibility import unnamed_widgets
from ui.widgets.badge import Badge
from ui.widgets.text import PlainLabel


@pytest.fixture
def desk(sqlite_engine: Engine) -> Desk:
    office = Casework(SqlStore(sqlite_engine))
    case = office.case()
    with office.store.read() as readers:
        view = readers.case.view(case.id)
    draft = ReviewDraft(case.id, office.people["clerk"].id, case.version, 1, {})
    procedure = office.procedures.get("ADC", case.procedure_version)
    return Desk(view, procedure, draft, "id_front", office.clock.now().date())


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> ZonePanel:
    made = ZonePanel()
    qtbot.addWidget(made)
    made.show()
    return made


def words(panel: ZonePanel) -> list[str]:
    return [one.text() for one in panel.findChildren(PlainLabel) if one.isVisible()]


def badges(panel: ZonePanel) -> list[str]:
    return [one.accessibleName() for one in panel.findChildren(Badge) if one.isVisible()]


def test_typing_compares_at_once_and_is_handed_on(
    panel: ZonePanel, desk: Desk, qtbot: QtBot
) -> None:
    panel.show_desk(desk)
    with qtbot.waitSignal(panel.zone_written) as written:
        QTest.keyClicks(panel.text, CARD.replace("\n", "\r"))
        panel.text.setPlainText(CARD)
    assert written.args == [CARD]
    said = " ".join(words(panel))
    assert "Nombres: el documento dice ERIKSSON ANNA MARIA" in said
    assert "Fecha de nacimiento" in said
    assert len(badges(panel)) == 3
    panel.text.setPlainText(CARD.replace("7408122F", "7408123F"))
    let_layouts_follow()
    assert "dígito de control es 3 y debía ser 2 (línea 2, columna 7)" in " ".join(words(panel))
    panel.text.setPlainText("I<UTO")
    let_layouts_follow()
    assert any("2 líneas" in word for word in words(panel))
    assert not unnamed_widgets(panel)


def test_it_stands_beside_documents_only_and_follows_the_draft(
    panel: ZonePanel, desk: Desk, qtbot: QtBot
) -> None:
    panel.show_desk(replace(desk, selected="video"))
    assert panel.isHidden()
    panel.show_desk(desk.with_draft(replace(desk.draft, zone=CARD)))
    assert panel.isVisible()
    assert panel.text.toPlainText() == CARD
    panel.text.setPlainText("<" * (MAX_ZONE + 50))
    assert len(panel.text.toPlainText()) == MAX_ZONE
    other = replace(desk.view, case=replace(desk.view.case, id=CaseId("other")))
    with qtbot.assertNotEmitted(panel.zone_written, wait=600):
        panel.show_desk(replace(desk, view=other))
    assert panel.text.toPlainText() == ""


def test_who_only_reads_types_nothing(panel: ZonePanel, desk: Desk) -> None:
    panel.show_desk(replace(desk, is_read_only=True))
    assert panel.text.isReadOnly()
