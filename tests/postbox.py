"""A real SMTP server on this machine that keeps what it was given, and can be made difficult."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Lock

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from app.infra.smtp_transport import SmtpSecurity, SmtpServer, SmtpTransport

ACCEPTED = "250 OK"


@dataclass
class Postbox:
    """What the server was given, and how it behaves.

    Attributes:
        answers: what to answer the next messages instead of taking them, first one first.
        answers_to_sender: the same for those who say from whom they send.
        delay_s: how long the server thinks before it answers, so that a kill can hit the middle.
    """

    answers: list[str] = field(default_factory=list)
    answers_to_sender: list[str] = field(default_factory=list)
    delay_s: float = 0.0
    taken: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    port: int = 0
    _lock: Lock = field(default_factory=Lock)

    def take(self, envelope: Envelope) -> str:
        """Keep a message, or say what else is answered."""
        if self.answers:
            return self.answers.pop(0)
        assert isinstance(envelope.content, bytes)
        with self._lock:
            self.taken.append(envelope.content)
            self.recipients.extend(envelope.rcpt_tos)
        return ACCEPTED

    @property
    def mails(self) -> list[EmailMessage]:
        with self._lock:
            taken = list(self.taken)
        return [message_from_bytes(data, policy=policy.default) for data in taken]

    def by_message_id(self) -> Counter[str]:
        return Counter(str(mail["Message-ID"]) for mail in self.mails)

    def transport(self, timeout_s: float = 30.0) -> SmtpTransport:
        server = SmtpServer("127.0.0.1", self.port, SmtpSecurity.NONE, timeout_s=timeout_s)
        return SmtpTransport(server, str)


class _Desk:
    """Handler of the server; no more than that, since each connection reads all its attributes."""

    def __init__(self, postbox: Postbox) -> None:
        self._postbox = postbox

    async def handle_MAIL(
        self, _server: SMTP, _session: Session, envelope: Envelope, sender: str, options: list[str]
    ) -> str:
        if self._postbox.answers_to_sender:
            return self._postbox.answers_to_sender.pop(0)
        envelope.mail_from = sender
        envelope.mail_options.extend(options)
        return ACCEPTED

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        answer = self._postbox.take(envelope)
        if answer == ACCEPTED:
            # The message is the server's now; whoever dies before the answer will send it again.
            await asyncio.sleep(self._postbox.delay_s)
        return answer


@contextmanager
def running_postbox(postbox: Postbox | None = None) -> Iterator[Postbox]:
    """A server for as long as the block lasts."""
    postbox = postbox or Postbox()
    postbox.port = _free_port()
    controller = Controller(_Desk(postbox), hostname="127.0.0.1", port=postbox.port)
    controller.start()
    try:
        yield postbox
    finally:
        controller.stop()


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """A server for one test."""
    with running_postbox() as box:
        yield box


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
