"""The words of the audit: chains and how they stand, what an event says, errors."""

from __future__ import annotations

import json
import re

from PySide6.QtCore import QObject

from app.domain.audit import ChainFault
from app.ports.audit_search import EventLine
from app.stages.oversight import AnchorFault, ChainStanding, PackedEvidence
from ui.messages import Message
from ui.theme import Tone
from ui.widgets.agency_time import AgencyTime
from ui.widgets.event_words import EventWords

_LONG_WORD = re.compile(r"[^\s]{17,}")
_PART = 8


class AuditWords(QObject):
    """Puts events and chains into words, in the person's language."""

    def __init__(self, time: AgencyTime, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._time = time
        self._events = EventWords(self)

    def kinds(self) -> list[tuple[str, str]]:
        """Every kind of event that can be looked for, in the order of its words."""
        known = self._events.actions()
        return sorted(known.items(), key=lambda pair: pair[1].casefold())

    def action(self, line: EventLine) -> str:
        """What happened."""
        if not line.action:
            return self.tr("El texto de este hecho no es el que se escribió")
        return self._events.action(line.action)

    def when(self, line: EventLine) -> str:
        """Whole instant; a dash where the text cannot be believed."""
        return self._time.full(line.at) if line.at is not None else "—"

    def short(self, line: EventLine) -> str:
        """Day and time, without the zone that is the same in every line."""
        return self.when(line).partition(" (")[0]

    def who(self, line: EventLine) -> str:
        """Whoever acted."""
        return line.actor_name or self.tr("el sistema")

    def where(self, line: EventLine) -> str:
        """Which chain it is of, as people call it."""
        kind = line.chain.partition(":")[0]
        said = {
            "case": "{subject}",
            "person": self.tr("ficha de una persona"),
            "staff": self.tr("cuenta de {subject}"),
            "access": self.tr("lecturas de {subject}"),
            "setting": self.tr("ajustes"),
            "agency": self.tr("agencias"),
            "clock": self.tr("reloj del equipo"),
            "system": self.tr("la oficina"),
        }.get(kind, line.chain)
        return said.format(subject=line.subject or self.tr("desconocido"))

    def detail(self, key: str) -> str:
        """Name of a fact an event tells; the key itself where it has none."""
        return {
            "reason": self.tr("Motivo"),
            "file": self.tr("Archivo"),
            "sha256": "SHA-256",
            "requirement": self.tr("Requisito"),
            "code": self.tr("Código"),
            "act": self.tr("Qué intentó"),
            "case": self.tr("Trámite"),
            "case_id": self.tr("Trámite"),
            "number": self.tr("Número"),
            "part": self.tr("Parte"),
            "outcome": self.tr("Resultado"),
            "reasons": self.tr("Motivos"),
            "words": self.tr("Palabras"),
            "count": self.tr("Vez"),
            "round": self.tr("Envío"),
            "own": self.tr("Era suyo"),
            "clock": self.tr("Decía el reloj"),
            "state": self.tr("Estado"),
            "seconds": self.tr("Segundos"),
            "call": self.tr("Videollamada"),
            "messages": self.tr("Correos"),
            "files": self.tr("Archivos"),
            "seal": self.tr("Huella de la fila"),
            "key": self.tr("Ajuste"),
            "value": self.tr("Valor"),
            "login": self.tr("Cuenta"),
            "os_user": self.tr("Usuario del equipo"),
            "heads": self.tr("Extremos en los que se apoyó"),
        }.get(key, key)

    def value(self, value: object) -> str:
        """A fact as text that can be broken into lines."""
        if isinstance(value, bool):
            return self.tr("sí") if value else self.tr("no")
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return _LONG_WORD.sub(lambda found: _in_parts(found.group()), text)

    def standing(self, standing: ChainStanding) -> Message:
        """Whether a chain is whole, or where it breaks and what to do."""
        if standing.fault is not None:
            return self._broken(self._fault(standing.fault))
        if standing.refuted is not None:
            return self._broken(self._refuted(standing.refuted))
        whole = self.tr(
            "La cadena está entera: %n hecho(s), cada uno enlazado al anterior.",
            "",
            standing.events,
        )
        return Message(whole, self._seal(standing), Tone.DONE, can_retry=False, code="")

    def _broken(self, sentence: str) -> Message:
        step = self.tr(
            "Guarde una copia de la base y de los sellos antes de nada, y pida a quien administra"
            " que ejecute `audit verify`."
        )
        return Message(sentence, step, Tone.LATE, can_retry=False, code="CHAIN_BROKEN")

    def _fault(self, fault: ChainFault) -> str:
        said = {
            "ALTERED": self.tr("La cadena está rota: el hecho {n} no es el que se escribió."),
            "MISSING": self.tr("La cadena está rota: falta el hecho {n}."),
            "REORDERED": self.tr("La cadena está rota: el hecho {n} está fuera de su lugar."),
            "TAIL_MISSING": self.tr("La cadena está rota: faltan los hechos desde el {n}."),
            "HEAD_MISSING": self.tr("La cadena está rota: falta su extremo, tras el hecho {n}."),
        }.get(fault.code, fault.code)
        return said.format(n=fault.sequence)

    def _refuted(self, fault: AnchorFault) -> str:
        said = self.tr(
            "Un sello guardado fuera de la base la contradice: el sello {seal} da otra cosa en el"
            " hecho {n}."
        )
        return said.format(seal=fault.number, n=fault.sequence)

    def _seal(self, standing: ChainStanding) -> str:
        if not standing.is_reachable:
            return self.tr("Los sellos guardados fuera de la base no se pudieron leer.")
        if standing.sealed is None:
            return self.tr(
                "Ningún sello guardado fuera de la base habla de ella: un final cortado junto con"
                " su extremo no se vería."
            )
        return self.tr("El sello {seal}, del {at}, coincide hasta el hecho {n}.").format(
            seal=standing.sealed.number,
            at=self._time.full(standing.sealed.at),
            n=standing.sealed.sequence,
        )

    def packed(self, done: PackedEvidence, path: str) -> Message:
        """What was written, and what is wrong with it."""
        said = self.tr("El expediente de {number} está guardado en {path}.")
        sentence = said.format(number=done.case_number, path=path)
        digest = f"SHA-256 {_in_parts(done.sha256)}"
        if not done.missing and not done.broken:
            return Message(sentence, digest, Tone.DONE, can_retry=False, code="")
        wrong = []
        if done.missing:
            wrong.append(
                self.tr(
                    "%n archivo(s) faltan o están alterados: el índice dice cuáles.",
                    "",
                    len(done.missing),
                )
            )
        if done.broken:
            wrong.append(self.tr("Una cadena de hechos está rota: el índice dice dónde."))
        return Message(
            sentence, " ".join([*wrong, digest]), Tone.LATE, can_retry=False, code="PACK_INCOMPLETE"
        )


def _in_parts(word: str) -> str:
    """A long word, such as a hash, in groups an eye can compare and a line can be broken between."""
    return " ".join(word[start : start + _PART] for start in range(0, len(word), _PART))


class AuditErrorWords(QObject):
    """Gives the codes of the audit; for ``Messages.extend``."""

    def codes(self) -> dict[str, tuple[str, str]]:
        """Code to sentence and next step."""
        return {
            "CASE_NUMBER_NEEDED": (
                self.tr("Dirección mira los hechos de un trámite a la vez."),
                self.tr("Escriba el número del trámite."),
            ),
            "PERIOD_REVERSED": (
                self.tr("El período termina antes de empezar."),
                self.tr("Corrija «Desde» o «Hasta»."),
            ),
            "EVENT_UNKNOWN": (
                self.tr("Ese hecho ya no está en la base de datos."),
                self.tr("Compruebe su cadena: dice dónde se rompe."),
            ),
            "STAFF_UNKNOWN": (
                self.tr("No hay una cuenta con ese usuario."),
                self.tr("Revise cómo está escrito, como en «ana.quishpe»."),
            ),
            "PACK_NO_ROOM": (
                self.tr("No hay espacio en el disco para el expediente."),
                self.tr("No quedó nada a medias. Libere espacio o elija otra carpeta."),
            ),
            "PACK_NOT_WRITTEN": (
                self.tr("El expediente no se pudo guardar ahí."),
                self.tr("No quedó nada a medias. Elija otra carpeta y guárdelo otra vez."),
            ),
        }
