"""The command line: one parser, one way of failing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from app.cli import (
    audit_command,
    db_command,
    deliver_command,
    demo_command,
    inspect_command,
    intake_command,
    queue_command,
    staff_command,
)
from app.cli.output import UNSAFE, refuse, say
from app.cli.services import Services
from app.domain.errors import VentanillaError

_COMMANDS = (
    demo_command,
    db_command,
    staff_command,
    intake_command,
    inspect_command,
    queue_command,
    deliver_command,
    audit_command,
)


def build_parser() -> argparse.ArgumentParser:
    """The parser of every sub-command; without one the desktop opens."""
    parser = argparse.ArgumentParser(
        prog="main.py", description="Back-office desktop of the IESS agencies."
    )
    parser.add_argument("--db", metavar="URL", help="database, instead of the profile's")
    subparsers = parser.add_subparsers(dest="command")
    for command in _COMMANDS:
        command.add_parser(subparsers)
    for choice in subparsers.choices.values():
        # SUPPRESS keeps a value given before the command's name.
        choice.add_argument(
            "--db", metavar="URL", default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )
    return parser


def run_command(
    argv: Sequence[str],
    compose: Callable[[argparse.Namespace], Services],
    open_desktop: Callable[[argparse.Namespace], int],
) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 usage, 3 not safely done."""
    args = build_parser().parse_args(argv)
    as_json = bool(getattr(args, "json", False))
    try:
        if args.command in {None, "demo"}:
            return open_desktop(args)
        return int(args.run(args, compose(args)))
    except VentanillaError as error:
        return refuse(error, as_json=as_json)
    except KeyboardInterrupt:
        say("Interrupted.")
        return UNSAFE
    except BrokenPipeError:
        # Whoever read our output went away; nothing is left to say.
        sys.stderr.close()
        return UNSAFE
