"""The same message is the same bytes, readable by anybody, with nothing injected."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from app.domain.errors import RuleViolationError
from app.domain.ids import MessageId, Sha256
from app.domain.message import Attachment, OutboxMessage
from app.infra.ics_invitations import IcsInvitations
from app.infra.mail_builder import MailIdentity, RfcMailBuilder
from app.infra.message_templates import MessageTemplates
from app.ports.composer import ComposedMessage
from app.ports.invitations import Appointment
from tests.adc import RESOURCES
from tests.mail_samples import PARAMETERS

BUILDER = RfcMailBuilder(
    MailIdentity(
        "ventanilla@iess.example",
        "IESS · Ventanilla Virtual",
        "iess.example",
        "atencion@iess.example",
    )
)
AT = datetime(2026, 11, 23, 15, 4, 5, tzinfo=UTC)
COMPOSED = MessageTemplates(RESOURCES / "templates").compose("call_invitation", "es", PARAMETERS)
INVITE = IcsInvitations(RESOURCES / "templates", "ventanilla@iess.example", "iess.example").build(
    Appointment(
        "a" * 32, 0, "ADC-2026-004817", datetime(2026, 12, 1, 14, tzinfo=UTC), 15,
        "https://meet.google.com/abc-defg-hij", "rosa@example.com", "America/Guayaquil",
        "Europe/Madrid", "es", AT,
    )
)  # fmt: skip
MESSAGE = OutboxMessage(
    id=MessageId("0123456789abcdef" * 2),
    case_id=None,
    template="call_invitation",
    language="es",
    recipient="rosa@example.com",
    parameters=PARAMETERS,
    created_at=AT,
    not_before=AT,
    attachments=(
        Attachment("ADC-2026-004817.ics", "text/calendar", Sha256("0" * 64)),
        Attachment("acta.pdf", "application/pdf", Sha256("1" * 64)),
    ),
)
PDF = b"%PDF-1.7\r\n\x00\xff\n"


def read(data: bytes) -> EmailMessage:
    mail = message_from_bytes(data, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    assert not mail.defects
    return mail


def test_same_bytes_every_time() -> None:
    first = BUILDER.build(MESSAGE, COMPOSED, [INVITE, PDF])
    assert first == BUILDER.build(MESSAGE, COMPOSED, [INVITE, PDF])
    assert first == BUILDER.build(replace(MESSAGE, attempts=3), COMPOSED, [INVITE, PDF])
    assert b"\n" not in first.replace(b"\r\n", b"")
    assert max(len(line) for line in first.split(b"\r\n")) <= 998
    assert first.isascii()


def test_headers() -> None:
    mail = read(BUILDER.build(MESSAGE, COMPOSED, [INVITE, PDF]))
    assert mail["Message-ID"] == f"<{MESSAGE.id}@iess.example>"
    assert mail["Date"].datetime == AT
    assert mail["To"] == "rosa@example.com"
    assert mail["From"].addresses[0].addr_spec == "ventanilla@iess.example"
    assert mail["From"].addresses[0].display_name == "IESS · Ventanilla Virtual"
    assert mail["Reply-To"] == "atencion@iess.example"
    assert mail["Subject"] == COMPOSED.subject
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "es"


def test_parts() -> None:
    mail = read(BUILDER.build(MESSAGE, COMPOSED, [INVITE, PDF]))
    assert mail.get_content_type() == "multipart/mixed"
    alternative, ics, pdf = mail.iter_parts()
    kinds = [part.get_content_type() for part in alternative.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    plain, html, calendar = alternative.iter_parts()
    assert plain.get_content().replace("\r\n", "\n") == COMPOSED.text
    assert html.get_content().replace("\r\n", "\n") == COMPOSED.html
    assert calendar.get_param("method") == "REQUEST"
    invited = calendar.get_payload(decode=True)
    assert isinstance(invited, bytes)
    assert invited.replace(b"\r\n", b"\n") == INVITE.replace(b"\r\n", b"\n")
    assert ics.get_filename() == "ADC-2026-004817.ics"
    assert ics.get_payload(decode=True) == INVITE
    assert pdf.get_content_type() == "application/pdf"
    assert pdf.get_payload(decode=True) == PDF


def test_without_attachments() -> None:
    mail = read(BUILDER.build(replace(MESSAGE, attachments=()), COMPOSED, []))
    assert mail.get_content_type() == "multipart/alternative"


@pytest.mark.parametrize(
    "subject", ["a\r\nBcc: x@example.com", "a\nb", "a\rb", "a\x00b", "a\u2028b", "a\x85b"]
)
def test_nothing_is_injected_by_the_subject(subject: str) -> None:
    with pytest.raises(RuleViolationError, match="MAIL_HEADER_UNSAFE"):
        BUILDER.build(replace(MESSAGE, attachments=()), replace_subject(subject), [])


def replace_subject(subject: str) -> ComposedMessage:
    return replace(COMPOSED, subject=subject)


@pytest.mark.parametrize(
    ("recipient", "code"),
    [
        ("rosa@example.com\r\nBcc: x@example.com", "MAIL_HEADER_UNSAFE"),
        ("rosa@example.com, otra@example.com", "MAIL_RECIPIENT_INVALID"),
        ("Rosa <rosa@example.com>", "MAIL_RECIPIENT_INVALID"),
        ("rosa", "MAIL_RECIPIENT_INVALID"),
        ("", "MAIL_RECIPIENT_INVALID"),
        ("ñandú@example.com", "MAIL_RECIPIENT_INVALID"),
    ],
)
def test_recipients_are_one_address(recipient: str, code: str) -> None:
    message = replace(MESSAGE, attachments=(), recipient=recipient)
    with pytest.raises(RuleViolationError) as caught:
        BUILDER.build(message, COMPOSED, [])
    assert caught.value.code == code


def test_a_domain_in_other_letters_is_written_for_servers() -> None:
    message = replace(MESSAGE, attachments=(), recipient="rosa@correo-españa.es")
    assert read(BUILDER.build(message, COMPOSED, []))["To"] == "rosa@xn--correo-espaa-khb.es"


@pytest.mark.parametrize("name", ['a".ics', "a\r\nb.ics", "../a.ics", "ñ.ics", ""])
def test_attachment_names_are_plain(name: str) -> None:
    message = replace(MESSAGE, attachments=(Attachment(name, "text/calendar", Sha256("0" * 64)),))
    with pytest.raises(RuleViolationError, match="MAIL_HEADER_UNSAFE"):
        BUILDER.build(message, COMPOSED, [INVITE])


def test_attachments_must_be_the_ones_named() -> None:
    with pytest.raises(RuleViolationError, match="MAIL_ATTACHMENT_MISMATCH"):
        BUILDER.build(MESSAGE, COMPOSED, [INVITE])
    with pytest.raises(RuleViolationError, match="MAIL_ATTACHMENT_MISMATCH"):
        BUILDER.build(MESSAGE, COMPOSED, [PDF, INVITE])


def test_the_identity_is_checked_once() -> None:
    with pytest.raises(RuleViolationError, match="MAIL_HEADER_UNSAFE"):
        RfcMailBuilder(MailIdentity("a@iess.example", "x\r\ny", "iess.example"))
    with pytest.raises(RuleViolationError, match="MAIL_RECIPIENT_INVALID"):
        RfcMailBuilder(MailIdentity("nobody", "x", "iess.example"))
