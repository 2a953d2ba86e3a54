"""An issued record whose row was changed by hand is not handed out."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from app.domain.audit import staff_chain
from app.domain.errors import RuleViolationError
from app.stages.documents.handing_out import DocumentCommand, ReadDocument
from db.engine import WRITES
from db.store import SqlStore
from tests.casework import Casework
from tests.db.test_documents_by_hand import CHANGED, issued


@pytest.mark.parametrize("name", CHANGED)
def test_it_is_not_handed_out(name, sqlite_engine):
    office = Casework(SqlStore(sqlite_engine))
    decided = issued(office)
    read = ReadDocument(office.store, office.clock)
    with office.store.look() as stored:
        (document,) = stored.documents.of_case(decided.id)
    command = DocumentCommand(office.session("director"), decided.id, document.id)
    assert read(command).data.startswith(b"%PDF")
    with sqlite_engine.connect().execution_options(**{WRITES: True}) as connection:
        names = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for trigger in connection.execute(names).scalars().all():
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        connection.execute(text(CHANGED[name]))
        connection.commit()
    with pytest.raises(RuleViolationError, match="DOCUMENT_ALTERED"):
        read(command)
    tried = office.events(staff_chain(office.people["director"].id))
    assert "DOCUMENT_ALTERED" in tried[-1].canonical
