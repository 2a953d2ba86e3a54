"""Documents we issue: the record of validation, and every time somebody takes it in hand."""

from app.stages.documents.handing_out import (
    DocumentCommand,
    ExportDocument,
    HandedDocument,
    PrintDocument,
    ReadDocument,
)
from app.stages.documents.issuing import IssueValidationRecord, IssueValidationRecordCommand

__all__ = [
    "DocumentCommand",
    "ExportDocument",
    "HandedDocument",
    "IssueValidationRecord",
    "IssueValidationRecordCommand",
    "PrintDocument",
    "ReadDocument",
]
