"""Killed at every step of sealing or changing the key: the file is the old one or the new one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.file_key import KEY_BYTES, FileKey
from db import cipher
from db.sealing import seal_with
from tests.console import ROOT
from tests.db.test_file_sealing import cases_in, fill
from tests.db_fixtures import KEY

NEW = FileKey(b"n" * KEY_BYTES)
STEPS = ("pour", "_require_equal", "_force_out", "_change_places", "_force_folder_out", "_blank")

_CHILD = """
import os, signal, sys
from pathlib import Path
from app.domain.file_key import FileKey
from db import cipher, sealing
cipher.library()
old = FileKey(bytes.fromhex(sys.argv[1])) if sys.argv[1] else None
new = FileKey(bytes.fromhex(sys.argv[2]))
for words in sys.argv[3:]:
    step, when, file = words.split(":", 2)
    child = os.fork()
    if child == 0:
        real = getattr(sealing, step)
        def killed(*arguments):
            if when == "after":
                real(*arguments)
            elif step == "_blank":
                arguments[0].write(bytes(50))
                arguments[0].flush()
            os.kill(os.getpid(), signal.SIGKILL)
        setattr(sealing, step, killed)
        sealing.seal_with(Path(file), old, new)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -9, words
"""
"""One start for all kills: each works on a file of its own, in a process of its own."""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
@pytest.mark.parametrize("is_plain", [True, False])
def test_the_file_is_whole_whenever_it_was_killed(
    is_plain: bool, sqlite_template: Path, sealed_template: Path, tmp_path: Path
) -> None:
    source = tmp_path / "source.db"
    shutil.copy(sqlite_template if is_plain else sealed_template, source)
    old = None if is_plain else KEY
    fill(source, old)
    files = {}
    for step in STEPS:
        for when in ("before", "after"):
            files[f"{step}:{when}"] = file = tmp_path / f"{step}-{when}.db"
            shutil.copy(source, file)
    words = [f"{moment}:{file}" for moment, file in files.items()]
    keys = (old.raw.hex() if old else "", NEW.raw.hex())
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, *keys, *words], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    ends = set()
    for moment, file in files.items():
        name = cipher.sealed_with(file)
        key = NEW if name == NEW.id else old
        assert name == (key.id if key else None), moment
        assert cases_in(file, key) == 1, moment
        if key != NEW:
            # What was left half done stands in nobody's way.
            seal_with(file, old, NEW)
            assert cipher.sealed_with(file) == NEW.id
            assert not list(tmp_path.glob(f"{file.name}.sealing*"))
        ends.add(key)
    assert ends == {old, NEW}
