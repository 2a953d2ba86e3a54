"""The words for events of the audit trail and for messages, as people read a history."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.message import MessageStatus, OutboxMessage


class EventWords(QObject):
    """Words for stable codes; an unknown code is shown as it is."""

    def action(self, action: str) -> str:
        """A dotted past fact in words."""
        return (self._case_events() | self._work_events() | self._outcome_events()).get(
            action, action
        )

    def template(self, template: str) -> str:
        """Name of a message."""
        return {
            "request_received": self.tr("Acuse de recibo"),
            "correction_received": self.tr("Acuse de la corrección"),
            "correction_request": self.tr("Pedido de corrección"),
            "documents_refused": self.tr("Documentos no aceptados"),
            "call_invitation": self.tr("Convocatoria a videollamada"),
            "call_rescheduled": self.tr("Cambio de hora de la videollamada"),
            "call_reminder": self.tr("Recordatorio de la videollamada"),
            "call_cancelled": self.tr("Videollamada cancelada"),
            "call_missed": self.tr("No se conectó a la videollamada"),
            "call_to_repeat": self.tr("Videollamada por repetir"),
            "closed_after_no_shows": self.tr("Cierre por inasistencia"),
            "request_closed": self.tr("Cierre sin respuesta"),
            "request_withdrawn": self.tr("Desistimiento"),
            "request_withdrawn_call": self.tr("Desistimiento y fin de la videollamada"),
            "request_refused": self.tr("Trámite negado"),
            "change_applied_new": self.tr("Cambio aplicado (contacto nuevo)"),
            "change_applied_old": self.tr("Cambio aplicado (contacto anterior)"),
            "change_on_hold_new": self.tr("Cambio en espera (contacto nuevo)"),
            "change_on_hold_old": self.tr("Cambio en espera (contacto anterior)"),
            "change_after_hold": self.tr("Cambio aplicado tras la espera"),
            "changes_allowed": self.tr("Cambios permitidos otra vez"),
            "changes_frozen": self.tr("Cambios congelados por «no fui yo»"),
        }.get(template, template)

    def status(self, status: MessageStatus) -> str:
        """Where a message stands."""
        return {
            MessageStatus.HELD: self.tr("retenido"),
            MessageStatus.QUEUED: self.tr("por enviar"),
            MessageStatus.SENDING: self.tr("enviándose"),
            MessageStatus.HANDED_OVER: self.tr("entregado al servidor"),
            MessageStatus.FAILED: self.tr("no se pudo enviar"),
            MessageStatus.CANCELLED: self.tr("cancelado"),
        }[status]

    def standing(self, message: OutboxMessage) -> str:
        """Where a message stands; what was cancelled after a try may have arrived all the same."""
        if message.may_have_left:
            return self.tr("cancelado; pudo haber salido")
        return self.status(message.status)

    def _case_events(self) -> dict[str, str]:
        return {
            "case.received": self.tr("Llegó el trámite"),
            "case.resubmitted": self.tr("La persona volvió a enviar requisitos"),
            "case.inspected": self.tr("Inspección automática de los archivos"),
            "case.claimed": self.tr("Tomó el caso"),
            "case.released": self.tr("Soltó el caso"),
            "case.claim_broken": self.tr("Liberó el caso que tenía otra persona"),
            "case.claim_expired": self.tr("El caso volvió a la cola por inactividad"),
            "case.opened": self.tr("Abrió el caso"),
            "case.read": self.tr("Leyó una parte del caso sin tenerlo"),
            "case.applied_after_hold": self.tr("Se aplicó el cambio tras la espera"),
            "case.hold_prolonged": self.tr("La espera se alargó: el aviso salió tarde"),
            "case.stopped_by_person": self.tr("La persona detuvo el cambio"),
            "case.validation_taken_over": self.tr("Retomó la validación de quien ya no está"),
            "case.validation_reassigned": self.tr("Reasignó la validación a otra persona"),
            "case.withdrawn": self.tr("La persona desistió del trámite"),
            "case.closed_unanswered": self.tr("Se cerró: no llegó la corrección a tiempo"),
            "person.not_me": self.tr("La persona avisó «no fui yo»"),
            "person.not_me_again": self.tr("Se repitió un aviso «no fui yo» ya usado"),
            "person.opened": self.tr("Abrió la ficha de la persona"),
            "person.unfrozen": self.tr("Levantó el congelamiento"),
            "contact.replaced": self.tr("Reemplazó los datos de contacto"),
        }

    def _work_events(self) -> dict[str, str]:
        return {
            "evidence.read": self.tr("Vio un archivo"),
            "evidence.prefetched": self.tr("El programa preparó un archivo (nadie lo vio)"),
            "secret.revealed": self.tr("Vio el código dactilar"),
            "review.snapshot_kept": self.tr("Guardó un cuadro del video como evidencia"),
            "review.snapshot_removed": self.tr("Dejó fuera un cuadro del video que había guardado"),
            "review.committed": self.tr("Resolvió la revisión"),
            "review.undone": self.tr("Deshizo la revisión"),
            "call.scheduled": self.tr("Convocó la videollamada"),
            "call.rescheduled": self.tr("Cambió la hora de la videollamada"),
            "call.started": self.tr("Inició la videollamada"),
            "call.check_recorded": self.tr("Registró una comprobación"),
            "call.answer_revealed": self.tr("Vio una respuesta esperada"),
            "call.snapshot_added": self.tr("Guardó una imagen como evidencia"),
            "call.cancelled": self.tr("La videollamada se canceló con el trámite"),
            "call.outcome_recorded": self.tr("Registró el resultado de la videollamada"),
        }

    def _outcome_events(self) -> dict[str, str]:
        return {
            "case.approved": self.tr("Aprobó el cambio"),
            "case.refused": self.tr("Negó el trámite"),
            "document.issued": self.tr("Se emitió el acta"),
            "document.read": self.tr("Abrió un documento"),
            "document.exported": self.tr("Exportó un documento"),
            "document.printed": self.tr("Imprimió un documento"),
            "message.handed_over": self.tr("Correo entregado al servidor"),
            "message.failed": self.tr("No se pudo enviar un correo"),
            "message.dropped": self.tr("Se descartó un recordatorio que ya no vale"),
            "message.resent": self.tr("Volvió a enviar un correo"),
            "message.invitation_copied": self.tr("Copió la convocatoria"),
        }
