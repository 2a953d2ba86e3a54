"""``db init|upgrade|check|accept-date|backup|restore`` and its keys; what changes goes on record."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli import seal_actions
from app.cli.output import DONE, REFUSED, emit, say
from app.cli.services import Services
from app.cli.witness import record
from app.domain.audit_time import DATE_ACCEPTED
from app.domain.errors import RuleViolationError


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("db", help="schema, integrity and verified copies")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("init", help="create the schema in an empty database")
    actions.add_parser("upgrade", help="bring the schema up to this program, after a copy")
    check = actions.add_parser(
        "check",
        help="foreign keys, cases, files against their hashes, audit chain, messages it names",
    )
    check.set_defaults(needs_database=True)
    date = actions.add_parser(
        "accept-date", help="say that the clock of this machine is right after a long rest"
    )
    date.set_defaults(needs_database=True)
    for name, words in (("backup", "write a verified copy"), ("restore", "read a copy back")):
        action = actions.add_parser(name, help=words)
        action.add_argument("file", type=Path)
        action.set_defaults(needs_database=name == "backup")
        if name == "restore":
            action.add_argument(
                "--set-aside",
                action="store_true",
                help="keep a damaged database under another name and put the copy in its place",
            )
    seal_actions.add_actions(actions)
    parser.set_defaults(run=run, work=None)


def run(args: argparse.Namespace, services: Services) -> int:
    """Do it; exit 0 done, 1 when the check finds faults."""
    if args.work is not None:
        return int(args.work(args, services))
    care = services.maintenance
    match args.action:
        case "init" | "upgrade":
            revision = care.init() if args.action == "init" else care.upgrade()
            emit({"revision": revision}, as_json=args.json, text=f"Schema at {revision}")
            return DONE
        case "check":
            return _check(args, services)
        case "accept-date":
            record(services, DATE_ACCEPTED)
            at = services.clock.now().isoformat(timespec="seconds")
            emit({"accepted": at}, as_json=args.json, text=f"Accepted: {at}")
            return DONE
        case "backup":
            care.backup(args.file)
            record(services, "database.backed_up", file=args.file.name)
            aside = None
        case _:
            aside = _restore(args, services)
            record(services, "database.restored", file=args.file.name)
    told = f"\nThe damaged database is kept as {aside}" if aside else ""
    emit(
        {
            "file": str(args.file),
            "done": args.action,
            **({"set_aside": str(aside)} if aside else {}),
        },
        as_json=args.json,
        text=f"{args.action}: {args.file}{told}",
    )
    return DONE


def _restore(args: argparse.Namespace, services: Services) -> Path | None:
    try:
        return services.maintenance.restore(args.file, set_aside=args.set_aside)
    except RuleViolationError as error:
        if error.code == "RESTORE_OVER_DAMAGED":
            say(
                "The database there is damaged, and nothing was changed. Close every window of the"
                " program, then run the same command with --set-aside: the damaged file is kept"
                " beside it under another name, and the copy takes its place."
            )
        raise


def _check(args: argparse.Namespace, services: Services) -> int:
    faults = services.maintenance.check()
    lines = "\n".join(f"{fault.code} {fault.where} {fault.detail}".rstrip() for fault in faults)
    emit(
        {"clean": not faults, "faults": faults},
        as_json=args.json,
        text=lines or "Clean: schema, files, messages and audit chain agree",
    )
    return REFUSED if faults else DONE
