"""Procedures as data."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.procedure import Procedure


class ProcedureCatalogue(Protocol):
    """Every procedure in every version shipped."""

    def get(self, code: str, version: str) -> Procedure:
        """Raises ``RuleViolationError`` (``PROCEDURE_UNKNOWN``)."""
        ...

    def current(self, code: str, on: date) -> Procedure:
        """The version in force that day; raises ``PROCEDURE_UNKNOWN``."""
        ...

    def codes(self) -> tuple[str, ...]: ...
