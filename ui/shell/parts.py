"""What the desktop is made of; ``main.py`` hands it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.risk import RiskLimits
    from app.domain.settings import SettingsCatalogue, SettingValues
    from app.domain.station import Station
    from app.ports.anchors import Anchors, SealingKey
    from app.ports.clock import Clock
    from app.ports.composer import MailBuilder, MailTransport, MessageComposer
    from app.ports.copies import Copies
    from app.ports.countries import CountryNames
    from app.ports.door import Door
    from app.ports.emails import EmailReader
    from app.ports.evidence_pack import PackPages, PackWriter
    from app.ports.file_keys import Passphrases
    from app.ports.inspector import Inspector
    from app.ports.invitations import InvitationFiles
    from app.ports.media import MediaReader
    from app.ports.office import Offices
    from app.ports.passwords import PasswordHasher
    from app.ports.phones import PhoneReader
    from app.ports.procedures import ProcedureCatalogue
    from app.ports.renderer import RecordRenderer
    from app.ports.secret_store import SecretStore
    from app.ports.unit_of_work import Store
    from app.ports.wording import Wording


class DesktopParts(Protocol):
    """The ports the use cases of the windows stand on; each is built when first asked for."""

    passphrases: Passphrases
    """Asks for the passphrase of a sealed file; the window puts itself here."""

    @property
    def store(self) -> Store: ...

    @property
    def clock(self) -> Clock: ...

    @property
    def door(self) -> Door | None:
        """The way into a central database; None where the program itself checks passwords."""
        ...

    @property
    def station(self) -> Station:
        """This machine and whose process this is."""
        ...

    @property
    def hasher(self) -> PasswordHasher: ...

    @property
    def procedures(self) -> ProcedureCatalogue:
        """In the language of what is filed and sent."""
        ...

    def procedures_in(self, language: str) -> ProcedureCatalogue:
        """In the language of the windows, for what they show."""
        ...

    @property
    def offices(self) -> Offices: ...

    @property
    def countries(self) -> CountryNames: ...

    @property
    def wording(self) -> Wording: ...

    @property
    def media(self) -> MediaReader: ...

    @property
    def inspector(self) -> Inspector: ...

    @property
    def composer(self) -> MessageComposer: ...

    @property
    def invitations(self) -> InvitationFiles: ...

    @property
    def mail_builder(self) -> MailBuilder: ...

    @property
    def transport(self) -> MailTransport: ...

    @property
    def mail_sender(self) -> str: ...

    @property
    def renderer(self) -> RecordRenderer: ...

    @property
    def phones(self) -> PhoneReader: ...

    @property
    def emails(self) -> EmailReader: ...

    @property
    def risk_limits(self) -> RiskLimits: ...

    def settings_catalogue_in(self, language: str) -> SettingsCatalogue:
        """With its words in the language of the windows."""
        ...

    @property
    def settings(self) -> SettingValues: ...

    @property
    def secrets(self) -> SecretStore: ...

    @property
    def anchors(self) -> Anchors | None:
        """Where the profile keeps seals of the audit, if it names a folder."""
        ...

    @property
    def pack_pages(self) -> PackPages: ...

    @property
    def pack_writer(self) -> PackWriter: ...

    @property
    def sealing_key(self) -> SealingKey: ...

    @property
    def copies(self) -> Copies | None:
        """Where a local office keeps copies of its database, if the profile names a folder."""
        ...

    @property
    def database_name(self) -> str:
        """``local``, ``local_open``, ``central``, ``demo…``, for the badge in the header."""
        ...

    def warm_up(self) -> None:
        """Start what takes long to start, without waiting for it."""
        ...
