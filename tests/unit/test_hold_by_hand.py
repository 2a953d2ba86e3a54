"""The security hold shortened in the database around an approval: its event says how long it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.domain.audit import SYSTEM_CHAIN, AuditEntry, staff_chain
from app.domain.errors import RuleViolationError
from app.domain.hold_setting import HOLD_HOURS, SHIPPED_HOURS
from app.domain.workflow import CaseState
from app.infra.settings_file import read_settings
from db.engine import WRITES
from db.link import link_on
from db.readers.contradictions import contradictions
from db.store import SqlStore
from tests.casework import RESOURCES, Casework
from tests.stage_desks import CallDesk, DecisionDesk

BY_HAND = {
    "shorter": "UPDATE settings SET value = '0'",
    "gone": "DELETE FROM settings",
    "another day": "INSERT INTO settings (key, value, valid_from, set_at)"
    " SELECT key, '1', date(valid_from, '+1 day'), set_at FROM settings",
}


@pytest.fixture
def office(sqlite_engine) -> Casework:
    """An office that set 48 hours two days ago."""
    office = Casework(SqlStore(sqlite_engine))
    now = office.clock.now()
    said = {"key": HOLD_HOURS, "value": "48", "was": "0", "valid_from": now.date().isoformat()}
    with office.store.write() as uow:
        uow.settings.put(HOLD_HOURS, "48", now.date(), None, now)
        uow.audit.append(AuditEntry(SYSTEM_CHAIN, "setting.changed", None, now, "", said))
        uow.commit()
    office.clock.forward(hours=48)
    return office


def _by_hand(engine, statement: str) -> None:
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        assert connection.execute(text(statement)).rowcount == 1
        connection.commit()


@pytest.mark.parametrize("name", BY_HAND)
def test_a_hold_made_shorter_approves_nothing(name, office, sqlite_engine):
    desk = DecisionDesk(office)
    ready = CallDesk(office).validated(office.case(holder="validator"))
    _by_hand(sqlite_engine, BY_HAND[name])
    with office.unchanged(ready), pytest.raises(RuleViolationError, match="HOLD_ALTERED"):
        desk.approve(ready)
    tried = office.events(staff_chain(office.people["validator"].id))
    assert "HOLD_ALTERED" in tried[-1].canonical


def test_the_hold_that_was_set_is_kept(office, sqlite_engine):
    ready = CallDesk(office).validated(office.case(holder="validator"))
    done = DecisionDesk(office).approve(ready)
    assert done.decision.hold_until == done.decision.decided_at + timedelta(hours=48)
    assert done.case.state is CaseState.ON_HOLD
    with sqlite_engine.connect() as connection:
        assert list(contradictions(link_on(connection))) == []


def test_the_check_sees_an_approval_that_did_not_wait(office, sqlite_engine, monkeypatch):
    """As a program before this one let it happen."""
    ready = CallDesk(office).validated(office.case(holder="validator"))
    _by_hand(sqlite_engine, BY_HAND["shorter"])
    monkeypatch.setattr("app.stages.decision.hold_time.told_hours", lambda *_: 0)
    assert DecisionDesk(office).approve(ready).case.state is CaseState.APPROVED
    _by_hand(sqlite_engine, "UPDATE settings SET value = '48'")
    with sqlite_engine.connect() as connection:
        assert [one.code for one in contradictions(link_on(connection))] == ["HOLD_ALTERED"]


def test_until_somebody_sets_it_the_shipped_hold_counts():
    definition = read_settings(RESOURCES / "settings.toml").definition(HOLD_HOURS)
    assert definition.default == str(SHIPPED_HOURS)
