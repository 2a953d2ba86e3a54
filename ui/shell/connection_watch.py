"""Whether the database answers: told once for all screens, tried again until it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import UnavailableError
from ui.messages import Message, Messages
from ui.shell.workplace import Workplace
from ui.tasks import Lane, Task, Tasks
from ui.theme import Tone

TROUBLES: Final = frozenset(
    {"DATABASE_UNREACHABLE", "DATABASE_READ_ONLY", "DATABASE_BUSY", "DISK_FULL", "COMMIT_UNKNOWN"}
)
"""What passes by itself, or once somebody looked after the server."""

_AWAY: Final = frozenset({"DATABASE_UNREACHABLE", "COMMIT_UNKNOWN"})
_LATER_MS: Final = (1_000, 2_000, 5_000, 10_000)


class ConnectionWatch(QObject):
    """Hears what every piece of work meets, and asks the database itself while something is wrong.

    A full disk answers questions all the same: that is over when something was written.

    Signals:
        troubled: something is wrong, or otherwise wrong than before (Message).
        reachable_changed: whether the database answers at all (bool).
        recovered: it works again; what was not kept may be sent again, what is shown read again.
    """

    troubled = Signal(object)
    reachable_changed = Signal(bool)
    recovered = Signal()

    def __init__(
        self,
        probe: Callable[[], None],
        tasks: Tasks,
        messages: Messages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._probe, self._tasks, self._messages = probe, tasks, messages
        self._trouble = ""
        self._tries = 0
        self._asking: Task | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.ask)
        tasks.ended.connect(self._on_ended)

    @property
    def trouble(self) -> str:
        """The code of what is wrong now; empty while all is well."""
        return self._trouble

    def ask(self) -> None:
        """Ask the database now, unless that is under way."""
        self._later.stop()
        if self._asking is None and self._trouble:
            self._asking = self._tasks.run(
                self._probe,
                owner=self,
                on_done=self._on_answer,
                on_error=self._on_silence,
                lane=Lane.QUIET,
            )

    def _on_ended(self, lane: Lane, error: BaseException | None) -> None:
        if isinstance(error, UnavailableError) and error.code in TROUBLES:
            self._begin(error)
        elif error is None and lane is Lane.WRITE and self._trouble == "DISK_FULL":
            self._end()

    def _begin(self, error: UnavailableError) -> None:
        # That nobody knows what became of an act outlasts the silence of the questions after it.
        is_known = self._trouble == error.code
        if is_known or (self._trouble == "COMMIT_UNKNOWN" and error.code in _AWAY):
            return
        was_away = self._trouble in _AWAY
        self._trouble, self._tries = error.code, 0
        self.troubled.emit(self._messages.describe(error))
        if was_away is not (error.code in _AWAY):
            self.reachable_changed.emit(error.code not in _AWAY)
        self._wait()

    def _wait(self) -> None:
        if self._trouble != "DISK_FULL":
            self._later.start(_LATER_MS[min(self._tries, len(_LATER_MS) - 1)])
            self._tries += 1

    def _on_answer(self, _nothing: object) -> None:
        self._asking = None
        if self._trouble and self._trouble != "DISK_FULL":
            self._end()

    def _on_silence(self, error: Exception) -> None:
        self._asking = None
        if isinstance(error, UnavailableError) and error.code in TROUBLES:
            # Heard already, as of every other piece of work.
            self._wait()
        else:
            # It answers, but not to this person: asking on would only count as so many tries.
            self.troubled.emit(self._messages.describe(error))

    def _end(self) -> None:
        was_away = self._trouble in _AWAY
        self._trouble = ""
        self._later.stop()
        if was_away:
            self.reachable_changed.emit(True)
        self.recovered.emit()


class ConnectionBanner(QObject):
    """Says in the workplace what the watch hears, and takes it away when it is over.

    Args:
        place: of the session; the banner over its screens and its status line are used.
        watch: of the same session.
        catch_up: stores and reads again what could not be.
    """

    def __init__(
        self, place: Workplace, watch: ConnectionWatch, catch_up: Callable[[], None]
    ) -> None:
        super().__init__(place)
        self._place, self._watch, self._catch_up = place, watch, catch_up
        self._told = ""
        watch.troubled.connect(self._on_troubled)
        watch.reachable_changed.connect(place.status.set_connected)
        watch.recovered.connect(self._on_recovered)
        place.banner.action_requested.connect(self._on_retry)

    def _on_troubled(self, message: Message) -> None:
        self._told = message.code
        kept = self.tr("Lo escrito sigue en la pantalla.")
        steps = {
            "DISK_FULL": self.tr("Avise a administración y pulse Reintentar cuando haya espacio."),
            "COMMIT_UNKNOWN": message.next_step,
        }
        again = self.tr("Se vuelve a intentar solo; cuando responda, este aviso se va.")
        passes = message.code in TROUBLES
        step = steps.get(message.code, again if passes else message.next_step)
        self._place.banner.tell(
            Tone.SOON, message.sentence, f"{kept} {step}", action=self.tr("Reintentar")
        )

    def _on_recovered(self) -> None:
        told, self._told = self._told, ""
        if told:
            # That an act has to be looked at stays until the person has read it.
            if told != "COMMIT_UNKNOWN":
                self._place.banner.clear()
            self._place.status.say(self.tr("La base de datos responde otra vez."))
        self._catch_up()

    def _on_retry(self) -> None:
        if self._watch.trouble == "DISK_FULL":
            # Only writing tells whether there is room again.
            self._catch_up()
        else:
            self._watch.ask()
