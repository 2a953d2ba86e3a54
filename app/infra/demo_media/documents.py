"""Numbers and machine-readable zones of the synthetic identity documents (ICAO 9303)."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from stdnum.ec import ci

_WEIGHTS = (7, 3, 1)
_REPLACED = str.maketrans({"Ñ": "N", "Ü": "U", "'": "", "-": "<", " ": "<"})


def cedula_with_sequence(province: str, third: int, sequence: int) -> str:
    """The cédula of this province and sequence with its check digit (domain 1.1).

    Raises:
        ValueError: no digit completes it, which means the parts are malformed.
    """
    stem = f"{province}{third}{sequence:06d}"
    for digit in "0123456789":
        if ci.is_valid(stem + digit):
            return stem + digit
    raise ValueError(stem)


def check_digit(field: str) -> str:
    """ICAO 9303 check digit: weights 7, 3, 1; letters count from 10; filler counts 0."""
    total = 0
    for place, sign in enumerate(field):
        value = 0 if sign == "<" else int(sign, 36)
        total += value * _WEIGHTS[place % 3]
    return str(total % 10)


def mrz_name(surnames: str, given: str) -> str:
    """Names as a machine-readable zone writes them: no accents, fillers for spaces."""

    def plain(text: str) -> str:
        flat = unicodedata.normalize("NFD", text.upper().translate(_REPLACED))
        return "".join(sign for sign in flat if sign.isascii())

    return f"{plain(surnames)}<<{plain(given)}"


@dataclass(frozen=True, slots=True)
class MrzData:
    """The fields a zone carries; `nui` goes to the optional data of the card."""

    issuer: str
    nationality: str
    document: str
    surnames: str
    given: str
    birth: date
    sex: str
    expiry: date
    nui: str = ""


def td1(data: MrzData) -> tuple[str, str, str]:
    """Three lines of thirty signs (identity card)."""
    number = data.document.ljust(9, "<")
    first = f"I<{data.issuer}{number}{check_digit(number)}{data.nui}".ljust(30, "<")
    birth, expiry = f"{data.birth:%y%m%d}", f"{data.expiry:%y%m%d}"
    second = f"{birth}{check_digit(birth)}{data.sex}{expiry}{check_digit(expiry)}{data.nationality}".ljust(
        29, "<"
    )
    composite = first[5:30] + second[0:7] + second[8:15] + second[18:29]
    name = mrz_name(data.surnames, data.given)[:30].ljust(30, "<")
    return first, second + check_digit(composite), name


def td3(data: MrzData) -> tuple[str, str]:
    """Two lines of forty-four signs (passport)."""
    first = f"P<{data.issuer}{mrz_name(data.surnames, data.given)}"[:44].ljust(44, "<")
    number = data.document.ljust(9, "<")
    birth, expiry = f"{data.birth:%y%m%d}", f"{data.expiry:%y%m%d}"
    optional = data.nui.ljust(14, "<")
    optional_check = check_digit(optional) if data.nui else "<"
    second = (
        f"{number}{check_digit(number)}{data.nationality}{birth}{check_digit(birth)}{data.sex}"
        f"{expiry}{check_digit(expiry)}{optional}{optional_check}"
    )
    return first, second + check_digit(second[0:10] + second[13:20] + second[21:43])
