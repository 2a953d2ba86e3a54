"""The history says what may have left, and sends again what was given up."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.ids import MessageId
from app.domain.masking import BULLET
from app.domain.message import MessageStatus, OutboxMessage
from app.domain.notices import APPLIED_TO_OLD, NOT_ME_CODE
from tests import store_samples as samples
from ui.review.history_pane import HistoryPane
from ui.widgets.agency_time import AgencyTime
from ui.widgets.badge import Badge
from ui.widgets.key_button import KeyHintButton

GIVEN_UP = replace(
    samples.message(None),
    id=MessageId("m1"),
    template=APPLIED_TO_OLD,
    status=MessageStatus.FAILED,
    parameters={NOT_ME_CODE: BULLET},
)


def pane(qtbot: QtBot, *messages: OutboxMessage) -> HistoryPane:
    made = HistoryPane(AgencyTime(ZoneInfo("America/Guayaquil")))
    qtbot.addWidget(made)
    made.show_history(messages, ())
    return made


def buttons(made: HistoryPane) -> list[KeyHintButton]:
    return made.findChildren(KeyHintButton)


def test_a_warning_that_was_given_up_is_sent_again_once(qtbot: QtBot) -> None:
    made = pane(qtbot, GIVEN_UP)
    (again,) = buttons(made)
    assert "Reenviar" in again.accessibleName()
    with qtbot.waitSignal(made.resend_wanted) as sent:
        again.click()
    assert sent.args == ["m1"]
    made.mark_resent(MessageId("m1"))
    assert not again.isEnabled()


def test_what_left_or_was_repeated_with_its_code_has_no_button(qtbot: QtBot) -> None:
    repeated = replace(GIVEN_UP, parameters={NOT_ME_CODE: ""})
    left = replace(GIVEN_UP, status=MessageStatus.HANDED_OVER)
    assert buttons(pane(qtbot, repeated, left)) == []


def test_a_message_cancelled_after_a_try_may_have_left(qtbot: QtBot) -> None:
    tried = replace(GIVEN_UP, status=MessageStatus.CANCELLED, attempts=1)
    untried = replace(tried, attempts=0)
    words = []
    for message in (tried, untried):
        made = pane(qtbot, message)
        words.append(" ".join(item.text() for item in made.findChildren(QLabel)))
        words[-1] += " ".join(item.accessibleName() for item in made.findChildren(Badge))
    assert "pudo haber salido" in words[0]
    assert "pudo haber salido" not in words[1]
