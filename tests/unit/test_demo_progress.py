"""While the demonstration is prepared, words say how far it is and how long it still takes."""

from __future__ import annotations

import pytest

from app.cli.demo.opening import Progress


def test_it_says_how_far_it_is_and_how_long_it_still_takes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    now = [100.0]
    progress = Progress(lambda: now[0])
    for done in range(1, 65):
        now[0] += 2.5
        progress.tell(done, 64)
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 8
    assert (
        said[0].strip()
        == "8 de 64 casos recibidos, inspeccionados y trabajados, faltan cerca de 2 minutos"
    )
    assert said[5].strip().endswith("faltan cerca de un minuto")
    assert said[6].strip().endswith("faltan cerca de medio minuto")
    assert said[7].strip() == "64 de 64 casos recibidos, inspeccionados y trabajados"
