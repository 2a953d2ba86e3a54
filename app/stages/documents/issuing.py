"""Issuing the record of validation: once for each decided case."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from app.domain.audit import AuditEntry, case_chain
from app.domain.case import Case
from app.domain.duties import Operation, require
from app.domain.errors import RuleViolationError, UnavailableError
from app.domain.ids import CaseId, StaffId, fresh_id
from app.domain.provinces import place_of_registration
from app.domain.record import DocumentKind, IssuedDocument
from app.domain.staff import Session
from app.ports.anchors import Anchors
from app.ports.clock import Clock
from app.ports.procedures import ProcedureCatalogue
from app.ports.renderer import RecordedAnchor, RecordRenderer
from app.ports.unit_of_work import Store, UnitOfWork
from app.stages.documents.contents import TEMPLATE_VERSION, record_number, record_view
from app.trail.approvals import require_own_decision
from app.trail.arrivals import require_own_files, require_own_papers
from app.trail.calls import require_own_calls
from app.trail.refusals import on_record
from app.trail.whole import require_whole

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IssueValidationRecordCommand:
    """Issue the record of a decided case; ``session`` is None when the program does it itself."""

    session: Session | None
    case_id: CaseId


@on_record
class IssueValidationRecord:
    """Draws the record, keeps it as a blob and writes its hash on the case's chain."""

    def __init__(
        self,
        store: Store,
        procedures: ProcedureCatalogue,
        renderer: RecordRenderer,
        clock: Clock,
        anchors: Anchors | None = None,
    ) -> None:
        self._store = store
        self._procedures = procedures
        self._renderer = renderer
        self._clock = clock
        self._anchors = anchors

    def __call__(self, command: IssueValidationRecordCommand) -> IssuedDocument:
        """Return the record, made now or earlier.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
            RuleViolationError: ``CASE_UNKNOWN``, ``NOT_DECIDED_YET``, ``PDFA_INVALID``;
                ``CHAIN_BROKEN``, ``PAPERS_ALTERED``, ``FILES_ALTERED``, ``CALL_ALTERED``,
                ``DECISION_ALTERED`` where the tables say something else than the events.
        """
        session = command.session
        if session is not None:
            require(session, Operation.ISSUE_DOCUMENT)
        now = self._clock.now()
        with self._store.read() as readers:
            view = readers.case.view(command.case_id)
            events = readers.audit.events(case_chain(command.case_id))
        known = _numbered(view.documents, record_number(view))
        if known is not None:
            return known
        if not events:
            raise RuleViolationError("AUDIT_CHAIN_EMPTY", number=view.case.number)
        procedure = self._procedures.get(view.case.procedure, view.case.procedure_version)
        province = place_of_registration(view.case.province)
        place = session.staff.agency.name if session else province.name if province else ""
        printed = record_view(view, procedure, events[-1], place, now, self._newest_seal())
        data = self._renderer.validation_record(printed)
        by = session.staff_id if session else None
        with self._store.write() as uow:
            _require_as_told(uow, view.case)
            # Drawing takes time; somebody else may have issued it meanwhile.
            known = _numbered(uow.documents.of_case(command.case_id), record_number(view))
            if known is not None:
                return known
            document = IssuedDocument(
                id=fresh_id(),
                case_id=command.case_id,
                kind=DocumentKind.VALIDATION_RECORD,
                number=record_number(view),
                sha256=uow.blobs.put(data),
                issued_at=now,
                issued_by=by,
                template_version=TEMPLATE_VERSION,
            )
            uow.documents.add(document)
            _record(uow, document, by, session.workstation if session else "")
            uow.commit()
        return document

    def _newest_seal(self) -> RecordedAnchor | None:
        if self._anchors is None:
            return None
        try:
            last = self._anchors.last()
        except UnavailableError as error:
            # A share that is away keeps nobody from their record; it then names no seal.
            _LOG.warning("record without seal: %s", error.code)
            return None
        return RecordedAnchor(last.seal.number, last.seal.at, last.seal.digest) if last else None


def _require_as_told(uow: UnitOfWork, case: Case) -> None:
    """Keep nothing drawn from rows that were altered: whoever holds the paper believes it."""
    require_whole(uow, case)
    require_own_papers(uow, case)
    require_own_files(uow, case)
    require_own_calls(uow, case)
    require_own_decision(uow, case)


def _numbered(documents: tuple[IssuedDocument, ...], number: str) -> IssuedDocument | None:
    return next((item for item in documents if item.number == number), None)


def _record(uow: UnitOfWork, document: IssuedDocument, by: StaffId | None, where: str) -> None:
    details = {
        "document": document.id,
        "number": document.number,
        "sha256": document.sha256,
        "template": document.template_version,
    }
    uow.audit.append(
        AuditEntry(
            case_chain(document.case_id),
            "document.issued",
            by,
            document.issued_at,
            where,
            details,
        )
    )
