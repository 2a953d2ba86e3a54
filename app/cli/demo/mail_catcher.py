"""The demonstration's adapters: e-mails go to a mailbox on this machine and nowhere else."""

from __future__ import annotations

from functools import cached_property

from typing_extensions import override

from app.cli.adapters import Adapters
from app.infra.loopback_mailbox import LOOPBACK, LoopbackMailbox
from app.infra.sandbox.pool import SandboxPool
from app.infra.smtp_transport import SmtpSecurity, SmtpServer, SmtpTransport
from app.ports.composer import MailTransport


class DemoAdapters(Adapters):
    """Adapters whose e-mails end in ``mail/`` beside the throw-away database."""

    @cached_property
    @override
    def pool(self) -> SandboxPool:
        """Two children for work nobody waits for: many files are inspected at once here."""
        return self.closing.enter_context(SandboxPool(size=2, background=2))

    def share(self, pool: SandboxPool) -> None:
        """Let the children of another program do the work of this one."""
        self.pool = pool

    @cached_property
    def mailbox(self) -> LoopbackMailbox:
        """The mailbox, opened when the first message leaves."""
        return self.closing.enter_context(LoopbackMailbox(self.profile.data / "mail"))

    @property
    @override
    def transport(self) -> MailTransport:
        server = SmtpServer(LOOPBACK, self.mailbox.port, SmtpSecurity.NONE)
        return SmtpTransport(server, lambda: "")

    @property
    @override
    def database_name(self) -> str:
        is_local = self.profile.database.startswith("sqlite")
        return "demo" if is_local else "demo_central"
