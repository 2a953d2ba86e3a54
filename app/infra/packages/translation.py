"""From a checked manifest and the files beside it to the package the stages know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC

from app.domain.case import CEDULA_IN_FORM, Declared, Reception
from app.domain.contact import ContactData
from app.domain.ids import Sha256
from app.domain.package import Package, PackageFile, PackageProblem
from app.domain.person import Identifier, IdentifierKind, Insured
from app.infra.packages.limits import MANIFEST_NAME
from app.infra.packages.manifest import Manifest, ManifestForm
from app.infra.packages.members import Member
from app.infra.packages.names import folded, shown


def file_problems(manifest: Manifest, members: Sequence[Member]) -> tuple[PackageProblem, ...]:
    """Where the list of files and the files themselves disagree.

    Codes: NAME_CASE (the facts give the name the manifest uses), FILE_MISSING, FILE_EXTRA,
    FILE_HASH.
    """
    present = {item.name: item for item in members if item.name != MANIFEST_NAME}
    listed = dict.fromkeys(item.name for item in manifest.files)
    unlisted = {folded(name): name for name in present if name not in listed}
    problems: list[PackageProblem] = []
    for name in listed:
        if name in present:
            continue
        other = unlisted.pop(folded(name), "")
        if other:
            problems.append(PackageProblem("NAME_CASE", shown(other), {"right": shown(name)}))
        else:
            problems.append(PackageProblem("FILE_MISSING", shown(name)))
    problems.extend(PackageProblem("FILE_EXTRA", shown(name)) for name in unlisted.values())
    return (*problems, *_hash_problems(manifest, present))


def _hash_problems(manifest: Manifest, present: Mapping[str, Member]) -> list[PackageProblem]:
    wrong = {
        item.name: None
        for item in manifest.files
        if item.sha256 and item.name in present and present[item.name].sha256 != item.sha256
    }
    return [PackageProblem("FILE_HASH", shown(name)) for name in wrong]


def to_package(manifest: Manifest, members: Sequence[Member], content_hash: Sha256) -> Package:
    """The package; every file the manifest lists has to be among the members."""
    by_name = {item.name: item for item in members}
    reception = manifest.reception
    return Package(
        number=manifest.number,
        procedure=manifest.procedure,
        submitted_at=manifest.submitted_at.astimezone(UTC),
        declared=_declared(manifest),
        reception=Reception(
            province=reception.province,
            sector=reception.sector,
            category=reception.category,
            request=reception.request,
            message=reception.message,
        ),
        files=tuple(
            PackageFile(
                item.requirement, item.name, by_name[item.name].data, by_name[item.name].sha256
            )
            for item in manifest.files
        ),
        content_hash=content_hash,
        corrects=manifest.corrects or "",
        language=manifest.language,
        zone=manifest.zone,
    )


def _declared(manifest: Manifest) -> Declared:
    person, form = manifest.person, manifest.form
    return Declared(
        given_names=person.given_names,
        family_names=person.family_names,
        identifier=Identifier(
            IdentifierKind(person.identifier.kind),
            person.identifier.value,
            person.identifier.country,
        ),
        birth_date=person.birth_date or form.section_1.birth_date,
        insured=Insured(person.insured),
        contact=_contact(form),
        id_issue_date=form.section_1.id_issue_date,
        signature=form.section_3.signature,
        form_date=form.section_3.form_date,
        codigo_dactilar=form.section_1.codigo_dactilar.upper(),
        fields=_as_written(form),
    )


def _contact(form: ManifestForm) -> ContactData:
    abroad, here = form.section_1, form.section_2
    return ContactData(
        email=here.email,
        mobile_ec=here.mobile_ec,
        landline_ec=here.landline_ec,
        phone_abroad=abroad.phone_abroad,
        country=abroad.country,
        state=abroad.state,
        city=abroad.city,
        postal_code=abroad.postal_code,
        postal_code_reason=abroad.postal_code_reason,
        mobile_reason=here.mobile_reason,
    )


def _as_written(form: ManifestForm) -> dict[str, str]:
    """What the form says where we keep a tidier value; the reviewer compares both (R-125)."""
    birth = form.section_1.birth_date
    return {
        "given_names": form.header.given_names,
        "family_names": form.header.family_names,
        CEDULA_IN_FORM: form.section_1.cedula,
        "birth_date": birth.isoformat() if birth else "",
        "phone_abroad": form.section_1.phone_abroad,
    }
