"""What a unit of work offers: one repository per aggregate; repositories never commit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.call import Call
    from app.domain.contact import ContactData, ContactVersion
    from app.domain.decision import Decision
    from app.domain.ids import CallId, CaseId, FileId, MessageId, PersonId, Sha256, StaffId
    from app.domain.message import MessageStatus, OutboxMessage
    from app.domain.not_me import NotMeReported, ReportToFollow
    from app.domain.package import PackageRecord
    from app.domain.person import Identifier, Person
    from app.domain.record import IssuedDocument
    from app.domain.review import ReviewDraft, ReviewOutcome
    from app.domain.reviewed import CommittedReview
    from app.domain.saved_view import SavedView
    from app.domain.settings import StoredSetting


class People(Protocol):
    """The register: people, identifiers, contact history, freezes."""

    def add(self, person: Person, contact: ContactVersion | None) -> None:
        """Store a person and, when known, the contact data in force."""
        ...

    def get(self, person_id: PersonId) -> Person:
        """Return the person.

        Raises:
            RuleViolationError: ``PERSON_UNKNOWN``.
        """
        ...

    def lock(self, person_id: PersonId) -> Person:
        """Return the person, and make everybody else who asks for this wait until we are done.

        The first act of whatever decides, applies, freezes or lifts: what is read of the person
        and of their cases after it stays so until the unit of work ends. On SQLite the unit of
        work holds the only write lock already.

        Raises:
            RuleViolationError: ``PERSON_UNKNOWN``.
        """
        ...

    def by_identifier(self, identifier: Identifier) -> Person | None:
        """Return who is known by that number."""
        ...

    def contact(self, person_id: PersonId) -> ContactVersion | None:
        """Contact data in force."""
        ...

    def contact_seal(self, person_id: PersonId) -> str:
        """Hash of the stored contact data in force, for the event of an act; "" without any."""
        ...

    def contact_history(self, person_id: PersonId) -> tuple[ContactVersion, ...]:
        """All contact data, newest first."""
        ...

    def contact_seals(self, person_id: PersonId) -> tuple[str, ...]:
        """Hash of each of them, in the same order."""
        ...

    def replace_contact(
        self, person_id: PersonId, data: ContactData, at: datetime, source: str, case_id: CaseId
    ) -> ContactVersion:
        """Close the contact data in force at ``at`` and open new data from then on."""
        ...

    def others_with_contact(
        self, person_id: PersonId, email: str, phones: Sequence[str], ended_since: datetime
    ) -> Mapping[str, int]:
        """How many *other* people have each of these e-mail and phones in force, or ask for it.

        Cases that are over count when they ended since ``ended_since``.
        """
        ...

    def has_all_keys(self, email: str, phones: Sequence[str]) -> bool:
        """Whether everybody whose data hold one of these is found by it.

        Read from what cases declare and from the contact data in force, not from the keys made of
        them, so that a row taken out for a while is missed. It reads every case of an office's own
        file, for deciding only; on a server, where that would be a country, it believes the keys.
        """
        ...

    def others_with_file(self, person_id: PersonId, sha256: Sha256) -> int:
        """How many other people have handed in the very same bytes."""
        ...

    def near_pictures(self, person_id: PersonId, picture_hash: int, distance: int) -> int:
        """How many other people handed in a picture whose 64-bit hash is that near."""
        ...

    def pictures_of(self, case_id: CaseId) -> tuple[int, ...]:
        """The 64-bit perceptual hashes of the pictures of a case, of all rounds."""
        ...

    def put_picture_hash(self, file_id: FileId, person_id: PersonId, picture_hash: int) -> None:
        """Keep the 64-bit perceptual hash of a picture."""
        ...

    def freeze(self, person_id: PersonId, at: datetime, reason: str) -> None:
        """Freeze contact changes of this person."""
        ...

    def unfreeze(self, person_id: PersonId) -> None:
        """Allow contact changes again."""
        ...


class Packages(Protocol):
    """Packages received from the virtual window, accepted or not."""

    def find(self, number: str) -> PackageRecord | None:
        """The accepted package with that number, if any."""
        ...

    def find_content(self, content_hash: Sha256) -> PackageRecord | None:
        """The latest record (accepted or rejected) of exactly this content, if any."""
        ...

    def add(self, record: PackageRecord) -> None:
        """Store a record.

        Raises:
            RuleViolationError: ``PACKAGE_NUMBER_TAKEN`` when another content was accepted
                under the number.
        """
        ...


class Drafts(Protocol):
    """Reviewers' work in progress; one per case and person."""

    def get(self, case_id: CaseId, staff_id: StaffId) -> ReviewDraft | None: ...

    def put(self, draft: ReviewDraft) -> None: ...

    def mark_stale(self, case_id: CaseId, except_for: StaffId | None) -> None:
        """Mark the drafts of everybody else as overtaken (D2)."""
        ...

    def remove(self, case_id: CaseId, staff_id: StaffId) -> None: ...

    def of_staff(self, staff_id: StaffId) -> tuple[ReviewDraft, ...]:
        """All work in progress of one person."""
        ...


