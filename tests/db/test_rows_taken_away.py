"""A row that an event names is missed, whoever took it away and whatever it was."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text

from db.integrity import find_faults
from db.link import link_on
from db.readers.contradictions import contradictions
from db.store import SqlStore
from tests.casework import Casework
from tests.db.test_contradictions import unguarded
from tests.stage_desks import CallDesk, DecisionDesk


@pytest.mark.parametrize("hours", [0, 48])
def test_a_decision_that_was_deleted_is_missed(hours: int, store: SqlStore, engine: Engine) -> None:
    office = Casework(store)
    decisions = DecisionDesk(office)
    decisions.hold(hours)
    decisions.approve(CallDesk(office).validated(office.case(holder="validator")))
    with unguarded(engine) as connection:
        assert list(contradictions(link_on(connection))) == []
        assert connection.execute(text("DELETE FROM decisions")).rowcount == 1
        assert {one.code for one in contradictions(link_on(connection))} == {"DECISION_ALTERED"}
        assert "DECISION_ALTERED" in {one.code for one in find_faults(connection)}
