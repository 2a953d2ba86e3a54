"""Packages that correct an earlier one: what stays accepted, what is refused, and by whom."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from app.domain.audit import case_chain
from app.domain.message import OutboxMessage
from app.domain.package import PackageStatus
from app.domain.workflow import CaseState
from app.infra.packages.writer import OutgoingPackage
from app.stages.intake.outcome import PackageOutcome
from db.store import SqlStore
from tests.intake_desk import (
    ALL_BUT_VIDEO,
    CLERK,
    IntakeDesk,
    NoInspector,
    actions,
    case_of,
    codes,
    return_for_correction,
    take,
)
from tests.package_samples import declared, files, only, package


@pytest.fixture
def desk(store: SqlStore, tmp_path: Path) -> IntakeDesk:
    return IntakeDesk(store, tmp_path / "quarantine", NoInspector())


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
        ({"declared": declared(1, postal_code="28902"), "corrects": "VV-2026-000001"},
         ["CHANGE_NEEDS_FILE"]),
        ({"declared": declared(2), "corrects": "VV-2026-000001"}, ["CORRECTS_OTHER_PERSON"]),
        ({"declared": declared(1, email="otra@correo.example"), "corrects": "VV-2026-000001"},
         ["CORRECTS_OTHER_EMAIL"]),
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


def test_two_corrections_at_once(desk: IntakeDesk, tmp_path: Path) -> None:
    made = package(1)
    first = take(desk, tmp_path, made)
    desk.clock.forward(hours=2)
    return_for_correction(desk, first.case_id, "video", conforms=ALL_BUT_VIDEO)
    desk.clock.forward(days=1)
    both = [
        replace(
            made,
            number=f"VV-2026-00000{number}",
            corrects=made.number,
            files=only(replace(made, files=files(str(number))), "video"),
        )
        for number in (2, 3)
    ]
    together = Barrier(len(both))

    def hand_in(made: OutgoingPackage) -> PackageOutcome:
        together.wait()
        return take(desk, tmp_path, made)

    with ThreadPoolExecutor(len(both)) as pool:
        outcomes = sorted(pool.map(hand_in, both), key=lambda outcome: outcome.is_rejected)
    assert [one.status for one in outcomes] == [PackageStatus.ACCEPTED, PackageStatus.REJECTED]
    assert case_of(desk, first).round == 2
    assert codes(outcomes[1]) == ["CASE_NOT_WAITING"]
