"""Sentences for what keeps somebody from coming in: passwords, codes, sessions, a sealed file."""

from __future__ import annotations

from PySide6.QtCore import QObject

Texts = dict[str, tuple[str, str]]


class EntranceErrorWords(QObject):
    """Code → sentence and next step, as :class:`ui.shell.error_words.GeneralErrorWords`."""

    def codes(self) -> Texts:
        """All of them, in the person's language."""
        return self._codes() | self._sealed()

    def _codes(self) -> Texts:
        return {
            "CODE_NEEDED": (
                self.tr("Falta el código de un solo uso."),
                self.tr("Escriba los seis dígitos que muestra su aplicación de autenticación."),
            ),
            "ACTIVATION_NEEDED": (
                self.tr("La contraseña se la dio otra persona."),
                self.tr("Entre en la ventana y elija una propia con su código de activación."),
            ),
            "ACTIVATION_CODE_WRONG": (
                self.tr("El código de activación no es correcto."),
                self.tr("Revíselo; tras cinco intentos hay que pedir otro."),
            ),
            "ACTIVATION_CODE_SPENT": (
                self.tr(
                    "El código de activación ya no vale: es viejo, se usó o se probó demasiado."
                ),
                self.tr("Pida otro a quien activó su cuenta."),
            ),
            "PASSWORD_NOT_NEW": (
                self.tr("Es la contraseña que le dieron."),
                self.tr("Elija otra, que solo usted conozca."),
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
            "CODE_WRONG": (
                self.tr("El código no es correcto o ya se usó."),
                self.tr("Espere el siguiente y escríbalo; tras cinco intentos hay que esperar."),
            ),
            "CODE_INVALID": (
                self.tr("El código tiene seis dígitos."),
                self.tr("Escriba los que muestra ahora su aplicación de autenticación."),
            ),
            "SECOND_FACTOR_BLOCKED": (
                self.tr("Su segundo factor está bloqueado por demasiados intentos."),
                self.tr("Dos personas de administración deben restablecerlo."),
            ),
            "SECOND_FACTOR_MISSING": (
                self.tr("Su función exige un segundo factor y su cuenta no lo tiene."),
                self.tr("Pida a administración que lo registre."),
            ),
            "STEP_UP_MISSING": (
                self.tr("Este acto exige un código reciente."),
                self.tr("Escriba el código que muestra ahora su aplicación de autenticación."),
            ),
            "NOT_SIGNED_IN": (
                self.tr("Su sesión en la base central terminó."),
                self.tr("Entre de nuevo; su trabajo está guardado."),
            ),
            "SESSION_ENDED": (
                self.tr("Su sesión en la base central terminó."),
                self.tr("Entre de nuevo; su trabajo está guardado."),
            ),
            "DATABASE_GUARD_ALTERED": (
                self.tr(
                    "La base central no está protegida como debe: {things} ({count} en total)."
                ),
                self.tr("No trabaje en ella. Avise a administración: «db check» dice qué cambió."),
            ),
        }

    def _sealed(self) -> Texts:
        paper = self.tr(
            "No borre nada. Con la hoja de recuperación, administración ejecuta `db recover`."
        )
        return {
            "DATABASE_NOT_SEALED": (
                self.tr("La base de este equipo no está sellada y el perfil no lo permite."),
                self.tr("Administración la sella con `db seal`."),
            ),
            "FILE_KEY_MISSING": (
                self.tr("Este equipo no tiene la clave de la base sellada."),
                paper,
            ),
            "FILE_KEY_UNREADABLE": (self.tr("El archivo de claves no se puede leer."), paper),
            "FILE_KEY_CHANGED": (
                self.tr("La clave de la base cambió mientras el programa estaba abierto."),
                self.tr("Cierre el programa y ábralo de nuevo."),
            ),
            "PASSPHRASE_WRONG": (
                self.tr("La frase de paso no es la correcta."),
                self.tr("Vuelva a entrar para escribirla; si se perdió, use la hoja."),
            ),
            "PASSPHRASE_NEEDED": (
                self.tr("La base está sellada y falta la frase de paso."),
                self.tr("Vuelva a entrar y escríbala cuando se la pida."),
            ),
            "KEYRING_LOCKED": (
                self.tr("El llavero del sistema está bloqueado."),
                self.tr("Desbloquéelo y vuelva a intentarlo."),
            ),
        }
