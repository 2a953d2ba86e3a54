"""Sentences for the errors any screen can meet; each says what to do next."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.shell.entrance_words import EntranceErrorWords, Texts
from ui.shell.server_words import ServerErrorWords


class GeneralErrorWords(QObject):
    """Code → sentence and next step; ``{places}`` are filled from the error's context."""

    def codes(self) -> Texts:
        """All of them, in the person's language."""
        return (
            self._claims()
            | self._access()
            | self._files()
            | self._environment()
            | EntranceErrorWords().codes()
            | ServerErrorWords().codes()
            | self._forms()
        )

    def _claims(self) -> Texts:
        return {
            "CLAIMED_BY_OTHER": (
                self.tr("Este caso lo tiene {holder}, de {agency}."),
                self.tr("Tome otro, o pida a esa persona que lo suelte."),
            ),
            "HOLDS_ANOTHER": (
                self.tr("Usted ya tiene el caso {number}."),
                self.tr("Resuélvalo o suéltelo antes de tomar otro."),
            ),
            "CLAIM_EXPIRED": (
                self.tr("Su tiempo con el caso terminó."),
                self.tr("Vuelva a tomarlo; lo que escribió está guardado."),
            ),
            "CASE_NOT_OPENED": (
                self.tr("El trámite {number} no está en sus manos y usted no lo abrió."),
                self.tr("Ábralo desde la cola o el registro y escriba el motivo."),
            ),
            "CASE_CHANGED": (
                self.tr("El caso cambió mientras usted lo miraba."),
                self.tr("Ábralo de nuevo para ver lo nuevo; su trabajo está guardado."),
            ),
            "NOTHING_TO_DO": (
                self.tr("El caso {number} no espera nada de su función ahora."),
                self.tr("Puede verlo desde la cola con un motivo."),
            ),
            "UNDO_TOO_LATE": (
                self.tr("Ya no se puede deshacer el caso {number}."),
                self.tr(
                    "El tiempo terminó o el caso siguió su camino. Avise a dirección si fue un error."
                ),
            ),
            "REVIEW_BLOCKED": (
                self.tr("Falta algo para resolver."),
                self.tr("Vea a la izquierda qué falta y complételo."),
            ),
            "DRAFT_TOO_LARGE": (
                self.tr("El borrador no se guardó: es demasiado largo."),
                self.tr("Acorte la nota interna; lo escrito sigue en la pantalla."),
            ),
            "FRAME_KIND": (
                self.tr("El cuadro guardado debe ser una imagen JPEG."),
                self.tr("Guárdelo otra vez con G."),
            ),
            "FRAME_TOO_LARGE": (
                self.tr("El cuadro pesa más de 5 MB."),
                self.tr("Lo que muestra sigue en el video: anote el instante en la nota interna."),
            ),
            "FRAME_NOT_OF_FILE": (
                self.tr("Ese cuadro no es de un video de este caso."),
                self.tr("Abra el video otra vez y guárdelo con G."),
            ),
            "FRAMES_TOO_MANY": (
                self.tr("Ya hay {limit} cuadros guardados en esta revisión."),
                self.tr("Deje fuera alguno con Supr para guardar otro."),
            ),
            "FRAMES_TOO_OFTEN": (
                self.tr(
                    "En esta revisión ya se guardaron {limit} cuadros, con los que dejó fuera."
                ),
                self.tr("Lo que muestra sigue en el video: anote el instante en la nota interna."),
            ),
            "FRAME_UNKNOWN": (
                self.tr("Ese cuadro ya no está entre los guardados."),
                self.tr("Abra el caso otra vez para ver los que hay."),
            ),
            "REVIEW_MARKS_UNSOUND": (
                self.tr("La revisión da por visto algo que este trámite no tiene."),
                self.tr("Ábralo otra vez, mire cada documento y responda de nuevo."),
            ),
            "EVIDENCE_NOT_READ": (
                self.tr(
                    "No consta que usted haya visto el archivo del requisito {place}, que da por"
                    " conforme."
                ),
                self.tr(
                    "Abra ese requisito, mírelo y resuelva otra vez; su trabajo está guardado."
                ),
            ),
            "FILES_ALTERED": (
                self.tr("Los archivos del trámite {number} ya no son los que llegaron."),
                self.tr("No siga: pida a dirección y a auditoría que revisen el trámite."),
            ),
            "CASE_OF_ANOTHER_PERSON": (
                self.tr("El número de la solicitud {number} no es de la persona del trámite."),
                self.tr("No siga: pida a dirección y a auditoría que revisen el trámite."),
            ),
            "PERSON_ALTERED": (
                self.tr(
                    "El registro de la persona del trámite {number} ya no es el de cuando llegó."
                ),
                self.tr("No siga: pida a dirección y a auditoría que revisen el trámite."),
            ),
            "ACCOUNT_ALTERED": (
                self.tr("Los datos de su cuenta ya no son los que registró administración."),
                self.tr("No siga: pida a administración y a auditoría que revisen su cuenta."),
            ),
            "PAPERS_ALTERED": (
                self.tr("Los datos de la solicitud {number} ya no son los que llegaron."),
                self.tr("No siga: pida a dirección y a auditoría que revisen el trámite."),
            ),
            "EVIDENCE_ALTERED": (
                self.tr("En el trámite {number} se mostró un archivo que no es el que llegó."),
                self.tr(
                    "Otra persona debe revisarlo; con una decisión pendiente, solo se puede negar."
                    " Avise a auditoría."
                ),
            ),
            "FACES_NOT_READ": (
                self.tr("No consta que usted haya visto en esta revisión dos de los rostros."),
                self.tr("Compare los rostros (F2) y responda otra vez; su trabajo está guardado."),
            ),
            "DRAFT_STALE": (
                self.tr("Su borrador es de una versión anterior del trámite {number}."),
                self.tr("Sigue guardado: compare qué cambió y adóptelo, o empiece otra vez."),
            ),
            "EMAIL_NOT_USABLE": (
                self.tr("Al correo declarado no se puede escribir: falta o está mal formado."),
                self.tr(
                    "En los documentos, pida la solicitud otra vez con el motivo {reason} y señale el"
                    " correo. En la decisión, solo se puede negar el cambio."
                ),
            ),
            "MOBILE_NOT_USABLE": (
                self.tr("El celular de Ecuador declarado no sirve: falta o no es un celular."),
                self.tr(
                    "En los documentos, pida la solicitud otra vez con el motivo {reason} y señale el"
                    " celular. En la decisión, solo se puede negar el cambio."
                ),
            ),
            "NOT_CLAIMED": (
                self.tr("Nadie tiene el caso {number}."),
                self.tr("Actualice la cola con F5."),
            ),
        }

    def _access(self) -> Texts:
        return {
            "ACCOUNT_UNKNOWN": (
                self.tr("Su cuenta no está en esta base de datos."),
                self.tr("Cierre la ventana, ábrala y entre otra vez."),
            ),
            "ACCOUNT_DISABLED": (
                self.tr("Su cuenta fue desactivada."),
                self.tr("Cierre la sesión y consulte con administración."),
            ),
            "SESSION_OUTDATED": (
                self.tr("Su función o su agencia cambiaron."),
                self.tr("Cierre la sesión y entre otra vez."),
            ),
            "SEPARATION_NOT_THE_PERSON_CONCERNED": (
                self.tr("Este trámite es de usted mismo."),
                self.tr("Debe atenderlo otra persona."),
            ),
            "SEPARATION_NOT_A_DOCUMENT_REVIEWER": (
                self.tr("Usted revisó los documentos de este caso."),
                self.tr("La identidad la valida otra persona."),
            ),
            "SEPARATION_NOT_AN_EARLIER_REVIEWER": (
                self.tr("Usted ya revisó este caso."),
                self.tr("La segunda opinión la da otra persona."),
            ),
            "SEPARATION_NOT_THE_IDENTITY_VALIDATOR": (
                self.tr("Usted validó la identidad en este caso."),
                self.tr("Los documentos los revisa otra persona."),
            ),
            "SEPARATION_NOT_A_HAND_OF_THE_CHANGE": (
                self.tr("Usted revisó, validó o decidió el cambio que la persona reportó."),
                self.tr("La detención la levanta otra persona de dirección provincial."),
            ),
            "SEPARATION_HOLDS_THE_CASE": (
                self.tr("Usted no tiene este caso."),
                self.tr("Tómelo primero desde la cola."),
            ),
            "SEPARATION_OF_THE_SAME_PROVINCE": (
                self.tr("El caso es de otra provincia."),
                self.tr("Lo atiende el personal de esa provincia; pídalo a su dirección."),
            ),
            "LOCKED_OUT": (
                self.tr("Demasiados intentos: su cuenta quedó bloqueada."),
                self.tr("Espere unos minutos o pida ayuda a administración."),
            ),
            "TOO_MANY_READ": (
                self.tr("Se abrieron demasiados casos y personas en una hora."),
                self.tr("Espere, o explique a dirección por qué los necesita."),
            ),
            "SIGN_IN_REFUSED": (
                self.tr("Usuario o contraseña no coinciden."),
                self.tr("Revise mayúsculas y vuelva a escribirlos."),
            ),
        }

    def _files(self) -> Texts:
        unreadable = self.tr(
            "Pida el archivo otra vez con el motivo «archivo dañado o incompleto»."
        )
        return {
            "MEDIA_UNREADABLE": (self.tr("El archivo no se puede leer."), unreadable),
            "MEDIA_TIMEOUT": (
                self.tr("Abrir el archivo cuesta demasiado trabajo a este equipo."),
                self.tr("Pulse Reintentar antes de pedir otro."),
            ),
            "MEDIA_LATE": (
                self.tr("El equipo está ocupado y el archivo no se abrió a tiempo."),
                self.tr("No es falla del archivo: espere un momento y pulse Reintentar."),
            ),
            "MEDIA_CRASH": (
                self.tr("El archivo hizo fallar al lector; su equipo está a salvo."),
                unreadable,
            ),
            "MEDIA_REFUSED": (self.tr("El archivo pasa los límites permitidos."), unreadable),
            "MEDIA_NO_AUDIO": (
                self.tr("El video no tiene sonido."),
                self.tr("Pídalo otra vez con el motivo «video sin sonido»."),
            ),
            "PICTURE_DAMAGED": (
                self.tr("La imagen no se guardó: está dañada o no se puede abrir entera."),
                self.tr("Captúrela otra vez; lo demás que hizo sigue guardado."),
            ),
            "PICTURE_TOO_BIG": (
                self.tr("La imagen no se guardó: es demasiado grande para abrirla con seguridad."),
                self.tr("Capture solo lo que muestra a la persona y guárdelo otra vez."),
            ),
            "PICTURE_LATE": (
                self.tr("La imagen no se guardó: el equipo está ocupado y no alcanzó a revisarla."),
                self.tr("No es falla de la imagen: espere un momento y guárdela otra vez."),
            ),
            "BLOB_DAMAGED": (
                self.tr("El archivo guardado no coincide con su huella."),
                self.tr("No decida con él. Avise a administración: la base necesita revisión."),
            ),
            "BLOB_MISSING": (
                self.tr("El archivo no está en la base."),
                self.tr("Avise a administración: la base necesita revisión."),
            ),
        }

    def _environment(self) -> Texts:
        retry = self.tr("Vuelva a intentarlo en un momento; no se perdió nada.")
        return {
            "DATABASE_UNREACHABLE": (self.tr("No hay conexión con la base de datos."), retry),
            "BACKUP_FAILED": (
                self.tr("La copia de seguridad no quedó completa."),
                self.tr("Avise a quien administra el puesto: tal vez el disco está lleno."),
            ),
            "COPIES_UNREACHABLE": (
                self.tr("No se hizo la copia de seguridad: no está la carpeta de las copias."),
                self.tr("Conecte el disco de las copias o avise a quien administra el puesto."),
            ),
            "DATABASE_READ_ONLY": (
                self.tr("La base de datos solo admite lectura ahora."),
                self.tr("Avise a administración."),
            ),
            "DATABASE_NEWER": (
                self.tr("La base de datos es de una versión más nueva del programa."),
                self.tr("Actualice el programa antes de seguir."),
            ),
            "DATABASE_OUTDATED": (
                self.tr("La base de datos es de una versión anterior."),
                self.tr("Administración debe ejecutar la actualización de la base."),
            ),
            "SANDBOX_UNAVAILABLE": (
                self.tr("El lector seguro de archivos no arranca en este equipo."),
                self.tr("Cierre y abra el programa; si sigue, avise a administración."),
            ),
            "MAIL_TRY_LATER": (self.tr("El servidor de correo no responde."), retry),
            "KEYRING_UNSAFE": (
                self.tr("Este equipo no tiene un llavero seguro de contraseñas."),
                self.tr(
                    "No se guarda en ningún archivo. Pida que instalen el llavero del sistema."
                ),
            ),
        }

    def _forms(self) -> Texts:
        return {
            "REASON_TOO_SHORT": (
                self.tr("El motivo es muy corto."),
                self.tr("Escriba al menos {minimum} letras."),
            ),
            "REASON_TOO_LONG": (
                self.tr("El motivo es muy largo."),
                self.tr("Hasta {maximum} letras."),
            ),
            "TEXT_UNREADABLE": (
                self.tr("El texto lleva un signo que no se puede guardar."),
                self.tr("Bórrelo y escríbalo de nuevo."),
            ),
            "VIEW_NAME_MISSING": (
                self.tr("La vista no tiene nombre."),
                self.tr("Escriba un nombre."),
            ),
            "VIEW_NAME_TOO_LONG": (
                self.tr("El nombre de la vista es muy largo."),
                self.tr("Hasta {maximum} letras."),
            ),
            "VIEW_NAME_TAKEN": (
                self.tr("Usted ya tiene una vista «{name}»."),
                self.tr("Escriba otro nombre, o elimine antes la otra."),
            ),
            "VIEW_TOO_MANY": (
                self.tr("Usted ya tiene {maximum} vistas."),
                self.tr("Elimine una que ya no use."),
            ),
            "VIEW_FILTER_UNSOUND": (
                self.tr("Ese filtro no se puede guardar."),
                self.tr("Elija la vista y el estado en las listas y guárdela de nuevo."),
            ),
            "VIEW_UNKNOWN": (
                self.tr("Esa vista ya no existe."),
                self.tr("Elija otra de la lista."),
            ),
            "SEARCH_TOO_SHORT": (
                self.tr("La búsqueda es muy corta."),
                self.tr("Escriba al menos {minimum} letras o cifras."),
            ),
            "SEARCH_TOO_LONG": (
                self.tr("No se buscó nada: el texto es demasiado largo."),
                self.tr(
                    "Escriba solo un número, o nombres y apellidos: hasta {words} palabras y"
                    " {maximum} letras."
                ),
            ),
            "CASE_UNKNOWN": (self.tr("No existe ese caso."), self.tr("Revise el número.")),
            "PERSON_UNKNOWN": (
                self.tr("No existe esa persona en el registro."),
                self.tr("Busque por otro número o nombre."),
            ),
            "MOVE_NOT_ALLOWED": (
                self.tr("El caso ya no está en ese paso."),
                self.tr("Ábralo de nuevo desde la cola."),
            ),
            "PERSONAL_LINE_LINK": (
                self.tr("La línea para la persona no admite enlaces, correos ni números largos."),
                self.tr("Escriba solo palabras."),
            ),
        }
