"""What became of a package, as the command line prints it."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.ids import CaseId, Sha256
from app.domain.package import PackageProblem, PackageStatus


@dataclass(frozen=True, slots=True)
class PackageOutcome:
    """Answer to one package.

    Attributes:
        number: the portal's number; empty when it could not be read.
        content_hash: empty when not even the bytes could be had.
        case_number: shown to people; empty for a refused package.
        kept: requirements that stay accepted from an earlier round (D8).
    """

    status: PackageStatus
    number: str
    content_hash: Sha256
    problems: tuple[PackageProblem, ...] = ()
    case_id: CaseId | None = None
    case_number: str = ""
    round: int = 0
    kept: frozenset[str] = frozenset()

    @property
    def is_rejected(self) -> bool:
        """Whether the package was refused."""
        return self.status is PackageStatus.REJECTED
