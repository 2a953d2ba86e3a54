"""From ReportLab's bytes to a PDF/A-2b that was validated after it was written."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime

import pikepdf
from pikepdf import pdfa

from app.domain.errors import RuleViolationError

FLAVOUR = "2b"
_METADATA_DATE = re.compile(rb"(<xmp:MetadataDate>)[^<]*(</xmp:MetadataDate>)")


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What stands in the metadata."""

    title: str
    author: str
    subject: str
    made_at: datetime


def to_pdfa(data: bytes, facts: DocumentFacts) -> bytes:
    """Return the document as PDF/A-2b; the same input gives the same bytes.

    Raises:
        RuleViolationError: ``PDFA_INVALID`` with the first rules that are broken.
    """
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            # ReportLab writes an empty transition on each page, which PDF/A does not know.
            if "/Trans" in page:
                del page["/Trans"]
        _describe(pdf, facts)
        pdfa.prepare(pdf, FLAVOUR)
        _fix_metadata_date(pdf, facts.made_at)
        try:
            pdfa.save(pdf, target, FLAVOUR, repair=False, deterministic_id=True)
        except pdfa.PdfaError as error:
            rules = sorted({finding.rule for finding in error.report.findings})
            raise RuleViolationError("PDFA_INVALID", rules=tuple(rules[:5])) from error
    return target.getvalue()


def _describe(pdf: pikepdf.Pdf, facts: DocumentFacts) -> None:
    stamp = facts.made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    pdf.docinfo["/Title"] = pikepdf.String(facts.title)
    pdf.docinfo["/Author"] = pikepdf.String(facts.author)
    pdf.docinfo["/Subject"] = pikepdf.String(facts.subject)
    pdf.docinfo["/Producer"] = pikepdf.String("Ventanilla")
    pdf.docinfo["/CreationDate"] = pikepdf.String(stamp)
    pdf.docinfo["/ModDate"] = pikepdf.String(stamp)


def _fix_metadata_date(pdf: pikepdf.Pdf, made_at: datetime) -> None:
    """The preparer notes when it ran; the document speaks of when it was issued."""
    stream = pdf.Root.Metadata
    stamp = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    stream.write(_METADATA_DATE.sub(rb"\g<1>" + stamp + rb"\g<2>", stream.read_bytes()))
