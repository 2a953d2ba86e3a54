"""E-mail domains that look like a well-known one without being it."""

from __future__ import annotations

from collections.abc import Iterable

# Read at a glance, the left side is taken for the right side.
_LOOK_ALIKES = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("5", "s"))
_ENCODED_LABEL = "xn--"
_COUNTRY_LENGTH = 2


def looks_like(domain: str, known_domains: Iterable[str]) -> str | None:
    """Return the known domain that `domain` may be mistaken for, or None.

    A known domain, or a subdomain of one, looks like nothing but itself. Otherwise domains look
    alike when they differ by a slip or two of the keys, by letters of the same shape, by
    hyphens, or when the known name is only the beginning of a longer one.

    Args:
        domain: lower-case ASCII domain of an address.
        known_domains: lower-case domains of providers and of the institute.
    """
    known = tuple(known_domains)
    if not domain or any(_is_within(domain, name) for name in known):
        return None
    return next((name for name in known if _resembles(domain, name)), None)


def is_encoded(domain: str) -> bool:
    """Return whether a domain holds letters outside ASCII (xn--), which can imitate any letter."""
    return any(label.startswith(_ENCODED_LABEL) for label in domain.split("."))


def _is_within(domain: str, name: str) -> bool:
    return domain == name or domain.endswith("." + name)


def _resembles(domain: str, name: str) -> bool:
    if f".{name}." in f".{domain}":
        return True
    # Compare as many labels as the known name has: mail.iesse.gob.ec imitates iess.gob.ec.
    tail = ".".join(domain.split(".")[-(name.count(".") + 1) :])
    if _skeleton(tail) == _skeleton(name):
        return True
    label, _, ending = tail.partition(".")
    known_label, _, known_ending = name.partition(".")
    if label == known_label:
        # Providers have a domain in many countries; .es and .it are two of them, .com and .co a slip.
        are_countries = len(ending) == len(known_ending) == _COUNTRY_LENGTH
        return not are_countries and edit_distance(ending, known_ending) <= 1
    return edit_distance(tail, name) <= _slips_allowed(name)


def _skeleton(domain: str) -> str:
    for look, letter in _LOOK_ALIKES:
        domain = domain.replace(look, letter)
    return domain.replace("-", "").replace(".", "")


def _slips_allowed(name: str) -> int:
    """Return how many slips still look alike: short names are near to too many honest ones."""
    label = len(name.partition(".")[0])
    if label < 4:
        return 0
    return 1 if label < 7 else 2


def edit_distance(one: str, other: str) -> int:
    """Return the least number of insertions, removals, changes and swaps of neighbours."""
    before: list[int] = []
    previous = list(range(len(other) + 1))
    for row, char in enumerate(one, start=1):
        current = [row]
        for column, wanted in enumerate(other, start=1):
            best = min(
                previous[column] + 1,
                current[column - 1] + 1,
                previous[column - 1] + (char != wanted),
            )
            is_swap = (
                row > 1 and column > 1 and char == other[column - 2] and one[row - 2] == wanted
            )
            current.append(min(best, before[column - 2] + 1) if is_swap else best)
        before, previous = previous, current
    return previous[-1]
