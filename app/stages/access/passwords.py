"""What a password of the house has to be."""

from __future__ import annotations

from app.domain.errors import RuleViolationError

MIN_PASSWORD = 10
MAX_PASSWORD = 256


def password_mistake(password: str, login: str) -> RuleViolationError | None:
    """What is wrong with a password, None when nothing is."""
    if len(password) < MIN_PASSWORD:
        return RuleViolationError("PASSWORD_TOO_SHORT", minimum=MIN_PASSWORD)
    if len(password) > MAX_PASSWORD:
        return RuleViolationError("PASSWORD_TOO_LONG", maximum=MAX_PASSWORD)
    if login and login.casefold() in password.casefold():
        return RuleViolationError("PASSWORD_HOLDS_LOGIN")
    return None


def check_password(password: str, login: str) -> None:
    """Raise what :func:`password_mistake` finds."""
    mistake = password_mistake(password, login)
    if mistake is not None:
        raise mistake


def check_new_password(password: str, login: str, given: str) -> None:
    """The same for one of one's own, which is another than the one that was given."""
    check_password(password, login)
    if password == given:
        raise RuleViolationError("PASSWORD_NOT_NEW")
