"""The document review: what blocks it, where it leads, how it is taken back, what is never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.domain.case import Case
from app.domain.duties import Operation, require
from app.domain.errors import AccessDeniedError, RuleViolationError, StaleCaseError
from app.domain.masking import BULLET
from app.domain.message import MessageStatus
from app.domain.review import FaceVerdict, RequirementReview, ReviewOutcome, Verdict
from app.domain.staff import Duty
from app.domain.workflow import CaseState
from app.infra.emails import read_email
from app.infra.phones import read_phone
from app.stages.decision import ComparisonQuery, ComparisonRows
from app.stages.queueing import BreakClaimCommand
from app.stages.review.declared import AssessDeclared
from app.stages.review.opening import OpenCase, OpenCaseCommand, ReadEvidence, RevealSecret
from tests.casework import CEDULAS, NEW, Casework
from tests.reviewing import ReviewDesk, again, fails


@pytest.fixture
def desk(store) -> ReviewDesk:
    return ReviewDesk(Casework(store))


def to_review(desk: ReviewDesk, **changes: Any) -> Case:
    return desk.office.case(CaseState.TO_REVIEW, holder="clerk", reviewer="", **changes)


def test_all_conforming_goes_to_the_call_and_sends_nothing(desk: ReviewDesk) -> None:
    case = to_review(desk)
    review = desk.commit_as("clerk", case, desk.draft(case))
    after = desk.office.now_case(case.id)
    assert review.outcome is ReviewOutcome.ACCEPT
    assert after.state is CaseState.TO_SCHEDULE
    assert after.claim is None
    assert after.reviewed_by == desk.office.people["clerk"].id
    assert desk.office.messages(case.id) == ()
    assert "review.committed" in desk.office.actions(case.id)


def test_a_form_with_an_address_of_no_form_is_not_accepted_but_asked_for_again(
    desk: ReviewDesk,
) -> None:
    case = to_review(desk, after=replace(NEW, email="rosa.nueva@correo"))
    draft = desk.draft(case)
    with desk.office.unchanged(case), pytest.raises(RuleViolationError) as refused:
        desk.commit_as("clerk", case, draft)
    assert refused.value.code == "EMAIL_NOT_USABLE"
    assert refused.value.context["reason"] == "SOL-03"
    named = replace(again("request_form", "SOL-03"), fields={"SOL-03": ("email",)})
    review = desk.commit_as("clerk", case, desk.draft(case, request_form=named))
    assert review.outcome is ReviewOutcome.RETURN


def test_asking_again_pauses_the_term_and_writes_the_exact_preview(desk: ReviewDesk) -> None:
    case = to_review(desk)
    draft = desk.draft(case, request_form=again("request_form", "SOL-04"))
    with desk.office.store.read() as readers:
        preview = desk.preview(readers.case.view(case.id), draft)
    desk.commit_as("clerk", case, draft)
    after = desk.office.now_case(case.id)
    (message,) = desk.office.messages(case.id)
    assert after.state is CaseState.AWAITING_CITIZEN
    assert after.due_at is not None
    assert case.due_at is not None
    assert after.due_at > case.due_at
    assert message.template == "correction_request"
    assert message.not_before == desk.office.clock.now() + timedelta(seconds=10)
    assert preview is not None
    assert case.number in preview.subject
    with desk.office.store.write() as uow:
        ((start, end),) = uow.cases.pauses(case.id)
    assert start == desk.office.clock.now()
    assert end is None


def test_a_final_reason_refuses(desk: ReviewDesk) -> None:
    case = to_review(desk)
    desk.commit_as("clerk", case, desk.draft(case, face_photo=fails("face_photo", "FOT-07")))
    assert desk.office.now_case(case.id).state is CaseState.REFUSED
    (message,) = desk.office.messages(case.id)
    assert message.template == "documents_refused"


@pytest.mark.parametrize(
    ("change", "blocker"),
    [
        (RequirementReview("id_front"), "VERDICT_MISSING"),
        (RequirementReview("id_front", Verdict.CONFORMS), "PAGES_UNSEEN"),
        (RequirementReview("id_front", Verdict.ASK_AGAIN), "REASON_MISSING"),
        (RequirementReview("id_front", Verdict.FAILS, ("CED-01",)), "FINAL_REASON_MISSING"),
        (RequirementReview("id_front", Verdict.NOT_APPLICABLE), "MANDATORY_NOT_APPLICABLE"),
        (RequirementReview("request_form", Verdict.ASK_AGAIN, ("SOL-02",)), "FIELDS_MISSING"),
        (
            RequirementReview(
                "request_form", Verdict.ASK_AGAIN, ("SOL-03",), fields={"SOL-03": ("shoe_size",)}
            ),
            "FIELDS_MISSING",
        ),
    ],
)
def test_an_incomplete_review_cannot_be_committed(
    desk: ReviewDesk, change: RequirementReview, blocker: str
) -> None:
    case = to_review(desk)
    draft = desk.draft(case).with_requirement(change)
    with desk.office.unchanged(case), pytest.raises(RuleViolationError) as refused:
        desk.commit_as("clerk", case, draft)
    assert refused.value.code == "REVIEW_BLOCKED"
    assert refused.value.context["blocker"] == blocker


def test_the_letter_names_the_fields_that_are_missing_or_wrong(desk: ReviewDesk) -> None:
    case = to_review(desk)
    form = RequirementReview("request_form", Verdict.ASK_AGAIN, ("SOL-02", "SOL-03"))
    form = form.with_field("SOL-02", "birth_date").with_field("SOL-02", "postal_code")
    form = form.with_field("SOL-03", "email").with_field("SOL-03", "city")
    form = form.with_field("SOL-03", "email")
    desk.commit_as("clerk", case, desk.draft(case, request_form=form))
    (message,) = desk.office.messages(case.id)
    said = str(message.parameters["parts"])
    assert "Falta al menos un dato obligatorio: Fecha de nacimiento, Código postal." in said
    assert "portal: Ciudad de residencia." in said
    assert "Correo" not in said


def test_an_unheard_piece_of_the_declaration_blocks_approval(desk: ReviewDesk) -> None:
    case = to_review(desk)
    draft = desk.draft(case)
    video = draft.of("video")
    slots = {code: at for code, at in video.slots.items() if code != "residence"}
    with pytest.raises(RuleViolationError) as refused:
        desk.commit_as("clerk", case, draft.with_requirement(replace(video, slots=slots)))
    assert refused.value.context["blocker"] == "SLOTS_UNHEARD"


def test_unanswered_faces_block_approval_but_not_a_correction(desk: ReviewDesk) -> None:
    case = to_review(desk)
    draft = replace(desk.draft(case), faces=None)
    with pytest.raises(RuleViolationError) as refused:
        desk.commit_as("clerk", case, draft)
    assert refused.value.context["blocker"] == "FACES_UNANSWERED"
    desk.commit_as("clerk", case, draft.with_requirement(again("id_back", "CED-02")))
    assert desk.office.now_case(case.id).state is CaseState.AWAITING_CITIZEN


def test_a_doubt_asks_a_second_person_who_is_not_the_first(desk: ReviewDesk) -> None:
    case = to_review(desk)
    desk.commit_as("clerk", case, replace(desk.draft(case), faces=FaceVerdict.DOUBTFUL))
    assert desk.office.now_case(case.id).state is CaseState.SECOND_REVIEW
    with pytest.raises(AccessDeniedError) as refused:
        desk.claims.take(desk.office.session("clerk"), case.id)
    assert refused.value.code == "SEPARATION_NOT_AN_EARLIER_REVIEWER"
    held = desk.claims.take(desk.office.session("clerk2"), case.id)
    desk.commit_as("clerk2", held, desk.draft(held, "clerk2"))
    assert desk.office.now_case(case.id).state is CaseState.TO_SCHEDULE


def test_a_second_review_taken_back_is_done_again_by_its_author_alone(desk: ReviewDesk) -> None:
    case = to_review(desk)
    desk.commit_as("clerk", case, replace(desk.draft(case), faces=FaceVerdict.DOUBTFUL))
    desk.office.clock.forward(minutes=1)
    held = desk.claims.take(desk.office.session("clerk2"), case.id)
    review = desk.commit_as("clerk2", held, desk.draft(held, "clerk2"))
    desk.undo("clerk2", review)
    with pytest.raises(AccessDeniedError) as refused:
        desk.claims.take(desk.office.session("clerk"), case.id)
    assert refused.value.code == "SEPARATION_NOT_AN_EARLIER_REVIEWER"
    assert desk.claims.take_next(desk.office.session("clerk")) is None
    again_held = desk.claims.take_next(desk.office.session("clerk2"))
    assert again_held is not None
    assert again_held.id == case.id
    draft = desk.drafting.load(desk.office.session("clerk2"), case.id)
    desk.commit_as("clerk2", again_held, draft)
    assert desk.office.now_case(case.id).state is CaseState.TO_SCHEDULE


def test_whoever_took_a_review_back_still_never_validates(desk: ReviewDesk) -> None:
    case = desk.office.case(CaseState.TO_REVIEW, holder="clerk2", reviewer="")
    review = desk.commit_as("clerk2", case, desk.draft(case, "clerk2"))
    desk.undo("clerk2", review)
    with desk.office.store.look() as stored:
        hands = stored.cases.hands(case.id)
    turned = replace(desk.office.people["clerk2"], duty=Duty.VALIDATOR)
    session = replace(desk.office.session("clerk2"), staff=turned)
    with pytest.raises(AccessDeniedError) as refused:
        require(session, Operation.CLAIM_VALIDATION, hands)
    assert refused.value.code == "SEPARATION_NOT_A_DOCUMENT_REVIEWER"


def test_undo_leaves_no_message_and_one_audit_pair(desk: ReviewDesk) -> None:
    case = to_review(desk)
    draft = desk.draft(case, request_form=again("request_form", "SOL-04"))
    review = desk.commit_as("clerk", case, draft)
    desk.office.clock.forward(seconds=9)
    back = desk.undo("clerk", review)
    assert back.state is CaseState.TO_REVIEW
    assert back.due_at == case.due_at
    (message,) = desk.office.messages(case.id)
    assert message.status is MessageStatus.CANCELLED
    assert desk.office.actions(case.id)[-2:] == ["review.committed", "review.undone"]
    restored = desk.drafting.load(desk.office.session("clerk"), case.id)
    assert restored.of("request_form").reasons == ("SOL-04",)
    assert not restored.is_stale
    assert restored.updated_at == desk.office.clock.now()
    with desk.office.store.write() as uow:
        assert all(end is not None for _start, end in uow.cases.pauses(case.id))


@pytest.mark.parametrize("outcome", ["accept", "return", "refuse", "second"])
def test_every_outcome_can_be_undone_and_done_again(desk: ReviewDesk, outcome: str) -> None:
    case = to_review(desk)
    draft = desk.draft(case)
    if outcome == "return":
        draft = draft.with_requirement(again("video", "VID-01"))
    elif outcome == "refuse":
        draft = draft.with_requirement(fails("face_photo", "FOT-07"))
    elif outcome == "second":
        draft = draft.with_requirement(RequirementReview("id_front", Verdict.DOUBT))
    review = desk.commit_as("clerk", case, draft)
    desk.undo("clerk", review)
    held = desk.claims.take(desk.office.session("clerk"), case.id)
    desk.commit_as("clerk", held, replace(draft, case_version=held.version))
    assert desk.office.now_case(case.id).state is not CaseState.TO_REVIEW


def test_undo_after_its_time_or_by_somebody_else_is_refused(desk: ReviewDesk) -> None:
    case = to_review(desk)
    review = desk.commit_as("clerk", case, desk.draft(case))
    with pytest.raises(AccessDeniedError) as foreign:
        desk.undo("clerk2", review)
    desk.office.clock.forward(seconds=11)
    with pytest.raises(RuleViolationError) as late:
        desk.undo("clerk", review)
    assert foreign.value.code == "UNDO_NOT_YOURS"
    assert late.value.code == "UNDO_TOO_LATE"


def test_undo_is_refused_once_a_validator_holds_the_case(desk: ReviewDesk) -> None:
    case = to_review(desk)
    review = desk.commit_as("clerk", case, desk.draft(case))
    desk.claims.take(desk.office.session("validator"), case.id)
    with pytest.raises(RuleViolationError) as refused:
        desk.undo("clerk", review)
    assert refused.value.code == "UNDO_TOO_LATE"


def test_a_lost_claim_loses_no_draft(desk: ReviewDesk) -> None:
    case = to_review(desk)
    office = desk.office
    draft = desk.draft(case)
    desk.drafting.save(office.session("clerk"), draft)
    reason = "Se fue a almorzar con el caso abierto."
    desk.claims.break_claim(BreakClaimCommand(office.session("director"), case.id, reason))
    desk.claims.take(office.session("clerk2"), case.id)
    saved = desk.drafting.save(office.session("clerk"), replace(draft, note="última nota"))
    assert saved.draft.is_stale
    assert saved.holder_name == "Clerk2"
    with pytest.raises(AccessDeniedError):
        desk.commit_as("clerk", case, saved.draft)
    kept = desk.drafting.load(office.session("clerk"), case.id)
    assert kept.note == "última nota"
    assert kept.requirements == draft.requirements


def test_a_stale_version_is_refused_and_the_draft_can_be_adopted(desk: ReviewDesk) -> None:
    case = to_review(desk)
    office = desk.office
    draft = desk.draft(case)
    with office.store.write() as uow:
        uow.cases.save(replace(case, language="en"), case.version)
        uow.commit()
    with pytest.raises(StaleCaseError):
        desk.commit_as("clerk", case, draft)
    adopted = desk.drafting.adopt(office.session("clerk"), draft)
    assert not adopted.draft.is_stale
    desk.commit_as("clerk", office.now_case(case.id), adopted.draft)


def test_an_expired_claim_cannot_commit(desk: ReviewDesk) -> None:
    case = to_review(desk)
    draft = desk.draft(case)
    desk.office.clock.forward(minutes=21)
    with desk.office.unchanged(case), pytest.raises(AccessDeniedError) as refused:
        desk.commit_as("clerk", case, draft)
    assert refused.value.code == "CLAIM_EXPIRED"


def test_nobody_reviews_their_own_request(desk: ReviewDesk) -> None:
    person = desk.office.person(CEDULAS[0])
    case = desk.office.case(CaseState.TO_REVIEW, person=person, reviewer="")
    with pytest.raises(AccessDeniedError) as refused:
        desk.claims.take(desk.office.session("clerk"), case.id)
    assert refused.value.code == "SEPARATION_NOT_THE_PERSON_CONCERNED"
    assert desk.claims.take_next(desk.office.session("clerk")) is None


def test_reading_leaves_traces_and_outside_ones_work_needs_a_reason(desk: ReviewDesk) -> None:
    case = to_review(desk)
    office = desk.office
    open_case = OpenCase(office.store, office.clock, office.desk)
    with pytest.raises(RuleViolationError) as refused:
        open_case(OpenCaseCommand(office.session("clerk2"), case.id))
    assert refused.value.code == "REASON_TOO_SHORT"
    view = open_case(OpenCaseCommand(office.session("clerk"), case.id))
    read = ReadEvidence(office.store, office.clock)
    evidence = read(office.session("clerk"), view.files[0].file.id)
    assert evidence.data == case.id.encode()
    read(office.session("clerk"), view.files[0].file.id, is_prefetch=True)
    assert office.actions(case.id)[-3:] == ["case.opened", "evidence.read", "evidence.prefetched"]


def test_ones_own_case_is_not_opened_whatever_the_reason(desk: ReviewDesk) -> None:
    office = desk.office
    own = office.person(office.people["clerk2"].cedula)
    case = office.case(CaseState.TO_REVIEW, person=own, holder="clerk", reviewer="")
    session, reason = office.session("clerk2"), "Quiero ver cómo va mi trámite."
    open_case = OpenCase(office.store, office.clock, office.desk)
    acts = (
        lambda: open_case(OpenCaseCommand(session, case.id, reason)),
        lambda: open_case.timeline(session, case.id),
        lambda: AssessDeclared(office.store, read_phone, read_email, office.clock)(
            session, case.id
        ),
        lambda: ComparisonRows(office.store, office.desk, office.clock)(
            ComparisonQuery(session, case.id)
        ),
    )
    for act in acts:
        with office.unchanged(case), pytest.raises(AccessDeniedError) as refused:
            act()
        assert refused.value.code == "SEPARATION_NOT_THE_PERSON_CONCERNED"


def test_the_declared_code_is_checked_though_no_screen_has_it(desk: ReviewDesk) -> None:
    office = desk.office
    case = to_review(desk)
    assess = AssessDeclared(office.store, read_phone, read_email, office.clock)
    codes = [finding.code for finding in assess(office.session("clerk"), case.id)]
    assert "CODIGO_DACTILAR_UNUSUAL" in codes
    assert "CODIGO_DACTILAR_FORMAT" not in codes


def test_administrators_and_directors_never_read_evidence(desk: ReviewDesk) -> None:
    case = to_review(desk)
    office = desk.office
    with office.store.write() as uow:
        (file,) = uow.cases.files(case.id)
    with pytest.raises(AccessDeniedError) as refused:
        ReadEvidence(office.store, office.clock)(office.session("director"), file.id)
    assert refused.value.code == "DUTY_NOT_ALLOWED"


def test_the_code_is_revealed_only_to_the_holder_and_recorded(desk: ReviewDesk) -> None:
    case = to_review(desk)
    office = desk.office
    reveal = RevealSecret(office.store, office.clock)
    with pytest.raises(AccessDeniedError):
        reveal(office.session("clerk2"), case.id)
    assert set(case.declared.codigo_dactilar) == {BULLET}
    assert reveal(office.session("clerk"), case.id) == "V1234I5678"
    assert office.actions(case.id)[-1] == "secret.revealed"


def test_a_session_ends_with_its_account(desk: ReviewDesk) -> None:
    case = to_review(desk)
    office = desk.office
    session = office.session("clerk")
    draft = desk.draft(case)
    with office.store.write() as uow:
        uow.staff.save(replace(office.people["clerk"], active=False))
        (file,) = uow.cases.files(case.id)
        uow.commit()
    with office.unchanged(case), pytest.raises(AccessDeniedError) as refused:
        desk.commit_as("clerk", case, draft)
    assert refused.value.code == "ACCOUNT_DISABLED"
    with pytest.raises(AccessDeniedError):
        ReadEvidence(office.store, office.clock)(session, file.id)
