"""Every message in both languages and both forms, word by word."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typing_extensions import override

from app.domain import notices
from app.domain.errors import RuleViolationError
from app.infra.message_templates import MessageTemplates
from tests.adc import RESOURCES
from tests.golden import check_golden
from tests.mail_samples import PARAMETERS

TEMPLATES = MessageTemplates(RESOURCES / "templates")
NAMES = sorted(TEMPLATES.needs)
BOTH = pytest.mark.parametrize("language", ["es", "en"])
EACH = pytest.mark.parametrize("name", NAMES)


class Words(HTMLParser):
    """Collects the text of a page and everything it would fetch or open."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = ""
        self.tags: set[str] = set()
        self.links: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.shown += "" if tag == "strong" else " "
        self.links += [value or "" for key, value in attrs if key in {"href", "src", "background"}]

    @override
    def handle_data(self, data: str) -> None:
        self.shown += data


@BOTH
@EACH
def test_message(name: str, language: str) -> None:
    message = TEMPLATES.compose(name, language, PARAMETERS)
    assert "\n" not in message.subject
    assert len(message.subject) < 100
    check_golden(f"messages/{name}.{language}.txt", f"{message.subject}\n\n{message.text}")
    assert TEMPLATES.compose(name, language, PARAMETERS) == message


@BOTH
@EACH
def test_html_says_the_same_and_fetches_nothing(name: str, language: str) -> None:
    message = TEMPLATES.compose(name, language, PARAMETERS)
    page = Words()
    page.feed(message.html)
    assert f'<html lang="{language}">' in message.html
    assert not page.tags & {"img", "script", "link", "iframe", "form", "object", "style", "video"}
    assert set(page.links) <= {PARAMETERS["link"]}
    assert "url(" not in message.html
    # Headings are upper case in the plain text; list marks and rules are its own.
    said = {word.lower() for word in re.split(r"[\s:]+", message.text)} - {"", "-", "--"}
    shown = {word.lower() for word in re.split(r"[\s:]+", page.shown)}
    assert said <= shown


@BOTH
@EACH
def test_each_parameter_is_needed(name: str, language: str) -> None:
    for parameter in TEMPLATES.needs[name]:
        fewer = {key: value for key, value in PARAMETERS.items() if key != parameter}
        with pytest.raises(RuleViolationError) as caught:
            TEMPLATES.compose(name, language, fewer)
        assert caught.value.code == "TEMPLATE_PARAMETER_MISSING"
        assert caught.value.context["parameter"] == parameter


def test_names_the_stages_use_exist() -> None:
    used = {
        value
        for name, value in vars(notices).items()
        if name.isupper() and isinstance(value, str) and name != "NOT_ME_CODE"
    }
    assert used <= set(NAMES)


def test_unknown_template_and_language() -> None:
    with pytest.raises(RuleViolationError, match="TEMPLATE_UNKNOWN"):
        TEMPLATES.compose("greeting", "es", PARAMETERS)
    spanish = TEMPLATES.compose("call_reminder", "es", PARAMETERS)
    assert TEMPLATES.compose("call_reminder", "qu", PARAMETERS) == spanish


def test_values_are_escaped_in_html_and_kept_in_text() -> None:
    hostile = {**PARAMETERS, "name": '<img src="x"> & "Co"', "person_name": "<b>Ana</b>"}
    message = TEMPLATES.compose("call_invitation", "es", hostile)
    assert "<img" not in message.html
    assert "&lt;img src=&#34;x&#34;&gt; &amp; &#34;Co&#34;" in message.html
    assert '<img src="x"> & "Co"' in message.text
    parts = [{"title": "<i>t</i>", "paragraphs": ["<u>p</u>"], "next_steps": ["<s>n</s>"]}]
    message = TEMPLATES.compose("correction_request", "es", {**hostile, "parts": parts})
    assert not re.search(r"<(i|u|s|b)>", message.html)


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("starts_at", "2026-12-01T14:00:00"),
        ("starts_at", "mañana"),
        ("minutes", "15"),
        ("minutes", True),
        ("citizen_zone", "Europe/Nowhere"),
        ("citizen_zone", "../etc/passwd"),
        ("link", "http://meet.google.com/abc-defg-hij"),
        ("link", "javascript:alert(1)"),
        ("name", "Ana\r\nBcc: x@example.com"),
        ("name", None),
    ],
)
def test_wrong_values_are_refused(parameter: str, value: object) -> None:
    with pytest.raises(RuleViolationError, match="TEMPLATE_PARAMETER_INVALID"):
        TEMPLATES.compose("call_invitation", "es", {**PARAMETERS, parameter: value})


