"""Committing a review, and previewing the message that it sends (D4, D7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.audit import AuditEntry, case_chain
from app.domain.case import Case
from app.domain.draft_size import require_bounded
from app.domain.duties import Operation, require
from app.domain.errors import RuleViolationError, StaleCaseError
from app.domain.holding import require_touch
from app.domain.ids import CaseId, MessageId, fresh_id
from app.domain.message import OutboxMessage
from app.domain.office_zone import office_day
from app.domain.procedure import Procedure
from app.domain.reachable import require_reachable
from app.domain.review import CarriedOver, ReviewDraft, ReviewOutcome, blockers, outcome_of
from app.domain.review_marks import first_unread, first_unsound, handed_in
from app.domain.reviewed import CommittedReview
from app.domain.staff import Session
from app.domain.workflow import CaseState, Move, target_of
from app.ports.clock import Clock
from app.ports.composer import ComposedMessage, MessageComposer
from app.ports.countries import CountryNames
from app.ports.office import Offices
from app.ports.procedures import ProcedureCatalogue
from app.ports.readers import CaseView
from app.ports.unit_of_work import Store, UnitOfWork
from app.risks import ChangeFacts
from app.stages.review.document_zone import mark_mismatch
from app.stages.review.letters import TEMPLATES, correction_due, letter_parameters
from app.stages.review.read_files import require_read, started_at
from app.stages.review.rounds import carried_into, with_kept_frames
from app.trail.accounts import require_own_account
from app.trail.arrivals import (
    require_own,
    require_own_files,
    require_own_papers,
    require_true_readings,
)
from app.trail.queued import queued
from app.trail.refusals import on_record

UNDO_SECONDS = 10
UNDO_SETTING = "review.undo_seconds"
_MOVES = {
    ReviewOutcome.ACCEPT: Move.ACCEPT_DOCUMENTS,
    ReviewOutcome.RETURN: Move.RETURN_FOR_CORRECTION,
    ReviewOutcome.REFUSE: Move.REFUSE_DOCUMENTS,
    ReviewOutcome.SECOND_REVIEW: Move.ASK_SECOND_REVIEW,
}


def _settled(draft: ReviewDraft) -> ReviewOutcome:
    """The second person's word on an earlier doubt; a doubt of their own settles nothing."""
    own = outcome_of(replace(draft, had_doubt=False))
    if own is ReviewOutcome.SECOND_REVIEW:
        raise RuleViolationError("REVIEW_BLOCKED", blocker="DOUBT_UNSETTLED", requirement="")
    return own


@dataclass(frozen=True, slots=True)
class CommitReviewCommand:
    """Commit the draft as the review of this round."""

    session: Session
    case_id: CaseId
    seen_version: int
    draft: ReviewDraft


class PreviewLetter:
    """Composes the exact message the citizen would get for a draft; sends nothing."""

    def __init__(
        self,
        composer: MessageComposer,
        procedures: ProcedureCatalogue,
        offices: Offices,
        countries: CountryNames,
        clock: Clock,
    ) -> None:
        self._composer = composer
        self._procedures = procedures
        self._offices = offices
        self._countries = countries
        self._clock = clock

    def __call__(self, view: CaseView, draft: ReviewDraft) -> ComposedMessage | None:
        """Return the message, or None while the verdicts send none.

        Raises:
            RuleViolationError: ``REASON_MISSING`` and its like while the draft is incomplete.
        """
        outcome, case = outcome_of(draft), view.case
        template = TEMPLATES.get(outcome)
        if template is None:
            return None
        procedure = self._procedures.get(case.procedure, case.procedure_version)
        office = self._offices.time_of(case.province, case.home_province)
        parameters = letter_parameters(
            procedure, case, draft, outcome, office, self._countries, self._clock.now()
        )
        return self._composer.compose(template, case.language, parameters)


