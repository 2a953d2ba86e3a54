"""A still picture of a video call, as a validator would keep one: invented, like all the rest."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

_SIZE = (640, 360)
_GROUND = (24, 32, 40)


def call_frame(face_photo: bytes) -> bytes:
    """The person of a photo in a window of a call, as JPEG; an empty window for other files."""
    frame = Image.new("RGB", _SIZE, _GROUND)
    try:
        with Image.open(BytesIO(face_photo), formats=("JPEG",)) as photo:
            seen = photo.convert("RGB")
    except OSError:
        seen = None
    if seen is not None:
        seen.thumbnail(_SIZE)
        frame.paste(seen, ((_SIZE[0] - seen.width) // 2, (_SIZE[1] - seen.height) // 2))
    out = BytesIO()
    frame.save(out, "JPEG", quality=80)
    return out.getvalue()
