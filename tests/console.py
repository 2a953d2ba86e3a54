"""``main.py`` run as a script runs it: a process of its own, its exit code and its two outputs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def one(self) -> dict[str, Any]:
        (line,) = self.lines
        return line


@dataclass
class Console:
    """Runs ``main.py`` in a process of its own, away from the profile of whoever tests."""

    home: Path
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        return self.home / "office.db"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.database}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if k != "VENTANILLA_PROFILE"}
        folders = {name: str(self.home / name) for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME")}
        return {**kept, **folders, **self.extra}

    def run(self, *args: str, db: str | None = None) -> Done:
        """Run it on the office's database, or another one, or the profile's (``db=""``)."""
        url = self.url if db is None else db
        command = [sys.executable, "main.py", *args, *(["--db", url] if url else [])]
        made = subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        done = Done(made.returncode, made.stdout, made.stderr)
        assert done.code in {0, 1, 2, 3}, done
        assert "Traceback" not in done.err, done.err
        if "--json" in args and done.code != 2:
            assert all(isinstance(line, dict) for line in done.lines)
        return done

    def secret(self, name: str, words: str) -> str:
        path = self.home / name
        path.write_text(words + "\n", encoding="utf-8")
        return str(path)
