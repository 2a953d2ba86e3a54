"""The command on any file whatsoever: one JSON object, a known exit, in time, in little memory."""

from __future__ import annotations

import argparse
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from app.cli import inspect_command
from app.domain.file_kind import FileClass
from app.domain.inspection_limits import GENERAL_LIMITS
from app.infra.sandbox.inspector import SandboxInspector
from app.infra.sandbox.pool import SandboxPool
from tests import sandbox_files as files
from tests.patience import PATIENCE_S

SLACK_S = 20.0
"""A loaded machine takes its time to bury a child; nothing but the limit ends one that hangs."""


def inspect(
    inspector: SandboxInspector, path: Path, declared: str = "photo", timeout: float = PATIENCE_S
) -> tuple[int, dict[str, Any]]:
    parser = argparse.ArgumentParser()
    inspect_command.add_parser(parser.add_subparsers())
    args = parser.parse_args(["inspect", str(path), "--as", declared, "--timeout", str(timeout)])
    out = io.StringIO()
    began = time.monotonic()
    limits = GENERAL_LIMITS[FileClass(declared)]
    status = inspect_command.run_inspect(args, inspector, limits, out)
    assert time.monotonic() - began < timeout + SLACK_S
    (line,) = out.getvalue().splitlines()
    return status, json.loads(line)


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def reasons(answer: dict[str, Any]) -> set[str]:
    return {reason["code"] for reason in answer["reasons"]}


def test_good_file(inspector: SandboxInspector, tmp_path: Path) -> None:
    status, answer = inspect(inspector, write(tmp_path / "x.bin", files.photo()))
    assert status == 0
    assert answer["schema"] == "inspect/1"
    assert (answer["file"], answer["declared"]) == ("x.bin", "photo")
    assert answer["detected"] == "image/jpeg"
    assert (answer["accepted"], answer["verdict"]) == (True, "accepted")
    assert answer["photo"]["faces"] == 1
    assert answer["photo"]["megapixels"] == 0.81
    assert answer["limits"]["max_bytes"] == 2 * 1024 * 1024


def test_rejected_file_says_why_in_spanish(inspector: SandboxInspector, tmp_path: Path) -> None:
    status, answer = inspect(inspector, write(tmp_path / "foto.jpg", files.pdf()))
    assert status == 1
    assert reasons(answer) == {"TYPE_MISMATCH"}
    assert answer["reasons"][0]["text"].startswith("Por su contenido")


@pytest.mark.skipif(sys.platform == "win32", reason="no signal stops a process there")
def test_a_file_that_found_no_time_is_neither_good_nor_bad(tmp_path: Path) -> None:
    """A stopped child stands for a machine too busy; a slow file would depend on the machine."""
    path = write(tmp_path / "foto.jpg", files.photo())
    with SandboxPool(size=1, background=1, spare=False) as pool:
        inspect(SandboxInspector(pool), path)
        (child,) = pool._roster._idle
        assert child.pid is not None
        os.kill(child.pid, signal.SIGSTOP)
        status, answer = inspect(SandboxInspector(pool), path, timeout=1)
    assert status == 3
    assert reasons(answer) == {"NOT_INSPECTED"}
    assert (answer["accepted"], answer["verdict"]) == (False, "review")
    assert answer["reasons"][0]["text"].startswith("No se pudo revisar a tiempo")


def test_missing_file_is_usage(inspector: SandboxInspector, tmp_path: Path) -> None:
    status, answer = inspect(inspector, tmp_path / "nada.jpg")
    assert (status, answer["error"]) == (2, "FILE_NOT_FOUND")


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes or devices in folders")
def test_things_that_are_no_files(inspector: SandboxInspector, tmp_path: Path) -> None:
    pipe = tmp_path / "tubo"
    os.mkfifo(pipe)
    loop = tmp_path / "lazo"
    loop.symlink_to(loop)
    for path in (tmp_path, pipe, loop, Path("/dev/zero"), Path("/dev/tty"), Path("/dev/stdin")):
        began = time.monotonic()
        status, answer = inspect(inspector, path)
        assert status == 3, path
        # At once, not by running into the time limit.
        assert time.monotonic() - began < PATIENCE_S / 2
        assert answer["accepted"] is False
        assert reasons(answer) == {"UNREADABLE_FILE"}


