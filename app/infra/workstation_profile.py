"""The connection profile: which database this workstation uses, and where local files lie."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from platformdirs import user_config_path, user_data_path

from app.domain.errors import RuleViolationError
from app.domain.habits import AfterReview, Habits
from app.domain.known_profile import KnownProfile
from app.domain.languages import LANGUAGES, SPANISH
from app.infra.toml_table import TomlTable, read_toml

INVALID = "PROFILE_INVALID"
VARIABLE = "VENTANILLA_PROFILE"
_SEVERAL = "profiles"
_SERVER_FILES = {
    "sslrootcert": "server_ca",
    "sslcert": "server_certificate",
    "sslkey": "server_key",
}
"""What the driver calls the files of a profile for TLS: whom it believes, what it shows."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One workstation's profile; holds no secret.

    Attributes:
        database: URL, by default a file of its own in the data folder; of a server with the
            files the profile names for TLS.
        data: folder for the local database, quarantine and logs.
        language: of the windows, one of :data:`app.domain.languages.LANGUAGES`.
        is_sealed: whether a local file must be sealed; only a profile that says ``sealed = false``
            opens one that lies in the open.
        anchors: folder away from the database's machine where seals of the audit are kept.
        anchors_key: file of the key that signs them; without one the system's store has it.
        anchors_public_keys: files of the keys whose seals are believed when the audit is verified.
        copies: folder in which a local office keeps copies of its database; best on another disk.
        habits: keys and ways of the desk here.
    """

    database: str
    data: Path
    is_sealed: bool = True
    anchors: Path | None = None
    anchors_key: Path | None = None
    anchors_public_keys: tuple[Path, ...] = ()
    copies: Path | None = None
    language: str = SPANISH
    habits: Habits = field(default_factory=Habits)

    @property
    def quarantine(self) -> Path:
        """Where refused packages are kept."""
        return self.data / "quarantine"

    @property
    def logs(self) -> Path:
        """Where the program writes its log."""
        return self.data / "logs"

    @property
    def sealing(self) -> Path:
        """Where a sealer keeps what it can make anew from the anchors."""
        return self.data / "sealing"


def profile_file() -> Path:
    """The file of this workstation's profile, or the one the environment names."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else user_config_path("ventanilla") / "profile.toml"


def known_profiles() -> tuple[KnownProfile, ...]:
    """What there is to choose from, in file order; empty where the file has no ``[profiles]``.

    Raises:
        RuleViolationError: ``PROFILE_INVALID`` when the file itself cannot be read.
    """
    shared = str(_content().get("database", ""))
    found = []
    for key, values in _profiles().items():
        database = str(values.get("database", shared))
        found.append(KnownProfile(key, str(values.get("name") or key), _server_of(database)))
    return tuple(found)


def _server_of(database: str) -> str:
    """Whose database it is: named before the path or behind it, or on this machine by a socket."""
    if not database.startswith("postgresql"):
        return ""
    parts = urlsplit(database)
    hosts = parse_qs(parts.query).get("host", [])
    return parts.hostname or ", ".join(hosts) or "localhost"


def shared_language() -> str:
    """The language of what is asked before a profile is chosen."""
    said = _content().get("language", SPANISH)
    return str(said) if said in LANGUAGES else SPANISH


def load_profile(database: str | None, name: str | None = None) -> Profile:
    """Read the profile; without a file, the local default.

    What the file says outside of ``[profiles]`` holds for each of them that does not say otherwise.

    Args:
        database: URL given on the command line, which wins.
        name: of one of several profiles; not needed where there is one, or a ``database``.

    Raises:
        RuleViolationError: ``PROFILE_INVALID`` for an unknown key, a wrong value, a language
            the program does not speak or a way on after a review that it does not know;
            ``PROFILE_UNKNOWN`` or ``PROFILE_NOT_CHOSEN`` (``known``).
    """
    named = _profiles()
    chosen = name
    if name is not None and name not in named:
        raise RuleViolationError("PROFILE_UNKNOWN", name=name, known=", ".join(named))
    if name is None and database is None and named:
        if len(named) > 1:
            raise RuleViolationError("PROFILE_NOT_CHOSEN", known=", ".join(named))
        (chosen,) = named
    values = dict(_content())
    values.pop(_SEVERAL, None)
    place = profile_file().name
    if chosen is not None:
        values |= named[chosen]
        place = f"{place}.{_SEVERAL}.{chosen}"
    return _read(TomlTable(values, INVALID, place), database)


def _read(table: TomlTable, database: str | None) -> Profile:
    table.text("name", "")
    stored, folder = table.text("database", ""), table.text("data", "")
    is_sealed = table.switch("sealed", default=True)
    anchors, key = table.text("anchors", ""), table.text("anchors_key", "")
    known = tuple(Path(one).expanduser() for one in table.texts("anchors_public_keys"))
    copies = table.text("copies", "")
    files = {option: _server_file(table, key) for option, key in _SERVER_FILES.items()}
    if bool(files["sslcert"]) != bool(files["sslkey"]):
        missing = "server_key" if files["sslcert"] else "server_certificate"
        raise table.fault("goes with the other one", missing)
    language = table.text("language", SPANISH)
    habits = _habits(table)
    table.finish()
    if language not in LANGUAGES:
        raise table.fault(f"not one of {', '.join(LANGUAGES)}", "language")
    data = Path(folder).expanduser() if folder else user_data_path("ventanilla")
    url = database or stored or f"sqlite:///{data / 'ventanilla.db'}"
    url = _with_files(url, files)
    return Profile(
        url, data, is_sealed, _path(anchors), _path(key), known, _path(copies), language, habits
    )


def _with_files(url: str, files: dict[str, str]) -> str:
    """The address of a server with the profile's files, where it names none of its own."""
    _, _, query = url.rpartition("@")[2].partition("?")
    own = parse_qs(query)
    more = urlencode({name: file for name, file in files.items() if file and name not in own})
    if not more or not url.startswith("postgresql"):
        return url
    return f"{url}&{more}" if query else f"{url.removesuffix('?')}?{more}"


def _server_file(table: TomlTable, key: str) -> str:
    text = table.text(key, "")
    return str(Path(text).expanduser()) if text else ""


def _content() -> dict[str, object]:
    path = profile_file()
    # A file that is named has to be there.
    return read_toml(path, INVALID) if os.environ.get(VARIABLE) or path.is_file() else {}


def _profiles() -> dict[str, dict[str, object]]:
    named = _content().get(_SEVERAL, {})
    if not isinstance(named, dict) or not all(isinstance(one, dict) for one in named.values()):
        raise RuleViolationError(
            "PROFILE_INVALID",
            place=profile_file().name,
            key=_SEVERAL,
            problem="not a table of tables",
        )
    return named


def _path(text: str) -> Path | None:
    return Path(text).expanduser() if text else None


def _habits(table: TomlTable) -> Habits:
    after = table.text("after_review", AfterReview.NEXT)
    if after not in set(AfterReview):
        raise table.fault(f"not one of {', '.join(AfterReview)}", "after_review")
    return Habits(table.named_texts("keys"), table.switch("single_keys", True), AfterReview(after))
