"""What an e-mail library knows about an address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.phone_facts import EmailFacts


class EmailReader(Protocol):
    """Reads e-mail addresses; never raises for any text and asks nobody."""

    def __call__(self, untrusted_text: str) -> EmailFacts:
        """Facts about a typed address."""
        ...
