"""The document review: read marks, verdicts, the draft, and what blocks a decision (D6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from app.domain.ids import CaseId, FileId, Sha256, StaffId
from app.domain.procedure import Procedure, ReadMark, Requirement, Severity


class Verdict(StrEnum):
    """What the reviewer says of one requirement."""

    CONFORMS = "conforms"
    ASK_AGAIN = "ask_again"
    FAILS = "fails"
    DOUBT = "doubt"
    NOT_APPLICABLE = "not_applicable"


class RequirementState(StrEnum):
    """What the list of requirements shows; ``KEPT`` was accepted in an earlier round (D8)."""

    NOT_SEEN = "not_seen"
    SEEN = "seen"
    CONFORMS = "conforms"
    ASK_AGAIN = "ask_again"
    FAILS = "fails"
    DOUBT = "doubt"
    NOT_APPLICABLE = "not_applicable"
    KEPT = "kept"


class FaceVerdict(StrEnum):
    """The human answer to the four faces (D9); asked before any hint is shown."""

    SAME = "same"
    DOUBTFUL = "doubtful"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class RequirementReview:
    """Everything the reviewer did with one requirement.

    Attributes:
        pages_seen: indices of pages (or files) really shown.
        pages_total: how many there are; 0 until known.
        slots: time codes in seconds by declaration slot code, for the video.
        unheard: slots the reviewer marked as missing.
        silent: slots ticked where the workstation had no sound output: played and seen to hold a
            voice, but heard by nobody (ADR 0016).
        fields: form fields concerned, by reason code, for reasons that name them.
        reasons: codes from the catalogue.
        ticked: checklist codes confirmed.
    """

    requirement: str
    verdict: Verdict | None = None
    reasons: tuple[str, ...] = ()
    ticked: tuple[str, ...] = ()
    pages_seen: frozenset[int] = frozenset()
    pages_total: int = 0
    slots: Mapping[str, float] = field(default_factory=dict)
    unheard: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    silent: tuple[str, ...] = ()

    def with_slot(
        self, slot: str, seconds: float | None, *, is_silent: bool = False
    ) -> RequirementReview:
        """The same review with a slot ticked at that time, or with None no longer."""
        slots = {code: at for code, at in self.slots.items() if code != slot}
        silent = tuple(code for code in self.silent if code != slot)
        if seconds is not None:
            slots[slot] = round(seconds, 2)
            silent = (*silent, slot) if is_silent else silent
        unheard = tuple(code for code in self.unheard if code != slot)
        return replace(self, slots=slots, silent=silent, unheard=unheard)

    def with_field(self, reason: str, code: str) -> RequirementReview:
        """The same review with one field named for a reason, or no longer."""
        named = self.fields.get(reason, ())
        changed = tuple(item for item in named if item != code)
        if changed == named:
            changed = (*named, code)
        return replace(self, fields={**self.fields, reason: changed})


FACES: Final = ("id_front", "hand", "live", "video")
"""The four faces: of the document, of the document in the hand, of the photo, of the video."""

FACE_FILES: Final[Mapping[str, str]] = {
    "id_front": "id_front",
    "hand": "face_photo",
    "live": "face_photo",
    "video": "video",
}
"""By face the requirement on whose file it is."""


@dataclass(frozen=True, slots=True)
class VideoSnapshot:
    """A frame of the citizen's video kept as evidence; the bytes are a blob, a JPEG."""

    sha256: Sha256
    file_id: FileId
    position_us: int
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """Work in progress of one reviewer on one case; saved at every key (D2).

    Attributes:
        case_version: version of the case the reviewer saw.
        kept: requirements accepted in an earlier round.
        note: internal; can never reach the citizen.
        personal_line: bounded line added to the citizen's message.
        is_stale: somebody else changed or took the case meanwhile.
        faces_settled: the four faces were found the same in an earlier round and none is new.
        had_doubt: somebody doubted in an earlier round; one person alone cannot accept then.
        zone: machine-readable zone of the document as the reviewer typed it; empty for none.
        faces_compared: which of :data:`FACES` were on show when the faces were answered; None
            for answers from before that was kept.
        snapshots: frames kept as evidence; the store's word, no save or commit changes it.
    """

    case_id: CaseId
    staff_id: StaffId
    case_version: int
    round: int
    requirements: Mapping[str, RequirementReview]
    kept: frozenset[str] = frozenset()
    faces: FaceVerdict | None = None
    note: str = ""
    personal_line: str = ""
    started_at: datetime | None = None
    updated_at: datetime | None = None
    is_stale: bool = False
    faces_settled: bool = False
    had_doubt: bool = False
    zone: str = ""
    faces_compared: tuple[str, ...] | None = None
    snapshots: tuple[VideoSnapshot, ...] = ()

    def of(self, requirement: str) -> RequirementReview:
        """What was done with that requirement so far."""
        return self.requirements.get(requirement, RequirementReview(requirement))

    @property
    def silent_slots(self) -> frozenset[str]:
        """Parts of the declaration ticked where nothing could be heard."""
        return frozenset(slot for one in self.requirements.values() for slot in one.silent)

    @property
    def heard_slots(self) -> frozenset[str]:
        """Parts of the declaration ticked by somebody who could hear them."""
        ticked = frozenset(slot for one in self.requirements.values() for slot in one.slots)
        return ticked - self.silent_slots

    def with_requirement(self, review: RequirementReview) -> ReviewDraft:
        """Return a draft in which that requirement's review is replaced."""
        return replace(self, requirements={**self.requirements, review.requirement: review})


