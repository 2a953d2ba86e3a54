"""An approval on a server, guarded and audited, beside one bare update."""

from __future__ import annotations

import time
from dataclasses import replace

import psycopg

from app.domain.call import CallOutcome
from app.domain.case import Case
from app.stages.decision import Decide
from benchmarks.claim_floors import bare_url
from benchmarks.office import Office
from benchmarks.rows import Row, at_most
from benchmarks.scale import Scale
from db import migrate
from db.engine import open_engine
from tests.casework import NEW
from tests.central_office import CentralOffice
from tests.stage_desks import CallDesk, DecisionDesk

WHO = "validator"


def measure(office: Office, scale: Scale) -> list[Row]:
    """Approvals by the validator's own login, one after the other, on cases of the tests' office.

    Ours locks the person, walks the chains of case and person to their heads, holds papers, contact
    data, call and separations against their events, then writes register, case, decision, audit and
    two notices in one transaction, every row of it held against the rules again by the guard. The
    office's clock is a table there, which the guard reads at every row. The floor is the change of
    the state alone, by primary key, on a table of its own.
    """
    url = office.empty_postgresql("deciding")
    engine = open_engine(url)
    migrate.upgrade(engine)
    central = CentralOffice(engine)
    ours: list[float] = []
    floor: list[float] = []
    try:
        seen = central.as_seen_by(WHO)
        desk = DecisionDesk(seen)
        # The code is given before the clock of a round runs.
        desk.decide = Decide(
            seen.store, lambda _session, _password: None, seen.procedures, seen.desk, seen.clock
        )
        with psycopg.connect(bare_url(url), autocommit=True) as bare:
            bare.execute("CREATE TABLE bare_cases (id text PRIMARY KEY, state text NOT NULL)")
            for number in range(scale.decisions + 1):
                mine, base = _round(central, desk, bare, number)
                if number:
                    ours.append(mine)
                    floor.append(base)
    finally:
        central.close()
        engine.dispose()
    against = "one UPDATE of the state by primary key on a bare table"
    return [at_most("decide, guarded and audited", ours, floor, 3.0, against)]


def _round(
    central: CentralOffice,
    desk: DecisionDesk,
    bare: psycopg.Connection[tuple[object, ...]],
    number: int,
) -> tuple[float, float]:
    case = _validated(central, number)
    bare.execute("INSERT INTO bare_cases VALUES (%s, 'to_decide')", (case.id,))
    central.step_up(WHO)
    command = desk.command(case)
    began = time.perf_counter()
    desk.decide(command)
    decided = time.perf_counter()
    bare.execute("UPDATE bare_cases SET state = 'approved' WHERE id = %s", (case.id,))
    updated = time.perf_counter()
    return (decided - began) * 1000, (updated - decided) * 1000


def _validated(central: CentralOffice, number: int) -> Case:
    """A case that was called and waits for its decision, in the hands of the validator."""
    person = central.casework.person(f"17{number:08d}")
    # Everybody has an address of their own: a shared one is a mark of risk.
    after = replace(NEW, email=f"persona{number}@example.org")
    case = central.casework.case(person=person, after=after)
    central.sign_in(WHO)
    seen = central.as_seen_by(WHO)
    desk = CallDesk(seen)
    appointed = desk.schedule(seen.claim(case.id, WHO))
    # A sign-in lasts for a day's work, and the first free time may be tomorrow's.
    seen.clock.to(max(seen.clock.now(), appointed.call.starts_at))
    central.sign_in(WHO)
    state = desk.start(appointed)
    desk.pass_all(state)
    seen.clock.forward(minutes=5)
    done = desk.outcome(state.case, state.call, CallOutcome.VALIDATED)
    return seen.claim(done.case.id, WHO)
