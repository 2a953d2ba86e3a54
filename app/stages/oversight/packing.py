"""The evidence pack of a case: everything somebody outside needs to judge and to verify it (D24).

Each event is a file of its own with exactly the bytes that were hashed, so that ``sha256sum -c`` over
a folder says whether each is what its hash was made of; each names the hash of the one before it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from app.domain.audit import AuditEntry, AuditEvent, canonical_text, case_chain, person_chain
from app.domain.duties import Operation, require, require_duty
from app.domain.errors import RuleViolationError, UnavailableError, UntrustedInputError
from app.domain.ids import CaseId, Sha256
from app.domain.staff import Session
from app.domain.stated_reason import stated_reason
from app.ports.anchors import Anchors
from app.ports.audit_search import EventFilter
from app.ports.clock import Clock
from app.ports.evidence_pack import (
    PackedChain,
    PackedEvent,
    PackedFile,
    PackMember,
    PackPages,
    PackView,
    PackWriter,
)
from app.ports.readers import CaseView
from app.ports.unit_of_work import Store
from app.stages.oversight.one_chain import ChainStanding, standing_of
from app.stages.oversight.searching import case_with
from app.trail.arrivals import brought
from app.trail.refusals import on_record

PACKED: Final = "case.evidence_packed"
SUMS: Final = "SHA256SUMS"
INDEX: Final = "indice.pdf"
TIMELINE: Final = "cronologia.txt"
HOW_TO: Final = "LEEME.txt"
HEADS: Final = "auditoria/extremos.json"
SEAL: Final = "auditoria/ultimo-sello.json"
_EVERY_EVENT: Final = 1_000_000
_LONGEST_NAME: Final = 60
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9]+")
_FOLDERS: Final = {
    "file": "originales",
    "frame": "cuadros",
    "call": "videollamada",
    "document": "documentos",
}


@dataclass(frozen=True, slots=True)
class PackEvidenceCommand:
    """Which case, where to, and why.

    Attributes:
        session: who asks; None for the command line, whose user has the whole file anyway.
        case_number: of the case or of its package.
        path: the file to write.
        os_user: who the system says the user is, for the command line.
    """

    session: Session | None
    case_number: str
    path: Path
    reason: str
    os_user: str = ""


@dataclass(frozen=True, slots=True)
class PackedEvidence:
    """What was written.

    Attributes:
        sha256: hash of the whole file.
        missing: files of the case that are not in it, or not as they arrived.
        broken: chains that do not verify.
    """

    case_number: str
    sha256: Sha256
    files: int
    events: int
    missing: tuple[PackedFile, ...]
    broken: tuple[str, ...]


@dataclass(slots=True)
class _Sums:
    """Hashes of what went into the pack, in its order."""

    lines: list[str] = field(default_factory=list)

    def noting(self, members: Iterator[PackMember]) -> Iterator[PackMember]:
        """Pass members on, remembering their hashes; their list comes last."""
        for member in members:
            self.lines.append(f"{hashlib.sha256(member.data).hexdigest()}  {member.name}\n")
            yield member
        yield PackMember(SUMS, "".join(self.lines).encode())


@on_record
class PackEvidence:
    """Writes the pack of a case; that and why is on record before the first byte leaves."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        pages: PackPages,
        writer: PackWriter,
        anchors: Anchors | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._pages = pages
        self._writer = writer
        self._anchors = anchors

    def __call__(self, command: PackEvidenceCommand) -> PackedEvidence:
        """Write it and say what is in it.

        Raises:
            AccessDeniedError: ``DUTY_NOT_ALLOWED``, ``SEPARATION_NOT_THE_PERSON_CONCERNED``.
            RuleViolationError: ``REASON_TOO_SHORT``, ``REASON_TOO_LONG``, ``CASE_UNKNOWN``.
            UnavailableError: ``PACK_NO_ROOM``, ``PACK_NOT_WRITTEN``; nothing is left there.
        """
        if command.session is not None:
            require_duty(command.session, Operation.PACK_EVIDENCE)
        reason = stated_reason(command.reason)
        case_id = case_with(self._store, command.case_number)
        if case_id is None:
            raise RuleViolationError("CASE_UNKNOWN", number=command.case_number.strip())
        now = self._clock.now()
        self._record(command, case_id, reason, now)
        with self._store.read() as readers:
            view = readers.case.view(case_id)
        contents = _Contents(self._store, view, self._anchors)
        made_by = command.session.staff.full_name if command.session else command.os_user
        made: list[PackView] = []
        members = self._members(contents, made_by, reason, now, made)
        sha256 = self._writer.write(command.path, _Sums().noting(members), now)
        (told,) = made
        return PackedEvidence(
            told.case_number,
            sha256,
            sum(bool(file.place) for file in told.files),
            sum(chain.events for chain in told.chains),
            tuple(file for file in told.files if file.problem),
            tuple(one.chain for one in told.chains if one.fault or one.refuted),
        )

    def _record(
        self, command: PackEvidenceCommand, case_id: CaseId, reason: str, now: datetime
    ) -> None:
        session = command.session
        details = {"reason": reason} | ({"os_user": command.os_user} if command.os_user else {})
        with self._store.write() as uow:
            if session is not None:
                require(session, Operation.PACK_EVIDENCE, uow.cases.hands(case_id))
            actor = session.staff_id if session else None
            where = session.workstation if session else "command line"
            uow.audit.append(AuditEntry(case_chain(case_id), PACKED, actor, now, where, details))
            uow.commit()

    def _members(
        self, contents: _Contents, made_by: str, reason: str, now: datetime, made: list[PackView]
    ) -> Iterator[PackMember]:
        files: list[PackedFile] = []
        for file, data in contents.originals():
            files.append(file)
            if data is not None:
                yield PackMember(file.place, data)
        chains: list[PackedChain] = []
        for chain, events in contents.chains():
            chains.append(chain)
            yield from _events_of(chain, events)
        yield PackMember(HEADS, contents.heads(chains))
        number, digest, seal = contents.seal()
        if seal:
            yield PackMember(SEAL, seal)
        view = contents.told(files, chains, made_by, reason, now, (number, digest))
        made.append(view)
        yield PackMember(TIMELINE, self._pages.timeline(view).encode())
        yield PackMember(HOW_TO, self._pages.how_to_check(view).encode())
        yield PackMember(INDEX, self._pages.index(view))


