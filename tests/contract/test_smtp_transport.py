"""The transport against real servers: protected, grudging, and dying at each step."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, Self

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from app.domain.errors import RuleViolationError, UnavailableError
from app.infra.smtp_transport import SmtpSecurity, SmtpServer, SmtpTransport
from tests.throwaway_ca import make_identity

SENDER, RECIPIENT, SECRET = "ventanilla@iess.example", "rosa@example.com", "contraseña larga 1"
MAIL = b"Subject: x\r\n\r\n.dot\r\n..two\nbare\rend"
AS_READ = b"Subject: x\r\n\r\n.dot\r\n..two\r\nbare\r\nend\r\n"


class Keeper:
    """Keeps what it was given."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        self.taken.append(envelope)
        return "250 OK"


def password_fits(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object
) -> AuthResult:
    fits = data == LoginPassword(b"ventanilla", SECRET.encode())
    return AuthResult(success=fits, handled=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(keeper: Keeper, **options: Any) -> Iterator[int]:
    controller = Controller(keeper, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def send(server: SmtpServer, data: bytes = MAIL, password: str = SECRET) -> None:
    SmtpTransport(server, lambda: password).send(data, SENDER, [RECIPIENT])


def test_plain_on_this_machine_keeps_every_byte() -> None:
    keeper = Keeper()
    with running(keeper) as port:
        send(SmtpServer("127.0.0.1", port, SmtpSecurity.NONE))
    (envelope,) = keeper.taken
    assert envelope.content == AS_READ
    assert envelope.mail_from == SENDER
    assert envelope.rcpt_tos == [RECIPIENT]


def test_no_protection_is_for_this_machine_only() -> None:
    for host in ("mail.example", "192.0.2.1"):
        with pytest.raises(RuleViolationError, match="MAIL_UNPROTECTED"):
            SmtpTransport(SmtpServer(host, 25, SmtpSecurity.NONE), str)
    SmtpTransport(SmtpServer("::1", 25, SmtpSecurity.NONE), str)


def test_starttls_with_password(tmp_path: Path) -> None:
    keeper, identity = Keeper(), make_identity(tmp_path)
    options = {
        "tls_context": identity.context,
        "require_starttls": True,
        "auth_required": True,
        "authenticator": password_fits,
    }
    with running(keeper, **options) as port:
        server = SmtpServer(
            "127.0.0.1", port, user="ventanilla", ca_file=str(identity.ca_file), timeout_s=30
        )
        send(server)
        with pytest.raises(UnavailableError, match="MAIL_AUTH_FAILED"):
            send(server, password="otra")
    assert len(keeper.taken) == 1


def test_sign_in_by_login_only(tmp_path: Path) -> None:
    keeper, identity = Keeper(), make_identity(tmp_path)
    options = {
        "tls_context": identity.context,
        "require_starttls": True,
        "auth_required": True,
        "authenticator": password_fits,
        "auth_exclude_mechanism": ["PLAIN"],
    }
    with running(keeper, **options) as port:
        send(SmtpServer("127.0.0.1", port, user="ventanilla", ca_file=str(identity.ca_file)))
    assert keeper.taken


def test_a_server_that_knows_no_sign_in(tmp_path: Path) -> None:
    keeper = Keeper()
    with running(keeper) as port, pytest.raises(UnavailableError, match="MAIL_AUTH_FAILED"):
        send(SmtpServer("127.0.0.1", port, SmtpSecurity.NONE, user="ventanilla"))
    assert not keeper.taken


def test_tls_from_the_first_byte(tmp_path: Path) -> None:
    keeper, identity = Keeper(), make_identity(tmp_path)
    with running(keeper, ssl_context=_client_also(identity.context, identity.ca_file)) as port:
        send(
            SmtpServer(
                "127.0.0.1", port, SmtpSecurity.TLS, ca_file=str(identity.ca_file), timeout_s=30
            )
        )
    assert keeper.taken


def _client_also(context: ssl.SSLContext, ca_file: Path) -> ssl.SSLContext:
    # The controller connects to itself once to see that it runs.
    context.load_verify_locations(ca_file)
    return context


@pytest.mark.parametrize("trouble", ["unknown authority", "expired", "another host"])
def test_a_certificate_that_does_not_fit_gets_nothing(tmp_path: Path, trouble: str) -> None:
    keeper = Keeper()
    host = "127.0.0.2" if trouble == "another host" else "127.0.0.1"
    identity = make_identity(tmp_path / "a", host, expired=trouble == "expired")
    trusted = make_identity(tmp_path / "b") if trouble == "unknown authority" else identity
    with running(keeper, tls_context=identity.context, require_starttls=True) as port:
        server = SmtpServer("127.0.0.1", port, ca_file=str(trusted.ca_file), timeout_s=30)
        with pytest.raises(UnavailableError, match="MAIL_TLS_FAILED"):
            send(server)
    assert not keeper.taken


def test_a_server_without_starttls_gets_nothing() -> None:
    keeper = Keeper()
    with running(keeper) as port, pytest.raises(UnavailableError, match="MAIL_TLS_FAILED"):
        send(SmtpServer("127.0.0.1", port, timeout_s=30))
    assert not keeper.taken


class Script:
    """A server that answers each line from a list and hangs up where the list says so."""

    def __init__(self, answers: list[bytes | None]) -> None:
        self._answers = answers
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.heard: list[bytes] = []
        self._thread = Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join(30)
        self._socket.close()

    def _serve(self) -> None:
        self._socket.settimeout(30)
        connection, _ = self._socket.accept()
        with connection, connection.makefile("rb") as lines:
            connection.settimeout(30)
            in_data = False
            for answer in self._answers:
                if self.heard:  # the greeting answers nothing
                    self.heard.append(self._read(lines, in_data))
                if answer is None:
                    return
                in_data = answer.startswith(b"354")
                connection.sendall(answer + b"\r\n")
                if not self.heard:
                    self.heard.append(b"greeted")

    @staticmethod
    def _read(lines: Iterator[bytes], in_data: bool) -> bytes:
        taken = b""
        for line in lines:
            taken += line
            if not in_data or line == b".\r\n":
                break
        return taken


OK, GO = b"250 ok", b"354 go on"
START: list[bytes | None] = [b"220 hello", OK]


@pytest.mark.parametrize(
    ("answers", "family", "code"),
    [
        ([b"421 busy"], UnavailableError, "MAIL_TRY_LATER"),
        ([*START, b"450 later"], UnavailableError, "MAIL_TRY_LATER"),
        ([*START, b"550 no such sender"], UnavailableError, "MAIL_SENDER_REFUSED"),
        ([*START, OK, b"530 sign in first"], UnavailableError, "MAIL_AUTH_FAILED"),
        ([*START, OK, b"451 greylisted"], UnavailableError, "MAIL_TRY_LATER"),
        ([*START, OK, b"550 no such mailbox"], RuleViolationError, "MAIL_REFUSED"),
        ([*START, OK, None], UnavailableError, "MAIL_TRY_LATER"),
        ([*START, OK, OK, None], UnavailableError, "MAIL_TRY_LATER"),
        ([*START, OK, OK, b"554 no"], RuleViolationError, "MAIL_REFUSED"),
        ([*START, OK, OK, GO, None], UnavailableError, "MAIL_OUTCOME_UNKNOWN"),
        ([*START, OK, OK, GO, b"451 full"], UnavailableError, "MAIL_TRY_LATER"),
        ([*START, OK, OK, GO, b"552 too big"], RuleViolationError, "MAIL_REFUSED"),
    ],
)  # fmt: skip
def test_every_step_can_fail(
    answers: list[bytes | None], family: type[UnavailableError | RuleViolationError], code: str
) -> None:
    with Script(answers) as script, pytest.raises(family) as caught:
        send(SmtpServer("127.0.0.1", script.port, SmtpSecurity.NONE, timeout_s=30))
    assert caught.value.code == code
    assert "mailbox" not in str(dict(caught.value.context))


def test_a_silent_server_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = SmtpServer("127.0.0.1", silent.getsockname()[1], SmtpSecurity.NONE, timeout_s=0.3)
        with pytest.raises(UnavailableError, match="MAIL_TRY_LATER"):
            send(server)


def test_nobody_there() -> None:
    server = SmtpServer("127.0.0.1", free_port(), SmtpSecurity.NONE, timeout_s=2)
    with pytest.raises(UnavailableError, match="MAIL_TRY_LATER"):
        send(server)


def test_greylisting_passes_the_second_time() -> None:
    class Grey(Keeper):
        seen = False

        async def handle_RCPT(
            self,
            _server: SMTP,
            _session: Session,
            envelope: Envelope,
            address: str,
            _options: list[str],
        ) -> str:
            if not self.seen:
                self.seen = True
                return "451 4.7.1 come back"
            envelope.rcpt_tos.append(address)
            return "250 ok"

    keeper = Grey()
    with running(keeper) as port:
        server = SmtpServer("127.0.0.1", port, SmtpSecurity.NONE)
        with pytest.raises(UnavailableError, match="MAIL_TRY_LATER"):
            send(server)
        send(server)
    assert len(keeper.taken) == 1
