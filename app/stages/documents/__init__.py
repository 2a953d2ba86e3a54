"""Documents we issue: the record of validation, and every time somebody takes it in hand."""

from app.stages.documents.handing_out import (
    DocumentCommand,
    ExportDocument,
    HandedDocument,
    PrintDocument,
    ReadDocument,
)
from app.stages.documents.issuing import IssueValidationRecord, IssueValidationRecordCommand
from app.stages.documents.listing import ListDocuments

__all__ = [
    "DocumentCommand",
    "ExportDocument",
    "HandedDocument",
    "IssueValidationRecord",
    "IssueValidationRecordCommand",
    "ListDocuments",
    "PrintDocument",
    "ReadDocument",
]
