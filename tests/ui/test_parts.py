"""The small parts: what they show, say aloud, and do by key."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import UnavailableError
from tests.ui.still import let_layouts_follow
from ui.messages import Messages
from ui.theme import Theme, Tone
from ui.widgets.accessibility import unnamed_widgets
from ui.widgets.agency_time import AgencyTime, media_clock, short_date
from ui.widgets.arrange import TwoEnds
from ui.widgets.badge import Badge, BadgeText
from ui.widgets.banner import Banner
from ui.widgets.filters import FilterCombo, SearchBox
from ui.widgets.form_field import FormField, SecretEdit
from ui.widgets.key_button import KeyHintButton
from ui.widgets.key_names import key_text
from ui.widgets.panes import Panes
from ui.widgets.text import PlainLabel, plain_label
from ui.widgets.undo_bar import UndoBar


def test_labels_never_interpret_text(qtbot: QtBot, theme: Theme) -> None:
    label = plain_label("<img src=x> <b>Rosa</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.accessibleName() == "<img src=x> <b>Rosa</b>"


def test_long_labels_are_cut_with_the_whole_in_the_tip(qtbot: QtBot, theme: Theme) -> None:
    label = PlainLabel("una frase bastante larga que no cabe")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    label.grab()
    assert label.toolTip() == label.text()


def test_badges_say_their_word_and_keep_their_room(qtbot: QtBot, theme: Theme) -> None:
    badge = Badge("vencido 1 día", Tone.LATE)
    qtbot.addWidget(badge)
    assert badge.accessibleName() == "vencido 1 día"
    assert badge.badge.icon_name == "warning"
    before = badge.sizeHint()
    badge.show_badge(BadgeText("a tiempo todavía por muchos días", Tone.DONE))
    assert badge.sizeHint().width() > before.width()
    assert badge.minimumSizeHint() == badge.sizeHint()


@pytest.mark.parametrize(
    ("sequence", "words"),
    [
        ("Ctrl+Space", "Ctrl+Espacio"),
        ("Return", "Enter"),
        ("?", "?"),
        ("+", "+"),
        ("Ctrl++", "Ctrl++"),
        ("Shift+R", "Mayús+R"),
        ("", ""),
    ],
)
def test_keys_are_named_as_printed(qtbot: QtBot, sequence: str, words: str) -> None:
    assert key_text(sequence) == words


def test_buttons_follow_their_action(qtbot: QtBot, theme: Theme) -> None:
    action = QAction("Conforme")
    action.setShortcut("A")
    ran: list[bool] = []
    action.triggered.connect(lambda *_: ran.append(True))
    button = KeyHintButton("&Conforme")
    qtbot.addWidget(button)
    plain_width = button.sizeHint().width()
    button.follow(action)
    assert button.keys == "A"
    assert button.sizeHint().width() > plain_width
    assert button.accessibleName() == "Conforme"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(ran) == 1
    action.setEnabled(False)
    assert not button.isEnabled()
    action.setShortcut("")
    assert button.keys == ""


def test_banner_offers_retry_only_where_it_helps(
    qtbot: QtBot, theme: Theme, messages: Messages
) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    assert not banner.isVisible()
    banner.tell_message(messages.describe(UnavailableError("DATABASE_UNAVAILABLE")))
    assert banner.isVisible()
    assert banner.tone is Tone.SOON
    buttons = [b for b in banner.findChildren(KeyHintButton) if b.isVisible()]
    assert [b.text() for b in buttons] == ["Reintentar"]
    banner.tell_message(messages.describe(ValueError("x")))
    assert not any(b.isVisible() for b in banner.findChildren(KeyHintButton))
    assert banner.accessibleName() == banner.text


def test_undo_sends_exactly_one_signal_for_each_offer(qtbot: QtBot, theme: Theme) -> None:
    bar = UndoBar(seconds=0.5)
    qtbot.addWidget(bar)
    undone: list[object] = []
    gone: list[object] = []
    bar.undo_requested.connect(undone.append)
    bar.expired.connect(gone.append)
    bar.offer("uno", 1)
    bar.offer("dos", 2)
    assert gone == [1]
    bar.undo()
    bar.undo()
    assert undone == [2]
    bar.offer("tres", 3)
    qtbot.waitUntil(lambda: gone == [1, 3])
    assert not bar.is_open
    bar.undo()
    assert undone == [2]


def test_undo_waits_ten_seconds_by_default(qtbot: QtBot, theme: Theme) -> None:
    bar = UndoBar()
    qtbot.addWidget(bar)
    bar.offer("uno", 1)
    assert any(label.text() == "10 s" for label in bar.findChildren(PlainLabel))
    bar.finish()


def test_form_field_shows_the_error_in_its_place(qtbot: QtBot, theme: Theme) -> None:
    editor = QLineEdit()
    field = FormField("&Correo", editor, hint="Uno solo.")
    qtbot.addWidget(field)
    assert editor.accessibleName() == "Correo"
    field.set_error("Falta la arroba.")
    assert field.error == "Falta la arroba."
    assert editor.accessibleDescription() == "Falta la arroba."
    field.set_error("")
    assert field.error == ""
    assert editor.accessibleDescription() == "Uno solo."


def test_secrets_leave_the_field_when_taken(qtbot: QtBot, theme: Theme) -> None:
    secret = SecretEdit()
    qtbot.addWidget(secret)
    caps: list[bool] = []
    secret.caps_lock_seen.connect(caps.append)

    def press(text: str, modifier: Qt.KeyboardModifier) -> None:
        kind = QKeyEvent.Type.KeyPress
        QApplication.sendEvent(secret, QKeyEvent(kind, Qt.Key.Key_A, modifier, text))

    press("A", Qt.KeyboardModifier.ShiftModifier)
    press("b", Qt.KeyboardModifier.NoModifier)
    press("C", Qt.KeyboardModifier.NoModifier)
    press("d", Qt.KeyboardModifier.ShiftModifier)
    assert secret.take() == "AbCd"
    assert secret.text() == ""
    assert secret.echoMode() is QLineEdit.EchoMode.Password
    assert caps == [False, False, True, True]


def test_search_waits_for_a_pause_and_escape_empties(qtbot: QtBot, theme: Theme) -> None:
    box = SearchBox("Número o nombre")
    qtbot.addWidget(box)
    sent: list[str] = []
    box.search_changed.connect(sent.append)
    qtbot.keyClicks(box, " quinde ")
    assert sent == []
    qtbot.waitUntil(lambda: sent == ["quinde"])
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert sent == ["quinde", ""]


def test_filters_speak_in_values(qtbot: QtBot, theme: Theme) -> None:
    combo: FilterCombo[int] = FilterCombo("Vista", [(1, "Mi provincia"), (2, "Todo el país")])
    qtbot.addWidget(combo)
    chosen: list[int] = []
    combo.choice_changed.connect(chosen.append)
    assert combo.currentText() == "Vista: Mi provincia"
    combo.choose(2)
    combo.choose(3)
    assert chosen == [2]
    assert combo.choice == 2


def test_rows_with_two_ends_break_where_room_is_short(qtbot: QtBot, theme: Theme) -> None:
    line = TwoEnds()
    line.left.addWidget(PlainLabel("Cola de casos", "heading", keep=True))
    line.right.addWidget(KeyHintButton("Tomar siguiente", "Ctrl+Space"))
    host = QWidget()
    layout = QVBoxLayout(host)
    layout.addWidget(line)
    layout.addStretch(1)
    qtbot.addWidget(host)
    host.resize(800, 200)
    host.show()
    one_line = line.height()
    host.resize(250, 200)
    qtbot.waitUntil(lambda: line.height() > one_line)


GUAYAQUIL = ZoneInfo("America/Guayaquil")


def test_times_are_the_agencys() -> None:
    times = AgencyTime(GUAYAQUIL)
    now = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
    assert times.clock(datetime(2026, 11, 22, 21, 40, tzinfo=UTC)) == "16:40"
    assert times.short(datetime(2026, 11, 22, 21, 40, tzinfo=UTC), now) == "16:40"
    assert times.short(datetime(2026, 11, 23, 2, 0, tzinfo=UTC), now) == "21:00"
    assert times.short(datetime(2026, 3, 14, 12, 5, tzinfo=UTC), now) == "14-03 07:05"
    assert times.short(datetime(2025, 3, 14, 12, 5, tzinfo=UTC), now) == "14-03-2025"
    assert times.full(now) == "22-11-2026 10:00:00 (UTC-05:00)"
    with pytest.raises(ValueError, match="naive"):
        times.clock(datetime(2026, 1, 1))  # noqa: DTZ001  # the point of the test
    assert short_date(times.day(now)) == "22-11-2026"
    assert media_clock(27_400_000, tenths=True) == "0:27,4"
    assert media_clock(67_000_000) == "1:07"


def test_the_crawl_finds_a_field_nobody_named(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    layout = QVBoxLayout(host)
    bare = QLineEdit()
    bare.setObjectName("bare")
    layout.addWidget(bare)
    layout.addWidget(KeyHintButton("Abrir"))
    assert unnamed_widgets(host) == ("QWidget/bare",)
    bare.setAccessibleName("Nombre")
    assert unnamed_widgets(host) == ()


def test_a_panel_that_comes_to_need_more_width_is_not_cut(qtbot: QtBot, theme: Theme) -> None:
    first, second, inner = QWidget(), QWidget(), QWidget()
    QVBoxLayout(first).addWidget(inner)
    panes = Panes(((first, 1), (second, 1)), "Prueba")
    qtbot.addWidget(panes)
    seen: list[bool] = []
    panes.stacked_changed.connect(seen.append)
    panes.resize(700, 300)
    panes.show()
    let_layouts_follow()
    assert seen == []
    inner.setMinimumWidth(600)
    qtbot.waitUntil(lambda: seen == [True])
    assert first.width() >= 600
    inner.setMinimumWidth(0)
    let_layouts_follow()
    assert seen == [True], "what stacks may have hidden what needed the width"
    panes.resize(710, 300)
    qtbot.waitUntil(lambda: seen == [True, False])
