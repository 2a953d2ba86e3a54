"""Anchors as files of a folder, one a seal, each put there whole and never touched again.

``anchor-00000042.jsonl`` lists the heads that changed, one a line, and ends with the seal and its
signature. It is named by its number, which only one sealer can take: with two of them at work a
name made of the time would let the chain of seals fork.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final

from app.domain.anchor import (
    AnchoredHead,
    HeadsDigest,
    SignedSeal,
    head_of,
    newest,
    seal_of,
)
from app.domain.audit import ChainHead, canonical_text
from app.domain.errors import RuleViolationError, UnavailableError
from app.domain.ids import Sha256, fresh_id
from app.infra.anchors.sorted_heads import by_chain
from app.ports.anchors import AnchorDraft, FoundAnchor

_NAME: Final = re.compile(r"anchor-([0-9]{8,12})\.jsonl")
_LONGEST_SEAL: Final = 4096
_READ_ONLY: Final = 0o444


class FolderAnchors:
    """Implements :class:`app.ports.anchors.Anchors`.

    Args:
        folder: away from the database; a mounted share, a disk that is written once.
        scratch: a folder of this machine for what can be made anew from the anchors: the heads
            as last sealed, so that a seal reads each anchor once and not all of them each time.
    """

    def __init__(self, folder: Path, scratch: Path) -> None:
        self._folder = folder
        own = hashlib.sha256(os.fsencode(folder.absolute())).hexdigest()[:16]
        self._scratch = scratch / own

    def last(self) -> SignedSeal | None:
        """The newest seal; raises ``ANCHOR_UNREADABLE`` when what lies there is none."""
        with _reached():
            numbers = self._numbers()
            if not numbers:
                return None
            found = _signed_in(self._path(numbers[-1]))
        if found is None or found.seal.number != numbers[-1]:
            raise UnavailableError("ANCHOR_UNREADABLE", number=numbers[-1])
        return found

    def found(self) -> Iterator[FoundAnchor]:
        """Every anchor by number, looked through."""
        with _reached():
            for number in self._numbers():
                yield _look_through(self._path(number), number)

    @contextmanager
    def heads_of(self, numbers: Collection[int]) -> Iterator[Iterator[AnchoredHead]]:
        """What these anchors list, sorted by chain and number."""
        with _reached(), by_chain(self._listed(sorted(numbers)), self._scratch) as heads:
            yield heads

    @contextmanager
    def draft(self, last: SignedSeal | None) -> Iterator[AnchorDraft]:
        """Begin the anchor that follows ``last``."""
        number = last.seal.number + 1 if last else 1
        with _reached():
            self._scratch.mkdir(parents=True, exist_ok=True)
            part = self._folder / f".{self._path(number).name}.{fresh_id()}.part"
            try:
                with TemporaryDirectory(dir=self._scratch) as aside:
                    kept = Path(aside) / "heads"
                    with (
                        part.open("x", encoding="ascii") as listed,
                        kept.open("w", encoding="ascii") as heads,
                    ):
                        yield _Draft(self, last, part, listed, kept, heads)
            finally:
                # In a folder that only takes new files the part stays; nobody reads such names.
                with suppress(OSError):
                    part.unlink()

    def export(self, target: Path) -> int:
        """Copy every anchor into one new zip file; returns how many."""
        with _reached():
            numbers = self._numbers()
            try:
                out = zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED)
            except FileExistsError as error:
                raise RuleViolationError("FILE_EXISTS", file=target.name) from error
            try:
                with out:
                    for number in numbers:
                        out.write(self._path(number), self._path(number).name)
            except BaseException:
                # Half a copy would look like all of it.
                target.unlink()
                raise
        return len(numbers)

    def path_of(self, number: int) -> Path:
        """Where the anchor of a number lies, or will."""
        return self._path(number)

    def kept_heads(self, last: SignedSeal) -> Iterator[ChainHead]:
        """Heads as ``last`` left them: remembered, or else gathered from all anchors."""
        kept = self._kept
        if kept.is_file():
            with kept.open(encoding="ascii") as lines:
                if next(lines, "").strip() == last.seal.digest:
                    yield from self._own(lines)
                    return
        with self.heads_of([n for n in self._numbers() if n <= last.seal.number]) as heads:
            yield from newest(heads)

    def remember(self, digest: str, heads: Path) -> None:
        """Keep the heads as the seal of that digest left them."""
        fresh = heads.with_name("kept")
        # The anchor lies in its place by now; what cannot be remembered is gathered next time.
        with suppress(OSError):
            with fresh.open("w", encoding="ascii") as out, heads.open(encoding="ascii") as lines:
                out.write(digest + "\n")
                out.writelines(lines)
                out.flush()
                # Half of it after a power cut would look like chains that went.
                os.fsync(out.fileno())
            fresh.replace(self._kept)

    def _own(self, lines: Iterable[str]) -> Iterator[ChainHead]:
        """Heads of the own file, a million of them: taken apart by hand where nothing is escaped."""
        try:
            for line in lines:
                if "\\" in line or not line.endswith('"]\n'):
                    # Raises for a torn line.
                    yield head_of(line)
                else:
                    rest, _, hash_ = line.rpartition(',"')
                    chain, _, sequence = rest.rpartition(",")
                    yield ChainHead(chain[2:-1], int(sequence), Sha256(hash_[:-3]))
        except ValueError as error:
            # Made anew from the anchors next time.
            self._kept.unlink()
            raise UnavailableError("ANCHORS_UNREACHABLE", reason="scratch") from error

    @property
    def _kept(self) -> Path:
        return self._scratch / "heads-as-sealed"

    def _path(self, number: int) -> Path:
        return self._folder / f"anchor-{number:08}.jsonl"

    def _numbers(self) -> list[int]:
        names = (_NAME.fullmatch(path.name) for path in self._folder.iterdir())
        return sorted(int(name[1]) for name in names if name)

    def _listed(self, numbers: list[int]) -> Iterator[AnchoredHead]:
        for number in numbers:
            path = self._path(number)
            signed = _signed_in(path)
            if signed is None:
                raise UnavailableError("ANCHOR_UNREADABLE", number=number)
            with path.open("rb") as lines:
                for line in islice(lines, signed.seal.changed):
                    try:
                        head = head_of(line.decode("ascii"))
                    except (ValueError, RecursionError) as error:
                        raise UnavailableError("ANCHOR_UNREADABLE", number=number) from error
                    yield AnchoredHead(head, number)


class _Draft:
    """Implements :class:`app.ports.anchors.AnchorDraft`."""

    def __init__(
        self,
        anchors: FolderAnchors,
        last: SignedSeal | None,
        part: Path,
        listed: IO[str],
        kept: Path,
        heads: IO[str],
    ) -> None:
        self._anchors = anchors
        self._last = last
        self._part = part
        self._listed = listed
        self._kept = kept
        self._heads = heads

    def before(self) -> Iterator[ChainHead]:
        return iter(()) if self._last is None else self._anchors.kept_heads(self._last)

    def keep(self, line: str) -> None:
        self._heads.write(line)

    def list(self, line: str) -> None:
        self._listed.write(line)

    def publish(self, signed: SignedSeal) -> bool:
        self._listed.write(_last_line(signed))
        self._listed.flush()
        os.fsync(self._listed.fileno())
        self._heads.flush()
        if os.name != "nt":
            # There a part that may not be written could not be taken away either.
            self._part.chmod(_READ_ONLY)
        if not _take(self._part, self._anchors.path_of(signed.seal.number)):
            return False
        _sync_folder(self._part.parent)
        self._anchors.remember(signed.seal.digest, self._kept)
        return True


def _take(part: Path, place: Path) -> bool:
    """Give the finished file its name; False when the name is taken (a rename would replace it)."""
    try:
        place.hardlink_to(part)
    except FileExistsError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _signed_in(path: Path) -> SignedSeal | None:
    """The seal at the end of a file; None when there is none."""
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - _LONGEST_SEAL))
        lines = file.read().splitlines()
    try:
        body = json.loads(lines[-1])
        signature = body["signature"]
        seal = seal_of(body["seal"])
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        return None
    return SignedSeal(seal, signature) if isinstance(signature, str) else None


def _last_line(signed: SignedSeal) -> str:
    body = {"seal": json.loads(signed.seal.text), "signature": signed.signature}
    return canonical_text(body) + "\n"


def _look_through(path: Path, number: int) -> FoundAnchor:
    signed = _signed_in(path)
    if signed is None:
        return FoundAnchor(number, None, is_intact=False)
    listed = HeadsDigest()
    try:
        with path.open("rb") as file:
            for line in islice(file, signed.seal.changed):
                text = line.decode("ascii")
                listed.add(text, head_of(text).sequence)
            end = file.read(2 * _LONGEST_SEAL).decode("ascii")
    except (ValueError, RecursionError):
        return FoundAnchor(number, signed, is_intact=False)
    covered = (signed.seal.changed, signed.seal.changes, _last_line(signed))
    return FoundAnchor(number, signed, (listed.heads, listed.value, end) == covered)


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UnavailableError("ANCHORS_UNREACHABLE", errno=error.errno) from error
