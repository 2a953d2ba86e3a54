"""``db init|upgrade|check|backup FILE|restore FILE``."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.output import DONE, REFUSED, emit
from app.cli.services import Services


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("db", help="schema, integrity and verified copies")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("init", help="create the schema in an empty database")
    actions.add_parser("upgrade", help="bring the schema up to this program, after a copy")
    check = actions.add_parser(
        "check", help="foreign keys, cases, files against their hashes, audit chain"
    )
    check.set_defaults(needs_database=True)
    for name, words in (("backup", "write a verified copy"), ("restore", "read a copy back")):
        action = actions.add_parser(name, help=words)
        action.add_argument("file", type=Path)
        action.set_defaults(needs_database=name == "backup")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services) -> int:
    """Do it; exit 0 done, 1 when the check finds faults."""
    care = services.maintenance
    match args.action:
        case "init" | "upgrade":
            revision = care.init() if args.action == "init" else care.upgrade()
            emit({"revision": revision}, as_json=args.json, text=f"Schema at {revision}")
            return DONE
        case "check":
            return _check(args, services)
        case "backup":
            care.backup(args.file)
        case _:
            care.restore(args.file)
    emit(
        {"file": str(args.file), "done": args.action},
        as_json=args.json,
        text=f"{args.action}: {args.file}",
    )
    return DONE


def _check(args: argparse.Namespace, services: Services) -> int:
    faults = services.maintenance.check()
    lines = "\n".join(f"{fault.code} {fault.where} {fault.detail}".rstrip() for fault in faults)
    emit(
        {"clean": not faults, "faults": faults},
        as_json=args.json,
        text=lines or "Clean: schema, files and audit chain agree",
    )
    return REFUSED if faults else DONE
