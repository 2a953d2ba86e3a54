"""The same record printed twice at the same moment, on two real connections: a first and a second."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from app.stages.documents import (
    DocumentCommand,
    ExportDocument,
    IssueValidationRecord,
    IssueValidationRecordCommand,
    PrintDocument,
)
from db.store import SqlStore
from reports.renderer import PdfRecordRenderer
from tests.casework import RESOURCES, Casework
from tests.db.test_person_lock import at_once
from tests.stage_desks import CallDesk, DecisionDesk


@pytest.mark.parametrize("use_case", [PrintDocument, ExportDocument])
def test_two_at_once_get_two_numbers(
    engine: Engine, use_case: type[PrintDocument | ExportDocument]
) -> None:
    office = Casework(SqlStore(engine))
    case = CallDesk(office).validated(office.case(holder="validator"))
    decided = DecisionDesk(office).approve(case).case
    session = office.session("validator")
    issued = IssueValidationRecord(
        office.store, office.procedures, PdfRecordRenderer(RESOURCES), office.clock
    )(IssueValidationRecordCommand(session, decided.id))
    command = DocumentCommand(session, decided.id, issued.id)
    one, two = at_once(
        engine,
        lambda store: use_case(store, office.clock)(command),
        lambda: use_case(office.store, office.clock)(command),
    )
    assert sorted([one.count, two.count]) == [1, 2]
