"""Which documents a case has; what they say is handed out by ``handing_out``."""

from __future__ import annotations

from app.domain.duties import Operation, require
from app.domain.ids import CaseId
from app.domain.record import IssuedDocument
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.unit_of_work import Store
from app.trail.refusals import on_record


@on_record
class ListDocuments:
    """Lists the documents issued for a case, without their bytes."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, session: Session, case_id: CaseId) -> tuple[IssuedDocument, ...]:
        """Return them, the oldest first.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``.
        """
        require(session, Operation.EXPORT_DOCUMENT)
        with self._store.look() as stored:
            return stored.documents.of_case(case_id)
