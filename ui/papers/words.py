"""The words of mails and records: where a message stands, why it did not leave, errors."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.masking import mask_email
from app.domain.message import MessageStatus
from app.stages.notification import LedgerRow
from ui.theme import Tone
from ui.widgets.agency_time import AgencyTime
from ui.widgets.badge import BadgeText
from ui.widgets.event_words import EventWords

_TONES = {
    MessageStatus.HANDED_OVER: Tone.DONE,
    MessageStatus.FAILED: Tone.LATE,
    MessageStatus.CANCELLED: Tone.NEUTRAL,
}
_WAITING = frozenset({MessageStatus.HELD, MessageStatus.QUEUED})
_HASH_ENDS = 8


class LedgerWords(QObject):
    """Puts one message of the ledger into lines."""

    def __init__(self, time: AgencyTime, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._time = time
        self._events = EventWords(self)

    def name(self, row: LedgerRow) -> str:
        """Which message it is."""
        return self._events.template(row.template)

    def standing(self, row: LedgerRow) -> BadgeText:
        """Where it stands; what was cancelled after a try may have arrived all the same."""
        if row.may_have_left:
            return BadgeText(self.tr("cancelado; pudo haber salido"), Tone.SOON)
        return BadgeText(self._events.status(row.status), _TONES.get(row.status, Tone.SOON))

    def whom(self, row: LedgerRow) -> str:
        """To whom, masked, and who caused it."""
        by = row.author or self.tr("el sistema")
        return self.tr("Para {whom} · por {by}").format(whom=mask_email(row.recipient), by=by)

    def when(self, row: LedgerRow) -> str:
        """When it was written, when it left or leaves, and how often that was tried."""
        parts = [self.tr("Escrito {at}").format(at=self._time.full(row.created_at))]
        if row.handed_over_at is not None:
            parts.append(self.tr("entregado {at}").format(at=self._time.full(row.handed_over_at)))
        elif row.status in _WAITING:
            due = max(row.not_before, row.next_try_at or row.not_before)
            parts.append(self.tr("sale {at}").format(at=self._time.full(due)))
        if row.attempts:
            parts.append(self.tr("%n intento(s)", "", row.attempts))
        return " · ".join(parts)

    def hash(self, row: LedgerRow) -> str:
        """Hash of the bytes the server took; empty before."""
        found = row.body_hash
        return f"SHA-256 {found[:_HASH_ENDS]}…{found[-_HASH_ENDS:]}" if found else ""

    def error(self, row: LedgerRow) -> str:
        """Why it did not leave, in words; the code itself where nobody gave it words."""
        code = row.last_error
        return (self._of_the_server() | self._of_ours()).get(code, code)

    def _of_the_server(self) -> dict[str, str]:
        return {
            "MAIL_TRY_LATER": self.tr("El servidor de correo no respondió o pidió volver luego."),
            "MAIL_TLS_FAILED": self.tr("El servidor no ofreció una conexión protegida válida."),
            "MAIL_AUTH_FAILED": self.tr("El servidor no aceptó nuestro usuario o contraseña."),
            "MAIL_SENDER_REFUSED": self.tr("El servidor no acepta enviar en nuestro nombre."),
            "MAIL_OUTCOME_UNKNOWN": self.tr(
                "La conexión se cortó mientras el servidor lo recibía; la repetición lleva el mismo"
                " Message-ID."
            ),
            "MAIL_REFUSED": self.tr("El servidor lo negó para siempre."),
            "MAIL_UNPROTECTED": self.tr("Sin protección solo se entrega a un servidor local."),
        }

    def _of_ours(self) -> dict[str, str]:
        text = self.tr("El texto del mensaje no se pudo componer; avise a administración.")
        return {
            "MESSAGE_ALTERED": self.tr(
                "El mensaje guardado no es el que puso en la cola su trámite: alguien lo cambió en"
                " la base de datos. No se envió; avise a auditoría."
            ),
            "CHAIN_BROKEN": self.tr(
                "La auditoría de su trámite o de su persona está rota. No se envió; llame a quien"
                " administra, que ejecute `audit verify`."
            ),
            "MAIL_RECIPIENT_INVALID": self.tr("La dirección no es un correo al que se escriba."),
            "MAIL_HEADER_UNSAFE": self.tr("Un encabezado llevaría un signo que no se admite."),
            "MAIL_ATTACHMENT_MISMATCH": self.tr("Los adjuntos no son los que el mensaje nombra."),
            "TEMPLATE_UNKNOWN": text,
            "TEMPLATE_PARAMETER_MISSING": text,
            "TEMPLATE_PARAMETER_INVALID": text,
            "TEMPLATE_PARAMETER_UNMASKED": text,
            "NOT_VALID_ANY_MORE": self.tr("La videollamada se movió o ya no está convocada."),
            "CALL_HAS_BEGUN": self.tr("La hora de la videollamada ya había llegado."),
            "LATER_REMINDER_DUE": self.tr("Ya tocaba el recordatorio siguiente."),
        }


class PaperErrorWords(QObject):
    """Gives the codes of mails and records; for ``Messages.extend``."""

    def codes(self) -> dict[str, tuple[str, str]]:
        """Code to sentence and next step."""
        elsewhere = self.tr("Elija otra carpeta y guárdela otra vez.")
        return {
            "NO_INVITATION": (
                self.tr("No hay ninguna convocatoria que copiar."),
                self.tr("Convoque la videollamada primero."),
            ),
            "MESSAGE_NOT_SENT_YET": (
                self.tr("Ese correo todavía no sale."),
                self.tr("Solo se reenvía lo que ya salió o se dio por perdido."),
            ),
            "MESSAGE_NOT_REPEATABLE": (
                self.tr("Ese correo llevaba un código que aquí ya no se conoce."),
                self.tr("No se puede reenviar; la persona lo tiene en su buzón."),
            ),
            "MESSAGE_ALTERED": (
                self.tr("Ese mensaje ya no dice lo que puso en la cola su trámite."),
                self.tr("Alguien lo cambió en la base de datos. No se reenvía; avise a auditoría."),
            ),
            "NOT_DECIDED_YET": (
                self.tr("El trámite {number} todavía no tiene acta."),
                self.tr("Se emite cuando la decisión ya no puede cambiar."),
            ),
            "DOCUMENT_ALTERED": (
                self.tr("El documento {number} ya no es el que se emitió."),
                self.tr("No lo entregue: pida a dirección y a auditoría que revisen el trámite."),
            ),
            "DOCUMENT_UNKNOWN": (
                self.tr("Este trámite todavía no tiene acta."),
                self.tr("Se emite cuando la decisión ya no puede cambiar."),
            ),
            "FILE_NOT_WRITTEN": (self.tr("El acta no se pudo guardar ahí."), elsewhere),
            "PRINTER_FAILED": (
                self.tr("La impresora no aceptó el acta."),
                self.tr("Revise la impresora, o guarde el PDF e imprímalo en otro equipo."),
            ),
        }
