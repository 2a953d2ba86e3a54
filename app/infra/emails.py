"""Read e-mail addresses with the email-validator library, without asking any name server."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from app.domain.phone_facts import EmailFacts

_INVALID = EmailFacts("", "", is_valid=False)


def read_email(untrusted_text: str) -> EmailFacts:
    """Return what a typed address says: normalised form and domain, or that it is none.

    Display names, quoted mailboxes, literal hosts and mailboxes outside ASCII (which many servers
    cannot deliver to) are no addresses here. The mailbox keeps its case. The domain is stored in
    ASCII: a letter that only looks like ours then shows itself as xn--.
    """
    try:
        found = validate_email(
            untrusted_text.strip(), check_deliverability=False, allow_smtputf8=False
        )
    except EmailNotValidError:
        return _INVALID
    return EmailFacts(f"{found.local_part}@{found.ascii_domain}", found.ascii_domain, is_valid=True)