class Reviews(Protocol):
    """Committed reviews with their verdicts; immutable but for ``undone_at``."""

    def add(self, review: CommittedReview) -> None: ...

    def latest(self, case_id: CaseId) -> CommittedReview | None:
        """The newest review that was not undone."""
        ...

    def all(self, case_id: CaseId) -> tuple[CommittedReview, ...]: ...

    def undo(self, review_id: str, at: datetime) -> None: ...

    def seal(self, review_id: str) -> str:
        """Hash of the stored review, for the event of the act; "" without one."""
        ...

    def count_by_outcome(
        self, staff_id: StaffId, since: datetime
    ) -> Mapping[ReviewOutcome, int]: ...


class Calls(Protocol):
    """Calls."""

    def add(self, call: Call) -> None:
        """Store a call.

        Raises:
            RuleViolationError: ``SLOT_TAKEN`` when the validator has a call then.
        """
        ...

    def get(self, call_id: CallId) -> Call: ...

    def save(self, call: Call, seen_version: int) -> Call:
        """Write; raises ``StaleCaseError`` (``CALL_CHANGED``) or ``SLOT_TAKEN``."""
        ...

    def of_case(self, case_id: CaseId) -> tuple[Call, ...]:
        """All calls of a case, oldest first."""
        ...

    def seal(self, call_id: CallId) -> str:
        """Hash of the stored call as it ended, for the event of its outcome; "" without one."""
        ...

    def of_validator(self, staff_id: StaffId, start: datetime, end: datetime) -> tuple[Call, ...]:
        """Calls that are not cancelled and begin in the interval."""
        ...

    def count_open(self, staff_id: StaffId, since: datetime) -> int:
        """How many calls of a validator that begin after that are appointed or going on."""
        ...


class Decisions(Protocol):
    """Decisions; at most one per case."""

    def add(self, decision: Decision) -> None:
        """Store it; raises ``RuleViolationError`` (``ALREADY_DECIDED``)."""
        ...

    def get(self, case_id: CaseId) -> Decision | None: ...

    def seal(self, case_id: CaseId) -> str:
        """Hash of the stored decision, for the event of the act; "" without one."""
        ...

    def mark_applied(self, case_id: CaseId, at: datetime) -> None: ...

    def by_not_me(self, code_hash: Sha256) -> Decision | None: ...

    def stop_by_code(self, letters: str, workstation: str) -> NotMeReported | None:
        """Have the database judge a "no fui yo" code and stop the changes of whom it belongs to.

        The try is kept before it is judged, in transactions of their own. None where the program
        judges: on a local file, and for the service of a server.

        Raises:
            RuleViolationError: ``NOT_ME_UNKNOWN``, ``NOT_ME_TOO_MANY``.
        """
        ...

    def reports_to_follow(self) -> tuple[ReportToFollow, ...]:
        """What was reported that way and is not followed yet; for the service of a server."""
        ...

    def take_report(self, offer: int) -> bool:
        """Take one of them for good; False where somebody else did."""
        ...


