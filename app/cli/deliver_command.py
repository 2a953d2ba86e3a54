"""``deliver [--once]``: hands what is due in the outbox to the mail server."""

from __future__ import annotations

import argparse
import signal
import threading
from collections import Counter
from types import FrameType

from app.cli.bounds import seconds_between, whole_between
from app.cli.output import DONE, REFUSED, UNSAFE, emit, say, sentence_of, told
from app.cli.services import Services
from app.cli.words import words
from app.domain.errors import UnavailableError
from app.domain.reminders import UNWANTED
from app.stages.notification import DeliverDue, DeliverDueCommand, Delivered, Fate

MAX_BATCH = 10_000


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("deliver", help=words("deliver.help"))
    parser.add_argument("--once", action="store_true", help=words("deliver.once_help"))
    parser.add_argument(
        "--every",
        type=seconds_between(0.1, 3600),
        default=15.0,
        metavar="S",
        help=words("deliver.every_help"),
    )
    parser.add_argument(
        "--limit",
        type=whole_between(1, MAX_BATCH),
        default=500,
        metavar="N",
        help=words("deliver.limit_help"),
    )
    parser.add_argument("--json", action="store_true", help=words("deliver.json_help"))
    parser.set_defaults(run=run, needs_database=True)


def run(args: argparse.Namespace, services: Services) -> int:
    """Deliver.

    With ``--once``: exit 0 when everything due left or was dropped as out of date, 1 when a
    message was given up for good, 3 when the server or the database could not be reached.
    Otherwise rounds until SIGTERM or Ctrl+C, then exit 0; an unreachable server is waited for.
    """
    deliver = DeliverDue(
        services.store,
        services.composer,
        services.mail_builder,
        services.transport,
        services.clock,
        services.mail_sender,
        services.station,
    )
    if args.once:
        return _round(deliver, services, args)
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopped.is_set():
        try:
            _round(deliver, services, args)
        except UnavailableError as error:
            say(told(error))
        stopped.wait(args.every)
    return DONE


def _round(deliver: DeliverDue, services: Services, args: argparse.Namespace) -> int:
    done = deliver(DeliverDueCommand(limit=args.limit))
    with services.store.read() as readers:
        waiting = readers.ledger.waiting()
    counts = {fate.value: done.count(fate) for fate in Fate}
    codes = Counter(code for _, code in done.codes)
    answer = {**counts, "waiting": waiting, "codes": dict(codes)}
    emit(answer, as_json=args.json, text=words("deliver.done", **counts, waiting=waiting))
    if not args.json:
        for code, count in codes.items():
            server = f" ({services.transport.server})" if code.startswith("MAIL_") else ""
            why = words("deliver.unwanted") if code in UNWANTED else sentence_of(code)
            say(words("deliver.code", code=code, count=count, server=server, sentence=why))
    return _exit_code(done)


def _exit_code(done: Delivered) -> int:
    if done.count(Fate.RETRY) or done.count(Fate.LET_GO):
        return UNSAFE
    return REFUSED if done.count(Fate.FAILED) else DONE
