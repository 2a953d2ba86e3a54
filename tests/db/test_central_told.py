"""What the program compares holds on a server as well, whose clock is that of no workstation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from app.domain.audit import SYSTEM_CHAIN, AuditEntry
from app.domain.case import Case
from app.domain.decision import DecisionOutcome
from app.domain.errors import RuleViolationError
from app.domain.hold_setting import HOLD_HOURS, SETTING_CHANGED
from app.domain.staff import Agency
from app.domain.workflow import CaseState
from app.stages.decision import ReportNotMeCommand, UnfreezeCommand
from app.stages.documents import (
    DocumentCommand,
    IssueValidationRecord,
    IssueValidationRecordCommand,
    PrintDocument,
)
from db.integrity import find_faults
from tests.casework import Casework
from tests.central_office import CentralOffice
from tests.stage_desks import CallDesk, DecisionDesk, not_me_code

_GUAYAS = Agency("GUA-01", "Agencia Guayas", "09")


@pytest.fixture
def central(own_postgresql_engine: Engine) -> Iterator[CentralOffice]:
    """A server two seconds ahead of every workstation: its notes stand before what is told."""
    office = CentralOffice(own_postgresql_engine)
    office.go_ahead(timedelta(seconds=2))
    yield office
    office.close()


class Printed:
    """Some bytes for a record; what stands in it is tested elsewhere."""

    def validation_record(self, view: object) -> bytes:
        return b"%PDF of " + str(id(view)).encode()


def to_decide(central: CentralOffice) -> tuple[Casework, Case, DecisionDesk]:
    """A case that the validator validated and holds, and their desk."""
    case = central.casework.case()
    central.sign_in("validator")
    office = central.as_seen_by("validator")
    validated = CallDesk(office).validated(office.claim(case.id, "validator"))
    desk = DecisionDesk(office)
    desk.decide._confirm = lambda _session, _password: central.step_up("validator")
    return office, office.claim(validated.id, "validator"), desk


def set_hold(central: CentralOffice, hours: int) -> None:
    """As somebody who administers sets it: a row, and their word."""
    now = central.casework.clock.now()
    with central.casework.store.write() as uow:
        uow.settings.put(HOLD_HOURS, str(hours), date(2026, 1, 1), None, now)
        said = {"key": HOLD_HOURS, "valid_from": "2026-01-01", "value": str(hours)}
        uow.audit.append(AuditEntry(SYSTEM_CHAIN, SETTING_CHANGED, None, now, details=said))
        uow.commit()


def faults(central: CentralOffice) -> list[str]:
    with central.owner.connect() as connection:
        return [f"{fault.code} {fault.place}" for fault in find_faults(connection)]


def test_a_record_is_handed_out_and_counted_for_whoever_only_reads(central: CentralOffice) -> None:
    office, case, desk = to_decide(central)
    done = desk.approve(case).case
    issue = IssueValidationRecord(office.store, office.procedures, Printed(), office.clock)
    document = issue(IssueValidationRecordCommand(office.session("validator"), done.id))
    reading = central.as_seen_by("auditor")
    command = DocumentCommand(reading.session("auditor"), done.id, document.id)
    printing = PrintDocument(reading.store, reading.clock)
    assert [printing(command).count for _ in range(2)] == [1, 2]
    assert faults(central) == []


def test_the_service_issues_the_record_of_a_case_that_nobody_opens(central: CentralOffice) -> None:
    _, case, desk = to_decide(central)
    done = desk.approve(case).case
    office = central.as_seen_by("service")
    issue = IssueValidationRecord(office.store, office.procedures, Printed(), office.clock)
    assert issue(IssueValidationRecordCommand(None, done.id)).issued_by is None
    assert faults(central) == []


def test_rows_and_events_of_a_hold_and_of_a_freeze_agree(central: CentralOffice) -> None:
    set_hold(central, 24)
    _, case, desk = to_decide(central)
    decided = desk.approve(case)
    code = not_me_code(central.casework, decided)
    assert decided.case.state is CaseState.ON_HOLD
    service = DecisionDesk(central.as_seen_by("service"))
    service.tell(case)
    central.casework.clock.forward(hours=25)
    service.apply_holds()
    assert central.casework.now_case(case.id).state is CaseState.APPROVED
    assert faults(central) == []
    report = service.report(ReportNotMeCommand(None, code))
    assert report.is_frozen
    assert faults(central) == []
    central.sign_in("director")
    director = central.as_seen_by("director")
    command = UnfreezeCommand(director.session("director"), case.person_id, "Habló con la persona")
    assert DecisionDesk(director).unfreeze(command).frozen_at is None
    assert faults(central) == []


def test_a_notice_that_leaves_late_gives_the_person_the_whole_time_on_a_server_too(
    central: CentralOffice,
) -> None:
    set_hold(central, 24)
    _, case, desk = to_decide(central)
    desk.approve(case)
    service = DecisionDesk(central.as_seen_by("service"))
    central.casework.clock.forward(hours=20)
    service.tell(case)
    told = central.casework.clock.now()
    central.casework.clock.forward(hours=5)
    assert service.apply_holds().applied == ()
    held = central.casework.now_case(case.id)
    assert (held.state, held.hold_until) == (CaseState.ON_HOLD, told + timedelta(hours=24))
    assert faults(central) == []
    central.casework.clock.forward(hours=20)
    assert service.apply_holds().applied == (case.id,)
    assert faults(central) == []


def test_whoever_approves_is_told_by_whom_the_hold_was_set(central: CentralOffice) -> None:
    set_hold(central, 24)
    _, case, desk = to_decide(central)
    with central.owner.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("UPDATE settings SET value = '0'"))
    command = desk.command(case, outcome=DecisionOutcome.APPROVED)
    with pytest.raises(RuleViolationError, match="HOLD_ALTERED"):
        desk.decide(command)
    assert central.staff_actions("validator")[-1] == "act.refused"


def test_whoever_sees_nobody_of_a_province_locks_nobody_there(central: CentralOffice) -> None:
    person = central.casework.case().person_id
    central.add_member("far", central.casework.people["clerk"].duty, "1700000012", _GUAYAS)
    lock = text("SELECT guard.lock_person(:person)")
    waits = text("SELECT 1 FROM people WHERE id = :person FOR NO KEY UPDATE NOWAIT")
    for login, is_locked in (("far", False), ("auditor", True)):
        with central.engines[login].connect() as holder, central.owner.connect() as other:
            holder.execute(lock, {"person": person})
            if is_locked:
                with pytest.raises(DBAPIError, match="could not obtain lock"):
                    other.execute(waits, {"person": person})
            else:
                assert other.execute(waits, {"person": person}).scalar() == 1
            holder.rollback()
