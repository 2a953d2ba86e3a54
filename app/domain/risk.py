"""Risk marks of a contact change: what should make a person look twice, from facts alone.

A mark never decides (D9, D17); it is shown beside the change and kept with the case. The
sentences are in resources/risk_marks.toml. Sources: peers.md D17, domain.md §10 C1-C7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.contact import ContactData, is_same_address
from app.domain.field_finding import Fact
from app.domain.look_alike_domains import is_encoded, looks_like


class RiskSeverity(StrEnum):
    """How loud a mark is."""

    NOTICE = "notice"
    WARNING = "warning"
    ALARM = "alarm"


class RiskCode(StrEnum):
    """Every mark there is; the values are kept with cases and must not change."""

    ACCOUNT_FROZEN = "ACCOUNT_FROZEN"
    EMAIL_OF_OTHERS = "EMAIL_OF_OTHERS"
    PHONE_OF_OTHERS = "PHONE_OF_OTHERS"
    LOOK_ALIKE_DOMAIN = "LOOK_ALIKE_DOMAIN"
    ENCODED_DOMAIN = "ENCODED_DOMAIN"
    RECENT_CHANGE = "RECENT_CHANGE"
    EMAIL_AND_PHONE = "EMAIL_AND_PHONE"
    PHONE_COUNTRY = "PHONE_COUNTRY"
    PENSIONER = "PENSIONER"
    REVIEWED_FAST = "REVIEWED_FAST"
    DECIDED_FAST = "DECIDED_FAST"
    OUTSIDE_HOURS = "OUTSIDE_HOURS"
    FILE_OF_OTHERS = "FILE_OF_OTHERS"
    PICTURE_OF_OTHERS = "PICTURE_OF_OTHERS"
    OLD_FORM = "OLD_FORM"
    FORM_DATE_IN_FUTURE = "FORM_DATE_IN_FUTURE"
    MRZ_MISMATCH = "MRZ_MISMATCH"
    DOCUMENT_ON_OTHER_CASE = "DOCUMENT_ON_OTHER_CASE"
    NOT_IN_REGISTER = "NOT_IN_REGISTER"
    NOBODY_TO_WARN = "NOBODY_TO_WARN"


@dataclass(frozen=True, slots=True)
class RiskMark:
    """One mark.

    Attributes:
        code: which mark.
        severity: how loud.
        facts: pairs the sentence mentions: counts, days, country codes; nothing that names
            another person.
    """

    code: RiskCode
    severity: RiskSeverity
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class RiskLimits:
    """Where marks begin; settings, read from resources/risk_marks.toml.

    Attributes:
        recent_change_days: a change younger than this is recent.
        form_age_days: a form older than this on reception is old.
        shared_contact_days: so long a request that is over counts among those of other people.
        shortest_review: documents accepted in less than this were accepted fast.
        shortest_decision: a decision so soon after the call is a fast one.
        picture_distance: bits of 64 in which near-identical pictures may differ.
        known_domains: lower-case e-mail domains worth imitating.
    """

    recent_change_days: int
    form_age_days: int
    shared_contact_days: int
    shortest_review: timedelta
    shortest_decision: timedelta
    picture_distance: int
    known_domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """What is known about one contact change; unknown facts keep their default and mark nothing.

    Attributes:
        before: contact data in force; None when none are known.
        after: contact data asked for.
        now: UTC instant of looking.
        is_old_address_usable: whether the e-mail in force can be one at all.
        last_change_at: UTC instant at which the data in force came into force by a change.
        phone_regions: countries `after.phone_abroad` can belong to.
        is_pensioner: whether the person draws a pension.
        is_frozen: whether the account is frozen by "no fui yo".
        is_unknown_person: whether the person is known from packages only.
        same_email_people: other people who have the new e-mail or ask for it too.
        same_phone_people: other people who have any of the new phones or ask for it too.
        same_file_people: other people who handed in the very same file.
        near_picture_people: other people who handed in a near-identical picture.
        received_on: day the form came in, in the agency's zone.
        form_date: date written on the form.
        review_time: how long the review took that accepted the documents; None without one.
        decision_time: how long the case was in hand after the call; None before the decision.
        decided_outside_hours: whether it was decided while the agency was closed.
        document_case_count: other open cases that use the same document number.
    """

    before: ContactData | None
    after: ContactData
    now: datetime
    is_old_address_usable: bool = True
    last_change_at: datetime | None = None
    phone_regions: tuple[str, ...] = ()
    is_pensioner: bool = False
    is_frozen: bool = False
    is_unknown_person: bool = False
    same_email_people: int = 0
    same_phone_people: int = 0
    same_file_people: int = 0
    near_picture_people: int = 0
    received_on: date | None = None
    form_date: date | None = None
    review_time: timedelta | None = None
    decision_time: timedelta | None = None
    decided_outside_hours: bool = False
    document_case_count: int = 0


def risk_marks(facts: RiskFacts, limits: RiskLimits) -> tuple[RiskMark, ...]:
    """Return every mark the facts give, the loudest first."""
    return loudest_first(mark for rule in _RULES if (mark := rule(facts, limits)) is not None)


def loudest_first(marks: Iterable[RiskMark]) -> tuple[RiskMark, ...]:
    """The marks, alarms before warnings before notices."""
    return tuple(sorted(marks, key=lambda mark: _LOUDEST_FIRST.index(mark.severity)))


_LOUDEST_FIRST = (RiskSeverity.ALARM, RiskSeverity.WARNING, RiskSeverity.NOTICE)


def _frozen(facts: RiskFacts, _: RiskLimits) -> RiskMark | None:
    return RiskMark(RiskCode.ACCOUNT_FROZEN, RiskSeverity.ALARM) if facts.is_frozen else None


def _not_in_register(facts: RiskFacts, _: RiskLimits) -> RiskMark | None:
    if not facts.is_unknown_person:
        return None
    return RiskMark(RiskCode.NOT_IN_REGISTER, RiskSeverity.ALARM)


def _nobody_to_warn(facts: RiskFacts, _: RiskLimits) -> RiskMark | None:
    # Only the address that is asked for would hear of the change (domain.md §10 C2).
    # So it is where the register has a word such as "none" in place of an address.
    if facts.before is not None and facts.before.email and facts.is_old_address_usable:
        return None
    return RiskMark(RiskCode.NOBODY_TO_WARN, RiskSeverity.WARNING)


def _people(
    code: RiskCode, severity: RiskSeverity, count: Callable[[RiskFacts], int]
) -> Callable[[RiskFacts, RiskLimits], RiskMark | None]:
    def rule(facts: RiskFacts, _: RiskLimits) -> RiskMark | None:
        found = count(facts)
        return RiskMark(code, severity, (("count", found),)) if found else None

    return rule


def _domain(facts: RiskFacts, limits: RiskLimits) -> RiskMark | None:
    domain = facts.after.email_domain
    if not _is_new_email(facts):
        return None
    meant = looks_like(domain, limits.known_domains)
    if meant is not None:
        known = (("domain", domain), ("known", meant))
        return RiskMark(RiskCode.LOOK_ALIKE_DOMAIN, RiskSeverity.ALARM, known)
    if is_encoded(domain):
        return RiskMark(RiskCode.ENCODED_DOMAIN, RiskSeverity.WARNING, (("domain", domain),))
    return None


def _recent_change(facts: RiskFacts, limits: RiskLimits) -> RiskMark | None:
    if facts.last_change_at is None:
        return None
    age = facts.now - facts.last_change_at
    if age >= timedelta(days=limits.recent_change_days):
        return None
    days = (("days", max(age.days, 0)), ("limit", limits.recent_change_days))
    return RiskMark(RiskCode.RECENT_CHANGE, RiskSeverity.WARNING, days)


def _email_and_phone(facts: RiskFacts, _: RiskLimits) -> RiskMark | None:
    # Only replaced data cut people off: a first address, or one more phone, takes nothing away.
    if facts.before is None or not facts.before.email or not _is_new_email(facts):
        return None
    if set(facts.before.phones) <= set(facts.after.phones):
        return None
    return RiskMark(RiskCode.EMAIL_AND_PHONE, RiskSeverity.WARNING)


def _phone_country(facts: RiskFacts, _: RiskLimits) -> RiskMark | None:
    country = facts.after.country
    if not country or not facts.phone_regions or country in facts.phone_regions:
        return None
    pairs = (("country", country), ("regions", " ".join(facts.phone_regions)))
    return RiskMark(RiskCode.PHONE_COUNTRY, RiskSeverity.WARNING, pairs)


def _pensioner(facts: RiskFacts, _: RiskLimits) -> RiskMark | None:
    return RiskMark(RiskCode.PENSIONER, RiskSeverity.NOTICE) if facts.is_pensioner else None


def _reviewed_fast(facts: RiskFacts, limits: RiskLimits) -> RiskMark | None:
    return _fast(RiskCode.REVIEWED_FAST, facts.review_time, limits.shortest_review)


def _decided_fast(facts: RiskFacts, limits: RiskLimits) -> RiskMark | None:
    return _fast(RiskCode.DECIDED_FAST, facts.decision_time, limits.shortest_decision)


def _fast(code: RiskCode, took: timedelta | None, shortest: timedelta) -> RiskMark | None:
    if took is None or took >= shortest:
        return None
    seconds = (
        ("seconds", max(int(took.total_seconds()), 0)),
        ("limit", int(shortest.total_seconds())),
    )
    return RiskMark(code, RiskSeverity.WARNING, seconds)


def _outside_hours(facts: RiskFacts, _: RiskLimits) -> RiskMark | None:
    if not facts.decided_outside_hours:
        return None
    return RiskMark(RiskCode.OUTSIDE_HOURS, RiskSeverity.WARNING)


def _form_date(facts: RiskFacts, limits: RiskLimits) -> RiskMark | None:
    if facts.form_date is None or facts.received_on is None:
        return None
    age = (facts.received_on - facts.form_date).days
    if age < 0:
        return RiskMark(RiskCode.FORM_DATE_IN_FUTURE, RiskSeverity.WARNING, (("days", -age),))
    if age <= limits.form_age_days:
        return None
    days = (("days", age), ("limit", limits.form_age_days))
    return RiskMark(RiskCode.OLD_FORM, RiskSeverity.NOTICE, days)


def mismatch_mark(differences: tuple[str, ...]) -> RiskMark | None:
    """The mark of a document that disagrees with the declaration in these; None for none."""
    if not differences:
        return None
    named = (("fields", " ".join(differences)),)
    return RiskMark(RiskCode.MRZ_MISMATCH, RiskSeverity.ALARM, named)


def _is_new_email(facts: RiskFacts) -> bool:
    old = facts.before.email if facts.before is not None else ""
    return not is_same_address(facts.after.email, old)


_RULES: tuple[Callable[[RiskFacts, RiskLimits], RiskMark | None], ...] = (
    _frozen,
    _not_in_register,
    _nobody_to_warn,
    _people(RiskCode.EMAIL_OF_OTHERS, RiskSeverity.ALARM, lambda facts: facts.same_email_people),
    _people(RiskCode.PHONE_OF_OTHERS, RiskSeverity.WARNING, lambda facts: facts.same_phone_people),
    _domain,
    _people(RiskCode.FILE_OF_OTHERS, RiskSeverity.ALARM, lambda facts: facts.same_file_people),
    _people(
        RiskCode.PICTURE_OF_OTHERS, RiskSeverity.WARNING, lambda facts: facts.near_picture_people
    ),
    _people(
        RiskCode.DOCUMENT_ON_OTHER_CASE,
        RiskSeverity.ALARM,
        lambda facts: facts.document_case_count,
    ),
    _recent_change,
    _email_and_phone,
    _phone_country,
    _reviewed_fast,
    _decided_fast,
    _outside_hours,
    _form_date,
    _pensioner,
)
