"""*Auditoría* by keyboard on a real store: searching, opening, verifying, packing."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, text

from app.domain.audit import AuditEntry, case_chain, staff_chain
from app.domain.case import Case
from app.domain.workflow import CaseState
from app.infra.evidence_zip import ZipPackWriter
from app.stages.oversight import CheckChain, PackEvidence, ReadEvent, SearchEvents
from db.store import SqlStore
from reports.evidence_pack import PdfPackPages
from tests.audit_owner import guards_off
from tests.casework import RESOURCES, Casework
from tests.ui.office_window import CTRL, OfficeWindow
from ui.audit.presenter import AuditPresenter, AuditUseCases
from ui.audit.view import AuditView
from ui.messages import Messages
from ui.shell.error_words import GeneralErrorWords
from ui.tasks import Tasks
from ui.widgets.accessibility import unnamed_widgets
from ui.widgets.screen_context import ScreenContext

KEY = Qt.Key
REASON = "Queja 2026-118 de la persona"


def use_cases(office: Casework) -> AuditUseCases:
    store, clock = office.store, office.clock
    return AuditUseCases(
        search=SearchEvents(store, clock),
        read=ReadEvent(store, clock),
        check=CheckChain(store, clock),
        pack=PackEvidence(store, clock, PdfPackPages(RESOURCES), ZipPackWriter()),
    )


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def case(office: Casework) -> Case:
    """A case with something on its chain."""
    case = office.case(CaseState.TO_REVIEW)
    for action in ("case.received", "case.claimed", "case.released"):
        note(office, case_chain(case.id), action)
    return case


def note(office: Casework, chain: str, action: str) -> None:
    at, actor = office.clock.forward(seconds=5), office.people["clerk"].id
    with office.store.write() as uow:
        uow.audit.append(AuditEntry(chain, action, actor, at, "PC-7", {"minutes": 20}))
        uow.commit()


@pytest.fixture
def open_audit(office: Casework, qtbot: QtBot, tasks: Tasks, messages: Messages):

    def build(context: ScreenContext) -> AuditView:
        return AuditView(AuditPresenter(use_cases(office), context), context)

    general = GeneralErrorWords()
    messages.extend(general.codes)

    def opened(login: str = "auditor") -> OfficeWindow[AuditView]:
        return OfficeWindow(office, qtbot, tasks, messages, build, login).show()

    return opened


def words(screen: OfficeWindow[AuditView]) -> str:
    labels = screen.view.findChildren(QLabel)
    return " | ".join(label.text() for label in labels if label.isVisible())


def actions(office: Casework, chain: str) -> list[str]:
    return [json.loads(event.canonical)["action"] for event in office.events(chain)]


def look_for(screen: OfficeWindow[AuditView], case: Case) -> None:
    """From the first field to the list, by keys."""
    screen.type(case.number)
    while QApplication.focusWidget() is not screen.view.form.reason:
        screen.press(KEY.Key_Tab)
    screen.type(REASON)
    screen.press(KEY.Key_Return)


def rows(screen: OfficeWindow[AuditView]) -> list[str]:
    model = screen.view.table.model
    found = [model.row_at(place) for place in range(model.rowCount())]
    return [row.action for row in found if row is not None]


def test_an_event_is_found_opened_and_its_chain_verified_by_keyboard(
    office, case, open_audit
) -> None:
    screen = open_audit()
    assert unnamed_widgets(screen.window) == ()
    look_for(screen, case)
    assert rows(screen) == ["case.opened", "case.released", "case.claimed", "case.received"]
    screen.press(KEY.Key_Down)
    screen.press(KEY.Key_Return)
    text_of = words(screen)
    for said in ("Soltó el caso", "PC-7", office.people["clerk"].full_name, case.number):
        assert said in text_of
    screen.press(KEY.Key_R, CTRL)
    assert "La cadena está entera: 4 hecho" in words(screen)
    own = staff_chain(office.people["auditor"].id)
    assert actions(office, own) == ["audit.searched", "audit.event_read"]
    screen.press(KEY.Key_Escape)
    assert screen.view.presenter.shown is None
    assert screen.view.form.isVisible()
    screen.press(KEY.Key_Slash)
    assert screen.view.form.number.hasFocus()
    assert screen.strays() == ()


def test_a_broken_chain_says_where(office, case, open_audit) -> None:
    with guards_off(office.store._engine) as connection:
        connection.execute(
            text(
                "UPDATE audit_events SET canonical = replace(canonical, 'claimed', 'clai')"
                " WHERE chain = :chain AND sequence = 2"
            ),
            {"chain": case_chain(case.id)},
        )
    screen = open_audit()
    look_for(screen, case)
    screen.press(KEY.Key_Return)
    screen.press(KEY.Key_R, CTRL)
    assert "el hecho 2 no es el que se escribió" in words(screen)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("number", "ADC-2026-999999", "No existe ese caso."),
        ("login", "nadie.nunca", "No hay una cuenta con ese usuario."),
        ("since", "32-13-2026", "Escriba día-mes-año"),
        ("reason", "", "al menos"),
    ],
)
def test_what_is_wrong_stands_under_its_field(office, case, open_audit, field, typed, said) -> None:
    screen = open_audit()
    form = screen.view.form
    if field != "reason":
        form.reason.setText(REASON)
    editor = getattr(form, field)
    editor.setFocus()
    screen.type(typed)
    screen.press(KEY.Key_Return)
    assert said in form._fields[field].error
    assert editor.hasFocus()


def test_a_director_asks_about_one_case_and_takes_nothing_out(office, case, open_audit) -> None:
    screen = open_audit("director")
    form = screen.view.form
    assert not form.person.isVisible()
    assert not form.login.isVisible()
    form.reason.setText(REASON)
    form.reason.setFocus()
    screen.press(KEY.Key_Return)
    assert "un trámite a la vez" in form._fields["number"].error
    screen.type(case.number)
    screen.press(KEY.Key_Return)
    assert "case.claimed" in rows(screen)
    screen.press(KEY.Key_S, CTRL)
    assert not screen.view.reason.isVisible()


def test_a_pack_is_written_where_the_person_says_with_a_reason(
    office, case, open_audit, tmp_path: Path
) -> None:
    screen = open_audit()
    path = tmp_path / "pack.zip"
    asked: list[str] = []

    def choose(name: str) -> str:
        asked.append(name)
        return str(path)

    screen.view.choose_file = choose
    look_for(screen, case)
    screen.press(KEY.Key_S, CTRL)
    screen.type("no")
    screen.press(KEY.Key_Return, CTRL)
    assert asked == []
    screen.type(" es suficiente todavía")
    screen.press(KEY.Key_Return, CTRL)
    assert asked == [f"{case.number}-evidencia.zip"]
    assert zipfile.is_zipfile(path)
    assert f"El expediente de {case.number} está guardado" in words(screen)
    assert "case.evidence_packed" in office.actions(case.id)


def test_a_pack_that_cannot_be_written_says_so_and_leaves_nothing(
    office, case, open_audit, tmp_path: Path
) -> None:
    screen = open_audit()
    screen.view.choose_file = lambda _name: str(tmp_path / "nowhere" / "pack.zip")
    look_for(screen, case)
    screen.press(KEY.Key_S, CTRL)
    screen.type("Pedido de la Fiscalía")
    screen.press(KEY.Key_Return, CTRL)
    assert "El expediente no se pudo guardar ahí." in words(screen)
