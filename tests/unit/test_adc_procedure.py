"""The shipped procedure says what the published one says."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.declaration import DOCUMENT_WORDS, DeclarationWords, spoken_piece
from app.domain.finding import ReasonCode
from app.domain.person import IdentifierKind
from app.domain.procedure import EvidenceKind, ReadMark, Severity
from app.domain.procedure_soundness import rules_of
from tests.adc import ON, WORDS, adc

PUBLISHED = (
    "Yo, (nombres y apellidos), portador de la cédula de identidad número (número de cédula), "
    "autorizo al Instituto Ecuatoriano de Seguridad Social a actualizar mis datos de contacto y "
    "declaro que la información proporcionada es veraz, por lo que, deslindo así al IESS de "
    "cualquier responsabilidad por las acciones que se ejecuten. Actualmente resido en (país, "
    "estado / provincia, ciudad), por lo que me es imposible acercarme a las agencias del IESS "
    "de forma presencial a realizar dicho trámite."
)


def test_every_published_rule_is_carried_by_the_data() -> None:
    assert rules_of(adc()) == {f"R-{number:03}" for number in range(63, 131)}


def test_the_seven_pieces_join_to_the_published_declaration() -> None:
    assert [slot.code for slot in adc().declaration] == [
        "name", "number", "authorisation", "veracity", "release", "residence", "impossibility",
    ]  # fmt: skip
    places = {
        "names": "(nombres y apellidos)",
        "document": DOCUMENT_WORDS[IdentifierKind.CEDULA],
        "number": "(número de cédula)",
        "residence": "(país, estado / provincia, ciudad)",
    }
    assert "".join(slot.template.format(**places) for slot in adc().declaration) == PUBLISHED


def test_declaration_with_a_persons_words() -> None:
    text = " ".join(spoken_piece(slot, WORDS) for slot in adc().declaration)
    assert text.startswith(
        "Yo, Rosa Elena Quinde Morales, portador de la cédula de identidad número 1759999996, "
    )
    assert "Actualmente resido en España, Madrid, Madrid, por lo que" in text
    assert "  " not in text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (IdentifierKind.PASSPORT, "portador de pasaporte número AB1,"),
        (
            IdentifierKind.FOREIGNER_CODE,
            "portador de código de identificación para extranjeros número AB1,",
        ),
    ],
)
def test_document_word_changes_for_holders_without_cedula(kind: IdentifierKind, words: str) -> None:
    said = DeclarationWords("A B", "AB1", "Italia", "", "Roma", kind)
    assert spoken_piece(adc().declaration[1], said) == words
    assert spoken_piece(adc().declaration[5], said) == "Actualmente resido en Italia, Roma,"


def test_requirements_carry_the_published_limits() -> None:
    by_code = {item.code: item for item in adc().requirements}
    assert list(by_code) == [
        "id_front", "id_back", "face_photo", "request_form", "video", "reception",
    ]  # fmt: skip
    for code in ("id_front", "id_back", "face_photo", "request_form"):
        assert by_code[code].max_bytes == 2 * 2**20
        assert by_code[code].warn_bytes == 2 * 10**6
        assert set(by_code[code].formats) == {"pdf", "jpeg"}
    video = by_code["video"]
    assert (video.max_bytes, video.warn_bytes, video.max_seconds) == (5 * 2**20, 5 * 10**6, 180)
    assert video.formats == ("mp4",)
    assert video.needs_audio
    assert video.read_mark is ReadMark.ALL_SLOTS
    assert by_code["reception"].kind is EvidenceKind.DATA


def test_sixteen_fields_in_four_sections() -> None:
    fields = adc().fields
    assert [sum(item.section == section for item in fields) for section in range(4)] == [2, 9, 3, 2]
    assert not next(item for item in fields if item.code == "landline_ec").mandatory
    impossible = {
        item.code for item in fields if IdentifierKind.FOREIGNER_CODE in item.unless_identifier
    }
    assert impossible == {"cedula", "codigo_dactilar", "id_issue_date"}


def test_terms() -> None:
    terms = adc().terms
    assert (terms.invite_working_days, terms.correction_working_days) == (3, 10)
    assert (terms.max_no_shows, terms.call_minutes, terms.call_checks) == (2, 15, 4)
    assert terms.minimum_call_seconds == 120


def test_every_requirement_has_reasons_to_ask_again() -> None:
    for requirement in adc().requirements:
        chosen = adc().reasons_for(requirement.code, ON)
        assert any(reason.severity is Severity.RETRY for reason in chosen)
    assert all(reason.severity is Severity.FINAL for reason in adc().reasons_for("call", ON))


@pytest.mark.parametrize(
    ("finding", "requirement", "reason"),
    [
        (ReasonCode.BLURRED, "id_front", "CED-01"),
        (ReasonCode.NO_FACE, "face_photo", "FOT-04"),
        (ReasonCode.CERT_REVOKED, "request_form", "SOL-09"),
        (ReasonCode.SIG_BROKEN, "request_form", "SOL-08"),
        (ReasonCode.NO_AUDIO, "video", "VID-01"),
        (ReasonCode.TOO_LARGE, "video", "ARC-02"),
        (ReasonCode.TYPE_MISMATCH, "id_back", "ARC-01"),
    ],
)
def test_findings_suggest_reasons(finding: ReasonCode, requirement: str, reason: str) -> None:
    assert reason in [item.code for item in adc().suggested(requirement, [finding], ON)]


def test_every_finding_that_asks_for_rejection_suggests_something() -> None:
    suggested = {code for reason in adc().reasons for code in reason.suggested_for}
    silent = {
        # Facts of a signature that say nothing against it, or that nobody could check.
        ReasonCode.SIG_PRESENT, ReasonCode.REVOCATION_UNKNOWN,
        # The published procedure knows no longest video and no upright one.
        ReasonCode.TOO_LONG, ReasonCode.SIDEWAYS,
        # Nobody has looked yet: nothing is known against the file.
        ReasonCode.NOT_INSPECTED,
    }  # fmt: skip
    assert set(ReasonCode) - {ReasonCode(code) for code in suggested} == silent


def test_unheard_pieces_have_reasons_of_the_video() -> None:
    for slot in adc().declaration:
        assert "video" in adc().reason(slot.reason).requirements


def test_a_reason_out_of_force_is_not_offered() -> None:
    assert adc().reasons_for("video", date(2023, 12, 31)) == ()


def test_call_checks_are_many_and_varied() -> None:
    checks = adc().call_checks
    assert len(checks) >= 12
    assert len({check.group for check in checks}) >= 4
    assert len([check for check in checks if not check.needs]) >= 8
