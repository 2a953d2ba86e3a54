"""``audit verify``: walks the hash chain and says where it breaks; the database is left as it is."""

from __future__ import annotations

import argparse

from app.cli.output import DONE, REFUSED, emit
from app.cli.services import Services
from app.cli.words import words
from app.stages.oversight import VerifyAudit


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("audit", help=words("audit.help"))
    actions = parser.add_subparsers(dest="action", required=True)
    verify = actions.add_parser("verify", help=words("audit.verify_help"))
    verify.add_argument("--json", action="store_true", help=words("program.json"))
    parser.set_defaults(run=run, needs_database=True)


def run(args: argparse.Namespace, services: Services) -> int:
    """Exit 0 when whole, 1 when a chain is broken."""
    report = VerifyAudit(services.maintenance.store_as_is(), services.clock)(None)
    broken = "\n".join(
        words("audit.broken", code=fault.code, chain=fault.chain, sequence=fault.sequence)
        for fault in report.faults
    )
    whole = words("audit.whole", events=report.events, chains=report.chains)
    emit(
        {
            "whole": report.is_whole,
            "chains": report.chains,
            "events": report.events,
            "faults": report.faults,
        },
        as_json=args.json,
        text=broken or whole,
    )
    return DONE if report.is_whole else REFUSED
