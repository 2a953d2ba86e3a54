"""Packages of the virtual window with drawn evidence, all for the office measured."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from app.infra.demo_media import make_evidence, manifest_bytes, people, write_package
from app.infra.demo_media.evidence import Evidence, EvidenceVariant
from app.infra.demo_media.people import Person

_PROVINCE = "17"


def write_parcels(folder: Path, count: int, at: datetime) -> dict[Path, Evidence]:
    """Good packages of so many people, as zip files, with the files in them."""
    folder.mkdir(exist_ok=True)
    made: dict[Path, Evidence] = {}
    for number, person in enumerate(people()[:count], 1):
        evidence = make_evidence(person)

        def manifest(name: str, who: Person, files: Evidence) -> bytes:
            data = json.loads(manifest_bytes(name, who, files, submitted_at=at))
            data["reception"]["province"] = _PROVINCE
            return json.dumps(data, ensure_ascii=False).encode()

        name = f"VV-2026-{number:06d}"
        path = folder / f"{name}.zip"
        write_package(path, name, person, EvidenceVariant.GOOD, manifest, evidence)
        made[path] = evidence
    return made
