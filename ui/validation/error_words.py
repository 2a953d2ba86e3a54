"""Sentences with a next step for what calls and decisions can be refused with."""

from __future__ import annotations

from PySide6.QtCore import QObject


class CallErrorWords(QObject):
    """Gives the codes of the validation and decision stages; for ``Messages.extend``."""

    def codes(self) -> dict[str, tuple[str, str]]:
        """Code to sentence and next step."""
        return {**self._link(), **self._slot(), **self._hands(), **self._call(), **self._decision()}

    def _link(self) -> dict[str, tuple[str, str]]:
        paste = self.tr("Copie el enlace de la reunión desde {tool} y péguelo aquí.")
        return {
            "LINK_MISSING": (self.tr("Falta el enlace de la reunión."), paste),
            "LINK_FORM": (
                self.tr("El enlace no tiene la forma de una reunión de {tool}."),
                self.tr("Debe verse así: {example}"),
            ),
            "LINK_LOOK_ALIKE": (
                self.tr("El enlace imita a uno de {tool} y no se puede usar."),
                paste,
            ),
        }

    def _slot(self) -> dict[str, tuple[str, str]]:
        other = self.tr("Elija otra hora de la tabla.")
        return {
            "SLOT_TAKEN": (self.tr("Esa hora acaba de ocuparse en su agenda."), other),
            "SLOT_TOO_SOON": (
                self.tr(
                    "Esa hora está demasiado cerca: la persona no alcanzaría a leer el correo."
                ),
                other,
            ),
            "SLOT_TOO_FAR": (
                self.tr("Esa hora está demasiado lejos: se convoca hasta {days} días adelante."),
                other,
            ),
            "INSTANT_NOT_AWARE": (self.tr("A esa hora le falta su zona horaria."), other),
            "INSTANT_OUT_OF_RANGE": (self.tr("Esa fecha no existe en el calendario."), other),
            "SLOT_OUTSIDE_HOURS": (
                self.tr("Esa hora queda fuera del horario de la agencia."),
                other,
            ),
            "ZONE_UNKNOWN": (
                self.tr("No se conoce la zona horaria de la persona."),
                self.tr("Suelte el caso y comuníquelo a administración."),
            ),
        }

    def _hands(self) -> dict[str, tuple[str, str]]:
        leave = self.tr("Déjelo para otra persona validadora.")
        return {
            "CASE_CHANGED": (
                self.tr("Otra persona cambió este caso después de que usted lo abriera."),
                self.tr("Pulse Volver a cargar para verlo como está ahora."),
            ),
            "HOLDS_ANOTHER": (
                self.tr("Usted ya tiene otro caso: {number}."),
                self.tr("Termínelo o suéltelo, y vuelva a abrir este."),
            ),
            "CLAIM_EXPIRED": (
                self.tr("Pasó el tiempo para el que tenía este caso."),
                self.tr("Pulse Volver a cargar para tomarlo otra vez."),
            ),
            "CALL_OF_ANOTHER": (
                self.tr("Esta llamada está convocada con otra persona validadora."),
                self.tr("Muévala con M para atenderla usted, o déjela a quien la convocó."),
            ),
            "VALIDATOR_STILL_HERE": (
                self.tr("{validator} sigue validando: le toca terminar lo que empezó."),
                self.tr("Si está ausente, pida a dirección que reasigne la validación desde Cola."),
            ),
            "SEPARATION_NOT_A_DOCUMENT_REVIEWER": (
                self.tr(
                    "Usted revisó los documentos de este caso; la identidad la valida otra persona."
                ),
                leave,
            ),
            "SEPARATION_NOT_THE_IDENTITY_VALIDATOR": (
                self.tr("Usted tuvo una duda en este caso; ahora lo retoma otra persona."),
                leave,
            ),
            "SEPARATION_NOT_THE_PERSON_CONCERNED": (self.tr("Este trámite es suyo."), leave),
            "SEPARATION_THE_IDENTITY_VALIDATOR": (
                self.tr("Decide quien atendió la videollamada, y fue otra persona."),
                leave,
            ),
            "NOTHING_TO_DO": (
                self.tr("El trámite {number} no espera nada de usted ahora."),
                self.tr(
                    "Para leerlo, con su acta y sus correos, búsquelo en la cola por su número."
                ),
            ),
        }

    def _call(self) -> dict[str, tuple[str, str]]:
        return {
            "CALL_STATUS": (
                self.tr("Esta llamada ya no está en ese punto."),
                self.tr("Pulse Volver a cargar para verla como está ahora."),
            ),
            "CALL_TOO_EARLY": (
                self.tr("Todavía es pronto: la llamada puede empezar 15 minutos antes de su hora."),
                self.tr("Espere, o mueva la cita con M."),
            ),
            "CALL_TOO_LATE": (
                self.tr("Ya es tarde: la cita terminó hace más de {minutes} minutos."),
                self.tr("Registre que no se conectó o que se pospuso, o mueva la cita con M."),
            ),
            "CALL_NOT_FRESH": (
                self.tr("La llamada empezó hace más de {minutes} minutos: ya no puede validar."),
                self.tr("Registre un problema técnico y lo ocurrido; se convoca otra vez."),
            ),
            "CALL_CHECKS_INSUFFICIENT": (
                self.tr("No hay datos suficientes para proponer las comprobaciones."),
                self.tr("Registre una duda para que el caso pase a otra persona."),
            ),
            "OUTCOME_BLOCKED": (
                self.tr("Al resultado todavía le falta algo."),
                self.tr("Mire lo que falta bajo el resultado elegido."),
            ),
            "SNAPSHOT_KIND": (
                self.tr("La captura debe ser una imagen JPEG."),
                self.tr("Guárdela en ese formato, o cópiela y péguela con Ctrl+V."),
            ),
            "SNAPSHOT_TOO_LARGE": (
                self.tr("La captura pesa más de 5 MB."),
                self.tr("Capture solo la ventana de la videollamada."),
            ),
            "SNAPSHOTS_TOO_MANY": (
                self.tr("Ya hay {limit} capturas en esta llamada."),
                self.tr("No se pueden añadir más."),
            ),
            "SNAPSHOT_UNREADABLE": (
                self.tr("No se pudo leer ese archivo."),
                self.tr("Revise que exista y que tenga permiso, o pegue la captura con Ctrl+V."),
            ),
            "NOTE_TOO_LONG": (
                self.tr("La nota pasa de {limit} letras."),
                self.tr("Acórtela."),
            ),
        }

    def _decision(self) -> dict[str, tuple[str, str]]:
        again = self.tr("Escriba su contraseña otra vez.")
        return {
            "SIGN_IN_REFUSED": (self.tr("La contraseña no es la suya."), again),
            "LOCKED_OUT": (
                self.tr("Demasiados intentos: su cuenta quedó bloqueada."),
                self.tr("Espere unos minutos o pida ayuda a administración."),
            ),
            "ALREADY_DECIDED": (
                self.tr("El trámite {number} ya tiene una decisión."),
                self.tr("Ciérrelo y siga con el siguiente."),
            ),
            "CHAIN_BROKEN": (
                self.tr("La auditoría del trámite {number} o de su persona está rota."),
                self.tr("No apruebe: llame a quien administra, que ejecute `audit verify`."),
            ),
            "KEYS_ALTERED": (
                self.tr("Alguien borró de la base de datos quién más usa ese correo o teléfono."),
                self.tr("No apruebe: pida a dirección y a auditoría que revisen la base de datos."),
            ),
            "HOLD_ALTERED": (
                self.tr("El plazo de seguridad en vigor no es el que se fijó en Administración."),
                self.tr(
                    "No apruebe: pida a administración y a auditoría que revisen ese parámetro."
                ),
            ),
            "CONTACT_ALTERED": (
                self.tr("Los datos de contacto en vigor ya no son los que quedaron registrados."),
                self.tr("No decida: pida a dirección y a auditoría que revisen a la persona."),
            ),
            "IDENTITY_NOT_VALIDATED": (
                self.tr("La última videollamada no validó la identidad."),
                self.tr("Solo se puede negar el cambio."),
            ),
            "PERSON_FROZEN": (
                self.tr("La persona detuvo los cambios de su cuenta con «no fui yo»."),
                self.tr("Niegue el cambio o espere a que la dirección levante la detención."),
            ),
            "OTHER_CHANGE_ON_HOLD": (
                self.tr("Otro cambio de la misma persona espera su plazo de seguridad."),
                self.tr("Espere a que se aplique o se detenga."),
            ),
            "NEW_RISK_MARKS": (
                self.tr("Aparecieron avisos que usted no había visto."),
                self.tr("Ya están en la lista: mírelos y decida otra vez."),
            ),
            "CONTACT_IN_FORCE_CHANGED": (
                self.tr("Los datos vigentes de la persona cambiaron mientras usted decidía."),
                self.tr("Ya se muestran los de ahora: compárelos y decida otra vez."),
            ),
        }
