"""What the sub-commands may ask for; ``main.py`` builds each part when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.risk import RiskLimits
    from app.domain.station import Station
    from app.ports.clock import Clock
    from app.ports.composer import MailBuilder, MailTransport, MessageComposer
    from app.ports.emails import EmailReader
    from app.ports.inspector import Inspector
    from app.ports.maintenance import Maintenance
    from app.ports.office import Offices
    from app.ports.packages import PackageReader, Quarantine
    from app.ports.passwords import PasswordHasher
    from app.ports.phones import PhoneReader
    from app.ports.procedures import ProcedureCatalogue
    from app.ports.renderer import RecordRenderer
    from app.ports.unit_of_work import Store


class Services(Protocol):
    """The composed program, seen from the command line."""

    @property
    def store(self) -> Store: ...

    @property
    def maintenance(self) -> Maintenance: ...

    @property
    def clock(self) -> Clock: ...

    @property
    def station(self) -> Station:
        """This machine and whose process this is."""
        ...

    @property
    def hasher(self) -> PasswordHasher: ...

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
    def packages(self) -> PackageReader:
        """Reads packages of the virtual window."""
        ...

    @property
    def quarantine(self) -> Quarantine:
        """Keeps refused packages, in the folder the profile names."""
        ...

    @property
    def phones(self) -> PhoneReader: ...

    @property
    def emails(self) -> EmailReader: ...

    @property
    def risk_limits(self) -> RiskLimits: ...
