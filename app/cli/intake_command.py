"""``intake PATH… [--watch]``: packages of the virtual window, one answer each (docs/intake.md).

Exit 0 every package accepted or seen before, 1 some refused, 2 usage, 3 the database, the
quarantine or the sandbox could not be used: what was acknowledged by then is kept, and running it
again completes the rest.
"""

from __future__ import annotations

import argparse
import signal
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from app.cli.bounds import named_path, seconds_between
from app.cli.output import DONE, REFUSED, UNSAFE, USAGE, emit, say, sentence_of, told
from app.cli.services import Services
from app.cli.words import words
from app.domain.errors import UnavailableError, VentanillaError
from app.domain.ids import CaseId
from app.domain.languages import LANGUAGES, SPANISH
from app.domain.package import NOT_HASHED, PackageProblem, PackageStatus
from app.infra.packages.discovery import packages_in
from app.infra.packages.names import shown
from app.infra.packages.problem_sentences import alike_of, sentence_of_all
from app.infra.packages.watcher import InboxWatcher
from app.stages.inspection import InspectCase, TakeUpLate
from app.stages.intake.outcome import PackageOutcome
from app.stages.intake.receiving import ReceivePackage
from app.stages.intake.taking import TakeInPackage


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "intake",
        help=words("intake.help"),
        description=words("intake.about"),
    )
    parser.add_argument(
        "paths", nargs="+", type=named_path, metavar="PATH", help=words("intake.paths_help")
    )
    parser.add_argument("--watch", action="store_true", help=words("intake.watch_help"))
    parser.add_argument(
        "--settle",
        type=seconds_between(0.1, 3600),
        default=2.0,
        metavar="S",
        help=words("intake.settle_help"),
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, default=SPANISH, help=words("intake.language_help")
    )
    parser.add_argument("--json", action="store_true", help=words("intake.json_help"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, services: Services) -> int:
    """Take in what lies at the paths, then inspect every case that waits for it."""
    for path in args.paths:
        if not path.exists() and not path.is_symlink():
            say(words("intake.no_such", path=shown(str(path))))
            return USAGE
    inspect = InspectCase(
        services.store,
        services.inspector,
        services.clock,
        services.procedures,
        services.offices,
        services.phones,
        services.risk_limits,
        services.emails,
        services.station,
    )
    desk = _Desk(
        take=TakeInPackage(
            services.packages,
            services.quarantine,
            ReceivePackage(
                services.store,
                services.clock,
                services.procedures,
                services.offices,
                services.phones,
                services.emails,
                services.station,
            ),
            services.clock,
        ),
        inspect=inspect,
        late=TakeUpLate(inspect, services.clock),
        as_json=args.json,
        language=args.language,
    )
    if args.watch:
        return _watch(args, desk)
    return desk.work(_found(args.paths))


@dataclass(slots=True)
class _Desk:
    """Takes in, answers, inspects."""

    take: TakeInPackage
    inspect: InspectCase
    late: TakeUpLate
    as_json: bool
    language: str

    def work(self, sources: Iterable[Path]) -> int:
        """Take in every package, one line each; the sandbox failing stops no package.

        Raises:
            UnavailableError: database or quarantine; the packages before are kept.
        """
        code = DONE
        for source in sources:
            outcome = self._outcome(source)
            self.answer(source, outcome)
            if outcome.is_rejected:
                code = REFUSED
        return self.inspect_waiting() or code

    def _outcome(self, source: Path) -> PackageOutcome:
        """What became of it; what the database refused of one package stops none of the others."""
        try:
            return self.take(source)
        except UnavailableError:
            raise
        except VentanillaError as error:
            problem = PackageProblem(error.code, facts=error.context)
            return PackageOutcome(PackageStatus.REJECTED, "", NOT_HASHED, (problem,))

    def answer(self, source: Path, outcome: PackageOutcome) -> None:
        """Print what became of a package."""
        problems = [
            {"code": item.code, "file": item.file, "message": self._words(item.code, (item,))}
            for item in outcome.problems
        ]
        line = {
            "package": shown(source.name),
            "number": outcome.number,
            "status": outcome.status.value,
            "case": outcome.case_number or None,
            "problems": problems,
        }
        head = [self._status(outcome.status), shown(source.name), outcome.case_number]
        text = "  ".join(word for word in head if word)
        for code, alike in alike_of(outcome.problems):
            text += f"\n    {code}: {self._words(code, alike)}"
        emit(line, as_json=self.as_json, text=text)

    def inspect_waiting(self) -> int:
        """Inspect every received case, also those a killed run left; 3 when some could not be."""
        code = DONE
        for case_id in self.inspect.waiting():
            code = max(code, self._inspect(case_id))
        self.take_up_late()
        return code

    def take_up_late(self) -> None:
        """Look again at a file given up before: nobody waits for it, whatever becomes of it."""
        try:
            self.late()
        except VentanillaError as error:
            say(words("intake.late", code=error.code))

    def _inspect(self, case_id: CaseId) -> int:
        try:
            self.inspect.finish(case_id)
        except VentanillaError as error:
            say(words("intake.waits", code=error.code, case=case_id))
            return UNSAFE
        return DONE

    def _status(self, status: PackageStatus) -> str:
        """In the language of the sentences."""
        return words(f"intake.{status.value}") if self.language == SPANISH else status.value

    def _words(self, code: str, alike: Sequence[PackageProblem]) -> str:
        why = sentence_of_all(alike, self.language)
        # A refusal of the database is no problem of a package and has its sentence elsewhere.
        return why if why != code else sentence_of(code) or why


def _found(paths: list[Path]) -> tuple[Path, ...]:
    try:
        return packages_in(paths)
    except OSError as error:
        raise UnavailableError("INBOX_UNREADABLE", errno=error.errno) from error


def _watch(args: argparse.Namespace, desk: _Desk) -> int:
    """Look, work, wait, until SIGTERM or Ctrl+C; an unreachable database is waited for."""
    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    watcher = InboxWatcher(args.paths, time.monotonic, settle_s=args.settle)
    pause = max(0.1, min(1.0, args.settle / 2))
    while not stopped.is_set():
        _look(watcher, desk, stopped)
        desk.take_up_late()
        stopped.wait(pause)
    return DONE


def _look(watcher: InboxWatcher, desk: _Desk, stopped: threading.Event) -> None:
    try:
        ready = watcher.ready()
    except OSError as error:
        say(told(UnavailableError("INBOX_UNREADABLE", errno=error.errno)))
        return
    for place, source in enumerate(ready):
        if stopped.is_set():
            return
        try:
            desk.work([source])
        except UnavailableError as error:
            say(words("intake.again", code=error.code, count=len(ready) - place))
            for left in ready[place:]:
                watcher.again(left)
            return
