"""Makes the committed declaration videos once; needs espeak-ng on the path.

    python tests/data/make_demo_videos.py [INDEX…]

Writes resources/demo/videos/pNN.mp4: H.264 480x640 at 12 frames a second and mono AAC.
"""

import io
import subprocess
import sys
import wave
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from app.infra.demo_media.declaration import declaration_of, spoken  # noqa: E402
from app.infra.demo_media.face_head import Expression  # noqa: E402
from app.infra.demo_media.face_photo import person_portrait  # noqa: E402
from app.infra.demo_media.people import Person, people  # noqa: E402
from app.infra.demo_media.portrait import Framing  # noqa: E402
from app.infra.demo_media.rooms import draw_room  # noqa: E402

RATE, FPS, WIDTH, HEIGHT = 16000, 12, 480, 640
MOUTHS = (0.0, 0.22, 0.45, 0.7, 1.0)


def say(person: Person) -> np.ndarray:
    """The whole declaration as 16 kHz mono float samples, with a breath between its parts."""
    rng = np.random.default_rng(person.seed + 77)
    kind = f"f{1 + person.index % 4}" if person.sex == "F" else f"m{1 + person.index % 7}"
    options = [
        "-v",
        f"es-419+{kind}",
        "-s",
        str(int(rng.integers(148, 166))),
        "-p",
        str(int(rng.integers(38, 62))),
    ]
    text = declaration_of(person)
    parts = [np.zeros(int(RATE * 0.7))]
    for piece in (text.opening, text.number, text.consent, text.residence, text.impossibility):
        wav = subprocess.run(
            ["espeak-ng", *options, "--stdout", spoken(piece)], check=True, capture_output=True
        ).stdout
        with wave.open(io.BytesIO(wav)) as sound:
            rate, raw = sound.getframerate(), sound.readframes(sound.getnframes())
        samples = np.frombuffer(raw, np.int16).astype(np.float64) / 32768
        loud = np.nonzero(np.abs(samples) > 0.004)[0]
        samples = samples[loud[0] : loud[-1] + 1]
        places = np.arange(0, len(samples) - 1, rate / RATE)
        parts += [
            np.interp(places, np.arange(len(samples)), samples),
            np.zeros(int(RATE * rng.uniform(0.28, 0.5))),
        ]
    parts.append(np.zeros(int(RATE * 0.6)))
    voice = np.concatenate(parts)
    made: np.ndarray = voice / np.abs(voice).max() * 0.7 + rng.normal(0, 0.0012, len(voice))
    return made


def mouth_levels(voice: np.ndarray, frames: int) -> np.ndarray:
    """An index into MOUTHS for each picture, loosely following the loudness."""
    step = RATE // FPS
    padded = np.pad(voice, (0, max(0, frames * step - len(voice))))[: frames * step]
    loud = np.sqrt((padded.reshape(frames, step) ** 2).mean(1))
    level = np.clip(loud / 0.17, 0, 1)
    level[loud < 0.012] = 0
    index: np.ndarray = np.round(level * (len(MOUTHS) - 1)).astype(int)
    return index


def draw_frames(person: Person) -> dict[tuple[int, int, int], np.ndarray]:
    room = draw_room(person.seed + 5, WIDTH, HEIGHT)
    rng = np.random.default_rng(person.seed + 31)
    x, y, unit = 240 + rng.uniform(-14, 14), 262 + rng.uniform(-14, 14), 108 + rng.uniform(-6, 8)
    pictures: dict[tuple[int, int, int], np.ndarray] = {}
    for pose, (dx, dy, tilt) in enumerate(((0, 0, 0.0), (2.5, 1.2, 1.0), (-2.5, 0.6, -1.2))):
        framing = Framing(WIDTH, HEIGHT, x + dx, y + dy, unit, tilt, over=2)
        for mouth, opened in enumerate(MOUTHS):
            for blink in (0, 1):
                if person.photographed and (mouth or blink):
                    pictures[pose, mouth, blink] = pictures[pose, 0, 0]
                    continue
                face = person_portrait(
                    person, Expression(mouth_open=opened, blink=blink), framing, room
                )
                warm = np.clip(face * np.array((1.02, 0.99, 0.95)), 0, 255)
                pictures[pose, mouth, blink] = warm.astype(np.uint8)
    return pictures


def make(index: int) -> tuple[int, int, float]:
    cv2.setNumThreads(1)
    person = people()[index]
    voice = say(person)
    count = int(np.ceil(len(voice) / RATE * FPS))
    levels = mouth_levels(voice, count)
    rng = np.random.default_rng(person.seed + 41)
    blinks: set[int] = set()
    at = int(rng.integers(12, 40))
    while at < count:
        blinks |= {at, at + 1}
        at += int(rng.integers(26, 62))
    frames = {
        key: av.VideoFrame.from_ndarray(value, format="rgb24").reformat(format="yuv420p")
        for key, value in draw_frames(person).items()
    }
    target = ROOT / "resources" / "demo" / "videos" / f"p{index:02d}.mp4"
    with av.open(str(target), "w", format="mp4", options={"movflags": "faststart"}) as out:
        video = out.add_stream(
            "libx264",
            rate=FPS,
            options={
                "preset": "veryslow",
                "crf": "32",
                "tune": "animation",
                "g": "144",
                "x264-params": "threads=1",
            },
        )
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        sound = out.add_stream("aac", rate=RATE, layout="mono")
        sound.bit_rate = 16000
        for number in range(count):
            pose = (0, 1, 0, 2)[(number // 40) % 4]
            frame = frames[pose, int(levels[number]), int(number in blinks)]
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
        block = sound.codec_context.frame_size or 1024
        pcm = (np.clip(voice, -1, 1) * 32767).astype(np.int16)
        for start in range(0, len(pcm), block):
            chunk = av.AudioFrame.from_ndarray(
                pcm[None, start : start + block], format="s16", layout="mono"
            )
            chunk.sample_rate, chunk.pts, chunk.time_base = RATE, start, Fraction(1, RATE)
            out.mux(sound.encode(chunk))
        out.mux(sound.encode(None))
    return index, target.stat().st_size, len(voice) / RATE


def main() -> None:
    wanted = [int(word) for word in sys.argv[1:]] or list(range(len(people())))
    with ProcessPoolExecutor(2) as pool:
        for index, size, seconds in pool.map(make, wanted):
            sys.stdout.write(f"p{index:02d} {size} bytes {seconds:.1f} s\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
