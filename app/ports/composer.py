"""Turning template names and parameters into the words a citizen reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.message import OutboxMessage


@dataclass(frozen=True, slots=True)
class ComposedMessage:
    """Subject and body, as plain text and as HTML.

    Attributes:
        flow: the plain text with every paragraph in one line, for a field that breaks its own
            lines; all other ends of lines are those of ``text``.
    """

    subject: str
    text: str
    html: str
    flow: str


class MessageComposer(Protocol):
    """Composes messages from the shipped templates; deterministic."""

    def compose(
        self, template: str, language: str, parameters: Mapping[str, object]
    ) -> ComposedMessage:
        """Compose.

        Raises:
            RuleViolationError: ``TEMPLATE_UNKNOWN`` or ``TEMPLATE_PARAMETER_MISSING``.
        """
        ...


class MailTransport(Protocol):
    """Hands e-mails to a server."""

    @property
    def server(self) -> str:
        """Which one, as ``host:port``; it stands in the event of each hand-over."""
        ...

    def send(self, message: bytes, sender: str, recipients: Sequence[str]) -> None:
        """Hand over one message (RFC 5322 bytes).

        Raises:
            UnavailableError: ``MAIL_…`` when trying again later may work.
            RuleViolationError: ``MAIL_REFUSED`` when the server will never take it.
        """
        ...


class MailBuilder(Protocol):
    """Builds the RFC 5322 bytes of an outbox message, the same bytes every time."""

    def build(
        self, message: OutboxMessage, composed: ComposedMessage, attachments: Sequence[bytes]
    ) -> bytes: ...
