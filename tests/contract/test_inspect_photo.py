"""What inspection says about pictures."""

from __future__ import annotations

import dataclasses

import pytest
from PIL import Image, ImageDraw

from app.domain.file_kind import FileKind
from app.domain.finding import Verdict
from app.domain.picture_hash import hamming_distance
from app.infra.demo_media import make_evidence, people
from app.infra.sandbox.inspector import SandboxInspector
from app.infra.sandbox.photo import inspect_photo
from tests import sandbox_files as files
from tests.sandbox_fixtures import ANY_KIND, codes, look


def test_a_good_photo_is_accepted_with_its_face(inspector: SandboxInspector) -> None:
    report = look(inspector, files.photo())
    assert (report.verdict, codes(report)) == (Verdict.ACCEPTED, set())
    assert report.photo is not None
    assert report.photo.quality is not None
    (found,) = report.photo.quality.faces
    assert 240 < found.x + found.width / 2 - 100 < 420
    assert found.left_eye is not None
    assert found.right_eye is not None
    assert found.left_eye[0] < found.right_eye[0]
    assert report.hashed_bytes == report.total_bytes == len(files.photo())


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_told_and_applied(inspector: SandboxInspector, orientation: int) -> None:
    flat = files.face().crop((0, 0, 512, 400)).resize((1024, 800))
    turned = {2: [0], 3: [3], 4: [1], 5: [5], 6: [2], 7: [6], 8: [4]}.get(orientation, [])
    for step in turned:
        flat = flat.transpose(Image.Transpose(step))
    report = look(inspector, files.jpeg(flat, orientation=orientation))
    photo = report.photo
    assert photo is not None
    assert photo.quality is not None
    assert photo.orientation == orientation
    assert (photo.display_width, photo.display_height) == (1024, 800)
    assert len(photo.quality.faces) == 1


def test_bomb_is_named_without_being_opened(inspector: SandboxInspector) -> None:
    bomb = files.jpeg_bomb()
    assert len(bomb) < 700
    report = look(inspector, bomb)
    assert codes(report) == {"DECOMPRESSION_BOMB"}
    assert report.verdict is Verdict.REJECTED
    assert report.elapsed_ms < 30_000


def test_many_passes_are_a_bomb(inspector: SandboxInspector) -> None:
    assert codes(look(inspector, files.scans_bomb())) == {"DECOMPRESSION_BOMB"}


def test_truncated(inspector: SandboxInspector) -> None:
    photo = files.photo()
    report = look(inspector, photo[: len(photo) * 2 // 3])
    assert "TRUNCATED" in codes(report)
    assert not report.accepted


def test_flipped_bits_are_noticed(inspector: SandboxInspector) -> None:
    photo = bytearray(files.photo())
    for at in range(len(photo) // 3, len(photo) // 3 + 4000, 40):
        photo[at] ^= 0x55
    found = codes(look(inspector, bytes(photo)))
    assert found & {"DAMAGED", "UNDECODABLE", "TRUNCATED"}


def test_trailing_data_and_polyglots(inspector: SandboxInspector) -> None:
    polyglot = look(inspector, files.photo() + files.pdf())
    assert "TRAILING_DATA" in codes(polyglot)
    assert polyglot.verdict is Verdict.REVIEW
    assert polyglot.photo is not None
    assert polyglot.photo.trailing_kind is FileKind.PDF
    assert polyglot.photo.trailing_bytes == len(files.pdf())
    second = look(inspector, files.photo() + files.photo(300))
    assert second.verdict is Verdict.ACCEPTED
    assert "TRAILING_DATA" in codes(second)
    assert codes(look(inspector, files.photo() + bytes(512))) == set()


def test_quality_hints(inspector: SandboxInspector) -> None:
    assert "BLURRED" in codes(look(inspector, files.blurred_photo()))
    dark = files.face().resize((900, 900)).point(lambda value: value // 9)
    assert "TOO_DARK" in codes(look(inspector, files.jpeg(dark)))
    pale = files.face().resize((900, 900)).point(lambda value: 245 + value // 30)
    assert "TOO_BRIGHT" in codes(look(inspector, files.jpeg(pale)))
    assert "LOW_RESOLUTION" in codes(look(inspector, files.photo(300)))
    shiny = files.face().resize((900, 900)).copy()
    ImageDraw.Draw(shiny).ellipse((420, 600, 620, 760), fill="white")
    assert "GLARE" in codes(look(inspector, files.jpeg(shiny)))


def test_white_paper_is_no_glare(inspector: SandboxInspector) -> None:
    page = Image.new("RGB", (1000, 1400), "white")
    draw = ImageDraw.Draw(page)
    for line in range(60):
        draw.text((80, 60 + line * 20), "Declaro que los datos son verdaderos " * 3, fill="black")
    assert "GLARE" not in codes(look(inspector, files.jpeg(page)))


def test_face_rules(inspector: SandboxInspector) -> None:
    with_face = dataclasses.replace(ANY_KIND, needs_face=True)
    plain = Image.effect_noise((900, 900), 60).convert("RGB")
    assert "NO_FACE" in codes(look(inspector, files.jpeg(plain), with_face))
    turned = look(inspector, files.sideways_photo(), with_face)
    assert "SIDEWAYS" in codes(turned)
    assert turned.quality is not None
    assert turned.quality.turn == 90


def test_hash_survives_scaling_and_tells_pictures_apart(inspector: SandboxInspector) -> None:
    def hash_of(data: bytes) -> int:
        quality = look(inspector, data).quality
        assert quality is not None
        return int(quality.perceptual_hash, 16)

    original = hash_of(files.photo())
    assert hamming_distance(original, hash_of(files.photo(600))) <= 4
    assert hamming_distance(original, hash_of(files.sideways_photo())) > 16


def test_cmyk_and_grey_are_decoded(inspector: SandboxInspector) -> None:
    for mode in ("CMYK", "L"):
        report = look(inspector, files.jpeg(files.face().resize((900, 900)).convert(mode)))
        assert report.verdict is Verdict.ACCEPTED


def test_a_sheet_without_a_face_is_not_called_sideways() -> None:
    # In half the pixels something on this back of a card looks like a face once it is turned.
    back = make_evidence(people()[5], only=("id_back",))["id_back"][0].data
    quality = inspect_photo(back).quality
    assert quality is not None
    assert (quality.faces, quality.turn) == ((), 0)
