"""A search for one whole number is told from one for its beginning or for a name."""

from __future__ import annotations

import pytest

from app.domain.search_text import names_one


@pytest.mark.parametrize(
    "text",
    [
        "ADC-2026-000018",
        " adc 2026 000018 ",
        "ADC/2026/1000018",
        "1759999004",
        "175999900-4",
        "EXT-999958",
        "X1234567",
    ],
)
def test_whole_numbers(text: str) -> None:
    assert names_one(text)


@pytest.mark.parametrize(
    "text", ["", "18", "adc 18", "ADC-2026-", "ADC-2026-0001", "17599990", "quinde", "rosa 2026"]
)
def test_beginnings_and_names(text: str) -> None:
    assert not names_one(text)
