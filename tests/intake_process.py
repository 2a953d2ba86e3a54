"""``intake`` in a process of its own, to be killed: ``python -m tests.intake_process URL HOME PATH…``.

Says ``ready`` on standard error when everything is imported and composed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from typing_extensions import override

from app.cli import intake_command
from app.cli.adapters import Adapters
from app.infra.workstation_profile import Profile
from db.caretaker import SqlMaintenance
from db.engine import open_engine
from db.local_keys import LocalKeys
from db.store import SqlStore

RESOURCES = Path(__file__).parents[1] / "resources"


class Program(Adapters):
    """The adapters over one database."""

    @property
    @override
    def maintenance(self) -> SqlMaintenance:
        return SqlMaintenance(
            self.profile.database, LocalKeys(self.profile.database, self.file_keys, is_sealed=False)
        )

    @property
    @override
    def store(self) -> SqlStore:
        return self._store

    def __init__(self, profile: Profile) -> None:
        super().__init__(profile, RESOURCES)
        self._store = SqlStore(open_engine(profile.database))


def main() -> int:
    url, home, *paths = sys.argv[1:]
    program = Program(Profile(url, Path(home), is_sealed=False))
    parser = argparse.ArgumentParser()
    intake_command.add_parser(parser.add_subparsers())
    args = parser.parse_args(["intake", *paths, "--json"])
    sys.stderr.write("ready\n")
    sys.stderr.flush()
    with program.closing:
        return int(args.run(args, program))


if __name__ == "__main__":
    sys.exit(main())
