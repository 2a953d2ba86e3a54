"""The facts measured in a file, the limits they are held against and the report of both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.file_kind import FileClass, FileKind
from app.domain.finding import Finding, ReasonCode, Verdict

SCHEMA = "inspect/1"


class SignaturePresence(StrEnum):
    """Whether a form carries an electronic signature; its validity is another question."""

    ABSENT = "absent"
    PRESENT = "present"
    EMPTY_FIELD = "empty_field"


class ActiveContent(StrEnum):
    """Parts of a PDF that do something when it is opened."""

    JAVASCRIPT = "javascript"
    OPEN_ACTION = "open_action"
    LAUNCH = "launch"
    EMBEDDED_FILES = "embedded_files"
    XFA = "xfa"
    RICH_MEDIA = "rich_media"
    SUBMIT_FORM = "submit_form"


@dataclass(frozen=True, slots=True)
class InspectionLimits:
    """What one requirement accepts (R-081 … R-085, R-106, R-107, R-113, R-114).

    Sizes in bytes, durations in seconds. `file_class` says how the requirement looks at files of
    a kind of its own choice; `kinds` are the media types it takes.
    """

    file_class: FileClass
    kinds: frozenset[FileKind]
    max_bytes: int
    max_pages: int = 200
    max_duration_s: float = 180.0
    max_video_side: int = 1920
    needs_audio: bool = True
    needs_face: bool = False
    min_picture_side: int = 480


@dataclass(frozen=True, slots=True)
class FaceBox:
    """A frontal face; eyes are (x, y) or None when not found.

    In pixels of the full upright picture or video frame; in a document, in points of the page as
    shown, from its top left corner.
    """

    x: int
    y: int
    width: int
    height: int
    left_eye: tuple[int, int] | None = None
    right_eye: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class PictureQuality:
    """How well a picture can be read.

    sharpness: variance of the Laplacian of the grey picture scaled to 1,000 px on its long side.
    brightness: mean of luma, 0..1. contrast: standard deviation of luma, 0..1.
    glare: share of nearly white pixels lying in large blots, 0..1.
    dark: share of pixels nearly black, 0..1.
    perceptual_hash: 64-bit DCT hash as 16 hexadecimal digits.
    turn: degrees clockwise (0, 90, 180, 270) after which a face is found, when none is as it is.
    """

    sharpness: float
    brightness: float
    contrast: float
    glare: float
    dark: float
    perceptual_hash: str
    turn: int
    faces: tuple[FaceBox, ...]


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """A JPEG: sizes as stored and as shown (EXIF orientation 1..8 applied)."""

    width: int
    height: int
    orientation: int
    display_width: int
    display_height: int
    progressive_scans: int
    truncated: bool
    damaged: bool
    trailing_bytes: int
    trailing_kind: FileKind
    quality: PictureQuality | None


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A PDF; page sizes in points, quality of its first page as rendered.

    encrypted: it carries an encryption dictionary. needs_password: and cannot be opened without.
    trailing_bytes, leading_bytes: foreign bytes after the last end mark and before the header.
    is_scan: its first page is one picture; quality is then that picture's, faces are the page's.
    """

    pages: int
    encrypted: bool
    needs_password: bool
    active_content: tuple[ActiveContent, ...]
    page_width_pt: float
    page_height_pt: float
    largest_side_pt: float
    trailing_bytes: int
    leading_bytes: int
    truncated: bool
    damaged: bool
    signature: SignaturePresence
    signature_fields: int
    pdfa_claim: str
    is_scan: bool
    quality: PictureQuality | None


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """The sound of a video.

    loudness_lufs: EBU R128 integrated loudness, -70.0 for silence.
    rms_dbfs: level over the whole track, -120.0 for silence.
    active_ratio: share of 100 ms windows above -50 dBFS.
    speech_ratio: share of one-second windows that sound like speech (see docs/inspection.md).
    """

    codec: str
    rate: int
    channels: int
    duration_s: float
    rms_dbfs: float
    loudness_lufs: float
    active_ratio: float
    speech_ratio: float


@dataclass(frozen=True, slots=True)
class FaceSample:
    """Faces seen in one sampled frame; pts in microseconds from the start of the video."""

    pts_us: int
    faces: int
    largest_px: int
    sharpness: float


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """An MP4; rotation is degrees clockwise to show it upright; sizes as stored.

    decoded_fully: every frame was decoded, so `frames_decoded` may be held against
    `frames_declared`; False when only key frames were, to stay within the time limit.
    """

    container: str
    video_codec: str
    width: int
    height: int
    rotation: int
    duration_s: float
    frames_declared: int
    frames_decoded: int
    decoded_fully: bool
    vfr: bool
    truncated: bool
    damaged: bool
    trailing_bytes: int
    audio: AudioFacts | None
    face_samples: tuple[FaceSample, ...]
    best_face_pts_us: int | None
    quality: PictureQuality | None


@dataclass(frozen=True, slots=True)
class InspectionReport:
    """Everything inspection says about one file (schema `inspect/1`).

    `sha256` covers `hashed_bytes` leading bytes: all of the file unless it is past its limit.
    """

    declared: str
    detected: FileKind
    total_bytes: int
    hashed_bytes: int
    sha256: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    photo: PhotoFacts | None
    document: DocumentFacts | None
    video: VideoFacts | None
    limits: InspectionLimits
    elapsed_ms: int
    schema: str = SCHEMA

    @property
    def accepted(self) -> bool:
        """Looked at, and nothing found that asks for a rejection."""
        return self.is_looked_at and self.verdict in (Verdict.ACCEPTED, Verdict.REVIEW)

    @property
    def is_looked_at(self) -> bool:
        """False when the sandbox had no time for the file; it is then neither good nor bad."""
        return all(finding.code is not ReasonCode.NOT_INSPECTED for finding in self.findings)

    @property
    def quality(self) -> PictureQuality | None:
        """Quality of the picture, the first page or the best frame, whichever there is."""
        facts = self.photo or self.document or self.video
        return facts.quality if facts is not None else None
