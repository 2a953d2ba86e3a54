"""Looking at, exporting and printing an issued document; each time is on record, numbered."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from app.domain.audit import AuditEntry, AuditEvent, actor_of, case_chain, details_of
from app.domain.audit_time import acted_at
from app.domain.duties import Operation, require
from app.domain.errors import RuleViolationError
from app.domain.ids import CaseId
from app.domain.record import IssuedDocument
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.unit_of_work import Store
from app.trail.refusals import on_record

ISSUED: Final = "document.issued"


class Handing(StrEnum):
    """What somebody does with a document; the value is the past fact on the chain."""

    READ = "document.read"
    EXPORTED = "document.exported"
    PRINTED = "document.printed"


@dataclass(frozen=True, slots=True)
class DocumentCommand:
    """Which document of which case, and who asks."""

    session: Session
    case_id: CaseId
    document_id: str


@dataclass(frozen=True, slots=True)
class HandedDocument:
    """The document with its bytes, checked against their hash.

    Attributes:
        count: how often this was done with it, this time included (a second print is a copy).
        file_name: a name to save it under.
    """

    document: IssuedDocument
    data: bytes = field(repr=False)
    count: int
    file_name: str


@on_record
class _HandOut:
    """Hands out bytes after the act has been recorded and committed."""

    handing: Handing

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, command: DocumentCommand) -> HandedDocument:
        """Return the document.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
            RuleViolationError: ``DOCUMENT_UNKNOWN``, ``DOCUMENT_ALTERED`` for one whose row is not
                what was issued: changed by hand, or put there.
            UntrustedInputError: ``BLOB_DAMAGED`` or ``BLOB_MISSING``.
        """
        session, chain = command.session, case_chain(command.case_id)
        require(session, Operation.EXPORT_DOCUMENT)
        with self._store.write() as uow:
            document = _document(uow.documents.of_case(command.case_id), command.document_id)
            if not any(_is_issue(event, document) for event in uow.audit.told(chain, ISSUED)):
                raise RuleViolationError("DOCUMENT_ALTERED", number=document.number)
            # Two at once are a first and a second one: whoever counts waits for whoever counted.
            uow.people.lock(uow.cases.get(command.case_id).person_id)
            before = uow.audit.told(chain, self.handing.value)
            count = 1 + sum(_is_of(event, command.document_id) for event in before)
            details = {"document": document.id, "sha256": document.sha256, "count": count}
            uow.audit.append(
                AuditEntry(
                    chain,
                    self.handing.value,
                    session.staff_id,
                    self._clock.now(),
                    session.workstation,
                    details,
                )
            )
            uow.commit()
        with self._store.look() as stored:
            data = stored.blobs.get(document.sha256)
        return HandedDocument(document, data, count, f"{document.number}.pdf")


class ReadDocument(_HandOut):
    """Shows a document on screen."""

    handing = Handing.READ


class ExportDocument(_HandOut):
    """Gives a document to be saved outside the program."""

    handing = Handing.EXPORTED


class PrintDocument(_HandOut):
    """Gives a document to be printed; ``count`` above 1 is a reprint."""

    handing = Handing.PRINTED


def _is_of(event: AuditEvent, document_id: str) -> bool:
    return details_of(event).get("document") == document_id


def _is_issue(event: AuditEvent, document: IssuedDocument) -> bool:
    """Whether it tells of this very document; of what an older event does not say nothing is asked."""
    said = details_of(event)
    facts = {
        "document": document.id,
        "number": document.number,
        "sha256": document.sha256,
        "template": document.template_version,
    }
    is_same = all(said.get(name, value) == value for name, value in facts.items())
    by, at = actor_of(event), acted_at(event.canonical)
    return is_same and "document" in said and (by, at) == (document.issued_by, document.issued_at)


def _document(documents: tuple[IssuedDocument, ...], document_id: str) -> IssuedDocument:
    for document in documents:
        if document.id == document_id:
            return document
    raise RuleViolationError("DOCUMENT_UNKNOWN", document=document_id)
