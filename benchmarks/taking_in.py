"""Intake of packages against hashing and inserting the same bytes."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.infra.demo_media.evidence import Evidence
from app.stages.intake.receiving import ReceivePackage
from app.stages.intake.taking import TakeInPackage
from benchmarks.bare import bare_driver
from benchmarks.office import Office
from benchmarks.parcels import write_parcels
from benchmarks.rows import Row, at_least
from benchmarks.scale import Scale
from benchmarks.sessions import session_of
from main import Program

_CHUNK = 2**20


def measure(office: Office, scale: Scale) -> list[Row]:
    """All packages into a fresh database each round, on both databases.

    The floor hashes bytes it has in memory and inserts them, one commit a package. Ours reads and
    unpacks the zip, holds it against every limit, hashes each file twice (as a member of what was
    handed in, and as the address it is stored under), validates the form, and stores person, case,
    files, acknowledgement and a sealed audit event in that one commit.
    """
    parcels = write_parcels(office.folder / "parcels", scale.packages, office.now)
    rows = []
    for kind in ("SQLite", "PostgreSQL"):
        ours: list[float] = []
        bare: list[float] = []
        for number in range(scale.intakes + 1):
            mine, floor = _round(office, kind, number, parcels)
            if number:
                ours.append(mine)
                bare.append(floor)
        size = sum(path.stat().st_size for path in parcels) / 2**20
        title = f"intake of {len(parcels)} packages, {size:.1f} MiB, {kind}"
        against = "SHA-256 and INSERT of the same bytes, one commit a package"
        rows.append(at_least(title, ours, bare, 0.5, against))
    return rows


def take_in(program: Program, parcels: Iterable[Path]) -> None:
    """What ``intake`` does with each package, up to its inspection.

    Raises:
        AssertionError: one was not accepted; then nothing is worth measuring.
    """
    receive = ReceivePackage(
        program.store,
        program.clock,
        program.procedures,
        program.offices,
        program.phones,
        program.emails,
        program.station,
    )
    take = TakeInPackage(program.packages, program.quarantine, receive, program.clock)
    for path in parcels:
        outcome = take(path)
        if outcome.is_rejected:
            raise AssertionError([problem.code for problem in outcome.problems])


def _round(
    office: Office, kind: str, number: int, parcels: dict[Path, Evidence]
) -> tuple[float, float]:
    make = office.fresh_sqlite if kind == "SQLite" else office.fresh_postgresql
    program = office.program(make(f"intake_{number}"))
    with program.closing:
        # Connected, up to date and with its rules read before the clock runs.
        session_of(program.store)
        _ = program.offices, program.procedures
        began = time.perf_counter()
        take_in(program, parcels)
        mine = (time.perf_counter() - began) * 1000
    with bare_driver(make(f"bare_{number}")) as driver:
        floor = _hash_and_insert(driver, kind, list(parcels.values()))
    return mine, floor


def _hash_and_insert(driver: Any, kind: str, packages: list[Evidence]) -> float:
    is_local = kind == "SQLite"
    bytes_type, marks = ("BLOB", "?, ?, ?") if is_local else ("BYTEA", "%s, %s, %b")
    driver.execute(
        f"CREATE TABLE bare (sha256 TEXT, position INTEGER, data {bytes_type},"
        " PRIMARY KEY (sha256, position))"
    )
    began = time.perf_counter()
    for evidence in packages:
        driver.execute("BEGIN")
        for file in (file for files in evidence.values() for file in files):
            sha256 = hashlib.sha256(file.data).hexdigest()
            for start in range(0, len(file.data), _CHUNK):
                piece = file.data[start : start + _CHUNK]
                driver.execute(f"INSERT INTO bare VALUES ({marks})", (sha256, start, piece))  # noqa: S608
        driver.execute("COMMIT")
    return (time.perf_counter() - began) * 1000
