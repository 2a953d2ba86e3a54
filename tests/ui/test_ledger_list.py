"""The ledger of a case says what may have left, why not, to whom, and sends again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine

from app.domain.audit import case_chain
from app.domain.ids import MessageId, Sha256
from app.domain.message import MessageStatus
from app.domain.notices import APPLIED_TO_OLD
from app.stages.notification import LedgerRow
from db.store import SqlStore
from tests.casework import NEW, Casework
from tests.stage_desks import CallDesk
from tests.ui.papers_window import ledger_use_cases
from ui.messages import Messages
from ui.papers.case_papers import CasePapers
from ui.papers.ledger_list import LedgerList
from ui.tasks import Tasks
from ui.widgets.agency_time import AgencyTime
from ui.widgets.badge import Badge
from ui.widgets.key_button import KeyHintButton
from ui.widgets.screen_context import ScreenContext
from ui.widgets.shortcuts import ShortcutRegistry

AT = datetime(2026, 9, 16, 15, 0, tzinfo=UTC)
QUITO = AgencyTime(ZoneInfo("America/Guayaquil"))
GIVEN_UP = LedgerRow(
    id=MessageId("m1"),
    template=APPLIED_TO_OLD,
    language="es",
    recipient="rosa.anterior@correo.example",
    status=MessageStatus.FAILED,
    created_at=AT,
    not_before=AT,
    handed_over_at=None,
    attempts=16,
    next_try_at=None,
    last_error="MAIL_REFUSED",
    body_hash="",
    attachments=(),
    author="Verónica Ortega",
    is_repeatable=True,
    may_have_left=False,
)


def shown(qtbot: QtBot, *rows: LedgerRow, may_resend: bool = True) -> LedgerList:
    made = LedgerList(QUITO, may_resend=may_resend)
    qtbot.addWidget(made)
    made.show_rows(rows)
    return made


def words(made: LedgerList) -> str:
    said = [item.text() for item in made.findChildren(QLabel)]
    return " | ".join(said + [item.accessibleName() for item in made.findChildren(Badge)])


def buttons(made: LedgerList) -> list[KeyHintButton]:
    return made.findChildren(KeyHintButton)


def test_every_fact_of_a_message_is_read_in_words(qtbot: QtBot) -> None:
    left = replace(
        GIVEN_UP,
        status=MessageStatus.HANDED_OVER,
        attempts=2,
        last_error="",
        handed_over_at=AT + timedelta(minutes=3),
        body_hash=Sha256("ab" * 32),
    )
    text = words(shown(qtbot, left))
    for said in (
        "Cambio aplicado (contacto anterior)",
        "entregado al servidor",
        "Para r•••••@correo.example · por Verónica Ortega",
        "Escrito 16-09-2026 10:00:00",
        "entregado 16-09-2026 10:03:00",
        "2 intento",
        "SHA-256 abababab…abababab",
    ):
        assert said in text
    assert "rosa.anterior" not in text


def test_why_a_message_did_not_leave_is_said_in_words(qtbot: QtBot) -> None:
    text = words(shown(qtbot, GIVEN_UP, replace(GIVEN_UP, last_error="CALL_HAS_BEGUN")))
    assert "El servidor lo negó para siempre." in text
    assert "La hora de la videollamada ya había llegado." in text
    assert "MAIL_" not in text


def test_what_waits_says_when_it_leaves(qtbot: QtBot) -> None:
    later = AT + timedelta(hours=5)
    waiting = replace(GIVEN_UP, status=MessageStatus.QUEUED, last_error="", author="")
    text = words(shown(qtbot, replace(waiting, not_before=later)))
    assert "sale 16-09-2026 15:00:00" in text
    assert "por el sistema" in text
    retried = replace(waiting, next_try_at=AT + timedelta(minutes=1), last_error="MAIL_TRY_LATER")
    assert "sale 16-09-2026 10:01:00" in words(shown(qtbot, retried))


def test_a_message_is_sent_again_once(qtbot: QtBot) -> None:
    made = shown(qtbot, GIVEN_UP)
    (again,) = buttons(made)
    assert "Reenviar" in again.accessibleName()
    with qtbot.waitSignal(made.resend_wanted) as sent:
        again.click()
    assert sent.args == ["m1"]
    made.mark_resent(MessageId("m1"))
    assert not again.isEnabled()
    # The list is read again, with the copy in it: the old one stays as it is.
    made.show_rows((GIVEN_UP, replace(GIVEN_UP, id=MessageId("m2"), is_repeatable=False)))
    assert [one.isEnabled() for one in buttons(made)][-1:] == [False]


def test_what_left_is_sent_again_too_where_the_person_says_it_never_came(qtbot: QtBot) -> None:
    left = replace(GIVEN_UP, status=MessageStatus.HANDED_OVER)
    assert len(buttons(shown(qtbot, left))) == 1
    assert buttons(shown(qtbot, replace(left, is_repeatable=False))) == []
    assert buttons(shown(qtbot, left, may_resend=False)) == []


def test_a_message_cancelled_after_a_try_may_have_left(qtbot: QtBot) -> None:
    tried = replace(GIVEN_UP, status=MessageStatus.CANCELLED, may_have_left=True)
    assert "pudo haber salido" in words(shown(qtbot, tried))
    assert "pudo haber salido" not in words(shown(qtbot, replace(tried, may_have_left=False)))


def test_no_message_and_no_answer_say_so(qtbot: QtBot) -> None:
    made = shown(qtbot)
    assert "Aún no se ha escrito" in words(made)
    made.show_rows(None)
    assert "Cargando…" in words(made)


@pytest.fixture
def office(sqlite_engine: Engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.mark.parametrize("login", ["clerk", "validator", "director", "auditor"])
def test_every_duty_that_may_reads_the_ledger_of_a_case_and_that_is_on_record(
    office: Casework, qtbot: QtBot, tasks: Tasks, messages: Messages, login: str
) -> None:
    case = CallDesk(office).schedule(office.case(holder="validator")).case
    keys = ShortcutRegistry()
    context = ScreenContext(office.session(login), tasks, messages, keys, QUITO, office.clock)
    papers = CasePapers(ledger_use_cases(office), context)
    qtbot.addWidget(papers)
    papers.show_case(case.id, has_record=False)
    qtbot.waitUntil(lambda: "Convocatoria" in words(papers.ledger))
    assert NEW.email not in words(papers.ledger)
    last = json.loads(office.events(case_chain(case.id))[-1].canonical)
    assert (last["action"], last["actor"]) == ("case.read", office.people[login].id)
    assert last["details"] == {"part": "messages"}
    assert papers.presenter.may_resend is (login != "auditor")
