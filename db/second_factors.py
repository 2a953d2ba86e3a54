"""Enrols second factors in the guard of a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import LargeBinary, bindparam, text

from app.domain.errors import RuleViolationError
from db.engine import is_sqlite
from db.errors import translated

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.domain.ids import StaffId

_ENROL = text("SELECT guard.enrol(:staff, :secret)").bindparams(
    bindparam("secret", type_=LargeBinary())
)


class SqlSecondFactors:
    """``app.ports.second_factor.SecondFactors`` on a server."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def enrol(self, staff_id: StaffId, secret: bytes) -> None:
        """Keep the secret; raises as the port says."""
        if is_sqlite(self._engine):
            raise RuleViolationError("NO_SECOND_FACTOR_HERE")
        with translated(), self._engine.begin() as connection:
            connection.execute(_ENROL, {"staff": staff_id, "secret": secret})
