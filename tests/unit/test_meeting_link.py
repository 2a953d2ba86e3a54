"""Only links of the configured tool pass; look-alikes never do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import RuleViolationError
from app.domain.meeting_link import check_link_pattern, check_meeting_link

GOOD = "https://meet.google.com/abc-defg-hij"


def test_a_meet_link_passes_with_blanks_around_it() -> None:
    assert check_meeting_link(f"  {GOOD}\n") == GOOD


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("", "LINK_MISSING"),
        ("http://meet.google.com/abc-defg-hij", "LINK_FORM"),
        ("https://meet.google.com/abc-defg-hi", "LINK_FORM"),
        ("https://meet.google.com/abc-defg-hij?authuser=1", "LINK_FORM"),
        ("https://meet.google.com/abc-defg-hij#x", "LINK_FORM"),
        ("https://meet.google.com.example.com/abc-defg-hij", "LINK_FORM"),
        ("https://meet.example.com/abc-defg-hij", "LINK_FORM"),
        ("https://MEET.google.com/abc-defg-hij", "LINK_FORM"),
        ("https://meet.google.com@example.com/abc-defg-hij", "LINK_LOOK_ALIKE"),
        ("https://user:pw@meet.google.com/abc-defg-hij", "LINK_LOOK_ALIKE"),
        ("https://meet.google.com:8443/abc-defg-hij", "LINK_LOOK_ALIKE"),
        ("https://mеet.google.com/abc-defg-hij", "LINK_LOOK_ALIKE"),
        ("https://xn--met-hoa.google.com/abc-defg-hij", "LINK_LOOK_ALIKE"),
        ("https://meet.google.com\\@example.com/abc-defg-hij", "LINK_LOOK_ALIKE"),
        ("https://meet.google.com/abc-defg-hij\u202e", "LINK_LOOK_ALIKE"),
        ("javascript:alert(1)", "LINK_FORM"),
        ("https://[::1/abc", "LINK_FORM"),
        ("https://meet.google.com:99999/abc-defg-hij", "LINK_FORM"),
    ],
)
def test_refused(link: str, code: str) -> None:
    with pytest.raises(RuleViolationError) as caught:
        check_meeting_link(link)
    assert caught.value.code == code


@given(st.text(max_size=80))
def test_nothing_else_gets_through(text: str) -> None:
    try:
        link = check_meeting_link(text)
    except RuleViolationError:
        return
    assert link.startswith("https://meet.google.com/")


def test_another_tool_is_a_setting() -> None:
    pattern = check_link_pattern(r"https://jitsi\.example\.org/[A-Za-z0-9]{8,40}")
    link = "https://jitsi.example.org/Sala12345"
    assert check_meeting_link(link, pattern) == link


@pytest.mark.parametrize("pattern", [".*", "https://.*", "(", r"http://meet\.google\.com/x", ""])
def test_a_careless_pattern_is_no_setting(pattern: str) -> None:
    with pytest.raises(RuleViolationError, match="LINK_PATTERN_INVALID"):
        check_link_pattern(pattern)
