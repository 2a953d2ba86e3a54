"""An office on a server that is killed over and over: its work, its clients, what must hold."""

from __future__ import annotations

import json
import multiprocessing
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from typing_extensions import override

from app.domain.audit import AuditEntry, case_chain
from app.domain.ids import CallId, CaseId
from app.domain.staff import Duty
from app.domain.workflow import CaseState
from app.stages.oversight import VerifyAudit
from db import maintenance, migrate
from db.engine import open_engine
from db.integrity import find_faults
from db.store import SqlStore
from tests import claim_history, kill_acks
from tests.casework import SetClock
from tests.central_kill_child import Post, machine_time, work
from tests.central_office import CentralOffice, totp
from tests.claim_history import Act
from tests.own_postgresql import OwnServer
from tests.patience import PATIENCE_S, until
from tests.stage_desks import CallDesk

DATABASE = "own"
CLERKS = ("clerk", "clerk2", "clerk3")
VALIDATORS = ("validator", "second")
CLIENTS = (*CLERKS, *VALIDATORS, "director", "service")
_OF_THE_ACT = frozenset({"end", "came", "until"})
AT_LEAST = 15
"""Acts between two kills."""
CODES_EVERY_S = 75.0
"""A fresh code is good for two minutes."""


class MachineClock(SetClock):
    """The machine's; it goes by itself."""

    @override
    def now(self) -> datetime:
        return machine_time()

    @override
    def forward(self, **span: float) -> datetime:
        del span
        return machine_time()

    @override
    def to(self, at: datetime) -> datetime:
        del at
        return machine_time()


@dataclass
class Stage:
    """The server, the office on it, its clients."""

    server: OwnServer
    home: Path
    seed: int = 20261130
    killed: Counter[str] = field(default_factory=Counter)
    clients: dict[str, BaseProcess] = field(default_factory=dict)
    calls: dict[str, list[tuple[CaseId, CallId]]] = field(default_factory=dict)
    looked_at: int = 0

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        admin = open_engine(self.server.url("postgres"), pool_size=1)
        with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"CREATE DATABASE {DATABASE}"))
        admin.dispose()
        self.engine: Engine = open_engine(self.server.url(DATABASE))
        migrate.upgrade(self.engine)
        self.office = CentralOffice(self.engine, is_real_time=True)
        self.office.casework.clock = MachineClock()
        self.office.add_member("clerk3", Duty.CLERK, "2159999998")
        self._codes_at, self._numbers = 0.0, count()
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["tests.central_kill_child"])

    # ---- work ----------------------------------------------------------------------------

    def furnish(self, to_review: int, in_call: int) -> None:
        """Cases to review, and calls that began some minutes ago and wait for their outcome."""
        self.to_review = to_review
        self._feed()
        for number in range(in_call):
            login = VALIDATORS[number % len(VALIDATORS)]
            self.calls.setdefault(login, []).append(self._call(login, number))

    def _feed(self) -> None:
        """As many cases to review as in the beginning: the work does not end."""
        office = self.office.casework
        with self.engine.connect() as connection:
            asked = text("SELECT count(*) FROM cases WHERE state = 'to_review'")
            left = int(connection.execute(asked).scalar_one())
        for _ in range(self.to_review - left):
            person = office.person(f"171{next(self._numbers):07d}")
            case = office.case(CaseState.TO_REVIEW, person=person, reviewer="")
            # One that nobody comes to has a chain all the same.
            with office.store.write() as uow:
                uow.audit.append(
                    AuditEntry(case_chain(case.id), "case.opened", None, machine_time())
                )
                uow.commit()

    def _call(self, login: str, number: int) -> tuple[CaseId, CallId]:
        """As if it had been appointed in time: nobody waits for a free hour here."""
        office, desk = self.office.casework, CallDesk(self.office.casework)
        case = office.case(person=office.person(f"091{number:07d}"))
        done = desk.schedule(office.claim(case.id, login), login)
        self._move(done.call.id, timedelta(minutes=5))
        desk.start(done, login)
        # Out of the way of the next one.
        self._move(done.call.id, timedelta(hours=number + 1))
        with office.store.write() as uow:
            uow.cases.release(case.id, office.people[login].id)
            uow.commit()
        return case.id, done.call.id

    def _move(self, call: CallId, ago: timedelta) -> None:
        """To another time, as if it had always been then; what began did so four minutes ago."""
        with self.engine.begin() as connection:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            connection.execute(
                text(
                    "UPDATE calls SET starts_at = now() - :ago,"
                    " ends_at = now() - :ago + make_interval(mins => minutes),"
                    " started_at = started_at - interval '4 minutes' WHERE id = :id"
                ),
                {"id": call, "ago": ago},
            )

    # ---- clients -------------------------------------------------------------------------

    def sign_in(self) -> None:
        for login in (*VALIDATORS, "director"):
            self.office.sessions[login].give_code(totp(machine_time()))
        self._codes_at = time.monotonic()

    def keep_stepped_up(self) -> None:
        """Give the validators' codes again before the last ones are too old to decide with."""
        if time.monotonic() - self._codes_at > CODES_EVERY_S:
            for login in VALIDATORS:
                self.office.sessions[login].step_up(totp(machine_time()))
            self._codes_at = time.monotonic()

    def man(self) -> None:
        """Start whoever is not at work."""
        for login in CLIENTS:
            client = self.clients.get(login)
            if client is not None:
                if client.is_alive():
                    continue
                assert client.exitcode == -signal.SIGKILL, self._last_words(login)
            post = Post(
                self.office.url(login),
                login,
                self.office.sessions[login]._token,
                self.home / f"{login}.jsonl",
                self.dice.getrandbits(32),
                tuple(self.calls.get(login, ())),
            )
            self.clients[login] = started = self._context.Process(target=work, args=(post,))
            started.start()

    def _last_words(self, login: str) -> str:
        return f"{login} ended by itself: {(self.home / f'{login}.jsonl').read_text()[-2000:]}"

    def acts(self) -> list[Act]:
        return claim_history.read(sorted(self.home.glob("*.jsonl")))

    def let_work(self) -> None:
        """Until a good deal got done since; then on to any moment."""
        self._feed()
        self.man()
        wanted = self._done() + AT_LEAST
        until(lambda: self._done() >= wanted, "the work goes on")
        time.sleep(self.dice.uniform(0.0, 0.5))

    def _done(self) -> int:
        files = self.home.glob("*.jsonl")
        return sum(file.read_text().count('"came": "done"') for file in files)

    # ---- killing -------------------------------------------------------------------------

    def kill(self, what: str) -> None:
        match what:
            case "server":
                self.server.kill()
                self.server.start()
            case "backend":
                self.server.kill_one(self.dice, DATABASE)
                until(self._answers, "the server comes back by itself")
            case _:
                self._kill_client(self.dice.choice(CLIENTS))
        self.killed[what] += 1

    def _kill_client(self, login: str) -> None:
        client = self.clients[login]
        client.kill()
        client.join(PATIENCE_S)

    def _answers(self) -> bool:
        self.engine.dispose()
        try:
            with self.engine.connect() as connection:
                return bool(connection.execute(text("SELECT true")).scalar())
        except DBAPIError:
            return False

    def close(self) -> None:
        for login in self.clients:
            self._kill_client(login)
        for engine in (self.engine, *self.office.engines.values()):
            engine.dispose()

    # ---- what must hold ------------------------------------------------------------------

    def look(self) -> list[str]:
        """What was acknowledged since the last look, and whether anything is half or altered."""
        acts = self.acts()
        done = [act for act in acts if act.came == "done" and act.case]
        fresh, self.looked_at = done[self.looked_at :], len(done)
        store = SqlStore(self.engine)
        wrong = [f"lost: {ack}" for ack in kill_acks.lost(store, _asked(fresh))]
        wrong += claim_history.faults(acts)
        with self.engine.connect().execution_options(isolation_level="REPEATABLE READ") as seen:
            wrong += [f"{fault.code} {fault.place}" for fault in find_faults(seen)]
            wrong += moves_of_claims(seen)
        return wrong

    def look_closely(self) -> list[str]:
        """Everything, nobody else being at work."""
        self.looked_at = 0
        wrong = self.look()
        wrong += [f"{fault.code} {fault.place}" for fault in maintenance.check(self.engine)]
        report = VerifyAudit(SqlStore(self.engine), MachineClock())(None)
        assert report.events > 0
        wrong += [str(fault) for fault in report.faults]
        return wrong + self._fewer_given_back(self.acts())

    def _fewer_given_back(self, acts: list[Act]) -> list[str]:
        """Givings back and breakings that were acknowledged and left no event."""
        actions = {"released": "case.released", "broken": "case.claim_broken"}
        wanted = Counter(
            (act.case, actions[act.kind], act.facts["staff"])
            for act in acts
            if act.kind in actions and act.came == "done" and act.is_there
        )
        found: Counter[tuple[str, str, str]] = Counter()
        with SqlStore(self.engine).read() as readers:
            for case in {case for case, _, _ in wanted}:
                for event in readers.audit.events(case_chain(CaseId(case))):
                    body = json.loads(event.canonical)
                    found[case, body["action"], body["actor"]] += 1
        return [f"lost: {key} {count}" for key, count in wanted.items() if found[key] < count]


