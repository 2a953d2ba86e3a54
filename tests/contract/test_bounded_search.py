"""A search has an end, and refuses what no database keeps, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.domain.audit import staff_chain
from app.domain.errors import RuleViolationError
from app.domain.search_text import MAX_SEARCH, MAX_SEARCH_WORDS, search_text
from app.ports.readers import QueueFilter
from app.stages.queueing import BrowseQueue
from app.stages.registry import SearchPeople
from db.store import SqlStore
from tests.casework import Casework

Search = Callable[[str], object]
WORDS = [f"{chr(97 + n // 26)}{chr(97 + n % 26)}ro" for n in range(MAX_SEARCH_WORDS + 1)]


@pytest.fixture
def office(store: SqlStore) -> Casework:
    return Casework(store)


@pytest.fixture
def searches(office: Casework) -> dict[str, Search]:
    session, end = office.session("clerk"), office.clock.now() + timedelta(days=1)
    queue = BrowseQueue(office.store, office.clock)
    people = SearchPeople(office.store, office.clock)
    return {
        "page": lambda text: queue.page(session, QueueFilter(search=text), None).rows,
        "counts": lambda text: queue.counts(session, QueueFilter(search=text), end).total,
        "people": lambda text: people(session, text),
    }


@pytest.mark.parametrize("name", ["page", "counts", "people"])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a" * (MAX_SEARCH + 1), "SEARCH_TOO_LONG"),
        ("1" * (MAX_SEARCH + 1), "SEARCH_TOO_LONG"),
        (" " + "a" * MAX_SEARCH, "SEARCH_TOO_LONG"),
        (" ".join(WORDS), "SEARCH_TOO_LONG"),
        ("-".join(WORDS), "SEARCH_TOO_LONG"),
        ("quishpe\ud800", "TEXT_UNREADABLE"),
        ("quishpe\0", "TEXT_UNREADABLE"),
        ("12\0" * 10_000, "TEXT_UNREADABLE"),
    ],
)
def test_too_much_is_refused_and_leaves_no_trace(
    office: Casework, searches: dict[str, Search], name: str, text: str, code: str
) -> None:
    with pytest.raises(RuleViolationError) as refused:
        searches[name](text)
    assert refused.value.code == code
    assert office.events(staff_chain(office.session("clerk").staff_id)) == ()


@pytest.mark.parametrize("name", ["page", "counts", "people"])
@pytest.mark.parametrize(
    "text", [" ".join(WORDS[:-1]), "1" * MAX_SEARCH, " " + "a" * (MAX_SEARCH - 1)]
)
def test_the_most_is_answered(searches: dict[str, Search], name: str, text: str) -> None:
    assert not searches[name](text)


def test_a_refusal_names_both_bounds() -> None:
    with pytest.raises(RuleViolationError) as refused:
        search_text("x" * (MAX_SEARCH + 1))
    assert refused.value.context == {"maximum": MAX_SEARCH, "words": MAX_SEARCH_WORDS}
    assert search_text("  María de los Ángeles  ") == "María de los Ángeles"
