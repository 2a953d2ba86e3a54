"""``demo [--tour DIR]``: the desktop on invented cases; ``main.py`` opens the windows."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.words import words
from app.domain.languages import LANGUAGES


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command; it has no ``run`` because only ``main.py`` may open windows."""
    parser = subparsers.add_parser("demo", help=words("demo.help"))
    parser.add_argument("--tour", type=Path, metavar="DIR", help=words("demo.tour_help"))
    parser.add_argument("--server", action="store_true", help=words("demo.server_help"))
    parser.add_argument(
        "--language", choices=LANGUAGES, default="es", help=words("demo.language_help")
    )
    parser.add_argument(
        "--theme", choices=("light", "dark"), default="light", help=words("demo.theme_help")
    )
