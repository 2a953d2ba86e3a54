"""Dates of the machine-readable zone: which century, and what may be left open."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.mrz.dates import birth_date, expiry_date, is_open_date

TODAY = date(2026, 11, 22)


class TestDates:
    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("261122", date(2026, 11, 22)),
            ("261123", date(1926, 11, 23)),
            ("740812", date(1974, 8, 12)),
            ("000229", date(2000, 2, 29)),
            ("010229", None),
            ("7408", None),
        ],
    )
    def test_birth_is_never_in_the_future(self, text: str, meant: date | None) -> None:
        assert birth_date(text, TODAY) == meant

    def test_a_leap_day_skips_the_century_without_it(self) -> None:
        assert birth_date("000229", date(1999, 5, 1)) is None
        assert birth_date("000228", date(1999, 5, 1)) == date(1900, 2, 28)
        assert expiry_date("000229", date(2090, 5, 1)) == date(2000, 2, 29)

    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("411231", date(2041, 12, 31)),
            ("420101", date(1942, 1, 1)),
            ("120415", date(2012, 4, 15)),
        ],
    )
    def test_expiry_reaches_fifteen_years_ahead(self, text: str, meant: date) -> None:
        assert expiry_date(text, TODAY) == meant

    @pytest.mark.parametrize("text", ["<<<<<<", "74<<<<", "7408<<"])
    def test_what_may_be_left_open(self, text: str) -> None:
        assert is_open_date(text)

    @pytest.mark.parametrize("text", ["740812", "<<0812", "74<<12", ""])
    def test_what_may_not(self, text: str) -> None:
        assert not is_open_date(text)
