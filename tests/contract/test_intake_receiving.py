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
from app.domain.case import Reception
from app.domain.contact import ContactVersion
from app.domain.ids import PersonId, fresh_id
from app.domain.package import PackageStatus
from app.domain.person import Identifier, IdentifierKind, Person
from app.domain.workflow import CaseState
from app.infra.packages.writer import OutgoingPackage, contents_of, write_folder, write_zip
from app.stages.intake.outcome import PackageOutcome
from db.store import SqlStore
from tests.casework import STATION
from tests.intake_desk import (
    ALL_BUT_VIDEO,
    IntakeDesk,
    NoInspector,
    actions,
    case_of,
    codes,
    footprint,
    take,
)
from tests.package_samples import HOSTILE_ZIPS, cedula, declared, only, package


@pytest.fixture
def desk(store: SqlStore, tmp_path: Path) -> IntakeDesk:
    return IntakeDesk(store, tmp_path / "quarantine", NoInspector())


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
    assert where(desk, case_chain(case.id)) == (STATION.name, STATION.os_user)
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
    assert where(desk, SYSTEM_CHAIN) == (STATION.name, STATION.os_user)


def where(desk: IntakeDesk, chain: str) -> tuple[str, str]:
    """Workstation and user of the operating system in the only event of a chain."""
    with desk.store.read() as readers:
        (event,) = readers.audit.events(chain)
    body = json.loads(event.canonical)
    return body["workstation"], body["details"]["os_user"]


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


@pytest.mark.parametrize("missing", ["id_front", "id_back", "face_photo", "request_form", "video"])
def test_each_requirement_that_is_missing_is_named(
    missing: str, desk: IntakeDesk, tmp_path: Path
) -> None:
    made = package(1)
    rest = tuple(item for item in made.files if item.requirement != missing)
    outcome = take(desk, tmp_path, replace(made, files=rest))
    assert [(p.code, p.facts.get("requirement")) for p in outcome.problems] == [
        ("REQUIREMENT_MISSING", missing)
    ]


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


def with_code(code: str) -> OutgoingPackage:
    made = package(1)
    identifier = Identifier(IdentifierKind.FOREIGNER_CODE, code)
    return replace(made, declared=replace(made.declared, identifier=identifier))


@pytest.mark.parametrize(
    ("pattern", "code", "wanted"),
    [
        (None, "ext-0042a", []),
        (None, "E12", ["IDENTIFIER_IMPOSSIBLE"]),
        ("E[0-9]{3}", "e123", []),
        ("E[0-9]{3}", "ext-0042a", ["IDENTIFIER_IMPOSSIBLE"]),
    ],
)
def test_the_form_of_a_foreigner_code_is_the_setting_in_force(
    pattern: str | None, code: str, wanted: list[str], desk: IntakeDesk, tmp_path: Path
) -> None:
    if pattern is not None:
        with desk.store.write() as uow:
            now = desk.clock.now()
            uow.settings.put("foreigner_code.pattern", pattern, now.date(), None, now)
            uow.commit()
    assert codes(take(desk, tmp_path, with_code(code))) == wanted


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
