"""Parameters for every message, as the outbox holds them."""

from __future__ import annotations

PARAMETERS: dict[str, object] = {
    "name": "Rosa Elena Quinde Morales",
    "person_name": "Rosa Elena Quinde Morales",
    "case_number": "ADC-2026-004817",
    "received_at": "2026-11-23T03:30:00+00:00",
    "respond_by": "2026-12-07",
    "parts": [
        {
            "title": "Solicitud firmada",
            "paragraphs": ["La firma parece pegada desde otra imagen."],
            "next_steps": ["Firme la solicitud a mano y envíela otra vez."],
        }
    ],
    "accepted": ["Video de autorización"],
    "arrived": ["Solicitud firmada"],
    "awaited": ["Foto con la cédula"],
    "personal_line": "Gracias por su paciencia.",
    "starts_at": "2026-12-01T14:00:00+00:00",
    "minutes": 15,
    "link": "https://meet.google.com/abc-defg-hij",
    "tool": "Google Meet",
    "office_zone": "America/Guayaquil",
    "citizen_zone": "Europe/Madrid",
    "changes": [
        ["email", "r•••••@yahoo.es", "r•••••@gmail.com"],
        ["country", "IT", "ES"],
        ["landline_ec", "", "•••••••412"],
    ],
    "decided_at": "2026-12-01T14:20:00+00:00",
    "applies_at": "2026-12-03T14:20:00+00:00",
    "not_me_code": "7K2M-ABCD-EFGH-JKLM",
    "reported_at": "2026-12-01T15:00:00+00:00",
    "is_in_force": False,
    "lifted_at": "2026-12-04T15:00:00+00:00",
}
