"""No letter that is a key with Alt means two things in the same place, in either language.

Two buttons with one letter only take the focus in turns, and a button and a shortcut with one
letter do nothing at all: a letter that clashes is worse than none.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from resources.i18n import update

ALWAYS_THERE = ("Header", "StatusLine")
"""Parts of the window around every screen."""

ALONE = ("SignInView", "LockPage")
"""Pages that cover the whole window."""

BESIDE = {
    "ReasonCard": ("RegistryView", "AuditView"),
    "SearchForm": ("AuditView",),
    "EventCard": ("AuditView",),
    "UndoBar": ("ReviewView", "DataPane"),
    "CodeCard": ("StaffPane",),
    "ActivationFields": ("SignInView",),
}
"""Parts shown inside others, which share their place."""

ALT = re.compile(r'"Alt\+([A-Z])"')


@pytest.fixture(scope="module", params=["es", "en"])
def letters(request: pytest.FixtureRequest) -> dict[str, list[str]]:
    """Letters of each class in one language; a class may say one sentence in two places."""
    found: dict[str, list[str]] = {}
    for sentence in update.sentences(update.ENGLISH):
        text = sentence.source if request.param == "es" else sentence.forms[0]
        key = re.search(r"&(\w)", text)
        if key:
            found.setdefault(sentence.context, []).append(key.group(1).upper())
    return found


@pytest.fixture(scope="module")
def shortcuts() -> set[str]:
    """Letters bound with Alt by the screens themselves."""
    return {letter for path in update.sources() for letter in ALT.findall(path.read_text("utf-8"))}


def test_there_are_letters_to_compare(letters: dict[str, list[str]], shortcuts: set[str]) -> None:
    assert {"Header", *ALONE, *BESIDE, "StaffPane", "QueueView"} <= letters.keys()
    assert shortcuts


def test_a_screen_uses_a_letter_once(letters: dict[str, list[str]]) -> None:
    places = {name: list(own) for name, own in letters.items()}
    for part, hosts in BESIDE.items():
        for host in hosts:
            places[f"{host} with {part}"] = letters.get(host, []) + letters[part]
    assert not {
        name: twice
        for name, own in places.items()
        if (twice := [letter for letter, count in Counter(own).items() if count > 1])
    }


def test_no_screen_uses_a_letter_of_the_window(letters: dict[str, list[str]]) -> None:
    taken = {letter for name in ALWAYS_THERE for letter in letters.get(name, [])}
    assert not {
        name: both
        for name, own in letters.items()
        if name not in (*ALWAYS_THERE, *ALONE) and (both := taken & set(own))
    }


def test_no_shortcut_uses_a_letter_of_the_window(
    letters: dict[str, list[str]], shortcuts: set[str]
) -> None:
    taken = {letter for name in ALWAYS_THERE for letter in letters.get(name, [])}
    assert not taken & shortcuts
