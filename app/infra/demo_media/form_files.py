"""The request form as PDF files: good, encrypted, with active content, electronically signed."""

import io
from typing import Literal

import pikepdf
from PIL import Image

from app.infra.demo_media.assets import read_asset
from app.infra.demo_media.pdf_page import pdf_of_jpeg
from app.infra.demo_media.people import Person
from app.infra.demo_media.request_form import draw_form, form_pdf

PdfDefect = Literal["encrypted", "javascript"]
SIGNED_PERSON = 6
_SIGNED_FILE = "signed-form-p06.pdf"
_SCRIPT = "app.alert('Esto no debería ejecutarse.');"


def electronic_form(person: Person) -> bytes:
    """The form without handwriting of a signature: what an electronic signer starts from."""
    page = Image.fromarray(draw_form(person, electronic=True)).convert("L")
    target = io.BytesIO()
    page.resize((868, 1228), Image.Resampling.LANCZOS).save(target, "JPEG", quality=30)
    return pdf_of_jpeg(target.getvalue(), 105)


def signed_form(person: Person) -> bytes:
    """The committed, electronically signed form; it exists for one person.

    Raises:
        ValueError: asked for somebody else.
    """
    if person.index != SIGNED_PERSON:
        raise ValueError("signed-form")
    return read_asset(_SIGNED_FILE)


def defective_pdf(person: Person, defect: PdfDefect) -> bytes:
    """The scanned form as a PDF that must not be taken as it is."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(form_pdf(person))) as document:
        if defect == "javascript":
            action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(_SCRIPT))
            document.Root.OpenAction = document.make_indirect(action)
            document.save(target, deterministic_id=True)
        else:
            document.save(
                target,
                encryption=pikepdf.Encryption(owner="demostracion", user="demostracion", R=6),
            )
    return target.getvalue()
