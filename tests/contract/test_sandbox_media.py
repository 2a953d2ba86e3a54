"""Pixels and samples for the windows."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PIL import Image

from app.domain.errors import UntrustedInputError
from app.domain.file_kind import FileKind
from app.infra.sandbox.pool import SandboxPool
from app.infra.sandbox.reader import SandboxMediaReader
from app.ports.media import MAX_PIXELS, SAMPLE_RATE, Pixels, Region
from tests import sandbox_files as files
from tests.sandbox_fixtures import source


def array(pixels: Pixels) -> np.ndarray:
    assert len(pixels.data) == pixels.stride * pixels.height
    assert pixels.stride == pixels.width * 3
    return np.frombuffer(pixels.data, dtype=np.uint8).reshape(pixels.height, pixels.width, 3)


def test_picture_fits_keeps_colours_and_orientation(media: SandboxMediaReader) -> None:
    file = source(files.photo())
    assert media.kind(file) is FileKind.JPEG
    picture = media.picture(file, max_width=512, max_height=400)
    assert (picture.pixels.width, picture.pixels.height) == (400, 400)
    assert (picture.full_width, picture.full_height) == (900, 900)
    wanted = np.asarray(files.face().resize((400, 400)), dtype=int)
    assert np.abs(array(picture.pixels).astype(int) - wanted).mean() < 6
    flat = files.face().crop((0, 0, 512, 256))
    turned = media.picture(source(files.jpeg(flat, orientation=6)), max_width=999, max_height=999)
    assert (turned.full_width, turned.full_height) == (256, 512)
    expected = np.asarray(flat.transpose(Image.Transpose.ROTATE_270)).astype(int)
    assert np.abs(array(turned.pixels).astype(int) - expected).mean() < 6


def test_region_is_cut_from_the_full_picture(media: SandboxMediaReader) -> None:
    file = source(files.photo())
    part = media.picture(file, max_width=999, max_height=999, region=Region(300, 90, 200, 100))
    assert (part.pixels.width, part.pixels.height) == (200, 100)
    wanted = np.asarray(files.face().resize((900, 900)), dtype=int)[90:190, 300:500]
    assert np.abs(array(part.pixels).astype(int) - wanted).mean() < 8


def test_pages(media: SandboxMediaReader) -> None:
    file = source(files.pdf(3, with_face=True))
    pages = media.pages(file)
    assert len(pages) == 3
    page = media.page(file, index=2, width=400)
    assert page.pixels.width == 400
    assert page.pixels.height == int(400 * pages[2].height_pt / pages[2].width_pt)
    assert page.full_width == 595
    huge = media.page(file, index=0, width=12_000)
    assert huge.pixels.width * huge.pixels.height <= MAX_PIXELS
    part = media.page(file, index=0, width=300, region=Region(150, 142, 300, 300))
    assert (part.pixels.width, part.pixels.height) == (300, 300)
    wanted = np.asarray(files.face().resize((300, 300)), dtype=int)
    assert np.abs(array(part.pixels).astype(int) - wanted).mean() < 12
    with pytest.raises(UntrustedInputError):
        media.page(file, index=3, width=100)


def test_every_frame_is_the_right_one_in_any_order(media: SandboxMediaReader) -> None:
    times = [at * 40 + (at % 4) * 9 for at in range(60)]
    for data, stamps in ((files.mp4(frames=60), [at * 40 for at in range(60)]),
                         (files.mp4(frames=60, times=times), times)):  # fmt: skip
        file = source(data)
        order = np.random.default_rng(5).permutation(60)
        wrong = 0
        for number in (int(at) for at in order):
            at_us = stamps[number] * 1000 + 3000
            frame = media.frame(file, at_us=at_us, max_width=320, max_height=240)
            assert abs(frame.pts_us - stamps[number] * 1000) < 100
            seen = files.number_of(frame.pixels.data, 320, frame.pixels.stride)
            wrong += abs(seen - number % 50) > 0.9
        assert wrong == 0


def test_stepping_visits_every_frame_both_ways(media: SandboxMediaReader) -> None:
    file = source(files.mp4(frames=30))
    at: int | None = 0
    seen: list[int] = []
    while at is not None:
        frame = media.frame(file, at_us=at, max_width=64, max_height=64)
        seen.append(frame.pts_us)
        at = frame.next_us
    assert seen == [number * 40_000 for number in range(30)]
    back: list[int] = []
    at = seen[-1]
    while at is not None:
        frame = media.frame(file, at_us=at, max_width=64, max_height=64)
        back.append(frame.pts_us)
        at = frame.previous_us
    assert back == seen[::-1]


@pytest.mark.parametrize("step_us", [0, 100_000])
def test_playback_runs_join(media: SandboxMediaReader, step_us: int) -> None:
    file = source(files.mp4(frames=60))
    at: int | None = 0
    seen: list[int] = []
    while at is not None:
        run = media.frames(
            file, from_us=at, count=7, max_width=160, max_height=120, min_step_us=step_us
        )
        seen += [frame.pts_us for frame in run.frames]
        at = run.next_us
    every = 3 if step_us else 1
    assert seen == [number * 40_000 for number in range(0, 60, every)]


def test_a_run_stops_where_the_transfer_is_full(media: SandboxMediaReader) -> None:
    file = source(files.mp4(frames=30, size=(1280, 720)))
    run = media.frames(file, from_us=0, count=30, max_width=1280, max_height=720)
    assert 5 <= len(run.frames) <= 9
    assert run.next_us == run.frames[-1].pts_us + 40_000


def test_turned_video_is_shown_upright(media: SandboxMediaReader) -> None:
    plain = media.frame(source(files.mp4()), at_us=0, max_width=999, max_height=999)
    file = source(files.mp4(turned=True))
    info = media.video(file)
    assert (info.width, info.height, info.rotation) == (240, 320, 90)
    frame = media.frame(file, at_us=0, max_width=999, max_height=999)
    assert np.array_equal(array(frame.pixels), np.rot90(array(plain.pixels), -1))


def test_filmstrip(media: SandboxMediaReader) -> None:
    strip = media.filmstrip(source(files.mp4(frames=50)), count=10, height=60)
    assert (strip.cell_width, strip.pixels.width, strip.pixels.height) == (80, 800, 60)
    assert list(strip.times_us) == sorted(set(strip.times_us))
    cells = [array(strip.pixels)[30, cell * 80 + 75, 0] for cell in range(10)]
    assert cells == sorted(cells)


def _samples(data: bytes) -> np.ndarray:
    return np.frombuffer(data, dtype="<i2").astype(float)


def _pitch(samples: np.ndarray) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))
    return float(np.argmax(spectrum) * SAMPLE_RATE / samples.size)


@pytest.mark.parametrize("tempo", [0.75, 1.0, 1.5, 2.0])
def test_sound_keeps_its_pitch_at_any_tempo(media: SandboxMediaReader, tempo: float) -> None:
    file = source(files.mp4(frames=75, sound=files.tone(3)))
    parts: list[bytes] = []
    at: int | None = 0
    while at is not None:
        chunk = media.pcm(file, from_us=at, length_us=400_000, tempo=tempo)
        assert chunk.start_us == at
        parts.append(chunk.data)
        at = chunk.next_us
    whole = _samples(b"".join(parts))
    assert math.isclose(whole.size / SAMPLE_RATE, 3 / tempo, rel_tol=0.05)
    middle = whole[whole.size // 4 : whole.size * 3 // 4]
    assert abs(_pitch(middle) - 440) < 3
    # A gap or repeat where chunks join would be a jump no 440 Hz wave makes.
    assert np.abs(np.diff(middle)).max() < 0.2 * 32768 * 2 * math.pi * 440 / SAMPLE_RATE * 1.6


def test_stereo_and_missing_sound(media: SandboxMediaReader) -> None:
    file = source(files.mp4(frames=50, sound=files.tone(2)))
    both = media.pcm(file, from_us=500_000, length_us=100_000, channels=2)
    assert len(both.data) == 4800 * 4
    left_right = _samples(both.data).reshape(-1, 2)
    assert np.array_equal(left_right[:, 0], left_right[:, 1])
    with pytest.raises(UntrustedInputError) as refused:
        media.pcm(source(files.mp4()), from_us=0, length_us=1000)
    assert refused.value.code == "MEDIA_NO_AUDIO"


def test_loudness_shows_where_it_is_silent(media: SandboxMediaReader) -> None:
    sound = np.concatenate([files.silence(1), files.speech_like(2), files.silence(1)])
    envelope = media.loudness(source(files.mp4(frames=100, sound=sound)))
    assert envelope.step_us == 100_000
    assert len(envelope.dbfs) == len(envelope.speech)
    assert max(envelope.dbfs[:8]) < -60
    assert max(envelope.dbfs[12:28]) > -30
    assert all(envelope.speech[12:28])
    assert not any(envelope.speech[:8])


def test_faces_are_cut_out_with_level_eyes(media: SandboxMediaReader) -> None:
    tilted = files.face().resize((900, 900)).rotate(8)
    video = files.mp4(with_face=True, size=(480, 480))
    for data in (files.photo(), files.jpeg(tilted), files.pdf(1, with_face=True), video):
        crops = media.faces(source(data), size=128)
        assert crops
        assert (crops[0].pixels.width, crops[0].pixels.height) == (128, 128)
        assert crops[0].aligned
        assert (crops[0].pts_us is not None) is (data is video)
    reference = array(media.faces(source(files.photo()), size=128)[0].pixels).astype(int)
    level = array(media.faces(source(files.jpeg(tilted)), size=128)[0].pixels).astype(int)
    assert np.abs(reference - level)[32:96, 32:96].mean() < 25
    assert media.faces(source(files.jpeg(files.face().crop((0, 300, 200, 500)))), size=64) == ()


def test_wrong_kind_and_garbage_are_refused(media: SandboxMediaReader) -> None:
    for data in (b"", b"hello", files.pdf(), files.FFCONCAT):
        with pytest.raises(UntrustedInputError) as refused:
            media.video(source(data))
        assert refused.value.code == "MEDIA_UNREADABLE"
    with pytest.raises(UntrustedInputError) as refused:
        media.picture(source(files.jpeg_bomb()), max_width=100, max_height=100)
    assert refused.value.code == "MEDIA_REFUSED"


def test_forgotten_files_can_be_looked_at_again(media: SandboxMediaReader) -> None:
    file = source(files.photo(400))
    first = media.picture(file, max_width=50, max_height=50)
    media.forget(file)
    assert media.picture(file, max_width=50, max_height=50) == first


def test_pixels_of_a_forgotten_file_are_overwritten() -> None:
    with SandboxPool(size=1, spare=False) as pool:
        media = SandboxMediaReader(pool)
        file = source(files.photo(400))
        pixels = media.picture(file, max_width=50, max_height=50).pixels
        (worker,) = pool._roster._idle
        shared = worker._memory.buf
        assert shared is not None
        assert bytes(shared[: len(pixels.data)]) == pixels.data
        media.forget(file)
        assert not any(shared[: len(pixels.data)])
