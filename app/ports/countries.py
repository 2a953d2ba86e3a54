"""Names of countries as people write them."""

from __future__ import annotations

from typing import Protocol


class CountryNames(Protocol):
    """Knows countries by their ISO 3166-1 alpha-2 code."""

    def name(self, code: str, language: str) -> str:
        """Name in a language (``es``, ``en``); the code itself when it is unknown."""
        ...
