"""The sandboxed process: loads the decoders, gives its rights away, then answers requests.

Started with the spawn method, so that it shares nothing with its parent but a pipe and the
segment. Everything heavy is imported inside `child_main`, so that the parent can name it.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import signal
import sys
import time
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from typing import TYPE_CHECKING

from app.domain.wire import to_plain
from app.infra.sandbox import diagnostics
from app.infra.sandbox.protocol import (
    MAX_PICTURE_PIXELS,
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


def child_main(connection: Connection, segment_name: str) -> None:
    """Body of the child; ends when the parent closes the pipe."""
    # Ctrl+C at the terminal is for the parent, which ends us in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    diagnostics.capture()
    _set_environment()
    from app.infra.sandbox.hardening import harden  # noqa: PLC0415 - after the environment
    from app.infra.sandbox.operations import Operations  # noqa: PLC0415
    from app.infra.sandbox.segment import Segment  # noqa: PLC0415
    from app.infra.sandbox.warm_up import warm_up  # noqa: PLC0415

    segment = Segment(SharedMemory(segment_name))
    try:
        warm_up()
        gc.collect()
        gc.freeze()
        hardening = harden(connection.fileno())
    except Exception as error:
        connection.send_bytes(encode({"failed": type(error).__name__}))
        raise
    connection.send_bytes(encode({"hardening": to_plain(hardening)}))
    # When the parent is gone or broken there is nobody left to tell.
    with contextlib.suppress(EOFError, OSError, ProtocolError):
        _serve(connection, Operations(segment), segment)
    os._exit(0)


def _set_environment() -> None:
    os.environ.update(
        {
            "OPENCV_IO_MAX_IMAGE_PIXELS": str(MAX_PICTURE_PIXELS),
            "OPENCV_LOG_LEVEL": "SILENT",
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
        }
    )


def _serve(connection: Connection, operations: Operations, segment: Segment) -> None:
    while True:
        request = decode(connection.recv_bytes(MAX_REQUEST_BYTES))
        segment.clear()
        failure, facts = _answer(connection, operations, request)
        reply = _reply(failure, facts, segment)
        if len(reply) > MAX_REPLY_BYTES:
            segment.clear()
            reply = _reply(Failure.INTERNAL, None, segment)
        connection.send_bytes(reply)


def _answer(
    connection: Connection, operations: Operations, request: dict[str, object]
) -> tuple[Failure | None, object]:
    name = str(request.get("op"))
    try:
        if name == "load":
            operations.load(str(request.get("key")), connection.recv_bytes(MAX_SOURCE_BYTES))
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


def _reply(failure: Failure | None, facts: object, segment: Segment) -> bytes:
    blocks = segment.blocks if failure is None else ()
    return encode(
        {
            "failure": None if failure is None else failure.value,
            "facts": facts,
            "blocks": [to_plain(block) for block in blocks],
            "usage": {"cpu_ms": int(time.process_time() * 1000), "peak_kib": _peak_kib()},
        }
    )


def _peak_kib() -> int:
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - does not exist on Windows

    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
