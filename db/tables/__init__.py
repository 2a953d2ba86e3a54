"""All tables; importing this package fills :data:`metadata`."""

from db.tables.base import metadata
from db.tables.casework import (
    case_files,
    case_hands,
    case_papers,
    cases,
    declared_keys,
    findings,
    risk_marks,
    term_pauses,
)
from db.tables.content import blob_chunks, blobs, packages, picture_hashes
from db.tables.judgement import calls, decisions, documents, review_drafts, reviews
from db.tables.office import (
    account_hands,
    agencies,
    counters,
    saved_views,
    settings,
    staff,
    staff_credentials,
)
from db.tables.register import (
    contact_keys,
    people,
    person_contacts,
    person_details,
    person_identifiers,
    person_words,
)
from db.tables.trail import audit_events, audit_heads, outbox

__all__ = [
    "account_hands",
    "agencies",
    "audit_events",
    "audit_heads",
    "blob_chunks",
    "blobs",
    "calls",
    "case_files",
    "case_hands",
    "case_papers",
    "cases",
    "contact_keys",
    "counters",
    "decisions",
    "declared_keys",
    "documents",
    "findings",
    "metadata",
    "outbox",
    "packages",
    "people",
    "person_contacts",
    "person_details",
    "person_identifiers",
    "person_words",
    "picture_hashes",
    "review_drafts",
    "reviews",
    "risk_marks",
    "saved_views",
    "settings",
    "staff",
    "staff_credentials",
    "term_pauses",
]
