"""``audit verify|seal|key|export|pack``: the record of everything, and the seals that anchor it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from app.cli import pack_action
from app.cli.output import DONE, REFUSED, emit
from app.cli.services import Services
from app.cli.words import words
from app.domain.anchor import Seal
from app.domain.errors import RuleViolationError
from app.ports.anchors import Anchors
from app.stages.oversight import (
    AnchorFault,
    AnchorReport,
    AuditReport,
    SealAudit,
    SealAuditCommand,
    VerifyAudit,
)

NO_ANCHORS = "no_anchors"
NO_PUBLIC_KEY = "no_public_key"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("audit", help=words("audit.help"))
    actions = parser.add_subparsers(dest="action", required=True)
    verify = actions.add_parser("verify", help=words("audit.verify_help"))
    verify.add_argument(
        "--public-key",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help=words("audit.believed_help"),
    )
    seal = actions.add_parser("seal", help=words("audit.seal_help"))
    seal.add_argument("--now", action="store_true", help=words("audit.now_help"))
    seal.add_argument("--new-series", action="store_true", help=words("audit.series_help"))
    export = actions.add_parser("export", help=words("audit.export_help"))
    export.add_argument("file", type=Path, help=words("audit.export_file_help"))
    key = actions.add_parser("key", help=words("audit.key_help"))
    key.add_argument("--new", action="store_true", help=words("audit.new_key_help"))
    key.add_argument("--public-key", type=Path, metavar="FILE", help=words("audit.public_help"))
    for action in (verify, seal, export):
        action.add_argument("--anchors", type=Path, metavar="DIR", help=words("audit.anchors_help"))
        action.set_defaults(needs_database=action is not export)
    for action in (seal, key):
        action.add_argument("--key", type=Path, metavar="FILE", help=words("audit.signing_help"))
    for action in (verify, seal, export, key):
        action.add_argument("--json", action="store_true", help=words("program.json"))
    pack_action.add_action(actions)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services) -> int:
    """Exit 0 when whole or done, 1 when a chain or an anchor is broken."""
    match args.action:
        case "verify":
            return _verify(args, services)
        case "seal":
            return _seal(args, services)
        case "export":
            return _export(args, services)
        case "pack":
            return pack_action.pack(args, services)
        case _:
            return _key(args, services)


def _verify(args: argparse.Namespace, services: Services) -> int:
    anchors = services.anchors_in(args.anchors)
    signatures = services.signatures_by(args.public_key)
    report = VerifyAudit(services.maintenance.store_as_is(), services.clock, anchors, signatures)(
        None
    )
    unseen = _unseen(report.anchors)
    told = {NO_ANCHORS: words("audit.no_anchors"), NO_PUBLIC_KEY: words("audit.no_public_key")}
    emit(
        {
            "whole": report.is_whole,
            "chains": report.chains,
            "events": report.events,
            "faults": report.faults,
            "anchors": _told(report.anchors) if report.anchors else None,
            "unseen": unseen,
        },
        as_json=args.json,
        text="\n".join([*_words(report), *(told[code] for code in unseen)]),
    )
    return DONE if report.is_whole else REFUSED


def _unseen(report: AnchorReport | None) -> list[str]:
    if report is None or not report.count:
        return [NO_ANCHORS]
    return [] if report.is_signed else [NO_PUBLIC_KEY]


def _told(report: AnchorReport) -> dict[str, object]:
    return {
        "count": report.count,
        "last": _seal_values(report.last),
        "last_good": _seal_values(report.last_good),
        "events_since": report.events_since,
        "faults": report.faults,
    }


def _seal_values(seal: Seal | None) -> dict[str, object] | None:
    if seal is None:
        return None
    values = {"number": seal.number, "at": seal.at, "digest": seal.digest}
    return {**values, "chains": seal.chains, "events": seal.events}


def _words(report: AuditReport) -> Iterator[str]:
    if report.is_whole:
        yield words("audit.whole", events=report.events, chains=report.chains)
    for fault in report.faults:
        yield words("audit.broken", code=fault.code, chain=fault.chain, sequence=fault.sequence)
    anchors = report.anchors
    if anchors is None:
        return
    for found in anchors.faults:
        yield _anchor_words(found)
    if anchors.faults:
        good = anchors.last_good
        yield words("audit.last_good", seal=_name(good)) if good else words("audit.none_good")
    elif anchors.last:
        yield words(
            "audit.anchored",
            count=anchors.count,
            last=_name(anchors.last),
            events=anchors.events_since,
        )


def _anchor_words(fault: AnchorFault) -> str:
    when = words("audit.of_day", at=fault.at.isoformat()) if fault.at else ""
    if not fault.chain:
        return words("audit.anchor", code=fault.code, number=fault.number, when=when)
    broken = words("audit.broken", code=fault.code, chain=fault.chain, sequence=fault.sequence)
    by, stands = words("audit.by_anchor", number=fault.number, when=when), fault.stands
    good = (
        words("audit.stands", sequence=stands.sequence, at=stands.at.isoformat()) if stands else ""
    )
    return f"{broken}{by}{good}"


def _name(seal: Seal) -> str:
    return words(
        "audit.seal_name", number=seal.number, at=seal.at.isoformat(), digest=seal.digest[:16]
    )


def _seal(args: argparse.Namespace, services: Services) -> int:
    every = timedelta(minutes=services.settings.whole("audit.seal_minutes"))
    key = services.sealing_key_in(args.key)
    seal = SealAudit(services.store, _anchors(args, services), key, services.clock, every)
    done = seal(SealAuditCommand(args.now, args.new_series))
    made = words("audit.sealed") if done.is_new else words("audit.sealed_before")
    covers = words("audit.covers", events=done.seal.events, chains=done.seal.chains)
    lines = [f"{made} {_name(done.seal)}: {covers}"]
    lines += [
        words("audit.contradicted", chain=found.chain, sequence=found.sequence)
        for found in done.contradictions
    ]
    emit(
        {
            "sealed": done.is_new,
            "seal": _seal_values(done.seal),
            "contradictions": done.contradictions,
        },
        as_json=args.json,
        text="\n".join(lines),
    )
    return REFUSED if done.contradictions else DONE


def _export(args: argparse.Namespace, services: Services) -> int:
    count = _anchors(args, services).export(args.file)
    emit(
        {"file": str(args.file), "anchors": count},
        as_json=args.json,
        text=words("audit.exported", count=count, file=args.file),
    )
    return DONE


def _anchors(args: argparse.Namespace, services: Services) -> Anchors:
    anchors = services.anchors_in(args.anchors)
    if anchors is None:
        raise RuleViolationError("ANCHORS_NOT_NAMED")
    return anchors


def _key(args: argparse.Namespace, services: Services) -> int:
    key = services.sealing_key_in(args.key)
    if args.new:
        key.create()
    public = key.public()
    if args.public_key:
        try:
            with args.public_key.open("x", encoding="ascii") as out:
                out.write(public)
        except FileExistsError as error:
            raise RuleViolationError("FILE_EXISTS", file=args.public_key.name) from error
    emit({"created": args.new, "public_key": public}, as_json=args.json, text=public.strip())
    return DONE
