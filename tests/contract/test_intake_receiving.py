"""Receiving packages on both databases: opened, continued, recognised, refused."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.audit import SYSTEM_CHAIN, case_chain
from app.domain.case import Case, Reception
from app.domain.contact import ContactVersion
from app.domain.ids import CaseId, PersonId, StaffId, fresh_id
from app.domain.inspection import InspectionReport
from app.domain.message import OutboxMessage
from app.domain.package import PackageStatus
from app.domain.person import Identifier, IdentifierKind, Person
from app.domain.review import RequirementReview, ReviewDraft, ReviewOutcome, Verdict, carried_over
from app.domain.reviewed import CommittedReview
from app.domain.staff import Agency, Duty, StaffMember
from app.domain.workflow import CaseState
from app.infra.packages.writer import OutgoingPackage, contents_of, write_folder, write_zip
from app.ports.inspector import InspectionRequest, Priority
from app.stages.intake.outcome import PackageOutcome
from db.store import SqlStore
from tests.intake_desk import IntakeDesk, codes
from tests.package_samples import HOSTILE_ZIPS, cedula, declared, files, only, package

CLERK = StaffMember(
    StaffId("clerk"), "clerk", "Clerk", "1709999997", Duty.CLERK, Agency("PIC-01", "Q", "17"), True
)


class NoInspector:
    """These tests never inspect."""

    def inspect(
        self, request: InspectionRequest, *, priority: Priority = Priority.BACKGROUND
    ) -> InspectionReport:
        raise AssertionError("not asked for")


@pytest.fixture
def desk(store: SqlStore, tmp_path: Path) -> IntakeDesk:
    return IntakeDesk(store, tmp_path / "quarantine", NoInspector())


def take(desk: IntakeDesk, tmp_path: Path, made: OutgoingPackage) -> PackageOutcome:
    folder = tmp_path / fresh_id()
    folder.mkdir()
    return desk.take(write_zip(made, folder / f"{made.number}.zip"))


def case_of(desk: IntakeDesk, outcome: PackageOutcome) -> Case:
    assert outcome.case_id is not None, outcome.problems
    with desk.store.write() as uow:
        return uow.cases.get(outcome.case_id)


def actions(desk: IntakeDesk, chain: str) -> list[str]:
    with desk.store.read() as readers:
        return [json.loads(event.canonical)["action"] for event in readers.audit.events(chain)]


def footprint(desk: IntakeDesk) -> object:
    with desk.store.read() as readers:
        chains = readers.audit.chains()
        return [(chain, len(readers.audit.events(chain))) for chain in chains]


def return_for_correction(
    desk: IntakeDesk, case_id: CaseId | None, *failed: str, conforms: tuple[str, ...] = ()
) -> Case:
    """What a committed review leaves behind, through the same repositories."""
    assert case_id is not None
    now = desk.clock.forward(minutes=1)
    with desk.store.write() as uow:
        if uow.staff.by_login("clerk") is None:
            uow.staff.add_agency(CLERK.agency)
            uow.staff.add(CLERK, "verifier")
        case = uow.cases.get(case_id)
        verdicts = {code: RequirementReview(code, Verdict.ASK_AGAIN) for code in failed}
        verdicts |= {code: RequirementReview(code, Verdict.CONFORMS) for code in conforms}
        before = uow.reviews.latest(case.id)
        handed_in = frozenset(f.requirement for f in uow.cases.files(case.id) if f.round > 1)
        kept = carried_over(before.draft, handed_in).kept if before else frozenset()
        draft = ReviewDraft(case.id, CLERK.id, case.version, case.round, verdicts, kept)
        uow.reviews.add(
            CommittedReview(
                fresh_id(), case.id, CLERK.id, case.round, ReviewOutcome.RETURN, draft,
                case.procedure_version, now, CaseState.TO_REVIEW, now,
            )
        )  # fmt: skip
        uow.cases.pause(case.id, now)
        waiting = replace(case, state=CaseState.AWAITING_CITIZEN, due_at=None, reviewed_by=CLERK.id)
        saved = uow.cases.save(waiting, case.version)
        uow.commit()
    return saved


ALL_BUT_VIDEO = ("id_front", "id_back", "face_photo", "request_form")


def test_a_good_package_opens_a_whole_case(desk: IntakeDesk, tmp_path: Path) -> None:
    made = package(1)
    outcome = take(desk, tmp_path, made)
    assert outcome.status is PackageStatus.ACCEPTED
    case = case_of(desk, outcome)
    assert (case.number, case.state, case.round) == ("ADC-2026-000001", CaseState.RECEIVED, 1)
    assert (case.province, case.package_number, case.zone) == ("17", made.number, "Europe/Madrid")
    # Tuesday 15 September 2026; the third working day is Friday, closing 17:00 in Guayaquil.
    assert case.due_at is not None
    assert case.due_at.isoformat() == "2026-09-18T22:00:00+00:00"
    with desk.store.write() as uow:
        stored = uow.cases.files(case.id)
        assert [(f.requirement, f.round) for f in stored] == [
            (f.requirement, 1) for f in made.files
        ]
        assert uow.blobs.get(stored[0].sha256) == made.files[0].data
        person = uow.people.get(case.person_id)
        assert person.in_register is False
        assert person.cedula == cedula(1)
        assert uow.people.contact(person.id) is None
        (message,) = uow.outbox.of_case(case.id)
    assert (message.template, message.recipient) == (
        "request_received",
        "persona1@correo.example",
    )
    assert message.parameters["case_number"] == case.number
    assert actions(desk, case_chain(case.id)) == ["case.received"]
    assert case.declared.contact.phone_abroad == "+34612000001"


def test_the_same_content_again_changes_nothing(desk: IntakeDesk, tmp_path: Path) -> None:
    first = take(desk, tmp_path, package(1))
    before = footprint(desk)
    again = desk.take(write_folder(package(1), tmp_path / "folder"))
    assert again.status is PackageStatus.DUPLICATE
    assert (again.case_id, again.case_number) == (first.case_id, first.case_number)
    assert footprint(desk) == before


def test_another_content_under_the_number_is_refused_and_kept(
    desk: IntakeDesk, tmp_path: Path
) -> None:
    first = take(desk, tmp_path, package(1))
    other = take(desk, tmp_path, package(1, language="en"))
    assert codes(other) == ["PACKAGE_NUMBER_TAKEN"]
    assert (desk.quarantine_root / other.content_hash / "reasons.json").exists()
    assert case_of(desk, first).version == 1
    assert actions(desk, SYSTEM_CHAIN) == ["package.rejected"]


def test_a_refusal_is_recorded_and_kept_once(desk: IntakeDesk, tmp_path: Path) -> None:
    path = tmp_path / "hostile.zip"
    path.write_bytes(HOSTILE_ZIPS["traversal"][1]())
    first = desk.take(path)
    before, kept = footprint(desk), sorted(desk.quarantine_root.rglob("*"))
    assert desk.take(path) == first
    assert footprint(desk) == before
    assert sorted(desk.quarantine_root.rglob("*")) == kept
    assert not (tmp_path.parent / "fuera.jpg").exists()
    with desk.store.write() as uow:
        record = uow.packages.find_content(first.content_hash)
    assert record is not None
    assert [p.code for p in record.problems] == ["PATH_TRAVERSAL"]


def test_a_vanished_package_leaves_no_trace(desk: IntakeDesk, tmp_path: Path) -> None:
    assert codes(desk.take(tmp_path / "gone.zip")) == ["PACKAGE_VANISHED"]
    assert footprint(desk) == []
    assert not desk.quarantine_root.exists()


def test_a_registered_person_is_matched_and_never_altered(desk: IntakeDesk, tmp_path: Path) -> None:
    known = Person(
        PersonId(fresh_id()), "Otra", "Persona", None, declared().insured,
        (Identifier(IdentifierKind.CEDULA, cedula(1)),),
    )  # fmt: skip
    contact = ContactVersion(
        declared(9).contact, desk.clock.now() - timedelta(days=9), None, "REGISTER"
    )
    with desk.store.write() as uow:
        uow.people.add(known, contact)
        uow.commit()
    case = case_of(desk, take(desk, tmp_path, package(1)))
    assert case.person_id == known.id
    with desk.store.write() as uow:
        assert uow.people.get(known.id) == known
        assert uow.people.contact(known.id) == contact


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (lambda p: replace(p, procedure="XYZ"), ["PROCEDURE_UNKNOWN"]),
        (lambda p: replace(p, submitted_at=p.submitted_at + timedelta(days=9)),
         ["SUBMITTED_IN_FUTURE"]),
        (lambda p: replace(p, declared=replace(
            p.declared, identifier=Identifier(IdentifierKind.CEDULA, "1714307104"))),
         ["IDENTIFIER_IMPOSSIBLE"]),
        (lambda p: replace(p, declared=replace(
            p.declared, identifier=Identifier(IdentifierKind.PASSPORT, "A1", "COL"))),
         ["IDENTIFIER_IMPOSSIBLE"]),
        (lambda p: replace(p, reception=replace(p.reception, category="Queja")),
         ["RECEPTION_OTHER"]),
        (lambda p: replace(p, reception=replace(p.reception, request="Jubilación")),
         ["RECEPTION_OTHER"]),
        (lambda p: replace(p, files=only(p, *ALL_BUT_VIDEO)), ["REQUIREMENT_MISSING"]),
        (lambda p: replace(p, files=(*p.files, replace(p.files[0], requirement="dog"))),
         ["REQUIREMENT_UNKNOWN"]),
        (lambda p: replace(p, files=(*p.files, replace(p.files[0], requirement="reception"))),
         ["REQUIREMENT_WITHOUT_FILE"]),
        (lambda p: replace(p, files=(*p.files, replace(p.files[1], requirement="id_front"))),
         ["REQUIREMENT_TWICE"]),
        (lambda p: replace(p, corrects="NOBODY-1"), ["CORRECTS_UNKNOWN"]),
    ],
)  # fmt: skip
def test_what_is_no_request_is_refused(
    change: object, wanted: list[str], desk: IntakeDesk, tmp_path: Path
) -> None:
    outcome = take(desk, tmp_path, change(package(1)))  # type: ignore[operator] # parametrised
    assert codes(outcome) == wanted
    with desk.store.read() as readers:
        assert readers.case.find(outcome.number) is None


def test_spelling_of_the_reception_form_does_not_matter(desk: IntakeDesk, tmp_path: Path) -> None:
    said = Reception("30", "Quito", "TRAMITE", package().reception.request.upper(), "")
    case = case_of(desk, take(desk, tmp_path, package(1, reception=said)))
    assert case.province == "17"
    with desk.store.write() as uow:
        uow.settings.put(
            "intake.abroad_province", "09", desk.clock.now().date(), None, desk.clock.now()
        )
        uow.commit()
    case = case_of(desk, take(desk, tmp_path, package(2, reception=said)))
    assert case.province == "09"


def test_one_file_may_serve_two_requirements(desk: IntakeDesk, tmp_path: Path) -> None:
    made = package(1)
    both = replace(made.files[0], requirement="id_back")
    made = replace(made, files=(made.files[0], both, *made.files[2:]))
    assert len(contents_of(made)) == 5
    case = case_of(desk, take(desk, tmp_path, made))
    with desk.store.write() as uow:
        stored = {f.requirement: f.sha256 for f in uow.cases.files(case.id)}
    assert stored["id_front"] == stored["id_back"]


def test_a_correction_keeps_what_was_accepted(desk: IntakeDesk, tmp_path: Path) -> None:
    made = package(1)
    first = take(desk, tmp_path, made)
    desk.clock.forward(hours=2)
    return_for_correction(desk, first.case_id, "video", conforms=ALL_BUT_VIDEO)
    desk.clock.forward(days=5)
    again = replace(
        made,
        number="VV-2026-000002",
        corrects=made.number,
        files=only(replace(made, files=files("new")), "video"),
    )
    outcome = take(desk, tmp_path, again)
    assert (outcome.status, outcome.case_id) == (PackageStatus.ACCEPTED, first.case_id)
    assert outcome.kept == set(ALL_BUT_VIDEO)
    case = case_of(desk, outcome)
    assert (case.state, case.round, case.reviewed_by) == (CaseState.RECEIVED, 2, None)
    assert case.preferred_reviewer == CLERK.id
    # One working day (the 16th, when it was returned) had run; two are left after the 21st.
    assert case.due_at is not None
    assert case.due_at.isoformat() == "2026-09-23T22:00:00+00:00"
    with desk.store.write() as uow:
        assert [(f.requirement, f.round) for f in uow.cases.files(case.id)][-1] == ("video", 2)
        ((_, end),) = uow.cases.pauses(case.id)
        assert end == desk.clock.now()
        receipt = uow.outbox.of_case(case.id)[-1]
    assert receipt.template == "correction_received"
    assert receipt.parameters["arrived"] == ["Video de autorización"]
    assert receipt.parameters["awaited"] == []
    assert _titles(receipt, "accepted") == len(ALL_BUT_VIDEO)
    assert actions(desk, case_chain(case.id)) == ["case.received", "case.resubmitted"]
    assert take(desk, tmp_path, again).status is PackageStatus.DUPLICATE
    assert take(desk, tmp_path, made).status is PackageStatus.DUPLICATE


def test_a_file_for_an_accepted_requirement_is_new_evidence(
    desk: IntakeDesk, tmp_path: Path
) -> None:
    made = package(1)
    first = take(desk, tmp_path, made)
    return_for_correction(desk, first.case_id, "video", conforms=ALL_BUT_VIDEO)
    outcome = take(desk, tmp_path, replace(made, number="VV-2026-000002", files=files("new")))
    assert outcome.case_id == first.case_id
    assert outcome.kept == frozenset()


def test_accepted_twice_ago_stays_accepted(desk: IntakeDesk, tmp_path: Path) -> None:
    made = package(1)
    first = take(desk, tmp_path, made)
    return_for_correction(
        desk, first.case_id, "video", "face_photo", conforms=("id_front", "id_back")
    )
    second = replace(
        made,
        number="VV-2026-000002",
        files=only(replace(made, files=files("2")), "video", "face_photo"),
    )
    assert take(desk, tmp_path, second).kept == {"id_front", "id_back"}
    case_id = first.case_id
    return_for_correction(desk, case_id, "video", conforms=("face_photo", "request_form"))
    third = replace(
        made, number="VV-2026-000003", files=only(replace(made, files=files("3")), "video")
    )
    assert take(desk, tmp_path, third).kept == set(ALL_BUT_VIDEO)
    assert case_id is not None
    with desk.store.write() as uow:
        _, *told = uow.outbox.of_case(case_id)
    assert [_titles(message, "accepted") for message in told] == [2, 4]
    assert [_titles(message, "awaited") for message in told] == [1, 0], "the form was not judged"


def _titles(message: OutboxMessage, group: str) -> int:
    titles = message.parameters[group]
    assert isinstance(titles, list | tuple)
    return len(titles)


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"files": ()}, ["REQUIREMENT_MISSING"]),
        ({"declared": declared(1, email="otra@correo.example"), "corrects": "VV-2026-000001"},
         ["CHANGE_NEEDS_FILE"]),
        ({"declared": declared(2), "corrects": "VV-2026-000001"}, ["CORRECTS_OTHER_PERSON"]),
    ],
)  # fmt: skip
def test_a_correction_that_does_not_fit_is_refused_and_the_case_goes_on_waiting(
    change: dict[str, object], wanted: list[str], desk: IntakeDesk, tmp_path: Path
) -> None:
    made = package(1)
    take(desk, tmp_path, package(2))
    first = take(desk, tmp_path, made)
    waiting = return_for_correction(desk, first.case_id, "video", conforms=ALL_BUT_VIDEO)
    again = replace(
        made, number="VV-2026-000009", files=only(replace(made, files=files("n")), "video")
    )
    outcome = take(desk, tmp_path, replace(again, **change))  # type: ignore[arg-type] # fields
    assert codes(outcome) == wanted
    assert case_of(desk, first) == waiting


def test_a_changed_residence_has_to_be_spoken_again(desk: IntakeDesk, tmp_path: Path) -> None:
    made = package(1)
    first = take(desk, tmp_path, made)
    return_for_correction(desk, first.case_id, "request_form", conforms=("video",))
    moved = replace(
        made,
        number="VV-2026-000002",
        corrects=first.case_number,
        declared=declared(1, city="Toledo"),
        files=only(replace(made, files=files("n")), "request_form"),
    )
    outcome = take(desk, tmp_path, moved)
    assert [(p.code, p.facts) for p in outcome.problems] == [
        ("CHANGE_NEEDS_FILE", {"requirement": "video"})
    ]


def test_knowing_a_number_is_not_enough_to_continue_a_case(
    desk: IntakeDesk, tmp_path: Path
) -> None:
    first = take(desk, tmp_path, package(1))
    return_for_correction(desk, first.case_id, "video", conforms=ALL_BUT_VIDEO)
    stranger = package(1, number="VV-2026-000666", declared=declared(1, email="x@y.example"))
    outcome = take(desk, tmp_path, stranger)
    assert outcome.status is PackageStatus.ACCEPTED
    assert outcome.case_id != first.case_id
    assert case_of(desk, outcome).person_id == case_of(desk, first).person_id


@pytest.mark.parametrize(
    ("state", "wanted"),
    [(CaseState.REFUSED, "CASE_CLOSED"), (CaseState.TO_REVIEW, "CASE_NOT_WAITING")],
)
def test_a_case_that_does_not_wait_is_not_continued(
    state: CaseState, wanted: str, desk: IntakeDesk, tmp_path: Path
) -> None:
    first = case_of(desk, take(desk, tmp_path, package(1)))
    with desk.store.write() as uow:
        uow.cases.save(replace(first, state=state), first.version)
        uow.commit()
    again = package(1, number="VV-2026-000002", corrects=first.number)
    assert codes(take(desk, tmp_path, again)) == [wanted]


def test_a_correction_that_came_too_early_is_taken_later(desk: IntakeDesk, tmp_path: Path) -> None:
    made = package(1)
    early = replace(made, number="VV-2026-000002", corrects=made.number, files=only(made, "video"))
    assert codes(take(desk, tmp_path, early)) == ["CORRECTS_UNKNOWN"]
    first = take(desk, tmp_path, made)
    assert codes(take(desk, tmp_path, early)) == ["CASE_NOT_WAITING"]
    return_for_correction(desk, first.case_id, "video", conforms=ALL_BUT_VIDEO)
    assert take(desk, tmp_path, early).status is PackageStatus.ACCEPTED


def test_two_intakes_at_once_open_one_case(desk: IntakeDesk, tmp_path: Path) -> None:
    paths = []
    for place in range(6):
        folder = tmp_path / str(place)
        folder.mkdir()
        # Two contents under one number, three times each.
        made = package(1, language="es" if place % 2 else "en")
        paths.append(write_zip(made, folder / "p.zip"))
    outcomes: list[PackageOutcome] = []
    start = threading.Barrier(len(paths))

    def run(path: Path) -> None:
        start.wait()
        outcomes.append(desk.take(path))

    threads = [threading.Thread(target=run, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    statuses = sorted(outcome.status.value for outcome in outcomes)
    assert statuses == ["accepted", "duplicate", "duplicate", "rejected", "rejected", "rejected"]
    assert len({outcome.case_id for outcome in outcomes if outcome.case_id}) == 1


def test_the_hash_stored_is_the_hash_of_the_bytes(desk: IntakeDesk, tmp_path: Path) -> None:
    made = package(1)
    case = case_of(desk, take(desk, tmp_path, made))
    with desk.store.write() as uow:
        for file in uow.cases.files(case.id):
            assert hashlib.sha256(uow.blobs.get(file.sha256)).hexdigest() == file.sha256
