"""The words for events of the audit trail and for messages, as people read a history."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.message import MessageStatus, OutboxMessage


class EventWords(QObject):
    """Words for stable codes; an unknown code is shown as it is."""

    def action(self, action: str) -> str:
        """A dotted past fact in words."""
        return self.actions().get(action, action)

    def actions(self) -> dict[str, str]:
        """Every fact that has words."""
        return (
            self._case_events()
            | self._work_events()
            | self._outcome_events()
            | self._account_events()
            | self._office_events()
            | self._row_events()
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
            "case.hold_looked_at": self.tr("Miró si la espera había terminado"),
            "case.evidence_packed": self.tr("Sacó el expediente de evidencia"),
            "case.events_seen": self.tr("Auditoría miró una señal de alerta"),
            "case.withdrawn": self.tr("La persona desistió del trámite"),
            "case.closed_unanswered": self.tr("Se cerró: no llegó la corrección a tiempo"),
            "person.not_me": self.tr("La persona avisó «no fui yo»"),
            "person.not_me_again": self.tr("Se repitió un aviso «no fui yo» ya usado"),
            "person.opened": self.tr("Abrió la ficha de la persona"),
            "person.revealed": self.tr("Vio números o datos de contacto de la persona"),
            "not_me.unknown_code": self.tr("Alguien dio un código «no fui yo» que nadie tiene"),
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

    def _account_events(self) -> dict[str, str]:
        return {
            "staff.signed_in": self.tr("Entró al programa"),
            "staff.signed_out": self.tr("Salió del programa"),
            "staff.password_refused": self.tr("Contraseña equivocada"),
            "staff.password_confirmed": self.tr("Confirmó con su contraseña"),
            "staff.password_set": self.tr("Cambió su contraseña"),
            "staff.password_given": self.tr("Dio una contraseña a otra persona"),
            "staff.factor_given": self.tr("Dio un segundo factor a otra persona"),
            "staff.second_factor_given": self.tr("Entró con su segundo factor"),
            "staff.second_factor_refused": self.tr("Código del segundo factor equivocado"),
            "staff.activated": self.tr("Activó su cuenta con una contraseña propia"),
            "staff.activation_refused": self.tr("Código de activación equivocado"),
            "staff.added": self.tr("Creó una cuenta"),
            "staff.changed": self.tr("Cambió una cuenta"),
            "staff.enabled": self.tr("Activó la cuenta de otra persona"),
            "staff.disabled": self.tr("Desactivó una cuenta"),
            "sign_in.unknown": self.tr("Alguien probó una cuenta que no existe"),
            "act.refused": self.tr("El programa le negó algo"),
            "access.case": self.tr("La base de datos le dejó ver un caso"),
            "access.evidence": self.tr("La base de datos le dejó ver los archivos de un caso"),
            "access.person": self.tr("La base de datos le dejó ver los datos de una persona"),
            "registry.searched": self.tr("Buscó en el registro"),
            "queue.listed": self.tr("Listó la cola por la línea de órdenes"),
            "queue.searched": self.tr("Buscó en la cola"),
            "docket.read": self.tr("Vio las videollamadas de un día"),
            "audit.searched": self.tr("Buscó en la auditoría"),
            "audit.signs_listed": self.tr("Vio las decisiones con señales de alerta"),
            "audit.event_read": self.tr("Abrió un hecho de la auditoría"),
        }

    def _office_events(self) -> dict[str, str]:
        return {
            "setting.changed": self.tr("Cambió un ajuste"),
            "agency.added": self.tr("Creó una agencia"),
            "agency.changed": self.tr("Cambió una agencia"),
            "mail.password_set": self.tr("Guardó la contraseña del correo"),
            "mail.password_removed": self.tr("Quitó la contraseña del correo"),
            "package.rejected": self.tr("Se rechazó un envío de la ventanilla virtual"),
            "audit.sealed": self.tr("Se selló la auditoría"),
            "clock.leapt": self.tr("El reloj del equipo saltó hacia adelante"),
            "clock.went_back": self.tr("El reloj del equipo volvió atrás"),
            "clock.date_accepted": self.tr("Alguien aceptó la fecha del equipo"),
            "database.backed_up": self.tr("Se sacó una copia de la base"),
            "database.restored": self.tr("Se devolvió una copia de la base"),
            "database.sealed": self.tr("Se selló el archivo de la base"),
            "database.rekeyed": self.tr("Se cambió la clave de la base"),
            "database.key_recovered": self.tr("Se recuperó la clave de la base"),
            "database.sheet_printed": self.tr("Se imprimió la hoja de recuperación"),
        }

    def _row_events(self) -> dict[str, str]:
        return {
            "row.case_moved": self.tr("La base de datos anotó el paso del caso"),
            "row.claim_moved": self.tr("La base de datos anotó quién tiene el caso"),
            "row.review_drafts_frames": self.tr("La base de datos anotó los cuadros guardados"),
            "row.staff_insert": self.tr("La base de datos anotó una cuenta nueva"),
            "row.staff_update": self.tr("La base de datos anotó un cambio de cuenta"),
            "row.account_hands_insert": self.tr(
                "La base de datos anotó quién dio poder a la cuenta"
            ),
            "row.reviews_insert": self.tr("La base de datos anotó una revisión"),
            "row.reviews_update": self.tr("La base de datos anotó que se deshizo una revisión"),
            "row.calls_insert": self.tr("La base de datos anotó una videollamada"),
            "row.calls_update": self.tr("La base de datos anotó un cambio de videollamada"),
            "row.decisions_insert": self.tr("La base de datos anotó una decisión"),
            "row.decisions_update": self.tr("La base de datos anotó que se aplicó una decisión"),
            "row.risk_marks_insert": self.tr("La base de datos anotó una señal de riesgo"),
            "row.risk_marks_delete": self.tr(
                "La base de datos anotó que se quitó una señal de riesgo"
            ),
            "row.outbox_insert": self.tr("La base de datos anotó un correo por enviar"),
            "row.outbox_update": self.tr("La base de datos anotó un correo cancelado"),
            "row.person_contacts_insert": self.tr("La base de datos anotó un contacto nuevo"),
            "row.person_contacts_update": self.tr("La base de datos anotó el fin de un contacto"),
            "row.people_update": self.tr("La base de datos anotó un cambio de la persona"),
            "row.documents_insert": self.tr("La base de datos anotó un documento emitido"),
            "row.settings_insert": self.tr("La base de datos anotó un ajuste nuevo"),
            "row.settings_update": self.tr("La base de datos anotó un ajuste cambiado"),
            "row.agencies_insert": self.tr("La base de datos anotó una agencia nueva"),
            "row.agencies_update": self.tr("La base de datos anotó un cambio de agencia"),
        }
