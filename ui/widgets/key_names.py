"""Key sequences in the words printed on Ecuadorian keyboards."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence


def key_text(sequence: str | QKeySequence) -> str:
    """``Ctrl+Space`` → ``Ctrl+Espacio``; what a key cap shows."""
    portable = QKeySequence(sequence).toString(QKeySequence.SequenceFormat.PortableText)
    if not portable:
        return ""
    # A trailing plus is the plus key itself, not a separator.
    head, plus = (portable[:-1], "+") if portable.endswith("+") else (portable, "")
    parts = [_word(part) for part in head.split("+") if part]
    return "+".join([*parts, plus] if plus else parts)


def _word(part: str) -> str:
    words = {
        "Return": QCoreApplication.translate("key_names", "Enter"),
        "Enter": QCoreApplication.translate("key_names", "Enter"),
        "Space": QCoreApplication.translate("key_names", "Espacio"),
        "Del": QCoreApplication.translate("key_names", "Supr"),
        "Backspace": QCoreApplication.translate("key_names", "Retroceso"),
        "Shift": QCoreApplication.translate("key_names", "Mayús"),
        "PgUp": QCoreApplication.translate("key_names", "RePág"),
        "PgDown": QCoreApplication.translate("key_names", "AvPág"),
        "Home": QCoreApplication.translate("key_names", "Inicio"),
        "End": QCoreApplication.translate("key_names", "Fin"),
        "Left": "←",
        "Right": "→",
        "Up": "↑",
        "Down": "↓",
    }
    return words.get(part, part)
