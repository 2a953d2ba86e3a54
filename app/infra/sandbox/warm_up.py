"""Uses every decoder once on tiny files of our own, so that nothing must be loaded afterwards."""

from __future__ import annotations

import io

import av
import cv2
import numpy as np
import numpy.fft
import pikepdf
from PIL import JpegImagePlugin, MpoImagePlugin, TiffImagePlugin

from app.infra.sandbox.document import inspect_document
from app.infra.sandbox.faces import find_faces, load_cascades
from app.infra.sandbox.opened import OpenFile
from app.infra.sandbox.photo import inspect_photo
from app.infra.sandbox.video_facts import inspect_video

LOADED_LATE = (JpegImagePlugin, MpoImagePlugin, TiffImagePlugin, numpy.fft)
"""Modules their packages import at first use only, some of them only for some files."""


def warm_up() -> None:
    """Decode a JPEG, a PDF and an MP4 with sound, in all the ways we ever do."""
    load_cascades()
    photo = _jpeg()
    inspect_photo(photo)
    inspect_photo(photo[: len(photo) // 2])
    OpenFile(photo).picture((20, 20), None)
    find_faces(np.full((120, 120), 90, dtype=np.uint8))
    document = _pdf()
    inspect_document(document)
    inspect_document(document[: len(document) // 2])
    inspect_document(_pdf(locked=True))
    OpenFile(document).document().draw(0, 50, None)
    video = _mp4()
    inspect_video(video)
    inspect_video(video[: len(video) // 2])
    opened = OpenFile(video)
    opened.filmstrip(2, 32)
    opened.track(1, 1.0)
    opened.track(2, 1.5)
    opened.faces(size=32, limit=1, page=0, at_us=None)


def _jpeg() -> bytes:
    grey = np.tile(np.arange(64, dtype=np.uint8), (64, 1))
    done, coded = cv2.imencode(".jpg", cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR))
    if not done:
        raise RuntimeError("OpenCV cannot write a JPEG")
    return coded.tobytes()


def _pdf(*, locked: bool = False) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        if locked:
            pdf.save(out, encryption=pikepdf.Encryption(user="x", owner="y"))
        else:
            pdf.save(out)
    return out.getvalue()


def _mp4() -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        pictures = container.add_stream("libx264", rate=5)
        pictures.width = pictures.height = 64
        pictures.pix_fmt = "yuv420p"
        sound = container.add_stream("aac", rate=44_100)
        sound.layout = "mono"
        for at in range(6):
            grey = np.full((64, 64, 3), at * 30, dtype=np.uint8)
            container.mux(pictures.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        container.mux(pictures.encode(None))
        for at in range(20):
            wave = np.sin(np.arange(1024, dtype=np.float32) / 9)[np.newaxis, :] * np.float32(0.1)
            frame = av.AudioFrame.from_ndarray(wave, format="fltp", layout="mono")
            frame.sample_rate, frame.pts = 44_100, at * 1024
            container.mux(sound.encode(frame))
        container.mux(sound.encode(None))
    return out.getvalue()
