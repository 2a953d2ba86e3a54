"""The files of a package in memory, and the exception that carries why there are none."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.ids import Sha256
from app.domain.package import PackageProblem

NO_HASH = Sha256("")
_CONTENT = b"ventanilla package 1\n"
_RAW = b"ventanilla raw 1\n"


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a package."""

    name: str
    data: bytes = field(repr=False)
    sha256: Sha256


def member(name: str, data: bytes) -> Member:
    """Return the member with its hash."""
    return Member(name, data, Sha256(hashlib.sha256(data).hexdigest()))


class ContainerRefusedError(Exception):
    """The zip or folder cannot be taken; it never leaves this package.

    Attributes:
        raw_hash: identity of the refused content; empty when its bytes could not be had.
    """

    def __init__(self, problems: Sequence[PackageProblem], raw_hash: Sha256 = NO_HASH) -> None:
        super().__init__(problems[0].code)
        self.problems = tuple(problems)
        self.raw_hash = raw_hash


def content_hash(members: Sequence[Member]) -> Sha256:
    """Identity of a package: names and contents, whatever the container or the order."""
    digest = hashlib.sha256(_CONTENT)
    for item in sorted(members, key=lambda one: one.name):
        digest.update(f"{item.sha256} {item.name}\n".encode())
    return Sha256(digest.hexdigest())


def raw_hash(data: bytes) -> Sha256:
    """Identity of bytes that are no package; never equal to a :func:`content_hash`."""
    return Sha256(hashlib.sha256(_RAW + data).hexdigest())
