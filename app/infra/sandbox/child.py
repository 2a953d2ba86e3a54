"""The sandboxed process: loads the decoders, gives its rights away, then answers requests.

Started as a program of its own (see `launch`), so that it shares nothing with its parent but two
pipes and the segment. Decoders are imported inside `child_main`; the parent never runs that.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import signal
import sys
import time
from collections.abc import Sequence
from multiprocessing import resource_tracker
from multiprocessing.shared_memory import SharedMemory
from typing import TYPE_CHECKING

from app.domain.wire import to_plain
from app.infra.sandbox import diagnostics
from app.infra.sandbox.channel import Channel
from app.infra.sandbox.peak import PeakMemory
from app.infra.sandbox.protocol import (
    CHILD_FLAG,
    MAX_REPLY_BYTES,
    MAX_REQUEST_BYTES,
    MAX_SOURCE_BYTES,
    Failure,
    OperationError,
    ProtocolError,
    decode,
    encode,
)

if TYPE_CHECKING:
    from app.infra.sandbox.operations import Operations
    from app.infra.sandbox.segment import Segment


def run_if_child(argv: Sequence[str]) -> None:
    """Be the child, and never return, when the program was started as one.

    The packed program calls this first of all, before it loads anything else.
    """
    if len(argv) == 3 and argv[1] == CHILD_FLAG:
        child_main(argv[2])


def child_main(segment_name: str) -> None:
    """Body of the child; ends when the parent closes the pipe."""
    # Ctrl+C at the terminal is for the parent, which ends us in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    channel = _take_over_pipes()
    from app.infra.sandbox.hardening import harden  # noqa: PLC0415 - the parent must not load these
    from app.infra.sandbox.operations import Operations  # noqa: PLC0415
    from app.infra.sandbox.segment import Segment  # noqa: PLC0415
    from app.infra.sandbox.warm_up import warm_up  # noqa: PLC0415

    segment, peak = Segment(_attach(segment_name)), PeakMemory()
    try:
        warm_up()
        gc.collect()
        gc.freeze()
        hardening = harden(channel.writer)
    except Exception as error:  # noqa: BLE001 - the parent's log is the only place to say it
        channel.send(encode({"failed": type(error).__name__}))
        os._exit(1)
    channel.send(encode({"hardening": to_plain(hardening)}))
    # When the parent is gone or broken there is nobody left to tell.
    with contextlib.suppress(EOFError, OSError, ProtocolError):
        _serve(channel, Operations(segment), segment, peak)
    os._exit(0)


def _take_over_pipes() -> Channel:
    """Move both pipes where no library writes by accident, and leave nothing behind them."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - exists on Windows only

        for descriptor in (0, 1):
            msvcrt.setmode(descriptor, os.O_BINARY)
    channel = Channel(os.dup(0), os.dup(1))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    diagnostics.capture()
    return channel


def _attach(segment_name: str) -> SharedMemory:
    # WORKAROUND(https://github.com/python/cpython/issues/82300): until 3.13 attaching registers
    # the segment for removal at our end, although it is the parent's.
    resource_tracker.register = lambda *_: None
    return SharedMemory(segment_name)


def _serve(channel: Channel, operations: Operations, segment: Segment, peak: PeakMemory) -> None:
    while True:
        request = decode(channel.receive(MAX_REQUEST_BYTES))
        segment.clear()
        failure, facts = _answer(channel, operations, request)
        reply = _reply(failure, facts, segment, peak)
        if len(reply) > MAX_REPLY_BYTES:
            segment.clear()
            reply = _reply(Failure.INTERNAL, None, segment, peak)
        channel.send(reply)


def _answer(
    channel: Channel, operations: Operations, request: dict[str, object]
) -> tuple[Failure | None, object]:
    name = str(request.get("op"))
    try:
        if name == "load":
            operations.load(str(request.get("key")), channel.receive(MAX_SOURCE_BYTES))
            return None, {}
        return None, operations.run(name, request)
    except OperationError as error:
        return error.failure, None
    except MemoryError:
        return Failure.MEMORY, None
    except (EOFError, ConnectionError):
        raise
    except Exception as error:  # noqa: BLE001 - a decoder may raise anything; the file is to blame
        if "memory" in str(error).lower() or getattr(error, "errno", None) == errno.ENOMEM:
            return Failure.MEMORY, None
        return Failure.INTERNAL, {"error": type(error).__name__[:40]}


def _reply(failure: Failure | None, facts: object, segment: Segment, peak: PeakMemory) -> bytes:
    blocks = segment.blocks if failure is None else ()
    return encode(
        {
            "failure": None if failure is None else failure.value,
            "facts": facts,
            "blocks": [to_plain(block) for block in blocks],
            "usage": {"cpu_ms": int(time.process_time() * 1000), "peak_kib": peak.kib()},
        }
    )


if __name__ == "__main__":
    run_if_child(sys.argv)
