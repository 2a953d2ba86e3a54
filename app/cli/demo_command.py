"""``demo [--tour DIR]``: the desktop on a throw-away office; ``main.py`` opens the windows."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.domain.languages import LANGUAGES


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command; it has no ``run`` because only ``main.py`` may open windows."""
    parser = subparsers.add_parser("demo", help="the desktop on realistic, invented cases")
    parser.add_argument("--tour", type=Path, metavar="DIR", help="drive every journey, no display")
    parser.add_argument("--language", choices=LANGUAGES, default="es")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
