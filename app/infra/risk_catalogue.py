"""Read the limits and sentences of risk marks from resources/risk_marks.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from string import Formatter

from app.domain.languages import LANGUAGES
from app.domain.risk import RiskCode, RiskLimits, RiskMark
from app.infra.toml_files import Table, read_toml

FIELDS = ("name", "birth", "passport", "check_digits")
"""What a document can disagree in (`app.domain.mrz.document_check`)."""


@dataclass(frozen=True, slots=True)
class RiskCatalogue:
    """Limits, and one sentence for each mark and language.

    Attributes:
        limits: where marks begin.
        sentences: by mark and language; placeholders are facts of the mark.
        fields: by language, the words for the codes in the fact ``fields``.
    """

    limits: RiskLimits
    sentences: Mapping[tuple[RiskCode, str], str]
    fields: Mapping[str, Mapping[str, str]]

    def sentence(self, mark: RiskMark, language: str = "es") -> str:
        """Return the sentence of a mark with its facts filled in; unknown languages get Spanish."""
        chosen = language if language in LANGUAGES else LANGUAGES[0]
        facts = dict(mark.facts)
        if "fields" in facts:
            words = self.fields[chosen]
            codes = str(facts["fields"]).split()
            facts["fields"] = ", ".join(words.get(code, code) for code in codes)
        # Only plain {name} places are in the file (checked on loading), so values stay values.
        return self.sentences[mark.code, chosen].format_map(facts)


def load_risk_catalogue(path: Path) -> RiskCatalogue:
    """Return the catalogue of a file; every mark must have every language.

    Raises:
        UnavailableError: DATA_FILE_MISSING.
        RuleViolationError: DATA_FILE_FORM.
    """
    root = Table(path.name, path.stem, read_toml(path))
    limits = _limits(root.table("limits"))
    marks = root.table("marks")
    fields = {language: root.table(f"fields_{language}") for language in LANGUAGES}
    root.finish()
    sentences = {}
    for code in RiskCode:
        row = marks.table(code)
        for language in LANGUAGES:
            sentences[code, language] = _sentence(row, language)
        row.finish()
    marks.finish()
    words = {
        language: {code: fields[language].take(code, str) for code in FIELDS}
        for language in LANGUAGES
    }
    for table in fields.values():
        table.finish()
    return RiskCatalogue(limits, sentences, words)


def _limits(table: Table) -> RiskLimits:
    domains = table.take("known_domains", list)
    if not all(isinstance(item, str) for item in domains):
        raise table.wrong("known_domains")
    limits = RiskLimits(
        recent_change_days=table.take("recent_change_days", int),
        form_age_days=table.take("form_age_days", int),
        shared_contact_days=table.take("shared_contact_days", int),
        shortest_review=timedelta(seconds=table.take("shortest_review_seconds", int)),
        shortest_decision=timedelta(seconds=table.take("shortest_decision_seconds", int)),
        picture_distance=table.take("picture_distance", int),
        known_domains=tuple(domains),
    )
    table.finish()
    return limits


def _sentence(row: Table, language: str) -> str:
    text = row.take(language, str)
    for _, name, spec, conversion in Formatter().parse(text):
        if name is not None and (not name.isidentifier() or spec or conversion):
            raise row.wrong(language)
    return text
