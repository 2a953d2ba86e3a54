"""An audit with a history of three seals, kept in a folder beside the database."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from app.domain.audit import AuditEntry, canonical_text
from app.infra.anchors.folder import FolderAnchors
from app.infra.anchors.signing import FileKey
from app.stages.oversight import SealAudit, SealAuditCommand, Sealed
from db.store import SqlStore
from tests.audit_owner import Rows, TableOwner, copy_of, guards_off
from tests.casework import SetClock
from tests.console import Console, Done

CHAIN, OTHER, LATE = "case:aaaa", "case:bbbb", "person:cccc"
EVERY = timedelta(minutes=15)


@dataclass
class SealedOffice:
    """``CHAIN`` has twelve events, sealed at the fourth, eighth and twelfth; ``OTHER`` has six.

    Attributes:
        copies: the audit as it was right after each seal.
    """

    engine: Engine
    home: Path
    clock: SetClock = field(default_factory=SetClock)
    copies: list[Rows] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = SqlStore(self.engine)
        self.folder.mkdir()
        self.key.create()
        self.public_key.write_text(self.key.public(), encoding="ascii")
        self.act(CHAIN, 4)
        self.act(OTHER, 3)
        self.seal()
        self.act(CHAIN, 4)
        self.act(OTHER, 3)
        self.seal()
        self.act(CHAIN, 4)
        self.act(LATE, 2)
        self.seal()

    @property
    def folder(self) -> Path:
        return self.home / "anchors"

    @property
    def public_key(self) -> Path:
        return self.home / "seals.pem"

    @property
    def key(self) -> FileKey:
        return FileKey(self.home / "sealing.key")

    @property
    def anchors(self) -> FolderAnchors:
        return FolderAnchors(self.folder, self.home / "scratch")

    def anchor(self, number: int) -> Path:
        return self.anchors.path_of(number)

    def act(self, chain: str, times: int = 1) -> None:
        for _ in range(times):
            entry = AuditEntry(chain, "case.opened", None, self.clock.now(), "PUESTO-1", {"n": 1})
            with self.store.write() as uow:
                uow.audit.append(entry)
                uow.commit()

    def sealer(self, key: FileKey | None = None) -> SealAudit:
        return SealAudit(self.store, self.anchors, key or self.key, self.clock, EVERY)

    def seal(self, key: FileKey | None = None) -> Sealed:
        self.clock.forward(minutes=15)
        done = self.sealer(key)(SealAuditCommand())
        assert done.is_new
        self.copies.append(copy_of(self.engine))
        return done

    def attack(self, act: Any, chain: str = CHAIN) -> None:
        with guards_off(self.engine) as connection:
            act(TableOwner(connection, chain, OTHER))

    def edit_anchor(self, number: int, change: Any) -> None:
        """Let ``change`` work on the lines of an anchor, as whoever can write the folder could."""
        path = self.anchor(number)
        path.chmod(0o600)
        lines = path.read_text(encoding="ascii").splitlines()
        change(lines)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="ascii")

    def edit_seal(self, number: int, **changes: Any) -> None:
        def change(lines: list[str]) -> None:
            body = json.loads(lines[-1])
            body["seal"] |= changes
            lines[-1] = canonical_text(body)

        self.edit_anchor(number, change)

    def verify(self, *options: str) -> Done:
        url = self.engine.url.render_as_string(hide_password=False)
        return Console(self.home).run("audit", "verify", *options, db=url)

    def with_anchors(self, *options: str) -> Done:
        where = ("--anchors", str(self.folder), "--public-key", str(self.public_key))
        return self.verify(*where, *options)
