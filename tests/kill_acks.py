"""Whether everything a killed program acknowledged is in the store.

One question for each kind of acknowledgement of ``tests.kill_acts``; a fact that was rightly
overtaken by a later step (a draft that became a review) is found where it went.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.domain.audit import case_chain
from app.domain.call import CallStatus
from app.domain.ids import CaseId, MessageId, Sha256, StaffId
from app.domain.message import MessageStatus
from app.domain.workflow import CaseState
from app.ports.readers import CaseView
from db.store import SqlStore

Ack = Mapping[str, Any]


def lost(store: SqlStore, acks: Iterable[Ack]) -> list[str]:
    """The acknowledged facts that are not there, in words."""
    by_case: dict[str, list[Ack]] = defaultdict(list)
    missing: list[str] = []
    for ack in acks:
        if ack["ack"] == "delivered":
            missing += [] if _is_delivered(store, ack) else [str(ack)]
        elif ack.get("case"):
            by_case[ack["case"]].append(ack)
        else:
            missing.append(f"refused: {ack}")
    for case_id, of_case in by_case.items():
        with store.read() as readers:
            view = readers.case.view(CaseId(case_id))
        missing += [str(ack) for ack in of_case if not QUESTIONS[ack["ack"]](store, view, ack)]
    return missing


def _is_delivered(store: SqlStore, ack: Ack) -> bool:
    with store.write() as uow:
        message = uow.outbox.get(MessageId(ack["message"]))
    status = message.status
    if ack["fate"] == "dropped":
        return status is MessageStatus.CANCELLED
    if ack["fate"] == "retry":
        # The mail server of a busy machine answers late: the message waits, and counts its tries.
        return message.attempts > 0 and status is not MessageStatus.FAILED
    return ack["fate"] == "handed_over" and status is MessageStatus.HANDED_OVER


def _package(store: SqlStore, view: CaseView, ack: Ack) -> bool:
    with store.write() as uow:
        record = uow.packages.find(ack["number"])
    return record is not None and record.case_id == view.case.id and bool(view.files)


def _inspected(_store: SqlStore, view: CaseView, _ack: Ack) -> bool:
    first = [item for item in view.files if item.file.round == 1]
    return all(item.report for item in first) and (
        view.case.state is not CaseState.RECEIVED or view.case.round > 1
    )


def _claimed(store: SqlStore, view: CaseView, ack: Ack) -> bool:
    with store.read() as readers:
        events = readers.audit.events(case_chain(view.case.id))
    return any(
        '"action":"case.claimed"' in event.canonical and ack["staff"] in event.canonical
        for event in events
    )


def _draft(store: SqlStore, view: CaseView, ack: Ack) -> bool:
    with store.write() as uow:
        draft = uow.drafts.get(view.case.id, StaffId(ack["staff"]))
    kept = [review.draft for review in view.reviews if review.round == ack["round"]]
    kept += [draft] if draft is not None and draft.round == ack["round"] else []
    return any(set(ack["codes"]) <= set(one.requirements) for one in kept)


def _frame(store: SqlStore, view: CaseView, ack: Ack) -> bool:
    with store.look() as stored:
        draft = stored.drafts.get(view.case.id, StaffId(ack["staff"]))
        are_stored = all(stored.blobs.get(Sha256(sha256)) for sha256 in ack["sha256"])
    kept = [review.draft for review in view.reviews] + ([draft] if draft is not None else [])
    wanted = set(ack["sha256"])
    are_kept = any(wanted <= {one.sha256 for one in each.snapshots} for each in kept)
    return are_stored and are_kept


def _reviewed(_store: SqlStore, view: CaseView, ack: Ack) -> bool:
    return any(r.id == ack["review"] for r in view.reviews) and _has_messages(view, ack)


def _undone(_store: SqlStore, view: CaseView, ack: Ack) -> bool:
    return any(r.id == ack["review"] and r.undone_at is not None for r in view.reviews)


def _scheduled(_store: SqlStore, view: CaseView, ack: Ack) -> bool:
    return any(call.id == ack["call"] for call in view.calls) and _has_messages(view, ack)


def _started(_store: SqlStore, view: CaseView, ack: Ack) -> bool:
    return any(c.id == ack["call"] and c.status is not CallStatus.SCHEDULED for c in view.calls)


def _check(_store: SqlStore, view: CaseView, ack: Ack) -> bool:
    checks = [check for call in view.calls if call.id == ack["call"] for check in call.checks]
    return any(one.code == ack["check"] and one.result == ack["result"] for one in checks)


def _outcome(_store: SqlStore, view: CaseView, ack: Ack) -> bool:
    return any(c.id == ack["call"] and c.outcome == ack["outcome"] for c in view.calls)


def _decided(_store: SqlStore, view: CaseView, ack: Ack) -> bool:
    is_there = view.decision is not None and view.decision.outcome == ack["outcome"]
    return is_there and _has_messages(view, ack)


def _applied(_store: SqlStore, view: CaseView, _ack: Ack) -> bool:
    return view.decision is not None and view.decision.applied_at is not None


def _issued(store: SqlStore, view: CaseView, ack: Ack) -> bool:
    with store.write() as uow:
        data = uow.blobs.get(Sha256(ack["sha256"]))
    return data.startswith(b"%PDF") and any(d.sha256 == ack["sha256"] for d in view.documents)


def _has_messages(view: CaseView, ack: Ack) -> bool:
    return set(ack["messages"]) <= {str(message.id) for message in view.messages}


def _nothing(_store: SqlStore, _view: CaseView, _ack: Ack) -> bool:
    return True


QUESTIONS: dict[str, Callable[[SqlStore, CaseView, Ack], bool]] = {
    "package": _package,
    "inspected": _inspected,
    "claimed": _claimed,
    "draft": _draft,
    "frame": _frame,
    "resumed": _nothing,
    "reviewed": _reviewed,
    "undone": _undone,
    "scheduled": _scheduled,
    "started": _started,
    "check": _check,
    "outcome": _outcome,
    "decided": _decided,
    "applied": _applied,
    "issued": _issued,
}
