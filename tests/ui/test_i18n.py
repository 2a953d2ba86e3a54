"""Every Spanish sentence of the windows has its English, and every count its one and its many."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from pytestqt.qtbot import QtBot

from resources.i18n import update
from resources.i18n.update import CATALOGUES, ENGLISH, SPANISH, Catalogue
from ui.application import Application
from ui.shell.status_line import StatusLine
from ui.widgets.agency_time import AgencyTime
from ui.widgets.case_words import CaseWords
from ui.widgets.text import PlainLabel

PLACES = re.compile(r"\{[^}]*\}|%n")
MNEMONIC = re.compile(r"&(?=\w)")
NOON = datetime(2026, 9, 16, 17, tzinfo=UTC)
EACH = pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda one: one.language)


@contextmanager
def speaking(language: str) -> Iterator[Application]:
    """An application in one language; the next test finds Spanish again."""
    with Application(language=language) as app:
        try:
            yield app
        finally:
            app.set_language("es")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Catalogue]:
    """Copies of both catalogues, brought up to the sentences the windows have now."""
    folder = tmp_path_factory.mktemp("i18n")
    made = {}
    for catalogue in CATALOGUES:
        copy = Catalogue(
            folder / catalogue.written.name, catalogue.language, catalogue.only_counted
        )
        shutil.copy(catalogue.written, copy.written)
        update.collect(copy)
        made[copy.language] = copy
    return made


@EACH
def test_every_sentence_has_its_forms(fresh: dict[str, Catalogue], catalogue: Catalogue) -> None:
    missing = [
        f"{sentence.context}: {sentence.source}"
        for sentence in update.sentences(fresh[catalogue.language])
        if not sentence.is_done
    ]
    assert not missing, "run python -m resources.i18n.update and write them"


@EACH
def test_places_keys_and_edges_are_the_same(
    fresh: dict[str, Catalogue], catalogue: Catalogue
) -> None:
    wrong = [
        (sentence.source, form)
        for sentence in update.sentences(fresh[catalogue.language])
        for form in sentence.forms
        if form and _shape(sentence.source) != _shape(form)
    ]
    assert not wrong


def _shape(text: str) -> tuple[object, ...]:
    """What must not differ: places to fill, whether a letter is a key, blanks at the ends."""
    blanks = (text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :])
    return sorted(PLACES.findall(text)), len(MNEMONIC.findall(text)), blanks


@EACH
def test_what_the_program_loads_is_what_was_written(
    qtbot: QtBot, tmp_path: Path, catalogue: Catalogue
) -> None:
    copy = Catalogue(tmp_path / "x.ts", catalogue.language)
    shutil.copy(catalogue.written, copy.written)
    update.compile_catalogue(copy)
    assert copy.compiled.read_bytes() == catalogue.compiled.read_bytes()


def test_every_counted_sentence_is_in_the_spanish_catalogue(
    fresh: dict[str, Catalogue],
) -> None:
    counted = {
        (sentence.context, sentence.source)
        for sentence in update.sentences(fresh["en"])
        if sentence.is_counted
    }
    spanish = list(update.sentences(fresh["es"]))
    assert counted == {(sentence.context, sentence.source) for sentence in spanish}
    assert counted
    both = [form for sentence in spanish for form in sentence.forms]
    assert not [form for form in both if "(s)" in form or "(n)" in form]


def test_the_collector_sees_new_sentences(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "x.ts", "en")
    update.collect(catalogue)
    found = {(one.context, one.source) for one in update.sentences(catalogue)}
    assert ("Banner", "Reintentar") in found
    assert ("key_names", "Espacio") in found


def test_the_collector_sees_every_call(fresh: dict[str, Catalogue]) -> None:
    """The tool reads no f-strings and no names: a call it does not see stays Spanish for ever."""
    seen = {sentence.source for sentence in update.sentences(fresh["en"])}
    unseen = [
        f"{path.relative_to(update.ROOT)}:{call.lineno}"
        for path in update.sources()
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "tr"
        and not (
            call.args and isinstance(call.args[0], ast.Constant) and call.args[0].value in seen
        )
    ]
    assert not unseen


def test_the_window_can_speak_english_and_back(qtbot: QtBot) -> None:
    with speaking("en") as app:
        assert QCoreApplication.translate("key_names", "Espacio") == "Space"
        app.set_language("es")
        assert QCoreApplication.translate("key_names", "Espacio") == "Espacio"
        with pytest.raises(ValueError, match="xx"):
            app.set_language("xx")


@pytest.mark.parametrize(
    ("language", "ahead", "said"),
    [
        ("es", 1, "1 día"),
        ("es", 3, "3 días"),
        ("es", -1, "vencido 1 día"),
        ("es", -3, "vencido 3 días"),
        ("en", 1, "1 day"),
        ("en", 3, "3 days"),
        ("en", -1, "overdue 1 day"),
        ("en", -3, "overdue 3 days"),
    ],
)
def test_one_and_many_are_said_as_people_say_them(
    qtbot: QtBot, language: str, ahead: int, said: str
) -> None:
    with speaking(language):
        words = CaseWords(AgencyTime(ZoneInfo("America/Guayaquil")))
        assert words.time_left(NOON + timedelta(days=ahead), NOON).text == said


def test_counts_of_the_queue_agree_in_spanish(qtbot: QtBot) -> None:
    with speaking("es"):
        said = [
            QCoreApplication.translate("QueueView", source, "", number)
            for source in ("%n aviso(s)", "%n caso(s) con «{words}»")
            for number in (1, 2)
        ]
    assert said == ["1 aviso", "2 avisos", "1 caso con «{words}»", "2 casos con «{words}»"]


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("es", 1, ["1 a tiempo", "1 vence hoy", "1 vencido", "1 en pausa"]),
        ("es", 2, ["2 a tiempo", "2 vencen hoy", "2 vencidos", "2 en pausa"]),
        ("en", 1, ["1 on time", "1 due today", "1 overdue", "1 paused"]),
    ],
)
def test_the_status_line_counts_in_words(
    qtbot: QtBot, language: str, number: int, said: list[str]
) -> None:
    with speaking(language):
        line = StatusLine()
        qtbot.addWidget(line)
        line.resize(1366, line.height())
        line.set_counts(number, number, number, number)
        words = [label.text() for label in line.findChildren(PlainLabel)]
    assert [word for word in words if word[:1].isdigit()] == said


def test_both_catalogues_can_be_loaded(qtbot: QtBot) -> None:
    for catalogue in (ENGLISH, SPANISH):
        translator = QTranslator()
        assert translator.load(str(catalogue.compiled))
        assert translator.language() == catalogue.language
