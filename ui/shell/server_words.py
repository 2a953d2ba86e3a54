"""Sentences for profiles and servers: what is wrong with one, and with the way to it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.domain.errors import VentanillaError

Texts = dict[str, tuple[str, str]]


class ServerErrorWords(QObject):
    """Code → sentence and next step, as :class:`ui.shell.error_words.GeneralErrorWords`."""

    def codes(self) -> Texts:
        """All of them, in the person's language."""
        return self._profiles() | self._proofs()

    def problem(self, error: VentanillaError) -> tuple[str, str]:
        """What is wrong with a profile, in words instead of the reader's own."""
        key, place = str(error.context.get("key", "")), str(error.context.get("place", ""))
        problem = str(error.context.get("problem", ""))
        sentences = (
            (
                "unreadable",
                self.tr("El archivo «{place}» no se puede leer o no está bien escrito."),
            ),
            ("unknown key", self.tr("La clave «{key}» no existe.")),
            ("missing", self.tr("Falta la clave «{key}».")),
            ("goes with", self.tr("Falta la clave «{key}»: va junto con la otra del certificado.")),
            ("not one of", self.tr("«{key}» solo puede ser: {choices}.")),
        )
        found = next((text for start, text in sentences if problem.startswith(start)), "")
        found = found or self.tr("El valor de «{key}» no es de la clase que debe ser.")
        choices = problem.removeprefix("not one of ")
        return found.format(key=key, place=place, choices=choices), self.tr(
            "Pida a quien administra el equipo que corrija «{place}»; si hay otro perfil, abra ese."
        ).format(place=place)

    def _profiles(self) -> Texts:
        mend = self.tr(
            "Pida a quien administra el equipo que lo corrija; si hay otro perfil, abra ese."
        )
        return {
            "DATABASE_URL_INVALID": (
                self.tr("La dirección de la base de datos del perfil no se entiende."),
                mend,
            ),
            "DATABASE_KIND_UNKNOWN": (
                self.tr("La base de datos del perfil debe ser sqlite:/// o postgresql://."),
                mend,
            ),
            "SERVER_TLS_WEAK": (
                self.tr("El perfil debilita la conexión segura: {option}={value}."),
                self.tr("Pida a quien administra el equipo que quite esa opción."),
            ),
            "SERVER_CA_NEEDED": (
                self.tr("El perfil no dice en qué autoridad se cree para reconocer al servidor."),
                self.tr("Pida a quien administra el equipo el archivo para «server_ca»."),
            ),
            "SERVER_FILE_UNREADABLE": (
                self.tr("Un archivo para la conexión segura no existe o no se puede leer: {file}."),
                mend,
            ),
        }

    def _proofs(self) -> Texts:
        tell = self.tr("No escriba su contraseña. Avise a administración.")
        return {
            "SERVER_NOT_PROVEN": (
                self.tr(
                    "El servidor no demostró ser el de su perfil: su certificado es de otra"
                    " autoridad, de otro nombre o está vencido."
                ),
                tell,
            ),
            "SERVER_TLS_ABSENT": (
                self.tr("El servidor no ofrece una conexión segura; no se le dijo nada."),
                tell,
            ),
            "SERVER_CHANNEL_BINDING": (
                self.tr("Otro equipo puede estar en medio de la conexión; no se le dijo nada."),
                tell,
            ),
            "SERVER_CLIENT_CERTIFICATE": (
                self.tr("El servidor no aceptó el certificado de este equipo, o falta."),
                self.tr("Pida a quien administra el equipo que lo revise en el perfil."),
            ),
            "COMMIT_UNKNOWN": (
                self.tr("La conexión se cortó al guardar y no se sabe si quedó guardado."),
                self.tr(
                    "Antes de repetir, abra el caso otra vez y mire; nada se guarda dos veces."
                ),
            ),
            "DATABASE_LOGIN_REFUSED": (
                self.tr("El servidor ya no acepta su usuario o su contraseña."),
                self.tr("Cierre la sesión y entre otra vez."),
            ),
        }
