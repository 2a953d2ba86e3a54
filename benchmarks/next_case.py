"""The next case on the desk: from the key to the first picture painted, prefetched and cold."""

from __future__ import annotations

import shutil
from pathlib import Path

from app.stages.inspection import InspectCase
from benchmarks.children import answer_of
from benchmarks.office import Office
from benchmarks.parcels import write_parcels
from benchmarks.rows import Row, at_most
from benchmarks.scale import Scale
from benchmarks.taking_in import take_in

_CHILD = "benchmarks.next_case_child"
_ROUNDS_EACH = 4


def measure(office: Office, scale: Scale) -> list[Row]:
    """The whole way through the case desk, and its last step alone.

    The floors know no office: a pixmap that is ready, a decode in the process itself. On ours lie
    guards that stay whatever they cost: the claim, the opening and the reading of the file are three
    commits with their audit events, each on the disk before what it is about is shown (D1, D24); the
    hash of the file is checked against its bytes; cold, the bytes go to the sandbox and pixels come
    back. The rows of the last step alone leave the commits out.
    """
    filled = _filled(office, scale.desk_cases)
    times: dict[str, list[float]] = {}
    for number, left in enumerate(range(scale.pictures, 0, -_ROUNDS_EACH)):
        # Each opening adds to a case's history; cases opened dozens of times are not the office's.
        copy = shutil.copy(filled, office.folder / f"desk_{number}.db")
        rounds = str(min(left, _ROUNDS_EACH))
        answer = answer_of(_CHILD, f"sqlite:///{copy}", str(office.folder), rounds)
        for name, found in answer.items():
            times.setdefault(name, []).extend(found)
    pixmap = "painting a ready pixmap of the same picture at the same size"
    decode = "bare OpenCV decode of the file at the same reduction"
    return [
        at_most(
            "next case to first picture, prefetched",
            times["prefetched"],
            times["pixmap"],
            2.0,
            pixmap,
            p95_ms=50,
        ),
        at_most(
            "prefetched picture handed over and painted",
            times["handed over"],
            times["pixmap"],
            2.0,
            pixmap,
            p95_ms=50,
        ),
        at_most(
            "next case to first picture, cold",
            times["cold"],
            times["decode"],
            1.3,
            decode,
            extra_ms=10,
        ),
        at_most(
            "picture from the sandbox and painted, cold",
            times["drawn cold"],
            times["decode"],
            1.3,
            decode,
            extra_ms=10,
        ),
    ]


def _filled(office: Office, count: int) -> Path:
    url = office.fresh_sqlite("desk")
    program = office.program(url)
    folder: Path = office.folder / "desk"
    with program.closing:
        take_in(program, write_parcels(folder, count, office.now))
        inspect = InspectCase(
            program.store,
            program.inspector,
            program.clock,
            program.procedures,
            program.offices,
            program.phones,
            program.risk_limits,
            program.emails,
            program.station,
        )
        for case_id in inspect.waiting():
            inspect(case_id)
    return office.folder / "desk.db"
