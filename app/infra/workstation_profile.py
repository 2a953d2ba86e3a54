"""The connection profile: which database this workstation uses, and where local files lie."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from app.domain.habits import AfterReview, Habits
from app.domain.languages import LANGUAGES, SPANISH
from app.infra.toml_table import TomlTable, read_toml

INVALID = "PROFILE_INVALID"
VARIABLE = "VENTANILLA_PROFILE"


@dataclass(frozen=True, slots=True)
class Profile:
    """One workstation's profile; holds no secret.

    Attributes:
        database: URL, by default a file of its own in the data folder.
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


def load_profile(database: str | None) -> Profile:
    """Read the profile; without a file, the local default.

    Args:
        database: URL given on the command line, which wins.

    Raises:
        RuleViolationError: ``PROFILE_INVALID`` for an unknown key, a wrong value, a language
            the program does not speak or a way on after a review that it does not know.
    """
    named = os.environ.get(VARIABLE)
    path = Path(named) if named else user_config_path("ventanilla") / "profile.toml"
    data = user_data_path("ventanilla")
    stored = anchors = key = copies = ""
    language, habits = SPANISH, Habits()
    is_sealed = True
    public_keys: tuple[str, ...] = ()
    if named or path.is_file():
        table = TomlTable(read_toml(path, INVALID), INVALID, path.name)
        stored = table.text("database", "")
        folder = table.text("data", "")
        is_sealed = table.switch("sealed", default=True)
        anchors, key = table.text("anchors", ""), table.text("anchors_key", "")
        public_keys = table.texts("anchors_public_keys")
        copies = table.text("copies", "")
        language = table.text("language", SPANISH)
        habits = _habits(table)
        table.finish()
        if language not in LANGUAGES:
            raise table.fault(f"not one of {', '.join(LANGUAGES)}", "language")
        data = Path(folder).expanduser() if folder else data
    url = database or stored or f"sqlite:///{data / 'ventanilla.db'}"
    known = tuple(Path(one).expanduser() for one in public_keys)
    return Profile(
        url, data, is_sealed, _path(anchors), _path(key), known, _path(copies), language, habits
    )


def _path(text: str) -> Path | None:
    return Path(text).expanduser() if text else None


def _habits(table: TomlTable) -> Habits:
    after = table.text("after_review", AfterReview.NEXT)
    if after not in set(AfterReview):
        raise table.fault(f"not one of {', '.join(AfterReview)}", "after_review")
    return Habits(table.named_texts("keys"), table.switch("single_keys", True), AfterReview(after))
