"""A letter on the screen is broken by its field, not a second time by the lines of the mail."""

from __future__ import annotations

from jinja2 import Environment

from ui.widgets.letter_text import flowing

PARAGRAPH = (
    "Estimada/o Rosa Elena Quinde Morales: su trámite ADC-2026-000016 necesita una corrección antes"
    " de seguir, y estas palabras solo alargan el párrafo para que tenga varias líneas."
)
ITEM = (
    "- Tome la foto con buena luz, sin reflejos y con el documento completo, o escanéelo en una"
    " oficina que tenga escáner."
)
SHORT = ("Agencia Quito Matriz", "Av. 10 de Agosto y Bogotá")


def as_mailed() -> str:
    """As `resources/templates/blocks.text.j2` breaks it."""
    template = Environment(autoescape=False).from_string(  # noqa: S701 - plain text
        "{{ p | wordwrap(76, break_long_words=False, break_on_hyphens=False) }}\n\n"
        "{{ i | wordwrap(74, break_long_words=False, break_on_hyphens=False,"
        ' wrapstring="\n  ") }}\n{{ i }}\n\n{{ s }}\n'
    )
    return template.render(p=PARAGRAPH, i=ITEM, s="\n".join(SHORT))


def test_paragraphs_and_items_flow_and_short_lines_stay() -> None:
    mailed = as_mailed()
    assert PARAGRAPH not in mailed
    lines = flowing(mailed).split("\n")
    assert lines == [PARAGRAPH, "", ITEM, ITEM, "", *SHORT]
    assert flowing("\n".join(lines)) == "\n".join(lines)


def test_no_word_is_lost() -> None:
    mailed = as_mailed()
    assert flowing(mailed).split() == mailed.split()