@pytest.mark.skipif(sys.platform != "linux", reason="files of the kernel")
def test_files_of_the_kernel(inspector: SandboxInspector) -> None:
    for name in ("/proc/self/status", "/proc/self/mem", "/proc/kmsg", "/proc/self/environ"):
        status, _ = inspect(inspector, Path(name))
        assert status in (1, 3)


def test_ten_sparse_gigabytes(inspector: SandboxInspector, tmp_path: Path) -> None:
    path = write(tmp_path / "grande.mp4", files.mp4())
    os.truncate(path, 10 * 1024**3)
    status, answer = inspect(inspector, path, "video")
    assert (status, reasons(answer)) == (1, {"TOO_LARGE"})
    assert answer["bytes"] == 10 * 1024**3
    assert answer["hashed_bytes"] == 5 * 1024**2 + 1


def test_link_is_followed_and_odd_names_stay_json(
    inspector: SandboxInspector, tmp_path: Path
) -> None:
    real = write(tmp_path / "real", files.photo())
    link = Path(os.fsdecode(os.fsencode(tmp_path) + b'/enlace\xff\n".jpg'))
    link.symlink_to(real)
    status, answer = inspect(inspector, link)
    assert status == 0
    assert answer["file"] == link.name


def test_growing_file_is_bounded(inspector: SandboxInspector, tmp_path: Path) -> None:
    path = write(tmp_path / "crece.jpg", files.photo() + bytes(3 * 1024**2))
    status, answer = inspect(inspector, path)
    assert (status, reasons(answer)) == (1, {"TOO_LARGE"})


PROGRAM = """
import argparse, pathlib, sys
from app.cli import inspect_command
from app.domain.file_kind import FileClass
from app.domain.inspection_limits import GENERAL_LIMITS
from app.infra.sandbox.inspector import SandboxInspector
from app.infra.sandbox.pool import SandboxPool
from app.infra.sandbox.pool import SandboxPool
if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    inspect_command.add_parser(parser.add_subparsers())
    args = parser.parse_args(["inspect", *sys.argv[1:]])
    with SandboxPool(size=1, background=1, spare=False) as pool:
        limits = GENERAL_LIMITS[FileClass(args.declared)]
        status = inspect_command.run_inspect(args, SandboxInspector(pool), limits, sys.stdout)
    # Not getrusage: that remembers the size of the process it was forked from.
    lines = pathlib.Path("/proc/self/status").read_text().splitlines()
    sys.stderr.write(next(line.split()[1] for line in lines if line.startswith("VmHWM")))
    sys.exit(status)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory as Linux counts it")
@pytest.mark.parametrize("kind", ["bomb", "video", "document"])
def test_whole_program_stays_small_and_quiet(tmp_path: Path, kind: str) -> None:
    program = write(tmp_path / "program.py", PROGRAM.encode())
    data = {
        "bomb": files.jpeg_bomb(),
        "video": files.mp4(frames=20, sound=files.speech_like(1)),
        "document": files.pdf(),
    }[kind]
    declared = {"bomb": "photo"}.get(kind, kind)
    path = write(tmp_path / "archivo", data)
    done = subprocess.run(
        [sys.executable, str(program), str(path), "--as", declared, "--timeout", "60"],
        capture_output=True, text=True, timeout=100, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    answer = json.loads(done.stdout)
    assert done.returncode == (1 if kind == "bomb" else 0), answer
    assert int(done.stderr) < 400 * 1024
