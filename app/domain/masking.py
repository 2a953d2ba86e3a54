"""How identity and contact data are shown when nobody asked to see them whole."""

from __future__ import annotations

BULLET = "•"


def mask_keeping_end(text: str, kept: int) -> str:
    """Return the text with every character but the last `kept` replaced by a bullet.

    A text that is not clearly longer than what would stay visible is masked whole.
    """
    if len(text) <= kept * 2:
        return BULLET * len(text)
    return BULLET * (len(text) - kept) + text[-kept:]


def mask_words(text: str) -> str:
    """Return only the first letter of each word, each followed by three bullets."""
    return " ".join(word[0] + BULLET * 3 for word in text.split())


def mask_email(address: str) -> str:
    """Return first letter of the mailbox and the whole domain, enough to recognise one's own."""
    mailbox, separator, domain = address.rpartition("@")
    if not separator or not mailbox:
        return BULLET * len(address)
    return f"{mailbox[0]}{BULLET * 5}@{domain}"
