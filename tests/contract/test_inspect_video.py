"""What inspection says about videos."""

from __future__ import annotations

import dataclasses
import io

import av
import numpy as np
import pytest

from app.domain.finding import Verdict
from app.infra.sandbox.faces import find_faces
from app.infra.sandbox.inspector import SandboxInspector
from app.infra.sandbox.video_facts import inspect_video
from tests import sandbox_files as files
from tests.sandbox_fixtures import ANY_KIND, codes, look

DECLARATION = dataclasses.replace(ANY_KIND, needs_audio=True)


def test_a_good_video(inspector: SandboxInspector) -> None:
    data = files.mp4(frames=75, with_face=True, size=(480, 480), sound=files.speech_like(3))
    report = look(inspector, data, dataclasses.replace(DECLARATION, needs_face=True))
    assert (report.verdict, codes(report)) == (Verdict.ACCEPTED, set())
    video = report.video
    assert video is not None
    assert video.audio is not None
    assert (video.video_codec, video.width, video.height, video.rotation) == ("h264", 480, 480, 0)
    assert (video.frames_declared, video.frames_decoded, video.decoded_fully) == (75, 75, True)
    assert not video.vfr
    assert 2.9 < video.duration_s < 3.2
    assert (video.audio.codec, video.audio.rate) == ("aac", 48_000)
    assert video.audio.speech_ratio == 1.0
    assert -40 < video.audio.loudness_lufs < -5
    assert len(video.face_samples) >= 10
    assert all(sample.faces == 1 for sample in video.face_samples)
    assert video.best_face_pts_us is not None


@pytest.mark.parametrize(
    ("sound", "code"),
    [
        (None, "NO_AUDIO"),
        (files.silence(3), "SILENT_AUDIO"),
        (files.tone(3), "LITTLE_SPEECH"),
        (files.noise(3), "LITTLE_SPEECH"),
    ],
)
def test_sound(inspector: SandboxInspector, sound: np.ndarray | None, code: str) -> None:
    assert code in codes(look(inspector, files.mp4(frames=75, sound=sound), DECLARATION))


def test_rotation_and_variable_rate(inspector: SandboxInspector) -> None:
    turned = look(inspector, files.mp4(turned=True)).video
    assert turned is not None
    assert turned.rotation == 90
    times = [at * 40 + (at % 3) * 13 for at in range(50)]
    uneven = look(inspector, files.mp4(times=times)).video
    assert uneven is not None
    assert uneven.vfr


def test_sideways(inspector: SandboxInspector) -> None:
    data = files.turn(files.mp4(with_face=True, size=(480, 480)))
    report = look(inspector, data)
    assert "SIDEWAYS" in codes(report)
    assert report.quality is not None
    assert report.quality.turn == 270


def test_limits(inspector: SandboxInspector) -> None:
    data = files.mp4(frames=50)
    short = dataclasses.replace(ANY_KIND, max_duration_s=1.0)
    assert "TOO_LONG" in codes(look(inspector, data, short))
    small = dataclasses.replace(ANY_KIND, max_video_side=300)
    assert "VIDEO_TOO_BIG" in codes(look(inspector, data, small))


def test_larger_than_we_decode_is_refused_undecoded(inspector: SandboxInspector) -> None:
    report = look(inspector, files.mp4(frames=2, size=(3840, 2160)))
    assert "VIDEO_TOO_BIG" in codes(report)
    assert report.video is not None
    assert report.video.frames_decoded == 0


def test_truncated(inspector: SandboxInspector) -> None:
    data = files.mp4(frames=75, sound=files.speech_like(3))
    report = look(inspector, data[: len(data) // 2])
    assert "TRUNCATED" in codes(report)
    assert not report.accepted


def test_damaged_frames_are_noticed(inspector: SandboxInspector) -> None:
    data = bytearray(files.mp4(frames=75, with_face=True, size=(480, 480)))
    start = data.index(b"mdat")
    for at in range(start + 3000, start + 9000, 23):
        data[at] ^= 0xFF
    assert codes(look(inspector, bytes(data))) & {"DAMAGED", "UNDECODABLE"}


def test_trailing_data(inspector: SandboxInspector) -> None:
    assert "TRAILING_DATA" in codes(look(inspector, files.mp4() + b"\x00\x00\x00\x20junk" * 9))


def test_only_sound(inspector: SandboxInspector) -> None:
    import io

    import av

    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        audio = container.add_stream("aac", rate=48_000)
        audio.layout = "mono"
        for start in range(0, 48_000, 1024):
            part = files.tone(1)[start : start + 1024][np.newaxis, :]
            frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="mono")
            frame.sample_rate, frame.pts = 48_000, start
            container.mux(audio.encode(frame))
        container.mux(audio.encode(None))
    report = look(inspector, out.getvalue())
    assert "NO_VIDEO" in codes(report)
    assert report.verdict is Verdict.REJECTED


@pytest.mark.parametrize("size", [(2, 2), (16, 16)])
def test_tiny_frames(inspector: SandboxInspector, size: tuple[int, int]) -> None:
    report = look(inspector, files.mp4(frames=3, size=size))
    assert report.video is not None
    assert report.elapsed_ms < 30_000


def test_the_best_face_is_the_one_all_eyes_together_would_choose() -> None:
    # Eyes are looked for only where they could change the choice; here they are everywhere.
    data = files.mp4(frames=50, with_face=True, size=(320, 320))
    facts = inspect_video(data)
    best, score = None, 0.0
    for sample in facts.face_samples:
        with av.open(io.BytesIO(data), "r") as container:
            shown = next(f for f in container.decode(video=0) if f.time == sample.pts_us / 1e6)
        grey = shown.to_ndarray(format="gray").astype(np.uint8, copy=False)
        faces = find_faces(grey)
        frontal = any(face.left_eye is not None for face in faces)
        single = sample.largest_px * min(sample.sharpness, 500.0) ** 0.5
        if single * (1 + frontal) > score:
            best, score = (sample.pts_us, faces), single * (1 + frontal)
    assert facts.quality is not None
    assert best == (facts.best_face_pts_us, facts.quality.faces)
