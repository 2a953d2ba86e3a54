"""``audit pack NUMBER FILE``: the evidence of one case for somebody outside."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.cli.output import DONE, REFUSED, emit
from app.cli.services import Services
from app.cli.words import words
from app.domain.errors import RuleViolationError
from app.infra.system_user import operating_system_user
from app.stages.oversight import PackedEvidence, PackEvidence, PackEvidenceCommand


def add_action(actions: Any) -> None:
    """Declare it among the actions of ``audit``."""
    pack = actions.add_parser("pack", help=words("audit.pack_help"))
    pack.add_argument("number", help=words("case.number_help"))
    pack.add_argument("file", type=Path, help=words("audit.pack_file_help"))
    pack.add_argument("--reason", required=True, help=words("audit.reason_help"))
    pack.add_argument("--anchors", type=Path, metavar="DIR", help=words("audit.anchors_help"))
    pack.add_argument("--json", action="store_true", help=words("program.json"))
    pack.set_defaults(needs_database=True)


def pack(args: argparse.Namespace, services: Services) -> int:
    """Exit 0 for a whole pack, 1 for one that was written and tells of something wrong."""
    if args.file.exists():
        raise RuleViolationError("FILE_EXISTS", file=args.file.name)
    packing = PackEvidence(
        services.store,
        services.clock,
        services.pack_pages,
        services.pack_writer,
        services.anchors_in(args.anchors),
    )
    done = packing(
        PackEvidenceCommand(None, args.number, args.file, args.reason, operating_system_user())
    )
    emit(
        {"file": str(args.file), **_values(done)},
        as_json=args.json,
        text="\n".join(_lines(args.file, done)),
    )
    return REFUSED if done.missing or done.broken else DONE


def _values(done: PackedEvidence) -> dict[str, object]:
    return {
        "case": done.case_number,
        "sha256": done.sha256,
        "files": done.files,
        "events": done.events,
        "missing": [
            {"what": file.what, "sha256": file.sha256, "code": file.problem}
            for file in done.missing
        ],
        "broken": done.broken,
    }


def _lines(path: Path, done: PackedEvidence) -> list[str]:
    said = words(
        "audit.packed", number=done.case_number, files=done.files, events=done.events, file=path
    )
    return [
        said,
        f"SHA-256 {done.sha256}",
        *(
            words("audit.pack_missing", code=file.problem, what=file.what, sha256=file.sha256)
            for file in done.missing
        ),
        *(words("audit.pack_broken", chain=chain) for chain in done.broken),
    ]
