"""Hashes of rows that an audit event can carry, made of what is stored and of nothing else.

The rows are not sealed, the chains are: an event that carries the hash of a row contradicts
whoever changes the row afterwards. Columns that an honest act changes later are left out.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any, Final

from sqlalchemy import RowMapping, Select, select

from app.domain.ids import Sha256
from db.tables import case_papers, decisions, person_contacts

CONTACT: Final = ("person_id", "contact", "valid_from", "source", "case_id")
DECISION: Final = (
    "case_id", "outcome", "decided_by", "decided_at", "reasons", "note", "before", "after",
    "hold_until", "not_me_hash",
)  # fmt: skip
REVIEW: Final = (
    "id", "case_id", "staff_id", "round", "outcome", "came_from", "catalogue_version",
    "committed_at", "undo_until", "draft", "messages", "due_before",
)  # fmt: skip
CALL: Final = (
    "id", "case_id", "validator_id", "starts_at", "ends_at", "minutes", "link", "checks",
    "started_at", "ended_at", "outcome", "reasons", "note", "snapshots",
)  # fmt: skip
"""Of a call that ended: nothing of it changes any more."""
PAPERS: Final = ("case_id", "declared", "reception")


def seal_of(row: RowMapping, columns: tuple[str, ...]) -> Sha256:
    """SHA-256 of those columns; the same on both databases."""
    values = {name: _plain(row[name]) for name in columns}
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Sha256(hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest())


def _plain(value: object) -> object:
    return value.isoformat(timespec="microseconds") if isinstance(value, datetime) else value


def contact_in_force(person_id: str) -> Select[Any]:
    """The row of a person's contact data in force."""
    return select(person_contacts).where(
        person_contacts.c.person_id == person_id, person_contacts.c.valid_to.is_(None)
    )


def decision_on(case_id: str) -> Select[Any]:
    """The row of a case's decision."""
    return select(decisions).where(decisions.c.case_id == case_id)


def papers_of(case_id: str) -> Select[Any]:
    """The row of what was declared."""
    return select(case_papers).where(case_papers.c.case_id == case_id)
