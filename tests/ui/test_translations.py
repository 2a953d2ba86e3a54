"""Every Spanish sentence of the windows has its English, with the same places to fill."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from resources.i18n import update
from ui.application import Application

PLACES = re.compile(r"\{[^}]*\}")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("i18n") / "ventanilla_en.ts"
    shutil.copy(update.CATALOGUE, copy)
    update.collect(copy)
    return copy


def test_every_sentence_has_its_english(fresh: Path) -> None:
    missing = [f"{name}: {text}" for name, text, english in update.sentences(fresh) if not english]
    assert not missing, f"{len(missing)} without English, see resources/i18n/update.py"


def test_places_to_fill_are_the_same(fresh: Path) -> None:
    wrong = [
        text
        for _, text, english in update.sentences(fresh)
        if english and sorted(PLACES.findall(text)) != sorted(PLACES.findall(english))
    ]
    assert not wrong


def test_the_collector_sees_new_sentences(tmp_path: Path) -> None:
    catalogue = tmp_path / "x.ts"
    update.collect(catalogue)
    found = {(name, text) for name, text, _ in update.sentences(catalogue)}
    assert ("Banner", "Reintentar") in found
    assert ("key_names", "Espacio") in found


def test_the_window_can_speak_english_and_back(qtbot: QtBot) -> None:
    with Application(language="en") as app:
        assert QCoreApplication.translate("key_names", "Espacio") == "Space"
        app.set_language("es")
        assert QCoreApplication.translate("key_names", "Espacio") == "Espacio"
        with pytest.raises(ValueError, match="xx"):
            app.set_language("xx")
