"""Read e-mail addresses with the email-validator library, without asking any name server."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from app.domain.phone_facts import EmailFacts

_INVALID = EmailFacts("", "", is_valid=False)


def read_email(untrusted_text: str) -> EmailFacts:
    """Return what a typed address says: normalised form and domain, or that it is none.

    Display names, quoted mailboxes and addresses of literal hosts are no addresses here; the
    mailbox keeps its case, the domain is lower case.
    """
    try:
        found = validate_email(
            untrusted_text.strip(), check_deliverability=False, globally_deliverable=True
        )
    except EmailNotValidError:
        return _INVALID
    return EmailFacts(found.normalized, found.ascii_domain, is_valid=True)
