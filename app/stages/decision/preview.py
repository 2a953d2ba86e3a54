"""The notice of a refusal as both addresses would read it, before anybody is bound (D7)."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.contact import is_same_address
from app.domain.masking import mask_email
from app.domain.notices import REFUSED
from app.domain.staff import Session
from app.ports.clock import Clock
from app.ports.composer import ComposedMessage, MessageComposer
from app.ports.emails import EmailReader
from app.ports.procedures import ProcedureCatalogue
from app.ports.readers import CaseView
from app.stages.decision.addressed import usable
from app.stages.decision.letters import Notice, refusal_parameters


@dataclass(frozen=True, slots=True)
class RefusalPreview:
    """The message and its addresses, masked; old first."""

    message: ComposedMessage
    recipients: tuple[str, ...]


class PreviewRefusal:
    """Composes the exact notice for some reasons; sends nothing, changes nothing."""

    def __init__(
        self,
        composer: MessageComposer,
        procedures: ProcedureCatalogue,
        read_email: EmailReader,
        clock: Clock,
    ) -> None:
        self._composer = composer
        self._procedures = procedures
        self._read_email = read_email
        self._clock = clock

    def __call__(
        self, session: Session, view: CaseView, reasons: tuple[str, ...]
    ) -> RefusalPreview:
        """Compose it.

        Raises:
            RuleViolationError: ``REASON_…`` for a reason that is missing or does not fit.
        """
        case, now = view.case, self._clock.now()
        procedure = self._procedures.get(case.procedure, case.procedure_version)
        said = refusal_parameters(procedure, case, reasons, now)
        # As the decision itself: what cannot be an address is not written to.
        old = usable(view.contact.value.email if view.contact else "", self._read_email)
        new = case.declared.contact.email
        notice = Notice(case, view.person, now, session.staff_id).message(REFUSED, new, said)
        both = (old, new) if not is_same_address(old, new) else (new,)
        return RefusalPreview(
            self._composer.compose(REFUSED, notice.language, notice.parameters),
            tuple(mask_email(address) for address in both if address),
        )
