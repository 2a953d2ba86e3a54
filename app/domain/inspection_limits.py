"""Which limits a file is held against: of a requirement, or of a kind named by itself."""

from __future__ import annotations

from typing import Final

from app.domain.file_kind import FileClass, FileKind
from app.domain.inspection import InspectionLimits
from app.domain.procedure import EvidenceKind, Requirement

_MIB: Final = 1024 * 1024
_KIND_BY_FORMAT: Final = {"jpeg": FileKind.JPEG, "pdf": FileKind.PDF, "mp4": FileKind.MP4}
_CLASS_BY_EVIDENCE: Final = {
    EvidenceKind.PHOTO: FileClass.PHOTO,
    EvidenceKind.DOCUMENT: FileClass.DOCUMENT,
    EvidenceKind.VIDEO: FileClass.VIDEO,
}
_FACE_EVIDENCE: Final = frozenset({EvidenceKind.PHOTO, EvidenceKind.VIDEO})

# 2 MB and 5 MB, read as binary megabytes (I-32).
GENERAL_LIMITS: Final = {
    FileClass.PHOTO: InspectionLimits(
        FileClass.PHOTO, frozenset({FileKind.JPEG}), max_bytes=2 * _MIB
    ),
    FileClass.DOCUMENT: InspectionLimits(
        FileClass.DOCUMENT, frozenset({FileKind.PDF, FileKind.JPEG}), max_bytes=2 * _MIB
    ),
    FileClass.VIDEO: InspectionLimits(
        FileClass.VIDEO, frozenset({FileKind.MP4}), max_bytes=5 * _MIB
    ),
}


def limits_of(requirement: Requirement) -> InspectionLimits | None:
    """The limits of a requirement; None for one that is data, not a file."""
    file_class = _CLASS_BY_EVIDENCE.get(requirement.kind)
    if file_class is None:
        return None
    general = GENERAL_LIMITS[file_class]
    kinds = frozenset(
        _KIND_BY_FORMAT[name] for name in requirement.formats if name in _KIND_BY_FORMAT
    )
    return InspectionLimits(
        file_class=file_class,
        kinds=kinds,
        max_bytes=requirement.max_bytes,
        max_pages=requirement.max_pages or general.max_pages,
        max_duration_s=float(requirement.max_seconds or general.max_duration_s),
        needs_audio=requirement.needs_audio,
        needs_face=requirement.kind in _FACE_EVIDENCE,
    )
