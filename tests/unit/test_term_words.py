"""The time of the law has one word: *término* and term; *plazo* is only the one of safety.

COA art. 158: a *término* counts working days, a *plazo* the days of the calendar.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from resources.i18n import update

RESOURCES = Path(__file__).parents[2] / "resources"
OTHER_PLAZO = re.compile(r"\bplazos?\b(?! de seguridad)", re.IGNORECASE)
DEADLINE = re.compile(r"\bdeadlines?\b", re.IGNORECASE)


def texts(language: str) -> dict[str, str]:
    """What staff and people read, by where it stands."""
    found = {
        f"{one.context}: {one.source}": one.source if language == "es" else " ".join(one.forms)
        for one in update.sentences(update.ENGLISH)
    }
    files = [*RESOURCES.rglob("*.toml"), *(RESOURCES / "templates" / language).glob("*.j2")]
    found |= {str(file.relative_to(RESOURCES)): file.read_text("utf-8") for file in files}
    return found


@pytest.mark.parametrize(("language", "other"), [("es", OTHER_PLAZO), ("en", DEADLINE)])
def test_no_other_word_is_said_for_the_term(language: str, other: re.Pattern[str]) -> None:
    found = texts(language)
    assert len(found) > 1000
    assert [place for place, text in found.items() if other.search(text)] == []


def test_the_words_that_are_looked_for_are_found() -> None:
    assert OTHER_PLAZO.search("El plazo terminó")
    assert OTHER_PLAZO.search("Plazos")
    assert not OTHER_PLAZO.search("En plazo de seguridad")
    assert DEADLINE.search("after the deadline")
