"""Finding packages, waiting until they stand still, keeping the refused ones."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from app.domain.errors import UnavailableError
from app.domain.ids import Sha256
from app.domain.package import PackageProblem
from app.infra.packages.discovery import packages_at
from app.infra.packages.limits import PackageLimits
from app.infra.packages.quarantine import QuarantineFolder
from app.infra.packages.watcher import InboxWatcher
from app.infra.packages.writer import write_folder, write_zip
from app.ports.packages import QuarantineNote
from tests.package_samples import make_unreadable_entries, package

NOTE = QuarantineNote(
    Sha256("ab" * 32), "VV-1", "2026-09-16T15:00:00+00:00", (PackageProblem("FILE_EXTRA", "x"),)
)


class Seconds:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_path_is_a_zip_a_package_folder_or_an_inbox(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    zipped = write_zip(package(1), inbox / "b.zip")
    folder = write_folder(package(2), inbox / "a")
    (inbox / "c.zip.part").write_bytes(b"half")
    (inbox / ".hidden").write_bytes(b"x")
    (inbox / "junk.txt").write_bytes(b"x")
    assert packages_at(zipped) == (zipped,)
    assert packages_at(folder) == (folder,)
    assert packages_at(inbox) == (folder, zipped, inbox / "junk.txt")
    (folder / "tramite.json").rename(folder / "Tramite.Json")
    assert packages_at(folder) == (folder,)
    assert packages_at(tmp_path / "nothing") == (tmp_path / "nothing",)


def test_a_growing_zip_is_left_alone_until_it_stands_still(tmp_path: Path) -> None:
    clock = Seconds()
    watcher = InboxWatcher([tmp_path], clock, settle_s=2.0)
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK")
    assert watcher.ready() == ()
    clock.at = 1.9
    path.write_bytes(b"PK and more")
    assert watcher.ready() == ()
    clock.at = 3.8
    assert watcher.ready() == ()
    clock.at = 4.0
    assert watcher.ready() == (path,)
    assert watcher.ready() == ()
    watcher.again(path)
    assert watcher.ready() == (path,)
    os.utime(path, ns=(1, 1))
    assert watcher.ready() == ()
    clock.at = 6.0
    assert watcher.ready() == (path,)
    path.unlink()
    assert watcher.ready() == ()


def test_a_folder_waits_for_its_manifest_but_not_for_ever(tmp_path: Path) -> None:
    clock = Seconds()
    watcher = InboxWatcher([tmp_path], clock, settle_s=2.0, give_up_s=600.0)
    folder = write_folder(package(1), tmp_path / "a")
    (folder / "tramite.json").rename(tmp_path / ".later")
    watcher.ready()
    clock.at = 599.0
    assert watcher.ready() == ()
    clock.at = 600.0
    assert watcher.ready() == (folder,)
    (tmp_path / ".later").rename(folder / "tramite.json")
    assert watcher.ready() == ()
    clock.at = 602.0
    assert watcher.ready() == (folder,)


def test_a_renamed_part_is_taken(tmp_path: Path) -> None:
    clock = Seconds()
    watcher = InboxWatcher([tmp_path], clock, settle_s=1.0)
    (tmp_path / "a.zip.part").write_bytes(b"PK")
    clock.at = 5.0
    assert watcher.ready() == ()
    (tmp_path / "a.zip.part").rename(tmp_path / "a.zip")
    watcher.ready()
    clock.at = 6.0
    assert watcher.ready() == (tmp_path / "a.zip",)


def test_a_refused_zip_is_kept_whole_once(tmp_path: Path) -> None:
    source = write_zip(package(1), tmp_path / "a.zip")
    quarantine = QuarantineFolder(tmp_path / "q")
    assert quarantine.keep(source, NOTE)
    assert not quarantine.keep(source, NOTE)
    kept = tmp_path / "q" / NOTE.content_hash
    assert (kept / "package.bin").read_bytes() == source.read_bytes()
    reasons = json.loads((kept / "reasons.json").read_text("utf-8"))
    assert reasons["number"] == "VV-1"
    assert reasons["problems"][0]["code"] == "FILE_EXTRA"
    assert reasons["problems"][0]["es"].startswith("El archivo x no consta")
    assert kept.stat().st_mode & 0o777 == 0o700
    assert (kept / "package.bin").stat().st_mode & 0o777 == 0o600
    assert [item.name for item in (tmp_path / "q").iterdir()] == [NOTE.content_hash]


def test_a_refused_folder_is_kept_without_following_anything(tmp_path: Path) -> None:
    folder = write_folder(package(1), tmp_path / "a")
    make_unreadable_entries(folder)
    (folder / "sub").mkdir()
    (folder / "sub" / "deep\u202e.jpg").write_bytes(b"deep")
    QuarantineFolder(tmp_path / "q").keep(folder, NOTE)
    kept = tmp_path / "q" / NOTE.content_hash
    reasons = json.loads((kept / "reasons.json").read_text("utf-8"))
    assert {item["name"]: item["why"] for item in reasons["left_out"]} == {
        "enlace.jpg": "MEMBER_IS_LINK",
        "tubo.jpg": "MEMBER_IS_SPECIAL",
    }
    stored = {item["name"]: (kept / item["stored"]).read_bytes() for item in reasons["kept"]}
    assert stored["sub/deep\\u202e.jpg"] == b"deep"
    assert stored["tramite.json"] == (folder / "tramite.json").read_bytes()
    assert all(item.suffix in {".bin", ".json"} for item in kept.iterdir())


def test_what_is_past_the_limit_is_noted_and_not_kept(tmp_path: Path) -> None:
    source = write_zip(package(1), tmp_path / "a.zip")
    QuarantineFolder(tmp_path / "q", PackageLimits(packed=100)).keep(source, NOTE)
    kept = tmp_path / "q" / NOTE.content_hash
    assert [item.name for item in kept.iterdir()] == ["reasons.json"]


def test_half_copies_of_a_killed_run_are_swept_away(tmp_path: Path) -> None:
    old = tmp_path / "q" / ".incoming-old"
    young = tmp_path / "q" / ".incoming-young"
    for folder in (old, young):
        folder.mkdir(parents=True)
    os.utime(old, (1, 1))
    source = write_zip(package(1), tmp_path / "a.zip")
    QuarantineFolder(tmp_path / "q").keep(source, NOTE)
    assert not old.exists()
    assert young.exists()


def test_a_quarantine_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "q").write_bytes(b"a file in its place")
    source = write_zip(package(1), tmp_path / "a.zip")
    with pytest.raises(UnavailableError) as caught:
        QuarantineFolder(tmp_path / "q").keep(source, NOTE)
    assert caught.value.code == "QUARANTINE_UNAVAILABLE"
