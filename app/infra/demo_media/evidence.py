"""All files of one demo case: which variant of which requirement, made on demand."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from app.infra.demo_media.brush import Picture
from app.infra.demo_media.face_photo import PhotoDefect, face_photo
from app.infra.demo_media.form_files import defective_pdf, signed_form
from app.infra.demo_media.hostile import jpeg_bomb, jpeg_with_tail
from app.infra.demo_media.id_card import CardDefect, card_back, card_front, photographed
from app.infra.demo_media.passport_page import passport_page
from app.infra.demo_media.people import Person
from app.infra.demo_media.request_form import FormDefect, form_jpeg, form_pdf
from app.infra.demo_media.video import VideoDefect, declaration_video, someone_else

ID_FRONT, ID_BACK, FACE_PHOTO, REQUEST_FORM, VIDEO = (
    "id_front",
    "id_back",
    "face_photo",
    "request_form",
    "video",
)
FILE_REQUIREMENTS = (ID_FRONT, ID_BACK, FACE_PHOTO, REQUEST_FORM, VIDEO)


class EvidenceVariant(StrEnum):
    """What is wrong with a package; everything not named is good."""

    GOOD = "good"
    FORM_AS_PDF = "form_as_pdf"
    FORM_SIGNED_ELECTRONICALLY = "form_signed_electronically"
    ID_BLURRED = "id_blurred"
    ID_GLARE = "id_glare"
    ID_SIDEWAYS = "id_sideways"
    ID_EXPIRED = "id_expired"
    ID_WRONG_SIDE = "id_wrong_side"
    ID_TOO_LARGE = "id_too_large"
    ID_TRUNCATED = "id_truncated"
    ID_BOMB = "id_bomb"
    ID_TRAILING_DATA = "id_trailing_data"
    ID_OTHER_PERSON = "id_other_person"
    PHOTO_GLASSES = "photo_glasses"
    PHOTO_CAP = "photo_cap"
    PHOTO_NO_CARD = "photo_no_card"
    PHOTO_BLURRED = "photo_blurred"
    PHOTO_DARK = "photo_dark"
    PHOTO_OTHER_PERSON = "photo_other_person"
    FORM_UNSIGNED = "form_unsigned"
    FORM_PASTED_SIGNATURE = "form_pasted_signature"
    FORM_OTHER_SIGNATURE = "form_other_signature"
    FORM_ALTERED = "form_altered"
    FORM_MISSING_FIELD = "form_missing_field"
    FORM_ENCRYPTED = "form_encrypted"
    FORM_JAVASCRIPT = "form_javascript"
    VIDEO_SILENT = "video_silent"
    VIDEO_NO_AUDIO = "video_no_audio"
    VIDEO_CUT_SHORT = "video_cut_short"
    VIDEO_SIDEWAYS = "video_sideways"
    VIDEO_WRONG_NAME = "video_wrong_name"
    VIDEO_OTHER_PERSON = "video_other_person"
    VIDEO_TOO_LARGE = "video_too_large"
    VIDEO_NOT_MP4 = "video_not_mp4"
    VIDEO_PLAYLIST = "video_playlist"
    VIDEO_MISSING = "video_missing"


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One file as the virtual window would hand it in."""

    name: str
    data: bytes


Evidence = dict[str, list[EvidenceFile]]
_V = EvidenceVariant
_CARD: dict[EvidenceVariant, CardDefect] = {
    _V.ID_BLURRED: "blurred",
    _V.ID_GLARE: "glare",
    _V.ID_SIDEWAYS: "sideways",
    _V.ID_TOO_LARGE: "too_large",
    _V.ID_TRUNCATED: "truncated",
}
_PHOTO: dict[EvidenceVariant, PhotoDefect] = {
    _V.PHOTO_GLASSES: "glasses",
    _V.PHOTO_CAP: "cap",
    _V.PHOTO_NO_CARD: "no_card",
    _V.PHOTO_BLURRED: "blurred",
    _V.PHOTO_DARK: "dark",
}
_FORM: dict[EvidenceVariant, FormDefect] = {
    _V.FORM_UNSIGNED: "unsigned",
    _V.FORM_PASTED_SIGNATURE: "pasted_signature",
    _V.FORM_OTHER_SIGNATURE: "other_signature",
    _V.FORM_ALTERED: "altered",
    _V.FORM_MISSING_FIELD: "missing_field",
}
_VIDEO: dict[EvidenceVariant, VideoDefect] = {
    _V.VIDEO_SILENT: "silent",
    _V.VIDEO_NO_AUDIO: "no_audio",
    _V.VIDEO_CUT_SHORT: "cut_short",
    _V.VIDEO_SIDEWAYS: "sideways",
    _V.VIDEO_WRONG_NAME: "wrong_name",
    _V.VIDEO_OTHER_PERSON: "other_person",
    _V.VIDEO_TOO_LARGE: "too_large",
    _V.VIDEO_NOT_MP4: "not_mp4",
    _V.VIDEO_PLAYLIST: "playlist",
}


