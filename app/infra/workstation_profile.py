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
        habits: keys and ways of the desk here.
    """

    database: str
    data: Path
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
    stored, language, habits = "", SPANISH, Habits()
    if named or path.is_file():
        table = TomlTable(read_toml(path, INVALID), INVALID, path.name)
        stored = table.text("database", "")
        folder = table.text("data", "")
        language = table.text("language", SPANISH)
        habits = _habits(table)
        table.finish()
        if language not in LANGUAGES:
            raise table.fault(f"not one of {', '.join(LANGUAGES)}", "language")
        data = Path(folder).expanduser() if folder else data
    url = database or stored or f"sqlite:///{data / 'ventanilla.db'}"
    return Profile(url, data, language, habits)


def _habits(table: TomlTable) -> Habits:
    after = table.text("after_review", AfterReview.NEXT)
    if after not in set(AfterReview):
        raise table.fault(f"not one of {', '.join(AfterReview)}", "after_review")
    return Habits(table.named_texts("keys"), table.switch("single_keys", True), AfterReview(after))
