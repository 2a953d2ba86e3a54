"""The holiday law, its published lists and the terms of domain.md §5."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.easter import easter_sunday
from app.domain.errors import RuleViolationError
from app.domain.holiday_law import national_rest_days, observed, observed_pair
from app.domain.working_days import (
    NOWHERE,
    DecreeDay,
    HolidayCalendar,
    LocalHoliday,
    due,
    local_day,
)
from app.infra.calendar_files import load_calendar

GUAYAQUIL = ZoneInfo("America/Guayaquil")
CALENDAR = load_calendar(Path(__file__).parents[2] / "resources" / "calendar")
QUITO = frozenset({"1701"})


def days_after(start: date, end: date) -> list[date]:
    return [start + timedelta(days=number) for number in range(1, (end - start).days + 1)]


def working_days_between(start: date, end: date, places: frozenset[str] = NOWHERE) -> int:
    return sum(CALENDAR.is_working_day(day, places) for day in days_after(start, end))


def rest_days(year: int) -> list[date]:
    days = days_after(date(year - 1, 12, 31), date(year, 12, 31))
    return [day for day in days if day.weekday() < 5 and not CALENDAR.is_working_day(day)]


REST_DAYS = {
    2024: "01-01 02-12 02-13 03-29 05-03 05-24 08-09 10-11 10-31 11-01 11-04 12-25",
    2025: "01-01 01-02 01-03 03-03 03-04 04-18 05-02 05-23 08-11 10-10 11-03 11-04 12-25",
    2026: "01-01 01-02 02-16 02-17 04-03 05-01 05-25 08-10 10-09 11-02 11-03 12-25",
    2027: "01-01 02-08 02-09 03-26 04-30 05-24 08-09 10-08 11-01 11-02 12-24 12-31",
    2028: "02-28 02-29 04-14 05-01 05-26 08-11 10-09 11-02 11-03 12-25",
}

TERMS = [
    ("2024-04-30", "2024-05-06"),
    ("2025-05-23", "2025-05-28"),
    ("2025-10-30", "2025-11-06"),
    ("2025-12-30", "2026-01-06"),
    ("2026-02-12", "2026-02-19"),
    ("2026-04-01", "2026-04-07"),
    ("2026-05-21", "2026-05-27"),
    ("2026-10-30", "2026-11-06"),
    ("2026-12-23", "2026-12-29"),
    ("2027-08-06", "2027-08-12"),
    ("2027-10-29", "2027-11-05"),
    ("2029-05-22", "2029-05-28"),
]


def at(day: str, hour: int = 10) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour), GUAYAQUIL)


class TestEaster:
    def test_agrees_with_an_independent_source(self) -> None:
        from holidays import country_holidays

        for year in range(2017, 2060):
            names = country_holidays("EC", years=year, observed=False)
            assert easter_sunday(year) - timedelta(days=2) in names, year

    @pytest.mark.parametrize(
        ("year", "day"),
        [(1961, "04-02"), (2000, "04-23"), (2008, "03-23"), (2038, "04-25"), (2285, "03-22")],
    )
    def test_known_years(self, year: int, day: str) -> None:
        assert easter_sunday(year) == date.fromisoformat(f"{year}-{day}")

    @given(st.integers(1583, 4099))
    def test_is_a_sunday_between_its_bounds(self, year: int) -> None:
        easter = easter_sunday(year)
        assert easter.weekday() == 6
        assert date(year, 3, 22) <= easter <= date(year, 4, 25)


class TestLaw:
    @pytest.mark.parametrize("year", REST_DAYS)
    def test_published_lists_with_decrees(self, year: int) -> None:
        assert [day.strftime("%m-%d") for day in rest_days(year)] == REST_DAYS[year].split()

    @pytest.mark.parametrize(("year", "count"), [(2025, 248), (2026, 249), (2027, 249)])
    def test_working_days_in_a_year(self, year: int, count: int) -> None:
        assert working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == count

    def test_a_moved_holiday_leaves_its_date_to_work(self) -> None:
        assert CALENDAR.is_working_day(date(2025, 5, 1))
        assert not CALENDAR.is_working_day(date(2025, 5, 2))

    @pytest.mark.parametrize(
        ("holiday", "rest"),
        [
            ("2025-05-24", "2025-05-23"),
            ("2025-08-10", "2025-08-11"),
            ("2026-05-25", "2026-05-25"),
            ("2027-08-10", "2027-08-09"),
            ("2023-05-24", "2023-05-26"),
            ("2025-10-09", "2025-10-10"),
            ("2024-05-24", "2024-05-24"),
        ],
    )
    def test_single_holidays_by_weekday(self, holiday: str, rest: str) -> None:
        assert observed(date.fromisoformat(holiday)) == date.fromisoformat(rest)

    @pytest.mark.parametrize(
        ("first", "rest"),
        [
            ("2026-11-02", ("2026-11-02", "2026-11-03")),
            ("2027-11-02", ("2027-11-02", "2027-11-01")),
            ("2022-11-02", ("2022-11-04", "2022-11-03")),
            ("2023-11-02", ("2023-11-02", "2023-11-03")),
            ("2018-11-02", ("2018-11-02", "2018-11-01")),
            ("2024-11-02", ("2024-11-01", "2024-11-04")),
            ("2025-11-02", ("2025-11-04", "2025-11-03")),
        ],
    )
    def test_pairs_by_weekday(self, first: str, rest: tuple[str, str]) -> None:
        assert observed_pair(date.fromisoformat(first)) == tuple(map(date.fromisoformat, rest))

    def test_new_year_and_christmas_give_way_to_weekends_only(self) -> None:
        assert {date(2021, 12, 24), date(2021, 12, 31)} <= national_rest_days(2021)
        assert {date(2022, 12, 26)} <= national_rest_days(2022)
        assert {date(2023, 1, 2)} <= national_rest_days(2023)
        assert date(2025, 1, 1) in national_rest_days(2025)
        assert date(2024, 12, 25) in national_rest_days(2024)

    def test_no_list_before_the_law(self) -> None:
        with pytest.raises(RuleViolationError) as caught:
            national_rest_days(2016)
        assert caught.value.code == "CALENDAR_YEAR"

    @given(st.integers(2017, 2200))
    def test_every_year_rests_ten_to_twelve_weekdays(self, year: int) -> None:
        assert 10 <= len(national_rest_days(year)) <= 12
        assert all(day.weekday() < 5 and day.year == year for day in national_rest_days(year))


class TestDecrees:
    def test_a_decree_can_take_a_rest_day_away(self) -> None:
        calendar = HolidayCalendar((DecreeDay(date(2026, 5, 25), "DE 0", is_rest=False),))
        assert calendar.is_working_day(date(2026, 5, 25))

    def test_rest_wins_over_work(self) -> None:
        both = (
            DecreeDay(date(2026, 5, 26), "DE 0", is_rest=False),
            DecreeDay(date(2026, 5, 26), "DE 1"),
        )
        assert not HolidayCalendar(both).is_working_day(date(2026, 5, 26))

    def test_a_saturday_never_counts(self) -> None:
        calendar = HolidayCalendar((DecreeDay(date(2026, 5, 30), "DE 0", is_rest=False),))
        assert not calendar.is_working_day(date(2026, 5, 30))

    def test_a_decree_may_hold_for_one_place(self) -> None:
        calendar = HolidayCalendar((DecreeDay(date(2026, 5, 26), "DE 0", place="09"),))
        assert calendar.is_working_day(date(2026, 5, 26), QUITO)
        assert not calendar.is_working_day(date(2026, 5, 26), frozenset({"0901"}))

    def test_recoverable_days_are_rest_days(self) -> None:
        assert not CALENDAR.is_working_day(date(2024, 10, 31))


class TestLocalHolidays:
    @pytest.mark.parametrize(
        ("place", "rest"),
        [
            ("1701", "2025-12-05"),
            ("1701", "2023-12-08"),
            ("1101", "2024-12-09"),
            ("2403", "2024-12-23"),
            ("2401", "2023-11-06"),
            ("0901", "2026-07-24"),
        ],
    )
    def test_move_like_the_others(self, place: str, rest: str) -> None:
        day = date.fromisoformat(rest)
        assert not CALENDAR.is_working_day(day, frozenset({place}))
        assert CALENDAR.is_working_day(day)

    def test_a_province_does_not_keep_the_holidays_of_its_cantons(self) -> None:
        assert CALENDAR.is_working_day(date(2025, 12, 5), frozenset({"17"}))
        assert not CALENDAR.is_working_day(date(2025, 11, 21), frozenset({"0401"}))
        assert not CALENDAR.is_working_day(date(2025, 11, 21), frozenset({"04"}))

    def test_either_jurisdiction_counts(self) -> None:
        alone = due(at("2025-12-03"), 3, CALENDAR, GUAYAQUIL, frozenset({"0901"}))
        both = due(at("2025-12-03"), 3, CALENDAR, GUAYAQUIL, frozenset({"0901", "1701"}))
        assert (alone, both) == (date(2025, 12, 8), date(2025, 12, 9))

    def test_moved_over_the_end_of_a_year(self) -> None:
        calendar = HolidayCalendar((), (LocalHoliday("99", 1, 1, "", 2017),))
        assert not calendar.is_working_day(date(2021, 12, 31), frozenset({"99"}))

    def test_not_before_it_existed(self) -> None:
        calendar = HolidayCalendar((), (LocalHoliday("99", 6, 15, "", 2026),))
        assert calendar.is_working_day(date(2025, 6, 16), frozenset({"99"}))
        assert not calendar.is_working_day(date(2026, 6, 15), frozenset({"99"}))

    @pytest.mark.parametrize(("month", "day"), [(2, 29), (13, 1), (4, 31)])
    def test_a_date_that_is_not_in_every_year_is_refused(self, month: int, day: int) -> None:
        with pytest.raises(RuleViolationError) as caught:
            LocalHoliday("99", month, day, "", 2017)
        assert caught.value.code == "LOCAL_HOLIDAY_DATE"


class TestTerms:
    @pytest.mark.parametrize(("submitted", "last"), TERMS)
    def test_vectors(self, submitted: str, last: str) -> None:
        assert due(at(submitted), 3, CALENDAR, GUAYAQUIL) == date.fromisoformat(last)

    def test_the_hour_of_submission_does_not_matter_but_the_zone_does(self) -> None:
        assert due(at("2026-06-05", 0), 3, CALENDAR, GUAYAQUIL) == date(2026, 6, 10)
        assert due(at("2026-06-05", 23), 3, CALENDAR, GUAYAQUIL) == date(2026, 6, 10)
        # 04:30 UTC on Saturday is still Friday in Guayaquil; half an hour of it, Monday either way.
        late = datetime(2026, 6, 9, 4, 30, tzinfo=UTC)
        assert due(late, 1, CALENDAR, GUAYAQUIL) == date(2026, 6, 9)
        assert due(late, 1, CALENDAR, ZoneInfo("Europe/Madrid")) == date(2026, 6, 10)

    def test_a_naive_instant_is_refused(self) -> None:
        with pytest.raises(ValueError, match="naive"):
            local_day(datetime(2026, 6, 5, 10), GUAYAQUIL)  # noqa: DTZ001 -- the mistake under test

    def test_a_term_has_at_least_one_day(self) -> None:
        with pytest.raises(RuleViolationError) as caught:
            due(at("2026-06-05"), 0, CALENDAR, GUAYAQUIL)
        assert caught.value.code == "TERM_LENGTH"

    def test_a_broken_calendar_is_noticed(self) -> None:
        days = tuple(DecreeDay(date(2026, 6, 1) + timedelta(days=n), "DE 0") for n in range(70))
        with pytest.raises(RuleViolationError) as caught:
            HolidayCalendar(days).next_working_day(date(2026, 5, 31))
        assert caught.value.code == "CALENDAR_WITHOUT_WORK"

    @given(st.dates(date(2017, 1, 1), date(2060, 1, 1)), st.integers(1, 30))
    def test_counting_back_gives_the_term(self, submitted: date, days: int) -> None:
        last = due(
            datetime.combine(submitted, time(12), GUAYAQUIL), days, CALENDAR, GUAYAQUIL, QUITO
        )
        assert CALENDAR.is_working_day(last, QUITO)
        assert working_days_between(submitted, last, QUITO) == days
