"""What commands say to people, in Spanish; the words are in ``resources/command_words.toml``."""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parents[2] / "resources" / "command_words.toml"


def words(key: str, /, **facts: object) -> str:
    """The sentence of a key (``section.name``) with its facts; the key itself for one without."""
    section, _, name = key.partition(".")
    return _table().get(section, {}).get(name, key).format_map(facts)


def usage_words(message: str) -> str:
    """What Python's parser complains of, as far as there are words of ours for it."""
    for theirs, ours in _table().get("usage", {}).items():
        message = message.replace(theirs, ours)
    return message


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    # A file that is gone or broken must not hide what a command did.
    with contextlib.suppress(OSError, ValueError):
        return tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {}
