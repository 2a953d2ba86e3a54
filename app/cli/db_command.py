"""``db init|upgrade|check|accept-date|backup|restore`` and its keys; what changes goes on record."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli import seal_actions
from app.cli.output import DONE, REFUSED, emit, say
from app.cli.services import Services
from app.cli.witness import record
from app.cli.words import words
from app.domain.audit_time import DATE_ACCEPTED
from app.domain.errors import RuleViolationError


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("db", help=words("db.help"))
    parser.add_argument("--json", action="store_true", help=words("program.json"))
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("init", help=words("db.init_help"))
    actions.add_parser("upgrade", help=words("db.upgrade_help"))
    check = actions.add_parser("check", help=words("db.check_help"))
    check.set_defaults(needs_database=True)
    date = actions.add_parser("accept-date", help=words("db.date_help"))
    date.set_defaults(needs_database=True)
    for name, told in (("backup", words("db.backup_help")), ("restore", words("db.restore_help"))):
        action = actions.add_parser(name, help=told)
        action.add_argument("file", type=Path, help=words("db.file_help"))
        action.set_defaults(needs_database=name == "backup")
        if name == "restore":
            action.add_argument("--set-aside", action="store_true", help=words("db.aside_help"))
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
            told = words("db.revision", revision=revision)
            emit({"revision": revision}, as_json=args.json, text=told)
            return DONE
        case "check":
            return _check(args, services)
        case "accept-date":
            record(services, DATE_ACCEPTED)
            at = services.clock.now().isoformat(timespec="seconds")
            emit({"accepted": at}, as_json=args.json, text=words("db.accepted", at=at))
            return DONE
        case "backup":
            return _backup(args, services)
        case _:
            aside = _restore(args, services)
            record(services, "database.restored", file=args.file.name)
            told = words("db.restore", file=args.file)
            if aside is not None:
                told += "\n" + words("db.aside", file=aside)
    emit(
        {
            "file": str(args.file),
            "done": args.action,
            **({"set_aside": str(aside)} if aside else {}),
        },
        as_json=args.json,
        text=told,
    )
    return DONE


def _backup(args: argparse.Namespace, services: Services) -> int:
    key = services.maintenance.backup(args.file)
    named = {"key": key} if key else {}
    record(services, "database.backed_up", file=args.file.name, **named)
    told = words("db.backup", file=args.file)
    if key is not None and services.sealing.file is None:
        # A local copy has the key of its file, whose sheet was asked for at its first start.
        told += "\n" + words("db.backup_sealed", key=key, file=args.file)
    emit(
        {"file": str(args.file), "done": "backup", **named},
        as_json=args.json,
        text=told,
    )
    return DONE


def _restore(args: argparse.Namespace, services: Services) -> Path | None:
    try:
        return services.maintenance.restore(args.file, set_aside=args.set_aside)
    except RuleViolationError as error:
        if error.code == "RESTORE_OVER_DAMAGED":
            say(words("db.damaged"))
        raise


def _check(args: argparse.Namespace, services: Services) -> int:
    faults = services.maintenance.check()
    lines = "\n".join(f"{fault.code} {fault.where} {fault.detail}".rstrip() for fault in faults)
    emit(
        {"clean": not faults, "faults": faults},
        as_json=args.json,
        text=lines or words("db.clean"),
    )
    if faults and not args.json:
        say(words("db.faults", count=len(faults)))
    return REFUSED if faults else DONE
