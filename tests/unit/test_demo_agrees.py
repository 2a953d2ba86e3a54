"""The papers of the demonstration agree: nobody should look for a fraud that was not put there."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from app.cli.demo.packages import PackageMaker
from app.cli.demo.plan import parts
from app.infra.demo_media import reception_form
from app.infra.demo_media.evidence import FACE_PHOTO, ID_FRONT, EvidenceVariant, make_evidence
from app.infra.sandbox.faces import find_faces

CLEAN = [part for part in parts() if part.variant is EvidenceVariant.GOOD]


def test_everybody_was_born_where_the_case_belongs(tmp_path: Path) -> None:
    maker = PackageMaker(tmp_path)
    for part in parts():
        person = maker.person_of(part)
        assert reception_form(person).birth_province == person.birth_province
        if person.cedula and not part.elsewhere:
            assert (person.birth_province, person.birth_province_code) == ("Pichincha", "17")
    maker.close()


@pytest.mark.parametrize("part", CLEAN[:4], ids=lambda part: f"person-{part.person}")
def test_every_face_of_a_clean_case_is_found(tmp_path: Path, part) -> None:
    maker = PackageMaker(tmp_path)
    evidence = make_evidence(maker.person_of(part), part.variant, only=(ID_FRONT, FACE_PHOTO))
    maker.close()
    found = []
    for code in (ID_FRONT, FACE_PHOTO):
        data = np.frombuffer(evidence[code][0].data, np.uint8)
        grey = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE)
        assert grey is not None
        found.append(len(find_faces(grey.astype(np.uint8))))
    assert found[0] >= 1
    assert found[1] == 2, "the person's face and the one on the document in hand"
