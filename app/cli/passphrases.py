"""Asks for the passphrase of the keys on the terminal (implements ``Passphrases``)."""

from __future__ import annotations

import getpass
import sys

from app.cli.output import say
from app.domain.errors import UnavailableError


class TerminalPassphrases:
    """Nothing typed is shown, and nothing is taken from a pipe or a file."""

    def present(self, *, is_repeat: bool) -> str:
        """The passphrase in force; raises as the port says."""
        if is_repeat:
            say("That is not the passphrase; try again.")
        return _typed("Passphrase of the sealed database: ")

    def new(self, minimum: int) -> str:
        """A new one, typed twice; raises as the port says."""
        _require_somebody()
        say(
            "This machine has no safe store for the key of the sealed database. The key will be"
            f" kept under a passphrase of at least {minimum} characters, asked for at every start."
            " Nobody can recover it: print the recovery sheet afterwards."
        )
        while True:
            first = _typed("New passphrase: ")
            if len(first) < minimum:
                say(f"At least {minimum} characters, please.")
            elif _typed("The same once more: ") == first:
                return first
            else:
                say("The two are not the same.")


def _typed(prompt: str) -> str:
    _require_somebody()
    try:
        return getpass.getpass(prompt)
    except EOFError as error:
        raise UnavailableError("PASSPHRASE_NEEDED") from error


def _require_somebody() -> None:
    if sys.stdin is None or not sys.stdin.isatty():
        raise UnavailableError("PASSPHRASE_NEEDED")