class _Contents:
    """What belongs to a case, read piece by piece: a video is in memory alone."""

    def __init__(self, store: Store, view: CaseView, anchors: Anchors | None) -> None:
        self._store = store
        self._view = view
        self._anchors = anchors
        case = view.case
        self._names = {
            case_chain(case.id): "tramite",
            person_chain(case.person_id): "persona",
        }

    def originals(self) -> Iterator[tuple[PackedFile, bytes | None]]:
        """Every file of the case with its bytes, None where they are missing or damaged."""
        with self._store.look() as stored:
            arrived = brought(stored, self._view.case)
        true = {sha256 for files in arrived.values() for sha256 in files.values()}
        for number, (kind, what, name, sha256) in enumerate(self._listed(), start=1):
            try:
                with self._store.look() as stored:
                    data = stored.blobs.get(sha256)
            except UntrustedInputError as error:
                yield PackedFile(kind, what, name, sha256, 0, "", error.code), None
                continue
            place = f"{_FOLDERS[kind]}/{number:03d}-{safe_name(what, name)}"
            is_swapped = kind == "file" and arrived and sha256 not in true
            problem = "FILE_SWAPPED" if is_swapped else ""
            yield PackedFile(kind, what, name, sha256, len(data), place, problem), data

    def _listed(self) -> Iterator[tuple[str, str, str, Sha256]]:
        view = self._view
        for item in view.files:
            yield "file", item.file.requirement, item.file.name, item.file.sha256
        seen: set[Sha256] = set()
        for review in view.reviews:
            for frame in review.draft.snapshots:
                if frame.sha256 not in seen:
                    seen.add(frame.sha256)
                    yield "frame", "cuadro", f"{frame.position_us // 1000} ms.jpg", frame.sha256
        for call in view.calls:
            for shot in call.snapshots:
                yield "call", shot.label or "imagen", "imagen.jpg", shot.sha256
        for document in view.documents:
            yield "document", document.number, f"{document.number}.pdf", document.sha256

    def chains(self) -> Iterator[tuple[PackedChain, Sequence[AuditEvent]]]:
        """The chains of the case and of its person, with their events as stored."""
        for chain, folder in self._names.items():
            with self._store.look() as stored:
                # On a server this asks again for leave that may have run out over the videos.
                stored.cases.hands(self._view.case.id)
                events, _head = stored.audit.whole(chain)
                standing = standing_of(stored, chain, self._anchors)
            yield _told_chain(standing, f"auditoria/{folder}"), events

    @staticmethod
    def heads(chains: Sequence[PackedChain]) -> bytes:
        """Where each chain ends, as the database has it."""
        return canonical_text({
            one.chain: {"sequence": one.head_sequence, "hash": one.head_hash} for one in chains
        }).encode()  # fmt: skip

    def seal(self) -> tuple[int, str, bytes]:
        """Number, digest and text of the newest seal kept outside; nothing where there is none."""
        try:
            last = self._anchors.last() if self._anchors is not None else None
        except UnavailableError:
            last = None
        if last is None:
            return 0, "", b""
        body = canonical_text({"seal": last.seal.text, "signature": last.signature})
        return last.seal.number, last.seal.digest, body.encode()

    def told(
        self,
        files: Sequence[PackedFile],
        chains: Sequence[PackedChain],
        made_by: str,
        reason: str,
        now: datetime,
        seal: tuple[int, str],
    ) -> PackView:
        """Everything the pages say."""
        case = self._view.case
        wanted = EventFilter((case_chain(case.id),))
        with self._store.read() as readers:
            lines = readers.events.page(wanted, None, _EVERY_EVENT).lines
        return PackView(
            case_number=case.number,
            procedure=case.procedure,
            state=case.state.value,
            person_name=self._view.person.display_name,
            made_at=now,
            made_by=made_by,
            reason=reason,
            files=files,
            chains=chains,
            events=[
                PackedEvent(
                    one.chain, one.sequence, one.at, one.action, one.actor_name, one.workstation
                )
                for one in sorted(lines, key=lambda one: one.sequence)
            ],
            seal_number=seal[0],
            seal_digest=seal[1],
        )


