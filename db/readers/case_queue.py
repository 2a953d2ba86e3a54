"""The queue: pages by row value, counts, and what *take next* would probably give (ADR 0007)."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Dialect, Select, bindparam, func, select, true, tuple_, union_all

from app.domain.ids import CaseId, StaffId
from app.domain.workflow import CLOSED, CaseState
from app.ports.readers import CasePage, CaseRow, Cursor, QueueCounts, QueueFilter
from db.column_types import FAR_FUTURE, UtcDateTime
from db.prepared import Prepared
from db.readers.case_rows import lines_of, read_lines, select_lines, select_lines_of
from db.readers.case_search import Search, SearchShape, search_for
from db.readers.search_terms import parse_search
from db.repositories.claims import first_free, is_free, may_take
from db.tables import cases

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from db.link import Link
    from db.tables.base import Condition

OPEN: Final = frozenset(CaseState) - CLOSED
_MOST_RANGES: Final = 40
_AFTER_AT: Final = "after_at"
_AFTER_ID: Final = "after_id"
_FREE_AT: Final = "free_at"
_DUE_BEFORE: Final = "due_before"
_ANYWHERE: Final = Cursor(FAR_FUTURE, CaseId(""))
"""Stands for the cursor in a kept statement; every run brings its own."""


class SqlQueueReader:
    """``app.ports.readers.QueueReader`` on either database."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def page(self, wanted: QueueFilter, after: Cursor | None, limit: int) -> CasePage:
        """At most ``limit`` rows after a cursor, least time left first."""
        found = lines_of(self._link, *self.question(wanted, after, limit + 1))
        lines = found[:limit]
        more = len(found) > limit and bool(lines)
        return CasePage(lines, Cursor(lines[-1].sort_at, lines[-1].case_id) if more else None)

    def question(
        self, wanted: QueueFilter, after: Cursor | None, limit: int
    ) -> tuple[Prepared, dict[str, Any]]:
        """The statement of one page, and its values.

        Public, so that tests and benchmarks can ask the database how it goes about it.
        """
        search = search_for(self._link, parse_search(wanted.search))
        values = dict(search.values)
        if after is not None:
            values |= {_AFTER_AT: after.sort_at, _AFTER_ID: after.case_id}
        kept = wanted
        if wanted.search or wanted.unheld_at or wanted.due_before:
            values |= {_FREE_AT: wanted.unheld_at, _DUE_BEFORE: wanted.due_before}
            kept = _without_passing(wanted)
        is_first, dialect = after is None, self._link.dialect
        if search.people is not None:
            # Common words that name few people together: their list makes a statement of its own.
            return Prepared(_select_page(kept, search, limit, is_first=is_first), dialect), values
        return _prepared(kept, search.shape, limit, is_first, dialect), values

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
        conditions = _plain(wanted)
        search = search_for(self._link, parse_search(wanted.search))
        named = search.condition()
        if named is not None:
            conditions.append(named)
        counting = select(*columns).where(*conditions).group_by(cases.c.state)
        rows = self._link.rows(counting.params(search.values))
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
        lines = {line.case_id: line for line in read_lines(self._link, select_lines(chosen))}
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
                mine = may_take(state, staff_id, is_on_server=self._link.is_postgresql)
                query = first_free(state, province, now, limit).where(mine)
                if preferred:
                    query = query.where(cases.c.preferred_reviewer == staff_id)
                rows = self._link.rows(query)
                best += [(row["sort_at"], CaseId(row["id"])) for row in rows]
            ids += [case_id for _at, case_id in sorted(best) if case_id not in ids]
            if len(ids) >= limit:
                break
        return ids[:limit]


@lru_cache(maxsize=128)
def _prepared(
    wanted: QueueFilter, shape: SearchShape, limit: int, is_first: bool, dialect: Dialect
) -> Prepared:
    """A page's statement; making it anew takes longer than running it."""
    return Prepared(_select_page(wanted, Search(shape, {}), limit, is_first=is_first), dialect)


def _select_page(wanted: QueueFilter, search: Search, limit: int, *, is_first: bool) -> Select[Any]:
    after = None if is_first else _ANYWHERE
    named = search.condition()
    if named is not None and search.is_direct:
        conditions = [named, *_plain(wanted), *_following(after)]
        return select_lines_of(*conditions).limit(limit)
    matching = [] if named is None else [named]
    return select_lines(_in_ranges(wanted, matching, after, limit).subquery("chosen"))


def _without_passing(wanted: QueueFilter) -> QueueFilter:
    """The filter without what is another value at every run."""
    return QueueFilter(
        wanted.states,
        wanted.provinces,
        wanted.procedures,
        wanted.holder,
        wanted.unheld_at and FAR_FUTURE,
        wanted.due_before and FAR_FUTURE,
    )


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
        conditions.append(is_free(bindparam(_FREE_AT, wanted.unheld_at, UtcDateTime())))
    if wanted.due_before is not None:
        before = bindparam(_DUE_BEFORE, wanted.due_before, UtcDateTime())
        conditions.append(cases.c.sort_at < before)
    return conditions


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
    query = select(cases.c.id, cases.c.sort_at).where(*conditions, *_following(after))
    return query.order_by(cases.c.sort_at, cases.c.id).limit(limit)


def _following(after: Cursor | None) -> list[Condition]:
    if after is None:
        return []
    # One comparison of row values: expanded into OR it cost 79 ms instead of 1.2 ms on SQLite.
    # The values need their types: within a tuple they do not take those of the columns.
    last = tuple_(
        bindparam(_AFTER_AT, after.sort_at, UtcDateTime()),
        bindparam(_AFTER_ID, after.case_id, cases.c.id.type),
    )
    return [tuple_(cases.c.sort_at, cases.c.id) > last]
