"""A server that is killed in the middle of COMMIT, and what is then asked of the one that comes back."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import DBAPIError

from app.domain.audit import AuditEvent
from app.domain.errors import UnavailableError
from app.domain.ids import Sha256
from db import cut_commits
from db.engine import open_engine
from tests.own_postgresql import own_server


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which processes are the server's")
def test_what_a_crash_took_is_not_called_kept_because_somebody_else_got_its_number() -> None:
    """Numbers are given out in memory: after a crash the same ones are given out again."""
    with (
        tempfile.TemporaryDirectory(prefix="ventanilla-") as place,
        own_server(Path(place)) as server,
    ):
        mine, others = (open_engine(server.url("postgres"), pool_size=1) for _ in range(2))
        with others.begin() as connection:
            connection.execute(text("CREATE TABLE kept (who text)"))
            mark = cut_commits._Mark(*connection.execute(cut_commits._MARK).one())
        assert cut_commits._was_kept(others, mark)

        def crash(_connection: Connection) -> None:
            server.kill()
            server.start()
            others.dispose()
            for _ in range(5):
                with others.begin() as connection:
                    connection.execute(text("INSERT INTO kept VALUES ('another')"))

        event.listen(mine, "commit", crash)
        is_kept = _keep(mine)
        event.remove(mine, "commit", crash)
        with others.begin() as connection:
            found = connection.execute(text("SELECT count(*) FROM kept WHERE who = 'me'")).scalar()
        # What was kept may look the same: nobody can tell, and says so.
        with pytest.raises(UnavailableError, match="COMMIT_UNKNOWN"):
            cut_commits._was_kept(others, mark)
        for engine in (mine, others):
            engine.dispose()
        assert is_kept is not True
        assert found == 0


def _keep(engine: Engine) -> bool | None:
    """Whether it is said to be kept; None where nobody knows."""
    with engine.connect() as connection:
        connection.execute(text("INSERT INTO kept VALUES ('me')"))
        try:
            cut_commits.commit(connection)
        except UnavailableError:
            return None
        except DBAPIError:
            return False
        return True


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which processes are the server's")
def test_after_a_crash_the_event_of_the_act_tells_whether_it_was_kept() -> None:
    with (
        tempfile.TemporaryDirectory(prefix="ventanilla-") as place,
        own_server(Path(place)) as server,
    ):
        mine, others = (open_engine(server.url("postgres"), pool_size=1) for _ in range(2))
        with others.begin() as connection:
            connection.execute(
                text("CREATE TABLE audit_heads (chain text, sequence int, hash text)")
            )
            connection.execute(text("INSERT INTO audit_heads VALUES ('system', 0, '')"))
        done: list[bool] = []
        for reaches_it in (True, False):

            def crash(connection: Connection, reaches_it: bool = reaches_it) -> None:
                if reaches_it:
                    # It is on the disk; only the answer does not come.
                    connection.connection.driver_connection.commit()  # type: ignore[union-attr]
                server.kill()
                server.start()
                others.dispose()

            its = Sha256("ab" * 32)
            made = AuditEvent("system", 1 if reaches_it else 2, "{}", its, its)
            with mine.connect() as connection:
                connection.execute(
                    text("UPDATE audit_heads SET sequence = :at, hash = :hash"),
                    {"at": made.sequence, "hash": made.hash},
                )
                event.listen(mine, "commit", crash)
                try:
                    cut_commits.commit(connection, made)
                    done.append(True)
                except DBAPIError:
                    done.append(False)
                event.remove(mine, "commit", crash)
        for engine in (mine, others):
            engine.dispose()
        assert done == [True, False]
