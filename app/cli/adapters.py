"""The adapters of ``app.infra``, each built when it is first asked for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.cli.passphrases import TerminalPassphrases
from app.domain.languages import SPANISH
from app.domain.office_zone import office_day
from app.infra.system_clock import SystemClock
from app.infra.workstation_profile import Profile
from app.ports.clock import Clock
from app.ports.secret_store import SMTP_SECRET

# Each part is imported where it is built: together they took half of the start, and a window that
# shows its queue needs two of them.
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from app.domain.risk import RiskLimits
    from app.domain.settings import SettingsCatalogue, SettingValues
    from app.domain.station import Station
    from app.infra.anchors.folder import FolderAnchors
    from app.infra.copy_folder import CopyFolder
    from app.infra.country_names import CldrCountryNames
    from app.infra.ics_invitations import IcsInvitations
    from app.infra.kept_file_keys import KeptFileKeys
    from app.infra.mail_builder import RfcMailBuilder
    from app.infra.message_templates import MessageTemplates
    from app.infra.offices import ShippedOffices
    from app.infra.packages.quarantine import QuarantineFolder
    from app.infra.packages.reader import FilePackageReader
    from app.infra.procedure_files import ProcedureFiles
    from app.infra.risk_catalogue import RiskCatalogue
    from app.infra.sandbox.inspector import SandboxInspector
    from app.infra.sandbox.pool import SandboxPool
    from app.infra.sandbox.reader import SandboxMediaReader
    from app.infra.wording import ShippedWording
    from app.ports.anchors import SealingKey, SignatureCheck
    from app.ports.composer import MailTransport
    from app.ports.door import Door
    from app.ports.emails import EmailReader
    from app.ports.evidence_pack import PackWriter
    from app.ports.file_keys import Passphrases
    from app.ports.maintenance import Maintenance
    from app.ports.passwords import PasswordHasher
    from app.ports.phones import PhoneReader
    from app.ports.secret_store import SecretStore
    from app.ports.unit_of_work import Store

MAIL_DOMAIN: Final = "mail.domain"


class Adapters(ABC):
    """Everything but database and PDF; ``main.py`` adds those two.

    Attributes:
        closing: what has to be closed at the end, in reverse order.
        passphrases: asks for the passphrase of keys where the system has no store for them.
    """

    def __init__(self, profile: Profile, resources: Path, clock: Clock | None = None) -> None:
        self.profile = profile
        self.passphrases: Passphrases = TerminalPassphrases()
        self.resources = resources
        self._given_clock = clock
        self.closing = ExitStack()

    @cached_property
    def clock(self) -> Clock:
        """The clock of the machine, unless another one was given."""
        return self._given_clock or SystemClock()

    @property
    @abstractmethod
    def store(self) -> Store:
        """The database."""

    @property
    @abstractmethod
    def maintenance(self) -> Maintenance:
        """Care of the database."""

    @property
    def copies(self) -> CopyFolder | None:
        """Where a local office keeps copies; a server is copied by whoever keeps it."""
        from app.infra.copy_folder import CopyFolder

        is_local = self.database_name.startswith("local")
        folder = self.profile.copies if is_local else None
        return CopyFolder(folder, self.maintenance) if folder else None

    @property
    def door(self) -> Door | None:
        """The way into a central database; a local file has none."""
        return None

    @property
    def database_name(self) -> str:
        """``local`` or ``central``; the window shows it at all times."""
        return "local" if self.profile.database.startswith("sqlite") else "central"

    @cached_property
    def station(self) -> Station:
        """This machine and whose process this is."""
        from app.infra.system_user import this_station

        return this_station()

    @cached_property
    def file_keys(self) -> KeptFileKeys:
        """Where this workstation keeps the keys of its files."""
        from app.infra.kept_file_keys import KeptFileKeys
        from app.infra.wrapped_keys import WrappedKeys

        _, _, file = self.profile.database.partition("sqlite:///")
        place = Path(f"{file or self.profile.data / 'ventanilla'}.keys")
        return KeptFileKeys(self.secrets, WrappedKeys(place, self.passphrases))

    @cached_property
    def hasher(self) -> PasswordHasher:
        """Makes and checks verifiers of passwords; on a server those are of its own kind."""
        if self.profile.database.startswith("sqlite"):
            from app.infra.argon2_hasher import Argon2Hasher

            return Argon2Hasher()
        from app.infra.scram_hasher import ScramHasher

        return ScramHasher()

    @cached_property
    def countries(self) -> CldrCountryNames:
        """Names of countries."""
        from app.infra.country_names import CldrCountryNames

        return CldrCountryNames()

    @cached_property
    def packages(self) -> FilePackageReader:
        """Reads packages of the virtual window."""
        from app.infra.packages.reader import FilePackageReader

        return FilePackageReader()

    @cached_property
    def phones(self) -> PhoneReader:
        """Reads phone numbers."""
        from app.infra.phones import read_phone

        return read_phone

    @cached_property
    def emails(self) -> EmailReader:
        """Reads e-mail addresses."""
        from app.infra.emails import read_email

        return read_email

    @cached_property
    def secrets(self) -> SecretStore:
        """The system's store of secrets."""
        from app.infra.keyring_secrets import KeyringSecrets

        return KeyringSecrets()

    @property
    def anchors(self) -> FolderAnchors | None:
        """Where the profile keeps seals of the audit; None when it names no folder."""
        return self.anchors_in(None)

    @property
    def sealing_key(self) -> SealingKey:
        """The key the profile signs seals with."""
        return self.sealing_key_in(None)

    def anchors_in(self, folder: Path | None) -> FolderAnchors | None:
        """The anchors of a folder, or else of the profile's."""
        from app.infra.anchors.folder import FolderAnchors

        place = folder or self.profile.anchors
        return FolderAnchors(place, self.profile.sealing) if place else None

    def sealing_key_in(self, file: Path | None) -> SealingKey:
        """The key of a file, or else the profile's, or else the one in the system's store."""
        from app.infra.anchors.signing import FileKey, StoredKey

        place = file or self.profile.anchors_key
        return FileKey(place) if place else StoredKey(self.secrets)

    def signatures_by(self, files: Sequence[Path]) -> SignatureCheck | None:
        """A check for these public keys, or else the profile's; None when there are none."""
        from app.infra.anchors.signing import signatures_by

        keys = files or self.profile.anchors_public_keys
        return signatures_by(keys) if keys else None

    @property
    def pack_writer(self) -> PackWriter:
        """Writes evidence packs to files."""
        from app.infra.evidence_zip import ZipPackWriter

        return ZipPackWriter()

    @cached_property
    def procedures(self) -> ProcedureFiles:
        """Every procedure shipped, in the language of what is filed and sent."""
        from app.infra.procedure_files import ProcedureFiles

        return ProcedureFiles(self.resources / "procedures")

    def procedures_in(self, language: str) -> ProcedureFiles:
        """The same, as screens in that language show it."""
        from app.infra.procedure_files import ProcedureFiles

        if language == SPANISH:
            return self.procedures
        return ProcedureFiles(self.resources / "procedures", language)

    @cached_property
    def offices(self) -> ShippedOffices:
        """Calendars and hours."""
        from app.infra.offices import load_offices

        return load_offices(self.resources / "calendar")

    @cached_property
    def pool(self) -> SandboxPool:
        """The sandboxed children; started by the first file or by the desktop."""
        from app.infra.sandbox.pool import SandboxPool

        return self.closing.enter_context(SandboxPool())

    def warm_up(self) -> None:
        """Start the children now, so that the first file finds one ready."""
        self.pool.start()

    @cached_property
    def inspector(self) -> SandboxInspector:
        """Looks at untrusted files."""
        from app.infra.sandbox.inspector import SandboxInspector

        return SandboxInspector(self.pool)

    @cached_property
    def media(self) -> SandboxMediaReader:
        """Turns untrusted files into pixels and samples."""
        from app.infra.sandbox.reader import SandboxMediaReader

        return SandboxMediaReader(self.pool)

    @cached_property
    def composer(self) -> MessageTemplates:
        """Writes messages."""
        from app.infra.message_templates import MessageTemplates

        return MessageTemplates(self.resources / "templates")

    @cached_property
    def settings_catalogue(self) -> SettingsCatalogue:
        """The settings the program knows."""
        from app.infra.settings_file import read_settings

        return read_settings(self.resources / "settings.toml")

    def settings_catalogue_in(self, language: str) -> SettingsCatalogue:
        """The same, as screens in that language show it."""
        from app.infra.settings_file import read_settings

        return read_settings(self.resources / "settings.toml", language)

    @property
    def settings(self) -> SettingValues:
        """The settings in force now."""
        with self.store.look() as stored:
            texts = stored.settings.all(office_day(self.clock.now()))
        return self.settings_catalogue.values(texts)

    @property
    def mail_sender(self) -> str:
        """Envelope address from which e-mails leave."""
        return self.settings.text("mail.sender")

    @property
    def mail_builder(self) -> RfcMailBuilder:
        """Builds e-mails under the identity in force."""
        from app.infra.mail_builder import RfcMailBuilder
        from app.infra.mail_settings import identity_of

        return RfcMailBuilder(identity_of(self.settings), self._mail_domain_at)

    def _mail_domain_at(self, at: datetime) -> str:
        """The domain in force on the day of an instant; a past day's is never changed."""
        with self.store.look() as stored:
            found = stored.settings.get(MAIL_DOMAIN, office_day(at))
        return found or self.settings_catalogue.definition(MAIL_DOMAIN).default

    @property
    def transport(self) -> MailTransport:
        """Hands e-mails to the server in force."""
        from app.infra.mail_settings import server_of
        from app.infra.smtp_transport import SmtpTransport

        return SmtpTransport(server_of(self.settings), lambda: self.secrets.get(SMTP_SECRET))

    @property
    def invitations(self) -> IcsInvitations:
        """Writes calendar files under the identity in force."""
        from app.infra.ics_invitations import IcsInvitations

        values = self.settings
        return IcsInvitations(
            self.resources / "templates",
            values.text("mail.reply_to"),
            values.text(MAIL_DOMAIN),
            self._mail_domain_at,
        )

    @cached_property
    def quarantine(self) -> QuarantineFolder:
        """Keeps refused packages."""
        from app.infra.packages.quarantine import QuarantineFolder

        return QuarantineFolder(self.profile.quarantine)

    @cached_property
    def risks(self) -> RiskCatalogue:
        """Limits and sentences of risk marks."""
        from app.infra.risk_catalogue import load_risk_catalogue

        return load_risk_catalogue(self.resources / "risk_marks.toml")

    @property
    def risk_limits(self) -> RiskLimits:
        """Where marks begin."""
        return self.risks.limits

    @cached_property
    def wording(self) -> ShippedWording:
        """Sentences for marks and findings, names of places."""
        from app.infra.message_words import read_words
        from app.infra.wording import ShippedWording

        words = read_words(self.resources / "templates" / "words.toml")
        return ShippedWording(self.risks, words)
