"""The families of errors the program tells apart; each carries a stable code and plain facts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


class VentanillaError(Exception):
    """Base of every expected failure.

    Attributes:
        code: stable upper-case code; the sentence for people is looked up from it.
        context: plain values the sentence may mention; never evidence, never a secret.
        is_on_record: whether the refusal is in the audit trail already.
    """

    def __init__(self, code: str, **context: object) -> None:
        super().__init__(code)
        self.code = code
        self.context: Mapping[str, object] = MappingProxyType(dict(context))
        self.is_on_record = False


class RuleViolationError(VentanillaError):
    """The request breaks a rule; the person at the screen can mend it."""


class AccessDeniedError(RuleViolationError):
    """The duty, the separation of people or the claim does not allow this."""


class StaleCaseError(VentanillaError):
    """Somebody else changed the case after it was read."""


class UnavailableError(VentanillaError):
    """A database, mail server, token or device cannot be reached now; trying again may work."""


class UntrustedInputError(VentanillaError):
    """A file or message from outside is malformed or hostile."""


OF_ONE: Final = (RuleViolationError, StaleCaseError, UntrustedInputError)
"""Refusals of one case or message: whoever goes through many leaves it there and goes on."""
