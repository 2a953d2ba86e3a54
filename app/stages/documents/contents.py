"""What the record (*acta*) of validation says, taken from the stored case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from app.domain.audit import AuditEvent
from app.domain.call import Call
from app.domain.contact import contact_difference, mask_field
from app.domain.errors import RuleViolationError
from app.domain.ids import StaffId
from app.domain.masking import mask_keeping_end
from app.domain.procedure import Procedure
from app.domain.review import FACES as ALL_FACES
from app.domain.reviewed import CommittedReview
from app.domain.workflow import CaseState
from app.ports.readers import CaseView
from app.ports.renderer import RecordedAnchor, RecordedCheck, RecordedEvidence, ValidationRecordView

TEMPLATE_VERSION: Final = "acta-4"
FACES: Final = "faces"
CALL: Final = "call"
DECISION: Final = "decision"
SNAPSHOT: Final = "snapshot"
SILENT: Final = "silent"
UNHEARD: Final = "unheard"
"""``what`` of lines that are no requirement and no guided check; the renderer has their words."""

_VISIBLE: Final = 3


def record_number(view: CaseView) -> str:
    """The one number of the one record of a case."""
    return f"ACTA-{view.case.number}"


def record_view(
    view: CaseView,
    procedure: Procedure,
    head: AuditEvent,
    place: str,
    at: datetime,
    anchor: RecordedAnchor | None = None,
) -> ValidationRecordView:
    """Everything the record prints; outcomes are codes, whose words the renderer has.

    Args:
        view: the decided case.
        procedure: definition the case began with.
        head: last event of the case's chain.
        place: name of the office.
        at: instant of issue.
        anchor: the newest seal of the audit, where seals are kept.

    Raises:
        RuleViolationError: ``NOT_DECIDED_YET`` while there is nothing to record, or while the
            outcome can still change (undo window of the review, change on hold).
    """
    case = view.case
    reviews = [review for review in view.reviews if review.undone_at is None]
    _require_final(view, reviews, at)
    decision = view.decision
    reasons = decision.reasons if decision else _review_reasons(reviews)
    return ValidationRecordView(
        number=record_number(view),
        case_number=case.number,
        procedure_title=procedure.title,
        person_name=f"{view.person.given_names} {view.person.family_names}",
        masked_identifier=mask_keeping_end(case.declared.identifier.value, _VISIBLE),
        issued_at=at,
        place=place,
        outcome=case.state.value,
        reviewers=_names(view, [review.staff_id for review in reviews]),
        validator=_name(view, case.validated_by),
        checks=tuple(_checks(view, procedure, reviews)),
        changes=_changes(view),
        evidence=tuple(_evidence(view, procedure, reviews)),
        reasons=tuple(_reason_label(procedure, code) for code in reasons),
        audit_chain=head.chain,
        audit_sequence=head.sequence,
        audit_head=head.hash,
        legal_base=procedure.legal_base,
        template_version=TEMPLATE_VERSION,
        anchor=anchor,
    )


def _require_final(view: CaseView, reviews: list[CommittedReview], at: datetime) -> None:
    is_closed = view.case.state in {CaseState.APPROVED, CaseState.REFUSED}
    can_be_undone = view.decision is None and any(review.undo_until > at for review in reviews)
    if not is_closed or can_be_undone:
        raise RuleViolationError(
            "NOT_DECIDED_YET", number=view.case.number, state=view.case.state.value
        )


def _review_reasons(reviews: list[CommittedReview]) -> tuple[str, ...]:
    if not reviews:
        return ()
    found = (code for item in reviews[-1].draft.requirements.values() for code in item.reasons)
    return tuple(dict.fromkeys(found))


def _checks(
    view: CaseView, procedure: Procedure, reviews: list[CommittedReview]
) -> Iterator[RecordedCheck]:
    titles = {item.code: item.title for item in procedure.requirements}
    for review in reviews:
        by, at = _name(view, review.staff_id), review.committed_at
        # As the procedure lists them, not as the reviewer happened to touch them.
        for code in sorted(review.draft.requirements, key=_place_in(procedure)):
            item = review.draft.requirements[code]
            if item.verdict is not None:
                what = titles.get(code, code)
                yield RecordedCheck(what, item.verdict.value, by, at, review.round)
                if item.silent:
                    yield RecordedCheck(SILENT, UNHEARD, by, at, review.round)
        if review.draft.faces is not None:
            faces = _faces_of(review.draft.faces_compared)
            yield RecordedCheck(faces, review.draft.faces.value, by, at, review.round)
    for call in sorted(view.calls, key=lambda call: call.starts_at):
        yield from _call_checks(view, call)
    if view.decision is not None:
        by = _name(view, view.decision.decided_by)
        decided = view.decision
        yield RecordedCheck(DECISION, decided.outcome.value, by, decided.decided_at)


def _faces_of(compared: tuple[str, ...] | None) -> str:
    """``faces``, or ``faces:`` and the places of those on show when some had not been found."""
    if compared is None or len(compared) == len(ALL_FACES):
        return FACES
    return f"{FACES}:{','.join(compared)}"


def _call_checks(view: CaseView, call: Call) -> Iterator[RecordedCheck]:
    if call.outcome is None:
        return
    by = _name(view, call.validator_id)
    for check in call.checks:
        if check.result is not None:
            yield RecordedCheck(check.prompt, check.result.value, by, check.answered_at)
    yield RecordedCheck(CALL, call.outcome.value, by, call.ended_at)


def _changes(view: CaseView) -> tuple[tuple[str, str, str], ...]:
    decision = view.decision
    if decision is None or decision.after is None:
        return ()
    return tuple(
        (row.field, mask_field(row.field, row.before), mask_field(row.field, row.after))
        for row in contact_difference(decision.before, decision.after)
        if row.changed
    )


def _evidence(
    view: CaseView, procedure: Procedure, reviews: list[CommittedReview]
) -> Iterator[RecordedEvidence]:
    files = [seen.file for seen in view.files]
    newest: dict[str, int] = {}
    for file in files:
        newest[file.requirement] = max(file.round, newest.get(file.requirement, 0))
    titles = {item.code: item.title for item in procedure.requirements}
    place = _place_in(procedure)
    files.sort(key=lambda file: (place(file.requirement), file.round, file.name))
    for file in files:
        title = titles.get(file.requirement, file.requirement)
        is_replaced = file.round < newest[file.requirement]
        yield RecordedEvidence(title, file.name, file.sha256, file.size, is_replaced)
    names = {file.id: file.name for file in files}
    for frame in dict.fromkeys(one for review in reviews for one in review.draft.snapshots):
        name = f"{names.get(frame.file_id, '')} · {_clock(frame.position_us)}"
        yield RecordedEvidence(SNAPSHOT, name, frame.sha256, 0)
    for call in view.calls:
        for picture in call.snapshots:
            # The blob is checked against its hash on every read; its size adds nothing here.
            yield RecordedEvidence(CALL, picture.label, picture.sha256, 0)


def _clock(position_us: int) -> str:
    """``1:05,3``: minutes, seconds and tenths from the start of the video."""
    tenths = position_us // 100_000
    return f"{tenths // 600}:{tenths // 10 % 60:02},{tenths % 10}"


def _place_in(procedure: Procedure) -> Callable[[str], int]:
    places = {item.code: place for place, item in enumerate(procedure.requirements)}
    return lambda code: places.get(code, len(places))


def _reason_label(procedure: Procedure, code: str) -> str:
    try:
        return f"{code} · {procedure.reason(code).label}"
    except KeyError:
        return code


def _names(view: CaseView, staff: list[StaffId]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_name(view, staff_id) for staff_id in staff))


def _name(view: CaseView, staff_id: StaffId | None) -> str:
    return view.staff_names.get(staff_id, "") if staff_id else ""
