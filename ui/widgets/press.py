"""Enter and the space bar press the button that has the focus, whatever its pane binds to them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def answers_press(button: QAbstractButton, event: QEvent) -> bool:
    """Press `button` by Enter; claim Enter and Space before a shortcut does. True when done.

    Qt leaves Enter to default buttons of dialogs, and a key bound to a pane goes before what has
    the focus: on *Cancelar* Enter would confirm.
    """
    if not isinstance(event, QKeyEvent) or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    if event.type() is QEvent.Type.ShortcutOverride:
        if event.key() in _ENTER or event.key() == Qt.Key.Key_Space:
            event.accept()
            return True
    elif event.type() is QEvent.Type.KeyPress and event.key() in _ENTER:
        event.accept()
        # Held down it would do it again and again.
        if not event.isAutoRepeat():
            button.click()
        return True
    return False
