"""Reading packages: the same whether zip or folder, and every refusal by its own code."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.package import Package
from app.infra.packages.limits import PackageLimits
from app.infra.packages.members import ContainerRefusedError
from app.infra.packages.reader import FilePackageReader
from app.infra.packages.writer import contents_of, write_folder, write_zip, zip_bytes
from app.infra.packages.zip_source import read_zip
from app.ports.packages import RefusedPackage
from tests.package_samples import (
    BENT_CONTENTS,
    HOSTILE_ZIPS,
    folder_of,
    make_unreadable_entries,
    package,
)

READER = FilePackageReader()


def refused(path: Path) -> list[str]:
    found = READER.read(path)
    assert isinstance(found, RefusedPackage), "accepted"
    return [problem.code for problem in found.problems]


def test_a_zip_and_a_folder_of_the_same_content_are_the_same_package(tmp_path: Path) -> None:
    made = package(3)
    zipped = READER.read(write_zip(made, tmp_path / "a.zip"))
    folder = READER.read(write_folder(made, tmp_path / "a"))
    backwards = tmp_path / "b.zip"
    backwards.write_bytes(zip_bytes(dict(reversed(contents_of(made).items()))))
    again = READER.read(backwards)
    assert isinstance(zipped, Package)
    assert isinstance(folder, Package)
    assert isinstance(again, Package)
    assert zipped == folder
    assert zipped.content_hash == again.content_hash
    assert zipped.declared.contact == made.declared.contact
    assert zipped.reception == made.reception
    assert [(f.requirement, f.data) for f in zipped.files] == [
        (f.requirement, f.data) for f in made.files
    ]


def test_another_byte_is_another_package(tmp_path: Path) -> None:
    one = READER.read(write_zip(package(3), tmp_path / "a.zip"))
    other = READER.read(write_zip(package(3, language="en"), tmp_path / "b.zip"))
    assert one.content_hash != other.content_hash


@pytest.mark.parametrize("kind", HOSTILE_ZIPS)
def test_hostile_zips_are_refused_by_code(kind: str, tmp_path: Path) -> None:
    code, make = HOSTILE_ZIPS[kind]
    path = tmp_path / "hostil.zip"
    path.write_bytes(make())
    before = sorted(tmp_path.rglob("*"))
    assert code in refused(path)
    assert sorted(tmp_path.rglob("*")) == before
    found = READER.read(path)
    assert found.content_hash == READER.read(path).content_hash != ""


@pytest.mark.parametrize("form", ["zip", "folder"])
@pytest.mark.parametrize("kind", BENT_CONTENTS)
def test_bent_contents_are_refused_alike_in_zip_and_folder(
    kind: str, form: str, tmp_path: Path
) -> None:
    code, contents = BENT_CONTENTS[kind]
    path = tmp_path / "p"
    if form == "zip":
        path.write_bytes(zip_bytes(contents))
    else:
        folder_of(path, contents)
    assert refused(path)[0] == code


def test_wrong_case_says_the_right_name(tmp_path: Path) -> None:
    _, contents = BENT_CONTENTS["file case"]
    found = READER.read(folder_of(tmp_path / "p", contents))
    assert isinstance(found, RefusedPackage)
    (problem,) = found.problems
    assert (problem.file, problem.facts["right"]) == ("Foto.JPG", "foto.jpg")
    assert found.number == "VV-2026-000000"


def test_links_pipes_and_folders_in_a_folder(tmp_path: Path) -> None:
    folder = write_folder(package(), tmp_path / "p")
    wanted = make_unreadable_entries(folder)
    (folder / "sub").mkdir()
    os.link(folder / "foto.jpg", tmp_path / "second name")
    found = READER.read(folder)
    assert isinstance(found, RefusedPackage)
    assert {p.file: p.code for p in found.problems} == {
        **wanted,
        "sub": "NAME_IN_FOLDER",
        "foto.jpg": "MEMBER_IS_LINK",
    }


def test_a_link_to_a_package_is_not_followed(tmp_path: Path) -> None:
    write_zip(package(), tmp_path / "a.zip")
    (tmp_path / "b.zip").symlink_to(tmp_path / "a.zip")
    assert refused(tmp_path / "b.zip") == ["MEMBER_IS_LINK"]


def test_what_is_gone_or_still_growing_has_no_hash(tmp_path: Path) -> None:
    found = READER.read(tmp_path / "gone.zip")
    assert isinstance(found, RefusedPackage)
    assert [p.code for p in found.problems] == ["PACKAGE_VANISHED"]
    assert found.content_hash == ""


def test_past_its_requirement_is_evidence_past_the_cap_is_not(tmp_path: Path) -> None:
    made = package()
    big = tuple(
        type(item)(item.requirement, item.name, item.data + bytes(size))
        for item, size in zip(made.files, (3 << 20, 0, 0, 0, 0), strict=True)
    )
    taken = READER.read(write_folder(package(files=big), tmp_path / "a"))
    assert isinstance(taken, Package)
    small = FilePackageReader(PackageLimits(file=1 << 20))
    found = small.read(write_zip(package(files=big), tmp_path / "b.zip"))
    assert isinstance(found, RefusedPackage)
    assert [p.code for p in found.problems] == ["FILE_TOO_LARGE"]
    total = FilePackageReader(PackageLimits(unpacked=1 << 20)).read(tmp_path / "a")
    assert isinstance(total, RefusedPackage)
    assert [p.code for p in total.problems] == ["UNPACKED_TOO_LARGE"]


def test_a_zip_past_the_packed_limit_is_never_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with path.open("wb") as stream:
        stream.truncate(70 << 20)
    assert refused(path) == ["PACKAGE_TOO_LARGE"]


_WHOLE = zip_bytes(contents_of(package()))


@settings(max_examples=400)
@given(
    st.lists(st.tuples(st.integers(0, len(_WHOLE) - 1), st.integers(0, 255)), max_size=8),
    st.integers(1, len(_WHOLE)),
)
def test_a_damaged_zip_is_refused_or_whole_and_never_raises(
    flips: list[tuple[int, int]], length: int
) -> None:
    data = bytearray(_WHOLE)
    for place, value in flips:
        data[place] = value
    for bent in (bytes(data), bytes(data[:length])):
        members = whole_or_refused(bent)
        assert members is None or members == contents_of(package())


def whole_or_refused(data: bytes) -> dict[str, bytes] | None:
    try:
        return {item.name: item.data for item in read_zip(data, PackageLimits())}
    except ContainerRefusedError:
        return None
