"""The queue: pages by row value, counts, and what *take next* would probably give (ADR 0007)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from itertools import product
from typing import Any, Final

from sqlalchemy import Select, bindparam, func, select, true, tuple_, union_all

from app.domain.ids import CaseId, StaffId
from app.domain.workflow import CLOSED, CaseState
from app.ports.readers import CasePage, CaseRow, Cursor, QueueCounts, QueueFilter
from db.column_types import FAR_FUTURE, UtcDateTime
from db.link import Link
from db.readers.case_rows import lines_of, read_lines, select_lines
from db.readers.name_search import (
    has_number,
    has_words,
    people_named,
    people_numbered,
)
from db.readers.search_terms import SearchTerms, begins_with, parse_search
from db.repositories.claims import first_free, is_free, may_take
from db.tables import cases
from db.tables.base import Condition

OPEN: Final = frozenset(CaseState) - CLOSED
FEW: Final = 1000
"""Up to so many cases named by a search are fetched and sorted; more are walked in queue order."""

_MOST_RANGES: Final = 40
_AFTER_AT: Final = "after_at"
_AFTER_ID: Final = "after_id"
_ANYWHERE: Final = Cursor(FAR_FUTURE, CaseId(""))
"""Stands for the cursor in a kept statement; every run brings its own."""


class SqlQueueReader:
    """``app.ports.readers.QueueReader`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def page(self, wanted: QueueFilter, after: Cursor | None, limit: int) -> CasePage:
        """At most ``limit`` rows after a cursor, least time left first."""
        found = self._lines(wanted, after, limit + 1)
        lines = found[:limit]
        more = len(found) > limit and bool(lines)
        return CasePage(lines, Cursor(lines[-1].sort_at, lines[-1].case_id) if more else None)

    def _lines(self, wanted: QueueFilter, after: Cursor | None, limit: int) -> tuple[CaseRow, ...]:
        if wanted.search or wanted.unheld_at or wanted.due_before:
            chosen = self.choose(wanted, after, limit)
            return () if chosen is None else read_lines(self._link, chosen.subquery("chosen"))
        values = {} if after is None else {_AFTER_AT: after.sort_at, _AFTER_ID: after.case_id}
        return lines_of(self._link, _whole_page(wanted, limit, is_first=after is None), values)

    def choose(self, wanted: QueueFilter, after: Cursor | None, limit: int) -> Select[Any] | None:
        """Keys of one page, out of as few index ranges as the filter needs; None: nothing can be.

        Public, so that tests and benchmarks can ask the database how it goes about it.
        """
        terms = parse_search(wanted.search)
        found = self._found(terms)
        if found is not None:
            if not found:
                return None
            return _ordered(_among(found, _plain(wanted), after), limit)
        return _in_ranges(wanted, _matching(terms), after, limit)

    def counts(self, wanted: QueueFilter, now: datetime, end_of_today: datetime) -> QueueCounts:
        """Counts for the same filter, from one grouped query."""
        # Only columns of the index: a row's own pages would cost twenty times as much.
        when = cases.c.sort_at
        columns = (
            cases.c.state,
            func.count().label("cases"),
            func.count().filter(when < now).label("overdue"),
            func.count().filter(when >= now, when < end_of_today).label("today"),
            func.count().filter(when >= end_of_today, when < FAR_FUTURE).label("later"),
            func.count().filter(when >= FAR_FUTURE).label("resting"),
        )
        terms = parse_search(wanted.search)
        found = self._found(terms)
        conditions = _plain(wanted)
        conditions += [_is_among(found)] if found is not None else _matching(terms)
        rows = self._link.rows(select(*columns).where(*conditions).group_by(cases.c.state))
        return QueueCounts(
            on_time=sum(int(row["later"]) for row in rows),
            due_today=sum(int(row["today"]) for row in rows),
            overdue=sum(int(row["overdue"]) for row in rows),
            waiting=sum(int(row["resting"]) for row in rows if row["state"] not in CLOSED),
            by_state={row["state"]: int(row["cases"]) for row in rows},
        )

    def coming(
        self,
        states: Sequence[CaseState],
        province: str,
        staff_id: StaffId,
        now: datetime,
        limit: int,
    ) -> tuple[CaseRow, ...]:
        """Free cases that person may take, in the order of *take next*: preferred ones first."""
        ids = self._coming_ids(states, province, staff_id, now, limit)
        if not ids:
            return ()
        chosen = select(cases.c.id, cases.c.sort_at).where(cases.c.id.in_(ids)).subquery("chosen")
        lines = {line.case_id: line for line in read_lines(self._link, chosen)}
        return tuple(lines[case_id] for case_id in ids if case_id in lines)

    def peek_next(
        self, states: Sequence[CaseState], province: str, staff_id: StaffId, now: datetime
    ) -> CaseId | None:
        """The case *take next* would probably give; locks and claims nothing."""
        return next(iter(self._coming_ids(states, province, staff_id, now, 1)), None)

    def _coming_ids(
        self,
        states: Sequence[CaseState],
        province: str,
        staff_id: StaffId,
        now: datetime,
        limit: int,
    ) -> list[CaseId]:
        ids: list[CaseId] = []
        for preferred in (True, False):
            best = []
            for state in states:
                query = first_free(state, province, now, limit).where(may_take(state, staff_id))
                if preferred:
                    query = query.where(cases.c.preferred_reviewer == staff_id)
                rows = self._link.rows(query)
                best += [(row["sort_at"], CaseId(row["id"])) for row in rows]
            ids += [case_id for _at, case_id in sorted(best) if case_id not in ids]
            if len(ids) >= limit:
                break
        return ids[:limit]

    def _found(self, terms: SearchTerms) -> list[str] | None:
        """Cases the search names when they are few; None when it must be checked line by line."""
        if terms.words:
            return self._cases_of(people_named(self._link, terms.words))
        if terms.identifier:
            return self._cases_of(people_numbered(self._link, terms.identifier))
        if terms.number:
            ids = self._link.column(
                select(cases.c.id).where(begins_with(cases.c.number, terms.number)).limit(FEW + 1)
            )
            return None if len(ids) > FEW else ids
        return None

    def _cases_of(self, person_ids: list[str] | None) -> list[str] | None:
        if person_ids is None:
            return None
        ids = self._link.column(select(cases.c.id).where(cases.c.person_id.in_(person_ids)))
        return None if len(ids) > 4 * FEW else ids


@lru_cache(maxsize=64)
def _whole_page(wanted: QueueFilter, limit: int, *, is_first: bool) -> Select[Any]:
    """The statement of a page without a search; building it anew was a good part of its time."""
    chosen = _in_ranges(wanted, [], None if is_first else _ANYWHERE, limit)
    return select_lines(chosen.subquery("chosen"))


def _in_ranges(
    wanted: QueueFilter, matching: list[Condition], after: Cursor | None, limit: int
) -> Select[Any]:
    residual = [*_plain(wanted, with_places=False), *matching]
    ranges = [_range([*where, *residual], after, limit) for where in _ranges(wanted)]
    if len(ranges) == 1:
        return ranges[0]
    joined = union_all(*(select(one.subquery()) for one in ranges)).subquery()
    query = select(joined.c.id, joined.c.sort_at)
    return query.order_by(joined.c.sort_at, joined.c.id).limit(limit)


def _plain(wanted: QueueFilter, *, with_places: bool = True) -> list[Condition]:
    """Conditions of the filter but the search; ``with_places`` adds states and provinces."""
    conditions: list[Condition] = []
    if with_places and wanted.states:
        conditions.append(cases.c.state.in_(wanted.states))
    if with_places and wanted.provinces:
        conditions.append(cases.c.province.in_(wanted.provinces))
    if wanted.procedures:
        conditions.append(cases.c.procedure.in_(wanted.procedures))
    if wanted.holder is not None:
        conditions.append(cases.c.claimed_by == wanted.holder)
    if wanted.unheld_at is not None:
        conditions.append(is_free(wanted.unheld_at))
    if wanted.due_before is not None:
        conditions.append(cases.c.sort_at < wanted.due_before)
    return conditions


def _matching(terms: SearchTerms) -> list[Condition]:
    """The search as a condition on each line."""
    if terms.words:
        return [has_words(terms.words, cases.c.person_id)]
    if terms.identifier:
        return [has_number(terms.identifier, cases.c.person_id)]
    return [begins_with(cases.c.number, terms.number)] if terms.number else []


def _ranges(wanted: QueueFilter) -> list[list[Condition]]:
    """The index ranges that together hold the wanted states and provinces, each in queue order."""
    states = wanted.states or tuple(CaseState)
    if wanted.holder is not None:
        # The few cases somebody holds are found by their holder and sorted.
        return [_plain(QueueFilter(states=wanted.states, provinces=wanted.provinces))]
    if wanted.provinces and len(states) * len(wanted.provinces) <= _MOST_RANGES:
        return [
            [cases.c.province == province, cases.c.state == state]
            for province, state in product(wanted.provinces, states)
        ]
    places = [cases.c.province.in_(wanted.provinces)] if wanted.provinces else []
    whole: list[list[Condition]] = []
    if set(states) >= OPEN:
        whole = [[cases.c.is_open == true(), *places]]
        states = tuple(state for state in states if state in CLOSED)
    return whole + [[cases.c.state == state, *places] for state in states]


def _range(conditions: list[Condition], after: Cursor | None, limit: int) -> Select[Any]:
    query = select(cases.c.id, cases.c.sort_at).where(*conditions)
    return _ordered(_following(query, after), limit)


def _following(query: Select[Any], after: Cursor | None) -> Select[Any]:
    if after is None:
        return query
    # One comparison of row values: expanded into OR it cost 79 ms instead of 1.2 ms on SQLite.
    # The values need their types: within a tuple they do not take those of the columns.
    last = tuple_(
        bindparam(_AFTER_AT, after.sort_at, UtcDateTime()),
        bindparam(_AFTER_ID, after.case_id, cases.c.id.type),
    )
    return query.where(tuple_(cases.c.sort_at, cases.c.id) > last)


def _ordered(query: Select[Any], limit: int) -> Select[Any]:
    return query.order_by(cases.c.sort_at, cases.c.id).limit(limit)


def _among(ids: list[str], conditions: list[Condition], after: Cursor | None) -> Select[Any]:
    query = select(cases.c.id, cases.c.sort_at).where(_is_among(ids), *conditions)
    return _following(query, after)


def _is_among(ids: list[str]) -> Condition:
    return cases.c.id.in_(ids)
