"""Files given up for want of time are taken up again later, on both databases, in the real sandbox."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import Engine, update

from app.domain.audit import case_chain
from app.domain.errors import UnavailableError
from app.domain.finding import Finding, ReasonCode, Verdict
from app.domain.ids import CaseId, fresh_id
from app.domain.inspection import InspectionReport
from app.domain.late_inspection import ATTEMPTS, LATER_ATTEMPTS, REST
from app.domain.workflow import CaseState
from app.infra.packages.writer import OutgoingPackage, write_zip
from app.ports.inspector import InspectionRequest, Inspector, Priority
from app.stages.inspection import TakeUpLate
from db.engine import WRITES
from db.store import SqlStore
from db.tables import findings
from tests.casework import LEASE
from tests.intake_desk import CLERK, IntakeDesk, actions
from tests.package_samples import package
from tests.sandbox_files import mp4
from tests.sandbox_fixtures import KeptReports

Given = Callable[[int], CaseId]
VIDEO: Final = mp4()


class BusySandbox:
    """The real sandbox on a machine that leaves no time for videos until it is idle."""

    def __init__(self, inspector: Inspector) -> None:
        self._inspector = inspector
        self.is_busy = True
        self.asked: list[str] = []
        self.meanwhile: Callable[[], object] = lambda: None

    def inspect(
        self, request: InspectionRequest, *, priority: Priority = Priority.BACKGROUND
    ) -> InspectionReport:
        self.asked.append(request.declared)
        self.meanwhile()
        if request.declared == "ADC/video" and self.is_busy:
            request = replace(request, timeout_s=0.0)
        return self._inspector.inspect(request, priority=priority)


@pytest.fixture
def sandbox(kept_reports: KeptReports) -> BusySandbox:
    return BusySandbox(kept_reports)


@pytest.fixture
def desk(store: SqlStore, tmp_path: Path, sandbox: BusySandbox) -> IntakeDesk:
    return IntakeDesk(store, tmp_path / "quarantine", sandbox)


@pytest.fixture
def given_up(desk: IntakeDesk, sandbox: BusySandbox, tmp_path: Path) -> Given:
    """A case in review without the facts of its video."""

    def given(index: int) -> CaseId:
        outcome = desk.take(write_zip(with_video(index), tmp_path / f"{fresh_id()}.zip"))
        assert outcome.case_id is not None, outcome.problems
        assert desk.inspect.finish(outcome.case_id).state is CaseState.TO_REVIEW
        sandbox.asked.clear()
        return outcome.case_id

    return given


def with_video(index: int) -> OutgoingPackage:
    """Only the video is looked at closely; the others are cheap to refuse."""
    made = package(index)
    files = [replace(f, data=VIDEO) if f.requirement == "video" else f for f in made.files]
    return replace(made, files=tuple(files))


def late(desk: IntakeDesk) -> TakeUpLate:
    return TakeUpLate(desk.inspect, desk.clock)


def video(desk: IntakeDesk, case_id: CaseId) -> tuple[tuple[Finding, ...], str]:
    with desk.store.read() as readers:
        files = readers.case.view(case_id).files
    (item,) = [item for item in files if item.file.requirement == "video"]
    return item.findings, item.report


def is_given_up(desk: IntakeDesk, case_id: CaseId) -> bool:
    found, report = video(desk, case_id)
    told = {reason["code"] for reason in json.loads(report)["reasons"]}
    assert told == {finding.code.value for finding in found}
    return ReasonCode.NOT_INSPECTED in told


def claim(desk: IntakeDesk, case_id: CaseId) -> None:
    with desk.store.write() as uow:
        if uow.staff.by_login(CLERK.login) is None:
            uow.staff.add_agency(CLERK.agency)
            uow.staff.add(CLERK, "verifier")
        uow.cases.claim(case_id, CLERK.id, desk.clock.now(), LEASE)
        uow.commit()


def test_a_file_given_up_is_taken_up_a_day_later_and_both_reports_are_on_record(
    desk: IntakeDesk, sandbox: BusySandbox, given_up: Given
) -> None:
    case_id = given_up(1)
    (finding,), _ = video(desk, case_id)
    assert finding.values["attempt"] == ATTEMPTS
    assert datetime.fromisoformat(str(finding.values["again_at"])) == desk.clock.now() + REST
    sandbox.is_busy = False
    assert late(desk)() is None
    desk.clock.to(desk.clock.now() + REST)
    done = late(desk)()
    assert done is not None
    assert done.case_id == case_id
    assert "video" in done.verdicts
    assert sandbox.asked == ["ADC/video"], "what was looked at is not looked at again"
    assert not is_given_up(desk, case_id)
    with desk.store.read() as readers:
        events = readers.audit.events(case_chain(case_id))
        file_id = readers.case.view(case_id).files[-1].file.id
    told = [json.loads(event.canonical)["details"] for event in events[1:]]
    assert actions(desk, case_chain(case_id)) == ["case.received", *["case.inspected"] * 2]
    verdicts = [one["files"][file_id] for one in told]
    assert verdicts == [Verdict.REVIEW.value, done.verdicts["video"].value]
    assert [one["state"] for one in told] == ["to_review", "to_review"]
    assert late(desk)() is None
    with desk.store.read() as readers:
        assert list(readers.audit.contradictions()) == []


def test_a_file_that_never_finds_time_is_not_taken_up_for_ever(
    desk: IntakeDesk, sandbox: BusySandbox, given_up: Given
) -> None:
    case_id = given_up(1)
    hourly = late(desk)
    for _ in range(24 * (LATER_ATTEMPTS + 3) // 4):
        desk.clock.forward(hours=4)
        hourly()
    assert len(sandbox.asked) == LATER_ATTEMPTS
    (finding,), _ = video(desk, case_id)
    assert finding.values == {"attempt": ATTEMPTS + LATER_ATTEMPTS}
    assert is_given_up(desk, case_id)
    seen = actions(desk, case_chain(case_id))
    assert seen.count("case.inspected") == 1 + LATER_ATTEMPTS


def test_one_case_at_a_time_and_an_hour_of_rest_when_the_machine_is_still_busy(
    desk: IntakeDesk, sandbox: BusySandbox, given_up: Given
) -> None:
    both = {given_up(1), given_up(2)}
    desk.clock.to(desk.clock.now() + REST)
    rounds = late(desk)
    done = rounds()
    assert done is not None
    assert len(sandbox.asked) == 1
    for _ in range(5):
        assert rounds() is None
    desk.clock.forward(hours=1)
    sandbox.is_busy = False
    second = rounds()
    assert second is not None
    assert {done.case_id, second.case_id} == both, "the other one has rested longer"
    assert rounds() is None


def test_on_an_idle_machine_all_are_taken_up_round_by_round(
    desk: IntakeDesk, sandbox: BusySandbox, given_up: Given
) -> None:
    both = [given_up(1)]
    desk.clock.forward(minutes=1)
    both.append(given_up(2))
    desk.clock.to(desk.clock.now() + REST)
    sandbox.is_busy = False
    rounds = late(desk)
    done = [rounds(), rounds()]
    assert [one and one.case_id for one in done] == both
    assert rounds() is None


def test_nothing_changes_under_the_eyes_of_who_holds_the_case(
    desk: IntakeDesk, sandbox: BusySandbox, given_up: Given
) -> None:
    case_id = given_up(1)
    desk.clock.to(desk.clock.now() + REST)
    sandbox.is_busy = False
    claim(desk, case_id)
    assert late(desk)() is None
    assert sandbox.asked == []
    desk.clock.forward(hours=1)
    assert late(desk)() is not None, "the lease ended"


@pytest.mark.parametrize("faster", ["claim", "inspection"])
def test_what_happens_meanwhile_outweighs_the_late_report(
    desk: IntakeDesk, sandbox: BusySandbox, given_up: Given, faster: str
) -> None:
    case_id = given_up(1)
    desk.clock.to(desk.clock.now() + REST)
    sandbox.is_busy = False

    def meanwhile() -> None:
        sandbox.meanwhile = lambda: None
        if faster == "claim":
            claim(desk, case_id)
        else:
            assert late(desk)() is not None

    sandbox.meanwhile = meanwhile
    assert late(desk)() is None
    assert is_given_up(desk, case_id) is (faster == "claim")
    times = 1 if faster == "claim" else 2
    assert actions(desk, case_chain(case_id)).count("case.inspected") == times


def test_a_sandbox_that_does_not_start_is_asked_again_in_an_hour(
    desk: IntakeDesk, sandbox: BusySandbox, given_up: Given
) -> None:
    case_id = given_up(1)
    desk.clock.to(desk.clock.now() + REST)
    rounds = late(desk)

    def broken() -> None:
        raise UnavailableError("SANDBOX_UNAVAILABLE")

    sandbox.meanwhile, sandbox.is_busy = broken, False
    with pytest.raises(UnavailableError):
        rounds()
    assert rounds() is None
    assert is_given_up(desk, case_id)
    sandbox.meanwhile = lambda: None
    desk.clock.forward(hours=1)
    assert rounds() is not None


def test_what_an_earlier_program_gave_up_is_taken_up_too(
    desk: IntakeDesk, sandbox: BusySandbox, given_up: Given, engine: Engine
) -> None:
    case_id = given_up(1)
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        plain = update(findings).where(findings.c.code == ReasonCode.NOT_INSPECTED.value)
        connection.execute(plain.values(facts={}))
        connection.commit()
    assert late(desk)() is not None
    (finding,), _ = video(desk, case_id)
    assert finding.values["attempt"] == ATTEMPTS + 1
    assert sandbox.asked == ["ADC/video"]


def test_only_the_files_of_this_round_of_a_case_in_review(
    desk: IntakeDesk, sandbox: BusySandbox, given_up: Given
) -> None:
    case_id = given_up(1)
    desk.clock.to(desk.clock.now() + REST)
    sandbox.is_busy = False
    with desk.store.write() as uow:
        case = uow.cases.get(case_id)
        gone = replace(case, state=CaseState.WITHDRAWN)
        saved = uow.cases.save(gone, case.version)
        uow.commit()
    assert late(desk)() is None
    with desk.store.write() as uow:
        uow.cases.save(replace(saved, state=CaseState.TO_REVIEW, round=2), saved.version)
        uow.commit()
    assert late(desk)() is None
