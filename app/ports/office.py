"""Calendars and hours of our offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.office_time import OfficeTime


class Offices(Protocol):
    """Knows the calendar, zone and hours of the office that handles a province's cases."""

    def time_of(self, province: str, person_province: str = "") -> OfficeTime:
        """Office time of a province, with the person's province as second jurisdiction.

        Args:
            province: two-digit DPA code of the office, which keeps the holidays of its province
                and of the canton of its seat; unknown codes get the national rule.
            person_province: DPA code of the person's province, or empty (abroad: no effect); given
                where a term is counted.
        """
        ...
