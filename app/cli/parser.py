"""The command line: one parser, one way of failing."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any

from typing_extensions import override

from app.cli.output import UNSAFE, OutputLostError, refuse, say
from app.cli.services import Services
from app.domain.errors import UnavailableError, VentanillaError

_KEEP: str = argparse.SUPPRESS


def build_parser() -> argparse.ArgumentParser:
    """The parser of every sub-command; without one the desktop opens."""
    # Imported here: a desktop opened by its icon needs none of them.
    from app.cli import (
        audit_command,
        db_command,
        deliver_command,
        demo_command,
        inspect_command,
        intake_command,
        queue_command,
        sentinel_command,
        staff_command,
    )

    commands = (
        demo_command,
        db_command,
        staff_command,
        intake_command,
        inspect_command,
        queue_command,
        deliver_command,
        sentinel_command,
        audit_command,
    )
    parser = _Parser(prog="main.py", description="Back-office desktop of the IESS agencies.")
    parser.add_argument(
        "--db", metavar="URL", type=_named, help="database, instead of the profile's"
    )
    subparsers = parser.add_subparsers(dest="command")
    for module in commands:
        module.add_parser(subparsers)
    for command in subparsers.choices.values():
        _take_everywhere(command)
    return parser


class _Parser(argparse.ArgumentParser):
    """Remembers what it was told, and so do the parsers of its actions."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self.flags: set[str] = set()
        self.actions: dict[str, _Parser] = {}
        super().__init__(*args, **options)

    @override
    def add_argument(self, *flags: Any, **options: Any) -> argparse.Action:
        """Declare an argument."""
        self.flags |= set(flags)
        return super().add_argument(*flags, **options)

    @override
    def add_subparsers(self, **options: Any) -> Any:
        """Declare that actions follow."""
        group = super().add_subparsers(**options)
        self.actions = group.choices
        return group


def _named(url: str) -> str:
    """An empty URL is a script's unset variable; it must not mean the profile's database."""
    if not url.strip():
        raise argparse.ArgumentTypeError("names no database")
    return url


def _take_everywhere(parser: _Parser) -> None:
    """Let ``--db`` stand anywhere, and ``--json`` also after the name of an action."""
    # As a default SUPPRESS keeps a value given further left; as a help it hides the repetition.
    parser.add_argument("--db", metavar="URL", type=_named, default=_KEEP, help=_KEEP)
    for action in parser.actions.values():
        if "--json" not in action.flags:
            action.add_argument("--json", action="store_true", default=_KEEP, help=_KEEP)
        _take_everywhere(action)


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    """What the words mean; a text that is none in this locale is a mistake in writing them.

    The name of a file may be any bytes and stays as it is.
    """
    parser = build_parser()
    args = parser.parse_args(argv)
    for name, value in vars(args).items():
        if isinstance(value, str) and _is_undecodable(value):
            parser.error(f"argument {name}: not text in the encoding of this terminal")
    return args


def _is_undecodable(text: str) -> bool:
    """Whether Python kept bytes of the command line that it could not read as letters."""
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def run_command(
    argv: Sequence[str],
    compose: Callable[[argparse.Namespace], Services],
    open_desktop: Callable[[argparse.Namespace], int],
) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 usage, 3 not safely done."""
    opened = argparse.Namespace(command=None, db=None)
    args = _parsed(argv) if argv else opened
    as_json = bool(getattr(args, "json", False))
    try:
        if args.command in {None, "demo"}:
            return open_desktop(args)
        services = compose(args)
        if getattr(args, "needs_database", False):
            services.maintenance.require_there()
        return int(args.run(args, services))
    except VentanillaError as error:
        return refuse(error, as_json=as_json)
    except KeyboardInterrupt:
        say("Interrupted.")
        return UNSAFE
    except OutputLostError:
        return UNSAFE
    except OSError as error:
        # A folder or file of this workstation; the database and the sandbox have codes of their own.
        return refuse(UnavailableError("FILE_ACCESS_FAILED", errno=error.errno), as_json=as_json)
