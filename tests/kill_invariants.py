"""What must hold in the store at every instant: no case is ever half of a step.

The audit chain of a case is taken as the list of whole steps it went through. Folding it says what
the tables must hold (:func:`_told`), and :func:`half_steps` compares, for each case:

* state, round, holder, reviewer, validator and decider of the case itself;
* its files: those of every round there, inspected exactly when the chain says so;
* its accepted packages, one a round;
* reviews with their outcome, and those taken back;
* calls with their status, checks and outcome;
* the hands by which separation is judged: reviewers and validators;
* the pause of the term: open exactly while the citizen is waited for;
* the draft: none left of a review that stands;
* the decision, its contact data in force exactly once when applied and not at all otherwise,
  with one entry on the person's own chain;
* documents, each with its bytes;
* the outbox: the very messages each step sends, handed over exactly where the chain says so, and
  cancelled where a review was taken back.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.audit import AuditEvent, case_chain, person_chain
from app.domain.call import CallOutcome, CallStatus
from app.domain.duties import Hands
from app.domain.errors import VentanillaError
from app.domain.ids import CaseId
from app.domain.message import MessageStatus
from app.domain.notices import (
    CORRECTION,
    CORRECTION_RECEIVED,
    DOCUMENTS_REFUSED,
    INVITATION,
    RECEIPT,
    REMINDER,
)
from app.domain.review import ReviewDraft, ReviewOutcome
from app.domain.workflow import CaseState
from app.ports.readers import CaseView, QueueFilter
from db.store import SqlStore

AFTER_REVIEW = {
    ReviewOutcome.ACCEPT: CaseState.TO_SCHEDULE,
    ReviewOutcome.RETURN: CaseState.AWAITING_CITIZEN,
    ReviewOutcome.REFUSE: CaseState.REFUSED,
}
LETTERS = {ReviewOutcome.RETURN: CORRECTION, ReviewOutcome.REFUSE: DOCUMENTS_REFUSED}
NOT_LEFT = (MessageStatus.QUEUED, MessageStatus.HELD, MessageStatus.SENDING)


@dataclass
class _Told:
    """What the chain of one case says there must be."""

    state: CaseState | None = None
    round: int = 0
    holder: str | None = None
    is_inspected: bool = False
    reviews: list[ReviewOutcome] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)
    reviewers: set[str] = field(default_factory=set)
    validators: set[str] = field(default_factory=set)
    calls: dict[str, tuple[CallStatus, str | None]] = field(default_factory=dict)
    checks: dict[str, dict[str, str]] = field(default_factory=dict)
    decided: tuple[str, str] | None = None
    is_applied: bool = False
    decision_messages: set[str] = field(default_factory=set)
    documents: list[str] = field(default_factory=list)
    handed_over: Counter[str] = field(default_factory=Counter)
    dropped: set[str] = field(default_factory=set)
    frames: set[str] = field(default_factory=set)
    pictures: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def half_steps(store: SqlStore, whole: set[tuple[str, int]] | None = None) -> list[str]:
    """Every disagreement between tables and chains, in words; empty when all steps are whole.

    Args:
        store: the store, nobody else writing.
        whole: finished cases (with the length of their chain) found whole before, to be passed
            over; those found now are added. None looks at every case.
    """
    found: list[str] = []
    with store.read() as readers:
        chains = {head.chain: head.sequence for head in readers.audit.heads()}
        # By table and by chain: neither may know a case that the other does not.
        cases = set(_all_rows(readers.queue))
    cases |= {CaseId(name[5:]) for name in chains if name.startswith(case_chain(""))}
    for case_id in sorted(cases):
        key = (case_id, chains.get(case_chain(case_id), 0))
        if whole is not None and key in whole:
            continue
        faults, is_final = _case_faults(store, case_id)
        found += [f"{case_id}: {fault}" for fault in faults]
        if whole is not None and is_final and not faults:
            whole.add(key)
    return found


def _all_rows(queue: Any) -> list[CaseId]:
    found: list[CaseId] = []
    after = None
    while True:
        page = queue.page(QueueFilter(), after, 1000)
        found += [row.case_id for row in page.rows]
        after = page.after
        if after is None:
            return found


def _case_faults(store: SqlStore, case_id: CaseId) -> tuple[list[str], bool]:
    with store.read() as readers:
        view = readers.case.view(case_id)
        told = _told(readers.audit.events(case_chain(case_id)))
        history = readers.registry.contact_history(view.person.id)
        changes = _actions(readers.audit.events(person_chain(view.person.id)))
    with store.write() as uow:
        hands = uow.cases.hands(case_id)
        pauses = uow.cases.pauses(case_id)
        members = {member.id: member.cedula for member in uow.staff.all()}
        drafts = [uow.drafts.get(case_id, member) for member in members]
        package = uow.packages.find(view.case.package_number)
        faults = [*_documents(view, told, uow.blobs)]
    if package is None or package.case_id != case_id:
        faults.append("its package was not recorded")
    faults += _case(view, told)
    faults += _files(view, told)
    faults += _judgement(view, told, [draft for draft in drafts if draft], pauses)
    faults += _hands(hands, told, {str(key): value for key, value in members.items()})
    faults += _calls(view, told)
    faults += _decision(view, told, [version.value for version in history], changes)
    faults += _outbox(view, told)
    is_final = view.case.state in {CaseState.APPROVED, CaseState.REFUSED} and not any(
        message.status in NOT_LEFT for message in view.messages
    )
    return faults, is_final and bool(view.documents)


def _body(event: AuditEvent) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(event.canonical)
    return body


def _actions(events: Iterable[AuditEvent]) -> list[str]:
    return [str(_body(event)["action"]) for event in events]


def _told(events: Iterable[AuditEvent]) -> _Told:
    told = _Told()
    for event in events:
        body = _body(event)
        _step(told, str(body["action"]), body["actor"], body["details"])
    return told


def _step(told: _Told, action: str, actor: str, facts: Mapping[str, Any]) -> None:
    match action:
        case "case.received" | "case.resubmitted":
            told.state, told.round, told.is_inspected = CaseState.RECEIVED, told.round + 1, False
        case "case.inspected":
            told.state, told.is_inspected = CaseState(facts["state"]), True
        case "case.claimed":
            told.holder = actor
        case "case.released":
            told.holder = None
        case "document.issued":
            told.documents.append(facts["number"])
        case "message.handed_over":
            told.handed_over[facts["message"]] += 1
        case "case.hold_prolonged" | "evidence.read":
            pass
        case "message.dropped":
            told.dropped.add(facts["message"])
        case _ if action.startswith("review."):
            _review_step(told, action, actor, facts)
        case _ if action.startswith("call."):
            _call_step(told, action, actor, facts)
        case _:
            _decision_step(told, action, actor, facts)


def _review_step(told: _Told, action: str, actor: str, facts: Mapping[str, Any]) -> None:
    if action == "review.snapshot_kept":
        told.frames.add(facts["sha256"])
        return
    told.holder = None
    if action == "review.undone":
        told.undone.append(facts["review"])
        told.state = CaseState.TO_REVIEW
        return
    outcome = ReviewOutcome(facts["outcome"])
    told.reviews.append(outcome)
    told.reviewers.add(actor)
    told.state = AFTER_REVIEW[outcome]


def _call_step(told: _Told, action: str, actor: str, facts: Mapping[str, Any]) -> None:
    call = facts["call"]
    match action:
        case "call.scheduled":
            told.calls[call] = (CallStatus.SCHEDULED, None)
            told.state, told.holder = CaseState.CALL_SCHEDULED, None
        case "call.started":
            told.calls[call] = (CallStatus.IN_PROGRESS, None)
            told.checks[call] = dict.fromkeys(facts["checks"], "")
            told.validators.add(actor)
        case "call.cancelled":
            told.calls[call] = (CallStatus.CANCELLED, None)
        case "call.check_recorded":
            told.checks[call][facts["check"]] = facts["result"]
        case "call.snapshot_added":
            told.pictures[call].add(facts["sha256"])
        case _:
            told.calls[call] = (CallStatus.DONE, CallOutcome(facts["outcome"]))
            told.state = CaseState(facts["state"])


def _decision_step(told: _Told, action: str, actor: str, facts: Mapping[str, Any]) -> None:
    told.state = CaseState(facts["state"])
    told.decision_messages |= set(facts["messages"])
    if action != "case.applied_after_hold":
        told.decided, told.holder = (action.removeprefix("case."), actor), None
    told.is_applied = told.state is CaseState.APPROVED


def _differ(what: str, stored: object, told: object) -> Iterator[str]:
    if stored != told:
        yield f"{what}: the table has {stored}, the chain says {told}"


def _case(view: CaseView, told: _Told) -> Iterator[str]:
    case = view.case
    yield from _differ("state", case.state, told.state)
    yield from _differ("round", case.round, told.round)
    yield from _differ("holder", case.claim.staff_id if case.claim else None, told.holder)
    yield from _differ("decider", case.decided_by, told.decided[1] if told.decided else None)
    is_validated = any(status is CallStatus.DONE for status, _ in told.calls.values())
    yield from _differ("has a validator", case.validated_by is not None, is_validated)
    is_reviewed = len(told.reviews) > len(told.undone) and not (
        told.round == 2 and told.state in {CaseState.RECEIVED, CaseState.TO_REVIEW}
    )
    if is_reviewed:
        yield from _differ("has a reviewer", case.reviewed_by is not None, True)
    yield from _differ("is on hold", case.hold_until is not None, told.state is CaseState.ON_HOLD)


def _files(view: CaseView, told: _Told) -> Iterator[str]:
    rounds = Counter(item.file.round for item in view.files)
    yield from _differ("rounds with files", set(rounds), set(range(1, told.round + 1)))
    yield from _differ("files of the first round", rounds[1], 5)
    reports = {bool(item.report) for item in view.files if item.file.round == told.round}
    yield from _differ("files are inspected", reports, {told.is_inspected})


def _judgement(
    view: CaseView, told: _Told, drafts: list[ReviewDraft], pauses: tuple[Any, ...]
) -> Iterator[str]:
    yield from _differ("reviews", Counter(r.outcome for r in view.reviews), Counter(told.reviews))
    undone = sorted(r.id for r in view.reviews if r.undone_at is not None)
    yield from _differ("reviews taken back", undone, sorted(told.undone))
    if told.state is not CaseState.TO_REVIEW and drafts:
        yield "a draft is left of a review that was committed"
    judged = [*drafts, *(review.draft for review in view.reviews)]
    kept = {frame.sha256 for draft in judged for frame in draft.snapshots}
    yield from _differ("frames kept", kept, told.frames)
    is_paused = any(end is None for _, end in pauses)
    yield from _differ("term is paused", is_paused, told.state is CaseState.AWAITING_CITIZEN)


def _hands(hands: Hands, told: _Told, members: Mapping[str, str]) -> Iterator[str]:
    yield from _differ("reviewers", hands.reviewers, {members[one] for one in told.reviewers})
    yield from _differ("validators", hands.validators, {members[one] for one in told.validators})


def _calls(view: CaseView, told: _Told) -> Iterator[str]:
    stored = {str(call.id): (call.status, call.outcome) for call in view.calls}
    yield from _differ("calls", stored, told.calls)
    kept = {str(call.id): {one.sha256 for one in call.snapshots} for call in view.calls}
    yield from _differ("pictures of calls", {k: v for k, v in kept.items() if v}, told.pictures)
    checks = {
        str(call.id): {check.code: check.result or "" for check in call.checks}
        for call in view.calls
        if call.checks
    }
    yield from _differ("checks", checks, told.checks)


def _decision(view: CaseView, told: _Told, history: list[Any], changes: list[str]) -> Iterator[str]:
    decision = view.decision
    outcome = (decision.outcome.value, decision.decided_by) if decision else None
    yield from _differ("decision", outcome, told.decided)
    is_applied = decision is not None and decision.applied_at is not None
    yield from _differ("decision is applied", is_applied, told.is_applied)
    yield from _differ("entries of the person", changes, ["contact.replaced"] * told.is_applied)
    after = (decision.after if decision else None) or view.case.declared.contact
    yield from _differ("times the new data came into force", history.count(after), told.is_applied)
    in_force = view.contact.value if view.contact else None
    yield from _differ("new data are in force", in_force == after, told.is_applied)


def _documents(view: CaseView, told: _Told, blobs: Any) -> Iterator[str]:
    yield from _differ("documents", [item.number for item in view.documents], told.documents)
    for item in view.documents:
        try:
            blobs.get(item.sha256)
        except VentanillaError as error:
            yield f"document {item.number}: {error.code}"


def _outbox(view: CaseView, told: _Told) -> Iterator[str]:
    sent = Counter(message.template for message in view.messages)
    letters = Counter(LETTERS[outcome] for outcome in told.reviews if outcome in LETTERS)
    wanted = letters + Counter(
        {
            RECEIPT: min(1, told.round),
            CORRECTION_RECEIVED: max(0, told.round - 1),
            INVITATION: len(told.calls),
        }
    )
    of_decision = [m for m in view.messages if m.id in told.decision_messages]
    wanted += Counter(message.template for message in of_decision)
    reminders = sent.pop(REMINDER, 0)
    yield from _differ("messages", sent, wanted)
    yield from _differ("messages of the decision", len(of_decision), len(told.decision_messages))
    if reminders > 2 * len(told.calls):
        yield f"{reminders} reminders of {len(told.calls)} calls"
    handed = Counter(m.id for m in view.messages if m.status is MessageStatus.HANDED_OVER)
    yield from _differ("messages handed over", handed, told.handed_over)
    undone = {m for r in view.reviews if r.undone_at is not None for m in r.messages}
    for message in view.messages:
        if message.id in undone | told.dropped and message.status is not MessageStatus.CANCELLED:
            yield f"message {message.template} should be cancelled"
        if message.status is MessageStatus.FAILED:
            yield f"message {message.template} failed: {message.last_error}"
