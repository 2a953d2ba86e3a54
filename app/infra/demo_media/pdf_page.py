"""A one-page PDF around a JPEG, as scanners write it; the same picture gives the same bytes."""

import io

import pikepdf
from PIL import Image

_POINTS_PER_INCH = 72


def pdf_of_jpeg(jpeg: bytes, dots_per_inch: int) -> bytes:
    """The JPEG, untouched, as the only page of a PDF."""
    with Image.open(io.BytesIO(jpeg)) as picture:
        width, height = picture.size
        space = pikepdf.Name.DeviceGray if picture.mode == "L" else pikepdf.Name.DeviceRGB
    box = [
        0,
        0,
        width * _POINTS_PER_INCH / dots_per_inch,
        height * _POINTS_PER_INCH / dots_per_inch,
    ]
    target = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(box[2], box[3]))
        image = pikepdf.Stream(document, jpeg)
        image.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=width,
            Height=height,
            ColorSpace=space,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
            Length=len(jpeg),
        )
        page = document.pages[0]
        page.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(Im0=document.make_indirect(image))
        )
        drawing = f"q {box[2]:.2f} 0 0 {box[3]:.2f} 0 0 cm /Im0 Do Q".encode()
        page.Contents = document.make_stream(drawing)
        document.save(target, deterministic_id=True)
    return target.getvalue()
