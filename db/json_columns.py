"""Columns that hold JSON, row by row: what cannot be read any more is named, not stumbled over.

Screens and checks read these columns into the values of the program. A row that somebody changed
by hand into something else stops them with an error of Python, which names neither table nor row.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from sqlalchemy import Column, Connection, Table, Text, select, type_coerce

from app.domain.call import GuidedCheck, Snapshot
from app.domain.case import Declared, Reception
from app.domain.contact import ContactData
from app.domain.message import Attachment
from app.domain.package import PackageProblem
from app.domain.review import ReviewDraft
from app.domain.risk import RiskMark
from db.column_types import JsonText
from db.link import in_portions
from db.payload import from_json
from db.tables import case_files, metadata

UNREADABLE: Final = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading such a value ends with, whatever stands there."""


def _many(read: Callable[[Any], object]) -> Callable[[Any], object]:
    def read_all(value: Any) -> object:
        if not isinstance(value, list):
            raise TypeError("no list")
        return [read(item) for item in value]

    return read_all


def _one_of(*kinds: type) -> Callable[[Any], object]:
    def read(value: Any) -> object:
        if not isinstance(value, kinds):
            raise TypeError("another kind of value")
        return value

    return read


def _mark(value: Any) -> object:
    return [(name, fact) for name, fact in from_json(RiskMark, value).facts]


_CODES: Final = _many(_one_of(str))
READERS: Final[Mapping[str, Callable[[Any], object]]] = {
    "calls.checks": _many(partial(from_json, GuidedCheck)),
    "calls.reasons": _CODES,
    "calls.snapshots": _many(partial(from_json, Snapshot)),
    "case_files.report": _one_of(dict),
    "case_papers.declared": partial(from_json, Declared),
    "case_papers.reception": partial(from_json, Reception),
    "decisions.after": partial(from_json, ContactData),
    "decisions.before": partial(from_json, ContactData),
    "decisions.reasons": _CODES,
    "findings.facts": _one_of(dict),
    "outbox.attachments": _many(partial(from_json, Attachment)),
    "outbox.parameters": _one_of(dict),
    "packages.problems": _many(partial(from_json, PackageProblem)),
    "person_contacts.contact": partial(from_json, ContactData),
    "review_drafts.draft": partial(from_json, ReviewDraft),
    "reviews.draft": partial(from_json, ReviewDraft),
    "reviews.messages": _CODES,
    "risk_marks.mark": _mark,
    "saved_views.view": _one_of(dict),
}
"""How each is read; a new column is asked for its reader by a test."""


def json_columns() -> tuple[Column[Any], ...]:
    """Every column with JSON in it, those of reports of inspection included, by table."""
    return tuple(
        column
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, JsonText) or column is case_files.c.report
    )


def unreadable_rows(connection: Connection) -> Iterator[str]:
    """Table, column and key of each row whose JSON is not what the program writes there."""
    for column in json_columns():
        read = READERS[f"{column.table.name}.{column.name}"]
        table: Table = metadata.tables[column.table.name]
        keys = list(table.primary_key.columns)
        stored = select(type_coerce(column, Text), *keys).where(column.is_not(None))
        for text, *key in connection.execute(in_portions(stored.order_by(*keys))):
            # Before inspection there is no report.
            if text == "" and column is case_files.c.report:
                continue
            if not _is_readable(read, text):
                yield f"{column.table.name}.{column.name} {'/'.join(map(str, key))}"


def _is_readable(read: Callable[[Any], object], text: Any) -> bool:
    try:
        read(json.loads(text))
    except UNREADABLE:
        return False
    return True
