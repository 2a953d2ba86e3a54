"""The declaration videos: the committed good one of each person and its defective variants.

Variants are cut from committed packets without decoding, so they cost milliseconds.
"""

import io
import struct
from fractions import Fraction
from typing import Literal

import av
import numpy as np
from av.container import InputContainer, OutputContainer
from av.stream import Stream

from app.infra.demo_media.assets import read_asset
from app.infra.demo_media.people import Person, people

VideoDefect = Literal[
    "none",
    "silent",
    "no_audio",
    "cut_short",
    "sideways",
    "wrong_name",
    "too_large",
    "not_mp4",
    "playlist",
    "other_person",
]
CUT_SECONDS = 12.0
_TOO_LARGE = 5_600_000
_RATE = 16000
_IDENTITY = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_PLAYLIST = b"ffconcat version 1.0\nfile 'http://127.0.0.1:9/otro.mp4'\nfile '/etc/hostname'\n"


def declaration_video(person: Person, defect: VideoDefect = "none") -> bytes:
    """The MP4 of this person; `not_mp4` and `playlist` are other things under that name."""
    makers = {
        "none": _good,
        "silent": _silent,
        "no_audio": _no_audio,
        "cut_short": _cut_short,
        "sideways": _sideways,
        "wrong_name": _wrong_name,
        "too_large": _too_large,
        "not_mp4": _not_mp4,
        "playlist": _playlist,
        "other_person": _other_person,
    }
    return makers[defect](person)


def _good(person: Person) -> bytes:
    return read_asset(f"videos/p{person.index:02d}.mp4")


def someone_else(person: Person) -> Person:
    """Another person of the same sex, for voices and pictures that do not belong."""
    return people()[(person.index + 6) % len(people())]


def _no_audio(person: Person) -> bytes:
    return _remux(_good(person), None)


def _wrong_name(person: Person) -> bytes:
    """The right face over somebody else's declaration: name, number and place are wrong."""
    return _remux(_good(person), _good(someone_else(person)))


def _other_person(person: Person) -> bytes:
    """Somebody else's face saying the right words."""
    return _remux(_good(someone_else(person)), _good(person))


def _cut_short(person: Person) -> bytes:
    return _remux(_good(person), _good(person), seconds=CUT_SECONDS)


def _too_large(person: Person) -> bytes:
    """The good video grown over 5 MB (R-114) by a box of filler, as badly written muxers do."""
    data = _good(person)
    size = _TOO_LARGE - len(data)
    return data + struct.pack(">I4s", size, b"free") + bytes(size - 8)


def _not_mp4(person: Person) -> bytes:
    """A small WAV with the name of a video."""
    tone = (np.sin(np.arange(_RATE) / (4 + person.index % 5)) * 9000).astype("<i2").tobytes()
    head = struct.pack(
        "<4sI8sIHHIIHH4sI",
        b"RIFF",
        36 + len(tone),
        b"WAVEfmt ",
        16,
        1,
        1,
        _RATE,
        _RATE * 2,
        2,
        16,
        b"data",
        len(tone),
    )
    return head + tone


def _playlist(person: Person) -> bytes:
    """A text that careless players follow to other files; nothing listens at its address."""
    return _PLAYLIST + b"# p%02d\n" % person.index


def _sideways(person: Person) -> bytes:
    """Upright pixels whose header asks for a quarter turn, so that players show them lying down."""
    data = bytearray(_good(person))
    turned = struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 480 << 16, 0, 0x40000000)
    at = data.find(b"tkhd")
    place = data.find(_IDENTITY, at)
    if at < 0 or place < 0:
        raise ValueError("tkhd")
    data[place : place + len(turned)] = turned
    return bytes(data)


def _remux(picture: bytes, sound: bytes | None, seconds: float | None = None) -> bytes:
    """The video packets of one file and the audio packets of another, copied unchanged."""
    target = io.BytesIO()
    with av.open(target, "w", format="mp4") as out, _source(picture) as first:
        stream = first.streams.video[0]
        copy = out.add_stream_from_template(stream)
        if sound is None:
            _copy(first, stream, out, copy, seconds)
            return _closed(out, target)
        with _source(sound) as second:
            voice = second.streams.audio[0]
            voice_copy = out.add_stream_from_template(voice)
            _copy(first, stream, out, copy, seconds)
            _copy(second, voice, out, voice_copy, seconds)
        return _closed(out, target)


def _source(data: bytes) -> InputContainer:
    return av.open(io.BytesIO(data), "r", format="mp4")


def _closed(out: OutputContainer, target: io.BytesIO) -> bytes:
    """The bytes are complete only after the index is written."""
    out.close()
    return target.getvalue()


def _copy(
    source: InputContainer,
    wanted: Stream,
    out: OutputContainer,
    copy: Stream,
    seconds: float | None,
) -> None:
    for packet in source.demux(wanted):
        if packet.dts is None:
            continue
        if seconds is not None and packet.dts * (packet.time_base or Fraction(1)) >= seconds:
            continue
        packet.stream = copy
        out.mux(packet)


def _silent(person: Person) -> bytes:
    """The picture with a sound track that holds nothing."""
    target = io.BytesIO()
    with av.open(target, "w", format="mp4") as out, _source(_good(person)) as source:
        stream = source.streams.video[0]
        copy = out.add_stream_from_template(stream)
        quiet = out.add_stream("aac", rate=_RATE, layout="mono")
        samples = int((source.duration or 0) / 1_000_000 * _RATE)
        _copy(source, stream, out, copy, None)
        block = np.zeros((1, 1024), np.int16)
        for start in range(0, samples, 1024):
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = _RATE, start, Fraction(1, _RATE)
            out.mux(quiet.encode(frame))
        out.mux(quiet.encode(None))
        return _closed(out, target)
