"""Packages of the virtual window to test with: good ones, bent ones, hostile ones."""

from __future__ import annotations

import io
import json
import os
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from stdnum.ec import ci

from app.domain.case import Declared, Reception
from app.domain.contact import ContactData
from app.domain.person import Identifier, IdentifierKind, Insured
from app.infra.packages.writer import (
    OutgoingFile,
    OutgoingPackage,
    contents_of,
    manifest_of,
    zip_bytes,
)

SUBMITTED = datetime(2026, 9, 15, 14, 30, tzinfo=UTC)
REQUEST = (
    "Actualización de datos de contacto para asegurados ecuatorianos residentes en el exterior"
)
SMALL_JPEG = b"\xff\xd8\xff\xe0" + b"a small picture " * 40
SMALL_PDF = b"%PDF-1.7\n" + b"a small form " * 40
SMALL_MP4 = b"\0\0\0\x18ftypisom" + b"a small video " * 40


def cedula(sequence: int, province: int = 17) -> str:
    """A well-formed cédula whose sequence is 99xxxx; no such number was ever given out."""
    start = f"{province:02}5{990000 + sequence % 10000:06}"
    return next(start + digit for digit in "0123456789" if ci.is_valid(start + digit))


def declared(index: int = 0, **contact: str) -> Declared:
    values = {
        "email": f"persona{index}@correo.example",
        "mobile_ec": f"+59399{1000000 + index}",
        "phone_abroad": f"+3461{2000000 + index}",
        "country": "ES",
        "state": "Madrid",
        "city": "Getafe",
        "postal_code": "28901",
    }
    return Declared(
        given_names="Rosa Elena",
        family_names="Quishpe Ñauta",
        identifier=Identifier(IdentifierKind.CEDULA, cedula(index)),
        birth_date=date(1970, 4, 5),
        insured=Insured.AFFILIATE,
        contact=ContactData(**{**values, **contact}),
        id_issue_date=date(2019, 2, 3),
        signature="handwritten",
        form_date=date(2026, 9, 14),
        codigo_dactilar="V1234I5678",
    )


def files(mark: str = "") -> tuple[OutgoingFile, ...]:
    tail = mark.encode()
    return (
        OutgoingFile("id_front", "cedula-anverso.jpg", SMALL_JPEG + b"front" + tail),
        OutgoingFile("id_back", "cedula-reverso.jpg", SMALL_JPEG + b"back" + tail),
        OutgoingFile("face_photo", "foto.jpg", SMALL_JPEG + b"face" + tail),
        OutgoingFile("request_form", "solicitud.pdf", SMALL_PDF + tail),
        OutgoingFile("video", "declaración.mp4", SMALL_MP4 + tail),
    )


def package(index: int = 0, **changes: object) -> OutgoingPackage:
    made = OutgoingPackage(
        number=f"VV-2026-{index:06}",
        submitted_at=SUBMITTED + timedelta(minutes=index % 60),
        declared=declared(index),
        reception=Reception("17", "Quito", "Trámite", REQUEST, "Vivo en España.\nGracias."),
        files=files(str(index)),
        zone="Europe/Madrid",
    )
    return replace(made, **changes)  # type: ignore[arg-type] # test fields


def only(made: OutgoingPackage, *requirements: str) -> tuple[OutgoingFile, ...]:
    return tuple(item for item in made.files if item.requirement in requirements)


def bent_manifest(change: Callable[[dict[str, Any]], object], index: int = 0) -> dict[str, bytes]:
    """A package's members with the manifest's values changed in place."""
    made = package(index)
    values = json.loads(json.dumps(manifest_of(made)))
    change(values)
    return {**contents_of(made), "tramite.json": json.dumps(values).encode()}


def raw_zip(entries: Mapping[str, bytes], **attributes: object) -> bytes:
    """A zip whose entries carry those ZipInfo attributes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in entries.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            for key, value in attributes.items():
                setattr(info, key, value)
            archive.writestr(info, data)
    return out.getvalue()


def with_member(name: str, data: bytes = b"x", **attributes: object) -> bytes:
    """A good package with one more member of any name and kind."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for own, content in contents_of(package()).items():
            archive.writestr(own, content)
        info = zipfile.ZipInfo(name)
        info.filename = name
        for key, value in attributes.items():
            setattr(info, key, value)
        archive.writestr(info, data)
    return out.getvalue()


