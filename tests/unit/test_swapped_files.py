"""Files swapped in the database while somebody looks at them, and put back: the events know."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from app.domain.audit import AuditEntry, case_chain, details_of, staff_chain
from app.domain.errors import RuleViolationError
from app.domain.workflow import CaseState
from db.engine import WRITES
from db.link import link_on
from db.readers.contradictions import contradictions
from db.store import SqlStore
from tests.casework import Casework
from tests.reviewing import ReviewDesk
from tests.stage_desks import CallDesk, DecisionDesk


@pytest.fixture
def office(sqlite_engine) -> Casework:
    return Casework(SqlStore(sqlite_engine))


@pytest.fixture
def desk(office) -> ReviewDesk:
    return ReviewDesk(office)


@pytest.fixture
def case(office):
    """A case to review whose arrival names its files."""
    case = office.case(CaseState.TO_REVIEW, reviewer="")
    with office.store.write() as uow:
        files = {one.requirement: one.sha256 for one in uow.cases.files(case.id)}
        entry = AuditEntry(
            case_chain(case.id), "case.received", None, office.clock.now(), "", {"files": files}
        )
        uow.audit.append(entry)
        uow.commit()
    return office.claim(case.id, "clerk")


@pytest.fixture
def swap(office, sqlite_engine, case):
    """Point every file at a better picture, and back."""
    with office.store.write() as uow:
        better = uow.blobs.put(b"\xff\xd8\xff\xe0 a much better identity card")
        honest = {one.id: one.sha256 for one in uow.cases.files(case.id)}
        uow.commit()

    def point(*, back: bool) -> None:
        with sqlite_engine.connect().execution_options(**{WRITES: True}) as connection:
            names = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for trigger in connection.execute(names).scalars().all():
                connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
            for key, sha256 in honest.items():
                connection.execute(
                    text("UPDATE case_files SET sha256 = :to WHERE id = :key"),
                    {"to": sha256 if back else better, "key": key},
                )
            connection.commit()

    return point


def _faults(engine) -> set[str]:
    with engine.connect() as connection:
        return {one.code for one in contradictions(link_on(connection))}


def test_what_stands_there_is_what_arrived(office, desk, case, swap):
    draft = desk.draft(case)
    swap(back=False)
    with office.unchanged(case), pytest.raises(RuleViolationError, match="FILES_ALTERED"):
        desk.commit_as("clerk", case, draft)
    swap(back=True)
    assert desk.commit_as("clerk", case, draft).outcome.value == "accept"


def test_what_was_looked_at_is_what_arrived(office, desk, case, swap, sqlite_engine):
    assert "FILES_ALTERED" not in _faults(sqlite_engine)
    swap(back=False)
    draft = desk.draft(case)
    swap(back=True)
    with office.unchanged(case), pytest.raises(RuleViolationError, match="EVIDENCE_ALTERED"):
        desk.commit_as("clerk", case, draft)
    assert "FILES_ALTERED" in _faults(sqlite_engine)
    tried = office.events(staff_chain(office.people["clerk"].id))
    assert "EVIDENCE_ALTERED" in tried[-1].canonical
    # Somebody else, who sees what arrived, may review it.
    desk.claims.release(office.session("clerk"), case.id)
    other = office.claim(case.id, "clerk2")
    draft = desk.draft(other, "clerk2")
    assert desk.commit_as("clerk2", other, draft).outcome.value == "accept"


def test_what_is_compared_with_them_is_what_arrived(office, desk, case, sqlite_engine):
    with office.store.write() as uow:
        arrived = uow.audit.latest(case_chain(case.id), "case.received")
        said = {
            **(details_of(arrived) if arrived else {}),
            "papers": uow.cases.papers_seal(case.id),
        }
        now = office.clock.now()
        uow.audit.append(AuditEntry(case_chain(case.id), "case.received", None, now, "", said))
        uow.commit()
    draft = desk.draft(case)
    declare = "UPDATE case_papers SET declared = json_set(declared, '$.contact.email', :to)"
    with sqlite_engine.connect().execution_options(**{WRITES: True}) as connection:
        was = "SELECT json_extract(declared, '$.contact.email') FROM case_papers"
        email = connection.execute(text(was)).scalar()
        connection.execute(text(declare), {"to": "otra@correo.example"})
        connection.commit()
    with office.unchanged(case), pytest.raises(RuleViolationError, match="PAPERS_ALTERED"):
        desk.commit_as("clerk", case, draft)
    with sqlite_engine.connect().execution_options(**{WRITES: True}) as connection:
        connection.execute(text(declare), {"to": email})
        connection.commit()
    assert desk.commit_as("clerk", case, draft).outcome.value == "accept"


def test_who_decides_is_shown_what_arrived(office, desk, case, swap):
    decisions = DecisionDesk(office)
    desk.commit_as("clerk", case, desk.draft(case))
    office.clock.forward(minutes=1)
    ready = CallDesk(office).validated(office.claim(case.id, "validator"))
    swap(back=False)
    with office.unchanged(ready), pytest.raises(RuleViolationError, match="FILES_ALTERED"):
        decisions.approve(ready)
    with office.store.look() as stored:
        (file, *_) = stored.cases.files(case.id)
    desk.read(office.session("validator"), file.id)
    swap(back=True)
    with office.unchanged(ready), pytest.raises(RuleViolationError, match="EVIDENCE_ALTERED"):
        decisions.approve(ready)
    assert decisions.refuse(ready, "LLA-08").case.state is CaseState.REFUSED
