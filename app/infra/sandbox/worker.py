"""The parent's end of one sandboxed child."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Mapping
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import Final

from app.domain.wire import WireError, from_plain
from app.infra.sandbox.channel import Channel
from app.infra.sandbox.hardening import Hardening
from app.infra.sandbox.launch import launch_child
from app.infra.sandbox.processor import processor_seconds
from app.infra.sandbox.protocol import (
    KEPT_FILES,
    MAX_REPLY_BYTES,
    SEGMENT_BYTES,
    Block,
    ProtocolError,
    Reply,
    Usage,
    decode,
    encode,
    read_reply,
)

_SHARED_FOLDER: Final = Path("/dev/shm")  # noqa: S108 - where Linux keeps shared segments
_GRACE_S: Final = 1.0


class WorkerDiedError(Exception):
    """The child ended, or broke the protocol, while it was asked something."""


class Worker:
    """One child, used by one thread at a time. Only `kill` may be called from another."""

    def __init__(self) -> None:
        """Start the child; `wait_until_ready` must follow.

        Raises:
            OSError: no process or no shared memory to be had.
        """
        self._memory = _create_segment()
        try:
            self._process = launch_child(self._memory.name)
        except OSError:
            self._release()
            raise
        self._channel = _channel_to(self._process)
        self._held: OrderedDict[str, None] = OrderedDict()
        self.files = 0
        self.usage = Usage(0, 0)
        self.hardening: Hardening | None = None

    @property
    def pid(self) -> int:
        """Process id of the child."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def processor_seconds(self) -> float | None:
        """Processor the child has had since it started; None where nobody tells."""
        return processor_seconds(self._process)

    def holds(self, key: str) -> bool:
        """Whether the child has this file's bytes already."""
        return key in self._held

    def wait_until_ready(self) -> Hardening:
        """Block until the child has given its rights away.

        Raises:
            WorkerDiedError: it ended before that.
        """
        try:
            hello = decode(self._channel.receive(MAX_REPLY_BYTES))
            if "failed" in hello:
                # A name of an exception class from a child that has seen no file yet.
                raise WorkerDiedError(str(hello["failed"])[:60])
            self.hardening = from_plain(Hardening, hello.get("hardening"))
        except (OSError, EOFError, ProtocolError, WireError) as error:
            raise WorkerDiedError(type(error).__name__) from error
        return self.hardening

    def load(self, key: str, data: bytes) -> None:
        """Hand over a file's bytes, unless the child has them.

        Raises:
            WorkerDiedError: the child is gone.
        """
        if key in self._held:
            return
        self.files += 1
        self._exchange({"op": "load", "key": key}, data)
        while len(self._held) >= KEPT_FILES:
            self._held.popitem(last=False)
        self._held[key] = None

    def ask(self, operation: str, key: str, arguments: Mapping[str, object]) -> Reply:
        """One request and its checked reply.

        Raises:
            WorkerDiedError: the child is gone or broke the protocol.
        """
        if key in self._held:
            self._held.move_to_end(key)
        if operation == "forget":
            self._held.pop(key, None)
        return self._exchange({**arguments, "op": operation, "key": key}, None)

    def copy(self, block: Block) -> bytes:
        """The bytes of one block, copied out of the shared segment."""
        buffer = self._memory.buf
        if buffer is None:
            raise WorkerDiedError
        return bytes(buffer[block.offset : block.offset + block.length])

    def kill(self) -> None:
        """End the child at once; safe from any thread."""
        self._process.kill()

    def close(self) -> None:
        """End the child, kindly at first, and give everything back."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            self._process.wait(_GRACE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._release()

    def _exchange(self, request: Mapping[str, object], data: bytes | None) -> Reply:
        try:
            self._channel.send(encode(request))
            if data is not None:
                self._channel.send(data)
            reply = read_reply(self._channel.receive(MAX_REPLY_BYTES))
        except (OSError, EOFError, ProtocolError) as error:
            raise WorkerDiedError from error
        self.usage = reply.usage
        return reply

    def _release(self) -> None:
        self._memory.close()
        self._memory.unlink()


def _channel_to(process: subprocess.Popen[bytes]) -> Channel:
    if process.stdin is None or process.stdout is None:
        raise OSError("a child without pipes")
    return Channel(process.stdout.fileno(), process.stdin.fileno())


def _create_segment() -> SharedMemory:
    memory = SharedMemory(create=True, size=SEGMENT_BYTES)
    path = _SHARED_FOLDER / memory.name
    if sys.platform != "linux" or not path.exists():
        return memory
    # Small shared-memory file systems promise more than they have, and touching the missing pages
    # kills the toucher; so the pages are taken now, where the failure is an ordinary error.
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        os.posix_fallocate(descriptor, 0, SEGMENT_BYTES)
    except OSError:
        memory.close()
        memory.unlink()
        raise
    finally:
        os.close(descriptor)
    return memory
