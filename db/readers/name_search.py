"""People by words of their names, in any order, each word by its beginning.

Few people are found through the words; when the words name very many, the list is walked in its own
order instead and each person on it is looked at, because then every page fills quickly. Which of
the two is decided by counting, bounded by :data:`FEW`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Dialect, and_, exists, func, select

from db.prepared import Prepared
from db.readers.search_terms import begins_with, begins_with_term, term_values
from db.tables import person_identifiers, person_words

if TYPE_CHECKING:
    from db.link import Link
    from db.tables.base import Condition

FEW: Final = 1000


def people_named(link: Link, words: tuple[str, ...]) -> list[str] | None:
    """Identifiers of everybody so named, or None when they are more than :data:`FEW`."""
    (rarest, *others), _ = words_by_rarity(link, words, 20 * FEW)
    found = (
        select(person_words.c.person_id)
        .distinct()
        .where(
            begins_with(person_words.c.word, rarest),
            *(has_word(word, person_words.c.person_id) for word in others),
        )
    )
    ids = link.column(found.limit(FEW + 1))
    return None if len(ids) > FEW else ids


def people_numbered(link: Link, prefix: str) -> list[str] | None:
    """Identifiers of everybody with a number that begins so, or None when they are many."""
    found = (
        select(person_identifiers.c.person_id)
        .distinct()
        .where(begins_with(person_identifiers.c.value, prefix))
    )
    ids = link.column(found.limit(FEW + 1))
    return None if len(ids) > FEW else ids


def has_words(words: tuple[str, ...], person_id: ColumnElement[Any]) -> Condition:
    """The person has a word for every one asked for."""
    return and_(*(has_word(word, person_id) for word in words))


def has_word(word: str, person_id: ColumnElement[Any]) -> Condition:
    """The person has a word that begins so."""
    other = person_words.alias()
    return exists().where(other.c.person_id == person_id, begins_with(other.c.word, word))


def has_number(prefix: str, person_id: ColumnElement[Any]) -> Condition:
    """The person has a number that begins so."""
    other = person_identifiers.alias()
    return exists().where(other.c.person_id == person_id, begins_with(other.c.value, prefix))


def words_by_rarity(link: Link, words: tuple[str, ...], most: int) -> tuple[tuple[str, ...], int]:
    """The words, the one fewest people have first, and how many have that one.

    One statement counts all of them, and none beyond ``most``.
    """
    (counts,) = link.fetch(_counting(len(words), most, link.dialect), term_values(*words))
    order = sorted(range(len(words)), key=counts.__getitem__)
    return tuple(words[n] for n in order), int(counts[order[0]])


@lru_cache(maxsize=32)
def _counting(words: int, most: int, dialect: Dialect) -> Prepared:
    counts = []
    for n in range(words):
        some = select(person_words.c.person_id).where(begins_with_term(person_words.c.word, n))
        counted = select(func.count()).select_from(some.limit(most).subquery())
        counts.append(counted.scalar_subquery())
    return Prepared(select(*counts), dialect)