@pytest.mark.parametrize("parts", [[], "x", [{"title": "t"}], [{"title": "t", "paragraphs": []}]])
def test_parts_must_say_something(parts: object) -> None:
    with pytest.raises(RuleViolationError, match="TEMPLATE_PARAMETER_INVALID"):
        TEMPLATES.compose("request_refused", "es", {**PARAMETERS, "parts": parts})


@pytest.mark.parametrize("name", ["change_applied_old", "change_applied_new", "change_after_hold"])
def test_whole_contact_values_do_not_get_out(name: str) -> None:
    whole = {**PARAMETERS, "changes": [["email", "", "rosa@example.com"]]}
    with pytest.raises(RuleViolationError, match="TEMPLATE_PARAMETER_UNMASKED") as caught:
        TEMPLATES.compose(name, "es", whole)
    assert "rosa" not in str(dict(caught.value.context))


@pytest.mark.parametrize(
    "name",
    [
        "change_applied_old",
        "change_on_hold_old",
        "change_after_hold",
        "changes_frozen",
        "request_refused",
    ],
)
def test_an_old_address_does_not_learn_the_name(name: str) -> None:
    for language in ("es", "en"):
        message = TEMPLATES.compose(name, language, PARAMETERS)
        assert "Quinde" not in message.text + message.html + message.subject


@pytest.mark.parametrize(
    ("starts_at", "zone", "expected"),
    [
        # Winter and summer in Madrid and New York, none in Guayaquil (domain.md §5.5).
        ("2026-01-15T14:00:00+00:00", "Europe/Madrid", "Hora de Madrid: jueves 15 de enero de 2026, 15:00 (UTC+1)"),
        ("2026-07-15T14:00:00+00:00", "Europe/Madrid", "Hora de Madrid: miércoles 15 de julio de 2026, 16:00 (UTC+2)"),
        ("2026-01-15T14:00:00+00:00", "America/New_York", "Hora de Nueva York: jueves 15 de enero de 2026, 09:00 (UTC−5)"),
        ("2026-07-15T14:00:00+00:00", "America/New_York", "Hora de Nueva York: miércoles 15 de julio de 2026, 10:00 (UTC−4)"),
        ("2026-07-15T02:30:00+00:00", "Asia/Kolkata", "Hora de Kolkata: miércoles 15 de julio de 2026, 08:00 (UTC+5:30)"),
        ("2026-07-15T22:00:00+00:00", "Asia/Tokyo", "Hora de Tokio: jueves 16 de julio de 2026, 07:00 (UTC+9)"),
    ],
)  # fmt: skip
def test_both_clocks(starts_at: str, zone: str, expected: str) -> None:
    values = {**PARAMETERS, "starts_at": starts_at, "citizen_zone": zone}
    text = " ".join(TEMPLATES.compose("call_invitation", "es", values).text.split())
    assert expected in text
    assert "Hora de Ecuador continental: " in text


def test_galapagos_and_one_clock() -> None:
    values = {**PARAMETERS, "office_zone": "Pacific/Galapagos", "citizen_zone": "Pacific/Galapagos"}
    text = TEMPLATES.compose("call_invitation", "es", values).text
    assert "Hora de Galápagos: martes 1 de diciembre de 2026, 08:00 (UTC−6)" in text
    assert text.count("Hora de ") == 1


def test_a_template_exists_for_each_name_and_none_besides() -> None:
    for language in ("es", "en"):
        folder = Path(RESOURCES / "templates" / language)
        assert sorted(path.stem for path in folder.glob("*.j2")) == sorted([*NAMES, "shared"])


def test_the_code_is_never_asked_for_by_telephone() -> None:
    for name in NAMES:
        assert "nunca le llamará ni le escribirá para pedirle claves" in " ".join(
            TEMPLATES.compose(name, "es", PARAMETERS).text.split()
        )
