"""The published JSON Schema of ``tramite.json``, made from the model that checks it.

To publish it again: ``python -m app.infra.packages.schema > resources/schemas/tramite-1.json``.
"""

from __future__ import annotations

import json
import sys

from app.infra.packages.manifest import Manifest

SCHEMA_FILE = "schemas/tramite-1.json"
"""Place under ``resources/``."""


def schema_text() -> str:
    """The schema as it is published, JSON with two blanks of indentation and a last line feed."""
    schema = Manifest.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["$id"] = "urn:ventanilla:tramite:1"
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
