"""Cases on both databases: round trip, guarded writing, numbers, files, pauses."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.case import masked_declared
from app.domain.errors import AccessDeniedError, RuleViolationError, StaleCaseError
from app.domain.finding import Finding, ReasonCode, Severity
from app.domain.ids import CaseId
from app.domain.risk import RiskCode, RiskMark, RiskSeverity
from app.domain.staff import Duty
from app.domain.workflow import CaseState
from app.ports.readers import QueueFilter
from db.store import SqlStore
from tests import store_samples as samples
from tests.store_samples import NOW

ANA = samples.staff_member("ana")
LUIS = samples.staff_member("luis", Duty.VALIDATOR)


@pytest.fixture
def furnished(store: SqlStore) -> SqlStore:
    samples.furnish(store, ANA, LUIS)
    return store


def test_a_case_comes_back_as_it_was_stored(furnished: SqlStore) -> None:
    with furnished.write() as work:
        made = samples.put_case(
            work,
            "ADC-2026-000001",
            reviewed_by=ANA.id,
            validated_by=LUIS.id,
            hold_until=NOW + timedelta(days=3),
            preferred_reviewer=ANA.id,
            no_shows=1,
        )
        work.commit()
    masked = replace(made, declared=masked_declared(made.declared))
    with furnished.look() as stored:
        assert stored.cases.get(made.id) == masked
        assert stored.cases.by_number("ADC-2026-000001") == masked
        assert stored.cases.by_package("VV-ADC-2026-000001") == masked
        assert stored.cases.declared(made.id) == made.declared
        assert stored.cases.by_number("ADC-2026-000002") is None


def test_an_unknown_case_is_said_so(store: SqlStore) -> None:
    with store.write() as work, pytest.raises(RuleViolationError) as caught:
        work.cases.get(CaseId("nobody"))
    assert caught.value.code == "CASE_UNKNOWN"


def test_leaving_without_commit_keeps_nothing(furnished: SqlStore) -> None:
    with furnished.write() as work:
        made = samples.put_case(work, "ADC-2026-000001")
    with furnished.write() as work:
        assert work.cases.by_number(made.number) is None


def test_saving_raises_the_version(furnished: SqlStore) -> None:
    with furnished.write() as work:
        made = samples.put_case(work, "ADC-2026-000001")
        saved = work.cases.save(replace(made, state=CaseState.TO_SCHEDULE), made.version)
        work.commit()
    assert saved.version == 2
    assert saved.state is CaseState.TO_SCHEDULE


def test_a_late_writer_is_told_who_was_faster(furnished: SqlStore) -> None:
    with furnished.write() as work:
        made = samples.put_case(work, "ADC-2026-000001")
        work.cases.claim(made.id, ANA.id, NOW, samples.LEASE)
        work.cases.save(replace(made, state=CaseState.TO_SCHEDULE), 1)
        work.commit()
    with furnished.write() as work, pytest.raises(StaleCaseError) as caught:
        work.cases.save(replace(made, state=CaseState.REFUSED), 1)
    assert caught.value.code == "CASE_CHANGED"
    assert caught.value.context == {"version": 2, "holder": "Ana", "state": "to_schedule"}
    with furnished.write() as work:
        assert work.cases.get(made.id).state is CaseState.TO_SCHEDULE


def test_saving_leaves_the_claim_alone(furnished: SqlStore) -> None:
    with furnished.write() as work:
        made = samples.put_case(work, "ADC-2026-000001")
        held = work.cases.claim(made.id, ANA.id, NOW, samples.LEASE)
        saved = work.cases.save(made, made.version)
    assert saved.claim == held.claim


def test_the_database_keeps_reviewer_and_validator_apart(furnished: SqlStore) -> None:
    with furnished.write() as work:
        made = samples.put_case(work, "ADC-2026-000001", reviewed_by=ANA.id)
        with pytest.raises(AccessDeniedError) as caught:
            work.cases.save(replace(made, validated_by=ANA.id), made.version)
    assert caught.value.code == "SEPARATION_NOT_A_DOCUMENT_REVIEWER"


def test_numbers_have_no_gaps_and_no_doubles(furnished: SqlStore) -> None:
    def take(_: int) -> str:
        with furnished.write() as work:
            number = work.cases.next_number("ADC", 2026)
            work.commit()
        return number

    with furnished.write() as work:
        work.cases.next_number("ADC", 2026)  # rolled back: must not leave a gap
    with ThreadPoolExecutor(8) as pool:
        numbers = sorted(pool.map(take, range(40)))
    assert numbers == [f"ADC-2026-{n:06d}" for n in range(1, 41)]
    assert take(0) == "ADC-2026-000041"
    with furnished.write() as work:
        assert work.cases.next_number("ADC", 2027) == "ADC-2027-000001"


def test_files_findings_and_marks_make_the_warnings_of_the_line(furnished: SqlStore) -> None:
    findings = (
        Finding(ReasonCode.BLURRED, Severity.REVIEW, {"sharpness": 12.5}),
        Finding(ReasonCode.SIG_PRESENT, Severity.NOTE),
    )
    marks = (
        RiskMark(RiskCode.EMAIL_OF_OTHERS, RiskSeverity.ALARM, (("count", 2),)),
        RiskMark(RiskCode.PENSIONER, RiskSeverity.NOTICE),
    )
    with furnished.write() as work:
        made = samples.put_case(work, "ADC-2026-000001")
        sha256 = work.blobs.put(b"abc")
        first = samples.case_file(made, sha256)
        second = samples.case_file(made, sha256, "id_front")
        work.cases.add_files([first, second])
        work.cases.put_findings(first.id, findings, '{"kind": "jpeg"}')
        work.cases.put_risk_marks(made.id, marks)
        assert work.cases.files(made.id) == (first, second)
        work.commit()
    with furnished.read() as read:
        view = read.case.view(made.id)
        line = read.queue.page(QueueFilter(), None, 10).rows[0]
    assert view.files[0].findings == findings
    assert view.files[0].report == '{"kind": "jpeg"}'
    assert view.files[1].findings == ()
    assert view.risk_marks == marks
    assert (line.warnings, line.top_warning) == (2, "EMAIL_OF_OTHERS")
    with furnished.write() as work:
        work.cases.put_risk_marks(made.id, ())
        work.cases.put_findings(first.id, (), "")
        work.commit()
    with furnished.read() as read:
        assert read.queue.page(QueueFilter(), None, 10).rows[0].warnings == 0


def test_hands_are_people_and_not_accounts(furnished: SqlStore) -> None:
    with furnished.write() as work:
        made = samples.put_case(work, "ADC-2026-000001")
        work.cases.add_hand(made.id, ANA, "reviewer", NOW)
        work.cases.add_hand(made.id, ANA, "reviewer", NOW)
        work.cases.add_hand(made.id, LUIS, "validator", NOW)
        work.cases.claim(made.id, LUIS.id, NOW, samples.LEASE)
        hands = work.cases.hands(made.id)
        who = work.people.get(made.person_id)
    assert hands.reviewers == {ANA.cedula}
    assert hands.validators == {LUIS.cedula}
    assert hands.holder == LUIS.cedula
    assert hands.person_numbers == {who.cedula}


def test_pauses_open_and_close(furnished: SqlStore) -> None:
    later = NOW + timedelta(days=2)
    with furnished.write() as work:
        made = samples.put_case(work, "ADC-2026-000001")
        work.cases.resume(made.id, NOW)
        work.cases.pause(made.id, NOW)
        assert work.cases.pauses(made.id) == ((NOW, None),)
        work.cases.resume(made.id, later)
        assert work.cases.pauses(made.id) == ((NOW, later),)
        work.cases.pause(made.id, later)
        with pytest.raises(RuleViolationError) as caught:
            work.cases.pause(made.id, later)
    assert caught.value.code == "TERM_ALREADY_PAUSED"


def test_cases_waiting_since(furnished: SqlStore) -> None:
    with furnished.write() as work:
        old = samples.put_case(work, "ADC-2026-000001", state_since=NOW - timedelta(days=9))
        samples.put_case(work, "ADC-2026-000002", state_since=NOW)
        found = work.cases.waiting_since(CaseState.TO_REVIEW, NOW - timedelta(days=1))
    assert found == (old.id,)


def test_an_instant_without_zone_is_refused(furnished: SqlStore) -> None:
    from sqlalchemy.exc import StatementError

    with furnished.write() as work, pytest.raises(StatementError, match="without time zone"):
        samples.put_case(work, "ADC-2026-000001", submitted_at=NOW.replace(tzinfo=None))


def test_cases_whose_term_has_ended(furnished: SqlStore) -> None:
    with furnished.write() as work:
        late = samples.put_case(work, "ADC-2026-000001", due_at=NOW)
        samples.put_case(work, "ADC-2026-000002", due_at=NOW + timedelta(seconds=1))
        assert work.cases.overdue(CaseState.TO_REVIEW, NOW) == (late.id,)
        assert work.cases.overdue(CaseState.TO_SCHEDULE, NOW) == ()
