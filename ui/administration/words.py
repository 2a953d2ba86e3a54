"""The words of the administration: duties, provinces, accounts, values of settings, errors."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.errors import VentanillaError
from app.domain.provinces import place_of_registration
from app.domain.settings import SettingDefinition, SettingKind
from app.domain.staff import Agency, Duty
from ui.administration.staff_presenter import StaffChange
from ui.theme import Tone
from ui.widgets.badge import BadgeText


class AdministrationWords(QObject):
    """Puts staff and settings into words, in the person's language."""

    def duty(self, duty: Duty) -> str:
        """A duty as people call it."""
        return {
            Duty.CLERK: self.tr("oficinista"),
            Duty.VALIDATOR: self.tr("validación"),
            Duty.DIRECTOR: self.tr("dirección"),
            Duty.ADMINISTRATOR: self.tr("administración"),
            Duty.AUDITOR: self.tr("auditoría"),
        }[duty]

    def account(self, is_active: bool, preparer: str = "") -> BadgeText:
        """Whether an account can sign in; if somebody prepared it, who."""
        if preparer and is_active:
            return BadgeText(self.tr("por entrar"), Tone.INFO)
        if preparer:
            return BadgeText(self.tr("por activar"), Tone.SOON)
        if is_active:
            return BadgeText(self.tr("activa"), Tone.DONE)
        return BadgeText(self.tr("desactivada"), Tone.NEUTRAL, "lock")

    def account_tip(self, is_active: bool, preparer: str) -> str:
        """What has to happen with an account that somebody prepared; "" for every other."""
        if preparer and is_active:
            return self.tr(
                "Falta que entre con la contraseña y el código. Si el código se perdió, "
                "desactive la cuenta y actívela otra vez."
            )
        if preparer:
            return self.tr("Lo preparó {name}; lo activa otra persona de administración.").format(
                name=preparer
            )
        return ""

    def province(self, code: str) -> str:
        """Name of a province."""
        found = place_of_registration(code)
        return found.name if found else code

    def agency(self, agency: Agency) -> str:
        """An agency as a choice."""
        return f"{agency.code} · {agency.name} ({self.province(agency.province)})"

    def done(self, change: StaffChange, name: str) -> str:
        """What was just done."""
        return {
            StaffChange.ADDED: self.tr(
                "{name} queda por activar: lo hace otra persona de administración (Ctrl+E)."
            ),
            StaffChange.DISABLED: self.tr("{name} ya no puede entrar."),
            StaffChange.ENABLED: self.tr("{name} puede entrar otra vez."),
            StaffChange.PASSWORD: self.tr(
                "{name} tiene una contraseña de un solo uso y queda por activar: lo hace otra "
                "persona de administración."
            ),
            StaffChange.AGENCY: self.tr("Agencia guardada: {name}."),
            StaffChange.CHANGED: self.tr("Los datos de {name} quedaron guardados."),
            StaffChange.MOVED: self.tr(
                "{name} soltó sus casos y su cuenta quedó desactivada. "
                "La activa otra persona de administración (Ctrl+E)."
            ),
        }[change].format(name=name)

    def value(self, definition: SettingDefinition, value: str) -> str:
        """A value as people read it."""
        if definition.kind is SettingKind.SWITCH:
            return self.tr("sí") if value == "true" else self.tr("no")
        if definition.kind is SettingKind.CHOICE:
            return {
                "starttls": "STARTTLS",
                "tls": "TLS",
                "none": self.tr("sin protección"),
            }.get(value, value)
        return value or self.tr("(vacío)")

    def brief(self, definition: SettingDefinition, value: str) -> str:
        """A value in a table: half an expression says less than that it is one."""
        is_expression = definition.kind in {SettingKind.REGEX, SettingKind.LINK_PATTERN}
        return self.tr("una expresión") if is_expression else self.value(definition, value)

    def bounds(self, definition: SettingDefinition) -> str:
        """What a value may be, in one sentence; empty when any text will do."""
        low, high = definition.minimum, definition.maximum
        if definition.kind is SettingKind.WHOLE:
            return self.tr("Un número entero de {low} a {high}.").format(low=low, high=high)
        if definition.kind is SettingKind.TEXT and low:
            return self.tr("De {low} a {high} letras.").format(low=low, high=high)
        if definition.kind is SettingKind.TEXT:
            return self.tr("Hasta {high} letras; puede quedar vacío.").format(high=high)
        return {
            SettingKind.EMAIL: self.tr("Una dirección de correo, como nombre@dominio.ec."),
            SettingKind.HOST: self.tr("Un nombre de servidor, como correo.iess.gob.ec."),
            SettingKind.PATTERN: self.tr("Debe tener la forma que dice la ayuda."),
            SettingKind.REGEX: self.tr("Una expresión regular."),
            SettingKind.LINK_PATTERN: self.tr(
                "Una expresión regular que empieza por https:// y un servidor fijo."
            ),
        }.get(definition.kind, "")

    def problem(self, definition: SettingDefinition, problem: str) -> str:
        """What is wrong with a value and how it should be; empty for no problem."""
        if not problem:
            return ""
        lead = {
            "not a whole number": self.tr("No es un número entero."),
            "out of bounds": self.tr("Está fuera de los límites."),
            "length": self.tr("No tiene el largo permitido."),
            "empty": self.tr("No puede quedar vacío."),
            "form": self.tr("No tiene la forma esperada."),
            "not a fitting regular expression": self.tr("La expresión no es válida."),
        }.get(problem, self.tr("El valor no se admite."))
        return f"{lead} {self.bounds(definition)}".strip()


