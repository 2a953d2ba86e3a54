"""Over everybody's own login: what others have in common is counted, and kept frames are evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from app.domain.case import Case
from app.domain.duties import SECOND_FACTOR
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.ids import Sha256
from app.domain.review import VideoSnapshot
from app.domain.risk import RiskCode
from app.domain.workflow import CaseState
from app.stages.review.opening import OpenCase, OpenCaseCommand
from app.stages.review.snapshots import (
    KeepSnapshot,
    KeepSnapshotCommand,
    ReadSnapshot,
    RemoveSnapshot,
    RemoveSnapshotCommand,
)
from tests.casework import CEDULAS, NEW, OLD, Casework
from tests.central_office import CentralOffice
from tests.pictures import QuickInspector, small_jpeg
from tests.reviewing import ReviewDesk

JPEG = small_jpeg()
SHA = Sha256(hashlib.sha256(JPEG).hexdigest())
BITS = 0xF00F_1234_5678_9ABC


@pytest.fixture
def central(own_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    office = CentralOffice(own_postgresql_engine)
    yield office
    office.close()


def asked(central: CentralOffice, cedula: str, bits: int, **changes: str) -> Case:
    """A case that asks for the new contact data of all, with a picture of its own."""
    office = central.casework
    mine = replace(OLD, email=f"{cedula}@correo.example", mobile_ec=f"+593{cedula[:9]}")
    person = office.person(cedula, mine)
    case = office.case(CaseState.TO_REVIEW, person=person, after=NEW, reviewer="", **changes)
    with office.store.write() as uow:
        (file,) = uow.cases.files(case.id)
        uow.people.put_picture_hash(file.id, case.person_id, bits)
        uow.commit()
    return case


def seen(office: Casework, case: Case, login: str) -> dict[RiskCode, object]:
    command = OpenCaseCommand(office.session(login), case.id, "Comparar los casos")
    view = OpenCase(office.store, office.clock, office.desk)(command)
    return {mark.code: dict(mark.facts).get("count") for mark in view.risk_marks}


@pytest.mark.parametrize("login", ["clerk", "validator", "director", "auditor"])
def test_requests_and_pictures_of_every_province_mark_a_case(
    central: CentralOffice, login: str
) -> None:
    case = asked(central, CEDULAS[5], BITS)
    asked(central, CEDULAS[6], BITS ^ 0b101, province="09")
    if central.casework.people[login].duty in SECOND_FACTOR:
        central.sign_in(login)
    found = seen(central.as_seen_by(login), case, login)
    for code in (RiskCode.EMAIL_OF_OTHERS, RiskCode.PHONE_OF_OTHERS, RiskCode.PICTURE_OF_OTHERS):
        assert found.get(code) == 1, code


def test_nothing_is_counted_for_a_case_that_was_not_opened(central: CentralOffice) -> None:
    case = asked(central, CEDULAS[5], BITS)
    people = central.as_seen_by("clerk").store
    with central.casework.store.look() as stored:
        (file,) = stored.cases.files(case.id)
    person = case.person_id
    for count in (
        lambda stored: stored.people.others_with_contact(person, NEW.email, (), case.received_at),
        lambda stored: stored.people.others_with_file(person, file.sha256),
        lambda stored: stored.people.near_pictures(person, BITS, 10),
    ):
        with people.look() as stored, pytest.raises((AccessDeniedError, RuleViolationError)):
            count(stored)
    with people.look() as stored:
        assert stored.people.pictures_of(case.id) == ()


def keep(office: Casework, case: Case) -> tuple[VideoSnapshot, ...]:
    with office.store.look() as stored:
        file = stored.cases.files(case.id)[0]
    command = KeepSnapshotCommand(
        office.session("clerk"), case.id, case.version, file.id, 1_200_000, JPEG
    )
    return KeepSnapshot(office.store, QuickInspector(), office.clock)(command)


def test_a_frame_is_kept_left_out_kept_again_reviewed_and_seen_by_the_validator(
    central: CentralOffice,
) -> None:
    case = central.casework.case(CaseState.TO_REVIEW, reviewer="")
    desk = ReviewDesk(central.as_seen_by("clerk"))
    held = desk.office.claim(case.id, "clerk")
    draft = desk.draft(held)
    keep(desk.office, held)
    read = ReadSnapshot(desk.office.store, desk.office.clock)
    assert read(desk.office.session("clerk"), case.id, SHA) == JPEG
    remove = RemoveSnapshot(desk.office.store, desk.office.clock)
    command = RemoveSnapshotCommand(desk.office.session("clerk"), case.id, held.version, SHA)
    assert remove(command) == ()
    keep(desk.office, held)
    review = desk.commit_as("clerk", held, draft)
    assert [one.sha256 for one in review.draft.snapshots] == [SHA]
    # The server itself has put down what was kept each time, whoever said what about it.
    assert central.casework.actions(case.id).count("row.review_drafts_frames") == 3
    central.sign_in("validator")
    office = central.as_seen_by("validator")
    read = ReadSnapshot(office.store, office.clock)
    with pytest.raises(AccessDeniedError, match="CASE_NOT_OPENED"):
        read(office.session("validator"), case.id, SHA)
    seen(office, case, "validator")
    assert read(office.session("validator"), case.id, SHA) == JPEG


def test_a_draft_borrows_no_file_of_another_case(central: CentralOffice) -> None:
    office = central.casework
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    desk = ReviewDesk(central.as_seen_by("clerk"))
    held = desk.office.claim(case.id, "clerk")
    keep(desk.office, held)
    with office.store.write() as uow:
        strange = uow.blobs.put(b"somebody else's")
        uow.commit()
    borrow = text("UPDATE review_drafts SET draft = replace(draft, :mine, :strange)")
    with central.engines["clerk"].connect() as connection, connection.begin():
        with pytest.raises(DBAPIError, match="FILE_UNKNOWN"):
            connection.execute(borrow, {"mine": SHA, "strange": strange})
        connection.rollback()
