"""The words of calls: times in both zones, outcomes, what is missing, what follows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QObject

from app.domain.call import Call, CallOutcome, CallStatus, CheckResult
from app.ports.readers import CallRow
from app.ports.wording import Wording
from ui.theme import Tone
from ui.validation.bench import Bench
from ui.widgets.agency_time import AgencyTime, media_clock
from ui.widgets.badge import BadgeText

ENDLESS = timedelta(hours=1)
"""A call without outcome this long after its time is late."""
_GROUPS = ("document", "facts", "liveness", "environment")


_HOUR = 60


class CallWords(QObject):
    """Puts calls into words, in the person's language."""

    def __init__(
        self, time: AgencyTime, wording: Wording, language: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._time = time
        self._wording = wording

    def weekday(self, day: date) -> str:
        """``miércoles 16-09-2026`` in the middle of a sentence."""
        said = self.day(day, date.min)
        return said[0].lower() + said[1:]

    def day(self, day: date, today: date) -> str:
        """``Miércoles 16-09-2026``, with *hoy* and its neighbours named."""
        days = (
            self.tr("lunes"),
            self.tr("martes"),
            self.tr("miércoles"),
            self.tr("jueves"),
            self.tr("viernes"),
            self.tr("sábado"),
            self.tr("domingo"),
        )
        name = f"{days[day.weekday()]} {day:%d-%m-%Y}"
        near = {-1: self.tr("ayer"), 0: self.tr("hoy"), 1: self.tr("mañana")}.get(
            (day - today).days
        )
        said = f"{near}, {name}" if near else name
        return said[0].upper() + said[1:]

    def column(self, day: date) -> str:
        """``mié 16-09``: a day as the head of a narrow column."""
        return f"{self.weekday(day)[:3]} {day:%d-%m}"

    def here(self, instant: datetime) -> str:
        """The time at the agency."""
        return self._time.clock(instant)

    def there(self, instant: datetime, zone: str) -> str:
        """The time where the person lives, with the day's shift if it is another one there."""
        try:
            local = instant.astimezone(ZoneInfo(zone))
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return "—"
        shift = (local.date() - self._time.day(instant)).days
        mark = {1: self.tr(" (día siguiente)"), -1: self.tr(" (día anterior)")}.get(shift, "")
        return f"{local:%H:%M}{mark}"

    def both(self, instant: datetime, zone: str) -> str:
        """Day and both times in one line."""
        day = self.day(self._time.day(instant), date.min)
        return self.tr("{day}, {here} en Ecuador · {there} en {place}").format(
            day=day,
            here=self.here(instant),
            there=self.there(instant, zone),
            place=self.zone_place(zone),
        )

    def zone_place(self, zone: str) -> str:
        """The city a zone is named after."""
        return self._wording.place(zone, self._language)

    def state(self, row: CallRow, now: datetime) -> BadgeText:
        """Where a call of the docket stands."""
        call = row.call
        if call.status is CallStatus.DONE:
            return BadgeText(self.tr("terminada"), Tone.NEUTRAL)
        if call.status is CallStatus.IN_PROGRESS:
            return BadgeText(self.tr("en curso"), Tone.INFO)
        if now >= call.starts_at + ENDLESS:
            return BadgeText(self.tr("sin resultado"), Tone.LATE)
        if now >= call.starts_at:
            return BadgeText(self.tr("es la hora"), Tone.SOON)
        minutes = int((call.starts_at - now) / timedelta(minutes=1))
        if minutes < 60:
            return BadgeText(self.tr("en {minutes} min").format(minutes=minutes), Tone.SOON)
        return BadgeText(self.tr("convocada"), Tone.DONE)

    def outcome(self, outcome: CallOutcome | None) -> str:
        """An outcome as the docket names it."""
        if outcome is None:
            return "—"
        return {
            CallOutcome.VALIDATED: self.tr("identidad validada"),
            CallOutcome.NOT_VALIDATED: self.tr("identidad no validada"),
            CallOutcome.NO_SHOW: self.tr("no se conectó"),
            CallOutcome.POSTPONED_BY_CITIZEN: self.tr("la persona la pospuso"),
            CallOutcome.POSTPONED_BY_US: self.tr("la posponemos nosotros"),
            CallOutcome.TECHNICAL_FAILURE: self.tr("falla técnica"),
            CallOutcome.SCHEDULED_IN_ERROR: self.tr("convocada por error"),
            CallOutcome.DOUBT: self.tr("con duda: otra persona"),
        }[outcome]

    def consequence(self, outcome: CallOutcome, bench: Bench) -> str:
        """What follows from an outcome, in one sentence."""
        again = self.tr("Vuelve a «por convocar» con un término nuevo; ")
        limit = bench.procedure.terms.max_no_shows
        if outcome is CallOutcome.NO_SHOW and bench.case.no_shows + 1 >= limit:
            return self.tr(
                "Es la ausencia {n} de {limit}: el trámite se cierra y se le avisa."
            ).format(n=bench.case.no_shows + 1, limit=limit)
        missed = self.tr("Ausencia {n} de {limit}. ").format(n=bench.case.no_shows + 1, limit=limit)
        return {
            CallOutcome.VALIDATED: self.tr("Sigue la decisión, aquí mismo y por usted."),
            CallOutcome.NOT_VALIDATED: self.tr("Sigue la decisión: solo se podrá negar el cambio."),
            CallOutcome.NO_SHOW: missed + again + self.tr("se le avisa por correo."),
            CallOutcome.POSTPONED_BY_CITIZEN: again + self.tr("la cita sale de su calendario."),
            CallOutcome.POSTPONED_BY_US: again + self.tr("la cita sale de su calendario."),
            CallOutcome.SCHEDULED_IN_ERROR: again + self.tr("la cita sale de su calendario."),
            CallOutcome.TECHNICAL_FAILURE: again + self.tr("se le avisa por correo."),
            CallOutcome.DOUBT: self.tr("La retoma otra persona validadora; usted ya no podrá."),
        }[outcome]

    def missing(self, codes: Iterable[str], bench: Bench) -> str:
        """What an outcome still needs, as a sentence; empty when nothing."""
        minimum = media_clock(int(bench.minimum / timedelta(microseconds=1)))
        words = {
            "CALL_NOT_STARTED": self.tr("empezar la llamada"),
            "CHECKS_MISSING": self.tr("el resultado de cada comprobación"),
            "CHECKS_NOT_PASSED": self.tr("que todas las comprobaciones pasen"),
            "CALL_TOO_SHORT": self.tr("que la llamada dure {time} min").format(time=minimum),
            "SNAPSHOT_MISSING": self.tr("una captura de la videollamada (Ctrl+V)"),
            "NOTE_MISSING": self.tr("una nota interna"),
            "REASON_MISSING": self.tr("un motivo del catálogo"),
            "TOO_EARLY": self.tr("esperar 10 minutos desde la hora de la cita"),
        }
        found = [words.get(code, code) for code in codes]
        return self.tr("Falta: {what}.").format(what=", ".join(found)) if found else ""

    def result(self, result: CheckResult | None) -> BadgeText:
        """The result of one check."""
        if result is None:
            return BadgeText(self.tr("pendiente"), Tone.NEUTRAL, "ring")
        return {
            CheckResult.PASSED: BadgeText(self.tr("pasa"), Tone.DONE),
            CheckResult.FAILED: BadgeText(self.tr("no pasa"), Tone.LATE, "cross"),
            CheckResult.NOT_DONE: BadgeText(self.tr("no se hizo"), Tone.SOON, "remove"),
        }[result]

    def group(self, group: str) -> str:
        """What a check looks at."""
        return {
            "document": self.tr("documento"),
            "facts": self.tr("datos"),
            "liveness": self.tr("presencia"),
            "environment": self.tr("entorno"),
        }.get(group, group)

    def picture(self, number: int, label: str) -> str:
        """A picture kept as evidence; a label that is no code is what somebody called it."""
        if not label:
            return self.tr("Captura {number}").format(number=number)
        if label not in _GROUPS:
            return label
        return self.tr("Captura {number}, comprobación de {what}").format(
            number=number, what=self.group(label)
        )

    def elapsed(self, bench: Bench, now: datetime) -> BadgeText:
        """Time on the line against the minimum."""
        lasted, minimum = bench.lasted(now), bench.minimum
        text = self.tr("{time} (mínimo {minimum})").format(
            time=media_clock(int(lasted / timedelta(microseconds=1))),
            minimum=media_clock(int(minimum / timedelta(microseconds=1))),
        )
        return BadgeText(text, Tone.DONE if lasted >= minimum else Tone.SOON)

    def unfinished(self, bench: Bench, *, is_begun: bool, is_written: bool) -> str:
        """What closing now would lose; empty when nothing."""
        said = ""
        if bench.is_live:
            said = self.tr("La videollamada de {number} no tiene resultado registrado.")
        elif is_begun:
            said = self.tr("La convocatoria de {number} está empezada y sin enviar.")
        elif is_written:
            said = self.tr("La decisión de {number} está escrita y sin registrar.")
        return said.format(number=bench.case.number)

    def before_start(self, bench: Bench, now: datetime) -> str:
        """How far the appointed time is, and what may be done now, before anything is refused."""
        call, window = bench.call, bench.window
        if call is None:
            return ""
        waiting = self.waiting(call, now)
        if window is not None and now < window.opens_at:
            opens = self.here(window.opens_at)
            step = self.tr("La llamada puede empezar desde las {time}; si no, mueva la cita (M).")
            return f"{waiting} {step.format(time=opens)}"
        if window is not None and now > window.closes_at:
            step = self.tr(
                "Ya no puede empezar: la cita terminó hace más de {minutes} minutos. Registre que "
                "no se conectó (Alt+3) o que se pospuso (Alt+4, Alt+5), o mueva la cita (M)."
            )
            return f"{waiting} {step.format(minutes=window.late_minutes)}"
        ask = self.tr("Abra la reunión en su navegador. Cuando vea a la persona, empiece.")
        return f"{waiting} {ask}"

    def waiting(self, call: Call, now: datetime) -> str:
        """How far away the appointed time is, before the start."""
        minutes = int((call.starts_at - now) / timedelta(minutes=1))
        if minutes > 0:
            return self.tr("La hora convocada es en {span}.").format(span=self._span(minutes))
        if minutes == 0:
            return self.tr("Es la hora convocada.")
        return self.tr("La hora convocada fue hace {span}.").format(span=self._span(-minutes))

    def _span(self, minutes: int) -> str:
        """So many minutes as people say them: in hours, from one hour on."""
        if minutes < _HOUR:
            return self.tr("{minutes} min").format(minutes=minutes)
        hours, rest = divmod(minutes, _HOUR)
        said = self.tr("{hours} h").format(hours=hours)
        return f"{said} {self.tr('{minutes} min').format(minutes=rest)}" if rest else said
