"""The key of a sealed local file: how it is named, marked in the file, and written on paper.

On paper it is four rows of four groups. The last three characters of a row check that row and its
place, so that a slip of the pen is found where it was made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from app.domain.errors import RuleViolationError

KEY_BYTES: Final = 32
MARK_BYTES: Final = 8
ROWS: Final = 4
_ROW_BYTES: Final = KEY_BYTES // ROWS
_ROW_CHARACTERS: Final = 16
_CHECK_BITS: Final = 15
_GROUP: Final = 4
_NAME_BYTES: Final = 6

# Crockford's: no letter that is taken for a digit or makes words.
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT: Final = str.maketrans("ILO", "110")


@dataclass(frozen=True, slots=True)
class FileKey:
    """Thirty-two random bytes; never shown by accident.

    Attributes:
        raw: the bytes themselves.
    """

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_BYTES:
            raise ValueError(len(self.raw))

    @property
    def id(self) -> str:
        """Names the key without telling anything about it."""
        return self._name.hex()

    @property
    def mark(self) -> bytes:
        """What a file sealed with this key begins with; nothing else does but by accident."""
        return self._name + _mark_check(self._name)

    @property
    def _name(self) -> bytes:
        return hashlib.sha256(b"ventanilla file key\0" + self.raw).digest()[:_NAME_BYTES]

    @property
    def rows(self) -> tuple[str, ...]:
        """The key as it is written on paper."""
        return tuple(
            _row_text(number, self.raw[(number - 1) * _ROW_BYTES : number * _ROW_BYTES])
            for number in range(1, ROWS + 1)
        )


def marked_key(start: bytes) -> str | None:
    """The name of the key that a file beginning like this was sealed with, if it was sealed."""
    name, check = start[:_NAME_BYTES], start[_NAME_BYTES:MARK_BYTES]
    return name.hex() if len(start) >= MARK_BYTES and check == _mark_check(name) else None


def read_row(number: int, typed: str) -> bytes:
    """One row of the paper as somebody typed it; spaces, hyphens and small letters do not matter.

    Raises:
        RuleViolationError: ``FILE_KEY_ROW`` with the ``row`` that was not copied rightly.
    """
    text = "".join(typed.upper().split()).replace("-", "").translate(_MEANT)
    if len(text) != _ROW_CHARACTERS or set(text) - set(_LETTERS):
        raise RuleViolationError("FILE_KEY_ROW", row=number)
    value = 0
    for letter in text:
        value = value * len(_LETTERS) + _LETTERS.index(letter)
    # The first character has a bit to spare.
    data = (value >> _CHECK_BITS) & ((1 << 8 * _ROW_BYTES) - 1)
    raw = data.to_bytes(_ROW_BYTES, "big")
    if _row_value(number, raw) != value:
        raise RuleViolationError("FILE_KEY_ROW", row=number)
    return raw


def read_rows(typed: Sequence[str]) -> FileKey:
    """The key of the four rows; raises as :func:`read_row`."""
    if len(typed) != ROWS:
        raise RuleViolationError("FILE_KEY_ROW", row=min(len(typed) + 1, ROWS))
    return FileKey(b"".join(read_row(number, row) for number, row in enumerate(typed, start=1)))


def _row_text(number: int, raw: bytes) -> str:
    value, letters = _row_value(number, raw), ""
    for _ in range(_ROW_CHARACTERS):
        value, rest = divmod(value, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return " ".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def _row_value(number: int, raw: bytes) -> int:
    check = hashlib.sha256(b"ventanilla row\0" + bytes([number]) + raw).digest()
    bits = int.from_bytes(check[:2], "big") & ((1 << _CHECK_BITS) - 1)
    return int.from_bytes(raw, "big") << _CHECK_BITS | bits


def _mark_check(name: bytes) -> bytes:
    return hashlib.sha256(b"ventanilla sealed file\0" + name).digest()[: MARK_BYTES - _NAME_BYTES]
