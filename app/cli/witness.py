"""What a command handed out is on record, under the name the operating system has for its user."""

from __future__ import annotations

from typing import Final

from app.cli.services import Services
from app.domain.audit import SYSTEM_CHAIN, AuditEntry
from app.infra.system_user import operating_system_user

COMMAND_LINE: Final = "command line"


def record(
    services: Services, action: str, *, chain: str = SYSTEM_CHAIN, **details: object
) -> None:
    """Write one entry without an actor of ours (ADR 0014).

    Raises:
        UnavailableError: it could not be written.
    """
    facts = {"os_user": operating_system_user(), **details}
    entry = AuditEntry(chain, action, None, services.clock.now(), COMMAND_LINE, facts)
    with services.store.write() as uow:
        uow.audit.append(entry)
        uow.commit()
