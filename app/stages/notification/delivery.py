"""Handing due messages to the mail server, one at a time, safe to kill and to run twice.

A message is first marked as being sent, in a transaction of its own, then handed over outside
any transaction, then marked again together with its audit entry. Whoever is killed between the
two marks leaves a message that is handed over once more later, under the same Message-ID: with
SMTP a repeat can only be made recognisable, never excluded.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.audit import SYSTEM_CHAIN, AuditEntry, case_chain
from app.domain.call import Call
from app.domain.errors import (
    OF_ONE,
    RuleViolationError,
    UnavailableError,
    UntrustedInputError,
)
from app.domain.hold import as_it_leaves
from app.domain.ids import CallId, MessageId, Sha256
from app.domain.message import MessageStatus, OutboxMessage
from app.domain.notices import SECRET_PARAMETERS
from app.domain.reminders import why_unwanted
from app.domain.station import Station
from app.ports.clock import Clock
from app.ports.composer import MailBuilder, MailTransport, MessageComposer
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.notification.policy import DeliveryPolicy
from app.trail.queued import require_as_queued
from app.trail.whole import HEADS, Heads, require_whole

_log = logging.getLogger(__name__)
_UNREACHABLE_AFTER = 3
_OURS_TO_MEND = frozenset({"MAIL_AUTH_FAILED", "MAIL_SENDER_REFUSED", "MAIL_TLS_FAILED"})
"""Failures of our own set-up: no message is to blame, so none is given up for them."""
_CHAIN_BROKEN = "CHAIN_BROKEN"
"""Tried again: whoever breaks a chain for a moment must not silence for good what leans on it."""


class Fate(StrEnum):
    """What became of one message in one run."""

    HANDED_OVER = "handed_over"
    RETRY = "retry"
    FAILED = "failed"
    DROPPED = "dropped"
    LET_GO = "let_go"


@dataclass(frozen=True, slots=True)
class DeliverDueCommand:
    """Hand over what is due now, at most ``limit`` messages."""

    limit: int = 200


@dataclass(frozen=True, slots=True)
class Delivered:
    """Fates in order of sending; ``handed_over`` means the server took it, no more than that.

    ``codes`` says why of those that did not leave, where something is known (`docs/errors.md`).
    """

    fates: tuple[tuple[MessageId, Fate], ...]
    codes: tuple[tuple[MessageId, str], ...] = ()

    def count(self, fate: Fate) -> int:
        """How many messages met that fate."""
        return sum(1 for _, met in self.fates if met is fate)


class DeliverDue:
    """Empties the outbox of what is due, and of nothing that is not what its act queued.

    Two deliverers may run at once: a message is taken by exactly one of them. Several failures
    in a row that may pass end the run: the next message would meet the same server.
    """

    def __init__(
        self,
        store: Store,
        composer: MessageComposer,
        builder: MailBuilder,
        transport: MailTransport,
        clock: Clock,
        sender: str,
        station: Station,
        policy: DeliveryPolicy | None = None,
    ) -> None:
        self._store = store
        self._composer = composer
        self._builder = builder
        self._transport = transport
        self._clock = clock
        self._sender = sender
        self._station = station
        self._policy = policy or DeliveryPolicy()

    def __call__(self, command: DeliverDueCommand) -> Delivered:
        """Send until nothing is due, the limit is reached or the server cannot be reached.

        Raises:
            UnavailableError: the database cannot be reached; what was being sent is sent again
                under the same Message-ID once it is back.
        """
        fates: list[tuple[MessageId, Fate]] = []
        codes: list[tuple[MessageId, str]] = []
        failures_in_a_row = 0
        while len(fates) < command.limit and failures_in_a_row < _UNREACHABLE_AFTER:
            taken_at = self._clock.now()
            message = self._take(taken_at)
            if message is None:
                break
            try:
                fate, code = self._deliver(message, taken_at)
            except OF_ONE as error:
                # Not even its failing could be written down. It counts as being sent until it is
                # taken again; the others do not wait for it.
                _log.error("message %s: %s, its fate is not kept", message.id, error.code)
                fate, code = Fate.LET_GO, error.code
            fates.append((message.id, fate))
            if code:
                codes.append((message.id, code))
            failures_in_a_row = failures_in_a_row + 1 if fate is Fate.RETRY else 0
        return Delivered(tuple(fates), tuple(codes))

    def _take(self, at: datetime) -> OutboxMessage | None:
        # One at a time: the mark is never older than one conversation with the server, and a
        # killed deliverer leaves at most one message in doubt.
        with self._store.write() as uow:
            taken = uow.outbox.take_due(at, 1, self._policy.stuck_after)
            uow.commit()
        return taken[0] if taken else None

    def _deliver(self, message: OutboxMessage, taken_at: datetime) -> tuple[Fate, str]:
        try:
            with self._store.write() as uow:
                # First of all: what it is valid for, and so whether it is wanted, may be altered.
                require_as_queued(uow, message)
                heads = _heads(message, uow)
                unwanted = self._why_unwanted(message, uow)
                if unwanted:
                    self._drop(message, uow, unwanted)
                    return Fate.DROPPED, unwanted
                decision = uow.decisions.get(message.case_id) if message.case_id else None
                message = as_it_leaves(message, decision, taken_at)
                attachments = [uow.blobs.get(item.sha256) for item in message.attachments]
            composed = self._composer.compose(
                message.template, message.language, message.parameters
            )
            body = self._builder.build(message, composed, attachments)
            if self._clock.now() - taken_at > self._policy.send_within:
                return Fate.LET_GO, ""
            self._transport.send(body, self._sender, [message.recipient])
        except UnavailableError as error:
            if not error.code.startswith("MAIL_"):
                raise
            return self._fail(message, error.code, final=False), error.code
        except (RuleViolationError, UntrustedInputError) as error:
            is_final = error.code != _CHAIN_BROKEN
            return self._fail(message, error.code, final=is_final), error.code
        self._keep(message, body, heads)
        return Fate.HANDED_OVER, ""

    def _keep(self, message: OutboxMessage, body: bytes, heads: Heads) -> None:
        now = self._clock.now()
        body_hash = Sha256(hashlib.sha256(body).hexdigest())
        with self._store.write() as uow:
            uow.outbox.mark(message.id, MessageStatus.HANDED_OVER, now, body_hash=body_hash)
            uow.outbox.redact(message.id, SECRET_PARAMETERS)
            facts: dict[str, object] = {"body_hash": body_hash, "server": self._transport.server}
            if heads:
                facts[HEADS] = heads
            uow.audit.append(self._entry("message.handed_over", message, now, **facts))
            uow.commit()

    def _fail(self, message: OutboxMessage, code: str, *, final: bool) -> Fate:
        now = self._clock.now()
        is_worn_out = message.attempts >= self._policy.attempts and code not in _OURS_TO_MEND
        given_up = final or is_worn_out
        _log.warning("message %s not handed over: %s", message.id, code)
        with self._store.write() as uow:
            if given_up:
                uow.outbox.mark(message.id, MessageStatus.FAILED, now, error=code)
                uow.audit.append(self._entry("message.failed", message, now, code=code))
            else:
                wait = self._policy.wait_after(message.id, max(message.attempts, 1))
                uow.outbox.mark(
                    message.id, MessageStatus.QUEUED, now, error=code, next_try_at=now + wait
                )
            uow.commit()
        return Fate.FAILED if given_up else Fate.RETRY

    def _why_unwanted(self, message: OutboxMessage, uow: UnitOfWork) -> str:
        if not message.valid_while:
            return ""
        return why_unwanted(message, _call_of(message, uow), self._clock.now())

    def _drop(self, message: OutboxMessage, uow: UnitOfWork, why: str) -> None:
        now = self._clock.now()
        uow.outbox.drop(message.id, now, why)
        # Whoever took it before may have been killed after the server had it.
        facts = {"may_have_left": message.attempts > 1, "code": why}
        uow.audit.append(self._entry("message.dropped", message, now, **facts))
        uow.commit()

    def _entry(
        self, action: str, message: OutboxMessage, at: datetime, **facts: object
    ) -> AuditEntry:
        chain = case_chain(message.case_id) if message.case_id else SYSTEM_CHAIN
        details = {
            "message": message.id,
            "template": message.template,
            "os_user": self._station.os_user,
            **facts,
        }
        return AuditEntry(chain, action, None, at, self._station.name, details)


def _heads(message: OutboxMessage, uow: UnitOfWork) -> Heads:
    """Where the chains stand that vouch for the message; they have to be whole."""
    return require_whole(uow, uow.cases.get(message.case_id)) if message.case_id else {}


def _call_of(message: OutboxMessage, uow: UnitOfWork) -> Call | None:
    try:
        return uow.calls.get(CallId(message.valid_while.partition(":")[0]))
    except RuleViolationError:
        return None
