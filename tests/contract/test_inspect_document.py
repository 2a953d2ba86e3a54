"""What inspection says about PDF files."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from app.domain.finding import Verdict
from app.domain.inspection import ActiveContent, SignaturePresence
from app.infra.sandbox.inspector import SandboxInspector
from tests import sandbox_files as files
from tests.sandbox_fixtures import ANY_KIND, codes, look


def test_a_good_document(inspector: SandboxInspector) -> None:
    report = look(inspector, files.pdf(3, with_face=True))
    assert (report.verdict, codes(report)) == (Verdict.ACCEPTED, set())
    document = report.document
    assert document is not None
    assert (document.pages, document.encrypted, document.active_content) == (3, False, ())
    assert (round(document.page_width_pt), round(document.page_height_pt)) == (595, 842)
    assert document.quality is not None
    (found,) = document.quality.faces
    # The face is drawn 150 pt from the left and 142 pt from the top, 300 pt wide.
    assert 150 < found.x < 450
    assert 142 < found.y < 300


def test_encryption(inspector: SandboxInspector) -> None:
    locked = look(inspector, files.encrypted_pdf())
    assert codes(locked) == {"ENCRYPTED"}
    assert locked.verdict is Verdict.REJECTED
    readable = look(inspector, files.encrypted_pdf(user=""))
    assert readable.verdict is Verdict.REVIEW
    assert readable.document is not None
    assert readable.document.pages == 1


def _javascript(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _launch(pdf: pikepdf.Pdf) -> None:
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9],
        A=Dictionary(S=Name.Launch, F=String("calc.exe")),
    )  # fmt: skip
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def _attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.exe"] = b"MZ"


def _xfa(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xdp/>"), Fields=[])


def _rich_media(pdf: pikepdf.Pdf) -> None:
    made = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9]))
    pdf.pages[0].obj.Annots = Array([made])


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (_javascript, ActiveContent.JAVASCRIPT),
        (_javascript, ActiveContent.OPEN_ACTION),
        (_launch, ActiveContent.LAUNCH),
        (_attachment, ActiveContent.EMBEDDED_FILES),
        (_xfa, ActiveContent.XFA),
        (_rich_media, ActiveContent.RICH_MEDIA),
    ],
)
def test_active_content(
    inspector: SandboxInspector, change: Callable[[pikepdf.Pdf], object], kind: ActiveContent
) -> None:
    report = look(inspector, files.changed_pdf(change))
    assert report.document is not None
    assert kind in report.document.active_content
    assert "ACTIVE_CONTENT" in codes(report)
    assert report.verdict is Verdict.REVIEW


def test_opening_at_a_page_is_harmless(inspector: SandboxInspector) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))

    assert codes(look(inspector, files.changed_pdf(change))) == set()


def test_signature_presence(inspector: SandboxInspector) -> None:
    signed = look(inspector, files.signature_pdf(signed=True))
    assert signed.document is not None
    assert signed.document.signature is SignaturePresence.PRESENT
    assert codes(signed) == {"SIG_PRESENT"}
    assert signed.verdict is Verdict.ACCEPTED
    empty = look(inspector, files.signature_pdf(signed=False)).document
    assert empty is not None
    assert empty.signature is SignaturePresence.EMPTY_FIELD


def test_truncated_and_foreign_bytes(inspector: SandboxInspector) -> None:
    whole = files.pdf()
    cut = look(inspector, whole[: len(whole) // 2])
    assert "TRUNCATED" in codes(cut)
    assert not cut.accepted
    assert "TRAILING_DATA" in codes(look(inspector, whole + b"PK\x03\x04 something else"))
    leading = look(inspector, b"MZ is not what this is\n" + whole)
    assert not leading.accepted
    hidden = look(inspector, b"#!/bin/sh\nexit\n" + whole)
    assert "TRAILING_DATA" in codes(hidden)


def test_page_limits(inspector: SandboxInspector) -> None:
    limits = dataclasses.replace(ANY_KIND, max_pages=2)
    assert "TOO_MANY_PAGES" in codes(look(inspector, files.pdf(3), limits))
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].obj.MediaBox = Array([0, 0, 14_401, 20])
        pdf.save(out)
    assert "PAGE_SIZE" in codes(look(inspector, out.getvalue()))


def test_no_pages(inspector: SandboxInspector) -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.save(out)
    report = look(inspector, out.getvalue())
    assert not report.accepted
    assert codes(report) & {"NO_PAGES", "UNDECODABLE"}
