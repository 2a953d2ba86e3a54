"""Wrong passwords: how they are counted and when an account rests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.staff import StaffCredentials


@dataclass(frozen=True, slots=True)
class LockoutPolicy:
    """After ``failures`` wrong passwords in a row the account rests for ``rest``."""

    failures: int = 5
    rest: timedelta = timedelta(minutes=15)


STANDARD = LockoutPolicy()


def is_locked(credentials: StaffCredentials, at: datetime) -> bool:
    """Tell whether the account rests at that instant."""
    return credentials.locked_until is not None and at < credentials.locked_until


def after_failure(
    credentials: StaffCredentials, at: datetime, policy: LockoutPolicy = STANDARD
) -> StaffCredentials:
    """Credentials after one more wrong password; a rest that is over begins a new count."""
    over = credentials.locked_until is not None and credentials.locked_until <= at
    failures = 1 if over else credentials.failures + 1
    locked_until = at + policy.rest if failures >= policy.failures else None
    return replace(credentials, failures=failures, locked_until=locked_until)


def after_success(credentials: StaffCredentials) -> StaffCredentials:
    """Credentials after the right password."""
    return replace(credentials, failures=0, locked_until=None)
