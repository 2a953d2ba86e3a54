"""The use cases of a case's papers on one office, as the window composes them."""

from __future__ import annotations

from app.infra.message_templates import MessageTemplates
from app.ports.media import MediaReader
from app.stages.documents import (
    ExportDocument,
    IssueValidationRecord,
    ListDocuments,
    PrintDocument,
    ReadDocument,
)
from app.stages.notification import CopyInvite, Ledger, ResendMessage
from reports.renderer import PdfRecordRenderer
from tests.casework import RESOURCES, Casework
from ui.papers.desk import LedgerUseCases, RecordUseCases


def ledger_use_cases(office: Casework) -> LedgerUseCases:
    store, clock = office.store, office.clock
    return LedgerUseCases(
        ledger=Ledger(store, clock),
        resend=ResendMessage(store, clock),
        copy_invite=CopyInvite(store, MessageTemplates(RESOURCES / "templates"), clock),
    )


def record_use_cases(office: Casework, media: MediaReader) -> RecordUseCases:
    store, clock = office.store, office.clock
    return RecordUseCases(
        documents=ListDocuments(store, clock),
        issue=IssueValidationRecord(store, office.procedures, PdfRecordRenderer(RESOURCES), clock),
        read=ReadDocument(store, clock),
        export=ExportDocument(store, clock),
        printing=PrintDocument(store, clock),
        media=media,
    )
