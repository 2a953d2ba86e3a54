"""Handing e-mails to a server by SMTP.

What may work later, what never will, and what nobody can know are three different errors.
"""

from __future__ import annotations

import base64
import contextlib
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address

from app.domain.errors import RuleViolationError, UnavailableError

_LINE_END = re.compile(rb"\r\n|\n|\r")
_LEADING_DOT = re.compile(rb"(?m)^\.")
_READY_FOR_DATA = 354
_DELIVERED = 250
_SIGN_IN_WANTED = frozenset({530, 534, 535, 538})
"""A server may ask for a sign-in, or for another one, at any command (RFC 4954 §6)."""
_SIGNED_IN = 235
_GO_ON = 334


class SmtpSecurity(StrEnum):
    """How the connection is protected; ``NONE`` is allowed on this very machine only."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail is handed over.

    Attributes:
        user: empty for a server that asks for no sign-in.
        ca_file: PEM file of the authority that signed the server's certificate; empty means
            those of the operating system.
        timeout_s: for connecting and for each answer.
    """

    host: str
    port: int
    security: SmtpSecurity = SmtpSecurity.STARTTLS
    user: str = ""
    ca_file: str = ""
    timeout_s: float = 30.0
    local_name: str = field(default="ventanilla.local")


class SmtpTransport:
    """Hands over one message at a time, each over its own connection (``MailTransport``)."""

    def __init__(self, server: SmtpServer, password: Callable[[], str]) -> None:
        """Remember the server.

        Args:
            server: where.
            password: asked for each time, so that it is never kept here.

        Raises:
            RuleViolationError: ``MAIL_UNPROTECTED`` for no protection on another machine.
        """
        if server.security is SmtpSecurity.NONE and not _is_this_machine(server.host):
            raise RuleViolationError("MAIL_UNPROTECTED", host=server.host)
        self._server = server
        self._password = password

    @property
    def server(self) -> str:
        """Which one, as ``host:port``."""
        return f"{self._server.host}:{self._server.port}"

    def send(self, message: bytes, sender: str, recipients: Sequence[str]) -> None:
        """Hand over one message.

        Raises:
            UnavailableError: ``MAIL_TRY_LATER``, ``MAIL_TLS_FAILED``, ``MAIL_AUTH_FAILED``,
                ``MAIL_SENDER_REFUSED``: no message is to blame; or
                ``MAIL_OUTCOME_UNKNOWN`` when the connection was lost after the server had begun
                to take the message, so that it may or may not have it.
            RuleViolationError: ``MAIL_REFUSED``; the server will never take it.
        """
        with self._connected() as smtp:
            with _failing_as("MAIL_TRY_LATER"):
                smtp.ehlo_or_helo_if_needed()
                _expect_as_sender(smtp.mail(sender))
                for recipient in recipients:
                    _expect(smtp.rcpt(recipient), _DELIVERED, 251)
                _expect(smtp.docmd("DATA"), _READY_FOR_DATA)
            with _failing_as("MAIL_OUTCOME_UNKNOWN"):
                smtp.send(_as_lines(message))
                answer = smtp.getreply()
            _expect(answer, _DELIVERED)

    @contextlib.contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        server = self._server
        with _failing_as("MAIL_TRY_LATER"):
            smtp = self._open(server)
        try:
            self._sign_in(smtp, server)
            yield smtp
            # The answer to QUIT changes nothing any more.
            with contextlib.suppress(smtplib.SMTPException, OSError):
                smtp.quit()
        finally:
            smtp.close()

    def _open(self, server: SmtpServer) -> smtplib.SMTP:
        if server.security is SmtpSecurity.TLS:
            return smtplib.SMTP_SSL(
                server.host,
                server.port,
                local_hostname=server.local_name,
                timeout=server.timeout_s,
                context=_context(server),
            )
        smtp = smtplib.SMTP(
            server.host, server.port, local_hostname=server.local_name, timeout=server.timeout_s
        )
        if server.security is SmtpSecurity.STARTTLS:
            try:
                smtp.ehlo()
                smtp.starttls(context=_context(server))
                smtp.ehlo()
            except smtplib.SMTPNotSupportedError as error:
                smtp.close()
                raise UnavailableError("MAIL_TLS_FAILED", reason="not offered") from error
            except BaseException:
                smtp.close()
                raise
        return smtp

    def _sign_in(self, smtp: smtplib.SMTP, server: SmtpServer) -> None:
        if not server.user:
            return
        with _failing_as("MAIL_TRY_LATER"):
            smtp.ehlo_or_helo_if_needed()
            status = _authenticate(smtp, server.user, self._password())
        if status != _SIGNED_IN:
            # A wrong password is ours to mend; no message is to blame.
            raise UnavailableError("MAIL_AUTH_FAILED", status=status)


def _authenticate(smtp: smtplib.SMTP, user: str, password: str) -> int:
    """Sign in with PLAIN or LOGIN in UTF-8 and return the server's answer.

    smtplib's own ``login`` fails on passwords outside ASCII.
    """
    offered = str(smtp.esmtp_features.get("auth", "")).upper().split()
    if "PLAIN" in offered:
        return smtp.docmd("AUTH", f"PLAIN {_base64(chr(0) + user + chr(0) + password)}")[0]
    if "LOGIN" in offered:
        status, _ = smtp.docmd("AUTH", f"LOGIN {_base64(user)}")
        return smtp.docmd(_base64(password))[0] if status == _GO_ON else status
    return 0


def _base64(text: str) -> str:
    return base64.b64encode(text.encode("utf-8")).decode("ascii")


@contextlib.contextmanager
def _failing_as(code: str) -> Iterator[None]:
    """Translate what smtplib and the network raise; a lost connection becomes ``code``."""
    try:
        yield
    except ssl.SSLError as error:
        tls_code = "MAIL_TLS_FAILED" if code == "MAIL_TRY_LATER" else code
        raise UnavailableError(tls_code, reason=type(error).__name__) from error
    except (smtplib.SMTPException, OSError) as error:
        raise UnavailableError(code, reason=type(error).__name__) from error


def _expect(answer: tuple[int, bytes], *wanted: int) -> None:
    """Raise unless the server answered as wanted; its words are not repeated in any log."""
    status = answer[0]
    if status in wanted:
        return
    if status in _SIGN_IN_WANTED:
        raise UnavailableError("MAIL_AUTH_FAILED", status=status)
    if 500 <= status < 600:
        raise RuleViolationError("MAIL_REFUSED", status=status)
    raise UnavailableError("MAIL_TRY_LATER", status=status)


def _expect_as_sender(answer: tuple[int, bytes]) -> None:
    """The same for our own address: whoever refuses it refuses every message, and we have to mend it."""
    try:
        _expect(answer, _DELIVERED)
    except RuleViolationError as error:
        raise UnavailableError("MAIL_SENDER_REFUSED", **error.context) from error


def _as_lines(message: bytes) -> bytes:
    """CRLF line ends, leading dots doubled, closing dot (RFC 5321 §4.5.2)."""
    lines = _LINE_END.sub(b"\r\n", message)
    lines = _LEADING_DOT.sub(b"..", lines)
    return lines + (b"" if lines.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def _context(server: SmtpServer) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=server.ca_file or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
