"""What is told of a database that goes, comes back, is busy, full, or leaves an act in the open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from app.domain.errors import AccessDeniedError, UnavailableError
from ui.messages import Messages
from ui.shell import connection_watch
from ui.shell.connection_watch import ConnectionBanner, ConnectionWatch
from ui.shell.error_words import GeneralErrorWords
from ui.shell.screen import SessionView
from ui.shell.workplace import Workplace
from ui.tasks import Lane, Tasks
from ui.theme import Theme


@dataclass
class Database:
    """Answers, or raises what is wrong with it."""

    wrong: str = ""
    asked: int = 0

    def probe(self) -> None:
        self.asked += 1
        self.work()

    def work(self) -> None:
        if self.wrong:
            raise UnavailableError(self.wrong)


@dataclass
class Rig:
    database: Database
    watch: ConnectionWatch
    place: Workplace
    tasks: Tasks
    caught_up: list[str] = field(default_factory=list)

    def act(self, lane: Lane = Lane.WRITE) -> None:
        self.tasks.run(
            self.database.work, owner=self.place, on_error=lambda _error: None, lane=lane
        )

    @property
    def told(self) -> str:
        return "" if self.place.banner.isHidden() else self.place.banner.text

    @property
    def connection(self) -> str:
        return self.place.status._connection.word.text()


@pytest.fixture
def rig(
    qtbot: QtBot,
    tasks: Tasks,
    messages: Messages,
    theme: Theme,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Rig]:
    monkeypatch.setattr(connection_watch, "_LATER_MS", (1, 1, 1))
    messages.extend(GeneralErrorWords(messages).codes)
    place = Workplace(SessionView("Ana", "oficinista", "Quito", "Central"), [])
    qtbot.addWidget(place)
    place.show()
    database = Database()
    watch = ConnectionWatch(database.probe, tasks, messages, place)
    made = Rig(database, watch, place, tasks)
    ConnectionBanner(place, watch, lambda: made.caught_up.append(database.wrong))
    yield made
    database.wrong = ""


@pytest.mark.parametrize(
    ("code", "words", "connection"),
    [
        ("DATABASE_UNREACHABLE", "No hay conexión", "Sin conexión"),
        ("DATABASE_BUSY", "ocupada", "Conectado"),
        ("DATABASE_READ_ONLY", "solo admite lectura", "Conectado"),
        ("COMMIT_UNKNOWN", "no se sabe si quedó guardado", "Sin conexión"),
    ],
)
def test_told_once_and_over_when_the_database_answers_again(
    qtbot: QtBot, rig: Rig, code: str, words: str, connection: str
) -> None:
    rig.database.wrong = code
    rig.act()
    qtbot.waitUntil(lambda: words in rig.told)
    assert "sigue en la pantalla" in rig.told
    assert rig.connection == connection
    qtbot.waitUntil(lambda: rig.database.asked > 4)
    assert rig.caught_up == []
    assert words in rig.told
    rig.database.wrong = ""
    qtbot.waitUntil(lambda: rig.caught_up == [""])
    # What has to be looked at stays until the person has read it.
    assert bool(rig.told) is (code == "COMMIT_UNKNOWN")
    assert rig.connection == "Conectado"
    assert rig.watch.trouble == ""
    asked = rig.database.asked
    rig.act()
    qtbot.waitUntil(lambda: not rig.tasks.under_way)
    assert rig.database.asked == asked, "nobody asks while all is well"


def test_a_server_that_is_back_and_lets_nobody_in_is_not_asked_for_ever(
    qtbot: QtBot, rig: Rig
) -> None:
    rig.database.wrong = "DATABASE_UNREACHABLE"
    rig.act()
    qtbot.waitUntil(lambda: "No hay conexión" in rig.told)
    # Each try with a password that is refused counts as one at the server.
    rig.database.wrong = "DATABASE_LOGIN_REFUSED"
    qtbot.waitUntil(lambda: "ya no acepta" in rig.told)
    assert "Cierre la sesión" in rig.told
    asked = rig.database.asked
    rig.act()
    qtbot.waitUntil(lambda: not rig.tasks.under_way)
    assert rig.database.asked == asked
    rig.database.wrong = ""
    rig.place.banner.action_requested.emit()
    qtbot.waitUntil(lambda: rig.told == "")


def test_what_nobody_knows_of_an_act_is_not_hidden_by_the_silence_after_it(
    qtbot: QtBot, rig: Rig
) -> None:
    rig.database.wrong = "COMMIT_UNKNOWN"
    rig.act()
    qtbot.waitUntil(lambda: "no se sabe" in rig.told)
    rig.database.wrong = "DATABASE_UNREACHABLE"
    rig.act()
    before = rig.database.asked
    qtbot.waitUntil(lambda: rig.database.asked > before + 2)
    assert "no se sabe" in rig.told


def test_a_full_disk_is_over_when_something_was_written(qtbot: QtBot, rig: Rig) -> None:
    rig.database.wrong = "DISK_FULL"
    rig.act()
    qtbot.waitUntil(lambda: "No queda espacio" in rig.told)
    rig.database.wrong = ""
    rig.act(Lane.READ)
    qtbot.waitUntil(lambda: not rig.tasks.under_way)
    assert "No queda espacio" in rig.told, "reading says nothing about room"
    rig.place.banner.action_requested.emit()
    assert rig.caught_up == [""], "the person has what was not kept sent again"
    rig.act()
    qtbot.waitUntil(lambda: rig.told == "")
    assert rig.database.asked == 0


def test_a_refusal_is_nothing_of_the_database_s(qtbot: QtBot, rig: Rig) -> None:
    def refused() -> None:
        raise AccessDeniedError("DUTY_NOT_ALLOWED")

    rig.tasks.run(refused, owner=rig.place, on_error=lambda _error: None)
    qtbot.waitUntil(lambda: not rig.tasks.under_way)
    assert (rig.told, rig.watch.trouble) == ("", "")
