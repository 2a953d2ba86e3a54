"""Sealing all heads and carrying the seal away from the database (ADR 0018)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app.domain.anchor import (
    SEALED,
    HeadsDigest,
    HeadStep,
    Seal,
    SignedSeal,
    head_line,
    in_step,
    remembered,
)
from app.domain.audit import GENESIS, SYSTEM_CHAIN, AuditEntry, ChainHead
from app.domain.errors import RuleViolationError
from app.domain.ids import fresh_id
from app.ports.anchors import AnchorDraft, Anchors, SealingKey
from app.ports.clock import Clock
from app.ports.readers import AuditReader
from app.ports.unit_of_work import Store


@dataclass(frozen=True, slots=True)
class SealAuditCommand:
    """Seal when it is time.

    Attributes:
        is_forced: seal whatever the time.
        is_new_series: begin at one where no anchors are, although there were some elsewhere.
    """

    is_forced: bool = False
    is_new_series: bool = False


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A chain that no longer has what the last seal says of it; position of that seal's head."""

    chain: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Sealed:
    """The newest seal, whether it was made now, and what contradicted the one before it."""

    seal: Seal
    is_new: bool
    contradictions: tuple[Contradiction, ...] = ()


class SealAudit:
    """Makes one seal when the last is old enough; any number of sealers may try at once.

    What contradicts the last seal is told and sealed as it is: refusing would leave everything
    that happens afterwards without an anchor. The earlier seal still stands against it.
    """

    def __init__(
        self, store: Store, anchors: Anchors, key: SealingKey, clock: Clock, every: timedelta
    ) -> None:
        self._store = store
        self._anchors = anchors
        self._key = key
        self._clock = clock
        self._every = every

    def __call__(self, command: SealAuditCommand) -> Sealed:
        """Return the newest seal, made now or by somebody else a short while ago.

        Raises:
            RuleViolationError: ``ANCHORS_FOREIGN`` when no sealed chain is in this database,
                ``ANCHORS_LOST`` when this database was sealed and no anchors are there.
            UnavailableError: of the anchors, the key or the database.
        """
        last = self._anchors.last()
        now = self._clock.now()
        if last is not None and not command.is_forced and last.seal.at + self._every > now:
            return Sealed(last.seal, is_new=False)
        # Asked before all heads are walked, and not only after: a chore tries again every round.
        self._key.public()
        with self._anchors.draft(last) as draft:
            with self._store.read() as readers:
                if last is None and not command.is_new_series and _was_sealed(readers.audit):
                    return self._sealed_by_another()
                count = _Count(readers.audit, draft)
                count.walk()
            if last is not None and last.seal.chains and not count.agreeing:
                raise RuleViolationError("ANCHORS_FOREIGN", number=last.seal.number)
            seal = Seal(
                series=last.seal.series if last else fresh_id(),
                number=last.seal.number + 1 if last else 1,
                previous=last.seal.digest if last else GENESIS,
                # A clock put back must not make the later seal look like the earlier one.
                at=max(now, last.seal.at) if last else now,
                chains=count.heads.heads,
                events=count.heads.events,
                heads=count.heads.value,
                changed=count.changes.heads,
                changes=count.changes.value,
                contradictions=len(count.contradictions),
            )
            is_first = draft.publish(SignedSeal(seal, self._key.sign(seal.text)))
        if not is_first:
            return self._sealed_by_another()
        self._record(seal)
        return Sealed(seal, True, tuple(count.contradictions))

    def _sealed_by_another(self) -> Sealed:
        newest = self._anchors.last()
        if newest is None:
            # A share that is not mounted looks empty; no second series must begin there.
            raise RuleViolationError("ANCHORS_LOST")
        return Sealed(newest.seal, is_new=False)

    def _record(self, seal: Seal) -> None:
        """After the anchor lies there: an entry about one that does not would be a false alarm."""
        details = {
            "series": seal.series,
            "number": seal.number,
            "digest": seal.digest,
            "chains": seal.chains,
            "events": seal.events,
            "contradictions": seal.contradictions,
        }
        entry = AuditEntry(SYSTEM_CHAIN, SEALED, None, self._clock.now(), details=details)
        with self._store.write() as uow:
            uow.audit.append(entry)
            uow.commit()


def _was_sealed(audit: AuditReader) -> bool:
    return any(True for _ in remembered(audit.events(SYSTEM_CHAIN)))


class _Count:
    """One walk over all heads beside those of the last seal, one chain in memory at a time."""

    def __init__(self, audit: AuditReader, draft: AnchorDraft) -> None:
        self._audit = audit
        self._draft = draft
        self.heads = HeadsDigest()
        self.changes = HeadsDigest()
        self.agreeing = 0
        self.contradictions: list[Contradiction] = []

    def walk(self) -> None:
        """Feed the digests and the draft."""
        with self._audit.walk() as stored:
            begun = (head for head in stored.heads if head.sequence > 0)
            for step in in_step(self._draft.before(), begun):
                self._take(step)

    def _take(self, step: HeadStep) -> None:
        if step.now is not None:
            line = head_line(step.now)
            self.heads.add(line, step.now.sequence)
            self._draft.keep(line)
        if step.before is not None and step.now is not None:
            self.agreeing += 1
        listed = step.listed
        if listed is None:
            return
        line = head_line(listed)
        self.changes.add(line, listed.sequence)
        self._draft.list(line)
        if step.before is not None and self._contradicts(step, step.before):
            self.contradictions.append(Contradiction(step.before.chain, step.before.sequence))

    def _contradicts(self, step: HeadStep, before: ChainHead) -> bool:
        if step.is_contradiction:
            return True
        return self._audit.hash_at(before.chain, before.sequence) != before.hash
