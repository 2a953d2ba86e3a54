"""What passes between the parent and the sandboxed child, and its limits.

A request is one JSON object, followed by one message of raw bytes for `load`. A reply is one JSON
object; pixels and samples lie in the shared segment, where `blocks` say.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.domain.wire import WireError, from_plain

CHILD_FLAG: Final = "--sandbox-child"
"""First argument of the program when it is to be a sandboxed child."""

SEGMENT_BYTES: Final = 24 * 1024 * 1024
"""Size of the shared segment of one child: 8 Mpx of RGB fit."""

MAX_REPLY_BYTES: Final = 512 * 1024
MAX_REQUEST_BYTES: Final = 16 * 1024
MAX_BLOCKS: Final = 64
MAX_SIDE: Final = 12_000
MAX_PICTURE_PIXELS: Final = 40_000_000
MAX_VIEW_PIXELS: Final = 8_000_000
MAX_DOCUMENT_PAGES: Final = 200
MAX_PCM_US: Final = 30_000_000
MAX_SOURCE_BYTES: Final = 64 * 1024 * 1024
KEPT_FILES: Final = 3
"""How many files' bytes a child keeps; the parent counts along to know which."""


class Failure(StrEnum):
    """Why the child could not do what was asked."""

    UNDECODABLE = "undecodable"
    REFUSED = "refused"
    NO_AUDIO = "no_audio"
    MEMORY = "memory"
    BAD_REQUEST = "bad_request"
    INTERNAL = "internal"


class OperationError(Exception):
    """Raised inside the child; carries one of the `Failure` values back."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


class ProtocolError(Exception):
    """The other side broke the protocol; the child that did so is killed."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the shared segment; `height` rows of `stride` bytes, or samples (sizes 0)."""

    offset: int
    length: int
    width: int
    height: int
    stride: int


@dataclass(frozen=True, slots=True)
class Usage:
    """What the child has used so far: processor milliseconds and resident KiB at the most."""

    cpu_ms: int
    peak_kib: int


@dataclass(frozen=True, slots=True)
class Reply:
    """One checked answer; `facts` are still plain and checked by whoever knows their form."""

    failure: Failure | None
    facts: object
    blocks: tuple[Block, ...]
    usage: Usage


def encode(message: Mapping[str, object]) -> bytes:
    """One JSON message as bytes."""
    return json.dumps(message, separators=(",", ":"), allow_nan=False).encode("ascii")


def decode(raw: bytes) -> dict[str, object]:
    """One JSON message from bytes.

    Raises:
        ProtocolError: it is not a JSON object.
    """
    try:
        message = json.loads(raw)
    except (ValueError, RecursionError):
        raise ProtocolError("not JSON") from None
    if not isinstance(message, dict):
        raise ProtocolError("not an object")
    return message


def read_reply(raw: bytes) -> Reply:
    """Check the frame of a reply: keys, types, and every block against the segment.

    Raises:
        ProtocolError: anything is not as promised.
    """
    message = decode(raw)
    if set(message) != {"failure", "facts", "blocks", "usage"}:
        raise ProtocolError("keys of reply")
    listed = message["blocks"]
    if not isinstance(listed, list) or len(listed) > MAX_BLOCKS:
        raise ProtocolError("blocks of reply")
    try:
        failure = None if message["failure"] is None else Failure(str(message["failure"]))
        blocks = tuple(from_plain(Block, item) for item in listed)
        usage = from_plain(Usage, message["usage"])
    except (WireError, ValueError):
        raise ProtocolError("form of reply") from None
    for block in blocks:
        _check_block(block)
    return Reply(failure, message["facts"], blocks, usage)


def _check_block(block: Block) -> None:
    values = (block.offset, block.length, block.width, block.height, block.stride)
    if min(values) < 0 or block.offset + block.length > SEGMENT_BYTES:
        raise ProtocolError("block outside the segment")
    if block.height == 0:
        if block.width or block.stride:
            raise ProtocolError("samples with a shape")
        return
    if not 0 < block.width <= MAX_VIEW_PIXELS // block.height:
        raise ProtocolError("picture too large")
    if block.stride != block.width * 3 or block.length != block.stride * block.height:
        raise ProtocolError("picture does not fit its shape")
