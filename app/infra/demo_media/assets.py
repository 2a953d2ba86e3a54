"""Reads the committed demo media (faces, fonts, speech, videos), also in a frozen program."""

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=96)
def read_asset(name: str) -> bytes:
    """The bytes of one file below resources/demo.

    Raises:
        FileNotFoundError: no such file.
    """
    return (files("resources") / "demo" / name).read_bytes()


@lru_cache(maxsize=4)
def read_shared_font(name: str) -> bytes:
    """The bytes of one of the program's own fonts in resources/fonts."""
    return (files("resources") / "fonts" / name).read_bytes()
