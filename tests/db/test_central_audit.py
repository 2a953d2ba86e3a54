"""Auditor and director over their own logins: what they look for, open, verify and pack."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.domain.audit import AuditEntry, case_chain
from app.domain.errors import AccessDeniedError, RuleViolationError
from app.domain.workflow import CaseState
from app.infra.evidence_zip import ZipPackWriter
from app.ports.audit_search import EventFilter
from app.stages.oversight import (
    CheckChain,
    FlaggedDecisions,
    NoteSigns,
    NoteSignsCommand,
    PackEvidence,
    PackEvidenceCommand,
    ReadEvent,
    ReadEventCommand,
    SearchEvents,
    SearchEventsCommand,
)
from app.stages.queueing import Claims
from reports.evidence_pack import PdfPackPages
from tests.casework import CEDULAS, RESOURCES, shipped_limits
from tests.central_office import CentralOffice

REASON = "Queja 2026-118 de la persona."


@pytest.fixture
def central(own_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    office = CentralOffice(own_postgresql_engine)
    yield office
    office.close()


def test_an_auditor_finds_opens_verifies_and_packs(central: CentralOffice, tmp_path: Path) -> None:
    case = central.casework.case(CaseState.TO_REVIEW, reviewer="")
    chain = case_chain(case.id)
    clerk = central.as_seen_by("clerk")
    Claims(clerk.store, clerk.clock).take(clerk.session("clerk"), case.id)
    office, session = central.as_seen_by("auditor"), central.casework.session("auditor")
    search = SearchEvents(office.store, office.clock)
    found = []
    for wanted in (
        SearchEventsCommand(session, REASON, case_number=case.number),
        SearchEventsCommand(session, REASON, person_number=CEDULAS[5]),
        SearchEventsCommand(session, REASON, login=central.role("clerk")),
        SearchEventsCommand(session, REASON, action="case.claimed"),
    ):
        found = [line for line in search(wanted).lines if line.action == "case.claimed"]
        assert [(line.chain, line.subject) for line in found] == [(chain, case.number)]
    read = ReadEvent(office.store, office.clock)
    assert read(ReadEventCommand(session, chain, found[0].sequence, REASON)).hash
    assert CheckChain(office.store, office.clock)(session, chain).is_whole
    path = tmp_path / "pack.zip"
    packing = PackEvidence(office.store, office.clock, PdfPackPages(RESOURCES), ZipPackWriter())
    done = packing(PackEvidenceCommand(session, case.number, path, REASON))
    assert (done.files, done.missing, done.broken) == (1, (), ())
    with zipfile.ZipFile(path) as packed:
        assert case.id.encode() in [packed.read(name) for name in packed.namelist()]
    assert {"audit.searched", "audit.event_read"} <= set(central.staff_actions("auditor"))


def test_a_director_sees_one_case_at_a_time_and_the_server_says_so_too(
    central: CentralOffice, tmp_path: Path
) -> None:
    case = central.casework.case(CaseState.TO_REVIEW, reviewer="")
    clerk = central.as_seen_by("clerk")
    Claims(clerk.store, clerk.clock).take(clerk.session("clerk"), case.id)
    central.sign_in("director")
    office, session = central.as_seen_by("director"), central.casework.session("director")
    search = SearchEvents(office.store, office.clock)
    page = search(SearchEventsCommand(session, REASON, case_number=case.number))
    assert "case.claimed" in [line.action for line in page.lines]
    assert CheckChain(office.store, office.clock)(session, case_chain(case.id)).is_whole
    with pytest.raises(RuleViolationError, match="CASE_NUMBER_NEEDED"):
        search(SearchEventsCommand(session, REASON))
    with office.store.read() as readers, pytest.raises(AccessDeniedError):
        readers.events.page(EventFilter(), None, 10)
    packing = PackEvidence(office.store, office.clock, PdfPackPages(RESOURCES), ZipPackWriter())
    with pytest.raises(AccessDeniedError, match="DUTY_NOT_ALLOWED"):
        packing(PackEvidenceCommand(session, case.number, tmp_path / "pack.zip", REASON))


def test_an_auditor_marks_a_decision_as_seen(central: CentralOffice) -> None:
    case = central.casework.case()
    chain, now = case_chain(case.id), central.casework.clock.now()
    with central.casework.store.write() as uow:
        details = {"marks": ["PENSIONER"], "person": case.person_id}
        uow.audit.append(AuditEntry(chain, "case.approved", None, now, "PC-1", details))
        uow.commit()
    office, session = central.as_seen_by("auditor"), central.casework.session("auditor")
    listing = FlaggedDecisions(office.store, office.offices, shipped_limits(), office.clock)
    since = now - timedelta(days=2)
    (row,) = listing(session, since).rows
    assert ("PENSIONER" in row.signs, row.is_seen) == (True, False)
    note = NoteSigns(office.store, office.clock)
    note(NoteSignsCommand(session, case.id, row.line.sequence, REASON))
    (row,) = listing(session, since).rows
    assert row.is_seen
    central.sign_in("director")
    with pytest.raises(AccessDeniedError, match="DUTY_NOT_ALLOWED"):
        listing(central.casework.session("director"), since)
