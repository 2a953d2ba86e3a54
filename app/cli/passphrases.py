"""Asks for the passphrase of the keys on the terminal (implements ``Passphrases``)."""

from __future__ import annotations

import getpass
import sys

from app.cli.output import say
from app.cli.words import words
from app.domain.errors import UnavailableError


class TerminalPassphrases:
    """Nothing typed is shown, and nothing is taken from a pipe or a file."""

    def present(self, *, is_repeat: bool) -> str:
        """The passphrase in force; raises as the port says."""
        if is_repeat:
            say(words("sealing.not_phrase"))
        return _typed(words("sealing.ask_phrase"))

    def new(self, minimum: int) -> str:
        """A new one, typed twice; raises as the port says."""
        _require_somebody()
        say(words("sealing.no_store", minimum=minimum))
        while True:
            first = _typed(words("sealing.ask_new_phrase"))
            if len(first) < minimum:
                say(words("sealing.phrase_short", minimum=minimum))
            elif _typed(words("sealing.ask_phrase_again")) == first:
                return first
            else:
                say(words("sealing.phrases_differ"))


def _typed(prompt: str) -> str:
    _require_somebody()
    try:
        return getpass.getpass(prompt)
    except EOFError as error:
        raise UnavailableError("PASSPHRASE_NEEDED") from error


def _require_somebody() -> None:
    if sys.stdin is None or not sys.stdin.isatty():
        raise UnavailableError("PASSPHRASE_NEEDED")
