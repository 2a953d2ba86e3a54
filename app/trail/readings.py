"""Readings of personal data are on record: once for each sitting and subject (ADR 0013).

A sitting is one signed-in session. What a person holds was recorded when they took it and opened
it; what they only look at is recorded here, before it is handed out, and not again at every page,
key or refresh. The account is looked at every time: a reading is refused once it is disabled.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from threading import Lock
from typing import Final

from app.domain.audit import AuditEntry, case_chain, staff_chain
from app.domain.case import Case
from app.domain.masking import mask_keeping_end, mask_words
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.unit_of_work import Store

CASE_READ: Final = "case.read"
_VISIBLE: Final = 3


class Readings:
    """Writes what one use case lets people read; safe to ask from several threads."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._lock = Lock()
        self._sitting: object = None
        self._known: set[str] = set()

    def of_case(self, session: Session, case: Case, part: str) -> None:
        """Record that part of a case was read, unless the person holds the case."""
        claim, now = case.claim, self._clock.now()
        is_held = claim is not None and claim.staff_id == session.staff_id
        if claim is None or not is_held or claim.lease_until <= now:
            self._once(session, case_chain(case.id), CASE_READ, {"part": part})
        else:
            self._require_active(session)

    def of_many(self, session: Session, action: str, details: Mapping[str, object]) -> None:
        """Record on the reader's own chain that a list with names was read."""
        self._once(session, staff_chain(session.staff_id), action, details)

    def of_search(self, session: Session, action: str, words: str) -> None:
        """Record a search: its words masked, and a hash by which a suspicion can be tested."""
        self.of_many(session, action, masked_search(words))

    def _require_active(self, session: Session) -> None:
        with self._store.look() as stored:
            stored.audit.require_active(session.staff_id)

    def _once(
        self, session: Session, chain: str, action: str, details: Mapping[str, object]
    ) -> None:
        subject = json.dumps([chain, action, dict(details)], sort_keys=True)
        # Held while writing: whoever asks for the same meanwhile waits until it is on record.
        with self._lock:
            if self._sitting != (session.staff_id, session.signed_in_at):
                self._sitting = (session.staff_id, session.signed_in_at)
                self._known.clear()
            if subject in self._known:
                self._require_active(session)
                return
            entry = AuditEntry(
                chain, action, session.staff_id, self._clock.now(), session.workstation, details
            )
            with self._store.write() as uow:
                uow.audit.append(entry)
                uow.commit()
            self._known.add(subject)


def masked_search(words: str) -> dict[str, object]:
    """What is kept of the words somebody searched for; the audit outlives the person's data.

    Numbers keep their last three characters, other words their first; the hash is SHA-256 of the
    words in small letters with one blank between them.
    """
    typed = words.casefold().split()
    return {
        "words": " ".join(_masked(word) for word in typed),
        "sha256": hashlib.sha256(" ".join(typed).encode()).hexdigest(),
    }


def _masked(word: str) -> str:
    is_number = any(char.isdigit() for char in word)
    return mask_keeping_end(word, _VISIBLE) if is_number else mask_words(word)
