"""Inspecting received cases on both databases, with the real sandbox."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text, update
from sqlcipher3 import dbapi2 as sqlite3

from app.domain.audit import case_chain
from app.domain.contact import ContactVersion
from app.domain.errors import UnavailableError
from app.domain.finding import ReasonCode, Severity, Verdict
from app.domain.ids import CaseId, PersonId, fresh_id
from app.domain.inspection import InspectionReport
from app.domain.late_inspection import ATTEMPTS
from app.domain.person import Person
from app.domain.workflow import CaseState
from app.infra.packages.writer import OutgoingFile, OutgoingPackage, write_zip
from app.ports.inspector import InspectionRequest, Inspector, Priority
from app.ports.readers import CaseView
from db.store import SqlStore
from db.tables import blob_chunks
from tests.casework import STATION
from tests.intake_desk import IntakeDesk
from tests.package_samples import declared, package
from tests.sandbox_files import jpeg_bomb, mp4, pdf, photo, speech_like
from tests.sandbox_fixtures import KeptReports


@pytest.fixture
def inspector(kept_reports: KeptReports) -> Inspector:
    return kept_reports


@pytest.fixture
def desk(store: SqlStore, tmp_path: Path, inspector: Inspector) -> IntakeDesk:
    return IntakeDesk(store, tmp_path / "quarantine", inspector)


def real(index: int = 1, **bytes_of: bytes) -> OutgoingPackage:
    video = bytes_of.get("video") or mp4(with_face=True, sound=speech_like(2.0))
    data = {
        "id_front": photo(), "id_back": pdf(), "face_photo": photo(), "request_form": pdf(2),
        "video": video, **bytes_of,
    }  # fmt: skip
    made = package(index)
    return replace(
        made,
        files=tuple(OutgoingFile(f.requirement, f.name, data[f.requirement]) for f in made.files),
    )


def receive(desk: IntakeDesk, tmp_path: Path, made: OutgoingPackage) -> CaseId:
    outcome = desk.take(write_zip(made, tmp_path / f"{fresh_id()}.zip"))
    assert outcome.case_id is not None, outcome.problems
    return outcome.case_id


def view(desk: IntakeDesk, case_id: CaseId) -> CaseView:
    with desk.store.read() as readers:
        return readers.case.view(case_id)


def actions(desk: IntakeDesk, case_id: CaseId) -> list[str]:
    with desk.store.read() as readers:
        events = readers.audit.events(case_chain(case_id))
    return [json.loads(event.canonical)["action"] for event in events]


def test_a_good_case_goes_to_review_with_its_reports(desk: IntakeDesk, tmp_path: Path) -> None:
    case_id = receive(desk, tmp_path, real())
    assert desk.inspect.waiting() == (case_id,)
    done = desk.inspect(case_id)
    assert done.state is CaseState.TO_REVIEW
    assert set(done.verdicts) == {"id_front", "id_back", "face_photo", "request_form", "video"}
    assert Verdict.REJECTED not in done.verdicts.values()
    seen = view(desk, case_id)
    assert seen.case.state is CaseState.TO_REVIEW
    for item in seen.files:
        report = json.loads(item.report)
        assert (report["sha256"], report["file"]) == (item.file.sha256, "")
    codes = {mark.code.value for mark in seen.risk_marks}
    assert codes == {"NOT_IN_REGISTER", "NOBODY_TO_WARN"}
    assert desk.inspect.waiting() == ()
    assert actions(desk, case_id) == ["case.received", "case.inspected"]


def test_inspecting_again_changes_nothing(desk: IntakeDesk, tmp_path: Path) -> None:
    case_id = receive(desk, tmp_path, real())
    desk.inspect(case_id)
    before = view(desk, case_id)
    again = desk.inspect(case_id)
    assert (again.state, again.verdicts) == (CaseState.TO_REVIEW, {})
    assert view(desk, case_id) == before
    assert actions(desk, case_id) == ["case.received", "case.inspected"]


def test_bad_files_are_findings_and_never_refuse_the_case(desk: IntakeDesk, tmp_path: Path) -> None:
    made = real(id_front=photo() + bytes(3 << 20), id_back=b"", face_photo=jpeg_bomb(), video=pdf())
    case_id = receive(desk, tmp_path, made)
    done = desk.inspect(case_id)
    assert done.state is CaseState.TO_REVIEW
    found = {
        item.file.requirement: {finding.code for finding in item.findings}
        for item in view(desk, case_id).files
    }
    assert ReasonCode.TOO_LARGE in found["id_front"]
    assert found["id_back"] == {ReasonCode.EMPTY}
    assert ReasonCode.DECOMPRESSION_BOMB in found["face_photo"]
    assert ReasonCode.TYPE_MISMATCH in found["video"]
    assert found["request_form"] <= {ReasonCode.NO_FACE}


def test_marks_say_what_other_people_and_cases_share(desk: IntakeDesk, tmp_path: Path) -> None:
    first = receive(desk, tmp_path, real(1))
    desk.inspect(first)
    known = declared(2)
    person = Person(
        PersonId(fresh_id()), "Rosa", "Quishpe", None, known.insured, (known.identifier,)
    )
    contact = ContactVersion(
        declared(7).contact, desk.clock.now() - timedelta(days=900), None, "REGISTER"
    )
    with desk.store.write() as uow:
        uow.people.add(person, contact)
        uow.commit()
    second = receive(desk, tmp_path, real(2))
    marks = {mark.code.value: dict(mark.facts) for mark in desk.inspect(second).marks}
    assert marks["FILE_OF_OTHERS"] == {"count": 1}
    assert marks["PICTURE_OF_OTHERS"] == {"count": 1}
    assert "EMAIL_AND_PHONE" in marks
    assert not marks.keys() & {"NOT_IN_REGISTER", "RECENT_CHANGE", "DOCUMENT_ON_OTHER_CASE"}
    third = receive(desk, tmp_path, replace(real(2), number="VV-2026-000777"))
    marks = {mark.code.value: dict(mark.facts) for mark in desk.inspect(third).marks}
    assert marks["DOCUMENT_ON_OTHER_CASE"] == {"count": 1}


class BrokenSandbox:
    """An inspector whose sandbox cannot start."""

    def inspect(
        self, request: InspectionRequest, *, priority: Priority = Priority.BACKGROUND
    ) -> InspectionReport:
        raise UnavailableError("SANDBOX_UNAVAILABLE")


def test_without_a_sandbox_the_case_waits_and_is_done_later(
    desk: IntakeDesk, tmp_path: Path, inspector: Inspector
) -> None:
    case_id = receive(desk, tmp_path, real())
    desk.inspector = BrokenSandbox()
    with pytest.raises(UnavailableError):
        desk.inspect(case_id)
    assert view(desk, case_id).case.state is CaseState.RECEIVED
    desk.inspector = inspector
    assert desk.inspect(case_id).state is CaseState.TO_REVIEW


class BusySandbox:
    """The real sandbox on a machine that, some times, leaves no time for the video."""

    def __init__(self, inspector: Inspector, times: int) -> None:
        self._inspector = inspector
        self.left = times

    def inspect(
        self, request: InspectionRequest, *, priority: Priority = Priority.BACKGROUND
    ) -> InspectionReport:
        if request.declared == "ADC/video" and self.left > 0:
            self.left -= 1
            request = replace(request, timeout_s=0.0)
        return self._inspector.inspect(request, priority=priority)


def test_a_file_without_time_is_not_blamed_and_taken_up_again(
    desk: IntakeDesk, tmp_path: Path, inspector: Inspector
) -> None:
    case_id = receive(desk, tmp_path, real())
    desk.inspector = BusySandbox(inspector, times=2)
    for attempt in (1, 2):
        assert desk.inspect(case_id).state is CaseState.RECEIVED
        assert desk.inspect.waiting() == (case_id,)
        by_code = {item.file.requirement: item for item in view(desk, case_id).files}
        (finding,) = by_code["video"].findings
        assert (finding.code, finding.severity) == (ReasonCode.NOT_INSPECTED, Severity.REVIEW)
        assert finding.values == {"attempt": attempt}
        assert [code for code, item in by_code.items() if not item.report] == ["video"]
    done = desk.inspect(case_id)
    assert done.state is CaseState.TO_REVIEW
    assert done.verdicts == {"video": Verdict.ACCEPTED}
    assert all(item.report for item in view(desk, case_id).files)
    assert actions(desk, case_id) == ["case.received", "case.inspected"]
    with desk.store.read() as readers:
        event = json.loads(readers.audit.events(case_chain(case_id))[-1].canonical)
    told = event["details"]
    assert len(told["files"]) == 5
    assert (event["workstation"], told["os_user"]) == (STATION.name, STATION.os_user)


def test_a_file_that_never_finds_time_goes_to_a_person_without_a_reason(
    desk: IntakeDesk, tmp_path: Path, inspector: Inspector
) -> None:
    case_id = receive(desk, tmp_path, real())
    desk.inspector = busy = BusySandbox(inspector, times=100)
    done = desk.inspect.finish(case_id)
    assert 100 - busy.left == ATTEMPTS
    assert done.state is CaseState.TO_REVIEW
    assert done.verdicts == {"video": Verdict.REVIEW}
    codes = {f.code for item in view(desk, case_id).files for f in item.findings}
    assert ReasonCode.NOT_INSPECTED in codes
    case = view(desk, case_id).case
    procedure = desk.procedures.get(case.procedure, case.procedure_version)
    assert not procedure.suggested("video", [ReasonCode.NOT_INSPECTED], desk.clock.now().date())
    desk.inspect(case_id)
    assert 100 - busy.left == ATTEMPTS


def test_bytes_damaged_in_the_store_do_not_hold_the_case_up(
    desk: IntakeDesk, tmp_path: Path, engine: Engine
) -> None:
    case_id = receive(desk, tmp_path, real())
    damaged = view(desk, case_id).files[4].file.sha256
    _damage(engine, damaged)
    done = desk.inspect(case_id)
    assert done.state is CaseState.TO_REVIEW
    assert done.verdicts["video"] is Verdict.UNREADABLE


def _damage(engine: Engine, sha256: str) -> None:
    """Change stored bytes behind the back of every guard, as a failing disk would."""
    change = update(blob_chunks).where(blob_chunks.c.sha256 == sha256).values(data=b"\0")
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(change)
        return
    engine.dispose()
    with closing(sqlite3.connect(str(engine.url.database))) as raw:
        guards = raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'blob_chunks'"
        ).fetchall()
        for (name,) in guards:
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE blob_chunks SET data = X'00' WHERE sha256 = ?", (sha256,))
        raw.commit()
