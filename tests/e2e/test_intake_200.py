"""200 packages, good, bad and hostile: every line accounted for, a second run changes nothing."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from app.cli import intake_command
from app.domain.person import Identifier, IdentifierKind
from app.domain.workflow import CaseState
from app.infra.packages.writer import (
    OutgoingFile,
    OutgoingPackage,
    contents_of,
    write_folder,
    write_zip,
    zip_bytes,
)
from app.infra.sandbox.inspector import SandboxInspector
from app.ports.readers import QueueFilter
from db import maintenance
from db.store import SqlStore
from db.tables import metadata
from tests.intake_desk import IntakeDesk, by_package, json_lines
from tests.package_samples import (
    BENT_CONTENTS,
    HOSTILE_ZIPS,
    folder_of,
    make_unreadable_entries,
    package,
)
from tests.sandbox_files import face, jpeg, jpeg_bomb, mp4, pdf, speech_like

TOTAL = 200


@dataclass(frozen=True)
class Expected:
    """What a package's line has to say."""

    status: str
    code: str = ""


def real(index: int, **bytes_of: bytes) -> OutgoingPackage:
    """A package with small real files; no two people hand in the same picture."""
    picture = jpeg(face().resize((500, 500)), comment=str(index).encode())
    data = {
        "id_front": picture,
        "id_back": pdf(),
        "face_photo": picture,
        "request_form": pdf(),
        "video": _video(),
        **bytes_of,
    }
    made = package(index)
    return replace(
        made,
        files=tuple(OutgoingFile(f.requirement, f.name, data[f.requirement]) for f in made.files),
    )


_VIDEO: list[bytes] = []


def _video() -> bytes:
    if not _VIDEO:
        _VIDEO.append(mp4(frames=12, size=(160, 120), sound=speech_like(0.5)))
    return _VIDEO[0]


def fill(inbox: Path) -> dict[str, Expected]:
    """Write exactly 200 packages; names in order, so that number-takers come after."""
    inbox.mkdir()
    wanted: dict[str, Expected] = {}
    for name, expected in _all(inbox):
        assert name not in wanted
        wanted[name] = expected
    while len(wanted) < TOTAL:
        name, expected = _more(inbox, 500 + len(wanted))
        wanted[name] = expected
    assert len(wanted) == TOTAL
    return wanted


def _all(inbox: Path) -> Iterator[tuple[str, Expected]]:
    yield from _good(inbox)
    for place, (code, make) in enumerate(HOSTILE_ZIPS.values()):
        (inbox / f"h-{place:03}.zip").write_bytes(make())
        yield f"h-{place:03}.zip", Expected("rejected", code)
    for place, (code, contents) in enumerate(BENT_CONTENTS.values()):
        (inbox / f"b-{place:03}.zip").write_bytes(zip_bytes(contents))
        folder_of(inbox / f"b-{place:03}", contents)
        yield f"b-{place:03}.zip", Expected("rejected", code)
        yield f"b-{place:03}", Expected("rejected", code)
    yield from _refused(inbox)


def _more(inbox: Path, index: int) -> tuple[str, Expected]:
    """One more of any sort: good ones are the dear ones, because each is inspected."""
    made = real(index)
    match index % 4:
        case 0:
            write_folder(made, inbox / f"g-{index}")
            return f"g-{index}", Expected("accepted")
        case 1:
            write_zip(replace(made, files=made.files[1:]), inbox / f"g-{index}.zip")
            return f"g-{index}.zip", Expected("rejected", "REQUIREMENT_MISSING")
        case 2:
            contents = {**contents_of(made), f"extra-{index}.txt": b"x"}
            folder_of(inbox / f"g-{index}", contents)
            return f"g-{index}", Expected("rejected", "FILE_EXTRA")
        case _:
            (inbox / f"g-{index}.zip").write_bytes(zip_bytes(contents_of(made))[:-index])
            return f"g-{index}.zip", Expected("rejected", "ZIP_DAMAGED")


