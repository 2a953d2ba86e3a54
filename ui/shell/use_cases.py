"""Use cases of the windows, composed from the parts; one function a screen.

``language`` is that of the windows: what a use case files or sends does not depend on it, so only
what a screen shows is asked of ``procedures_in``.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from ui.shell.screen_keys import ADMIN, AUDIT, CALLS, DESK, QUEUE, RECORD, REGISTRY, REVIEW, SIGNS

# Imported screen by screen: whoever opens the queue does not wait for calls and registers.
if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ports.passwords import PasswordConfirmation
    from app.stages.validation import ReassignValidation
    from ui.administration.staff_presenter import AdministrationUseCases
    from ui.audit.presenter import AuditUseCases
    from ui.audit.signs_presenter import SignsUseCases
    from ui.decision.desk import DecisionUseCases
    from ui.desk.presenter import DeskUseCases
    from ui.papers.desk import LedgerUseCases, RecordUseCases
    from ui.registry.presenter import RegistryUseCases
    from ui.review.desk import ReviewUseCases
    from ui.shell.parts import DesktopParts
    from ui.validation.bench import ValidationUseCases


class SessionCases:
    """The use cases of each screen, made when first asked for and kept for one session.

    Making them reads files and settings: a worker asks first (`ui.shell.readiness`).
    """

    def __init__(self, parts: DesktopParts, language: str) -> None:
        self._parts = parts
        self._language = language

    def make(self, key: str) -> object:
        """Make what one screen asks for."""
        makers: dict[str, Callable[[], object]] = {
            DESK: lambda: self.desk,
            QUEUE: lambda: self.reassign,
            REVIEW: lambda: self.review,
            CALLS: lambda: (self.validation, self.decision),
            REGISTRY: lambda: self.registry,
            ADMIN: lambda: self.administration,
            AUDIT: lambda: self.audit,
            SIGNS: lambda: self.signs,
            RECORD: lambda: (self.ledger, self.record),
        }
        return makers[key]()

    @cached_property
    def desk(self) -> DeskUseCases:
        """For the person's own desk."""
        return desk_cases(self._parts)

    @cached_property
    def reassign(self) -> ReassignValidation:
        """For a director in the queue."""
        return reassigning(self._parts)

    @cached_property
    def review(self) -> ReviewUseCases:
        """For the case desk."""
        return review_cases(self._parts, self._language)

    @cached_property
    def validation(self) -> ValidationUseCases:
        """For the calls."""
        return validation_cases(self._parts, self._language)

    @cached_property
    def decision(self) -> DecisionUseCases:
        """For the decision."""
        return decision_cases(self._parts, self._language)

    @cached_property
    def registry(self) -> RegistryUseCases:
        """For the register."""
        return registry_cases(self._parts)

    @cached_property
    def administration(self) -> AdministrationUseCases:
        """For staff, agencies and settings."""
        return administration_cases(self._parts, self._language)

    @cached_property
    def audit(self) -> AuditUseCases:
        """For the audit."""
        return audit_cases(self._parts)

    @cached_property
    def signs(self) -> SignsUseCases:
        """For the decisions that ask to be looked at."""
        return signs_cases(self._parts)

    @cached_property
    def ledger(self) -> LedgerUseCases:
        """For the mails of a case."""
        return ledger_cases(self._parts)

    @cached_property
    def record(self) -> RecordUseCases:
        """For the record of a case."""
        return record_cases(self._parts)


def review_cases(parts: DesktopParts, language: str) -> ReviewUseCases:
    """For the case desk."""
    from app.risks import ChangeFacts
    from app.stages.queueing import BrowseQueue, Claims
    from app.stages.review.committing import CommitReview, PreviewLetter
    from app.stages.review.declared import AssessDeclared
    from app.stages.review.drafting import Drafting
    from app.stages.review.opening import OpenCase, PrefetchNext, ReadEvidence, RevealSecret
    from app.stages.review.snapshots import KeepSnapshot, ReadSnapshot, RemoveSnapshot
    from app.stages.review.undoing import UndoReview
    from ui.review.desk import ReviewUseCases

    store, clock, procedures, offices = parts.store, parts.clock, parts.procedures, parts.offices
    read = ReadEvidence(store, clock)
    change = ChangeFacts(offices, parts.phones, parts.risk_limits, parts.emails)
    return ReviewUseCases(
        claims=Claims(store, clock),
        queue=BrowseQueue(store, clock),
        open_case=OpenCase(store, clock, change),
        read_evidence=read,
        prefetch=PrefetchNext(store, read, clock),
        reveal=RevealSecret(store, clock),
        mails=ledger_cases(parts),
        assess=AssessDeclared(store, parts.phones, parts.emails, clock),
        drafting=Drafting(store, clock),
        commit=CommitReview(store, procedures, offices, parts.countries, change, clock),
        undo=UndoReview(store, clock),
        keep_snapshot=KeepSnapshot(store, parts.inspector, clock),
        remove_snapshot=RemoveSnapshot(store, clock),
        read_snapshot=ReadSnapshot(store, clock),
        preview=PreviewLetter(parts.composer, procedures, offices, parts.countries, clock),
        procedures=parts.procedures_in(language),
        countries=parts.countries,
        wording=parts.wording,
        media=parts.media,
        clock=clock,
    )


