"""What inspection says about PDF files."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

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
    assert codes(report) == {"NO_PAGES"}


A4 = (595, 842)


def _scan(
    picture: bytes,
    *,
    page: tuple[int, int] = A4,
    margin: int = 20,
    rotate: int = 0,
    words: str = "",
) -> bytes:
    """What a scanner or a phone makes: a page that is one picture."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=page)
    width, height = page[0] - 2 * margin, page[1] - 2 * margin
    image = ImageReader(io.BytesIO(picture))
    canvas.drawImage(image, margin, margin, width, height, preserveAspectRatio=True)
    if words:
        text = canvas.beginText(margin, margin)
        text.setTextRenderMode(3)
        text.textLine(words)
        canvas.drawText(text)
    canvas.showPage()
    canvas.save()
    if not rotate:
        return out.getvalue()
    turned = io.BytesIO()
    with pikepdf.open(io.BytesIO(out.getvalue())) as pdf:
        pdf.pages[0].rotate(rotate, relative=False)
        pdf.save(turned)
    return turned.getvalue()


WITH_FACE = dataclasses.replace(ANY_KIND, needs_face=True)


@pytest.mark.parametrize("words", ["", "texto reconocido"])
@pytest.mark.parametrize("rotate", [0, 90])
def test_a_scan_is_judged_as_a_picture(
    inspector: SandboxInspector, rotate: int, words: str
) -> None:
    upright = files.photo() if not rotate else files.sideways_photo()
    good = look(inspector, _scan(upright, rotate=rotate, words=words), WITH_FACE)
    assert good.document is not None
    assert good.document.is_scan
    assert (good.verdict, codes(good)) == (Verdict.ACCEPTED, set())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (files.blurred_photo(), "BLURRED"),
        (files.sideways_photo(), "SIDEWAYS"),
        (files.jpeg(files.face().resize((900, 900)).point(lambda level: level // 8)), "TOO_DARK"),
    ],
)
def test_what_is_said_of_a_picture_is_said_of_its_scan(
    inspector: SandboxInspector, data: bytes, code: str
) -> None:
    assert code in codes(look(inspector, data, WITH_FACE))
    assert code in codes(look(inspector, _scan(data), WITH_FACE))


def test_the_face_in_a_scan_is_where_the_page_shows_it(inspector: SandboxInspector) -> None:
    report = look(inspector, _scan(files.photo(), margin=0), WITH_FACE)
    assert report.document is not None
    assert report.document.quality is not None
    (found,) = report.document.quality.faces
    # 595 pt wide, in the middle of the page's height.
    assert 120 < found.x + found.width / 2 < 300
    assert 123 < found.y < 421


def test_white_paper_is_no_glare(inspector: SandboxInspector) -> None:
    """A clean scan of a form with boxes: its paper is as white as a reflection."""
    form = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(form)
    for row in range(8):
        pen.rectangle((120, 200 + row * 160, 1120, 320 + row * 160), outline=0, width=3)
        for line in range(6):
            pen.text((140, 210 + row * 160 + line * 16), "Nombres y apellidos " * 6, fill=0)
    report = look(inspector, _scan(files.jpeg(form), margin=0))
    assert report.document is not None
    assert report.document.is_scan
    assert codes(report) == set()


def test_a_page_with_a_picture_on_it_is_no_scan(inspector: SandboxInspector) -> None:
    for data in (files.pdf(with_face=True), files.pdf(), _scan(files.photo(), margin=200)):
        document = look(inspector, data).document
        assert document is not None
        assert not document.is_scan
