"""The evidence files are real files, each variant is wrong in exactly the way its name says."""

import functools
import io
import zipfile
from pathlib import Path

import av
import cv2
import numpy as np
import pikepdf
import pytest
from PIL import Image

from app.infra.demo_media import (
    Evidence,
    EvidenceVariant,
    Person,
    make_evidence,
    people,
    write_package,
)
from app.infra.demo_media.face_head import Expression
from app.infra.demo_media.face_photo import person_portrait
from app.infra.demo_media.form_files import SIGNED_PERSON, signed_form
from app.infra.demo_media.hostile import jpeg_bomb, nested_zip, traversal_zip, zip_bomb
from app.infra.demo_media.portrait import Framing, plain_backdrop
from app.infra.demo_media.video import CUT_SECONDS, VideoDefect, declaration_video

PEOPLE = people()
V = EvidenceVariant
MB = 1024 * 1024


@functools.cache
def one(person: Person, variant: EvidenceVariant, code: str) -> bytes:
    return make_evidence(person, variant, only=(code,))[code][0].data


def picture(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image


def test_good_case_has_every_requirement_within_its_limits() -> None:
    evidence = make_evidence(PEOPLE[2])
    assert set(evidence) == {"id_front", "id_back", "face_photo", "request_form", "video"}
    for code, files in evidence.items():
        assert len(files) == 1
        assert len(files[0].data) < (5 if code == "video" else 2) * 1_000_000
    assert picture(evidence["face_photo"][0].data).size == (1200, 1600)
    assert picture(evidence["id_front"][0].data).size == (1500, 1050)


@pytest.mark.parametrize("index", [1, 2, 40])
def test_same_arguments_give_the_same_bytes(index: int) -> None:
    assert make_evidence(PEOPLE[index]) == make_evidence(PEOPLE[index])


def test_holder_of_a_foreigner_code_hands_in_a_passport() -> None:
    evidence = make_evidence(PEOPLE[17], only=("id_front", "id_back"))
    assert [files[0].name for files in evidence.values()] == [
        "pasaporte.jpg",
        "pasaporte_pagina_2.jpg",
    ]


def sharpness(data: bytes) -> float:
    grey = np.asarray(picture(data).convert("L"))
    return float(cv2.Laplacian(grey, cv2.CV_64F).var())


def test_blurred_dark_and_burnt_pictures_are_measurably_so() -> None:
    person = PEOPLE[4]
    card, photo = one(person, V.GOOD, "id_front"), one(person, V.GOOD, "face_photo")
    assert sharpness(one(person, V.ID_BLURRED, "id_front")) < sharpness(card) / 6
    assert sharpness(one(person, V.PHOTO_BLURRED, "face_photo")) < sharpness(photo) / 2
    dark = np.asarray(picture(one(person, V.PHOTO_DARK, "face_photo"))).mean()
    assert dark < np.asarray(picture(photo)).mean() * 0.35
    burnt = np.asarray(picture(one(person, V.ID_GLARE, "id_front")).convert("L"))
    assert (burnt > 250).mean() > (np.asarray(picture(card).convert("L")) > 250).mean() + 0.04


def test_sideways_card_is_upright_once_its_orientation_is_honoured() -> None:
    data = one(PEOPLE[4], V.ID_SIDEWAYS, "id_front")
    image = picture(data)
    assert image.getexif()[0x0112] == 6
    assert image.size == (1050, 1500)


def test_too_large_truncated_and_tailed_cards() -> None:
    person = PEOPLE[4]
    assert len(one(person, V.ID_TOO_LARGE, "id_front")) > 2 * MB
    with pytest.raises(OSError, match="truncated"):
        picture(one(person, V.ID_TRUNCATED, "id_front"))
    tailed = one(person, V.ID_TRAILING_DATA, "id_front")
    assert not tailed.endswith(b"\xff\xd9")
    assert zipfile.is_zipfile(io.BytesIO(tailed))


@pytest.mark.parametrize(
    "variant",
    [
        V.FORM_UNSIGNED,
        V.FORM_PASTED_SIGNATURE,
        V.FORM_OTHER_SIGNATURE,
        V.FORM_ALTERED,
        V.FORM_MISSING_FIELD,
    ],
)
def test_defective_forms_differ_from_the_good_one(variant: EvidenceVariant) -> None:
    good = np.asarray(picture(one(PEOPLE[2], V.GOOD, "request_form")), np.int16)
    bad = np.asarray(picture(one(PEOPLE[2], variant, "request_form")), np.int16)
    assert good.shape == bad.shape
    assert (np.abs(good - bad) > 60).any(axis=2).mean() > 0.0004


def test_pdf_forms_are_what_they_say() -> None:
    person = PEOPLE[2]
    with pikepdf.open(io.BytesIO(one(person, V.FORM_AS_PDF, "request_form"))) as document:
        assert len(document.pages) == 1
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(one(person, V.FORM_ENCRYPTED, "request_form")))
    with pikepdf.open(io.BytesIO(one(person, V.FORM_JAVASCRIPT, "request_form"))) as document:
        assert document.Root.OpenAction.S == "/JavaScript"


def test_signed_form_carries_one_signature_over_the_whole_file() -> None:
    data = signed_form(PEOPLE[SIGNED_PERSON])
    with pikepdf.open(io.BytesIO(data)) as document:
        signature = document.Root.AcroForm.Fields[0].V
        spans = [int(value) for value in signature.ByteRange]
    assert signature is not None
    assert spans[0] == 0
    assert spans[2] + spans[3] == len(data)
    with pytest.raises(ValueError, match="signed-form"):
        signed_form(PEOPLE[0])