class AdministrationErrorWords(QObject):
    """Gives the codes of staff, agencies and settings; for ``Messages.extend``."""

    def codes(self) -> dict[str, tuple[str, str]]:
        """Code to sentence and next step."""
        return {**self._account(), **self._cedula(), **self._agency(), **self._setting()}

    def sentence(self, error: VentanillaError) -> str:
        """Sentence and next step of one of our codes as one text; empty for another's."""
        found = self.codes().get(error.code)
        return " ".join(found).format(**error.context).strip() if found else ""

    def _account(self) -> dict[str, tuple[str, str]]:
        return {
            "LOGIN_FORM": (
                self.tr("El usuario lleva letras sin tilde, cifras, puntos o guiones."),
                self.tr("Hasta {maximum} signos, sin espacios."),
            ),
            "LOGIN_TAKEN": (self.tr("Ese usuario ya existe."), self.tr("Elija otro.")),
            "NAME_MISSING": (self.tr("Falta el nombre."), self.tr("Escriba nombres y apellidos.")),
            "CEDULA_TAKEN": (
                self.tr("Esa cédula ya tiene una cuenta."),
                self.tr("Una persona, una cuenta: actívela o dele otra contraseña."),
            ),
            "PASSWORD_TOO_SHORT": (
                self.tr("La contraseña es muy corta."),
                self.tr("Use al menos {minimum} signos."),
            ),
            "PASSWORD_TOO_LONG": (
                self.tr("La contraseña es muy larga."),
                self.tr("Use hasta {maximum} signos."),
            ),
            "PASSWORD_HOLDS_LOGIN": (
                self.tr("La contraseña contiene el usuario."),
                self.tr("Elija otra."),
            ),
            "OWN_ACCOUNT": (
                self.tr("No puede desactivar su propia cuenta ni cambiar su función o agencia."),
                self.tr("Pídalo a otra persona de administración."),
            ),
            "SEPARATION_NOT_A_HAND_OF_THE_ACCOUNT": (
                self.tr("Usted preparó o modificó esta cuenta; no puede activarla."),
                self.tr("Pídalo a otra persona de administración que no la haya tocado."),
            ),
            "ACCOUNT_ENABLED": (
                self.tr("La cuenta ya está activa."),
                self.tr("Actualice la lista con F5."),
            ),
            "SECOND_MUST_ADMINISTER": (
                self.tr("La segunda cuenta también debe ser de administración."),
                self.tr("Desde entonces cada cuenta la prepara una persona y la activa otra."),
            ),
            "STAFF_HAS_CALLS": (
                self.tr("Esta persona tiene videollamadas convocadas: {count}."),
                self.tr("Muévalas o espere a que terminen; luego cambie función o agencia."),
            ),
            "AGENCY_UNKNOWN": (self.tr("Esa agencia ya no existe."), self.tr("Elija otra.")),
            "SESSION_OUTDATED": (
                self.tr("Su función o su agencia cambiaron."),
                self.tr("Cierre la sesión y entre otra vez."),
            ),
            "STAFF_UNKNOWN": (
                self.tr("Esa cuenta ya no existe."),
                self.tr("Actualice la lista con F5."),
            ),
            "ACCOUNT_DISABLED": (
                self.tr("Su cuenta fue desactivada."),
                self.tr("Cierre la sesión y consulte con administración."),
            ),
        }

    def _cedula(self) -> dict[str, tuple[str, str]]:
        check = self.tr("Revísela con el documento a la vista.")
        return {
            "CEDULA_LENGTH": (self.tr("La cédula tiene diez cifras."), check),
            "CEDULA_CHARSET": (self.tr("La cédula solo lleva cifras."), check),
            "CEDULA_PLACEHOLDER": (self.tr("Ese número no es de una persona."), check),
            "CEDULA_PROVINCE": (self.tr("Las dos primeras cifras no son de una provincia."), check),
            "CEDULA_THIRD_DIGIT": (self.tr("La tercera cifra no es de una persona."), check),
            "CEDULA_CHECK_DIGIT": (self.tr("La última cifra no corresponde a las demás."), check),
        }

    def _agency(self) -> dict[str, tuple[str, str]]:
        return {
            "AGENCY_CODE": (
                self.tr("El código lleva letras sin tilde, cifras y guiones."),
                self.tr("Por ejemplo PIC-01; hasta {maximum} signos."),
            ),
            "AGENCY_NAME": (
                self.tr("Falta el nombre de la agencia, o es muy largo."),
                self.tr("Hasta {maximum} letras."),
            ),
            "PROVINCE_UNKNOWN": (self.tr("Esa provincia no existe."), self.tr("Elija otra.")),
            "AGENCY_HAS_STAFF": (
                self.tr("La agencia tiene personal; su provincia no se cambia."),
                self.tr("De la provincia depende qué casos ve. Cree otra agencia."),
            ),
        }

    def _setting(self) -> dict[str, tuple[str, str]]:
        return {
            "SETTING_CHANGED": (
                self.tr("Otra persona cambió este ajuste mientras usted lo miraba."),
                self.tr("Ya se muestra como está ahora; decida otra vez."),
            ),
            "SETTING_UNCHANGED": (
                self.tr("Ese valor ya rige ese día."),
                self.tr("Cambie el valor o la fecha."),
            ),
            "SETTING_IN_THE_PAST": (
                self.tr("Un valor no puede regir desde un día que ya pasó."),
                self.tr("Elija hoy o una fecha posterior."),
            ),
            "SETTING_FROM_TOMORROW": (
                self.tr("Este ajuste no cambia el mismo día: lo escrito hoy lleva el de hoy."),
                self.tr("Elija mañana o una fecha posterior."),
            ),
            "SETTING_VALUE": (self.tr("El valor no se admite."), self.tr("Revise sus límites.")),
        }
