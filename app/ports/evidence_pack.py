"""What leaves the program as the evidence of one case: its pages, and the file it is written to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from app.domain.ids import Sha256


@dataclass(frozen=True, slots=True)
class PackMember:
    """One file of a pack; its name has only letters every system takes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PackedFile:
    """One original, as the index lists it.

    Attributes:
        kind: ``file``, ``frame``, ``call`` or ``document``.
        what: code of the requirement, label of the picture or number of the document.
        name: as the person called it, whatever that was.
        place: where it is in the pack; "" when it could not be put there.
        problem: ``BLOB_MISSING``, ``BLOB_DAMAGED`` or ``FILE_SWAPPED``; "" when nothing is wrong.
    """

    kind: str
    what: str
    name: str
    sha256: Sha256
    size: int
    place: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PackedChain:
    """One chain of events as the index tells of it.

    Attributes:
        folder: where its events are in the pack.
        fault: code of its first fault; "" when it is whole.
        fault_at: position of that fault.
        sealed: number of the last seal that agrees with it; 0 without one.
        sealed_to: the position that seal names.
        refuted: code of what a seal says against it.
    """

    chain: str
    folder: str
    events: int
    head_sequence: int
    head_hash: Sha256
    fault: str = ""
    fault_at: int = 0
    sealed: int = 0
    sealed_to: int = 0
    refuted: str = ""


@dataclass(frozen=True, slots=True)
class PackedEvent:
    """One line of the timeline; ``action`` is "" for a text that is not what was sealed."""

    chain: str
    sequence: int
    at: datetime | None
    action: str
    who: str
    where: str


@dataclass(frozen=True, slots=True)
class PackView:
    """Everything the pages of a pack say."""

    case_number: str
    procedure: str
    state: str
    person_name: str
    made_at: datetime
    made_by: str
    reason: str
    files: Sequence[PackedFile]
    chains: Sequence[PackedChain]
    events: Sequence[PackedEvent]
    seal_number: int = 0
    seal_digest: str = ""


class PackPages(Protocol):
    """Writes the pages of a pack, in the language documents are in."""

    def index(self, view: PackView) -> bytes:
        """The index as a PDF."""
        ...

    def timeline(self, view: PackView) -> str:
        """What happened, a line each."""
        ...

    def how_to_check(self, view: PackView) -> str:
        """How somebody outside checks the pack without this program."""
        ...


class PackWriter(Protocol):
    """Writes a pack to a file."""

    def write(self, path: Path, members: Iterable[PackMember], made_at: datetime) -> Sha256:
        """Write it whole or not at all; returns the hash of the file.

        Raises:
            UnavailableError: ``PACK_NO_ROOM`` for a full disk, ``PACK_NOT_WRITTEN``.
        """
        ...
