"""Drafts, reviews, calls, decisions and documents on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.call import CallOutcome, CallStatus, without_answers
from app.domain.case import Case
from app.domain.errors import RuleViolationError, StaleCaseError
from app.domain.ids import CaseId, Sha256
from app.domain.record import DocumentKind, IssuedDocument
from app.domain.review import (
    ReviewOutcome,
)
from app.domain.staff import Duty
from app.domain.workflow import CaseState
from db.store import SqlStore
from tests import store_samples as samples
from tests.store_samples import NOW

ANA = samples.staff_member("ana")
LUIS = samples.staff_member("luis")
VERA = samples.staff_member("vera", Duty.VALIDATOR)


@pytest.fixture
def case(store: SqlStore) -> Case:
    samples.furnish(store, ANA, LUIS, VERA)
    with store.write() as work:
        made = samples.put_case(work, "ADC-2026-000001")
        work.commit()
    return made


def test_a_draft_comes_back_and_survives_the_other(store: SqlStore, case: Case) -> None:
    with store.write() as work:
        work.drafts.put(samples.draft(case, ANA))
        work.drafts.put(samples.draft(case, LUIS))
        work.drafts.put(samples.draft(case, ANA, note="later"))
        work.drafts.mark_stale(case.id, LUIS.id)
        assert work.drafts.get(case.id, ANA.id) == samples.draft(
            case, ANA, note="later", is_stale=True
        )
        assert work.drafts.get(case.id, LUIS.id) == samples.draft(case, LUIS)
        work.drafts.mark_stale(case.id, None)
        stale = work.drafts.get(case.id, LUIS.id)
        assert stale is not None
        assert stale.is_stale
        work.drafts.put(replace(stale, is_stale=False))
        assert work.drafts.get(case.id, LUIS.id) == samples.draft(case, LUIS)
        work.drafts.remove(case.id, ANA.id)
        assert work.drafts.get(case.id, ANA.id) is None


def test_reviews_stand_until_undone(store: SqlStore, case: Case) -> None:
    later = NOW + timedelta(hours=1)
    with store.write() as work:
        work.reviews.add(samples.review(case, ANA, "r1"))
        work.reviews.add(samples.review(case, ANA, "r2", committed_at=later))
        assert work.reviews.latest(case.id) == samples.review(case, ANA, "r2", committed_at=later)
        work.reviews.undo("r2", later)
        assert work.reviews.latest(case.id) == samples.review(case, ANA, "r1")
        assert [review.undone_at for review in work.reviews.all(case.id)] == [None, later]
        counted = work.reviews.count_by_outcome(ANA.id, NOW)
        assert counted == {**dict.fromkeys(ReviewOutcome, 0), ReviewOutcome.RETURN: 1}
        assert work.reviews.count_by_outcome(ANA.id, later)[ReviewOutcome.RETURN] == 0
        with pytest.raises(RuleViolationError) as caught:
            work.reviews.undo("r2", later)
    assert caught.value.code == "REVIEW_NOT_STANDING"


def test_a_call_comes_back_and_is_guarded(store: SqlStore, case: Case) -> None:
    made = samples.call(case, VERA)
    with store.write() as work:
        work.calls.add(made)
        assert work.calls.get(made.id) == made
        done = replace(
            made,
            status=CallStatus.DONE,
            started_at=NOW,
            ended_at=NOW + timedelta(minutes=5),
            outcome=CallOutcome.DOUBT,
            reasons=("A",),
            note="duda",
            sequence=1,
        )
        assert work.calls.save(done, 1) == replace(done, version=2)
        with pytest.raises(StaleCaseError) as caught:
            work.calls.save(done, 1)
        assert work.calls.of_case(case.id) == (replace(done, version=2),)
    assert caught.value.code == "CALL_CHANGED"


@pytest.mark.parametrize(
    ("minutes", "is_taken"), [(-21, False), (-20, False), (-19, True), (0, True), (19, True),
                              (20, False)],
)  # fmt: skip
def test_calls_of_one_validator_do_not_overlap(
    store: SqlStore, case: Case, minutes: int, is_taken: bool
) -> None:
    first = samples.call(case, VERA)
    second = samples.call(case, VERA, starts_at=first.starts_at + timedelta(minutes=minutes))
    with store.write() as work:
        work.calls.add(first)
        work.calls.add(samples.call(case, LUIS, starts_at=second.starts_at))
        if not is_taken:
            work.calls.add(second)
            return
        with pytest.raises(RuleViolationError) as caught:
            work.calls.add(second)
    assert caught.value.code == "SLOT_TAKEN"


def test_a_cancelled_call_frees_its_slot(store: SqlStore, case: Case) -> None:
    first = samples.call(case, VERA)
    with store.write() as work:
        work.calls.add(first)
        work.calls.save(replace(first, status=CallStatus.CANCELLED), 1)
        second = samples.call(case, VERA)
        work.calls.add(second)
        day = work.calls.of_validator(VERA.id, NOW, NOW + timedelta(days=1))
        assert [call.id for call in day] == [second.id]
        work.commit()
    with store.read() as read:
        rows = read.calls.docket(NOW, NOW + timedelta(days=1), VERA.id)
        assert [row.call.id for row in rows] == [second.id]
        assert rows == read.calls.docket(NOW, NOW + timedelta(days=1), None)
        assert read.calls.docket(NOW, second.starts_at, None) == ()
    assert rows[0].person_name == "Zambrano Peña, María José"
    assert (rows[0].case_number, rows[0].validator_name) == ("ADC-2026-000001", "Vera")


def test_eight_clients_race_for_one_slot(store: SqlStore, case: Case) -> None:
    def book(minutes: int) -> bool:
        made = samples.call(case, VERA, starts_at=NOW + timedelta(minutes=minutes))
        try:
            with store.write() as work:
                work.calls.add(made)
                work.commit()
        except RuleViolationError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(book, range(8))) == 1


def test_a_case_is_decided_once(store: SqlStore, case: Case) -> None:
    decision = samples.decision(case, VERA)
    with store.write() as work:
        work.decisions.add(decision)
        work.commit()
    with store.write() as work:
        assert work.decisions.get(case.id) == decision
        assert work.decisions.by_not_me(Sha256("b" * 64)) == decision
        assert work.decisions.by_not_me(Sha256("c" * 64)) is None
        work.decisions.mark_applied(case.id, NOW)
        assert work.decisions.get(case.id) == replace(decision, applied_at=NOW)
        with pytest.raises(RuleViolationError) as caught:
            work.decisions.mark_applied(case.id, NOW)
    assert caught.value.code == "DECISION_NOT_WAITING"
    other = samples.decision(case, VERA, before=None, after=None, not_me_hash=None)
    with store.write() as work, pytest.raises(RuleViolationError) as caught:
        work.decisions.add(other)
    assert caught.value.code == "ALREADY_DECIDED"


def test_documents_are_listed_with_their_case(store: SqlStore, case: Case) -> None:
    with store.write() as work:
        sha256 = work.blobs.put(b"%PDF")
        record = IssuedDocument(
            "d1", case.id, DocumentKind.VALIDATION_RECORD, "AV-1", sha256, NOW, VERA.id, "3"
        )
        work.documents.add(record)
        assert work.documents.of_case(case.id) == (record,)
        with pytest.raises(RuleViolationError) as caught:
            work.documents.add(replace(record, id="d2"))
    assert caught.value.code == "DOCUMENT_NUMBER_TAKEN"


def test_the_case_view_has_it_all(store: SqlStore, case: Case) -> None:
    call, message = samples.call(case, VERA), samples.message(case, created_by=LUIS.id)
    with store.write() as work:
        work.cases.claim(case.id, ANA.id, NOW, samples.LEASE)
        work.reviews.add(samples.review(case, ANA, "r1"))
        work.calls.add(call)
        work.decisions.add(samples.decision(case, VERA))
        work.outbox.add(message)
        work.commit()
    with store.read() as read:
        view = read.case.view(case.id)
        assert read.case.find("adc-2026-000001") == case.id
        assert read.case.find("VV-ADC-2026-000001") == case.id
        assert read.case.find("nothing") is None
    assert view.case.id == case.id
    assert view.holder_name == "Ana"
    assert view.contact == samples.contact_version()
    assert view.reviews == (samples.review(case, ANA, "r1"),)
    assert view.calls == (without_answers(call),)
    assert view.decision == samples.decision(case, VERA)
    assert view.messages == (message,)
    assert view.staff_names == {ANA.id: "Ana", LUIS.id: "Luis", VERA.id: "Vera"}
    with store.read() as read, pytest.raises(RuleViolationError) as caught:
        read.case.view(CaseId("nobody"))
    assert caught.value.code == "CASE_UNKNOWN"


def test_ended_cases_without_a_document_are_found(store: SqlStore, case: Case) -> None:
    long_ago = NOW - timedelta(days=1)
    with store.write() as work:
        ended = replace(case, state=CaseState.APPROVED, state_since=long_ago)
        work.cases.save(ended, case.version)
        samples.put_case(work, "ADC-2026-000002", state=CaseState.REFUSED, state_since=NOW)
        assert work.documents.undocumented(NOW, 5) == (case.id,)
        assert work.documents.undocumented(long_ago, 5) == ()
        assert work.documents.undocumented(NOW, 5, since=long_ago) == (case.id,)
        assert work.documents.undocumented(NOW, 5, since=NOW) == ()
        sha256 = work.blobs.put(b"%PDF")
        work.documents.add(
            IssuedDocument(
                "d1", case.id, DocumentKind.VALIDATION_RECORD, "AV-1", sha256, NOW, None, "3"
            )
        )
        assert work.documents.undocumented(NOW, 5) == ()
