"""Whatever statement it is at which a server goes away, the use case says so in the program's words."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, event, text
from typing_extensions import override

from app.domain.case import Case
from app.domain.errors import UnavailableError
from app.domain.workflow import CaseState
from app.ports.readers import QueueFilter
from app.stages.oversight import VerifyAudit
from db.engine import open_engine
from db.integrity import find_faults
from db.store import SqlStore
from tests.casework import Casework
from tests.central_office import CentralOffice
from tests.patience import until
from tests.reviewing import ReviewDesk
from tests.stage_desks import CallDesk, DecisionDesk


class Fuse:
    """Ends the connection that a statement is sent over, just before the statement of that number."""

    def __init__(self, engine: Engine) -> None:
        self.left = 0
        url = engine.url.set(username="postgres").render_as_string(hide_password=False)
        self._admin = open_engine(url, pool_size=1)
        event.listen(engine, "connect", self._watch)
        engine.dispose()

    def close(self) -> None:
        self._admin.dispose()

    def _watch(self, connection: Any, _record: Any) -> None:
        fuse = self

        class Watched(psycopg.Cursor[Any]):
            @override
            def execute(self, *arguments: Any, **options: Any) -> Any:
                fuse.burn(self.connection)
                return super().execute(*arguments, **options)

            @override
            def executemany(self, *arguments: Any, **options: Any) -> Any:
                fuse.burn(self.connection)
                return super().executemany(*arguments, **options)

        class WatchedServer(psycopg.ServerCursor[Any]):
            @override
            def execute(self, *arguments: Any, **options: Any) -> Any:
                fuse.burn(self.connection)
                return super().execute(*arguments, **options)

        connection.cursor_factory = Watched
        connection.server_cursor_factory = WatchedServer

    def burn(self, connection: Any) -> None:
        self.left -= 1
        if self.left == 0:
            with self._admin.connect() as admin:
                process = {"process": connection.info.backend_pid}
                admin.execute(text("SELECT pg_terminate_backend(:process)"), process)
                admin.commit()
                until(lambda: not self._is_there(admin, process), "a connection ends")

    def _is_there(self, admin: Any, process: dict[str, int]) -> bool:
        found = admin.execute(
            text("SELECT count(*) FROM pg_stat_activity WHERE pid = :process"), process
        ).scalar()
        admin.rollback()
        return bool(found)


@contextmanager
def fuse_of(engine: Engine) -> Iterator[Fuse]:
    made = Fuse(engine)
    yield made
    made.close()
    event.remove(engine, "connect", made._watch)
    engine.dispose()


NUMBERS = count()


def fresh(office: Casework, state: CaseState, holder: str = "", reviewer: str = "") -> Case:
    person = office.person(f"091{next(NUMBERS):07d}")
    return office.case(state, person=person, holder=holder, reviewer=reviewer)


def review(office: Casework) -> Callable[[], object]:
    desk = ReviewDesk(office)
    case = fresh(office, CaseState.TO_REVIEW, "clerk")
    draft = desk.draft(case)
    return lambda: desk.commit_as("clerk", case, draft)


def decision(office: Casework) -> Callable[[], object]:
    case = CallDesk(office).validated(fresh(office, CaseState.TO_SCHEDULE, "validator", "clerk"))
    desk = DecisionDesk(office)
    command = desk.command(case)
    return lambda: desk.decide(command)


def taking(office: Casework) -> Callable[[], object]:
    fresh(office, CaseState.TO_REVIEW)
    claims = ReviewDesk(office).claims
    return lambda: claims.take_next(office.session("clerk"))


def page(office: Casework) -> Callable[[], object]:
    case = fresh(office, CaseState.TO_SCHEDULE)

    def read() -> None:
        with office.store.read() as readers:
            readers.queue.page(QueueFilter(search="quishpe"), None, 20)
            readers.case.view(case.id)
        with office.store.glance() as readers:
            readers.queue.page(QueueFilter(), None, 20)

    return read


def verification(office: Casework) -> Callable[[], object]:
    fresh(office, CaseState.TO_SCHEDULE, "clerk")
    verify = VerifyAudit(office.store, office.clock)
    return lambda: verify(None)


def endure(
    make: Callable[[], Callable[[], object]], engine: Engine, fuse: Fuse, stride: int = 1
) -> set[str]:
    """Do it again and again, the server gone some statements later each time; what was said."""
    act, at, codes = make(), 0, set()
    while fuse.left <= 0:
        at += stride
        # As many statements each time.
        engine.dispose()
        fuse.left = at
        try:
            act()
        except UnavailableError as error:
            codes.add(error.code)
        else:
            left, fuse.left = fuse.left, 0
            # The pool asks a connection that was used whether it is there, and found out in time.
            act = act if left > 0 else make()
            fuse.left = left
    assert at > 3
    fuse.left = 0
    # Cursors of connections that are gone are buried here, not in somebody else's test.
    gc.collect()
    return codes


@pytest.mark.filterwarnings("ignore:.*deleted while still open:ResourceWarning")
@pytest.mark.parametrize("make", [review, decision, taking, page, verification])
def test_an_act_ends_in_our_words_at_whatever_statement_the_server_goes_away(
    make: Callable[[Casework], Callable[[], object]], postgresql_engine: Engine
) -> None:
    office = Casework(SqlStore(postgresql_engine))
    with fuse_of(postgresql_engine) as fuse:
        # Deciding is a hundred statements.
        stride = 5 if make is decision else 1
        codes = endure(partial(make, office), postgresql_engine, fuse, stride)
    assert codes == {"DATABASE_UNREACHABLE"}
    with postgresql_engine.connect() as connection:
        assert [fault for fault in find_faults(connection) if "TRACE" not in fault.code] == []


@pytest.mark.filterwarnings("ignore:.*deleted while still open:ResourceWarning")
def test_so_it_does_where_leave_is_asked_for(own_postgresql_engine: Engine) -> None:
    """Over the login of a clerk, who sees nothing personal before it is on record."""
    central = CentralOffice(own_postgresql_engine)
    office, engine = central.as_seen_by("clerk"), central.engines["clerk"]
    desk = ReviewDesk(office)
    case = fresh(central.casework, CaseState.TO_REVIEW, "clerk")
    other = fresh(central.casework, CaseState.TO_REVIEW)
    with central.casework.store.look() as stored:
        (file,) = stored.cases.files(case.id)

    def look() -> None:
        # Leave counts for the transaction of now, so that each time it is asked for anew.
        with own_postgresql_engine.begin() as connection:
            connection.execute(text("DELETE FROM guard.tickets"))
        office.now_case(other.id)
        with office.store.read() as readers:
            readers.case.view(case.id)
        desk.read(office.session("clerk"), file.id)

    with fuse_of(engine) as fuse:
        codes = endure(lambda: look, engine, fuse)
    central.close()
    assert codes == {"DATABASE_UNREACHABLE"}


@pytest.mark.parametrize("how", ["write", "look", "read", "glance"])
def test_a_server_that_is_not_there_is_said_in_our_words(how: str, tmp_path: Path) -> None:
    engine = open_engine(f"postgresql:///nobody?host={tmp_path}")
    with (
        pytest.raises(UnavailableError, match="DATABASE_UNREACHABLE"),
        getattr(SqlStore(engine), how)(),
    ):
        pass
    engine.dispose()
