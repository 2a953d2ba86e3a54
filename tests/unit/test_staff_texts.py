"""What staff read in the data is there in Spanish and in English; the rest is the same in both.

The walk goes over the values themselves: a text somebody adds to them tomorrow is walked too, and
has to be put into both languages or named below with the reason why it is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from itertools import chain

import pytest

from app.domain.languages import LANGUAGES
from app.infra.procedure_files import read_procedure
from app.infra.settings_file import read_settings
from tests.adc import RESOURCES

NOT_SAID = {
    "code", "key", "version", "language", "group", "reason", "pattern", "default",
    # As published: compared with the portal, read aloud by the citizen.
    "request_label", "template",
}  # fmt: skip
"""Codes, and wording that is Spanish whoever looks at it."""

MAY_BE_ABSENT = {"hint", "passport_title"}

ALIKE = {"Sector"}
"""Words that are the same in both languages."""


def texts_of(value: object, place: str = "") -> Iterator[tuple[str, str, str]]:
    """Place, name of the attribute and text of everything below a value."""
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            name = getattr(item, "code", number)
            yield from texts_of(item, f"{place}[{name}]")
    elif is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            inner = getattr(value, item.name)
            if isinstance(inner, str) and not isinstance(inner, Enum):
                yield f"{place}.{item.name}", item.name, inner
            else:
                yield from texts_of(inner, f"{place}.{item.name}")


def read(language: str) -> dict[str, tuple[str, str]]:
    """Name and text of every text in the data, by place."""
    files = sorted((RESOURCES / "procedures").glob("*.toml"))
    procedures = [read_procedure(path, language) for path in files]
    settings = tuple(read_settings(RESOURCES / "settings.toml", language))
    walked = [texts_of(one, f"{one.code} {one.version}") for one in procedures]
    found = chain(*walked, *(texts_of(one, one.key) for one in settings))
    return {place: (name, text) for place, name, text in found}


SAID = {language: read(language) for language in LANGUAGES}
STAFF = {
    place: tuple(SAID[language][place][1] for language in LANGUAGES)
    for place, (name, _) in SAID["es"].items()
    if name not in NOT_SAID
}


def test_the_walk_comes_by_every_kind_of_text() -> None:
    for place in (
        "ADC 2026.1.title",
        "ADC 2026.1.notes[meet].text",
        "ADC 2026.1.requirements[video].short_title",
        "ADC 2026.1.requirements[video].hint",
        "ADC 2026.1.requirements[video].checklist[own_voice].text",
        "ADC 2026.1.fields[country].label",
        "ADC 2026.1.declaration[release].title",
        "ADC 2026.1.reasons[SOL-04].label",
        "ADC 2026.1.call_checks[local_time].prompt",
        "ADC 2026.1.call_checks[local_time].expected",
        "mail.port.help",
    ):
        assert all(STAFF[place]), place
    assert SAID["es"].keys() == SAID["en"].keys()


@pytest.mark.parametrize("place", STAFF)
def test_a_text_of_staff_is_in_both_languages(place: str) -> None:
    spanish, english = STAFF[place]
    name = SAID["es"][place][0]
    if name in MAY_BE_ABSENT and not spanish and not english:
        return
    assert spanish.strip()
    assert english.strip()
    # What is only filled in, such as "{city}, {state}", has no words to translate.
    has_words = any(letter.isalpha() for letter in spanish.replace("{", " {").split("{")[0])
    assert spanish != english or spanish in ALIKE or not has_words


def test_everything_else_is_the_same_in_both() -> None:
    for place, (name, text) in SAID["es"].items():
        if name in NOT_SAID and name != "language":
            assert SAID["en"][place][1] == text, place