def encrypted_zip() -> bytes:
    """The flag is all a reader may look at before it gives up."""
    data = bytearray(zip_bytes(contents_of(package())))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        data[at + place] |= 1
    return bytes(data)


def bomb_zip(megabytes: int = 20) -> bytes:
    return with_member("bomba.jpg", bytes(megabytes << 20), compress_type=zipfile.ZIP_DEFLATED)


def lying_zip() -> bytes:
    """A member that says it is small and unpacks to 20 MiB."""
    data = bytearray(bomb_zip())
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.rfind(mark)
        struct.pack_into("<L", data, at + place, 500)
    return bytes(data)


def overlapping_zip() -> bytes:
    """Two names for the same packed bytes."""
    data = bytearray(zip_bytes(contents_of(package())))
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    third = data.find(b"PK\x01\x02", second + 4)
    data[third + 42 : third + 46] = data[second + 42 : second + 46]
    return bytes(data)


def link_zip() -> bytes:
    return with_member("enlace.jpg", b"/etc/passwd", external_attr=(stat.S_IFLNK | 0o777) << 16)


def device_zip() -> bytes:
    return with_member("nulo.jpg", b"", external_attr=(stat.S_IFCHR | 0o666) << 16)


def folder_of(target: Path, contents: Mapping[str, bytes]) -> Path:
    target.mkdir(parents=True)
    for name, data in contents.items():
        (target / name).write_bytes(data)
    return target


HOSTILE_ZIPS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "traversal": ("PATH_TRAVERSAL", lambda: with_member("../../fuera.jpg")),
    "absolute": ("PATH_ABSOLUTE", lambda: with_member("/etc/fuera.jpg")),
    "drive": ("PATH_ABSOLUTE", lambda: with_member("C:fuera.jpg")),
    "backslash": ("PATH_BACKSLASH", lambda: with_member("..\\fuera.jpg")),
    "unc": ("PATH_BACKSLASH", lambda: with_member("\\\\servidor\\c$\\a.jpg")),
    "in a folder": ("NAME_IN_FOLDER", lambda: with_member("carpeta/a.jpg")),
    "folder entry": ("NAME_IN_FOLDER", lambda: with_member("carpeta/", b"")),
    "stream": ("NAME_FORBIDDEN", lambda: with_member("foto.jpg:oculto")),
    "device name": ("NAME_FORBIDDEN", lambda: with_member("CON.jpg")),
    "bidi": ("NAME_FORBIDDEN", lambda: with_member("foto\u202egpj.exe")),
    "control": ("NAME_FORBIDDEN", lambda: with_member("foto\x07.jpg")),
    "trailing point": ("NAME_FORBIDDEN", lambda: with_member("foto.")),
    "long name": ("NAME_FORBIDDEN", lambda: with_member("a" * 300)),
    "link": ("MEMBER_IS_LINK", link_zip),
    "device": ("MEMBER_IS_SPECIAL", device_zip),
    "case clash": ("NAME_CASE_CLASH", lambda: with_member("FOTO.jpg")),
    "encrypted": ("ZIP_ENCRYPTED", encrypted_zip),
    "bomb": ("ZIP_BOMB", bomb_zip),
    "lying size": ("ZIP_DAMAGED", lying_zip),
    "overlap": ("ZIP_OVERLAP", overlapping_zip),
    "nested": ("ZIP_NESTED", lambda: with_member("otro.zip", zip_bytes({"a": b"b"}))),
    "too many": ("TOO_MANY_FILES", lambda: raw_zip({f"{n}.jpg": b"x" for n in range(65)})),
    "five thousand": ("TOO_MANY_FILES", lambda: raw_zip({f"{n}.jpg": b"" for n in range(5000)})),
    "bzip2": ("ZIP_UNSUPPORTED", lambda: with_member("a.jpg", compress_type=zipfile.ZIP_BZIP2)),
    "prefix": ("NOT_A_PACKAGE", lambda: b"MZ" + zip_bytes(contents_of(package()))),
    "trailing": ("ZIP_DAMAGED", lambda: zip_bytes(contents_of(package())) + b"more"),
    "half": ("ZIP_DAMAGED", lambda: zip_bytes(contents_of(package()))[:-300]),
    "no zip": ("NOT_A_PACKAGE", lambda: SMALL_PDF),
    "empty file": ("PACKAGE_EMPTY", lambda: b""),
    "empty zip": ("PACKAGE_EMPTY", lambda: raw_zip({})),
}
"""What each hostile zip is refused for."""