class Probe:
    """What a plain player finds in a video."""

    def __init__(self, data: bytes) -> None:
        with av.open(io.BytesIO(data), "r", format="mp4") as source:
            self.codec = source.streams.video[0].codec_context.name
            self.sound = [stream.codec_context.name for stream in source.streams.audio]
            frames = list(source.decode(video=0))
        self.count, self.size = len(frames), (frames[0].width, frames[0].height)
        self.rotation = int(frames[0].rotation)
        self.seconds = float(frames[-1].time or 0)
        self.loudness = 0.0
        if self.sound:
            with av.open(io.BytesIO(data), "r", format="mp4") as source:
                blocks = [frame.to_ndarray().astype(float) for frame in source.decode(audio=0)]
            self.sound_seconds = sum(block.shape[1] for block in blocks) / 16000
            self.loudness = float(np.sqrt(np.mean(np.concatenate(blocks, 1) ** 2)))


def probe(index: int, defect: VideoDefect = "none") -> Probe:
    return Probe(declaration_video(PEOPLE[index], defect))


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: f"p{person.index:02d}")
def test_everybody_has_a_video_of_fair_size(person: Person) -> None:
    data = declaration_video(person)
    assert data[4:8] == b"ftyp"
    assert 60_000 < len(data) < 260_000


def test_good_video() -> None:
    found = probe(0)
    assert (found.codec, found.sound, found.size) == ("h264", ["aac"], (480, 640))
    assert 30 < found.seconds < 50
    assert found.loudness > 0.02


def test_silent_and_soundless_videos() -> None:
    silent = probe(0, "silent")
    assert silent.sound == ["aac"]
    assert silent.loudness < 1e-4
    assert abs(silent.sound_seconds - silent.seconds) < 0.5
    assert probe(0, "no_audio").sound == []


def test_cut_sideways_and_swapped_videos() -> None:
    cut = probe(0, "cut_short")
    assert CUT_SECONDS - 0.5 < cut.seconds < CUT_SECONDS + 1
    assert abs(cut.sound_seconds - CUT_SECONDS) < 0.2
    assert abs(probe(0, "sideways").rotation) == 90
    assert probe(0).rotation == 0
    swapped = probe(0, "wrong_name")
    assert swapped.count == probe(0).count
    assert abs(swapped.sound_seconds - probe(6).sound_seconds) < 0.2
    assert probe(0, "other_person").count == probe(6).count


def test_large_video_still_plays_and_others_do_not() -> None:
    large = declaration_video(PEOPLE[0], "too_large")
    assert len(large) > 5 * MB
    assert Probe(large).count == probe(0).count
    for defect in ("not_mp4", "playlist"):
        with pytest.raises(av.error.FFmpegError):
            Probe(declaration_video(PEOPLE[0], defect))


def test_missing_video_leaves_an_empty_list() -> None:
    assert make_evidence(PEOPLE[0], V.VIDEO_MISSING, only=("video",)) == {"video": []}


def test_bombs_are_small_and_claim_to_be_huge() -> None:
    bomb = jpeg_bomb()
    assert len(bomb) < 400
    with pytest.raises(Image.DecompressionBombError):
        Image.open(io.BytesIO(bomb))
    archive = zip_bomb(megabytes=32)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.infolist()[0].file_size == 32 * MB
    assert len(archive) < 64 * 1024
    with zipfile.ZipFile(io.BytesIO(nested_zip())) as opened:
        assert opened.namelist()[0].endswith(".zip")
    with zipfile.ZipFile(io.BytesIO(traversal_zip(b"{}"))) as opened:
        assert "../../fuera.jpg" in opened.namelist()


def test_faces_are_found_in_nearly_all_portraits() -> None:
    cascade = cv2.CascadeClassifier(
        str(Path(cv2.__file__).parent / "data" / "haarcascade_frontalface_default.xml")
    )
    ground = plain_backdrop(300, 380, (226, 230, 234), (206, 212, 218))
    framing = Framing(300, 380, 150, 165, 72)
    found = 0
    for person in PEOPLE:
        drawn = person_portrait(person, Expression(), framing, ground)
        grey = cv2.cvtColor(drawn, cv2.COLOR_RGB2GRAY)
        # The head is drawn twice as wide: a smaller find would be no face.
        found += len(cascade.detectMultiScale(grey, 1.1, 5, minSize=(72, 72))) > 0
    assert found >= 0.95 * len(PEOPLE)


@pytest.mark.parametrize("name", ["p.zip", "p"])
def test_package_holds_manifest_and_files(tmp_path: Path, name: str) -> None:
    evidence: Evidence = make_evidence(PEOPLE[0], only=("video", "request_form"))

    def manifest(number: str, person: Person, files: Evidence) -> bytes:
        return f"{number} {person.index} {sorted(files)}".encode()

    target = write_package(tmp_path / name, "N-1", PEOPLE[0], V.GOOD, manifest, evidence)
    if target.is_dir():
        names = {entry.name for entry in target.iterdir()}
    else:
        with zipfile.ZipFile(target) as archive:
            names = set(archive.namelist())
    assert names == {"tramite.json", "video.mp4", "solicitud.jpg"}
