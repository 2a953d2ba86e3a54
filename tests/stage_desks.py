"""The use cases of calls and of decisions, made with one office, and what they left behind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from app.domain.audit import AuditEntry, case_chain
from app.domain.call import Call, CallOutcome, CheckResult
from app.domain.case import Case
from app.domain.contact import ContactVersion
from app.domain.decision import DecisionOutcome
from app.domain.message import MessageStatus, OutboxMessage
from app.domain.notices import NOT_ME_CODE
from app.domain.risk import RiskCode
from app.infra.emails import read_email
from app.infra.mail_builder import MailIdentity, RfcMailBuilder
from app.infra.message_templates import MessageTemplates
from app.stages.access import ConfirmPassword, PasswordCheck
from app.stages.decision import (
    ApplyDueHolds,
    Comparison,
    ComparisonQuery,
    ComparisonRows,
    Decide,
    DecideCommand,
    Decided,
    ReportNotMe,
    Unfreeze,
)
from app.stages.notification import DeliverDue
from app.stages.validation import (
    AddSnapshot,
    AddSnapshotCommand,
    CallState,
    FreeSlots,
    FreeSlotsQuery,
    OutcomeRecorded,
    RecordCheck,
    RecordCheckCommand,
    RecordOutcome,
    RecordOutcomeCommand,
    RescheduleCall,
    RescheduleCallCommand,
    ScheduleCall,
    ScheduleCallCommand,
    Scheduled,
    StartCall,
    StartCallCommand,
)
from tests.casework import LINK, PASSWORD, RESOURCES, STATION, Casework
from tests.pictures import QuickInspector, small_jpeg
from tests.postbox import Postbox
from tests.quick_hasher import QUICK_HASHER


@dataclass
class CallDesk:
    """Every use case of the validation stage, made with one office."""

    office: Casework

    def slot(self, case: Case, login: str = "validator", number: int = 0) -> datetime:
        office = self.office
        use_case = FreeSlots(office.store, office.offices, office.procedures, office.clock)
        return use_case(FreeSlotsQuery(office.session(login), case.id))[number].starts_at

    def schedule(
        self, case: Case, login: str = "validator", at: datetime | None = None
    ) -> Scheduled:
        office = self.office
        use_case = ScheduleCall(
            office.store, office.offices, office.procedures, office.invitations, office.clock
        )
        start = at or self.slot(case, login)
        return use_case(
            ScheduleCallCommand(office.session(login), case.id, case.version, start, LINK)
        )

    def reschedule(self, done: Scheduled, at: datetime, login: str = "validator") -> Scheduled:
        office = self.office
        case = office.claim(done.case.id, login)
        use_case = RescheduleCall(
            office.store, office.offices, office.procedures, office.invitations, office.clock
        )
        return use_case(
            RescheduleCallCommand(office.session(login), done.call.id, case.version, at, LINK)
        )

    def start(self, done: Scheduled, login: str = "validator") -> CallState:
        office = self.office
        office.clock.to(max(office.clock.now(), done.call.starts_at))
        case = office.claim(done.case.id, login)
        use_case = StartCall(office.store, office.procedures, office.clock)
        return use_case(StartCallCommand(office.session(login), done.call.id, case.version))

    def pass_all(
        self,
        state: CallState,
        login: str = "validator",
        result: CheckResult = CheckResult.PASSED,
    ) -> None:
        use_case = RecordCheck(self.office.store, self.office.clock)
        session = self.office.session(login)
        for check in state.call.checks:
            use_case(
                RecordCheckCommand(session, state.call.id, state.case.version, check.code, result)
            )
        self.keep_picture(state, login)

    def keep_picture(self, state: CallState, login: str = "validator") -> CallState:
        picture = small_jpeg(state.call.id)
        return AddSnapshot(self.office.store, QuickInspector(), self.office.clock)(
            AddSnapshotCommand(
                self.office.session(login), state.call.id, state.case.version, picture, ""
            )
        )

    def outcome(
        self,
        case: Case,
        call: Call,
        outcome: CallOutcome,
        login: str = "validator",
        note: str = "",
        reasons: tuple[str, ...] = (),
    ) -> OutcomeRecorded:
        office = self.office
        use_case = RecordOutcome(
            office.store, office.offices, office.procedures, office.invitations, office.clock
        )
        return use_case(
            RecordOutcomeCommand(
                office.session(login), call.id, case.version, outcome, note, reasons
            )
        )

    def validated(self, case: Case, login: str = "validator") -> Case:
        """Take a case to schedule through a whole good call; it is held and to be decided."""
        state = self.start(self.schedule(case, login), login)
        self.pass_all(state, login)
        self.office.clock.forward(minutes=5)
        done = self.outcome(state.case, state.call, CallOutcome.VALIDATED, login)
        return self.office.now_case(done.case.id)


@dataclass
class DecisionDesk:
    """Every use case of the decision stage, made with one office; passwords are really checked."""

    office: Casework

    def __post_init__(self) -> None:
        office = self.office
        check = PasswordCheck(office.store, QUICK_HASHER, office.clock)
        self.confirm = ConfirmPassword(check)
        self.decide = Decide(
            office.store, self.confirm, office.procedures, office.desk, office.clock
        )
        self.compare = ComparisonRows(office.store, office.desk, office.clock)
        self.apply_holds = ApplyDueHolds(office.store, office.clock, read_email)
        self.report = ReportNotMe(office.store, office.clock, read_email)
        self.unfreeze = Unfreeze(office.store, office.clock, read_email)

    def seen(self, case: Case, login: str = "validator") -> frozenset[RiskCode]:
        return frozenset(mark.code for mark in self.screen(case, login).marks)

    def screen(self, case: Case, login: str = "validator") -> Comparison:
        return self.compare(ComparisonQuery(self.office.session(login), case.id))

    def command(self, case: Case, login: str = "validator", **changes: Any) -> DecideCommand:
        screen = self.screen(case, login)
        command = DecideCommand(
            self.office.session(login),
            case.id,
            case.version,
            PASSWORD,
            DecisionOutcome.APPROVED,
            frozenset(screen.marks),
            screen.before,
        )
        return replace(command, **changes)

    def approve(self, case: Case, **changes: Any) -> Decided:
        return self.decide(self.command(case, **changes))

    def refuse(self, case: Case, *reasons: str, **changes: Any) -> Decided:
        refused = DecisionOutcome.REFUSED
        return self.decide(self.command(case, outcome=refused, reasons=reasons, **changes))

    def hold(self, hours: int) -> None:
        with self.office.store.write() as uow:
            at = self.office.clock.now()
            uow.settings.put("decision.hold_hours", str(hours), date(2026, 1, 1), None, at)
            uow.commit()

    def tell(self, case: Case) -> None:
        """Hand the notices of a case over now, and say so as delivery does."""
        now, chain = self.office.clock.now(), case_chain(case.id)
        with self.office.store.write() as uow:
            for message in uow.outbox.of_case(case.id):
                if message.status in {MessageStatus.QUEUED, MessageStatus.SENDING}:
                    uow.outbox.mark(message.id, MessageStatus.HANDED_OVER, now)
                    facts = {"message": message.id, "template": message.template}
                    uow.audit.append(AuditEntry(chain, "message.handed_over", None, now, "", facts))
            uow.commit()

    def wait(self, hours: float) -> None:
        """Let hours go by of which the office was at work for the last one (ADR 0015)."""
        self.office.clock.forward(hours=hours - 1)
        self.confirm(self.office.session("clerk"), PASSWORD)
        self.office.clock.forward(hours=1)


def contact_of(office: Casework, case: Case) -> ContactVersion:
    with office.store.write() as uow:
        found = uow.people.contact(case.person_id)
    assert found is not None
    return found


def new_messages(office: Casework, decided: Decided) -> list[OutboxMessage]:
    wanted = set(decided.messages)
    return [m for m in office.messages(decided.case.id) if m.id in wanted]


def not_me_code(office: Casework, decided: Decided) -> str:
    """The code in the notice that has one."""
    found = (message.parameters.get(NOT_ME_CODE) for message in new_messages(office, decided))
    return next(str(code) for code in found if code)


def deliverer(office: Casework, postbox: Postbox) -> DeliverDue:
    """Delivery of an office's messages to a server on this machine."""
    sender = MailIdentity(
        "ventanilla@iess.example", "IESS Ventanilla Virtual", "ventanilla.iess.example"
    )
    return DeliverDue(
        office.store,
        MessageTemplates(RESOURCES / "templates"),
        RfcMailBuilder(sender),
        postbox.transport(),
        office.clock,
        sender.address,
        STATION,
    )
