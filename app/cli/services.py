"""What the sub-commands may ask for; ``main.py`` builds each part when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.domain.risk import RiskLimits
    from app.domain.settings import SettingValues
    from app.domain.station import Station
    from app.ports.anchors import Anchors, SealingKey, SignatureCheck
    from app.ports.clock import Clock
    from app.ports.composer import MailBuilder, MailTransport, MessageComposer
    from app.ports.copies import Copies
    from app.ports.emails import EmailReader
    from app.ports.evidence_pack import PackPages, PackWriter
    from app.ports.inspector import Inspector
    from app.ports.maintenance import Maintenance, Sealing
    from app.ports.office import Offices
    from app.ports.packages import PackageReader, Quarantine
    from app.ports.passwords import PasswordHasher
    from app.ports.phones import PhoneReader
    from app.ports.procedures import ProcedureCatalogue
    from app.ports.renderer import RecordRenderer, SheetRenderer
    from app.ports.unit_of_work import Store


class ChoreServices(Protocol):
    """What the chores of :mod:`app.cli.chores` stand on; a desktop's parts are that too."""

    @property
    def store(self) -> Store: ...

    @property
    def clock(self) -> Clock: ...

    @property
    def station(self) -> Station:
        """This machine and whose process this is."""
        ...

    @property
    def procedures(self) -> ProcedureCatalogue: ...

    @property
    def offices(self) -> Offices: ...

    @property
    def inspector(self) -> Inspector: ...

    @property
    def composer(self) -> MessageComposer: ...

    @property
    def mail_builder(self) -> MailBuilder: ...

    @property
    def transport(self) -> MailTransport: ...

    @property
    def mail_sender(self) -> str:
        """Envelope address from which e-mails leave."""
        ...

    @property
    def renderer(self) -> RecordRenderer: ...

    @property
    def phones(self) -> PhoneReader: ...

    @property
    def risk_limits(self) -> RiskLimits: ...

    @property
    def emails(self) -> EmailReader: ...

    @property
    def settings(self) -> SettingValues:
        """The settings in force now."""
        ...

    @property
    def anchors(self) -> Anchors | None:
        """Where the profile keeps seals of the audit, if it names a folder."""
        ...

    @property
    def sealing_key(self) -> SealingKey:
        """The key the profile signs seals with."""
        ...

    @property
    def copies(self) -> Copies | None:
        """Where a local office keeps copies of its database, if the profile names a folder."""
        ...


class Services(ChoreServices, Protocol):
    """The composed program, seen from the command line."""

    @property
    def maintenance(self) -> Maintenance: ...

    @property
    def sealing(self) -> Sealing:
        """The key of a local file."""
        ...

    @property
    def sheets(self) -> SheetRenderer: ...

    @property
    def pack_pages(self) -> PackPages: ...

    @property
    def pack_writer(self) -> PackWriter: ...

    @property
    def hasher(self) -> PasswordHasher: ...

    @property
    def packages(self) -> PackageReader:
        """Reads packages of the virtual window."""
        ...

    @property
    def quarantine(self) -> Quarantine:
        """Keeps refused packages, in the folder the profile names."""
        ...

    def anchors_in(self, folder: Path | None) -> Anchors | None:
        """The anchors of a folder, or else of the profile's, if it names one."""
        ...

    def sealing_key_in(self, file: Path | None) -> SealingKey:
        """The key of a file, or else the profile's."""
        ...

    def signatures_by(self, files: Sequence[Path]) -> SignatureCheck | None:
        """A check for these public keys, or else the profile's; None when there are none."""
        ...
