"""Files made to hurt whoever opens them carelessly; built in memory, harmless until decoded."""

import io
import struct
import zipfile

from PIL import Image

_BOMB_SIDE = 30000
_START_OF_FRAME = b"\xff\xc0"


def jpeg_bomb() -> bytes:
    """A JPEG of a few hundred bytes that claims 30000 x 30000 pixels."""
    target = io.BytesIO()
    Image.new("L", (8, 8), 128).save(target, "JPEG", quality=50)
    data = bytearray(target.getvalue())
    place = data.find(_START_OF_FRAME)
    data[place + 5 : place + 9] = struct.pack(">HH", _BOMB_SIDE, _BOMB_SIDE)
    return bytes(data)


def jpeg_with_tail(picture: bytes) -> bytes:
    """A good JPEG followed by a zip archive: one file, two readings."""
    tail = io.BytesIO()
    with zipfile.ZipFile(tail, "w") as archive:
        archive.writestr("oculto.txt", "Datos después del final de la imagen.")
    return picture + tail.getvalue()


def zip_bomb(megabytes: int = 512) -> bytes:
    """An archive of some hundred kB that unpacks to the given size in one entry."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        block = bytes(1 << 20)
        with archive.open("video.mp4", "w", force_zip64=True) as entry:
            for _ in range(megabytes):
                entry.write(block)
    return target.getvalue()


def nested_zip(inner: bytes = b"{}", depth: int = 3) -> bytes:
    """An archive within an archive within an archive."""
    name, data = "tramite.json", inner
    for level in range(depth):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, data)
        name, data = f"nivel-{level}.zip", target.getvalue()
    return data


def traversal_zip(manifest: bytes) -> bytes:
    """An archive one of whose entries climbs out of the folder."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("tramite.json", manifest)
        archive.writestr("../../fuera.jpg", b"fuera de la carpeta")
    return target.getvalue()
