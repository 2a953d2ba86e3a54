"""The evidence pack of a case: whole, checkable from outside, on record first, nothing half."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import text

from app.domain.audit import GENESIS, AuditEntry, case_chain, person_chain
from app.domain.errors import AccessDeniedError, RuleViolationError, UnavailableError
from app.domain.ids import FileId, fresh_id
from app.domain.workflow import CaseState
from app.infra.evidence_zip import ZipPackWriter
from app.stages.oversight import PackedEvidence, PackEvidence, PackEvidenceCommand
from app.stages.oversight.packing import safe_name
from db.store import SqlStore
from reports.evidence_pack import PdfPackPages
from tests.audit_owner import guards_off
from tests.casework import RESOURCES, Casework

REASON = "Pedido de la Fiscalía, oficio 88."
HOSTILE = "../../etc/\u202egpj.exe\n;rm -rf ~ 'é.pdf"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with nothing in it but what is packed."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


@pytest.fixture
def office(store) -> Casework:
    return Casework(store)


def with_file(office: Casework, data: bytes, name: str = HOSTILE):
    """A case that has one more file, named by whoever sent it."""
    case = office.case(CaseState.TO_REVIEW)
    with office.store.write() as uow:
        (file,) = uow.cases.files(case.id)
        more = replace(
            file,
            id=FileId(fresh_id()),
            requirement="video",
            name=name,
            sha256=uow.blobs.put(data),
            size=len(data),
        )
        uow.cases.add_files([more])
        uow.commit()
    return case


def pack(
    office: Casework, number: str, path: Path, login: str | None = "auditor"
) -> PackedEvidence:
    packing = PackEvidence(office.store, office.clock, PdfPackPages(RESOURCES), ZipPackWriter())
    session = office.session(login) if login else None
    return packing(PackEvidenceCommand(session, number, path, REASON))


def opened(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as found:
        assert found.testzip() is None
        return {name: found.read(name) for name in found.namelist()}


def words_of(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return str(document.docinfo.get("/Title", "")) + str(len(document.pages))


def test_somebody_outside_can_check_all_of_it(office: Casework, tmp_path: Path) -> None:
    case = with_file(office, b"moving pictures")
    path = tmp_path / "pack.zip"
    done = pack(office, case.number, path)
    assert (done.missing, done.broken, done.files) == ((), (), 2)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == done.sha256

    members = opened(path)
    lines = [line.split("  ", 1) for line in members["SHA256SUMS"].decode().splitlines()]
    sums = {name: sha256 for sha256, name in lines}
    assert set(sums) == set(members) - {"SHA256SUMS"}
    for name, sha256 in sums.items():
        assert hashlib.sha256(members[name]).hexdigest() == sha256
    assert all(re.fullmatch(r"[A-Za-z0-9./-]+", name) and ".." not in name for name in members)
    assert b"moving pictures" in members.values()

    # Only what is in the pack is used from here on: no program of ours.
    heads = json.loads(members["auditoria/extremos.json"])
    for chain, folder in (
        (case_chain(case.id), "tramite"),
        (person_chain(case.person_id), "persona"),
    ):
        previous = str(GENESIS)
        events = sorted(
            name for name in members if re.fullmatch(rf"auditoria/{folder}/\d+\.json", name)
        )
        for place, name in enumerate(events, start=1):
            body = json.loads(members[name])
            assert (body["chain"], body["sequence"], body["previous"]) == (chain, place, previous)
            previous = hashlib.sha256(members[name]).hexdigest()
        assert heads[chain]["sequence"] == len(events)
        assert not events or heads[chain]["hash"] == previous
    last = [name for name in members if name.startswith("auditoria/tramite/0")][-1]
    assert json.loads(members[last])["details"]["reason"] == REASON
    assert "Sacó el expediente de evidencia" in members["cronologia.txt"].decode()
    assert "sha256sum -c" in members["LEEME.txt"].decode()
    assert members["indice.pdf"].startswith(b"%PDF")
    assert case.number in words_of(members["indice.pdf"])


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum here")
def test_sha256sum_agrees(sqlite_engine, tmp_path: Path) -> None:
    office = Casework(SqlStore(sqlite_engine))
    case = with_file(office, b"moving pictures")
    pack(office, case.number, tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as found:
        found.extractall(tmp_path / "out")
    for folder in ("", "auditoria/tramite"):
        checked = subprocess.run(
            ["sha256sum", "--strict", "-c", "SHA256SUMS"],
            cwd=tmp_path / "out" / folder,
            capture_output=True,
            check=False,
        )
        assert checked.returncode == 0, checked.stdout + checked.stderr


def test_what_is_damaged_missing_or_broken_is_named(office: Casework, out: Path) -> None:
    case = with_file(office, b"moving pictures")
    with office.store.read() as readers:
        first, second = (view.file for view in readers.case.view(case.id).files)
    with office.store.write() as uow:
        for action in ("case.received", "case.claimed"):
            uow.audit.append(
                AuditEntry(case_chain(case.id), action, None, office.clock.now(), "PC-1")
            )
        uow.commit()
    with guards_off(office.store._engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE blob_chunks DISABLE TRIGGER USER"))
        for file, statement in (
            (first, "UPDATE blob_chunks SET data = :data WHERE sha256 = :sha256"),
            (second, "DELETE FROM blob_chunks WHERE sha256 = :sha256"),
        ):
            values = {"sha256": file.sha256, "data": b"others"}
            if ":data" not in statement:
                values.pop("data")
            connection.execute(text(statement), values)
        connection.execute(
            text(
                "UPDATE audit_events SET canonical = replace(canonical, 'received', 'eaten')"
                " WHERE chain = :chain AND sequence = 1"
            ),
            {"chain": case_chain(case.id)},
        )
        if connection.dialect.name == "postgresql":
            # The database is that of the next test, too.
            connection.execute(text("ALTER TABLE blob_chunks ENABLE TRIGGER USER"))
    path = out / "pack.zip"
    done = pack(office, case.number, path, None)
    assert {file.sha256 for file in done.missing} == {first.sha256, second.sha256}
    assert {file.problem for file in done.missing} <= {"BLOB_DAMAGED", "BLOB_MISSING"}
    assert done.broken == (case_chain(case.id),)
    told = opened(path)["LEEME.txt"].decode()
    assert first.sha256 in told
    assert second.sha256 in told


@pytest.mark.parametrize("login", ["clerk", "validator", "director"])
def test_nobody_but_an_auditor(office: Casework, out: Path, login: str) -> None:
    case = office.case(CaseState.TO_REVIEW)
    with pytest.raises(AccessDeniedError, match="DUTY_NOT_ALLOWED"):
        pack(office, case.number, out / "pack.zip", login)
    assert list(out.iterdir()) == []


def test_no_reason_no_case_no_pack(office: Casework, out: Path) -> None:
    case = office.case(CaseState.TO_REVIEW)
    packing = PackEvidence(office.store, office.clock, PdfPackPages(RESOURCES), ZipPackWriter())
    path, session = out / "pack.zip", office.session("auditor")
    with pytest.raises(RuleViolationError, match="REASON_TOO_SHORT"):
        packing(PackEvidenceCommand(session, case.number, path, "nada"))
    with pytest.raises(RuleViolationError, match="CASE_UNKNOWN"):
        packing(PackEvidenceCommand(session, "ADC-2026-999999", path, REASON))
    assert "case.evidence_packed" not in office.actions(case.id)
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "PACK_NO_ROOM"), (errno.EACCES, "PACK_NOT_WRITTEN")]
)
def test_a_pack_that_cannot_be_written_leaves_what_stood_there(
    sqlite_engine, out: Path, monkeypatch, number: int, code: str
) -> None:
    office = Casework(SqlStore(sqlite_engine))
    case = with_file(office, b"moving pictures")
    path = out / "pack.zip"
    path.write_bytes(b"an older pack")

    def full(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    # The disk, not a class of ours: everything up to the last byte is done.
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnavailableError, match=code):
        pack(office, case.number, path)
    assert [one.name for one in out.iterdir()] == ["pack.zip"]
    assert path.read_bytes() == b"an older pack"
    # It was asked for: that stands whether or not the disk had room.
    assert office.actions(case.id)[-1] == "case.evidence_packed"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("cedula.PDF", "video-cedula.pdf"),
        (HOSTILE, "video-etc-gpj-exe-rm-rf.pdf"),
        ("", "video.bin"),
        ("..", "video.bin"),
        ("CON.jpg", "video-CON.jpg"),
        ("-rf.mp4", "video-rf.mp4"),
        ("a" * 300 + ".mp4", f"{('video-' + 'a' * 300)[:60]}.mp4"),
        ("ñandú\x00.jpg/../x", "video-and-jpg-x.bin"),
    ],
)
def test_names_of_strangers_become_harmless(name: str, wanted: str) -> None:
    assert safe_name("video", name) == wanted
