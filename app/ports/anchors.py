"""Where seals of the audit are kept, away from the database, and who signs them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.anchor import AnchoredHead, SignedSeal
    from app.domain.audit import ChainHead

SEALING_SECRET: Final = "anchors"  # noqa: S105  # the name it is filed under, not the secret
"""Name of the signing key in the system's store of secrets."""

SignatureCheck = Callable[[str, str], bool]
"""Whether a signature over a text is by a key that counts."""


@dataclass(frozen=True, slots=True)
class FoundAnchor:
    """An anchor as it lies there.

    Attributes:
        number: the one it is filed under.
        signed: its seal; None when it cannot be read as one.
        is_intact: whether the heads it lists are those its seal covers.
    """

    number: int
    signed: SignedSeal | None
    is_intact: bool


class AnchorDraft(Protocol):
    """An anchor in the making; what is not published leaves nothing behind."""

    def before(self) -> Iterator[ChainHead]:
        """Heads as the last seal left them, sorted by chain."""
        ...

    def keep(self, line: str) -> None:
        """Remember a head (as its line) for the next seal, in the order of chains."""
        ...

    def list(self, line: str) -> None:
        """List a head (as its line) that changed, in the order of chains."""
        ...

    def publish(self, signed: SignedSeal) -> bool:
        """Put the anchor in its place for good; False when another sealer was first.

        Raises:
            UnavailableError: ``ANCHORS_UNREACHABLE``.
        """
        ...


class Anchors(Protocol):
    """A place for anchors: one is added at a time, none is changed or removed.

    Every method raises ``UnavailableError`` (``ANCHORS_UNREACHABLE``) when the place cannot be
    read or written.
    """

    def last(self) -> SignedSeal | None:
        """The newest seal; ``ANCHOR_UNREADABLE`` when what lies there is none."""
        ...

    def found(self) -> Iterator[FoundAnchor]:
        """Every anchor by number, looked through."""
        ...

    def heads_of(self, numbers: Collection[int]) -> AbstractContextManager[Iterator[AnchoredHead]]:
        """What these anchors list, sorted by chain and number, however much it is."""
        ...

    def draft(self, last: SignedSeal | None) -> AbstractContextManager[AnchorDraft]:
        """Begin the anchor that follows ``last``."""
        ...

    def export(self, target: Path) -> int:
        """Copy every anchor into one new file; returns how many.

        Raises:
            RuleViolationError: ``FILE_EXISTS``.
        """
        ...


class SealingKey(Protocol):
    """The key that signs; it is never on the database's machine."""

    def sign(self, text: str) -> str:
        """Signature over the text, as hexadecimal digits.

        Raises:
            UnavailableError: ``ANCHORS_KEY_UNREADABLE``, ``ANCHORS_KEY_EXPOSED``, or as the
                system's store says.
        """
        ...

    def create(self) -> None:
        """Make a new key where there is none.

        Raises:
            RuleViolationError: ``ANCHORS_KEY_EXISTS``.
        """
        ...

    def public(self) -> str:
        """The public half as PEM text, for those who verify; raises as :meth:`sign`."""
        ...
