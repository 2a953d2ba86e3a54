"""Names of countries from the Unicode CLDR, through Babel."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale


class CldrCountryNames:
    """Implements :class:`app.ports.countries.CountryNames`."""

    def name(self, code: str, language: str) -> str:
        """Name in a language; the code itself when it is unknown."""
        return _territories("en" if language == "en" else "es").get(code, code)


@lru_cache(maxsize=2)
def _territories(language: str) -> dict[str, str]:
    return dict(Locale(language).territories)
