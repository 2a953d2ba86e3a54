"""Real files made on the spot: good ones, broken ones, hostile ones."""

from __future__ import annotations

import functools
import io
import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pikepdf
from PIL import Image, ImageFilter
from reportlab.pdfgen.canvas import Canvas

FACE = Path(__file__).parent.parent / "resources" / "demo" / "faces" / "astronaut.png"
RATE = 48_000
ROTATE_90 = struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000)


@functools.cache
def face() -> Image.Image:
    return Image.open(FACE).convert("RGB")


def jpeg(image: Image.Image, *, orientation: int = 1, **options: object) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    if orientation != 1:
        exif[0x112] = orientation
    image.save(out, "JPEG", quality=88, exif=exif, **options)
    return out.getvalue()


@functools.cache
def photo(side: int = 900) -> bytes:
    return jpeg(face().resize((side, side), Image.Resampling.LANCZOS))


@functools.cache
def blurred_photo() -> bytes:
    return jpeg(face().resize((900, 900)).filter(ImageFilter.GaussianBlur(8)))


@functools.cache
def sideways_photo() -> bytes:
    return jpeg(face().resize((900, 900)).rotate(90, expand=True))


def jpeg_bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A few hundred bytes that claim 900 million pixels."""
    small = bytearray(jpeg(Image.new("L", (8, 8), 128)))
    at = small.index(b"\xff\xc0")
    small[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(small)


def scans_bomb(scans: int = 40) -> bytes:
    """A progressive picture whose refinement passes are repeated."""
    picture = jpeg(face().resize((200, 200)), progressive=True)
    last = picture.rindex(b"\xff\xda")
    return picture[:last] + picture[last:-2] * scans + b"\xff\xd9"


@functools.cache
def pdf(pages: int = 1, *, with_face: bool = False) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(pages):
        if with_face:
            canvas.drawImage(str(FACE), 150, 400, 300, 300)
        for line in range(30):
            canvas.drawString(72, 380 - line * 10, f"Página {number + 1}: solicitud {line * 7919}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed_pdf(change: Callable[[pikepdf.Pdf], object]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        change(document)
        document.save(out)
    return out.getvalue()


def encrypted_pdf(user: str = "secreto") -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(user=user, owner="dueño"))
    return out.getvalue()


def signature_pdf(*, signed: bool) -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        field = pikepdf.Dictionary(
            FT=pikepdf.Name.Sig, T="Firma1", Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget,
            Rect=[0, 0, 0, 0],
        )  # fmt: skip
        if signed:
            field.V = document.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Sig, ByteRange=[0, 10, 20, 30], Contents=pikepdf.String("x")
                )
            )
        made = document.make_indirect(field)
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[made], SigFlags=3)
        document.pages[0].obj.Annots = pikepdf.Array([made])

    return changed_pdf(change)


def speech_like(seconds: float) -> np.ndarray:
    """Harmonics of a voice switched on and off about four times a second."""
    t = np.arange(int(seconds * RATE)) / RATE
    voice = sum(np.sin(2 * np.pi * 140 * k * t) / k for k in range(1, 20))
    syllables = np.clip(np.sin(2 * np.pi * 4 * t), 0, 1) ** 0.5
    return (voice * syllables * 0.1).astype(np.float32)


def tone(seconds: float, hertz: float = 440.0) -> np.ndarray:
    t = np.arange(int(seconds * RATE)) / RATE
    return (0.2 * np.sin(2 * np.pi * hertz * t)).astype(np.float32)


def noise(seconds: float) -> np.ndarray:
    return np.random.default_rng(3).normal(0, 0.1, int(seconds * RATE)).astype(np.float32)


def silence(seconds: float) -> np.ndarray:
    return np.zeros(int(seconds * RATE), dtype=np.float32)


def mp4(
    *,
    frames: int = 50,
    size: tuple[int, int] = (320, 240),
    sound: np.ndarray | None = None,
    times: list[int] | None = None,
    with_face: bool = False,
    turned: bool = False,
) -> bytes:
    """25 frames a second (or `times` in milliseconds); each frame's grey tells its number."""
    out = io.BytesIO()
    picture = np.asarray(face().resize(size)) if with_face else None
    with av.open(out, "w", format="mp4") as container:
        video = container.add_stream("libx264", rate=25)
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        base = Fraction(1, 1000) if times else Fraction(1, 25)
        # Pictures out of order are the harder case, but want an even rate.
        video.options = {"preset": "ultrafast", "g": "25", "bf": "0" if times else "2"}
        video.codec_context.time_base = video.time_base = base
        audio = None if sound is None else container.add_stream("aac", rate=RATE, layout="mono")
        for at in range(frames):
            pixels = picture if picture is not None else _numbered(at, size)
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            frame.pts = times[at] if times else at
            frame.time_base = base
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        if audio is not None and sound is not None:
            for start in range(0, len(sound), 1024):
                part = sound[start : start + 1024]
                chunk = av.AudioFrame.from_ndarray(
                    part[np.newaxis, :], format="fltp", layout="mono"
                )
                chunk.sample_rate, chunk.pts = RATE, start
                container.mux(audio.encode(chunk))
            container.mux(audio.encode(None))
    data = out.getvalue()
    return turn(data) if turned else data


def _numbered(number: int, size: tuple[int, int]) -> np.ndarray:
    """A grey of its own, and a brighter left half, so that order and turning can be checked."""
    grey = 40 + (number * 3) % 150
    pixels = np.full((size[1], size[0], 3), grey, dtype=np.uint8)
    pixels[:, : size[0] // 2] += 30
    return pixels


def number_of(pixels: bytes, width: int, stride: int) -> float:
    """The frame number back from a decoded frame's right half."""
    return (pixels[stride * 3 + (width - 4) * 3] - 40) / 3


def turn(data: bytes) -> bytes:
    """Mark the first track as to be shown turned by 90° clockwise."""
    at = data.index(b"tkhd") + 4 + 4 + 20 + 16
    return data[:at] + ROTATE_90 + data[at + 36 :]


FFCONCAT = b"ffconcat version 1.0\nfile '/etc/passwd'\n"
