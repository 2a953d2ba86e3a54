"""A line of places never says the same name twice in a row."""

from __future__ import annotations

import pytest

from app.domain.place_line import place_line


@pytest.mark.parametrize(
    ("names", "line"),
    [
        (("España", "Madrid", "Madrid", "28001"), "España, Madrid, 28001"),
        (("España", "Comunidad de Madrid", "Madrid"), "España, Comunidad de Madrid, Madrid"),
        (("Singapur", "Singapur", "Singapur"), "Singapur"),
        (("Italia", "GENOVA", " Génova "), "Italia, GENOVA"),
        (("Madrid", "", "Madrid"), "Madrid"),
        (("Nueva York", "Queens", "Nueva York"), "Nueva York, Queens, Nueva York"),
        (("", ""), ""),
        ((), ""),
    ],
)
def test_a_name_is_told_once_in_a_row(names: tuple[str, ...], line: str) -> None:
    assert place_line((name, name) for name in names) == line


def test_names_that_only_look_alike_when_masked_are_both_told() -> None:
    assert place_line((("Murcia", "M•••"), ("Mazarrón", "M•••"))) == "M•••, M•••"
    assert place_line((("Madrid", "M•••"), ("Madrid", "M•••"))) == "M•••"
