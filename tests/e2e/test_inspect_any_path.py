"""``inspect`` on whatever stands in a folder: one JSON object and 0, 1 or 3, never a traceback."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.console import Console
from tests.sandbox_files import photo

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no links, pipes or devices there")

Make = Callable[[Path], Path]


def _of(data: bytes, name: str | bytes = "archivo.jpg") -> Make:
    def make(folder: Path) -> Path:
        path = folder / os.fsdecode(name)
        path.write_bytes(data)
        return path

    return make


def _link(target: str) -> Make:
    def make(folder: Path) -> Path:
        path = folder / "enlace.jpg"
        path.symlink_to(target)
        return path

    return make


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "tubo")
    return folder / "tubo"


def _socket(folder: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as one:
        # A name of a socket is short, a folder of tests is not.
        here = Path.cwd()
        os.chdir(folder)
        try:
            one.bind("enchufe")
        finally:
            os.chdir(here)
    return folder / "enchufe"


def _through_a_file(folder: Path) -> Path:
    (folder / "hoja.jpg").write_bytes(photo())
    (folder / "enlace").symlink_to("hoja.jpg/nada")
    return folder / "enlace"


def _at(name: str) -> Make:
    return lambda _folder: Path(name)


NOTHING_TO_READ: dict[str, Make] = {
    "folder": lambda folder: folder,
    "root": _at("/"),
    "pipe": _pipe,
    "socket": _socket,
    "nothing but a sink": _at("/dev/null"),
    "without end": _at("/dev/zero"),
    "terminal": _at("/dev/tty"),
    "link to nothing": _link("no/hay/nada"),
    "link to itself": _link("enlace.jpg"),
    "link to a name too long": _link("n" * 300),
    "link through a file": _through_a_file,
    "refused by its disk": _at("/proc/self/mem"),
}
ORDINARY: dict[str, Make] = {
    "photo": _of(photo()),
    "empty": _of(b""),
    "one byte": _of(b"x"),
    "text": _of(b"hola\n" * 50),
    "name that is no text": _of(photo(), b"foto\xff\xfe.jpg"),
    "name with a line break": _of(photo(), 'una\nfoto".jpg'),
    "name with a blank before": _of(photo(), " -.jpg"),
    "says it is empty": _at("/proc/self/status"),
    "list of the kernel": _at("/proc/self/maps"),
    "log of the kernel": _at("/proc/kmsg"),
}


@pytest.mark.parametrize("kind", [*NOTHING_TO_READ, *ORDINARY])
def test_any_path_that_exists_is_answered(kind: str, office: Console, tmp_path: Path) -> None:
    folder = tmp_path / "bandeja"
    folder.mkdir()
    path = (NOTHING_TO_READ | ORDINARY)[kind](folder)
    if not os.path.lexists(path):
        pytest.skip("this system has no such thing")
    done = office.run("inspect", str(path), "--as", "photo")
    assert done.code in {0, 1, 3}
    assert done.one["schema"] == "inspect/1"
    assert done.one["file"] == (path.name or "/")
    assert done.one["accepted"] is (done.code == 0)
    if kind in NOTHING_TO_READ:
        assert done.code == 3
        assert [reason["code"] for reason in done.one["reasons"]] == ["UNREADABLE_FILE"]
    if kind.startswith("name"):
        assert done.code == 0


def _cut(path: Path) -> None:
    os.truncate(path, 0)


@pytest.mark.parametrize("happens", [_cut, os.unlink])
def test_a_file_that_goes_while_it_is_read_is_answered(
    happens: Callable[[Path], None],
    office: Console,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(photo() + bytes(3 * 1024 * 1024 // 2))
    number, read = path.stat().st_ino, os.read
    reached: list[int] = []

    def reading(descriptor: int, size: int) -> bytes:
        data = read(descriptor, size)
        if os.fstat(descriptor).st_ino == number and not reached:
            reached.append(len(data))
            happens(path)
        return data

    monkeypatch.setattr(os, "read", reading)
    done = office.run("inspect", str(path), "--as", "photo")
    assert reached
    assert done.code in {0, 1}
    assert done.one["bytes"] >= reached[0]


@pytest.mark.parametrize("name", ["nada.jpg", "foto.jpg/nada"])
def test_what_does_not_exist_is_a_mistake_in_writing(name: str, office: Console) -> None:
    (office.home / "foto.jpg").write_bytes(photo())
    done = office.run("inspect", str(office.home / name), "--as", "photo")
    assert (done.code, done.one["error"]) == (2, "FILE_NOT_FOUND")


def test_a_profile_that_cannot_be_read_is_told_as_an_object_too(office: Console) -> None:
    (office.home / "foto.jpg").write_bytes(photo())
    (office.home / "profile.toml").write_text("database = [")
    office.extra["VENTANILLA_PROFILE"] = str(office.home / "profile.toml")
    done = office.run("inspect", str(office.home / "foto.jpg"), "--as", "photo", db="")
    assert (done.code, done.one["error"]) == (3, "PROFILE_INVALID")
