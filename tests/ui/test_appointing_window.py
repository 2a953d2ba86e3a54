"""Appointing and moving a call by keyboard: the link, the hours, the preview."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt

from app.domain.workflow import CaseState
from app.stages.validation import FreeSlots, FreeSlotsQuery
from tests.casework import LINK, Casework
from tests.stage_desks import CallDesk
from tests.ui.calls_window import CTRL, CallsWindow, at_call, calls_of, work_of
from tests.ui.cut_words import cut_words
from ui.theme import Mode, Theme
from ui.validation.bench import Work
from ui.widgets.paged_table import PagedTable

KEY = Qt.Key


def test_the_link_is_refused_in_its_place_and_nothing_leaves(office, screen):
    case = office.case()
    screen.show()
    screen.view.open_case(case.id)
    screen.settle()
    schedule = screen.view.schedule
    schedule.link.setFocus()
    screen.type("https://meet.google.com.evil.example/abc-defg-hij")
    screen.press(KEY.Key_Return)
    assert "Google Meet" in schedule.link_field.error
    assert "https://meet.google.com/abc-defg-hij" in schedule.link_field.error
    assert not schedule.send.isEnabled()
    screen.press(KEY.Key_Return, CTRL)
    assert office.now_case(case.id).state is CaseState.TO_SCHEDULE
    assert office.messages(case.id) == ()


def test_the_tool_is_named_as_the_setting_has_it(office, screen):
    with office.store.write() as uow:
        now = office.clock.now()
        uow.settings.put("call.tool_name", "Jitsi Meet", now.date(), None, now)
        pattern = r"https://jitsi\.example\.org/[a-z-]+"
        uow.settings.put("call.link_pattern", pattern, now.date(), None, now)
        uow.commit()
    case = office.case()
    screen.show()
    screen.view.open_case(case.id)
    screen.settle()
    schedule = screen.view.schedule
    assert "Jitsi Meet" in schedule.link.accessibleDescription()
    schedule.link.setFocus()
    screen.type(LINK)
    screen.press(KEY.Key_Return)
    assert "Jitsi Meet" in schedule.link_field.error
    assert "https://jitsi.example.org/…" in schedule.link_field.error


def half_made(office: Casework, screen: CallsWindow):
    """Second hour and a link typed, nothing sent."""
    case = office.case()
    screen.show()
    screen.view.open_case(case.id)
    screen.settle()
    schedule = screen.view.schedule
    schedule.grid.setFocus()
    screen.press(KEY.Key_Down)
    picked = schedule.grid.chosen
    screen.press(KEY.Key_Return)
    screen.paste(LINK)
    return case, picked


def test_an_appointment_half_made_is_unfinished_work(office, screen):
    case, _ = half_made(office, screen)
    assert case.number in screen.view.unfinished_work()
    screen.press(KEY.Key_Return)
    screen.press(KEY.Key_Return, CTRL)
    assert office.now_case(case.id).state is CaseState.CALL_SCHEDULED
    assert screen.view.unfinished_work() == ""


def test_an_appointment_not_begun_is_none(office, screen):
    at_call(office, screen)
    assert screen.view.unfinished_work() == ""
    screen.press(KEY.Key_M)
    assert work_of(screen) is Work.SCHEDULE
    assert screen.view.unfinished_work() == "", "the link is the one of the call as it stands"
    screen.view.schedule.link.clear()
    assert screen.view.unfinished_work()


def test_a_half_made_appointment_is_kept_while_the_case_is_held(office, screen):
    case, picked = half_made(office, screen)
    schedule = screen.view.schedule
    screen.view.hide()
    screen.view.show()
    screen.view.open_case(case.id)
    screen.settle()
    assert schedule.link.text() == LINK
    assert schedule.grid.chosen.starts_at == picked.starts_at
    schedule.link.setFocus()
    screen.press(KEY.Key_Return)
    assert LINK in schedule.message.toPlainText()
    screen.press(KEY.Key_Return, CTRL)
    assert calls_of(office, case.id)[0].starts_at == picked.starts_at
    assert schedule.link.text() == ""


def test_the_invitation_shows_whole_lines(office, screen):
    half_made(office, screen)
    letter = screen.view.schedule.message
    screen.view.schedule.link.setFocus()
    screen.press(KEY.Key_Return)
    room = letter.viewport().height() - round(letter.document().documentMargin())
    assert letter.verticalScrollBar().maximum() > 0, "it has to be longer than its room"
    assert room % letter.fontMetrics().lineSpacing() == 0


def test_a_half_made_appointment_goes_with_the_case(office, screen):
    half_made(office, screen)
    other = office.case(person=office.person("1769999994"))
    screen.view.open_case(other.id)
    screen.settle()
    assert screen.view.schedule.link.text() == ""
    assert not screen.view.schedule.send.isEnabled()


def test_an_hour_that_was_taken_meanwhile_is_said_to_be_gone(office, screen):
    case, picked = half_made(office, screen)
    rival = office.case(person=office.person("1769999994"), holder="validator")
    CallDesk(office).schedule(rival, at=picked.starts_at)
    screen.view.open_case(case.id)
    screen.settle()
    schedule = screen.view.schedule
    assert "ya no está libre" in schedule.hours.legend.text()
    assert schedule.grid.chosen.starts_at != picked.starts_at
    assert schedule.link.text() == LINK


def test_full_days_are_said_and_the_next_day_with_room_is_offered(office, screen):
    calls = CallDesk(office)
    case = office.case()
    use_case = FreeSlots(office.store, office.offices, office.procedures, office.clock)
    query = FreeSlotsQuery(office.session("validator"), case.id, limit=500)
    taken = []
    while not (slots := use_case(query))[0].is_next_room:
        for slot in slots:
            taken.append(slot.starts_at)
            person = office.person(f"18{len(taken):08d}")
            calls.schedule(office.case(person=person, holder="validator"), at=slot.starts_at)
    screen.show()
    screen.view.open_case(case.id)
    screen.settle()
    schedule = screen.view.schedule
    assert "están llenos" in schedule.hours.legend.text()
    assert schedule.grid.chosen is not None
    schedule.link.setFocus()
    screen.type(LINK)
    screen.press(KEY.Key_Return)
    screen.press(KEY.Key_Return, CTRL)
    assert office.now_case(case.id).state is CaseState.CALL_SCHEDULED
    assert calls_of(office, case.id)[0].starts_at > max(taken)


def cut(theme: Theme, table: PagedTable[Any]) -> list[str]:
    """Texts of a table that do not fit their column."""
    grid, model = table.grid, table.model
    return [
        text
        for section in range(model.columnCount())
        if not grid.isColumnHidden(section)
        for number in range(model.rowCount())
        if theme.metrics().horizontalAdvance(text := model.data(model.index(number, section)))
        >= grid.columnWidth(section)
    ]


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_name_day_or_hour_is_cut(office, screen, theme, scale):
    theme.apply(Mode.LIGHT, scale=scale)
    calls = CallDesk(office)
    calls.schedule(office.case(holder="validator", zone="Europe/Zurich"))
    case = office.case(person=office.person("1769999994"), zone="Asia/Shanghai")
    names = ("Julio Bolívar", "Basantes Llumiquinga")
    office.case(person=office.person("1709999997", names=names))
    screen.show()
    docket = screen.view.docket
    assert not cut(theme, docket.docket) + cut(theme, docket.waiting)
    screen.view.open_case(case.id)
    screen.settle()
    if docket.isVisible():
        assert not cut(theme, docket.docket) + cut(theme, docket.waiting)
    grid = screen.view.schedule.grid
    slots = grid.model()
    assert grid.viewport().width() >= 4 * theme.metrics().horizontalAdvance("00:00 · 00:00⁺¹")
    for section in range(slots.columnCount()):
        for number in range(slots.rowCount()):
            text = slots.data(slots.index(number, section)) or ""
            assert theme.metrics().horizontalAdvance(text) < grid.columnWidth(section), text
    assert "Shanghai" in screen.view.schedule._chosen.text()


def test_home_and_end_go_to_the_first_and_the_last_free_hour(office, screen):
    case = office.case()
    screen.show()
    screen.view.open_case(case.id)
    screen.settle()
    grid = screen.view.schedule.grid
    model, query = grid.model(), FreeSlotsQuery(office.session("validator"), case.id)
    slots = FreeSlots(office.store, office.offices, office.procedures, office.clock)(query)
    assert grid.chosen == slots[0], "the cursor begins at the first"
    grid.setFocus()
    screen.press(KEY.Key_End)
    assert grid.chosen == slots[-1]
    screen.press(KEY.Key_Home)
    assert grid.chosen == slots[0]
    cells = [
        model.index(row, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    assert all(model.data(cell) for cell in cells), "no hour is without a word"


def test_an_hour_that_is_not_free_says_why_and_what_to_do(office, screen):
    calls = CallDesk(office)
    taken = calls.slot(office.case(), number=1)
    calls.schedule(office.case(person=office.person("1769999994"), holder="validator"), at=taken)
    case = office.case(person=office.person("1709999997"))
    screen.show()
    screen.view.open_case(case.id)
    screen.settle()
    schedule = screen.view.schedule
    grid = schedule.grid
    said: list[str] = []
    screen.messages.said.connect(said.append)
    model = grid.model()
    first = grid.chosen
    grid.setFocus()
    for key, word, why, step in (
        (KEY.Key_Up, "pronto", "demasiado cerca", "Elija una hora libre"),
        (KEY.Key_Up, "pronto", "demasiado cerca", "Elija una hora libre"),
        (KEY.Key_Up, "ya pasó", "ya pasó", "Elija una hora libre"),
    ):
        screen.press(key)
        cell = grid.currentIndex()
        assert word in model.data(cell)
        assert word in model.data(cell, Qt.ItemDataRole.AccessibleTextRole)
        assert grid.visualRect(cell).intersects(grid.viewport().rect()), "reached and in sight"
        for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            assert why in model.data(cell, role)
        assert why in schedule.hours.legend.text()
        assert step in schedule.hours.legend.text()
        assert grid.chosen is None
        screen.press(KEY.Key_Return)
        assert grid.hasFocus(), "nothing goes on from an hour that cannot be had"
        assert why in said[-1]
    screen.press(KEY.Key_Home)
    assert grid.chosen == first
    screen.press(KEY.Key_Down)
    assert "ocupada" in model.data(grid.currentIndex())
    assert "ya tiene otra videollamada" in schedule.hours.legend.text()
    schedule.link.setFocus()
    screen.type(LINK)
    screen.press(KEY.Key_Return)
    screen.press(KEY.Key_Return, CTRL)
    assert "ya tiene otra videollamada" in said[-1]
    assert office.now_case(case.id).state is CaseState.TO_SCHEDULE


@pytest.mark.parametrize("size", [(1280, 800), (1366, 768)])
def test_every_hour_is_reached_and_seen_whole_at_200_percent(office, screen, theme, size):
    """The table scrolls by itself, whatever scrolls around it, and so does what it says below."""
    theme.apply(scale=2.0)
    calls = CallDesk(office)
    calls.schedule(office.case(person=office.person("1769999994"), holder="validator"))
    case = office.case(zone="America/Guayaquil", person=office.person("1709999997"))
    # What header, narrow rail and status line leave of the window.
    screen.window.setMinimumSize(400, 300)
    screen.window.resize(size[0] - 136, size[1] - 184)
    screen.show()
    screen.view.open_case(case.id)
    screen.settle()
    schedule = screen.view.schedule
    grid, seen = schedule.grid, set()
    assert schedule.panes.is_stacked, "or this proves nothing"
    port = schedule.panes.viewport()

    def is_seen() -> bool:
        return all(
            port.rect().contains(QRect(part.mapTo(port, rect.topLeft()), rect.size()))
            for part, rect in (
                (grid.viewport(), grid.visualRect(grid.currentIndex())),
                (schedule.hours.legend, schedule.hours.legend.rect()),
            )
        ) and grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))

    grid.setFocus()
    model = grid.model()
    assert model.rowCount() > 2 * (grid.viewport().height() // grid.rowHeight(0))
    screen.until(is_seen)
    for _ in range(model.rowCount()):
        screen.press(KEY.Key_Up)
    for _ in range(model.rowCount()):
        screen.until(is_seen)
        seen.add(grid.currentIndex().row())
        screen.press(KEY.Key_Down)
    assert len(seen) == model.rowCount()
    assert cut_words(screen.view) == []


def test_a_city_has_the_name_the_letters_give_it(office, screen):
    case = office.case(zone="Europe/Zurich")
    screen.show()
    screen.view.open_case(case.id)
    screen.settle()
    assert "Zúrich" in screen.view.schedule._chosen.text()


def test_another_hour_after_the_preview_has_to_be_previewed_again(office, screen):
    case = office.case()
    screen.show()
    screen.view.open_case(case.id)
    screen.settle()
    schedule = screen.view.schedule
    schedule.link.setFocus()
    screen.type(LINK)
    screen.press(KEY.Key_Return)
    assert schedule.send.isEnabled()
    schedule.grid.setFocus()
    screen.qtbot.keyClick(schedule.grid, KEY.Key_Down)
    assert not schedule.send.isEnabled()
    screen.until(schedule.send.isEnabled)


def test_a_call_can_be_moved_and_the_citizen_is_told(office, screen):
    done = CallDesk(office).schedule(office.case(holder="validator"))
    screen.show()
    screen.view.open_case(done.case.id)
    screen.settle()
    screen.press(KEY.Key_M)
    assert screen.view.presenter.bench.is_moving
    assert screen.view.schedule.link.text() == LINK
    screen.until(screen.view.schedule.send.isEnabled)
    screen.press(KEY.Key_Down)
    screen.until(screen.view.schedule.send.isEnabled)
    screen.press(KEY.Key_Return, CTRL)
    (call,) = calls_of(office, done.case.id)
    assert call.sequence == 1
    assert call.starts_at != done.call.starts_at


def test_moving_can_be_given_up(office, screen):
    done = at_call(office, screen)
    screen.press(KEY.Key_M)
    screen.press(KEY.Key_M, CTRL)
    assert work_of(screen) is Work.CALL
    assert calls_of(office, done.case.id)[0].starts_at == done.call.starts_at
