"""``audit verify|seal|key|export``: the record of everything, and the seals that anchor it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from app.cli.output import DONE, REFUSED, emit
from app.cli.services import Services
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

_UNSEEN = {
    NO_ANCHORS: (
        "Not looked for, as no anchors were there: a tail cut off with its head mended, a chain"
        " removed with its head, events sealed anew to the end, an older copy of the database."
    ),
    NO_PUBLIC_KEY: (
        "Not looked for, as no public key was given: anchors forged by whoever can write their"
        " folder."
    ),
}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("audit", help="the record of everything that happened")
    actions = parser.add_subparsers(dest="action", required=True)
    verify = actions.add_parser("verify", help="walk every chain and say where it breaks")
    verify.add_argument(
        "--public-key",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="key whose seals are believed; again for each one it replaced",
    )
    seal = actions.add_parser("seal", help="seal all heads and keep the seal off this database")
    seal.add_argument("--now", action="store_true", help="seal whatever the time")
    seal.add_argument(
        "--new-series",
        action="store_true",
        help="begin anew in an empty folder, after a restore or when the old anchors are lost",
    )
    export = actions.add_parser("export", help="copy every anchor into one new zip file")
    export.add_argument("file", type=Path)
    key = actions.add_parser("key", help="make the key that signs seals, or show its public half")
    key.add_argument("--new", action="store_true", help="make one where there is none")
    key.add_argument("--public-key", type=Path, metavar="FILE", help="write the public half there")
    for action in (verify, seal, export):
        action.add_argument(
            "--anchors", type=Path, metavar="DIR", help="folder of the anchors, not the profile's"
        )
        action.set_defaults(needs_database=action is not export)
    for action in (seal, key):
        action.add_argument(
            "--key", type=Path, metavar="FILE", help="signing key, not the profile's"
        )
    for action in (verify, seal, export, key):
        action.add_argument("--json", action="store_true")
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
        case _:
            return _key(args, services)


def _verify(args: argparse.Namespace, services: Services) -> int:
    anchors = services.anchors_in(args.anchors)
    signatures = services.signatures_by(args.public_key)
    report = VerifyAudit(services.maintenance.store_as_is(), services.clock, anchors, signatures)(
        None
    )
    unseen = list(_unseen(report.anchors))
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
        text="\n".join([*_words(report), *(_UNSEEN[code] for code in unseen)]),
    )
    return DONE if report.is_whole else REFUSED


def _unseen(report: AnchorReport | None) -> Iterator[str]:
    if report is None or not report.count:
        yield NO_ANCHORS
    elif not report.is_signed:
        yield NO_PUBLIC_KEY


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
        yield f"Whole: {report.events} events in {report.chains} chains"
    for fault in report.faults:
        yield f"{fault.code} in chain {fault.chain} at event {fault.sequence}"
    anchors = report.anchors
    if anchors is None:
        return
    for found in anchors.faults:
        yield _anchor_words(found)
    if anchors.faults:
        good = anchors.last_good
        yield f"Last good seal: {_name(good)}" if good else "No seal is good"
    elif anchors.last:
        yield (
            f"Anchored: {anchors.count} seals, the last {_name(anchors.last)};"
            f" {anchors.events_since} events since then"
        )


def _anchor_words(fault: AnchorFault) -> str:
    when = f" of {fault.at.isoformat()}" if fault.at else ""
    if not fault.chain:
        return f"{fault.code}: anchor {fault.number}{when}"
    stands = fault.stands
    good = (
        f"; event {stands.sequence} still stands as sealed at {stands.at.isoformat()}"
        if stands
        else ""
    )
    where = f"in chain {fault.chain} at event {fault.sequence}"
    return f"{fault.code} {where}, by anchor {fault.number}{when}{good}"


def _name(seal: Seal) -> str:
    return f"{seal.number} at {seal.at.isoformat()} ({seal.digest[:16]})"


def _seal(args: argparse.Namespace, services: Services) -> int:
    every = timedelta(minutes=services.settings.whole("audit.seal_minutes"))
    key = services.sealing_key_in(args.key)
    seal = SealAudit(services.store, _anchors(args, services), key, services.clock, every)
    done = seal(SealAuditCommand(args.now, args.new_series))
    made = "Sealed" if done.is_new else "Nothing to do yet: sealed"
    lines = [f"{made} {_name(done.seal)}: {done.seal.events} events in {done.seal.chains} chains"]
    lines += [
        f"CONTRADICTED: chain {found.chain} no longer has event {found.sequence} as sealed before"
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
        text=f"{count} anchors: {args.file}",
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
