"""Finds what a PDF does when it is opened, and its signature fields. Runs in the child.

Reads the object table rather than following the page tree: an action counts wherever it hides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pikepdf

from app.domain.inspection import ActiveContent, SignaturePresence

_MAX_OBJECTS: Final = 50_000
_MAX_DEPTH: Final = 6
_MAX_FIELDS: Final = 2_000
_BY_ACTION: Final = {
    "/JavaScript": ActiveContent.JAVASCRIPT,
    "/Launch": ActiveContent.LAUNCH,
    "/SubmitForm": ActiveContent.SUBMIT_FORM,
    "/ImportData": ActiveContent.SUBMIT_FORM,
    "/RichMediaExecute": ActiveContent.RICH_MEDIA,
}
_BY_SUBTYPE: Final = {
    "/RichMedia": ActiveContent.RICH_MEDIA,
    "/Screen": ActiveContent.RICH_MEDIA,
    "/Movie": ActiveContent.RICH_MEDIA,
    "/3D": ActiveContent.RICH_MEDIA,
    "/FileAttachment": ActiveContent.EMBEDDED_FILES,
}
_HARMLESS_ON_OPEN: Final = frozenset({"/GoTo", "/Named"})


def active_content(pdf: pikepdf.Pdf) -> tuple[ActiveContent, ...]:
    """The kinds of active content present, in alphabetical order."""
    found = set(_in_root(pdf.Root))
    for number, item in enumerate(pdf.objects):
        if number >= _MAX_OBJECTS:
            break
        for dictionary in _dictionaries(item, 0):
            found.update(_in_dictionary(dictionary))
    return tuple(sorted(found, key=lambda kind: kind.value))


def _in_root(root: pikepdf.Object) -> Iterator[ActiveContent]:
    opening = root.get("/OpenAction")
    if isinstance(opening, pikepdf.Dictionary) and _name(opening, "/S") not in _HARMLESS_ON_OPEN:
        yield ActiveContent.OPEN_ACTION
    if "/AA" in root:
        yield ActiveContent.OPEN_ACTION
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        if "/JavaScript" in names:
            yield ActiveContent.JAVASCRIPT
        if "/EmbeddedFiles" in names:
            yield ActiveContent.EMBEDDED_FILES
    if "/AF" in root or "/Collection" in root:
        yield ActiveContent.EMBEDDED_FILES
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        yield ActiveContent.XFA


def _dictionaries(item: pikepdf.Object, depth: int) -> Iterator[pikepdf.Object]:
    """Dictionaries lying directly in an object; other objects come by on their own."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(item, pikepdf.Stream):
        item = item.stream_dict
    if isinstance(item, pikepdf.Dictionary):
        yield item
        children = [value for _, value in item.items()]
    elif isinstance(item, pikepdf.Array):
        children = list(item)
    else:
        return
    for child in children:
        if not getattr(child, "is_indirect", True):
            yield from _dictionaries(child, depth + 1)


def _in_dictionary(dictionary: pikepdf.Object) -> Iterator[ActiveContent]:
    action = _BY_ACTION.get(_name(dictionary, "/S"))
    if action is not None:
        yield action
    if "/JS" in dictionary:
        yield ActiveContent.JAVASCRIPT
    subtype = _BY_SUBTYPE.get(_name(dictionary, "/Subtype"))
    if subtype is not None:
        yield subtype
    if _name(dictionary, "/Type") == "/EmbeddedFile" or "/EF" in dictionary:
        yield ActiveContent.EMBEDDED_FILES


def _name(dictionary: pikepdf.Object, key: str) -> str:
    value = dictionary.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def signature_fields(pdf: pikepdf.Pdf) -> tuple[SignaturePresence, int]:
    """Whether any signature field holds a signature, and how many do."""
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return SignaturePresence.ABSENT, 0
    signed = empty = 0
    for field in _signature_fields(form):
        value = field.get("/V")
        if isinstance(value, pikepdf.Dictionary) and "/ByteRange" in value:
            signed += 1
        else:
            empty += 1
    if signed:
        return SignaturePresence.PRESENT, signed
    return (SignaturePresence.EMPTY_FIELD, 0) if empty else (SignaturePresence.ABSENT, 0)


def _signature_fields(form: pikepdf.Object) -> Iterator[pikepdf.Object]:
    waiting = [(field, "") for field in _array(form, "/Fields")]
    seen = 0
    while waiting and seen < _MAX_FIELDS:
        field, inherited = waiting.pop()
        seen += 1
        if not isinstance(field, pikepdf.Dictionary):
            continue
        kind = _name(field, "/FT") or inherited
        children = _array(field, "/Kids")
        if kind == "/Sig" and ("/V" in field or not children):
            yield field
        waiting.extend((child, kind) for child in children)


def _array(owner: pikepdf.Object, key: str) -> list[pikepdf.Object]:
    value = owner.get(key)
    return list(value)[:_MAX_FIELDS] if isinstance(value, pikepdf.Array) else []
