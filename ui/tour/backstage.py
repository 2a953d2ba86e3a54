"""What the tour asks of the world outside the window; ``app.cli.demo`` provides it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from app.domain.call import Call
from app.domain.ids import CaseId
from app.domain.workflow import CaseState
from app.stages.notification import Delivered
from app.stages.oversight import AuditReport


class Backstage(Protocol):
    """Acts of citizens, mail and time."""

    @property
    def password(self) -> str: ...

    def code(self) -> str:
        """What everybody's authenticator shows now; empty where nobody is asked for it."""
        ...

    def state_of(self, case_id: CaseId) -> CaseState:
        """How far a case has come."""
        ...

    def last_call_of(self, case_id: CaseId) -> Call:
        """The call of a case that was appointed last."""
        ...

    def resubmit(self, person: int, requirement: str) -> str:
        """A person sends a failed requirement again; returns the case number."""
        ...

    def deliver(self) -> Delivered:
        """Hand over what is due to the mailbox of the demonstration."""
        ...

    def verify_audit(self) -> AuditReport:
        """Walk every audit chain."""
        ...

    def travel(self, to: datetime) -> None:
        """Let time pass."""
        ...

    def person(self, number: int) -> str:
        """Words that find a person of the demonstration."""
        ...

    def mail_of(self, case_id: CaseId) -> list[bytes]:
        """The e-mails of a case as the mailbox received them, oldest first."""
        ...
