"""Read phone numbers with the phonenumbers library."""

from __future__ import annotations

import phonenumbers
from phonenumbers import PhoneNumberType

from app.domain.phone_facts import PhoneFacts, PhoneKind

_KINDS = {
    PhoneNumberType.MOBILE: PhoneKind.MOBILE,
    PhoneNumberType.FIXED_LINE: PhoneKind.FIXED,
    PhoneNumberType.FIXED_LINE_OR_MOBILE: PhoneKind.FIXED_OR_MOBILE,
}
_UNREADABLE = PhoneFacts("", (), PhoneKind.OTHER, is_possible=False, is_valid=False)
# The library's own "no country": satellite and other worldwide numbers.
_NON_GEOGRAPHIC = "001"
_LONGEST = 40


def read_phone(untrusted_text: str, home: str) -> PhoneFacts:
    """Return what a typed number says.

    Args:
        untrusted_text: as typed; "+", "00" and national forms are understood.
        home: two-letter code of the country whose national form is assumed without a prefix.
    """
    # "00" is the exit code nearly everywhere but not in the whole world (011 in the US).
    text = untrusted_text.strip()
    if text.startswith("00"):
        text = "+" + text[2:]
    if len(text) > _LONGEST:
        return _UNREADABLE
    try:
        number = phonenumbers.parse(text, home.strip().upper() or None)
    except phonenumbers.NumberParseException:
        return _UNREADABLE
    if number.extension:
        # An extension is lost in E.164; the switchboard's number is not this person's.
        return _UNREADABLE
    return PhoneFacts(
        e164=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        regions=_regions(number),
        kind=_KINDS.get(phonenumbers.number_type(number), PhoneKind.OTHER),
        is_possible=phonenumbers.is_possible_number(number),
        is_valid=phonenumbers.is_valid_number(number),
    )


def _regions(number: phonenumbers.PhoneNumber) -> tuple[str, ...]:
    region = phonenumbers.region_code_for_number(number)
    if region is not None and region != _NON_GEOGRAPHIC:
        return (region,)
    shared = phonenumbers.region_codes_for_country_code(number.country_code or 0)
    return tuple(code for code in shared if code != _NON_GEOGRAPHIC)
