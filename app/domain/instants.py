"""Times that come from outside: a screen, a command, another program."""

from __future__ import annotations

from datetime import UTC, datetime

from app.domain.errors import RuleViolationError


def as_instant(untrusted: datetime) -> datetime:
    """Return the time in UTC, where everything else can count with it.

    Raises:
        RuleViolationError: ``INSTANT_NOT_AWARE`` for a time without a zone, which is another
            instant in every place; ``INSTANT_OUT_OF_RANGE`` at the ends of the calendar, where
            another zone's clock would already show a year that does not exist.
    """
    if untrusted.utcoffset() is None:
        raise RuleViolationError("INSTANT_NOT_AWARE")
    try:
        return untrusted.astimezone(UTC)
    except (OverflowError, ValueError) as error:
        raise RuleViolationError("INSTANT_OUT_OF_RANGE") from error
