"""Reviews, calls, decisions, documents."""

from __future__ import annotations

from typing import Any

from app.domain.call import Call, GuidedCheck, Snapshot
from app.domain.contact import ContactData
from app.domain.decision import Decision
from app.domain.ids import CallId, CaseId, MessageId, Sha256, StaffId
from app.domain.record import IssuedDocument
from app.domain.review import ReviewDraft
from app.domain.reviewed import CommittedReview
from db.link import Row
from db.payload import from_json, to_json


def review_values(review: CommittedReview) -> dict[str, Any]:
    """Columns of ``reviews``."""
    return {
        "id": review.id,
        "case_id": review.case_id,
        "staff_id": review.staff_id,
        "round": review.round,
        "outcome": review.outcome,
        "came_from": review.came_from,
        "catalogue_version": review.catalogue_version,
        "committed_at": review.committed_at,
        "undo_until": review.undo_until,
        "draft": to_json(review.draft),
        "messages": list(review.messages),
        "undone_at": review.undone_at,
        "due_before": review.due_before,
    }


def review_from(row: Row) -> CommittedReview:
    """A committed review from its row."""
    return CommittedReview(
        id=row["id"],
        case_id=CaseId(row["case_id"]),
        staff_id=StaffId(row["staff_id"]),
        round=row["round"],
        outcome=row["outcome"],
        draft=from_json(ReviewDraft, row["draft"]),
        catalogue_version=row["catalogue_version"],
        committed_at=row["committed_at"],
        came_from=row["came_from"],
        undo_until=row["undo_until"],
        due_before=row["due_before"],
        messages=tuple(MessageId(item) for item in row["messages"]),
        undone_at=row["undone_at"],
    )


def call_values(call: Call) -> dict[str, Any]:
    """Columns of ``calls`` except the version."""
    return {
        "id": call.id,
        "case_id": call.case_id,
        "validator_id": call.validator_id,
        "starts_at": call.starts_at,
        "ends_at": call.ends_at,
        "minutes": call.minutes,
        "link": call.link,
        "status": call.status,
        "checks": [to_json(check) for check in call.checks],
        "sequence": call.sequence,
        "started_at": call.started_at,
        "ended_at": call.ended_at,
        "outcome": call.outcome,
        "reasons": list(call.reasons),
        "note": call.note,
        "snapshots": [to_json(snapshot) for snapshot in call.snapshots],
    }


def call_from(row: Row) -> Call:
    """A call from its row."""
    return Call(
        id=CallId(row["id"]),
        case_id=CaseId(row["case_id"]),
        validator_id=StaffId(row["validator_id"]),
        starts_at=row["starts_at"],
        minutes=row["minutes"],
        link=row["link"],
        status=row["status"],
        checks=tuple(from_json(GuidedCheck, item) for item in row["checks"]),
        sequence=row["sequence"],
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        outcome=row["outcome"],
        reasons=tuple(row["reasons"]),
        note=row["note"],
        snapshots=tuple(from_json(Snapshot, item) for item in row["snapshots"]),
        version=row["version"],
    )


def decision_values(decision: Decision) -> dict[str, Any]:
    """Columns of ``decisions``."""
    return {
        "case_id": decision.case_id,
        "outcome": decision.outcome,
        "decided_by": decision.decided_by,
        "decided_at": decision.decided_at,
        "reasons": list(decision.reasons),
        "note": decision.note,
        "before": to_json(decision.before),
        "after": to_json(decision.after),
        "applied_at": decision.applied_at,
        "hold_until": decision.hold_until,
        "not_me_hash": decision.not_me_hash,
    }


def decision_from(row: Row) -> Decision:
    """A decision from its row."""
    before, after = row["before"], row["after"]
    return Decision(
        case_id=CaseId(row["case_id"]),
        outcome=row["outcome"],
        decided_by=StaffId(row["decided_by"]),
        decided_at=row["decided_at"],
        reasons=tuple(row["reasons"]),
        note=row["note"],
        before=None if before is None else from_json(ContactData, before),
        after=None if after is None else from_json(ContactData, after),
        applied_at=row["applied_at"],
        hold_until=row["hold_until"],
        not_me_hash=row["not_me_hash"],
    )


def document_values(document: IssuedDocument) -> dict[str, Any]:
    """Columns of ``documents``."""
    return {
        "id": document.id,
        "case_id": document.case_id,
        "kind": document.kind,
        "number": document.number,
        "sha256": document.sha256,
        "issued_at": document.issued_at,
        "issued_by": document.issued_by,
        "template_version": document.template_version,
    }


def document_from(row: Row) -> IssuedDocument:
    """An issued document from its row."""
    return IssuedDocument(
        id=row["id"],
        case_id=CaseId(row["case_id"]),
        kind=row["kind"],
        number=row["number"],
        sha256=Sha256(row["sha256"]),
        issued_at=row["issued_at"],
        issued_by=row["issued_by"],
        template_version=row["template_version"],
    )