class ReviewOutcome(StrEnum):
    """Where the verdicts, taken together, send the case."""

    ACCEPT = "accept"
    RETURN = "return"
    REFUSE = "refuse"
    SECOND_REVIEW = "second_review"


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that stands between the reviewer and the commit, in a code and facts."""

    code: str
    requirement: str
    facts: Mapping[str, object] = field(default_factory=dict)


MAX_PERSONAL_LINE = 280
MAX_REVIEW_NOTE = 2000
FEWEST_FACES = 2
"""Fewer than two pictures cannot show the same person."""


FACE_REQUIREMENTS = frozenset({"id_front", "face_photo", "video"})
"""Requirements whose pictures the four faces are taken from (D9)."""


DOCUMENT_REQUIREMENTS = frozenset({"id_front", "id_back"})
"""Requirements on whose pictures a machine-readable zone may stand (R-067, R-071)."""


_ACCEPTED = frozenset({Verdict.CONFORMS, Verdict.NOT_APPLICABLE})
_FACES_IN_DOUBT = frozenset({FaceVerdict.DOUBTFUL, FaceVerdict.DIFFERENT})


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What an earlier round settles for the next one (D8).

    Attributes:
        kept: requirements that stay accepted.
        faces_settled: the faces were the same and none of their files is new.
        had_doubt: somebody doubted a requirement or the faces.
    """

    kept: frozenset[str] = frozenset()
    faces_settled: bool = False
    had_doubt: bool = False


def is_doubted(draft: ReviewDraft) -> bool:
    """Tell whether that reviewer, or somebody in a round before, doubted."""
    return (
        draft.had_doubt
        or any(review.verdict is Verdict.DOUBT for review in draft.requirements.values())
        or draft.faces in _FACES_IN_DOUBT
    )


def has_compared(draft: ReviewDraft) -> bool:
    """Tell whether enough faces were on show for an answer that they are the same."""
    return len(set(draft.faces_compared or ()) & set(FACES)) >= FEWEST_FACES


def carried_over(previous: ReviewDraft, handed_in_again: frozenset[str]) -> CarriedOver:
    """What stays of the review of the round before; a later word outweighs what was kept.

    Args:
        previous: that review.
        handed_in_again: requirements with a new file, which are looked at anew in any case.
    """
    verdicts = {code: review.verdict for code, review in previous.requirements.items()}
    accepted = {code for code, verdict in verdicts.items() if verdict in _ACCEPTED}
    objected = {code for code, verdict in verdicts.items() if verdict} - accepted
    is_same = (previous.faces is FaceVerdict.SAME and has_compared(previous)) or (
        previous.faces_settled and previous.faces is None
    )
    return CarriedOver(
        kept=frozenset((accepted | previous.kept) - objected - handed_in_again),
        faces_settled=is_same and not handed_in_again & FACE_REQUIREMENTS,
        had_doubt=is_doubted(previous),
    )


def state_of(draft: ReviewDraft, requirement: str) -> RequirementState:
    """State shown for a requirement."""
    review = draft.of(requirement)
    if review.verdict is not None:
        return RequirementState(review.verdict.value)
    if requirement in draft.kept:
        return RequirementState.KEPT
    return RequirementState.SEEN if review.pages_seen else RequirementState.NOT_SEEN


