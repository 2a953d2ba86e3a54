"""Inspection through the sandbox against the same code called in the process itself."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast

from app.infra.demo_media import make_evidence, people
from app.infra.sandbox.launch import _OWN_VARIABLES
from benchmarks.children import answer_of
from benchmarks.office import Office
from benchmarks.rows import Row, at_most
from benchmarks.scale import Scale
from benchmarks.timing import interleave

_KINDS = {"picture": "id_front", "PDF": "request_form", "video": "video"}


def measure(office: Office, scale: Scale) -> list[Row]:
    """A picture, a PDF and a video of one drawn case.

    Both sides hash, detect, decode, measure and judge; only ours sends the bytes to a child and the
    facts back. With every core free that is all the difference; where others work too, the medians
    of either side wander by a third, and a ratio below one says no more than that.
    """
    folder = office.folder / "files"
    folder.mkdir(exist_ok=True)
    person = next(one for one in people() if one.index % 4 == 1)
    for kind, requirement in _KINDS.items():
        (file,) = make_evidence(person, only=(requirement,))[requirement]
        (folder / kind).write_bytes(file.data)
    # The variables the sandbox starts its own children with, so that both sides decode alike.
    answer = answer_of(
        "benchmarks.inspecting", str(folder), str(scale.inspections), environment=_OWN_VARIABLES
    )
    against = "the same inspection called in-process, without sandbox"
    return [
        at_most(f"inspect a {kind}", answer[kind], answer[f"{kind}, bare"], 1.15, against)
        for kind in _KINDS
    ]


@dataclass(frozen=True, slots=True)
class _InProcess:
    """Answers the inspector as a pool does, by calling the decoders here."""

    def run(self, job: Any, _priority: object) -> Any:
        from app.domain.file_kind import FileKind, detect_kind
        from app.infra.sandbox.document import inspect_document
        from app.infra.sandbox.photo import inspect_photo
        from app.infra.sandbox.pool import Answer
        from app.infra.sandbox.video_facts import inspect_video

        match detect_kind(job.data):
            case FileKind.JPEG:
                facts: object = inspect_photo(job.data)
            case FileKind.PDF:
                facts = inspect_document(job.data)
            case _:
                facts = inspect_video(job.data)
        return Answer(facts, ())


def compare(folder: Path, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of both ways for each kind; the sandbox forgets the file between rounds."""
    import hashlib

    from app.domain.file_kind import FileClass, FileKind
    from app.domain.inspection import InspectionLimits
    from app.infra.sandbox.inspector import SandboxInspector
    from app.infra.sandbox.pool import SandboxPool
    from app.infra.sandbox.warm_up import warm_up
    from app.ports.inspector import InspectionRequest

    kinds = frozenset({FileKind.JPEG, FileKind.PDF, FileKind.MP4})
    limits = InspectionLimits(FileClass.DOCUMENT, kinds, max_bytes=20 * 2**20, needs_audio=False)
    warm_up()
    times: dict[str, list[float]] = {}
    with SandboxPool() as pool:
        ours = SandboxInspector(pool)
        bare = SandboxInspector(cast("SandboxPool", _InProcess()))
        for kind in _KINDS:
            data = (folder / kind).read_bytes()
            request = InspectionRequest(data, "bench", limits, timeout_s=60.0)
            actions = {
                kind: partial(ours.inspect, request),
                f"{kind}, bare": partial(bare.inspect, request),
            }
            if actions[kind]().findings != actions[f"{kind}, bare"]().findings:
                raise AssertionError("sandbox and floor disagree about the file")
            key = hashlib.sha256(data).hexdigest()
            times |= {name: [] for name in actions}
            for number in range(rounds):
                pool.forget(key)
                # Who goes first changes: whatever a round leaves running would slow the second.
                turn = actions if number % 2 else dict(reversed(actions.items()))
                for name, took in interleave(1, turn, warm=0).items():
                    times[name] += took
    return times


if __name__ == "__main__":
    print(json.dumps(compare(Path(sys.argv[1]), int(sys.argv[2]))))
