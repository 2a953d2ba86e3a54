"""The passphrase of a sealed file, asked over the window."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import UnavailableError
from ui.shell.passphrase_dialog import PassphraseDialog, WindowPassphrases
from ui.widgets.accessibility import unnamed_widgets

WORDS = "caballo batería grapa correcta"


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_new_one_is_long_and_typed_twice(qtbot) -> None:
    dialog = PassphraseDialog(15)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.again_field.isVisible()
    assert unnamed_widgets(dialog) == ()
    for first, again, field in (
        ("", "", dialog.field),
        ("short", "short", dialog.field),
        (WORDS, "", dialog.again_field),
    ):
        dialog.first.setText(first)
        dialog.again.setText(again)
        dialog.submit()
        assert field.error
        assert dialog.isVisible()
    dialog.again.setText(WORDS)
    dialog.submit()
    assert not dialog.isVisible()
    assert dialog.take() == WORDS
    assert (dialog.first.text(), dialog.again.text()) == ("", "")


def test_the_one_in_force_is_one_field(qtbot) -> None:
    dialog = PassphraseDialog(0, is_repeat=True)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.field.error
    assert not dialog.again_field.isVisible()
    dialog.first.setText("x")
    dialog.submit()
    assert not dialog.isVisible()


def answer(words: str | None) -> None:
    """Type into the dialog as soon as it stands there."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, PassphraseDialog):
            QTimer.singleShot(20, look)
        elif words is None:
            dialog.reject()
        else:
            dialog.first.setText(words)
            dialog.submit()

    QTimer.singleShot(20, look)


def asked_by_a_worker(asking: WindowPassphrases, qtbot) -> str:
    said: list[str] = []

    def work() -> None:
        try:
            said.append(asking.present(is_repeat=False))
        except UnavailableError as error:
            said.append(error.code)

    thread = threading.Thread(target=work)
    thread.start()
    qtbot.waitUntil(lambda: bool(said), timeout=5000)
    thread.join()
    return said[0]


def test_a_worker_waits_for_whoever_sits_there(qtbot, window: QWidget) -> None:
    asking = WindowPassphrases(window)
    answer(WORDS)
    assert asked_by_a_worker(asking, qtbot) == WORDS


def test_who_declines_is_asked_again_only_when_they_sign_in(qtbot, window: QWidget) -> None:
    asking = WindowPassphrases(window)
    answer(None)
    assert asked_by_a_worker(asking, qtbot) == "PASSPHRASE_NEEDED"
    # No dialog comes up: nobody would answer it.
    assert asked_by_a_worker(asking, qtbot) == "PASSPHRASE_NEEDED"
    asking.renew()
    answer(WORDS)
    assert asking.present(is_repeat=True) == WORDS
