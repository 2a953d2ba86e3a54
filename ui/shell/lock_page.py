"""The page shown while the desk is locked: nothing of the case is visible, work is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from ui.messages import Messages
from ui.tasks import Tasks
from ui.theme import Gap, Metric, Tone, current_theme, mark
from ui.widgets.arrange import column, row, scrolling
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.form_field import FormField, SecretEdit
from ui.widgets.key_button import KeyHintButton
from ui.widgets.text import plain_label

_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


_REST_MS = 2000


class IdleWatch(QObject):
    """Tells when nobody has used the keyboard or the pointer for a while.

    Every event of the application passes here while it listens, thousands when a screen is made.
    Whoever was just seen is not looked for again for a moment; what they do meanwhile counts as
    done at its end, so the time is never shorter than promised and longer by that moment at most.

    Signals:
        idle: the time is over.
    """

    idle = Signal()

    def __init__(self, seconds: int, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(seconds * 1000)
        self._timer.timeout.connect(self.idle)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(min(_REST_MS, seconds * 500))
        self._rest.timeout.connect(self._listen)

    def start(self) -> None:
        """Begin to watch."""
        self._listen()

    def stop(self) -> None:
        """Stop watching."""
        self._rest.stop()
        self._timer.stop()
        self._turn_away()

    def _listen(self) -> None:
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._timer.start()

    def _turn_away(self) -> None:
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            self._timer.start()
            self._turn_away()
            self._rest.start()
        return False


class LockPage(QWidget):
    """Asks for the password again; errors and lock-out appear beside the field.

    Signals:
        unlocked: the password was right.
        sign_out_requested: somebody else wants to sign in.
    """

    unlocked = Signal()
    sign_out_requested = Signal()

    def __init__(
        self,
        person: str,
        reenter: Callable[[str], bool],
        tasks: Tasks,
        messages: Messages,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        mark(self, "ground")
        self._reenter = reenter
        self._tasks = tasks
        self._messages = messages
        self.password = SecretEdit()
        self._field = FormField(self.tr("&Contraseña"), self.password)
        self._caps = plain_label(self.tr("Bloq Mayús está activado."), "caption-soon")
        self._caps.hide()
        self.banner = Banner()
        self.button = KeyHintButton(self.tr("Desbloquear"), "Return", kind="primary", icon="key")
        self._leave = KeyHintButton(self.tr("Entrar con otra cuenta"))
        card = Card(self.tr("Puesto bloqueado"), margin=Gap.XL, gap=Gap.M)
        card.setFixedWidth(current_theme().px(Metric.FORM_WIDTH))
        card.add(plain_label(person, "quiet"))
        card.add(plain_label(self.tr("Su trabajo sigue abierto y guardado."), "caption"))
        card.add(self.banner)
        card.add(self._field)
        card.add(self._caps)
        card.add_layout(row(self._leave, 1, self.button))
        card.add(
            plain_label(
                self.tr(
                    "Con otra cuenta, el caso que tiene vuelve a la cola; su borrador queda"
                    " guardado."
                ),
                "caption",
                wrap=True,
            )
        )
        middle = column(1, row(1, card, 1), 2, margin=Gap.XL)
        self.setLayout(column(scrolling(middle, self.tr("Desbloquear")), gap=Gap.NONE))
        self.password.returnPressed.connect(self.submit)
        self.password.caps_lock_seen.connect(self._caps.setVisible)
        self.button.clicked.connect(self.submit)
        self._leave.clicked.connect(self.sign_out_requested)

    def submit(self) -> None:
        """Check what is in the field; it is emptied at once."""
        if not self.button.isEnabled():
            return
        password = self.password.take()
        if not password:
            self._field.set_error(self.tr("Escriba su contraseña."))
            return
        self._field.set_error("")
        self.banner.clear()
        self.button.setEnabled(False)
        self._tasks.run(
            lambda: self._reenter(password),
            owner=self,
            on_done=self._on_answer,
            on_error=self._on_error,
        )

    def _on_answer(self, is_right: bool) -> None:
        self.button.setEnabled(True)
        if is_right:
            self.unlocked.emit()
            return
        self.banner.tell(
            Tone.LATE,
            self.tr("La contraseña no es correcta."),
            self.tr("Escríbala de nuevo; tras demasiados intentos la cuenta se bloquea."),
        )
        self.password.setFocus()

    def _on_error(self, error: Exception) -> None:
        self.button.setEnabled(True)
        message = self._messages.describe(error)
        self.banner.tell(message.tone, message.sentence, message.next_step)
        self.password.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Put the focus into the field."""
        super().showEvent(event)
        self.password.setFocus()