def validation_cases(parts: DesktopParts, language: str) -> ValidationUseCases:
    """For the calls."""
    from app.risks import ChangeFacts
    from app.stages.docket import Docket
    from app.stages.queueing import BrowseQueue, Claims
    from app.stages.review.opening import OpenCase, ReadEvidence
    from app.stages.validation import (
        AddSnapshot,
        FreeSlots,
        PreviewInvitation,
        RecordCheck,
        RecordOutcome,
        RescheduleCall,
        RevealExpected,
        ScheduleCall,
        StartCall,
        TakeOverValidation,
        read_house_rules,
        read_start_window,
        read_still_here,
    )
    from ui.validation.bench import ValidationUseCases

    store, clock, procedures, offices = parts.store, parts.clock, parts.procedures, parts.offices
    files, shown = parts.invitations, parts.procedures_in(language)
    change = ChangeFacts(offices, parts.phones, parts.risk_limits, parts.emails)
    return ValidationUseCases(
        claims=Claims(store, clock),
        queue=BrowseQueue(store, clock),
        open_case=OpenCase(store, clock, change),
        docket=Docket(store, offices, clock),
        slots=FreeSlots(store, offices, procedures, clock),
        preview=PreviewInvitation(store, offices, procedures, parts.composer, clock),
        schedule=ScheduleCall(store, offices, procedures, files, clock),
        reschedule=RescheduleCall(store, offices, procedures, files, clock),
        window=partial(read_start_window, store),
        rules=partial(read_house_rules, store),
        still_here=partial(read_still_here, store),
        start=StartCall(store, procedures, clock),
        record_check=RecordCheck(store, clock),
        reveal=RevealExpected(store, shown, clock),
        add_snapshot=AddSnapshot(store, parts.inspector, clock),
        record_outcome=RecordOutcome(store, offices, procedures, files, clock),
        take_over=TakeOverValidation(store, offices, procedures, files, clock),
        procedures=shown,
        countries=parts.countries,
        read_evidence=ReadEvidence(store, clock),
        mails=ledger_cases(parts),
        media=parts.media,
        wording=parts.wording,
    )


def ledger_cases(parts: DesktopParts) -> LedgerUseCases:
    """For the mails of a case."""
    from app.stages.notification import CopyInvite, Ledger, ResendMessage
    from ui.papers.desk import LedgerUseCases

    store, clock = parts.store, parts.clock
    return LedgerUseCases(
        ledger=Ledger(store, clock),
        resend=ResendMessage(store, clock),
        copy_invite=CopyInvite(store, parts.composer, clock),
    )


def record_cases(parts: DesktopParts) -> RecordUseCases:
    """For the record of a case."""
    from app.stages.documents import (
        ExportDocument,
        IssueValidationRecord,
        ListDocuments,
        PrintDocument,
        ReadDocument,
    )
    from ui.papers.desk import RecordUseCases

    store, clock = parts.store, parts.clock
    return RecordUseCases(
        documents=ListDocuments(store, clock),
        issue=IssueValidationRecord(store, parts.procedures, parts.renderer, clock),
        read=ReadDocument(store, clock),
        export=ExportDocument(store, clock),
        printing=PrintDocument(store, clock),
        media=parts.media,
    )


def reassigning(parts: DesktopParts) -> ReassignValidation:
    """For a director in the queue."""
    from app.stages.validation import ReassignValidation

    return ReassignValidation(
        parts.store, parts.offices, parts.procedures, parts.invitations, parts.clock
    )


