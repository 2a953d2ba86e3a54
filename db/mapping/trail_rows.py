"""Outbox messages, packages, audit events."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.domain.audit import AuditEvent, ChainHead
from app.domain.ids import MessageId, Sha256
from app.domain.message import Attachment, OutboxMessage
from app.domain.package import PackageProblem, PackageRecord
from db.link import Row
from db.payload import from_json, to_json


def due_instant(not_before: datetime, next_try_at: datetime | None) -> datetime:
    """When a message may leave: the later of the two."""
    return max(not_before, next_try_at) if next_try_at is not None else not_before


def message_values(message: OutboxMessage) -> dict[str, Any]:
    """Columns of ``outbox``."""
    return {
        "id": message.id,
        "case_id": message.case_id,
        "template": message.template,
        "language": message.language,
        "recipient": message.recipient,
        "parameters": to_json(message.parameters),
        "attachments": [to_json(item) for item in message.attachments],
        "created_at": message.created_at,
        "created_by": message.created_by,
        "not_before": message.not_before,
        "due_at": due_instant(message.not_before, message.next_try_at),
        "status": message.status,
        "attempts": message.attempts,
        "next_try_at": message.next_try_at,
        "last_error": message.last_error,
        "body_hash": message.body_hash,
        "handed_over_at": message.handed_over_at,
        "valid_while": message.valid_while,
    }


def message_from(row: Row) -> OutboxMessage:
    """A message from its row."""
    return OutboxMessage(
        id=MessageId(row["id"]),
        case_id=row["case_id"],
        template=row["template"],
        language=row["language"],
        recipient=row["recipient"],
        parameters=row["parameters"],
        created_at=row["created_at"],
        not_before=row["not_before"],
        created_by=row["created_by"],
        attachments=tuple(from_json(Attachment, item) for item in row["attachments"]),
        status=row["status"],
        attempts=row["attempts"],
        next_try_at=row["next_try_at"],
        last_error=row["last_error"],
        body_hash=row["body_hash"],
        handed_over_at=row["handed_over_at"],
        valid_while=row["valid_while"],
    )


def package_values(record: PackageRecord, identifier: str) -> dict[str, Any]:
    """Columns of ``packages``."""
    return {
        "id": identifier,
        "number": record.number,
        "content_hash": record.content_hash,
        "status": record.status,
        "received_at": record.received_at,
        "case_id": record.case_id,
        "problems": [to_json(problem) for problem in record.problems],
        "source_name": record.source_name,
    }


def package_from(row: Row) -> PackageRecord:
    """A package record from its row."""
    return PackageRecord(
        number=row["number"],
        content_hash=Sha256(row["content_hash"]),
        status=row["status"],
        received_at=row["received_at"],
        case_id=row["case_id"],
        problems=tuple(from_json(PackageProblem, item) for item in row["problems"]),
        source_name=row["source_name"],
    )


def event_from(row: Row) -> AuditEvent:
    """An audit event as stored, whatever somebody put there."""
    return AuditEvent(
        chain=_text(row["chain"]),
        sequence=_whole(row["sequence"]),
        canonical=_text(row["canonical"]),
        previous_hash=Sha256(_text(row["previous_hash"])),
        hash=Sha256(_text(row["hash"])),
    )


def head_from(row: Row) -> ChainHead:
    """The head of a chain as stored, whatever somebody put there."""
    return ChainHead(_text(row["chain"]), _whole(row["sequence"]), Sha256(_text(row["hash"])))


def _text(value: object) -> str:
    """SQLite keeps values of any kind in any column; bytes stay apart from the text they spell."""
    return value if isinstance(value, str) else repr(value)


def _whole(value: object) -> int:
    """A position; 0, which no event has, for what is no number."""
    return value if isinstance(value, int) else 0
