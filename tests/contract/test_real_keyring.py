"""The central password in GNOME Keyring itself, in a session without a screen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.console import ROOT
from tests.keyring_child import PASSWORD

STORE = "printf unlocked | gnome-keyring-daemon --unlock --components=secrets >/dev/null;"


def _session(folder: Path, *steps: str, store: str = STORE) -> list[dict[str, Any]]:
    """What each start of a workstation says, one after the other in one session."""
    if not all(map(shutil.which, ("dbus-run-session", "gnome-keyring-daemon"))):
        pytest.skip("no GNOME Keyring here (tools/setup.sh dev installs Debian's)")
    python = f"{sys.executable} -m tests.keyring_child"
    folder.mkdir(exist_ok=True, mode=0o700)
    home = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")}
    done = subprocess.run(
        [
            "dbus-run-session",
            "--",
            "sh",
            "-c",
            store + ";".join(f"{python} {one}" for one in steps),
        ],
        cwd=ROOT,
        env=os.environ | home,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert len(told) == len(steps), done.stderr
    return told


def test_kept_used_by_the_next_start_and_gone_when_refused(tmp_path: Path) -> None:
    kept, used, refused, after = _session(tmp_path / "home", "keep", "enter", "refuse", "enter")
    assert kept["backend"] == "keyring.backends.SecretService.Keyring"
    assert (kept["before"], kept["after"], kept["failed"]) == ("", "ana", "")
    assert used["was_right"]
    assert (refused["error"], refused["after"]) == ("SIGN_IN_REFUSED", "")
    assert (after["before"], after["error"]) == ("", "SIGN_IN_REFUSED")
    words = [part.encode() for part in PASSWORD.split()]
    written = [file.read_bytes() for file in (tmp_path / "home").rglob("*") if file.is_file()]
    assert written, "the store keeps its file there"
    assert not any(word in content for word in words for content in written)


def test_a_session_without_a_store_is_offered_nothing(tmp_path: Path) -> None:
    (told,) = _session(tmp_path / "home", "keep", store="")
    assert (told["before"], told["after"]) == (None, None)
    assert "KEYRING" in told["failed"]
    assert not [file for file in (tmp_path / "home").rglob("*") if file.is_file()]