def is_read(requirement: Requirement, review: RequirementReview, procedure: Procedure) -> bool:
    """Tell whether the requirement was seen to the minimum its read mark demands."""
    match requirement.read_mark:
        case ReadMark.OPENED:
            return bool(review.pages_seen)
        case ReadMark.ALL_PAGES:
            return review.pages_total > 0 and len(review.pages_seen) >= review.pages_total
        case ReadMark.ALL_SLOTS:
            return all(slot.code in review.slots for slot in procedure.declaration)


def _requirement_blockers(
    requirement: Requirement, draft: ReviewDraft, procedure: Procedure
) -> list[Blocker]:
    review = draft.of(requirement.code)
    if review.verdict is None:
        is_open = requirement.mandatory and requirement.code not in draft.kept
        return [Blocker("VERDICT_MISSING", requirement.code)] if is_open else []
    if review.verdict is Verdict.CONFORMS:
        return _unread(requirement, review, procedure)
    is_refused = review.verdict in {Verdict.ASK_AGAIN, Verdict.FAILS}
    is_final = any(procedure.reason(code).severity is Severity.FINAL for code in review.reasons)
    found = (
        (
            "MANDATORY_NOT_APPLICABLE",
            review.verdict is Verdict.NOT_APPLICABLE and requirement.mandatory,
        ),
        ("REASON_MISSING", is_refused and not review.reasons),
        ("FINAL_REASON_MISSING", review.verdict is Verdict.FAILS and not is_final),
        ("FIELDS_MISSING", is_refused and _names_too_few(review, procedure)),
    )
    return [Blocker(code, requirement.code) for code, is_found in found if is_found][:1]


def _names_too_few(review: RequirementReview, procedure: Procedure) -> bool:
    known = {item.code for item in procedure.fields}
    return any(
        procedure.reason(code).names_fields and known.isdisjoint(review.fields.get(code, ()))
        for code in review.reasons
    )


def _unread(
    requirement: Requirement, review: RequirementReview, procedure: Procedure
) -> list[Blocker]:
    if is_read(requirement, review, procedure):
        return []
    missing = tuple(s.code for s in procedure.declaration if s.code not in review.slots)
    code = {
        ReadMark.OPENED: "NOT_OPENED",
        ReadMark.ALL_PAGES: "PAGES_UNSEEN",
        ReadMark.ALL_SLOTS: "SLOTS_UNHEARD",
    }[requirement.read_mark]
    return [Blocker(code, requirement.code, {"missing": missing})]


def outcome_of(draft: ReviewDraft) -> ReviewOutcome:
    """Where the verdicts send the case, worst first.

    Who doubts, now or in an earlier round, cannot accept alone: a second person has to.
    """
    verdicts = {review.verdict for review in draft.requirements.values()}
    if Verdict.FAILS in verdicts:
        return ReviewOutcome.REFUSE
    if Verdict.ASK_AGAIN in verdicts:
        return ReviewOutcome.RETURN
    if is_doubted(draft):
        return ReviewOutcome.SECOND_REVIEW
    return ReviewOutcome.ACCEPT


def _face_blockers(draft: ReviewDraft) -> list[Blocker]:
    if draft.faces is FaceVerdict.SAME and not has_compared(draft):
        return [Blocker("FACES_TOO_FEW", "face_photo", {"least": FEWEST_FACES})]
    if draft.faces is None and not draft.faces_settled:
        return [Blocker("FACES_UNANSWERED", "face_photo")]
    return []


def blockers(draft: ReviewDraft, procedure: Procedure) -> tuple[Blocker, ...]:
    """Everything that must still be done before the review can be committed, in list order."""
    found = [
        blocker
        for requirement in procedure.requirements
        for blocker in _requirement_blockers(requirement, draft, procedure)
    ]
    if not found and outcome_of(draft) in {ReviewOutcome.ACCEPT, ReviewOutcome.SECOND_REVIEW}:
        found += _face_blockers(draft)
    rounds = procedure.terms.max_rounds
    if outcome_of(draft) is ReviewOutcome.RETURN and draft.round >= rounds:
        found.append(Blocker("ROUNDS_EXHAUSTED", "", {"limit": rounds}))
    if len(draft.personal_line) > MAX_PERSONAL_LINE:
        found.append(Blocker("PERSONAL_LINE_TOO_LONG", "", {"limit": MAX_PERSONAL_LINE}))
    if len(draft.note) > MAX_REVIEW_NOTE:
        found.append(Blocker("NOTE_TOO_LONG", "", {"limit": MAX_REVIEW_NOTE}))
    return tuple(found)
