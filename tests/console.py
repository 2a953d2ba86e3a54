"""``main.py`` as a script meets it: its exit code and its two outputs.

:meth:`Console.run` calls the entry of the program in this process, which costs a tenth of starting
one; :meth:`Console.start` starts one. ``test_both_ways_of_running_answer_alike`` holds them together.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import main
from app.infra import argon2_hasher
from tests.quick_hasher import QUICK_HASHER

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
    """Runs ``main.py`` away from the profile of whoever tests."""

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
        self._allow_plain_files()
        return {**kept, **folders, **self.extra}

    def _allow_plain_files(self) -> None:
        """Sealing has tests of its own, and the machines of tests have no store for keys."""
        profile = self.home / "XDG_CONFIG_HOME" / "ventanilla" / "profile.toml"
        if not profile.exists():
            profile.parent.mkdir(parents=True, exist_ok=True)
            profile.write_text("sealed = false\n", encoding="utf-8")

    def run(self, *args: str, db: str | None = None, typed: str = "") -> Done:
        """Run it here, on the office's database, another one, or the profile's (``db=""``)."""
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in "oe")
        with (
            mock.patch.dict(os.environ, self.environment, clear=True),
            contextlib.chdir(ROOT),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            mock.patch.object(sys, "stdin", io.StringIO(typed)),
            mock.patch.object(argon2_hasher, "Argon2Hasher", return_value=QUICK_HASHER),
            _logging_restored(),
        ):
            try:
                code = main.main(self._words(args, db))
            except SystemExit as end:
                code = int(end.code or 0)
        return _checked(args, Done(code, _text(out), _text(err)))

    def start(self, *args: str, db: str | None = None) -> Done:
        """Run it in a process of its own."""
        made = subprocess.run(
            [sys.executable, "main.py", *self._words(args, db)],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            start_new_session=True,
        )
        return _checked(args, Done(made.returncode, made.stdout, made.stderr))

    def secret(self, name: str, words: str) -> str:
        path = self.home / name
        path.write_text(words + "\n", encoding="utf-8")
        return str(path)

    def _words(self, args: tuple[str, ...], db: str | None) -> list[str]:
        url = self.url if db is None else db
        return [*args, *(["--db", url] if url else [])]


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


def _checked(args: tuple[str, ...], done: Done) -> Done:
    assert done.code in {0, 1, 2, 3}, done
    assert "Traceback" not in done.err, done.err
    if "--json" in args and done.code != 2:
        assert all(isinstance(line, dict) for line in done.lines)
    return done


@contextlib.contextmanager
def _logging_restored() -> Iterator[None]:
    """The program sets up the logging of its process; this one belongs to the tests."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:], root.level = handlers, level
    logging.captureWarnings(capture=False)
