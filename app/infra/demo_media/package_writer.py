"""Writes a demo case as the package the virtual window would send: a zip or a folder."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from app.infra.demo_media.evidence import Evidence, EvidenceVariant, make_evidence
from app.infra.demo_media.people import Person

ManifestWriter = Callable[[str, Person, Evidence], bytes]
MANIFEST_NAME = "tramite.json"
_FIXED_TIME = (2026, 1, 5, 8, 0, 0)


def write_package(
    target: Path,
    number: str,
    person: Person,
    variant: EvidenceVariant,
    manifest: ManifestWriter,
    evidence: Evidence | None = None,
) -> Path:
    """Writes the package; a target ending in .zip becomes an archive, anything else a folder.

    `manifest` makes the bytes of tramite.json from number, person and files; `evidence` replaces
    the files the variant would give. The archive is byte-for-byte repeatable.
    """
    files = make_evidence(person, variant) if evidence is None else evidence
    members = {MANIFEST_NAME: manifest(number, person, files)}
    members |= {file.name: file.data for group in files.values() for file in group}
    if target.suffix == ".zip":
        with zipfile.ZipFile(target, "w") as archive:
            for name, data in members.items():
                kind = zipfile.ZIP_DEFLATED if name == MANIFEST_NAME else zipfile.ZIP_STORED
                archive.writestr(zipfile.ZipInfo(name, _FIXED_TIME), data, compress_type=kind)
        return target
    target.mkdir(parents=True, exist_ok=True)
    for name, data in members.items():
        (target / name).write_bytes(data)
    return target
