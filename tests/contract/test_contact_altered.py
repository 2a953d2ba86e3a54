"""Contact data altered in the database for a while: no notice goes elsewhere, or to nobody, unseen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.domain.audit import AuditEntry, case_chain
from app.domain.case import Case
from app.domain.errors import RuleViolationError
from app.domain.workflow import CaseState
from app.trail.arrivals import last_arrival
from db.engine import WRITES, is_sqlite
from db.integrity import find_faults
from db.store import SqlStore
from tests.casework import NEW, OLD, Casework
from tests.intake_desk import IntakeDesk, NoInspector, take
from tests.package_samples import package
from tests.stage_desks import CallDesk, DecisionDesk

THIRD = replace(NEW, email="otra.mano@correo.example")
MULE = (
    "UPDATE person_contacts SET contact = replace(contact, 'rosa.', 'mula.') WHERE valid_to IS NULL"
)
BACK = "UPDATE person_contacts SET contact = replace(contact, 'mula.', 'rosa.')"


@pytest.fixture
def by_hand(engine: Engine) -> Callable[[str], None]:
    """A statement no trigger stops."""

    def run(statement: str) -> None:
        with engine.connect().execution_options(**{WRITES: True}) as connection:
            if is_sqlite(engine):
                listed = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                for name in connection.execute(listed).scalars().all():
                    connection.exec_driver_sql(f"DROP TRIGGER {name}")
            else:
                connection.execute(text("SET LOCAL session_replication_role = replica"))
            assert connection.execute(text(statement)).rowcount > 0
            connection.commit()

    return run


def altered(engine: Engine) -> set[str]:
    """On which kinds of chain contact data are said to be altered."""
    with engine.connect() as connection:
        found = [one for one in find_faults(connection) if one.code == "CONTACT_ALTERED"]
    return {one.place.partition(":")[0] for one in found}


class Twice:
    """A person whose data were changed once, and a second case of theirs to be decided."""

    def __init__(self, store: SqlStore) -> None:
        self.office = Casework(store)
        self.desk = DecisionDesk(self.office)
        self.desk.hold(0)
        person, calls = self.office.person(), CallDesk(self.office)
        self.desk.approve(calls.validated(self.office.case(person=person, holder="validator")))
        self.office.clock.forward(days=7)
        self.case: Case = calls.validated(
            self.office.case(person=person, holder="validator", after=THIRD)
        )


def test_a_contact_in_force_that_is_not_the_sealed_one_is_not_decided_upon(
    store: SqlStore, engine: Engine, by_hand: Callable[[str], None]
) -> None:
    twice = Twice(store)
    by_hand(MULE)
    for decide in (twice.desk.approve, lambda one: twice.desk.refuse(one, "CAS-01")):
        with (
            twice.office.unchanged(twice.case),
            pytest.raises(RuleViolationError, match="CONTACT_ALTERED"),
        ):
            decide(twice.case)
    by_hand(BACK)
    assert twice.desk.approve(twice.case).case.state is CaseState.APPROVED
    assert altered(engine) == set()


def test_it_is_not_put_in_force_after_a_hold_either(
    store: SqlStore, by_hand: Callable[[str], None]
) -> None:
    twice = Twice(store)
    twice.desk.hold(48)
    twice.desk.approve(twice.case)
    twice.desk.tell(twice.office.now_case(twice.case.id))
    twice.desk.wait(50)
    by_hand(MULE)
    assert twice.desk.apply_holds().applied == ()
    by_hand(BACK)
    assert twice.desk.apply_holds().applied == (twice.case.id,)


def test_the_first_contact_is_sealed_by_the_arrival(
    store: SqlStore, tmp_path: Path, by_hand: Callable[[str], None]
) -> None:
    take(IntakeDesk(store, tmp_path / "quarantine", NoInspector()), tmp_path, package(1))
    with store.write() as uow:
        case = uow.cases.by_number("ADC-2026-000001")
        assert case is not None
        assert last_arrival(uow, case)["contact"] == uow.people.contact_seal(case.person_id)
    office = Casework(store)
    case = CallDesk(office).validated(office.case(holder="validator"))
    with store.write() as uow:
        sealed = {"contact": uow.people.contact_seal(case.person_id)}
        chain = case_chain(case.id)
        uow.audit.append(AuditEntry(chain, "case.received", None, office.clock.now(), "", sealed))
        uow.commit()
    by_hand(MULE)
    with pytest.raises(RuleViolationError, match="CONTACT_ALTERED"):
        DecisionDesk(office).approve(case)


def test_the_address_before_is_told_whatever_its_row_says(
    store: SqlStore, engine: Engine, by_hand: Callable[[str], None]
) -> None:
    twice = Twice(store)
    assert altered(engine) == set()
    by_hand("UPDATE person_contacts SET valid_to = valid_from WHERE valid_to IS NOT NULL")
    assert "person" in altered(engine)
    done = twice.desk.approve(twice.case)
    sent = twice.office.messages(twice.case.id)
    told = {one.recipient for one in sent if one.id in done.messages}
    assert told == {OLD.email, NEW.email, THIRD.email}


def test_what_a_decision_found_is_held_against_the_register(
    store: SqlStore, engine: Engine, by_hand: Callable[[str], None]
) -> None:
    """As an older program would have decided, which asked no seal: the check says so."""
    office = Casework(store)
    desk, calls = DecisionDesk(office), CallDesk(office)
    desk.hold(48)
    case = calls.validated(office.case(holder="validator"))
    by_hand(MULE)
    desk.approve(case)
    assert altered(engine) == set()
    by_hand(BACK)
    assert altered(engine) == {"case"}
