"""Taking in what lies at a path: read, receive or refuse, and keep what was refused apart."""

from __future__ import annotations

from pathlib import Path

from app.ports.clock import Clock
from app.ports.packages import PackageReader, Quarantine, QuarantineNote, RefusedPackage
from app.stages.intake.outcome import PackageOutcome
from app.stages.intake.receiving import (
    ReceivePackage,
    ReceivePackageCommand,
    RefusePackageCommand,
)


class TakeInPackage:
    """One package from its path to its outcome; stopped anywhere, running it again completes it.

    The source is never changed or removed. A refusal is recorded before its copy is made: both
    are made once for each content, so whatever a killed run left out is made by the next one.
    """

    def __init__(
        self, reader: PackageReader, quarantine: Quarantine, receive: ReceivePackage, clock: Clock
    ) -> None:
        self._reader = reader
        self._quarantine = quarantine
        self._receive = receive
        self._clock = clock

    def __call__(self, source: Path) -> PackageOutcome:
        """Take in one package.

        Raises:
            UnavailableError: database or quarantine cannot be reached; nothing half was kept.
        """
        found = self._reader.read(source)
        if isinstance(found, RefusedPackage):
            outcome = self._receive.refuse(RefusePackageCommand(found, source.name))
        else:
            outcome = self._receive(ReceivePackageCommand(found, source.name))
        if outcome.is_rejected and outcome.content_hash:
            note = QuarantineNote(
                outcome.content_hash,
                outcome.number,
                self._clock.now().isoformat(timespec="seconds"),
                outcome.problems,
            )
            self._quarantine.keep(source, note)
        return outcome