_LATIN = json.dumps(manifest_of(package()), ensure_ascii=False).encode("latin-1")
_TEXT = json.dumps(manifest_of(package()))


def _contents(manifest: bytes) -> dict[str, bytes]:
    return {**contents_of(package()), "tramite.json": manifest}


def _without(*names: str) -> dict[str, bytes]:
    return {name: data for name, data in contents_of(package()).items() if name not in names}


def _renamed(old: str, new: str) -> dict[str, bytes]:
    return {new if name == old else name: data for name, data in contents_of(package()).items()}


def _set(*path: str, value: object) -> Callable[[dict[str, object]], object]:
    def change(values: dict[str, object]) -> None:
        place: dict[str, object] = values
        for step in path[:-1]:
            place = place[step]  # type: ignore[assignment] # nested plain JSON
        place[path[-1]] = value

    return change


BENT_CONTENTS: dict[str, tuple[str, dict[str, bytes]]] = {
    "no manifest": ("MANIFEST_MISSING", _without("tramite.json")),
    "manifest case": ("NAME_CASE", _renamed("tramite.json", "Tramite.JSON")),
    "file case": ("NAME_CASE", _renamed("foto.jpg", "Foto.JPG")),
    "missing file": ("FILE_MISSING", _without("foto.jpg")),
    "extra file": ("FILE_EXTRA", {**contents_of(package()), "notas.txt": b"hola"}),
    "hash": ("FILE_HASH", {**contents_of(package()), "foto.jpg": b"\xff\xd8\xff other"}),
    "utf-16": ("MANIFEST_ENCODING", _contents(_TEXT.encode("utf-16"))),
    "utf-16 without mark": ("MANIFEST_ENCODING", _contents(_TEXT.encode("utf-16-le"))),
    "latin-1": ("MANIFEST_ENCODING", _contents(_LATIN)),
    "bom": ("MANIFEST_BOM", _contents(b"\xef\xbb\xbf" + _TEXT.encode())),
    "bad json": ("MANIFEST_JSON", _contents(_TEXT.encode()[:-20])),
    "no object": ("MANIFEST_JSON", _contents(b"[]")),
    "empty manifest": ("MANIFEST_JSON", _contents(b"")),
    "deep": ("MANIFEST_JSON", _contents(b"[" * 100_000)),
    "nan": ("MANIFEST_JSON", _contents(b'{"schema": NaN}')),
    "long integer": ("MANIFEST_JSON", _contents(b'{"schema": ' + b"9" * 5000 + b"}")),
    "duplicate key": (
        "MANIFEST_DUPLICATE_KEY",
        _contents(_TEXT.replace('{"schema"', '{"number": "AAAA", "schema"', 1).encode()),
    ),
    "huge manifest": ("MANIFEST_TOO_LARGE", _contents(b" " * (300 * 1024))),
    "version": ("MANIFEST_VERSION", bent_manifest(_set("schema", value="tramite/2"))),
    "unknown key": ("MANIFEST_UNKNOWN_KEY", bent_manifest(_set("form", "extra", value=1))),
    "no offset": ("MANIFEST_FIELD", bent_manifest(_set("submitted_at", value="2026-09-15T10:00"))),
    "zone": ("MANIFEST_FIELD", bent_manifest(_set("zone", value="Europe/Atlantis"))),
    "zone path": ("MANIFEST_FIELD", bent_manifest(_set("zone", value="../../etc/passwd"))),
    "number": ("MANIFEST_FIELD", bent_manifest(_set("number", value="uno dos"))),
    "bidi name": (
        "MANIFEST_FIELD",
        bent_manifest(_set("person", "given_names", value="Ana\u202e")),
    ),
    "long name": ("MANIFEST_FIELD", bent_manifest(_set("person", "given_names", value="A" * 500))),
    "type": ("MANIFEST_FIELD", bent_manifest(_set("person", "given_names", value=7))),
    "email": ("MANIFEST_FIELD", bent_manifest(_set("form", "section_2", "email", value="nadie"))),
}
"""What each bent content is refused for, in a zip as in a folder."""


def make_unreadable_entries(folder: Path) -> dict[str, str]:
    """Put a link, a named pipe and a hard link into a package folder: name to code."""
    (folder / "enlace.jpg").symlink_to("/etc/passwd")
    os.mkfifo(folder / "tubo.jpg")
    return {"enlace.jpg": "MEMBER_IS_LINK", "tubo.jpg": "MEMBER_IS_SPECIAL"}