def decision_cases(parts: DesktopParts, language: str) -> DecisionUseCases:
    """For the decision."""
    from app.stages.access import ConfirmByCode, ConfirmPassword, PasswordCheck
    from app.stages.decision import ComparisonRows, Decide, PreviewRefusal, RiskDesk
    from ui.decision.desk import DecisionUseCases

    desk = RiskDesk(parts.offices, parts.phones, parts.risk_limits, parts.emails)
    confirm: PasswordConfirmation
    if parts.door is not None:
        confirm = ConfirmByCode(parts.door)
    else:
        confirm = ConfirmPassword(PasswordCheck(parts.store, parts.hasher, parts.clock))
    return DecisionUseCases(
        signs_by_code=parts.door is not None,
        comparison=ComparisonRows(parts.store, desk, parts.clock),
        decide=Decide(parts.store, confirm, parts.procedures, desk, parts.clock),
        preview=PreviewRefusal(parts.composer, parts.procedures, parts.emails, parts.clock),
        procedures=parts.procedures_in(language),
        wording=parts.wording,
        countries=parts.countries,
    )


def desk_cases(parts: DesktopParts) -> DeskUseCases:
    """For the person's own desk."""
    from app.stages.desk import ShowOwnWork
    from app.stages.docket import Docket
    from app.stages.queueing import BrowseQueue
    from ui.desk.presenter import DeskUseCases

    return DeskUseCases(
        queue=BrowseQueue(parts.store, parts.clock),
        docket=Docket(parts.store, parts.offices, parts.clock),
        own_work=ShowOwnWork(parts.store, parts.clock),
    )


def registry_cases(parts: DesktopParts) -> RegistryUseCases:
    """For the register."""
    from app.stages.access import ConfirmByCode
    from app.stages.decision import ReportNotMe, Unfreeze
    from app.stages.registry import OpenPerson, SearchPeople
    from ui.registry.presenter import RegistryUseCases

    confirm = ConfirmByCode(parts.door) if parts.door is not None else None
    return RegistryUseCases(
        signs_by_code=parts.door is not None,
        search=SearchPeople(parts.store, parts.clock),
        open_person=OpenPerson(parts.store, parts.clock),
        report_not_me=ReportNotMe(parts.store, parts.clock, parts.emails),
        unfreeze=Unfreeze(parts.store, parts.clock, parts.emails, confirm),
        countries=parts.countries,
    )


def administration_cases(parts: DesktopParts, language: str) -> AdministrationUseCases:
    """For staff, agencies and settings."""
    from app.stages.access import (
        AddStaff,
        ChangeMember,
        ConfirmByCode,
        ConfirmPassword,
        EnableAccount,
        EnrolSecondFactor,
        ManageStaff,
        PasswordCheck,
    )
    from app.stages.administration import ChangeSetting, ListSettings
    from app.stages.mail_password import KeepMailPassword
    from ui.administration.staff_presenter import AdministrationUseCases

    store, clock, hasher = parts.store, parts.clock, parts.hasher
    catalogue = parts.settings_catalogue_in(language)
    return AdministrationUseCases(
        staff=ManageStaff(store, hasher, clock),
        add_staff=AddStaff(store, hasher, clock),
        change_member=ChangeMember(store, clock),
        enable=EnableAccount(store, clock),
        enrol=EnrolSecondFactor(store, clock),
        confirm=ConfirmPassword(PasswordCheck(store, hasher, clock))
        if parts.door is None
        else ConfirmByCode(parts.door),
        settings=ListSettings(store, catalogue, parts.offices, clock),
        change_setting=ChangeSetting(store, catalogue, parts.offices, clock),
        mail_password=KeepMailPassword(store, parts.secrets, clock),
        signs_by_code=parts.door is not None,
    )


def audit_cases(parts: DesktopParts) -> AuditUseCases:
    """For the audit."""
    from app.stages.oversight import CheckChain, PackEvidence, ReadEvent, SearchEvents
    from ui.audit.presenter import AuditUseCases

    store, clock, anchors = parts.store, parts.clock, parts.anchors
    return AuditUseCases(
        search=SearchEvents(store, clock),
        read=ReadEvent(store, clock),
        check=CheckChain(store, clock, anchors),
        pack=PackEvidence(store, clock, parts.pack_pages, parts.pack_writer, anchors),
    )


def signs_cases(parts: DesktopParts) -> SignsUseCases:
    """For the decisions that ask to be looked at."""
    from app.stages.oversight import FlaggedDecisions, NoteSigns
    from ui.audit.signs_presenter import SignsUseCases

    store, clock = parts.store, parts.clock
    return SignsUseCases(
        flagged=FlaggedDecisions(store, parts.offices, parts.risk_limits, clock),
        note=NoteSigns(store, clock),
    )
