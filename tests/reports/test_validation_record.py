"""The record of validation: valid PDF/A, the same bytes, the right words."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import pdfa

import reports.pdfa
from app.domain.errors import RuleViolationError, UnavailableError
from app.domain.ids import Sha256
from app.ports.renderer import (
    RecordedAnchor,
    RecordedCheck,
    RecordedEvidence,
    ValidationRecordView,
)
from reports.flowables import name_lines
from reports.fonts import register_fonts
from reports.letters.validation_record import qr_payload, record_digest
from reports.pdfa import DocumentFacts, to_pdfa
from reports.renderer import PdfRecordRenderer
from tests.adc import RESOURCES, adc

AT = datetime(2026, 11, 24, 15, 20, tzinfo=UTC)
RENDERER = PdfRecordRenderer(RESOURCES)


def digest(text: str) -> Sha256:
    return Sha256(hashlib.sha256(text.encode()).hexdigest())


VIEW = ValidationRecordView(
    number="ACTA-ADC-2026-004817",
    case_number="ADC-2026-004817",
    procedure_title=adc().title,
    person_name="Rosa Elena Quinde Ñauñay",
    masked_identifier="•••••••996",
    issued_at=AT,
    place="CAU Quito Matriz",
    outcome="approved",
    reviewers=("Ana Quishpe Tipán",),
    validator="Luis Cárdenas Vera",
    checks=(
        *(
            RecordedCheck(item.title, "conforms", "Ana Quishpe Tipán", AT)
            for item in adc().requirements
        ),
        RecordedCheck("faces", "same", "Ana Quishpe Tipán", AT),
        RecordedCheck("call", "validated", "Luis Cárdenas Vera", None),
    ),
    changes=(("email", "r•••••@yahoo.es", "r•••••@gmail.com"), ("country", "IT", "ES")),
    evidence=tuple(
        RecordedEvidence(item.title, f"{item.code}.jpg", digest(item.code), 1_234_567)
        for item in adc().requirements
    ),
    reasons=(),
    audit_chain="case:0123456789abcdef0123456789abcdef",
    audit_sequence=37,
    audit_head=digest("head"),
    legal_base=adc().legal_base,
    template_version="acta-1",
)


def words(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_bounded())
            text.close()
            page.close()
        return " ".join(" ".join(pages).split())
    finally:
        document.close()


def test_the_newest_seal_of_the_audit_is_printed_where_there_is_one() -> None:
    anchor = RecordedAnchor(4711, datetime(2026, 11, 24, 15, 15, tzinfo=UTC), digest("seal"))
    data = RENDERER.validation_record(replace(VIEW, anchor=anchor))
    said = words(data)
    assert "n.º 4711, del 24-11-2026 10:15:00" in said
    short = digest("seal")
    assert f"{short[:8]} {short[8:16]}" in said
    assert short[16:24] not in said
    assert "Último sello" not in words(RENDERER.validation_record(VIEW))
    assert record_digest(VIEW) != record_digest(replace(VIEW, anchor=anchor))


def test_it_is_pdfa_and_the_same_every_time() -> None:
    data = RENDERER.validation_record(VIEW)
    assert pdfa.validate_written(io.BytesIO(data), "2b").passed
    assert data == RENDERER.validation_record(VIEW)
    assert data != RENDERER.validation_record(replace(VIEW, audit_sequence=38))
    assert len(data) < 100_000


def test_what_it_says() -> None:
    text = words(RENDERER.validation_record(VIEW))
    for expected in (
        "Acta de validación", "Aprobado: los datos de contacto se actualizaron",
        "Rosa Elena Quinde Ñauñay", "•••••••996", "24-11-2026 10:20", "conforme",
        "la misma persona", "identidad validada", "r•••••@gmail.com", "Italia", "España",
        "Página 1 de 2", "Página 2 de 2", "1,2 MB", "Ley de Seguridad Social", "acta-1",
        "evento 37",
    ):  # fmt: skip
        assert expected in text
    assert VIEW.audit_head in text.replace(" ", "")
    assert record_digest(VIEW) in text.replace(" ", "")
    assert digest("id_front") in text.replace(" ", "")


def test_pictures_of_the_call_are_named_in_spanish_whatever_the_window_spoke() -> None:
    groups = {check.group for check in adc().call_checks}
    labels = (*sorted(groups), "", "cédula de cerca")
    pictures = tuple(RecordedEvidence("call", label, digest(f"p{label}"), 0) for label in labels)
    said = words(RENDERER.validation_record(replace(VIEW, evidence=(*VIEW.evidence, *pictures))))
    for number, what in enumerate(("documento", "entorno", "datos", "presencia"), start=1):
        assert f"Captura {number}, comprobación de {what}" in said
    assert "Captura 5" in said
    assert "cédula de cerca" in said
    for group in groups:
        assert group not in said.split(), "a code is no word of the record"


def test_a_replaced_file_and_the_decision_are_named() -> None:
    first, second, *rest = VIEW.evidence
    said = words(
        RENDERER.validation_record(
            replace(
                VIEW,
                checks=(
                    *VIEW.checks,
                    RecordedCheck("decision", "approved", "Luis Cárdenas Vera", AT),
                ),
                evidence=(replace(first, is_replaced=True), second, *rest),
            )
        )
    )
    assert said.count("reemplazado después") == 1
    assert "Decisión sobre el cambio solicitado" in said
    assert "Luis Cárdenas Vera" in said


def test_a_refusal_says_so_with_its_reasons() -> None:
    refused = replace(
        VIEW,
        outcome="refused",
        changes=(),
        reasons=("LLA-01 · identidad no validada",),
        validator="",
    )
    text = words(RENDERER.validation_record(refused))
    assert "Negado: los datos de contacto no se modificaron" in text
    assert "LLA-01 · identidad no validada" in text
    assert "no intervino" in text


def test_nothing_of_the_outside_is_markup_and_no_sign_vanishes() -> None:
    odd = replace(VIEW, person_name='<b>Ana</b> & <img src="x"/> 李')
    text = words(RENDERER.validation_record(odd))
    assert '<b>Ana</b> & <img src="x"/> ?' in text


def test_long_records_go_on_over_pages() -> None:
    many = tuple(VIEW.checks) * 20
    data = RENDERER.validation_record(replace(VIEW, checks=many))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) > 5
    assert pdfa.validate_written(io.BytesIO(data), "2b").passed


def test_metadata() -> None:
    with pikepdf.open(io.BytesIO(RENDERER.validation_record(VIEW))) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Acta de validación ACTA-ADC-2026-004817"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261124152000")
        assert pdf.Root.Lang == "es-EC"
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
        assert all("+NotoSans" in name for name in fonts)
        assert b"2026-11-24T15:20:00Z" in pdf.Root.Metadata.read_bytes()


def test_qr_holds_number_and_digest_and_nobody() -> None:
    scheme, number, value = qr_payload(VIEW).split(";")
    assert (scheme, number, value) == ("VENTANILLA/1", VIEW.number, record_digest(VIEW))
    later = replace(VIEW, issued_at=AT + timedelta(seconds=1))
    assert record_digest(later) != record_digest(VIEW)


def test_the_qr_on_the_page_can_be_read() -> None:
    cv2 = pytest.importorskip("cv2")
    document = pypdfium2.PdfDocument(RENDERER.validation_record(VIEW))
    page = document[0]
    bitmap = page.render(scale=4)
    read, _, _ = cv2.QRCodeDetector().detectAndDecode(bitmap.to_numpy()[:, :, :3].copy())
    bitmap.close()
    page.close()
    document.close()
    assert read == qr_payload(VIEW)


def test_what_does_not_validate_is_not_handed_out() -> None:
    blank = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(b"BT /F1 12 Tf (x) Tj ET")
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(
                F1=pikepdf.Dictionary(
                    Type=pikepdf.Name.Font,
                    Subtype=pikepdf.Name.Type1,
                    BaseFont=pikepdf.Name.Helvetica,
                )
            )
        )
        pdf.save(blank)
    with pytest.raises(RuleViolationError, match="PDFA_INVALID") as caught:
        to_pdfa(blank.getvalue(), DocumentFacts("t", "a", "s", AT))
    assert caught.value.context["rules"]
    assert reports.pdfa.FLAVOUR == "2b"


def test_no_document_with_a_substitute_font(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="FONT_MISSING"):
        register_fonts(tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        "cedula_anverso_reenvio.jpg",
        "solicitud-firmada-por-la-persona.pdf",
        "unnombrelarguisimosinningunaseparacion.mp4",
        "sin_terminacion",
        ".jpg",
        "a.b",
    ],
)
def test_a_file_name_breaks_at_its_joints_and_keeps_its_ending(name: str) -> None:
    register_fonts(RESOURCES / "fonts")
    lines = name_lines(name, 90)
    assert "".join(lines) == name
    ending = name.rpartition(".")[2] if "." in name else name[-3:]
    assert lines[-1].endswith(ending)
    if "larguisimo" not in name:
        assert all(line[-1] in "-_ " for line in lines[:-1])


def test_what_was_judged_in_a_round_names_it_and_whose_hour_it_is() -> None:
    one, *rest = VIEW.checks
    seen = [replace(one, outcome="ask_again", round=1), replace(one, round=2), *rest]
    said = words(RENDERER.validation_record(replace(VIEW, checks=tuple(seen))))
    assert f"{one.what} · primer envío" in said
    assert f"{one.what} · corrección 1" in said
    assert "la hora en que se resolvió la revisión" in said
