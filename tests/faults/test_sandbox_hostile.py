"""Any bytes whatsoever: a report comes back, and the parent neither falls nor grows."""

from __future__ import annotations

import random

import psutil
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import UntrustedInputError
from app.domain.finding import Verdict
from app.infra.sandbox.inspector import SandboxInspector
from app.infra.sandbox.reader import SandboxMediaReader
from tests import sandbox_files as files
from tests.sandbox_fixtures import codes, look, source

HEADS = (b"", b"\xff\xd8\xff\xe0", b"%PDF-1.7\n", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00")
GOOD = {
    "photo": files.photo(300),
    "document": files.pdf(),
    "signed": files.signature_pdf(signed=True),
    "video": files.mp4(frames=12, size=(64, 48), sound=files.speech_like(0.5)),
}
fuzz = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _open_all(media: SandboxMediaReader, data: bytes) -> None:
    file = source(data)
    for look_at in (
        lambda: media.picture(file, max_width=64, max_height=64),
        lambda: media.page(file, index=0, width=64),
        lambda: media.frames(file, from_us=0, count=4, max_width=64, max_height=64),
        lambda: media.frame(file, at_us=10_000_000, max_width=64, max_height=64),
        lambda: media.pcm(file, from_us=0, length_us=100_000, tempo=1.5),
        lambda: media.filmstrip(file, count=3, height=20),
        lambda: media.faces(file, size=32),
    ):
        try:
            look_at()
        except UntrustedInputError as error:
            assert error.code.startswith("MEDIA_")  # noqa: PT017 - refusing is allowed, not demanded


@fuzz
@given(head=st.sampled_from(HEADS), body=st.binary(max_size=3000))
def test_random_bytes(inspector: SandboxInspector, head: bytes, body: bytes) -> None:
    report = look(inspector, head + body)
    assert report.verdict in Verdict
    assert not codes(report) & {"WORKER_CRASH", "WORKER_TIMEOUT"}


@fuzz
@given(
    name=st.sampled_from(sorted(GOOD)),
    seed=st.integers(0, 2**32),
    flips=st.integers(1, 60),
    cut=st.floats(0.2, 1.0),
)
def test_mutated_good_files(
    inspector: SandboxInspector,
    media: SandboxMediaReader,
    name: str,
    seed: int,
    flips: int,
    cut: float,
) -> None:
    chance = random.Random(seed)
    data = bytearray(GOOD[name])
    for _ in range(flips):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if chance.random() < 0.3:
        data = data[: int(len(data) * cut)]
    report = look(inspector, bytes(data))
    assert not codes(report) & {"WORKER_CRASH", "WORKER_TIMEOUT"}
    _open_all(media, bytes(data))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "EMPTY"),
        (b"soy un texto con nombre de foto", "TYPE_MISMATCH"),
        (files.FFCONCAT, "TYPE_MISMATCH"),
        (b"#EXTM3U\nfile:///etc/passwd\n", "TYPE_MISMATCH"),
        (b"PK\x03\x04" + bytes(100), "TYPE_MISMATCH"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom", "TRUNCATED"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + files.FFCONCAT, "TRUNCATED"),
        (b"\xff\xd8\xff\xd9", "UNDECODABLE"),
        (b"%PDF-1.7\n%%EOF", "UNDECODABLE"),
    ],
)
def test_impostors(inspector: SandboxInspector, data: bytes, code: str) -> None:
    report = look(inspector, data)
    assert code in codes(report)
    assert not report.accepted


def test_nothing_internal_ever_fails(
    inspector: SandboxInspector, media: SandboxMediaReader, caplog: pytest.LogCaptureFixture
) -> None:
    """A decoder that wants to load something late shows as an operation that "ended unexpectedly"."""
    for data in (*GOOD.values(), files.sideways_photo(), files.encrypted_pdf(), files.pdf(2)):
        look(inspector, data)
        _open_all(media, data)
    assert not [entry for entry in caplog.records if "unexpectedly" in entry.message]


def test_the_parent_does_not_grow(inspector: SandboxInspector) -> None:
    own = psutil.Process()
    before = own.memory_info().rss
    for width in range(20_000, 20_040):
        look(inspector, files.jpeg_bomb(width, 30_000))
    assert own.memory_info().rss - before < 50 * 1024**2
