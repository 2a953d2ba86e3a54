"""What happens outside the window during the tour: the citizen answers, e-mails are delivered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from app.cli.demo.authenticator import code_at
from app.cli.demo.cast import PASSWORD
from app.cli.demo.clock import DemoClock
from app.cli.demo.packages import PackageMaker
from app.cli.demo.parts import Parts
from app.cli.demo.plan import parts
from app.domain.call import Call
from app.domain.ids import CaseId
from app.domain.workflow import CaseState
from app.infra.demo_media import people
from app.infra.loopback_mailbox import LoopbackMailbox
from app.stages.inspection import InspectCase
from app.stages.intake.receiving import ReceivePackage
from app.stages.intake.taking import TakeInPackage
from app.stages.notification import DeliverDue, DeliverDueCommand, Delivered
from app.stages.oversight import AuditReport, VerifyAudit


class DemoParts(Parts, Protocol):
    """The parts of the demonstration, with its mailbox."""

    @property
    def mailbox(self) -> LoopbackMailbox: ...


@dataclass(frozen=True, slots=True)
class Backstage:
    """Acts of the world around the window, through the same use cases as everything else.

    Attributes:
        by_code: whether duties with a second factor have one here, as on a server.
    """

    program: DemoParts
    clock: DemoClock
    password: str = PASSWORD
    by_code: bool = False

    def code(self) -> str:
        """What everybody's authenticator shows now; empty where nobody is asked for it."""
        return code_at(self.clock.now()) if self.by_code else ""

    def state_of(self, case_id: CaseId) -> CaseState:
        """How far a case has come."""
        with self.program.store.look() as stored:
            return stored.cases.get(case_id).state

    def last_call_of(self, case_id: CaseId) -> Call:
        """The call of a case that was appointed last."""
        with self.program.store.read() as readers:
            return readers.case.view(case_id).calls[-1]

    def resubmit(self, person: int, requirement: str) -> str:
        """The person sends a failed requirement again, good this time; returns the case number."""
        program, now = self.program, self.clock.now()
        part = next(part for part in parts() if part.person == person)
        number = f"VV-2026-{person + 417:07d}"
        receive = ReceivePackage(
            program.store,
            program.clock,
            program.procedures,
            program.offices,
            program.phones,
            program.emails,
            program.station,
        )
        take_in = TakeInPackage(program.packages, program.quarantine, receive, program.clock)
        with TemporaryDirectory(prefix="ventanilla-") as folder:
            maker = PackageMaker(Path(folder))
            package = maker.correction(part, f"{number}-1", number, (requirement,), now)
            outcome = take_in(package)
            maker.close()
        if outcome.case_id is None:
            raise RuntimeError(f"the correction was not accepted: {outcome.problems}")
        self._inspect(outcome.case_id)
        return outcome.case_number

    def deliver(self) -> Delivered:
        """Hand over what is due to the mailbox on this machine."""
        program = self.program
        return DeliverDue(
            program.store,
            program.composer,
            program.mail_builder,
            program.transport,
            program.clock,
            program.mail_sender,
            program.station,
        )(DeliverDueCommand())

    def verify_audit(self) -> AuditReport:
        """Walk every audit chain."""
        return VerifyAudit(self.program.store, self.clock)(None)

    def travel(self, to: datetime) -> None:
        """Let time pass."""
        self.clock.travel(to)

    def person(self, number: int) -> str:
        """Words that find a person of the demonstration."""
        return f"{people()[number].surnames} {people()[number].given_names}"

    def mail_of(self, case_id: CaseId) -> list[bytes]:
        """The e-mails of a case as the mailbox received them, oldest first."""
        with self.program.store.read() as readers:
            known = [message.id for message in readers.case.view(case_id).messages]
        received = [path.read_bytes() for path in self.program.mailbox.messages()]
        return [mail for mail in received if any(f"<{one}@".encode() in mail for one in known)]

    def _inspect(self, case_id: CaseId) -> None:
        program = self.program
        InspectCase(
            program.store,
            program.inspector,
            program.clock,
            program.procedures,
            program.offices,
            program.phones,
            program.risk_limits,
            program.emails,
            program.station,
        ).finish(case_id)
