"""The use cases behind the papers of a case."""

from __future__ import annotations

from dataclasses import dataclass

from app.ports.media import MediaReader
from app.stages.documents import (
    ExportDocument,
    IssueValidationRecord,
    ListDocuments,
    PrintDocument,
    ReadDocument,
)
from app.stages.notification import CopyInvite, Ledger, ResendMessage


@dataclass(frozen=True, slots=True)
class LedgerUseCases:
    """What the mails of a case can be asked for, composed by ``main.py``."""

    ledger: Ledger
    resend: ResendMessage
    copy_invite: CopyInvite


@dataclass(frozen=True, slots=True)
class RecordUseCases:
    """What the record of a case can be asked for, composed by ``main.py``."""

    documents: ListDocuments
    issue: IssueValidationRecord
    read: ReadDocument
    export: ExportDocument
    printing: PrintDocument
    media: MediaReader
