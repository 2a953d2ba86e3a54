"""``db seal|rekey|sheet FILE|recover``: the key of a sealed local file; each is on record."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from pathlib import Path
from typing import Any, Final

from app.cli.output import DONE, OutputLostError, emit, say
from app.cli.services import Services
from app.cli.witness import record
from app.cli.words import words
from app.domain.audit import SYSTEM_CHAIN
from app.domain.errors import RuleViolationError, VentanillaError
from app.domain.file_key import ROWS, FileKey, read_row
from app.ports.renderer import RecoverySheetView

_TRIES: Final = 3
_PRINTED: Final = "database.sheet_printed"
_TO_OUTPUT: Final = Path("-")


def add_actions(actions: Any) -> None:
    """Declare what ``db`` does with keys."""
    seal = actions.add_parser("seal", help=words("sealing.seal_help"))
    rekey = actions.add_parser("rekey", help=words("sealing.rekey_help"))
    sheet = actions.add_parser("sheet", help=words("sealing.sheet_help"))
    sheet.add_argument("file", type=Path, help=words("sealing.sheet_file_help"))
    sheet.add_argument("--backup", type=Path, metavar="COPY", help=words("sealing.of_backup_help"))
    recover = actions.add_parser("recover", help=words("sealing.recover_help"))
    recover.add_argument("--backup", type=Path, metavar="FILE", help=words("sealing.backup_help"))
    for action in (seal, rekey, sheet):
        action.set_defaults(needs_database=True)
    for action, work in ((seal, _seal), (rekey, _rekey), (sheet, _sheet), (recover, _recover)):
        action.set_defaults(work=work)


def _seal(args: argparse.Namespace, services: Services) -> int:
    name = services.sealing.seal()
    _record_sealed(services, "database.sealed", name)
    return _tell_sealed(args, services, name)


def _rekey(args: argparse.Namespace, services: Services) -> int:
    name = services.sealing.rekey()
    _record_sealed(services, "database.rekeyed", name)
    return _tell_sealed(args, services, name)


def _record_sealed(services: Services, action: str, name: str) -> None:
    try:
        record(services, action, key=name)
    except VentanillaError:
        # It is done all the same, and whoever looks for the sheet needs the name.
        say(words("sealing.unrecorded", key=name))
        raise


def _tell_sealed(args: argparse.Namespace, services: Services, name: str) -> int:
    plain = services.sealing.plain_copies()
    told = "".join("\n" + words("sealing.plain", file=path) for path in plain)
    emit(
        {"key": name, "done": args.action, "plain_copies": [str(path) for path in plain]},
        as_json=args.json,
        text=words("sealing.sealed", key=name) + told,
    )
    return DONE


def _sheet(args: argparse.Namespace, services: Services) -> int:
    key = services.sealing.key(args.backup)
    if _is_printed(services, key):
        raise RuleViolationError("RECOVERY_SHEET_PRINTED", key=key.id)
    view = RecoverySheetView(
        key.id, key.rows, _name_of(args, services), socket.gethostname(), services.clock.now()
    )
    page = services.sheets.recovery_sheet(view)
    if args.file == _TO_OUTPUT:
        record(services, _PRINTED, key=key.id)
        _write_out(page)
        return DONE
    _write_new(args.file, page)
    try:
        record(services, _PRINTED, key=key.id)
    except VentanillaError:
        # What cannot be put on record is not handed out either.
        args.file.unlink()
        raise
    emit(
        {"file": str(args.file), "key": key.id},
        as_json=args.json,
        text=words("sealing.sheet", file=args.file),
    )
    return DONE


def _is_printed(services: Services, key: FileKey) -> bool:
    with services.store.read() as readers:
        events = readers.audit.events(SYSTEM_CHAIN)
    printed = [event.canonical for event in events if f'"{_PRINTED}"' in event.canonical]
    return any(f'"{key.id}"' in canonical for canonical in printed)


def _name_of(args: argparse.Namespace, services: Services) -> str:
    file: Path | None = args.backup or services.sealing.file
    return file.name if file is not None else ""


def _write_new(file: Path, page: bytes) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise RuleViolationError("FILE_EXISTS", file=str(file)) from error
    with os.fdopen(handle, "wb") as stream:
        stream.write(page)


def _write_out(page: bytes) -> None:
    try:
        sys.stdout.buffer.write(page)
        sys.stdout.buffer.flush()
    except (OSError, ValueError, AttributeError) as error:
        raise OutputLostError from error


def _recover(args: argparse.Namespace, services: Services) -> int:
    say(words("sealing.type_rows"))
    key = FileKey(b"".join(_typed_row(number) for number in range(1, ROWS + 1)))
    services.sealing.recover(key, args.backup)
    if args.backup is None:
        record(services, "database.key_recovered", key=key.id)
    emit(
        {"key": key.id, "done": "recover"},
        as_json=args.json,
        text=words("sealing.recovered", key=key.id),
    )
    return DONE


def _typed_row(number: int) -> bytes:
    for turn in range(_TRIES):
        say(words("sealing.row", number=number))
        line = sys.stdin.readline()
        try:
            return read_row(number, line)
        except RuleViolationError:
            # Nobody corrects what comes from a pipe.
            if turn == _TRIES - 1 or not sys.stdin.isatty():
                raise
            say(words("sealing.row_again"))
    raise AssertionError
