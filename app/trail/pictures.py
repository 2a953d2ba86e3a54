"""Pictures kept as evidence: the sandbox opens each before it is kept, nobody's word is taken.

Asked for outside any transaction: no lock of the database is held while the sandbox works.
"""

from __future__ import annotations

from typing import Final

from app.domain.errors import UnavailableError, UntrustedInputError
from app.domain.file_kind import FileClass, FileKind
from app.domain.finding import ReasonCode
from app.domain.inspection import InspectionLimits
from app.ports.inspector import InspectionRequest, Inspector, Priority

MAX_PICTURE_BYTES: Final = 5 * 1024 * 1024
PATIENCE_S: Final = 20.0
"""The longest a person waits for a picture of theirs; the usual is a third of a second."""

_LIMITS: Final = InspectionLimits(
    FileClass.PHOTO, frozenset({FileKind.JPEG}), max_bytes=MAX_PICTURE_BYTES
)
_BROKEN: Final = frozenset(
    {
        ReasonCode.EMPTY,
        ReasonCode.TOO_LARGE,
        ReasonCode.TYPE_MISMATCH,
        ReasonCode.TRUNCATED,
        ReasonCode.UNDECODABLE,
        ReasonCode.DAMAGED,
        ReasonCode.WORKER_TIMEOUT,
        ReasonCode.WORKER_CRASH,
    }
)


def require_picture(inspector: Inspector, data: bytes) -> None:
    """Allow bytes to be kept as evidence: one JPEG, opened whole, within limits of bytes and points.

    How well it shows what it shows (light, faces, size) is for people to judge.

    Raises:
        UntrustedInputError: ``PICTURE_DAMAGED`` or ``PICTURE_TOO_BIG``.
        UnavailableError: ``PICTURE_LATE`` when there was no time for it, ``SANDBOX_UNAVAILABLE`` or
            ``SANDBOX_CLOSED``: nothing was learnt about the picture, nothing was kept, and the same
            one may be handed in again.
    """
    request = InspectionRequest(data, "evidence/picture", _LIMITS, timeout_s=PATIENCE_S)
    report = inspector.inspect(request, priority=Priority.INTERACTIVE)
    found = {finding.code for finding in report.findings}
    if not report.is_looked_at:
        raise UnavailableError("PICTURE_LATE")
    if ReasonCode.DECOMPRESSION_BOMB in found:
        raise UntrustedInputError("PICTURE_TOO_BIG")
    # That nothing was found is not enough: something must have been opened.
    if found & _BROKEN or report.photo is None or report.photo.quality is None:
        raise UntrustedInputError("PICTURE_DAMAGED")
