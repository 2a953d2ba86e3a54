"""The command line: one parser, one way of failing."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from typing_extensions import override

from app.cli.output import UNSAFE, USAGE, OutputLostError, refuse, say, write_line
from app.cli.services import Services
from app.cli.words import usage_words, words
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
    parser = _Parser(prog="main.py", description=words("program.about"))
    parser.add_argument("--db", metavar="URL", type=_named, help=words("program.db"))
    parser.add_argument("--profile", metavar="NAME", type=_said, help=words("program.profile"))
    subparsers = parser.add_subparsers(dest="command", title=words("program.commands"))
    for module in commands:
        module.add_parser(subparsers)
    for name, command in subparsers.choices.items():
        # The demonstration brings a database of its own, and takes another only when it is told to.
        database = words("demo.db_help") if name == "demo" else words("program.db")
        _take_everywhere(command, database, words("program.profile"))
    return parser


class _Formatter(argparse.HelpFormatter):
    """Says in Spanish how a command is used."""

    @override
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin with our word instead of Python's."""
        super().add_usage(
            usage, actions, groups, words("program.usage") if prefix is None else prefix
        )


class _Parser(argparse.ArgumentParser):
    """Remembers what it was told, and so do the parsers of its actions; speaks Spanish."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self.flags: set[str] = set()
        self.actions: dict[str, _Parser] = {}
        options |= {"add_help": False, "formatter_class": _Formatter}
        super().__init__(*args, **options)
        self._positionals.title = words("program.positionals")
        self._optionals.title = words("program.options")
        self.add_argument("-h", "--help", action="help", help=words("program.help"))

    @override
    def add_argument(self, *flags: Any, **options: Any) -> argparse.Action:
        """Declare an argument."""
        self.flags |= set(flags)
        return super().add_argument(*flags, **options)

    @override
    def print_help(self, file: Any = None) -> None:
        """Write it, also on a terminal that has no such letters."""
        with contextlib.suppress(OutputLostError):
            write_line(self.format_help().rstrip("\n"), file)

    @override
    def error(self, message: str) -> NoReturn:
        """End with what is wrong in what was written."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {usage_words(message)}\n")

    @override
    def add_subparsers(self, **options: Any) -> Any:
        """Declare that actions follow."""
        group = super().add_subparsers(**options)
        self.actions = group.choices
        return group


def _named(url: str) -> str:
    """An empty URL is a script's unset variable; it must not mean the profile's database."""
    if not url.strip():
        raise argparse.ArgumentTypeError(words("program.db_empty"))
    return url


def _said(name: str) -> str:
    """An empty name is a script's unset variable too."""
    if not name.strip():
        raise argparse.ArgumentTypeError(words("program.profile_empty"))
    return name


def _take_everywhere(parser: _Parser, told: str, of_profile: str) -> None:
    """Let ``--db`` and ``--profile`` stand anywhere, and ``--json`` also after the name of an action."""
    # As a default SUPPRESS keeps a value given further left.
    parser.add_argument("--db", metavar="URL", type=_named, default=_KEEP, help=told)
    parser.add_argument("--profile", metavar="NAME", type=_said, default=_KEEP, help=of_profile)
    for action in parser.actions.values():
        if "--json" not in action.flags:
            action.add_argument(
                "--json", action="store_true", default=_KEEP, help=words("program.json")
            )
        _take_everywhere(action, told, of_profile)


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    """What the words mean; a text that is none in this locale is a mistake in writing them.

    The name of a file may be any bytes and stays as it is.
    """
    parser = build_parser()
    args = parser.parse_args(argv)
    for name, value in vars(args).items():
        if isinstance(value, str) and _is_undecodable(value):
            parser.error(words("program.no_text", name=name))
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
    opened = argparse.Namespace(command=None, db=None, profile=None)
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
        say(words("program.interrupted"))
        return UNSAFE
    except OutputLostError:
        return UNSAFE
    except OSError as error:
        # A folder or file of this workstation; the database and the sandbox have codes of their own.
        return refuse(UnavailableError("FILE_ACCESS_FAILED", errno=error.errno), as_json=as_json)
