"""The tool of the calls is the institute's choice: no sentence of ours knows it by heart (R-119)."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import RuleViolationError
from app.domain.meeting_link import MEET_EXAMPLE, MEET_PATTERN, example_of
from app.infra.message_templates import MessageTemplates
from app.stages.validation import (
    PreviewInvitation,
    PreviewInvitationQuery,
    ScheduleCall,
    ScheduleCallCommand,
)
from db.store import SqlStore
from tests.casework import RESOURCES, Casework
from tests.stage_desks import CallDesk

PATTERN = r"https://jitsi\.example\.org/[a-z-]+"
LINK = "https://jitsi.example.org/una-sala"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def office(sqlite_engine) -> Casework:
    made = Casework(SqlStore(sqlite_engine))
    with made.store.write() as uow:
        now = made.clock.now()
        for key, value in (("call.tool_name", "Jitsi Meet"), ("call.link_pattern", PATTERN)):
            uow.settings.put(key, value, now.date(), None, now)
        uow.commit()
    return made


@pytest.fixture
def composer() -> MessageTemplates:
    return MessageTemplates(RESOURCES / "templates")


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_invitation_and_its_reminders_name_the_tool_of_the_setting(
    office: Casework, composer: MessageTemplates, language: str
) -> None:
    case = office.case(holder="validator", language=language)
    start = CallDesk(office).slot(case, number=-1)
    session = office.session("validator")
    preview = PreviewInvitation(
        office.store, office.offices, office.procedures, composer, office.clock
    )(PreviewInvitationQuery(session, case.id, start, LINK))
    schedule = ScheduleCall(
        office.store, office.offices, office.procedures, office.invitations, office.clock
    )
    schedule(ScheduleCallCommand(session, case.id, case.version, start, LINK))
    messages = office.messages(case.id)
    assert {message.template for message in messages} == {"call_invitation", "call_reminder"}
    for message in messages:
        text = composer.compose(message.template, language, message.parameters).text
        assert "Jitsi Meet" in text
        assert "Google" not in text
    assert "Jitsi Meet" in preview.message.text


def test_a_message_from_before_the_setting_still_leaves(composer: MessageTemplates) -> None:
    from tests.mail_samples import PARAMETERS

    older = {name: value for name, value in PARAMETERS.items() if name != "tool"}
    assert "Enlace de la videollamada:" in composer.compose("call_invitation", "es", older).text
    assert "Video call link:" in composer.compose("call_reminder", "en", older).text


def test_a_refused_link_is_told_with_the_tool_and_an_example(office: Casework) -> None:
    case = office.case(holder="validator")
    start = CallDesk(office).slot(case)
    schedule = ScheduleCall(
        office.store, office.offices, office.procedures, office.invitations, office.clock
    )
    command = ScheduleCallCommand(
        office.session("validator"), case.id, case.version, start, MEET_EXAMPLE
    )
    with pytest.raises(RuleViolationError, match="LINK_FORM") as caught:
        schedule(command)
    facts = {"tool": "Jitsi Meet", "example": "https://jitsi.example.org/…"}
    assert dict(caught.value.context) == facts


def test_an_example_is_as_much_as_the_pattern_says() -> None:
    assert example_of(MEET_PATTERN) == MEET_EXAMPLE
    assert example_of(PATTERN) == "https://jitsi.example.org/…"


def test_no_template_and_no_window_names_a_tool() -> None:
    places = [*(ROOT / "resources" / "templates").rglob("*.j2"), *(ROOT / "ui").rglob("*.py")]
    named = [str(path) for path in places if "Google" in path.read_text(encoding="utf-8")]
    assert named == []
