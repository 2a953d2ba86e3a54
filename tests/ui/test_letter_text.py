"""A letter on the screen is broken by its field, and else exactly where the mail is broken."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.infra.message_templates import MessageTemplates
from tests.adc import RESOURCES
from tests.mail_samples import PARAMETERS
from ui.widgets.letter_text import LetterText

TEMPLATES = MessageTemplates(RESOURCES / "templates")


@pytest.fixture(scope="module")
def unbroken() -> MessageTemplates:
    """The same messages from templates that break no line for want of room."""
    made = MessageTemplates(RESOURCES / "templates")
    for environment in made._text.values():
        environment.filters["wordwrap"] = lambda text, *_room, **_how: text
    return made


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", sorted(TEMPLATES.needs))
def test_every_end_of_a_line_that_was_written_stays_and_no_other(
    name: str, language: str, unbroken: MessageTemplates
) -> None:
    long = {**PARAMETERS, "accepted": ["Video de autorización con la declaración" + " entera" * 9]}
    mailed = TEMPLATES.compose(name, language, long)
    assert mailed.flow == unbroken.compose(name, language, long).text
    assert mailed.flow.split() == mailed.text.split(), "no word is lost"
    assert "\x1f" not in mailed.text + mailed.flow


def test_the_lines_of_an_appointment_stand_each_alone(qtbot: QtBot) -> None:
    letter = LetterText("Prueba")
    qtbot.addWidget(letter)
    letter.show_letter(TEMPLATES.compose("call_invitation", "es", PARAMETERS))
    lines = letter.toPlainText().split("\n")
    assert "Duración: 15 minutos aproximadamente" in lines
    assert any(line.startswith("Estimada/o Rosa") and len(line) > 100 for line in lines)
    signed = lines.index("-- ")
    assert lines[signed + 1].startswith("Instituto"), lines[signed:]
    assert not lines[signed + 1].startswith(lines[signed + 2])
