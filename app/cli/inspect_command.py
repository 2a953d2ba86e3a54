"""``inspect FILE --as …``: what the sandbox sees in one file, as one JSON object.

Exit 0 acceptable, 1 rejected, 2 usage, 3 could not be inspected safely. At most one byte more than
the limit is read: a larger file is refused by its size, and its hash covers the bytes read
(`hashed_bytes`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import time
from datetime import date, datetime
from pathlib import Path
from typing import Final, TextIO

from app.cli.bounds import named_path, seconds_between
from app.cli.output import DONE, REFUSED, UNSAFE, USAGE, say, write_line
from app.cli.services import Services
from app.cli.words import words
from app.domain.errors import RuleViolationError, UnavailableError, VentanillaError
from app.domain.file_kind import FileClass, detect_kind
from app.domain.finding import Finding, ReasonCode, Severity, Verdict
from app.domain.inspection import InspectionLimits, InspectionReport
from app.domain.inspection_json import report_as_plain
from app.domain.inspection_limits import GENERAL_LIMITS, limits_of
from app.domain.instants import as_instant
from app.domain.office_zone import office_day
from app.infra.file_probe import NotReadableError, probe_file
from app.infra.sandbox.reasons import reason_sentence
from app.ports.inspector import InspectionRequest, Inspector, Priority
from app.ports.procedures import ProcedureCatalogue

DEFAULT_TIMEOUT_S: Final = 20.0
_UNSAFE_CODES: Final = frozenset(
    {
        ReasonCode.NOT_INSPECTED,
        ReasonCode.WORKER_TIMEOUT,
        ReasonCode.WORKER_CRASH,
        ReasonCode.UNREADABLE_FILE,
    }
)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("inspect", help=words("inspect.help"))
    parser.add_argument("file", type=named_path, help=words("inspect.file_help"))
    parser.add_argument(
        "--as",
        dest="declared",
        required=True,
        metavar="photo|document|video|PROCEDURE/REQUIREMENT",
        help=words("inspect.as_help"),
    )
    parser.add_argument("--trust", type=_folder, metavar="DIR", help=words("inspect.trust_help"))
    parser.add_argument("--crl", type=_folder, metavar="DIR", help=words("inspect.crl_help"))
    parser.add_argument("--at", type=_instant, metavar="ISO", help=words("inspect.at_help"))
    parser.add_argument(
        "--timeout",
        type=seconds_between(1, 600),
        default=DEFAULT_TIMEOUT_S,
        metavar="S",
        help=words("inspect.timeout_help"),
    )
    parser.add_argument(
        "--json", action="store_true", default=True, help=words("inspect.json_help")
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services) -> int:
    """Find the limits, then inspect."""
    try:
        limits = _limits(args.declared, services.procedures, office_day(services.clock.now()))
        if limits is None:
            say(words("inspect.requirement_unknown"))
            return _stop(None, args.file, "REQUIREMENT_UNKNOWN", USAGE)
        return run_inspect(args, services.inspector, limits)
    except VentanillaError as error:
        return _stop(None, args.file, error.code, UNSAFE)
    except OSError:
        # No child could be started: this machine has run out of something.
        return _stop(None, args.file, "FILE_ACCESS_FAILED", UNSAFE)


def run_inspect(
    args: argparse.Namespace,
    inspector: Inspector,
    limits: InspectionLimits,
    out: TextIO | None = None,
) -> int:
    """Inspect one file and print one object, whatever the file is."""
    began = time.monotonic()
    try:
        probed = probe_file(args.file, limits.max_bytes, args.timeout)
    except (FileNotFoundError, NotADirectoryError):
        # A link that leads nowhere is there, and is no mistake of whoever wrote its name.
        if not os.path.lexists(args.file):
            say(words("inspect.file_not_found"))
            return _stop(out, args.file, "FILE_NOT_FOUND", USAGE)
        return _answer(out, args.file, _unread(args.declared, limits))
    except NotReadableError:
        return _answer(out, args.file, _unread(args.declared, limits))
    request = InspectionRequest(
        data=probed.head,
        declared=args.declared,
        limits=limits,
        total_bytes=probed.total_bytes,
        timeout_s=max(0.1, args.timeout - (time.monotonic() - began)),
    )
    try:
        report = inspector.inspect(request, priority=Priority.INTERACTIVE)
    except UnavailableError as error:
        return _stop(out, args.file, error.code, UNSAFE)
    return _answer(out, args.file, report)


def _limits(declared: str, procedures: ProcedureCatalogue, today: date) -> InspectionLimits | None:
    if declared in {member.value for member in FileClass}:
        return GENERAL_LIMITS[FileClass(declared)]
    code, _, wanted = declared.partition("/")
    try:
        procedure = procedures.current(code, today)
    except RuleViolationError:
        return None
    requirement = next((one for one in procedure.requirements if one.code == wanted), None)
    return None if requirement is None else limits_of(requirement)


def _unread(declared: str, limits: InspectionLimits) -> InspectionReport:
    return InspectionReport(
        declared=declared,
        detected=detect_kind(b""),
        total_bytes=0,
        hashed_bytes=0,
        sha256=hashlib.sha256(b"").hexdigest(),
        verdict=Verdict.UNREADABLE,
        findings=(Finding(ReasonCode.UNREADABLE_FILE, Severity.UNREADABLE),),
        photo=None,
        document=None,
        video=None,
        limits=limits,
        elapsed_ms=0,
    )


def _answer(out: TextIO | None, file: Path, report: InspectionReport) -> int:
    _print(out, report_as_plain(report, reason_sentence, file=_name(file)))
    if any(finding.code in _UNSAFE_CODES for finding in report.findings):
        return UNSAFE
    return DONE if report.accepted else REFUSED


def _stop(out: TextIO | None, file: Path, code: str, status: int) -> int:
    _print(out, {"schema": "inspect/1", "file": _name(file), "accepted": False, "error": code})
    return status


def _name(file: Path) -> str:
    return file.name or str(file)


def _print(out: TextIO | None, value: dict[str, object]) -> None:
    # File names may hold bytes that are no text; escapes keep the line valid JSON in any locale.
    write_line(json.dumps(value, ensure_ascii=True, sort_keys=False), out)


def _folder(text: str) -> Path:
    path = Path(text)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(words("inspect.folder"))
    return path


def _instant(text: str) -> datetime:
    try:
        return as_instant(datetime.fromisoformat(text))
    except (ValueError, RuleViolationError):
        raise argparse.ArgumentTypeError(words("inspect.instant")) from None
