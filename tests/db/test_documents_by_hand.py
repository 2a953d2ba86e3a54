"""An issued record whose row was changed, taken away or put there: it is not handed out."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from app.domain.case import Case
from app.stages.documents import IssueValidationRecord, IssueValidationRecordCommand
from db.integrity import find_faults
from db.link import link_on
from db.readers.contradictions import contradictions
from db.store import SqlStore
from reports.renderer import PdfRecordRenderer
from tests.casework import RESOURCES, Casework
from tests.db.test_contradictions import unguarded
from tests.db_fixtures import KINDS
from tests.stage_desks import CallDesk, DecisionDesk

CHANGED = {
    "other bytes": "UPDATE documents SET sha256 = (SELECT min(sha256) FROM blobs"
    " WHERE sha256 <> documents.sha256)",
    "another number": "UPDATE documents SET number = 'X' || number",
    "another hour": "UPDATE documents SET issued_at ="
    " (SELECT received_at FROM cases WHERE id = case_id)",
    "another hand": "UPDATE documents SET issued_by = (SELECT id FROM staff WHERE login = 'clerk')",
    "another template": "UPDATE documents SET template_version = 'x'",
}


def issued(office: Casework) -> Case:
    """A decided case whose record was issued."""
    desk = DecisionDesk(office)
    desk.hold(0)
    case = desk.approve(CallDesk(office).validated(office.case(holder="validator"))).case
    office.clock.forward(minutes=1)
    renderer = PdfRecordRenderer(RESOURCES)
    issue = IssueValidationRecord(office.store, office.procedures, renderer, office.clock)
    issue(IssueValidationRecordCommand(office.session("validator"), case.id))
    return case


@pytest.fixture(scope="module")
def sqlite_issued(module_sqlite_engine: Engine) -> Engine:
    issued(Casework(SqlStore(module_sqlite_engine)))
    return module_sqlite_engine


@pytest.fixture(scope="module")
def postgresql_issued(module_postgresql_engine: Engine) -> Engine:
    issued(Casework(SqlStore(module_postgresql_engine)))
    return module_postgresql_engine


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("statement", [*CHANGED.values(), "DELETE FROM documents"])
def test_the_check_finds_it(statement: str, kind: str, request: pytest.FixtureRequest) -> None:
    engine: Engine = request.getfixturevalue(f"{kind}_issued")
    with unguarded(engine) as connection:
        assert list(find_faults(connection)) == []
        assert connection.execute(text(statement)).rowcount == 1
        assert {one.code for one in contradictions(link_on(connection))} == {"DOCUMENT_ALTERED"}