def make_evidence(
    person: Person,
    variant: EvidenceVariant = EvidenceVariant.GOOD,
    only: tuple[str, ...] = FILE_REQUIREMENTS,
) -> Evidence:
    """The files of one case by requirement code; `only` limits it to a resubmission's parts.

    A requirement whose file is missing on purpose has an empty list. The same arguments always
    give the same bytes.

    Raises:
        ValueError: an electronically signed form is asked for a person who has none.
    """
    makers: dict[str, Callable[[Person, EvidenceVariant], list[EvidenceFile]]] = {
        ID_FRONT: _id_front,
        ID_BACK: _id_back,
        FACE_PHOTO: _face_photo,
        REQUEST_FORM: _request_form,
        VIDEO: _video,
    }
    return {code: makers[code](person, variant) for code in only}


def document_picture(person: Person, *, expired: bool = False) -> Picture:
    """The flat front of the document this person identifies with: card, or passport (R-071)."""
    return card_front(person, expired=expired) if person.cedula else passport_page(person)


def _id_front(person: Person, variant: EvidenceVariant) -> list[EvidenceFile]:
    name = "cedula_anverso.jpg" if person.cedula else "pasaporte.jpg"
    if variant is _V.ID_BOMB:
        return [EvidenceFile(name, jpeg_bomb())]
    holder = someone_else(person) if variant is _V.ID_OTHER_PERSON else person
    if variant is _V.ID_WRONG_SIDE and person.cedula:
        sheet = card_back(person)
    else:
        sheet = document_picture(holder, expired=variant is _V.ID_EXPIRED)
    data = photographed(sheet, person.seed, _CARD.get(variant, "none"))
    if variant is _V.ID_TRAILING_DATA:
        data = jpeg_with_tail(data)
    return [EvidenceFile(name, data)]


def _id_back(person: Person, variant: EvidenceVariant) -> list[EvidenceFile]:
    if not person.cedula:
        return [
            EvidenceFile(
                "pasaporte_pagina_2.jpg", photographed(passport_page(person), person.seed + 900)
            )
        ]
    sheet = card_back(person, expired=variant is _V.ID_EXPIRED)
    return [EvidenceFile("cedula_reverso.jpg", photographed(sheet, person.seed + 900))]


def _face_photo(person: Person, variant: EvidenceVariant) -> list[EvidenceFile]:
    shown = someone_else(person) if variant is _V.PHOTO_OTHER_PERSON else person
    data = face_photo(shown, document_picture(person), _PHOTO.get(variant, "none"))
    return [EvidenceFile("foto_con_documento.jpg", data)]


def _request_form(person: Person, variant: EvidenceVariant) -> list[EvidenceFile]:
    if variant is _V.FORM_SIGNED_ELECTRONICALLY:
        return [EvidenceFile("solicitud_firmada.pdf", signed_form(person))]
    if variant is _V.FORM_ENCRYPTED:
        return [EvidenceFile("solicitud.pdf", defective_pdf(person, "encrypted"))]
    if variant is _V.FORM_JAVASCRIPT:
        return [EvidenceFile("solicitud.pdf", defective_pdf(person, "javascript"))]
    defect = _FORM.get(variant, "none")
    if variant is _V.FORM_AS_PDF or person.index % 4 == 1:
        return [EvidenceFile("solicitud.pdf", form_pdf(person, defect))]
    return [EvidenceFile("solicitud.jpg", form_jpeg(person, defect))]


def _video(person: Person, variant: EvidenceVariant) -> list[EvidenceFile]:
    if variant is _V.VIDEO_MISSING:
        return []
    return [EvidenceFile("video.mp4", declaration_video(person, _VIDEO.get(variant, "none")))]