@on_record
class CommitReview:
    """Turns a draft into the review of the round, moves the case and queues the message."""

    def __init__(
        self,
        store: Store,
        procedures: ProcedureCatalogue,
        offices: Offices,
        countries: CountryNames,
        change: ChangeFacts,
        clock: Clock,
    ) -> None:
        self._store = store
        self._procedures = procedures
        self._offices = offices
        self._countries = countries
        self._change = change
        self._clock = clock

    def __call__(self, command: CommitReviewCommand) -> CommittedReview:
        """Commit; the message leaves only when the time for undoing is over.

        Raises:
            AccessDeniedError: duty, separation or a claim that ran out.
            StaleCaseError: ``CASE_CHANGED``, or ``DRAFT_STALE`` for a draft of an earlier version of
                the case; the draft stays as it is.
            RuleViolationError: ``REVIEW_MARKS_UNSOUND`` and ``DRAFT_TOO_LARGE`` for marks no window
                sets, ``REVIEW_BLOCKED`` with the first blocker, ``EVIDENCE_NOT_READ`` and
                ``FACES_NOT_READ`` for what was never handed out to this reviewer,
                ``FILES_ALTERED`` and ``EVIDENCE_ALTERED`` for files that are not, or were not when
                they were handed out, what arrived; ``CASE_OF_ANOTHER_PERSON``, ``PERSON_ALTERED``,
                ``PAPERS_ALTERED`` and ``ACCOUNT_ALTERED`` the same of papers, person and
                reviewer; ``MOVE_NOT_ALLOWED``;
                ``EMAIL_NOT_USABLE`` or ``MOBILE_NOT_USABLE`` when all would be accepted though
                the person cannot be reached.
        """
        now = self._clock.now()
        session = command.session
        with self._store.write() as uow:
            # First of all: by the number of the account everything else is kept apart.
            require_own_account(uow, session.staff_id)
            case = uow.cases.get(command.case_id)
            hands = uow.cases.hands(case.id)
            require_touch(session, Operation.COMMIT_REVIEW, case, hands, command.seen_version, now)
            if case.state is CaseState.SECOND_REVIEW:
                require(session, Operation.CLAIM_SECOND_REVIEW, hands)
            if command.draft.case_version != case.version:
                raise StaleCaseError("DRAFT_STALE", number=case.number)
            # Whose draft it is, is the session's word; since when, what the store knows of it.
            since = started_at(uow, session.staff_id, case, command.draft.started_at)
            own = replace(command.draft, staff_id=session.staff_id, started_at=min(since, now))
            kept = with_kept_frames(uow, own, session.staff_id)
            command = replace(command, draft=kept)
            procedure = self._procedures.get(case.procedure, case.procedure_version)
            self._check_carried(uow, case, command.draft)
            self._check_marks(uow, procedure, command.draft)
            outcome = self._judge(procedure, case, command.draft)
            require_read(uow, session.staff_id, case, procedure, command.draft)
            # What was compared with the evidence: other papers lent for a while would be accepted.
            require_own(uow, case, uow.people.get(case.person_id))
            require_own_papers(uow, case)
            require_own_files(uow, case)
            require_true_readings(uow, case, [session.staff_id])
            if outcome is ReviewOutcome.ACCEPT:
                require_reachable(case.declared.contact, procedure.fields, self._change.readers)
            day = office_day(now, case.province)
            undo = int(uow.settings.get(UNDO_SETTING, day) or UNDO_SECONDS)
            until = now + timedelta(seconds=undo)
            messages = self._messages(procedure, case, command, outcome, now, until)
            review = self._review(case, procedure, command, outcome, messages, now, until)
            self._move(uow, procedure, case, review, now)
            for message in messages:
                uow.outbox.add(message)
            uow.cases.add_hand(case.id, session.staff, "reviewer", now)
            uow.reviews.add(review)
            differences = mark_mismatch(uow, case, day)
            marks = self._change.standing(uow, case, now)
            uow.cases.put_risk_marks(case.id, marks)
            found = {
                "document_differs": list(differences),
                "marks": [mark.code.value for mark in marks],
            }
            self._record(uow, session, review, found, now)
            uow.commit()
        return review

    @staticmethod
    def _check_carried(uow: UnitOfWork, case: Case, draft: ReviewDraft) -> None:
        """What stays accepted is the store's word, never the caller's."""
        carried = carried_into(uow, case)
        claimed = CarriedOver(draft.kept, draft.faces_settled, draft.had_doubt)
        if claimed != carried:
            raise StaleCaseError("CASE_CHANGED", number=case.number, state=case.state.value)

    @staticmethod
    def _check_marks(uow: UnitOfWork, procedure: Procedure, draft: ReviewDraft) -> None:
        """What was seen is the caller's word, but only of what there is to be seen."""
        known = handed_in(uow.cases.inspected(draft.case_id))
        found = first_unsound(draft, procedure, known)
        if found is not None:
            raise RuleViolationError(
                "REVIEW_MARKS_UNSOUND", mark=found.mark, requirement=found.requirement
            )
        # Known codes may still stand there a million times.
        require_bounded(draft)
        unread = first_unread(draft, procedure, known)
        if unread is not None:
            raise RuleViolationError("REVIEW_BLOCKED", blocker="PAGES_UNSEEN", requirement=unread)

    @staticmethod
    def _judge(procedure: Procedure, case: Case, draft: ReviewDraft) -> ReviewOutcome:
        if draft.round != case.round or draft.case_id != case.id:
            raise StaleCaseError("CASE_CHANGED", number=case.number, state=case.state.value)
        blocking = blockers(draft, procedure)
        if blocking:
            first = blocking[0]
            raise RuleViolationError(
                "REVIEW_BLOCKED", blocker=first.code, requirement=first.requirement
            )
        outcome = outcome_of(draft)
        if outcome is ReviewOutcome.SECOND_REVIEW and case.state is CaseState.SECOND_REVIEW:
            return _settled(draft)
        return outcome

    def _messages(
        self,
        procedure: Procedure,
        case: Case,
        command: CommitReviewCommand,
        outcome: ReviewOutcome,
        now: datetime,
        until: datetime,
    ) -> tuple[OutboxMessage, ...]:
        template = TEMPLATES.get(outcome)
        if template is None:
            return ()
        office = self._offices.time_of(case.province, case.home_province)
        parameters = letter_parameters(
            procedure, case, command.draft, outcome, office, self._countries, now
        )
        return (
            OutboxMessage(
                id=MessageId(fresh_id()),
                case_id=case.id,
                template=template,
                language=case.language,
                recipient=case.declared.contact.email,
                parameters=parameters,
                created_at=now,
                not_before=until,
                created_by=command.session.staff_id,
            ),
        )

    @staticmethod
    def _review(
        case: Case,
        procedure: Procedure,
        command: CommitReviewCommand,
        outcome: ReviewOutcome,
        messages: tuple[OutboxMessage, ...],
        now: datetime,
        until: datetime,
    ) -> CommittedReview:
        return CommittedReview(
            id=fresh_id(),
            case_id=case.id,
            staff_id=command.session.staff_id,
            round=case.round,
            outcome=outcome,
            draft=command.draft,
            catalogue_version=procedure.version,
            committed_at=now,
            came_from=case.state,
            undo_until=until,
            messages=tuple(message.id for message in messages),
            due_before=case.due_at,
        )

    def _move(
        self,
        uow: UnitOfWork,
        procedure: Procedure,
        case: Case,
        review: CommittedReview,
        now: datetime,
    ) -> None:
        target = target_of(_MOVES[review.outcome], case.state)
        due_at = case.due_at
        if target is CaseState.AWAITING_CITIZEN:
            due_at = correction_due(
                self._offices.time_of(case.province, case.home_province), procedure, now
            )
            uow.cases.pause(case.id, now)
        elif target is CaseState.REFUSED:
            due_at = None
        moved = replace(
            case, state=target, state_since=now, due_at=due_at, reviewed_by=review.staff_id
        )
        uow.cases.save(moved, case.version)
        uow.cases.release(case.id, review.staff_id)

    @staticmethod
    def _record(
        uow: UnitOfWork,
        session: Session,
        review: CommittedReview,
        found: Mapping[str, object],
        now: datetime,
    ) -> None:
        uow.drafts.remove(review.case_id, review.staff_id)
        uow.drafts.mark_stale(review.case_id, review.staff_id)
        verdicts = {
            code: {"verdict": item.verdict.value if item.verdict else None, "reasons": item.reasons}
            for code, item in review.draft.requirements.items()
        }
        uow.audit.append(
            AuditEntry(
                case_chain(review.case_id),
                "review.committed",
                session.staff_id,
                now,
                session.workstation,
                {
                    "review": review.id,
                    "seal": uow.reviews.seal(review.id),
                    "outcome": review.outcome.value,
                    "round": review.round,
                    "catalogue": review.catalogue_version,
                    "faces": review.draft.faces.value if review.draft.faces else None,
                    "faces_compared": review.draft.faces_compared,
                    "verdicts": verdicts,
                    "silent": {
                        code: item.silent
                        for code, item in review.draft.requirements.items()
                        if item.silent
                    },
                    "snapshots": [one.sha256 for one in review.draft.snapshots],
                    "messages": queued(uow, review.messages),
                    **found,
                },
            )
        )
