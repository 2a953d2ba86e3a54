"""Roles around packages of the virtual window: reading them and keeping the refused ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.ids import Sha256
    from app.domain.package import Package, PackageProblem


@dataclass(frozen=True, slots=True)
class RefusedPackage:
    """What is known of a package whose form is wrong.

    Attributes:
        problems: at least one.
        content_hash: the same for the same content on every try; empty when not even the bytes
            could be had (vanished, unreadable, still being written), so that nothing is recorded.
        number: the portal's number when the manifest could be read that far.
    """

    problems: tuple[PackageProblem, ...]
    content_hash: Sha256
    number: str = ""


class PackageReader(Protocol):
    """Reads one package, a zip file or a folder, without writing anything anywhere."""

    def read(self, source: Path) -> Package | RefusedPackage:
        """Whole package, or why not; hostile content is a problem, never an exception."""
        ...


@dataclass(frozen=True, slots=True)
class QuarantineNote:
    """Why a package is kept apart; written beside it as ``reasons.json``.

    ``at`` is an ISO instant.
    """

    content_hash: Sha256
    number: str
    at: str
    problems: tuple[PackageProblem, ...]


class Quarantine(Protocol):
    """Keeps refused packages whole, by content, for whoever has to explain the refusal."""

    def keep(self, source: Path, note: QuarantineNote) -> bool:
        """Keep a copy under the content hash; False when that content is kept already.

        Raises:
            UnavailableError: ``QUARANTINE_UNAVAILABLE`` when it cannot be written.
        """
        ...
