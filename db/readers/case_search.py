"""Which cases the text in the search field of the queue names.

Few cases are found through the index of what was typed and sorted; when it names very many, the
queue is walked in its own order instead and each line on it is looked at, because then every page
fills quickly. What was typed reaches the statement as named values, so that one statement serves
every search of its shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Column, ColumnElement, and_, exists, func, or_, select, union_all

from db.readers.name_search import people_named, words_by_rarity
from db.readers.search_terms import LAST, SearchTerms, begins_with_term, term_values
from db.tables import cases, person_identifiers, person_words

if TYPE_CHECKING:
    from db.link import Link
    from db.prepared import Values
    from db.tables.base import Condition

FEW: Final = 1000
MANY: Final = 5 * FEW
"""So many people of one word are still looked at one by one and their cases sorted."""

SURE_DIGITS: Final = 3
"""Of a case number and its six digits: three typed leave no more than a thousand."""

SURE_LENGTH: Final = 7
"""Of an identifier and its ten digits or so, for the same reason."""


@dataclass(frozen=True, slots=True)
class SearchShape:
    """How a search is answered, whatever was typed.

    Attributes:
        kind: ``number``, ``identifier``, ``either`` of them, ``words``; empty where nothing is
            searched.
        words: how many words, or numbers of cases.
        is_direct: through the index of what was typed, else line by line.
        as_array: find the people before PostgreSQL plans their cases; its guess of how many they
            are is so high that it reads every case.
    """

    kind: str = ""
    words: int = 0
    is_direct: bool = False
    as_array: bool = False

    def condition(self) -> Condition | None:
        """What a line must fulfil, or None."""
        match self.kind:
            case "number":
                return _any_number(cases.c.number, range(self.words))
            case "identifier":
                return self._of_people(person_identifiers.c.value, 1)
            case "either":
                return self._either()
            case "words":
                return self._of_people(person_words.c.word, self.words)
            case _:
                return None

    def _either(self) -> Condition:
        """Cases of the people of an identifier, the first term, and those of the numbers after."""
        numbers = range(1, 1 + self.words)
        by_person = self._of_people(person_identifiers.c.value, 1)
        if not self.is_direct:
            return or_(by_person, _any_number(cases.c.number, numbers))
        # Not OR: PostgreSQL would read every case. Both are found by their index and joined.
        of_number, of_person = cases.alias(), cases.alias()
        has_person = of_person.c.person_id == person_identifiers.c.person_id
        found = union_all(
            select(of_number.c.id).where(_any_number(of_number.c.number, numbers)),
            select(of_person.c.id)
            .join(person_identifiers, has_person)
            .where(begins_with_term(person_identifiers.c.value, 0)),
        )
        if self.as_array:
            return cases.c.id == func.any(func.array(found.scalar_subquery()))
        return cases.c.id.in_(found)

    def _of_people(self, column: Column[Any], terms: int) -> Condition:
        person = column.table.c.person_id
        if not self.is_direct:
            return and_(*(_someone(column, cases.c.person_id, n) for n in range(terms)))
        others = (_someone(column, person, n) for n in range(1, terms))
        people = select(person).where(begins_with_term(column, 0), *others)
        if self.as_array:
            return cases.c.person_id == func.any(func.array(people.scalar_subquery()))
        return cases.c.person_id.in_(people)


@dataclass(frozen=True, slots=True)
class Search:
    """A search that can be answered: its shape and the values of its statement.

    ``people`` is set instead where only some people, found beforehand, come into question.
    """

    shape: SearchShape
    values: Values
    people: tuple[str, ...] | None = None

    def condition(self) -> Condition | None:
        """What a line must fulfil, or None."""
        if self.people is not None:
            return cases.c.person_id.in_(self.people)
        return self.shape.condition()

    @property
    def is_direct(self) -> bool:
        """Whether the cases are found first and sorted then."""
        return self.people is not None or self.shape.is_direct


def search_for(link: Link, terms: SearchTerms) -> Search:
    """How this search is best answered; looks, where it must, how common the words are."""
    if terms.words:
        return _of_words(link, terms.words)
    numbers = terms.numbers
    if terms.serial is not None:
        series = [one for one in _series(link) if terms.serial.is_in(one)]
        numbers += tuple(terms.serial.number_in(one) for one in series)
    if terms.identifier:
        is_sure = len(terms.identifier) >= SURE_LENGTH
        is_direct = is_sure or _are_few(link, person_identifiers.c.value, terms.identifier)
        kind = "either" if numbers else "identifier"
        shape = SearchShape(kind, len(numbers), is_direct, bool(numbers) and link.is_postgresql)
        return Search(shape, term_values(terms.identifier, *numbers))
    if numbers:
        is_direct = all(_is_sure(one) or _are_few(link, cases.c.number, one) for one in numbers)
        return Search(SearchShape("number", len(numbers), is_direct), term_values(*numbers))
    return Search(SearchShape(), {})


def _is_sure(number: str) -> bool:
    return sum(map(str.isdigit, number.rpartition("-")[2])) >= SURE_DIGITS


def _series(link: Link) -> list[str]:
    """The beginnings, such as ``ADC-2026-``, of all numbers there are.

    Each is found by its first number, which the index has at hand, whatever the number of cases.
    """
    first = select(_beginning(func.min(cases.c.number)).label("series")).cte(
        "series", recursive=True
    )
    others = select(_beginning(func.min(cases.c.number))).where(
        cases.c.number > first.c.series + LAST
    )
    all_of_them = first.union_all(
        select(others.scalar_subquery()).where(first.c.series.is_not(None))
    )
    found = link.column(select(all_of_them.c.series))
    return [one for one in found if one is not None and one.count("-") == 2]


def _beginning(number: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.rtrim(number, "0123456789")


def _any_number(column: Column[Any], terms: range) -> Condition:
    return or_(*(begins_with_term(column, n) for n in terms))


def _of_words(link: Link, words: tuple[str, ...]) -> Search:
    ordered, fewest = words_by_rarity(link, words, MANY)
    is_direct = fewest < MANY
    if not is_direct and len(words) > 1:
        # Two common words may still name few people together.
        people = people_named(link, ordered)
        if people is not None:
            return Search(SearchShape(), {}, tuple(people))
    return Search(
        SearchShape("words", len(words), is_direct, link.is_postgresql), term_values(*ordered)
    )


def _are_few(link: Link, column: Column[Any], prefix: str) -> bool:
    some = select(column).where(begins_with_term(column, 0)).limit(FEW + 1)
    return len(link.column(some.params(term_values(prefix)))) <= FEW


def _someone(column: Column[Any], person_id: ColumnElement[Any], n: int) -> Condition:
    other = column.table.alias()
    same = other.c[column.name]
    return exists().where(other.c.person_id == person_id, begins_with_term(same, n))
