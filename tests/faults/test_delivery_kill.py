"""kill -9 of the deliverer at random moments, and two deliverers at once, on both databases."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.domain.audit import SYSTEM_CHAIN, AuditEntry, verify_chain
from app.domain.ids import MessageId, fresh_id
from app.domain.message import MessageStatus, OutboxMessage
from app.stages.notification import DeliverDueCommand, Fate
from app.trail.queued import queued
from db.store import SqlStore
from tests.faults.delivery_child import deliverer
from tests.patience import PATIENCE_S, until
from tests.postbox import Postbox

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("VENTANILLA_KILLS", "5"))
STUCK_MS = 400


def put(store: SqlStore, count: int) -> list[MessageId]:
    now = datetime.now(UTC)
    made = []
    with store.write() as uow:
        for _ in range(count):
            message = OutboxMessage(
                id=MessageId(fresh_id()),
                case_id=None,
                template="request_closed",
                language="es",
                recipient="rosa@correo.example",
                parameters={"name": "Rosa", "case_number": "ADC-2026-000001"},
                created_at=now,
                not_before=now,
            )
            uow.outbox.add(message)
            made.append(message.id)
        # No act of ours writes to nobody's case; the event of one that did would name them.
        facts = {"messages": queued(uow, made)}
        uow.audit.append(AuditEntry(SYSTEM_CHAIN, "test.queued", None, now, "", facts))
        uow.commit()
    return made


def waiting(store: SqlStore) -> int:
    with store.read() as readers:
        return readers.ledger.waiting()


def start(url: str, port: int) -> subprocess.Popen[str]:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.delivery_child", url, str(port), str(STUCK_MS)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def stop(child: subprocess.Popen[str]) -> None:
    child.send_signal(signal.SIGKILL)
    child.wait(PATIENCE_S)
    assert child.stdout is not None
    child.stdout.close()


def url_of(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


@pytest.mark.timeout(120 + 10 * KILLS)
def test_killed_at_any_moment_nothing_is_lost_and_no_message_gets_a_second_id(
    engine: Engine, store: SqlStore, postbox: Postbox, report_counts: Callable[[str], None]
) -> None:
    chance = random.Random(20260916)
    postbox.delay_s = 0.03
    sent: list[MessageId] = []
    for _ in range(KILLS):
        sent += put(store, 4)
        child = start(url_of(engine), postbox.port)
        time.sleep(chance.uniform(0.0, 0.35))
        stop(child)
    left_after_kills = waiting(store)
    child = start(url_of(engine), postbox.port)
    until(lambda: not waiting(store), "all are handed over")
    stop(child)
    seen = postbox.by_message_id()
    repeats = sum(count - 1 for count in seen.values())
    report_counts(
        f"{engine.dialect.name}: {KILLS} kills, {len(sent)} messages, "
        f"{left_after_kills} left when the last one was killed, {len(postbox.mails)} received, "
        f"{len(seen)} Message-IDs, {repeats} recognisable repeats, "
        f"{len(sent) - len(seen)} lost"
    )
    assert set(seen) == {f"<{message}@ventanilla.iess.example>" for message in sent}
    bodies = {str(m["Message-ID"]): bytes(m) for m in postbox.mails}
    assert all(bodies[str(m["Message-ID"])] == bytes(m) for m in postbox.mails)
    with store.write() as uow:
        ledger = Counter(uow.outbox.get(message).status for message in sent)
    assert ledger == {MessageStatus.HANDED_OVER: len(sent)}
    with store.read() as readers:
        events = readers.audit.events(SYSTEM_CHAIN)
        head = next(head for head in readers.audit.heads() if head.chain == SYSTEM_CHAIN)
    assert verify_chain(events, head) is None
    assert sum('"message.handed_over"' in event.canonical for event in events) == len(sent)


def test_two_deliverers_at_once_send_each_message_once(
    engine: Engine, store: SqlStore, postbox: Postbox
) -> None:
    postbox.delay_s = 0.005
    sent = put(store, 30)
    fates: list[Fate] = []
    lock = threading.Lock()

    def work() -> None:
        mine = deliverer(SqlStore(engine), postbox.port, timedelta(minutes=15))
        done = mine(DeliverDueCommand())
        with lock:
            fates.extend(fate for _, fate in done.fates)

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(PATIENCE_S)
    assert Counter(fates) == {Fate.HANDED_OVER: len(sent)}
    assert set(postbox.by_message_id().values()) == {1}
    assert len(postbox.by_message_id()) == len(sent)
