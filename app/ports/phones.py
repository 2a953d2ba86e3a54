"""What a phone library knows about a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.phone_facts import PhoneFacts


class PhoneReader(Protocol):
    """Reads phone numbers; never raises for any text."""

    def __call__(self, untrusted_text: str, home: str) -> PhoneFacts:
        """Facts about a number typed in ``home`` (two-letter code)."""
        ...
