"""RFC 5322 bytes of an outbox message; the same message gives the same bytes every time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from email_validator import EmailNotValidError, validate_email

from app.domain.errors import RuleViolationError
from app.domain.message import Attachment, OutboxMessage
from app.ports.composer import ComposedMessage

CALENDAR = "text/calendar"
_FILE_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_METHOD = re.compile(rb"^METHOD:(REQUEST|CANCEL)\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MailIdentity:
    """Who our messages come from.

    Attributes:
        address: envelope and header sender.
        name: shown beside it.
        reply_to: where answers are read; empty means the address itself.
        domain: right part of a Message-ID, where none is asked for by day.
    """

    address: str
    name: str
    domain: str
    reply_to: str = ""


class RfcMailBuilder:
    """Builds e-mails (implements ``MailBuilder``).

    Message-ID, date and part boundaries are made from the message itself, never from the clock
    or from chance, so that a message sent twice can be recognised as one.
    """

    def __init__(
        self, identity: MailIdentity, domain_at: Callable[[datetime], str] | None = None
    ) -> None:
        """Check the identity once.

        Args:
            identity: who our messages come from.
            domain_at: right part of the Message-ID of what was written at an instant; it must
                answer alike for ever, or a retry would carry a second Message-ID.

        Raises:
            RuleViolationError: ``MAIL_RECIPIENT_INVALID`` or ``MAIL_HEADER_UNSAFE``.
        """
        for text in (identity.name, identity.domain):
            _refuse_controls(text)
        self._domain_at = domain_at or (lambda _at: identity.domain)
        self._sender = _address(identity.address, identity.name)
        self._reply_to = _address(identity.reply_to) if identity.reply_to else None

    def build(
        self, message: OutboxMessage, composed: ComposedMessage, attachments: Sequence[bytes]
    ) -> bytes:
        """Return the bytes to hand to a server, with CRLF line ends.

        Args:
            message: gives recipient, identity, date and the names of its attachments.
            composed: its words.
            attachments: bytes in the order of ``message.attachments``.

        Raises:
            RuleViolationError: ``MAIL_HEADER_UNSAFE``, ``MAIL_RECIPIENT_INVALID`` or
                ``MAIL_ATTACHMENT_MISMATCH``.
        """
        if len(attachments) != len(message.attachments):
            raise RuleViolationError("MAIL_ATTACHMENT_MISMATCH")
        mail = EmailMessage(policy=SMTP)
        self._add_headers(mail, message, composed.subject)
        mail.set_content(composed.text, cte="quoted-printable")
        mail.add_alternative(composed.html, subtype="html", cte="quoted-printable")
        pairs = list(zip(message.attachments, attachments, strict=True))
        for item, data in pairs:
            if item.media_type == CALENDAR:
                _add_calendar(mail, data)
        for item, data in pairs:
            _attach(mail, item, data)
        # Last, because setting a content drops every earlier Content-… header.
        mail["Content-Language"] = message.language if message.language == "en" else "es"
        _fix_boundaries(mail, message.id)
        return mail.as_bytes()

    def _add_headers(self, mail: EmailMessage, message: OutboxMessage, subject: str) -> None:
        _refuse_controls(subject)
        _refuse_controls(message.id)
        mail["From"] = self._sender
        mail["To"] = _address(message.recipient)
        if self._reply_to is not None:
            mail["Reply-To"] = self._reply_to
        mail["Subject"] = subject
        mail["Date"] = format_datetime(message.created_at.astimezone(UTC))
        domain = self._domain_at(message.created_at)
        _refuse_controls(domain)
        mail["Message-ID"] = f"<{message.id}@{domain}>"
        # Keeps holiday answers and mailing lists from replying to a machine (RFC 3834).
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"


def _address(text: str, name: str = "") -> Address:
    _refuse_controls(text)
    try:
        checked = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise RuleViolationError("MAIL_RECIPIENT_INVALID") from error
    domain = checked.ascii_domain or checked.domain
    return Address(display_name=name, username=checked.local_part, domain=domain)


def _refuse_controls(text: str) -> None:
    if any(ord(char) < 32 or ord(char) == 127 or char in "\u2028\u2029\x85" for char in text):
        raise RuleViolationError("MAIL_HEADER_UNSAFE")


def _add_calendar(mail: EmailMessage, data: bytes) -> None:
    """Put the invitation beside text and HTML, where calendars look for something to answer."""
    method = _METHOD.search(data)
    if method is None:
        raise RuleViolationError("MAIL_ATTACHMENT_MISMATCH")
    mail.add_alternative(
        data.decode("utf-8"),
        subtype="calendar",
        cte="base64",
        params={"method": method.group(1).decode("ascii")},
    )


def _attach(mail: EmailMessage, item: Attachment, data: bytes) -> None:
    if _FILE_NAME.fullmatch(item.name) is None or _MEDIA_TYPE.fullmatch(item.media_type) is None:
        raise RuleViolationError("MAIL_HEADER_UNSAFE")
    main, _, sub = item.media_type.partition("/")
    if main == "text":
        # As bytes: a text part would be re-encoded and its line ends changed.
        main, sub = "application", "ics" if sub == "calendar" else "octet-stream"
    mail.add_attachment(data, maintype=main, subtype=sub, filename=item.name)


def _fix_boundaries(mail: EmailMessage, message_id: str) -> None:
    """Give every multipart its own boundary, made from the message id and its place."""
    for place, part in enumerate(mail.walk()):
        if part.is_multipart():
            digest = hashlib.sha256(f"{message_id}:{place}".encode()).hexdigest()
            part.set_boundary(f"=_{digest[:32]}")
