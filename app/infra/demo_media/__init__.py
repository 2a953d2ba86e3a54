"""Demo evidence: synthetic people and the real files their cases consist of.

Public: `people()`, `make_evidence()`, `write_package()`, `reception_form()`, `manifest_bytes()`.
"""

from app.infra.demo_media.evidence import (
    FILE_REQUIREMENTS,
    Evidence,
    EvidenceFile,
    EvidenceVariant,
    make_evidence,
)
from app.infra.demo_media.manifest_data import manifest_bytes
from app.infra.demo_media.package_writer import write_package
from app.infra.demo_media.people import Contact, Passport, Person, people
from app.infra.demo_media.reception_form import ReceptionForm, reception_form

__all__ = [
    "FILE_REQUIREMENTS",
    "Contact",
    "Evidence",
    "EvidenceFile",
    "EvidenceVariant",
    "Passport",
    "Person",
    "ReceptionForm",
    "make_evidence",
    "manifest_bytes",
    "people",
    "reception_form",
    "write_package",
]
