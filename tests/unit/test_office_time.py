"""Opening hours, deadlines to the minute, pauses, and the literal 72 hours beside them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import RuleViolationError
from app.domain.office_time import Deadline, OfficeTime, Pause
from app.domain.opening_hours import OpeningHours, OpenSpan
from app.infra.calendar_files import load_calendar, load_opening_hours

FOLDER = Path(__file__).parents[2] / "resources" / "calendar"
ZONE = ZoneInfo("America/Guayaquil")
HOURS = load_opening_hours(FOLDER / "opening_hours.toml")
OFFICE = OfficeTime(load_calendar(FOLDER), ZONE, HOURS)

MALL = OpeningHours(
    (
        *[(OpenSpan(time(10), time(13)), OpenSpan(time(14), time(20)))] * 5,
        (OpenSpan(time(10), time(16)),),
        (),
    )
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


class TestHours:
    @pytest.mark.parametrize(
        ("instant", "is_open"),
        [
            ("2026-06-05 07:59", False),
            ("2026-06-05 08:00", True),
            ("2026-06-05 16:59", True),
            ("2026-06-05 17:00", False),
            ("2026-06-06 10:00", False),
            ("2026-05-25 10:00", False),
            ("2025-05-01 10:00", True),
        ],
    )
    def test_open(self, instant: str, is_open: bool) -> None:
        assert OFFICE.is_open(at(instant)) is is_open
        assert OFFICE.is_open(at(instant).astimezone(UTC)) is is_open

    def test_next_opening(self) -> None:
        assert OFFICE.next_opening(at("2026-06-05 10:00")) == at("2026-06-05 10:00")
        assert OFFICE.next_opening(at("2026-06-05 06:00")) == at("2026-06-05 08:00")
        assert OFFICE.next_opening(at("2026-06-05 17:00")) == at("2026-06-08 08:00")
        mall = OfficeTime(OFFICE.calendar, ZONE, MALL)
        assert mall.next_opening(at("2026-06-05 13:30")) == at("2026-06-05 14:00")

    def test_an_office_that_never_opens(self) -> None:
        shut = OfficeTime(OFFICE.calendar, ZONE, OpeningHours(((),) * 7))
        with pytest.raises(RuleViolationError) as caught:
            shut.next_opening(at("2026-06-05 10:00"))
        assert caught.value.code == "HOURS_NEVER_OPEN"
        assert shut.closing(date(2026, 6, 5)) == at("2026-06-06 00:00")

    def test_open_time(self) -> None:
        assert OFFICE.open_time_between(
            at("2026-06-05 16:00"), at("2026-06-08 09:30")
        ) == timedelta(hours=2.5)
        assert (
            OFFICE.open_time_between(at("2026-06-08 09:30"), at("2026-06-05 16:00")) == timedelta()
        )
        mall = OfficeTime(OFFICE.calendar, ZONE, MALL)
        assert mall.open_time_between(at("2026-06-05 12:00"), at("2026-06-05 15:00")) == timedelta(
            hours=2
        )

    @pytest.mark.parametrize(
        ("weekly", "code"),
        [
            (((),) * 6, "HOURS_WEEK"),
            (
                ((OpenSpan(time(8), time(12)), OpenSpan(time(11), time(17))), *[()] * 6),
                "HOURS_ORDER",
            ),
        ],
    )
    def test_impossible_weeks(self, weekly: tuple[tuple[OpenSpan, ...], ...], code: str) -> None:
        with pytest.raises(RuleViolationError) as caught:
            OpeningHours(weekly)
        assert caught.value.code == code

    def test_a_run_ends_after_it_begins(self) -> None:
        with pytest.raises(RuleViolationError):
            OpenSpan(time(17), time(8))


class TestDeadline:
    def test_ends_when_the_agency_closes(self) -> None:
        found = OFFICE.deadline(at("2026-10-30 16:59"), 3, literal_hours=72)
        assert found == Deadline(date(2026, 11, 6), at("2026-11-06 17:00"), at("2026-11-02 16:59"))
        assert found.due_at is not None
        assert found.due_at.tzinfo is UTC

    @pytest.mark.parametrize(
        ("submitted", "last"),
        [
            ("2026-06-05 16:59", "2026-06-10"),
            ("2026-06-05 17:01", "2026-06-10"),
            ("2026-06-06 12:00", "2026-06-10"),
            ("2026-02-13 17:00", "2026-02-20"),
            ("2025-12-31 09:00", "2026-01-07"),
        ],
    )
    def test_friday_evening_carnival_and_year_end(self, submitted: str, last: str) -> None:
        assert OFFICE.deadline(at(submitted), 3).last_day == date.fromisoformat(last)

    def test_without_a_reading_in_hours(self) -> None:
        found = OFFICE.deadline(at("2026-06-05 10:00"), 3)
        assert found.literal_due_at is None

    def test_at_least_a_day(self) -> None:
        with pytest.raises(RuleViolationError):
            OFFICE.deadline(at("2026-06-05 10:00"), 0)


class TestPauses:
    SUBMITTED = at("2026-06-05 10:00")

    def due(self, *pauses: tuple[str, str | None]) -> Deadline:
        made = [Pause(at(start), at(end) if end else None) for start, end in pauses]
        return OFFICE.deadline(self.SUBMITTED, 3, made, literal_hours=72)

    def test_waiting_days_do_not_count(self) -> None:
        found = self.due(("2026-06-08 09:00", "2026-06-10 11:00"))
        assert found.last_day == date(2026, 6, 12)
        assert found.literal_due_at == at("2026-06-10 12:00")

    def test_waiting_within_a_day_costs_no_day(self) -> None:
        found = self.due(("2026-06-08 09:00", "2026-06-08 15:00"))
        assert found.last_day == date(2026, 6, 10)
        assert found.literal_due_at == at("2026-06-08 16:00")

    def test_still_waiting(self) -> None:
        found = self.due(("2026-06-09 09:00", None))
        assert found.last_day is found.due_at is found.literal_due_at is None

    def test_waiting_that_began_after_the_end_changes_nothing(self) -> None:
        found = self.due(("2026-06-11 09:00", None))
        assert (found.last_day, found.literal_due_at) == (date(2026, 6, 10), at("2026-06-08 10:00"))

    def test_waiting_that_began_after_the_hours_but_within_the_days(self) -> None:
        found = self.due(("2026-06-08 12:00", "2026-06-09 12:00"))
        assert (found.last_day, found.literal_due_at) == (date(2026, 6, 11), at("2026-06-08 10:00"))

    def test_open_within_the_last_day_leaves_that_day(self) -> None:
        # The office acted on its last day; the days are used up, the hours are over, too.
        found = self.due(("2026-06-10 09:00", None))
        assert found.last_day == date(2026, 6, 10)

    def test_open_within_the_hours_but_after_the_days(self) -> None:
        found = OFFICE.deadline(
            at("2026-06-08 10:00"), 1, [Pause(at("2026-06-09 12:00"))], literal_hours=72
        )
        assert found.last_day == date(2026, 6, 9)
        assert found.literal_due_at is None
        assert found.due_at == at("2026-06-09 17:00")

    def test_overlapping_and_swapped_pauses_count_once(self) -> None:
        once = self.due(("2026-06-05 12:00", "2026-06-09 12:00"))
        parts = self.due(
            ("2026-06-06 12:00", "2026-06-09 12:00"),
            ("2026-06-05 12:00", "2026-06-08 12:00"),
            ("2026-06-07 12:00", "2026-06-07 13:00"),
        )
        assert once == parts

    def test_a_pause_before_submission_takes_nothing(self) -> None:
        found = self.due(("2026-06-01 12:00", "2026-06-05 09:00"))
        assert found == self.due()

    def test_a_pause_ends_after_it_starts(self) -> None:
        with pytest.raises(RuleViolationError) as caught:
            Pause(at("2026-06-08 12:00"), at("2026-06-08 11:59"))
        assert caught.value.code == "PAUSE_ORDER"

    @given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)).map(sorted), max_size=4))
    def test_pauses_only_ever_lengthen(self, spans: list[list[int]]) -> None:
        start = self.SUBMITTED.astimezone(UTC)
        pauses = [Pause(start + timedelta(hours=a), start + timedelta(hours=b)) for a, b in spans]
        plain, found = self.due(), OFFICE.deadline(self.SUBMITTED, 3, pauses, literal_hours=72)
        assert plain.due_at is not None
        assert found.due_at is not None
        assert found.literal_due_at is not None
        assert plain.literal_due_at is not None
        waited = sum(((p.end or p.start) - p.start for p in pauses), timedelta())
        assert plain.due_at <= found.due_at
        assert plain.literal_due_at <= found.literal_due_at <= plain.literal_due_at + waited
