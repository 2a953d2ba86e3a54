"""The tramite.json of a demo package, in the published form (resources/schemas/tramite-1.json)."""

import hashlib
import json
from datetime import date, datetime

from app.infra.demo_media.evidence import Evidence, EvidenceVariant
from app.infra.demo_media.people import Person
from app.infra.demo_media.reception_form import reception_form

_INSURED = {"afiliado": "affiliate", "jubilado": "pensioner", "derechohabiente": "beneficiary"}
_ABROAD = "30"


def manifest_bytes(
    number: str,
    person: Person,
    evidence: Evidence,
    *,
    submitted_at: datetime,
    corrects: str | None = None,
    variant: EvidenceVariant = EvidenceVariant.GOOD,
) -> bytes:
    """UTF-8 JSON of the package; `submitted_at` is an aware instant chosen by the caller."""
    document = {
        "schema": "tramite/1",
        "number": number,
        "procedure": "ADC",
        "submitted_at": submitted_at.isoformat(),
        "language": "es",
        "zone": person.time_zone,
        "corrects": corrects,
        "person": _person(person),
        "reception": _reception(person),
        "form": _form(person, variant, submitted_at.date()),
        "files": [
            {
                "requirement": code,
                "name": file.name,
                "sha256": hashlib.sha256(file.data).hexdigest(),
            }
            for code, files in evidence.items()
            for file in files
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def _person(person: Person) -> dict[str, object]:
    return {
        "given_names": person.given_names,
        "family_names": person.surnames,
        "birth_date": person.birth_date.isoformat(),
        "insured": _INSURED[person.group],
        "identifier": {
            "kind": "cedula" if person.cedula else "foreigner_code",
            "value": person.identifier,
            "country": "ECU",
        },
    }


def _reception(person: Person) -> dict[str, object]:
    reception = reception_form(person)
    return {
        "province": person.birth_province_code if person.cedula else _ABROAD,
        "sector": reception.sector,
        "category": reception.category,
        "request": reception.requirement,
        "message": reception.message,
    }


def _form(person: Person, variant: EvidenceVariant, written_on: date) -> dict[str, object]:
    place = person.new_contact
    blank = variant is EvidenceVariant.FORM_MISSING_FIELD
    electronic = variant is EvidenceVariant.FORM_SIGNED_ELECTRONICALLY
    return {
        "header": {"given_names": person.given_names, "family_names": person.surnames},
        "section_1": {
            "cedula": person.cedula or "",
            "birth_date": person.birth_date.isoformat(),
            "country": place.country_code,
            "state": place.region,
            "city": place.city,
            "postal_code": "" if blank else place.postal_code,
            "phone_abroad": " / ".join(place.phones_abroad),
            "codigo_dactilar": person.fingerprint_code if person.cedula else "",
            "id_issue_date": None if blank or not person.cedula else person.issued_on.isoformat(),
        },
        "section_2": {
            "email": place.email,
            "mobile_ec": "0" + place.mobile_ec[4:],
            "landline_ec": "0" + place.landline_ec[4:] if place.landline_ec else "",
        },
        "section_3": {
            "signature": "electronic" if electronic else "handwritten",
            "form_date": written_on.isoformat(),
        },
    }
