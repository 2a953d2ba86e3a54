"""The procedures shipped in ``resources/procedures``, read once and checked whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.domain.errors import RuleViolationError
from app.domain.languages import SPANISH
from app.domain.procedure import Procedure
from app.domain.procedure_soundness import unsound_parts
from app.infra.procedure_shape import procedure_from
from app.infra.toml_table import TomlTable, read_toml

INVALID = "PROCEDURE_DATA_INVALID"


class ProcedureFiles:
    """Catalogue of every procedure in every version (implements ``ProcedureCatalogue``).

    Each ``*.toml`` directly in the folder is one version of one procedure; it may name further
    files in ``parts``, whose lists are joined to its own.
    """

    def __init__(self, folder: Path, language: str = SPANISH) -> None:
        """Read everything, what staff read in that language; each must be there in all of them.

        Raises:
            RuleViolationError: ``PROCEDURE_DATA_INVALID`` with place and problem, because a
                program with half a catalogue must not start.
        """
        self._versions: dict[tuple[str, str], Procedure] = {}
        for path in sorted(folder.glob("*.toml")):
            procedure = read_procedure(path, language)
            key = (procedure.code, procedure.version)
            if key in self._versions:
                raise RuleViolationError(
                    INVALID, place=path.name, key="version", problem="exists twice"
                )
            self._versions[key] = procedure
        if not self._versions:
            raise RuleViolationError(INVALID, place=folder.name, key="", problem="no procedure")

    def get(self, code: str, version: str) -> Procedure:
        """Return that version; raises ``PROCEDURE_UNKNOWN``."""
        try:
            return self._versions[code, version]
        except KeyError as error:
            raise RuleViolationError(
                "PROCEDURE_UNKNOWN", procedure=code, version=version
            ) from error

    def current(self, code: str, on: date) -> Procedure:
        """Return the version in force that day; raises ``PROCEDURE_UNKNOWN``."""
        in_force = [
            procedure
            for procedure in self._versions.values()
            if procedure.code == code and procedure.valid_from <= on
        ]
        if not in_force:
            raise RuleViolationError("PROCEDURE_UNKNOWN", procedure=code, on=on.isoformat())
        return max(in_force, key=lambda procedure: procedure.valid_from)

    def codes(self) -> tuple[str, ...]:
        """Codes of all procedures, sorted."""
        return tuple(sorted({code for code, _ in self._versions}))


def read_procedure(path: Path, language: str = SPANISH) -> Procedure:
    """Read one version with its parts.

    Raises:
        RuleViolationError: ``PROCEDURE_DATA_INVALID``.
    """
    values = read_toml(path, INVALID)
    parts = [
        TomlTable(read_toml(path.parent / name, INVALID), INVALID, name)
        for name in _part_names(values, path)
    ]
    procedure = procedure_from(TomlTable(values, INVALID, path.name), parts, language)
    problems = unsound_parts(procedure)
    if problems:
        raise RuleViolationError(INVALID, place=path.name, key="", problem="; ".join(problems))
    return procedure


def _part_names(values: dict[str, object], path: Path) -> Iterator[str]:
    names = values.pop("parts", [])
    if not isinstance(names, list):
        raise RuleViolationError(INVALID, place=path.name, key="parts", problem="not a list")
    for name in names:
        if not isinstance(name, str) or not (path.parent / name).is_file():
            raise RuleViolationError(INVALID, place=path.name, key="parts", problem="no such file")
        yield name