def _good(inbox: Path) -> Iterator[tuple[str, Expected]]:
    evidence = (
        {"id_front": jpeg(face().resize((500, 500))) + bytes(3 << 20)},
        {"id_back": b""},
        {"face_photo": jpeg_bomb()},
        {"request_form": b"MZ no form at all"},
        {"video": _video()[:-400]},
    )
    for index in range(1, 31):
        bad = evidence[index // 6] if index % 6 == 0 and index < 30 else {}
        made = real(index, **bad)
        write_zip(made, inbox / f"a-{index:03}.zip")
        yield f"a-{index:03}.zip", Expected("accepted")
        if index <= 10:
            write_folder(made, inbox / f"a-{index:03}z-otra-vez")
            yield f"a-{index:03}z-otra-vez", Expected("duplicate")
        if index <= 5:
            write_zip(replace(made, language="en"), inbox / f"a-{index:03}x.zip")
            yield f"a-{index:03}x.zip", Expected("rejected", "PACKAGE_NUMBER_TAKEN")


def _refused(inbox: Path) -> Iterator[tuple[str, Expected]]:
    made = real(300)
    impossible = replace(made.declared, identifier=Identifier(IdentifierKind.CEDULA, "1714307104"))
    bent = {
        "IDENTIFIER_IMPOSSIBLE": replace(made, declared=impossible),
        "PROCEDURE_UNKNOWN": replace(made, procedure="XYZ"),
        "RECEPTION_OTHER": replace(made, reception=replace(made.reception, category="Queja")),
        "REQUIREMENT_MISSING": replace(made, files=made.files[:3]),
        "CORRECTS_UNKNOWN": replace(made, corrects="NOBODY-7"),
        "CASE_NOT_WAITING": replace(real(1), number="VV-NEW-1", corrects="VV-2026-000001"),
    }
    for place, (code, one) in enumerate(bent.items()):
        numbered = replace(one, number=f"VV-REF-{place:03}")
        write_zip(numbered, inbox / f"r-{place:03}.zip")
        yield f"r-{place:03}.zip", Expected("rejected", code)
    make_unreadable_entries(write_folder(real(301), inbox / "r-links"))
    yield "r-links", Expected("rejected", "MEMBER_IS_LINK")
    (inbox / "r-link.zip").symlink_to(inbox / "a-001.zip")
    yield "r-link.zip", Expected("rejected", "MEMBER_IS_LINK")
    (inbox / "r-empty").mkdir()
    yield "r-empty", Expected("rejected", "PACKAGE_EMPTY")


def run(desk: IntakeDesk, *words: str) -> int:
    parser = argparse.ArgumentParser()
    intake_command.add_parser(parser.add_subparsers())
    return int(intake_command.run(parser.parse_args(["intake", *words]), desk))  # type: ignore[arg-type] # only what intake asks for


def rows(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }


def tree(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(p.relative_to(folder)), p.lstat().st_mtime_ns) for p in folder.rglob("*"))


def assert_clean(engine: Engine) -> None:
    """``db check``: references, every blob against its hash, every audit chain."""
    assert maintenance.check(engine) == ()


@pytest.mark.timeout(420)
def test_two_hundred_mixed_packages(
    store: SqlStore,
    engine: Engine,
    inspector: SandboxInspector,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    report_counts: Callable[[str], None],
) -> None:
    desk = IntakeDesk(store, tmp_path / "quarantine", inspector)
    wanted = fill(tmp_path / "inbox")
    assert run(desk, str(tmp_path / "inbox"), "--json") == 1
    lines = by_package(json_lines(capsys.readouterr().out))
    assert lines.keys() == wanted.keys()
    for name, expected in wanted.items():
        line = lines[name]
        codes = [problem["code"] for problem in line["problems"]]
        assert line["status"] == expected.status, (name, line)
        assert (expected.code in codes) if expected.code else (codes == []), (name, line)
        assert (line["case"] is None) == (expected.status == "rejected")
    counted = Counter(expected.status for expected in wanted.values())
    accepted = counted["accepted"]
    with store.read() as readers:
        page = readers.queue.page(QueueFilter(), None, 1000)
    assert len(page.rows) == accepted
    assert {row.state for row in page.rows} == {CaseState.TO_REVIEW}
    refused_hashes = {p.name for p in (tmp_path / "quarantine").iterdir()}
    assert all(
        (tmp_path / "quarantine" / name / "reasons.json").exists() for name in refused_hashes
    )

    before, kept = rows(engine), tree(tmp_path / "quarantine")
    assert before["cases"] == before["outbox"] == accepted
    assert_clean(engine)
    assert run(desk, str(tmp_path / "inbox"), "--json") == 1
    again = by_package(json_lines(capsys.readouterr().out))
    for name, line in lines.items():
        status = "duplicate" if line["status"] == "accepted" else line["status"]
        assert again[name] == {**line, "status": status}
    assert rows(engine) == before
    assert tree(tmp_path / "quarantine") == kept
    assert_clean(engine)
    found = ", ".join(f"{status} {count}" for status, count in sorted(counted.items()))
    report_counts(f"{engine.dialect.name}: {found}, kept apart {len(refused_hashes)}")


def test_exit_codes_and_words_for_people(
    store: SqlStore, inspector: SandboxInspector, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = IntakeDesk(store, tmp_path / "quarantine", inspector)
    path = write_zip(real(1), tmp_path / "a.zip")
    assert run(desk, str(path)) == 0
    assert capsys.readouterr().out.split() == ["aceptado", "a.zip", "ADC-2026-000001"]
    assert run(desk, str(path), str(path)) == 0
    assert run(desk, str(tmp_path / "nothing.zip")) == 2
    capsys.readouterr()
    bad = tmp_path / "b.zip"
    bad.write_bytes(b"PK")
    assert run(desk, str(bad), "--language", "en") == 1
    assert "The file is not a zip." in capsys.readouterr().out
    (tmp_path / "quarantine" / "x").mkdir(parents=True, exist_ok=True)
    desk.quarantine_root = bad
    other = tmp_path / "c.zip"
    other.write_bytes(b"no zip")
    with pytest.raises(Exception, match="QUARANTINE_UNAVAILABLE"):
        run(desk, str(other))
