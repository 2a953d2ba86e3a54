"""Outbox, audit, blobs, packages, staff and settings on both databases."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.audit import AuditEntry, case_chain, verify_chain
from app.domain.errors import RuleViolationError, UntrustedInputError
from app.domain.ids import CaseId, MessageId, Sha256, StaffId
from app.domain.message import Attachment, MessageStatus
from app.domain.package import PackageProblem, PackageRecord, PackageStatus
from app.domain.staff import StaffCredentials
from db.store import SqlStore
from tests import store_samples as samples
from tests.store_samples import NOW, link_of

STUCK = timedelta(minutes=10)


def _add(store: SqlStore, *messages) -> None:
    with store.write() as work:
        for message in messages:
            work.outbox.add(message)
        work.commit()


def _take(store: SqlStore, at=NOW, limit: int = 10) -> list[MessageId]:
    with store.write() as work:
        taken = work.outbox.take_due(at, limit, STUCK)
        assert all(message.status is MessageStatus.SENDING for message in taken)
        work.commit()
    return [message.id for message in taken]


def test_a_message_comes_back(store: SqlStore) -> None:
    message = samples.message(
        None,
        attachments=(Attachment("acta.pdf", "application/pdf", Sha256("a" * 64)),),
        valid_while="call:1",
    )
    _add(store, message)
    with store.write() as work:
        assert work.outbox.get(message.id) == message
        work.outbox.redact(message.id, ["name", "unknown"])
        assert work.outbox.get(message.id).parameters == {**message.parameters, "name": ""}
        with pytest.raises(RuleViolationError) as caught:
            work.outbox.get(MessageId("nobody"))
    assert caught.value.code == "MESSAGE_UNKNOWN"


def test_nothing_leaves_before_its_time_or_twice(store: SqlStore) -> None:
    now = samples.message(None)
    held = samples.message(None, status=MessageStatus.HELD, not_before=NOW + timedelta(seconds=10))
    _add(store, now, held)
    assert _take(store) == [now.id]
    assert _take(store) == []
    assert _take(store, NOW + timedelta(seconds=10)) == [held.id]
    with store.read() as read:
        assert read.ledger.waiting() == 2


def test_the_longest_waiting_go_first(store: SqlStore) -> None:
    messages = [samples.message(None, not_before=NOW - timedelta(minutes=n)) for n in (1, 3, 2)]
    _add(store, *messages)
    assert _take(store, limit=2) == [messages[1].id, messages[2].id]


def test_a_message_whose_sender_died_is_taken_again(store: SqlStore) -> None:
    message = samples.message(None)
    _add(store, message)
    assert _take(store) == [message.id]
    assert _take(store, NOW + STUCK - timedelta(microseconds=1)) == []
    assert _take(store, NOW + STUCK) == [message.id]
    with store.write() as work:
        assert work.outbox.get(message.id).attempts == 2


def test_a_try_that_failed_waits_for_the_next(store: SqlStore) -> None:
    message = samples.message(None)
    _add(store, message)
    _take(store)
    later, sent = NOW + timedelta(minutes=2), NOW + timedelta(minutes=3)
    with store.write() as work:
        work.outbox.mark(
            message.id,
            MessageStatus.QUEUED,
            NOW,
            error="MAIL_LATER",
            next_try_at=later,
            body_hash=Sha256("c" * 64),
        )
        work.commit()
    assert _take(store, NOW + timedelta(minutes=1)) == []
    assert _take(store, later) == [message.id]
    with store.write() as work:
        assert work.outbox.get(message.id).last_error == "MAIL_LATER"
        work.outbox.mark(message.id, MessageStatus.HANDED_OVER, sent)
        work.commit()
    with store.read() as read:
        assert read.ledger.waiting() == 0
    with store.write() as work:
        done = work.outbox.get(message.id)
    assert (done.handed_over_at, done.body_hash, done.attempts) == (sent, "c" * 64, 2)
    assert _take(store, NOW + timedelta(days=9)) == []


def test_only_what_did_not_leave_is_cancelled(store: SqlStore) -> None:
    left, waiting = samples.message(None), samples.message(None, not_before=NOW + STUCK)
    _add(store, left, waiting)
    _take(store)
    with store.write() as work:
        assert work.outbox.cancel([left.id, waiting.id]) == 1
        assert work.outbox.cancel([]) == 0
        assert work.outbox.get(waiting.id).status is MessageStatus.CANCELLED


@pytest.mark.parametrize("takings", [1, 2])
def test_dropping_counts_no_attempt_but_keeps_the_earlier_ones(
    store: SqlStore, takings: int
) -> None:
    message = samples.message(None)
    _add(store, message)
    for taking in range(takings):
        assert _take(store, NOW + STUCK * taking) == [message.id]
    with store.write() as work:
        work.outbox.drop(message.id, NOW + STUCK * takings, "NOT_VALID_ANY_MORE")
        dropped = work.outbox.get(message.id)
    assert (dropped.status, dropped.attempts) == (MessageStatus.CANCELLED, takings - 1)
    assert dropped.may_have_left is (takings == 2)


def test_eight_senders_take_each_message_once(store: SqlStore) -> None:
    messages = [samples.message(None) for _ in range(40)]
    _add(store, *messages)

    def send(_: int) -> list[MessageId]:
        taken: list[MessageId] = []
        while some := _take(store, limit=3):
            taken += some
        return taken

    with ThreadPoolExecutor(8) as pool:
        taken = [message for one in pool.map(send, range(8)) for message in one]
    assert sorted(taken) == sorted(message.id for message in messages)


def _entry(chain: str, n: int = 0) -> AuditEntry:
    return AuditEntry(chain, "case.read", None, NOW, "ws-1", {"n": n, "título": "ñ"})


def test_eight_writers_make_one_whole_chain(store: SqlStore) -> None:
    def append(n: int) -> None:
        with store.write() as work:
            work.audit.append(_entry("system", n))
            work.audit.append(_entry(case_chain(f"{n % 3}"), n))
            work.commit()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(append, range(40)))
    with store.read() as read:
        heads = {head.chain: head for head in read.audit.heads()}
        assert read.audit.chains() == ("case:0", "case:1", "case:2", "system")
        assert heads["system"].sequence == 40
        for chain in read.audit.chains():
            assert verify_chain(read.audit.events(chain), heads[chain]) is None


def test_what_was_rolled_back_left_no_event(store: SqlStore) -> None:
    with store.write() as work:
        work.audit.append(_entry("system"))
    with store.write() as work:
        assert work.audit.append(_entry("system")).sequence == 1


def test_the_timeline_reads_the_chain_of_a_case(store: SqlStore) -> None:
    ana = samples.staff_member("ana")
    samples.furnish(store, ana)
    with store.write() as work:
        work.audit.append(replace(_entry(case_chain("c1"), 1), actor=ana.id))
        work.audit.append(_entry(case_chain("c1"), 2))
        work.commit()
    with store.read() as read:
        first, second = read.case.timeline(CaseId("c1"))
    assert (first.actor_name, first.at, first.action) == ("Ana", NOW, "case.read")
    assert (second.actor_name, second.details) == ("", {"n": 2, "título": "ñ"})


@pytest.mark.parametrize("size", [0, 1, 1 << 20, (1 << 20) + 1, (3 << 20) - 1])
def test_bytes_come_back_whole(store: SqlStore, size: int) -> None:
    data = hashlib.shake_128(b"seed").digest(size)
    with store.write() as work:
        sha256 = work.blobs.put(data)
        assert work.blobs.put(data) == sha256
        work.commit()
    with store.write() as work:
        assert work.blobs.get(sha256) == data
        assert work.blobs.size(sha256) == size
        with pytest.raises(UntrustedInputError) as caught:
            work.blobs.get(Sha256("0" * 64))
    assert caught.value.code == "BLOB_MISSING"


def test_the_same_bytes_at_once_are_stored_once(store: SqlStore) -> None:
    data = b"x" * 3_000_000

    def put(_: int) -> Sha256:
        with store.write() as work:
            sha256 = work.blobs.put(data)
            work.commit()
        return sha256

    with ThreadPoolExecutor(4) as pool:
        (sha256,) = set(pool.map(put, range(8)))
    with store.write() as work:
        assert work.blobs.get(sha256) == data


def _package(content: str = "a", **more) -> PackageRecord:
    record = PackageRecord(
        "VV-1", Sha256(content * 64), PackageStatus.ACCEPTED, NOW, None, (), "VV-1.zip"
    )
    return replace(record, **more)


def test_a_package_number_is_accepted_once(store: SqlStore) -> None:
    rejected = _package(
        "b",
        status=PackageStatus.REJECTED,
        problems=(PackageProblem("BAD_ZIP", "x.pdf", {"size": 3}),),
        received_at=NOW + timedelta(hours=1),
    )
    with store.write() as work:
        work.packages.add(_package())
        work.packages.add(rejected)
        work.packages.add(replace(rejected, received_at=NOW))
        work.commit()
    with store.write() as work:
        assert work.packages.find("VV-1") == _package()
        assert work.packages.find("VV-2") is None
        assert work.packages.find_content(Sha256("b" * 64)) == rejected
        with pytest.raises(RuleViolationError) as caught:
            work.packages.add(_package("c"))
    assert caught.value.code == "PACKAGE_NUMBER_TAKEN"


def test_a_later_package_leads_to_its_case(store: SqlStore) -> None:
    with store.write() as work:
        case = samples.put_case(work, "ADC-2026-000001")
        work.packages.add(_package(number="VV-9", case_id=case.id))
        assert work.cases.by_package("VV-9") == work.cases.get(case.id)
        assert work.cases.by_package("VV-8") is None


def test_staff_are_one_human_one_account(store: SqlStore) -> None:
    ana = samples.staff_member("ana")
    samples.furnish(store, ana)
    for twin, code in (
        (replace(ana, id=StaffId("x"), cedula="0102030405"), "LOGIN_TAKEN"),
        (replace(ana, id=StaffId("x"), login="other"), "CEDULA_TAKEN"),
    ):
        with store.write() as work, pytest.raises(RuleViolationError) as caught:
            work.staff.add(twin, "hash")
        assert caught.value.code == code
    moved = replace(ana, agency=samples.GUAYAQUIL, active=False, email="ana@iess.gob.ec")
    with store.write() as work:
        assert work.staff.agencies() == (samples.GUAYAQUIL, samples.QUITO)
        work.staff.save(moved)
        assert work.staff.get(ana.id) == work.staff.by_login("ana") == moved
        assert work.staff.all() == (moved,)
        assert work.staff.by_login("nobody") is None
        credentials = StaffCredentials(ana.id, "new", 3, NOW)
        work.staff.put_credentials(credentials)
        assert work.staff.credentials(ana.id) == credentials
        for call in (
            lambda: work.staff.get(StaffId("x")),
            lambda: work.staff.save(replace(ana, id=StaffId("x"))),
            lambda: work.staff.credentials(StaffId("x")),
            lambda: work.staff.put_credentials(replace(credentials, staff_id=StaffId("x"))),
        ):
            with pytest.raises(RuleViolationError) as caught:
                call()
            assert caught.value.code == "STAFF_UNKNOWN"


def test_settings_hold_from_their_day(store: SqlStore) -> None:
    with store.write() as work:
        work.settings.put("hold", "0", date(2026, 1, 1), None, NOW)
        work.settings.put("hold", "1", date(2026, 6, 1), None, NOW)
        work.settings.put("hold", "2", date(2026, 6, 1), None, NOW)
        work.settings.put("other", "x", date(2026, 7, 1), None, NOW)
        assert work.settings.get("hold", date(2025, 12, 31)) is None
        assert work.settings.get("hold", date(2026, 5, 31)) == "0"
        assert work.settings.get("hold", date(2026, 6, 1)) == "2"
        assert work.settings.all(date(2026, 6, 30)) == {"hold": "2"}
        assert work.settings.all(date(2026, 7, 1)) == {"hold": "2", "other": "x"}


def test_a_reading_cannot_write_and_does_not_move(store: SqlStore) -> None:
    from sqlalchemy import text

    from app.domain.errors import UnavailableError

    with store.read() as read:
        assert read.audit.heads() == ()
        with store.write() as work:
            work.audit.append(_entry("system"))
            work.commit()
        assert read.audit.heads() == ()
        link = link_of(read)
        with pytest.raises(UnavailableError) as caught:
            link.run(text("DELETE FROM outbox"))
    assert caught.value.code == "DATABASE_READ_ONLY"
