"""From a requirement of a procedure to the limits inspection holds its file against."""

from __future__ import annotations

from typing import Final

from app.domain.file_kind import FileClass, FileKind
from app.domain.inspection import InspectionLimits
from app.domain.procedure import EvidenceKind, Requirement

_CLASSES: Final = {
    EvidenceKind.DOCUMENT: FileClass.DOCUMENT,
    EvidenceKind.PHOTO: FileClass.PHOTO,
    EvidenceKind.VIDEO: FileClass.VIDEO,
}
_KINDS: Final = {"jpeg": FileKind.JPEG, "pdf": FileKind.PDF, "mp4": FileKind.MP4}


def limits_for(requirement: Requirement) -> InspectionLimits:
    """Limits of one requirement; a photograph is expected to show a face (R-086, R-087).

    Raises:
        KeyError: the requirement is data without a file, or names an unknown format.
    """
    plain = InspectionLimits(
        file_class=_CLASSES[requirement.kind],
        kinds=frozenset(_KINDS[name] for name in requirement.formats),
        max_bytes=requirement.max_bytes,
    )
    return InspectionLimits(
        file_class=plain.file_class,
        kinds=plain.kinds,
        max_bytes=plain.max_bytes,
        max_pages=requirement.max_pages or plain.max_pages,
        max_duration_s=float(requirement.max_seconds) or plain.max_duration_s,
        needs_audio=requirement.needs_audio,
        needs_face=requirement.kind is EvidenceKind.PHOTO,
    )
