"""``sentinel``: beside the central database, does for everybody what nobody does by hand."""

from __future__ import annotations

import argparse
import signal
import threading
from types import FrameType
from typing import Final

from app.cli.bounds import seconds_between
from app.cli.chores import Chores
from app.cli.output import DONE, UNSAFE, emit, say
from app.cli.services import Services
from app.cli.words import words
from app.domain.errors import VentanillaError

IDLE_SECONDS: Final = 60
"""An open transaction that does nothing for a minute holds back every other one (security.md, 2)."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("sentinel", help=words("sentinel.help"))
    parser.add_argument("--once", action="store_true", help=words("sentinel.once_help"))
    parser.add_argument(
        "--every",
        type=seconds_between(0.1, 3600),
        default=15.0,
        metavar="S",
        help=words("sentinel.every_help"),
    )
    parser.add_argument("--json", action="store_true", help=words("sentinel.json_help"))
    parser.set_defaults(run=run, needs_database=True)


def run(args: argparse.Namespace, services: Services) -> int:
    """Go round.

    With ``--once``: exit 0 when every chore was done, 3 when one could not be. Otherwise until
    SIGTERM or Ctrl+C, then exit 0. Two at once are safe.
    """
    chores = Chores(services)
    if args.once:
        return _round(chores, services, args)
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopped.is_set():
        _round(chores, services, args)
        stopped.wait(args.every)
    return DONE


def _round(chores: Chores, services: Services, args: argparse.Namespace) -> int:
    failed = chores.round()
    ended = 0
    try:
        ended = services.maintenance.watchdog.end_idle_transactions(IDLE_SECONDS)
    except VentanillaError as error:
        failed["watch"] = error.code
    for chore, code in failed.items():
        say(f"{chore}: {code}")
    text = words("sentinel.round", failed=len(failed), ended=ended)
    emit({"failed": failed, "ended_sessions": ended}, as_json=args.json, text=text)
    return UNSAFE if failed else DONE