class Documents(Protocol):
    """Documents we issued (the record of validation and so on)."""

    def add(self, document: IssuedDocument) -> None: ...

    def of_case(self, case_id: CaseId) -> tuple[IssuedDocument, ...]: ...

    def undocumented(
        self, before: datetime, limit: int, since: datetime | None = None
    ) -> tuple[CaseId, ...]:
        """Approved and refused cases that ended before an instant and have no document yet.

        Args:
            before: the end.
            limit: so many at the most, oldest first.
            since: those that ended before it are known to have theirs; without it every case
                ever closed is looked at.
        """
        ...


class Blobs(Protocol):
    """Content-addressed bytes in chunks of 1 MiB."""

    def put(self, data: bytes) -> Sha256:
        """Store bytes once; storing them again changes nothing."""
        ...

    def put_all(self, files: Sequence[bytes]) -> tuple[Sha256, ...]:
        """Store several at once; their hashes in the same order."""
        ...

    def get(self, sha256: Sha256) -> bytes:
        """Return the bytes, checked against their hash.

        Raises:
            UntrustedInputError: ``BLOB_DAMAGED`` or ``BLOB_MISSING``.
        """
        ...

    def size(self, sha256: Sha256) -> int: ...


class Outbox(Protocol):
    """Messages to be sent."""

    def add(self, message: OutboxMessage) -> None: ...

    def get(self, message_id: MessageId) -> OutboxMessage: ...

    def of_case(self, case_id: CaseId) -> tuple[OutboxMessage, ...]: ...

    def cancel(self, message_ids: Iterable[MessageId]) -> int:
        """Cancel those that did not leave yet; returns how many."""
        ...

    def take_due(
        self, at: datetime, limit: int, stuck_after: timedelta
    ) -> tuple[OutboxMessage, ...]:
        """Mark due messages (also those stuck in SENDING for long) as SENDING and return them."""
        ...

    def mark(
        self,
        message_id: MessageId,
        status: MessageStatus,
        at: datetime,
        *,
        error: str = "",
        next_try_at: datetime | None = None,
        body_hash: Sha256 | None = None,
    ) -> None: ...

    def drop(self, message_id: MessageId, at: datetime, error: str) -> None:
        """Cancel a message that was just taken: that taking was no attempt to send it."""
        ...

    def redact(self, message_id: MessageId, parameters: Iterable[str]) -> None:
        """Empty these parameters of a message for good, keeping their names.

        For codes that only the citizen may know once the message has left.
        """
        ...


class Settings(Protocol):
    """Effective-dated settings as text (values are checked by ``app.domain.settings``)."""

    def get(self, key: str, on: date) -> str | None:
        """The value in force that day."""
        ...

    def put(
        self, key: str, value: str, valid_from: date, by: StaffId | None, at: datetime
    ) -> None: ...

    def all(self, on: date) -> Mapping[str, str]: ...

    def history(self) -> tuple[StoredSetting, ...]:
        """Every value ever set, by key, the one that begins last first."""
        ...


class SavedViews(Protocol):
    """Views of the queue that people keep, each their own."""

    def of(self, staff_id: StaffId) -> tuple[SavedView, ...]: ...

    def add(self, staff_id: StaffId, view: SavedView, at: datetime) -> None:
        """Store a new view.

        Raises:
            RuleViolationError: ``VIEW_NAME_TAKEN``.
        """
        ...

    def remove(self, staff_id: StaffId, name: str) -> None:
        """Remove a view, if it is there."""
        ...
