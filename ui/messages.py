"""From error codes to sentences with a next step, and from repeated crashes to one report."""

from __future__ import annotations

import hashlib
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from app.domain.errors import (
    AccessDeniedError,
    RuleViolationError,
    StaleCaseError,
    UnavailableError,
    UntrustedInputError,
    VentanillaError,
)
from ui.theme.tokens import Tone

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Message:
    """What to show: a sentence, what to do next, how grave, and whether trying again may help."""

    sentence: str
    next_step: str
    tone: Tone
    can_retry: bool
    code: str


def can_retry(error: BaseException) -> bool:
    """Whether the same may work a moment later; a file that took too long gets another try.

    What may have been done already is looked at first, and not repeated.
    """
    if isinstance(error, UnavailableError) and error.code == "COMMIT_UNKNOWN":
        return False
    is_slow = isinstance(error, UntrustedInputError) and error.code == "MEDIA_TIMEOUT"
    return is_slow or isinstance(error, UnavailableError)


class Messages(QObject):
    """The catalogue. Screens add their own codes with `extend`; unknown codes fall back to family.

    Signals:
        said: a word about the key just pressed, for the status line (str).
    """

    said = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources: list[Callable[[], dict[str, tuple[str, str]]]] = [self._own_codes]

    def extend(self, source: Callable[[], dict[str, tuple[str, str]]]) -> None:
        """Add codes: a callable giving code → (sentence, next step), asked anew on each use.

        Sentences may hold ``{name}`` places filled from the error's context.
        """
        self._sources.append(source)

    def say(self, sentence: str) -> None:
        """Say in the status line why a key did nothing, or not all of it."""
        self.said.emit(sentence)

    def codes(self) -> frozenset[str]:
        """Every code that has a sentence of its own."""
        return frozenset(code for source in self._sources for code in source())

    def describe(self, error: BaseException) -> Message:
        """Sentence and next step for any error; a bug gets a calm, general one."""
        code = error.code if isinstance(error, VentanillaError) else "UNEXPECTED"
        texts = self._find(code) or self._family_texts(error)
        if isinstance(error, VentanillaError):
            texts = (_fill(texts[0], error), _fill(texts[1], error))
        return Message(texts[0], texts[1], _tone(error), can_retry(error), code)

    def _find(self, code: str) -> tuple[str, str] | None:
        for source in reversed(self._sources):
            found = source().get(code)
            if found is not None:
                return found
        return None

    def _family_texts(self, error: BaseException) -> tuple[str, str]:
        families = (
            (
                AccessDeniedError,
                self.tr("Su función o el reparto de tareas no permite esta acción."),
                self.tr("Pida que la realice otra persona con esa función."),
            ),
            (
                RuleViolationError,
                self.tr("La acción incumple una regla del trámite."),
                self.tr("Revise los datos señalados y vuelva a intentarlo."),
            ),
            (
                StaleCaseError,
                self.tr("Otra persona cambió este caso después de que usted lo abriera."),
                self.tr("Vuelva a cargarlo; su borrador se conserva para comparar."),
            ),
            (
                UnavailableError,
                self.tr("Un servicio necesario no responde en este momento."),
                self.tr("Espere unos segundos y pulse Reintentar."),
            ),
            (
                UntrustedInputError,
                self.tr("El archivo recibido está dañado o no es lo que dice ser."),
                self.tr("Pida a la persona que lo envíe otra vez."),
            ),
        )
        for family, sentence, step in families:
            if isinstance(error, family):
                return sentence, step
        return (
            self.tr("Ocurrió un error inesperado; su trabajo guardado está a salvo."),
            self.tr("Repita la acción. Si vuelve a ocurrir, comunique el número del informe."),
        )

    def _own_codes(self) -> dict[str, tuple[str, str]]:
        return {
            "DATABASE_UNAVAILABLE": (
                self.tr("No hay conexión con la base de datos."),
                self.tr("Revise la red y pulse Reintentar; nada de lo guardado se pierde."),
            ),
            "CLOCK_BEHIND": (
                self.tr("El reloj de este equipo está atrasado: ya hay algo registrado después."),
                self.tr("Corrija la fecha y la hora del equipo y repita; no se guardó nada."),
            ),
            "CLOCK_AHEAD": (
                self.tr("El reloj de este equipo va más de un mes adelante de lo registrado."),
                self.tr(
                    "Corrija la fecha del equipo y repita. Si es correcta, quien administra el equipo"
                    " la acepta con el comando «db accept-date»."
                ),
            ),
            "DATABASE_BUSY": (
                self.tr("La base de datos está ocupada."),
                self.tr("Espere unos segundos y pulse Reintentar."),
            ),
            "STALE_CASE": (
                self.tr("Otra persona cambió este caso después de que usted lo abriera."),
                self.tr("Vuelva a cargarlo; su borrador se conserva para comparar."),
            ),
            "DISK_FULL": (
                self.tr("No queda espacio en el disco."),
                self.tr("Libere espacio y pulse Reintentar."),
            ),
        }


class _Blanks(dict[str, object]):
    """Leaves unknown places as they are instead of failing while telling of a failure."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _fill(text: str, error: VentanillaError) -> str:
    return text.format_map(_Blanks(error.context))


def _tone(error: BaseException) -> Tone:
    if isinstance(error, UnavailableError | StaleCaseError):
        return Tone.SOON
    return Tone.LATE


@dataclass(frozen=True, slots=True)
class CrashReport:
    """One bug: its report number, where it happened, how often so far."""

    number: str
    place: str
    kind: str
    count: int


class CrashReporter(QObject):
    """Takes what nobody caught, logs it once, and folds repeats of the same bug.

    A failing `data()` raises on every repaint; the person sees one report with a number.

    Signals:
        crashed: a bug was seen for the first time (CrashReport).
        repeated: a known bug happened again (CrashReport with the new count).
    """

    crashed = Signal(object)
    repeated = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[str, int] = {}
        self._lock = threading.Lock()
        self._previous = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Become the hook of the interpreter and of its threads."""
        self._previous = (sys.excepthook, threading.excepthook)
        sys.excepthook = self.take
        threading.excepthook = self._take_thread

    def uninstall(self) -> None:
        """Give the hooks back as they were found."""
        sys.excepthook, threading.excepthook = self._previous

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Fold one uncaught error; callable from any thread."""
        if issubclass(kind, KeyboardInterrupt):
            self._previous[0](kind, error, trace)
            return
        place = _place(trace)
        number = hashlib.sha256(f"{kind.__qualname__}@{place}".encode()).hexdigest()[:8].upper()
        with self._lock:
            count = self._counts[number] = self._counts.get(number, 0) + 1
        report = CrashReport(number, place, kind.__qualname__, count)
        if count == 1:
            # Only frames and the type: the text of an error may quote a citizen's data.
            frames = "\n".join(f"  {file}:{line} {name}" for file, line, name in _frames(trace))
            _LOG.error("crash %s %s\n%s", number, kind.__qualname__, frames)
            self.crashed.emit(report)
        else:
            self.repeated.emit(report)

    def _take_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and args.exc_type is not SystemExit:
            self.take(args.exc_type, args.exc_value, args.exc_traceback)


def _frames(trace: TracebackType | None) -> list[tuple[str, int, str]]:
    summary = traceback.extract_tb(trace)
    return [(frame.filename, frame.lineno or 0, frame.name) for frame in summary]


def _place(trace: TracebackType | None) -> str:
    frames = _frames(trace)
    if not frames:
        return "?"
    file, line, name = frames[-1]
    return f"{file}:{line}:{name}"