def _told_chain(standing: ChainStanding, folder: str) -> PackedChain:
    head, fault, sealed = standing.head, standing.fault, standing.sealed
    return PackedChain(
        standing.chain,
        folder,
        standing.events,
        head.sequence if head else 0,
        head.hash if head else Sha256(""),
        fault.code if fault else "",
        fault.sequence if fault else 0,
        sealed.number if sealed else 0,
        sealed.sequence if sealed else 0,
        standing.refuted.code if standing.refuted else "",
    )


def _events_of(chain: PackedChain, events: Sequence[AuditEvent]) -> Iterator[PackMember]:
    """Each event as the bytes that were hashed, and the hashes the database has of them."""
    sums: list[str] = []
    for event in events:
        name = f"{event.sequence:06d}.json"
        sums.append(f"{_hexadecimal(event.hash)}  {name}\n")
        # Text that is no UTF-8 is given back as the bytes it came from.
        yield PackMember(
            f"{chain.folder}/{name}", event.canonical.encode("utf-8", "surrogateescape")
        )
    yield PackMember(f"{chain.folder}/{SUMS}", "".join(sums).encode())


def _hexadecimal(hash_text: str) -> str:
    """A hash as stored, or as many zeros where somebody put something else there."""
    return hash_text if re.fullmatch(r"[0-9a-f]{64}", hash_text) else "0" * 64


def safe_name(what: str, name: str) -> str:
    """A file name no system reads as a path, a switch or a device; its ending is kept."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not re.fullmatch(r"[A-Za-z0-9]{1,5}", ending):
        stem, ending = name, "bin"
    plain = _UNSAFE.sub("-", f"{what}-{stem}").strip("-")[:_LONGEST_NAME].strip("-")
    return f"{plain or 'archivo'}.{ending.lower()}"