def _asked(acts: list[Act]) -> list[kill_acks.Ack]:
    """What the store is asked about, the same thing once."""
    found: dict[str, kill_acks.Ack] = {}
    for act in acts:
        if act.kind in kill_acks.QUESTIONS:
            ack = {
                **{key: act.facts[key] for key in act.facts if key not in _OF_THE_ACT},
                "ack": act.kind,
                "case": act.case,
            }
            found[json.dumps(ack, sort_keys=True)] = ack
    return list(found.values())


def moves_of_claims(connection: Connection) -> list[str]:
    """The server's own word on each claim: from whom to whom, each by whoever takes it."""
    found = connection.execute(
        text(
            "SELECT e.chain, e.canonical::json AS said FROM audit_events e"
            ' WHERE e.canonical LIKE \'{"action":"row.claim_moved"%\' ORDER BY e.chain, e.sequence'
        )
    ).all()
    holders: dict[str, str | None] = {}
    wrong = []
    for chain, said in found:
        moved = said["details"]
        if chain in holders and holders[chain] != moved["from"]:
            wrong.append(f"{chain}: taken from {moved['from']}, held by {holders[chain]}")
        if moved["to"] is not None and moved["to"] != said["actor"]:
            wrong.append(f"{chain}: {said['actor']} took it for {moved['to']}")
        holders[chain] = moved["to"]
    rows = connection.execute(text("SELECT id, claimed_by FROM cases")).all()
    wrong += [
        f"{case}: held by {holder}, last given to {holders[case_chain(case)]}"
        for case, holder in rows
        if holders.get(case_chain(case), holder) != holder
    ]
    held = Counter(holder for _, holder in rows if holder)
    return wrong + [f"{who} holds {count}" for who, count in held.items() if count > 1]
