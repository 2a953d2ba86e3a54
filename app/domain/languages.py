"""The languages the program speaks: Spanish first, the one everything is filed and sent in."""

from __future__ import annotations

from typing import Final

SPANISH: Final = "es"
LANGUAGES: Final = (SPANISH, "en")
