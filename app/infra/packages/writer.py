"""Writes packages as the portal does: for the demonstration, the tests and the bench."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from app.domain.case import Declared, Reception
from app.infra.packages.limits import MANIFEST_NAME
from app.infra.packages.manifest import SCHEMA_VERSION

_EPOCH = (2020, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file to pack; one name may be listed for several requirements."""

    requirement: str
    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class OutgoingPackage:
    """What the portal knows when it makes a package; names as in :class:`Package`."""

    number: str
    submitted_at: datetime
    declared: Declared
    reception: Reception
    files: Sequence[OutgoingFile]
    procedure: str = "ADC"
    corrects: str = ""
    language: str = "es"
    zone: str = "America/Guayaquil"


def manifest_of(package: OutgoingPackage) -> dict[str, object]:
    """The manifest as plain JSON values, every file with its hash."""
    declared, reception = package.declared, package.reception
    manifest: dict[str, object] = {
        "schema": SCHEMA_VERSION,
        "number": package.number,
        "procedure": package.procedure,
        "submitted_at": package.submitted_at.isoformat(),
        "language": package.language,
        "zone": package.zone,
        "person": {
            "given_names": declared.given_names,
            "family_names": declared.family_names,
            "identifier": {
                "kind": declared.identifier.kind.value,
                "value": declared.identifier.value,
                "country": declared.identifier.country,
            },
            "birth_date": declared.birth_date.isoformat() if declared.birth_date else None,
            "insured": declared.insured.value,
        },
        "reception": {
            "province": reception.province,
            "sector": reception.sector,
            "category": reception.category,
            "request": reception.request,
            "message": reception.message,
        },
        "form": _form(declared),
        "files": [
            {
                "requirement": item.requirement,
                "name": item.name,
                "sha256": hashlib.sha256(item.data).hexdigest(),
            }
            for item in package.files
        ],
    }
    if package.corrects:
        manifest["corrects"] = package.corrects
    return manifest


def contents_of(package: OutgoingPackage) -> dict[str, bytes]:
    """Every member by name, the manifest first."""
    text = json.dumps(manifest_of(package), ensure_ascii=False, indent=1)
    return {MANIFEST_NAME: text.encode(), **{item.name: item.data for item in package.files}}


def zip_bytes(contents: Mapping[str, bytes]) -> bytes:
    """A zip file of those members; the same bytes for the same members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in contents.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED if name == MANIFEST_NAME else 0
            entry.external_attr = 0o100600 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def write_zip(package: OutgoingPackage, target: Path) -> Path:
    """Write a package zip under a ``.part`` name and rename it when it is whole."""
    unfinished = target.with_name(target.name + ".part")
    unfinished.write_bytes(zip_bytes(contents_of(package)))
    return unfinished.rename(target)


def write_folder(package: OutgoingPackage, target: Path) -> Path:
    """Write a package folder under a ``.part`` name and rename it when it is whole."""
    unfinished = target.with_name(target.name + ".part")
    unfinished.mkdir(parents=True)
    for name, data in contents_of(package).items():
        (unfinished / name).write_bytes(data)
    return unfinished.rename(target)


def _form(declared: Declared) -> dict[str, object]:
    contact, written = declared.contact, declared.fields
    issued, birth = declared.id_issue_date, declared.birth_date
    return {
        "header": {
            "given_names": written.get("given_names", declared.given_names),
            "family_names": written.get("family_names", declared.family_names),
        },
        "section_1": {
            "cedula": written.get("cedula", _cedula(declared)),
            "birth_date": birth.isoformat() if birth else None,
            "country": contact.country,
            "state": contact.state,
            "city": contact.city,
            "postal_code": contact.postal_code,
            "postal_code_reason": contact.postal_code_reason,
            "phone_abroad": written.get("phone_abroad", contact.phone_abroad),
            "codigo_dactilar": declared.codigo_dactilar,
            "id_issue_date": issued.isoformat() if issued else None,
        },
        "section_2": {
            "email": contact.email,
            "mobile_ec": contact.mobile_ec,
            "mobile_reason": contact.mobile_reason,
            "landline_ec": contact.landline_ec,
        },
        "section_3": {
            "signature": declared.signature,
            "form_date": declared.form_date.isoformat() if declared.form_date else None,
        },
    }


def _cedula(declared: Declared) -> str:
    identifier = declared.identifier
    return identifier.value if identifier.kind == "cedula" else ""
