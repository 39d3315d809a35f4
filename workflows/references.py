"""The reference lists: territory, Certifinfo, kinds of dispositif. Saving what is there already changes nothing.

Every function is part of the caller's transaction and takes many records at once; each returns how many it wrote.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tortoise.models import Model

from catalogue.models import (
    Bloc,
    Certificateur,
    Certification,
    Commune,
    Departement,
    Region,
    TypeCertification,
    TypeDispositif,
)
from workflows.directory import search_text

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocRecord:
    """A bloc de compétences."""

    code: str
    intitule: str
    objectif: str | None = None
    programme: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationRecord:
    """A certification as a source describes it; `blocs` and `certificateurs` in order, None: the source does not say."""

    code: str
    intitule: str
    source: str
    code_rncp: str | None = None
    code_rs: str | None = None
    code_formation_diplome: str | None = None
    type_id: str | None = None
    niveau_francais: str | None = None
    niveau_europeen: int | None = None
    annee_derniere_session: int | None = None
    date_fin: datetime.date | None = None
    objectif: str | None = None
    programme: str | None = None
    formacodes: list[dict[str, str | None]] = field(default_factory=list)
    nsf: list[dict[str, str]] = field(default_factory=list)
    romes: list[dict[str, str]] = field(default_factory=list)
    blocs: Sequence[BlocRecord] | None = None
    certificateurs: Sequence[tuple[str, str | None]] | None = None


async def save_rows(model: type[M], rows: Sequence[M]) -> int:
    """Insert the rows that are new and update those that differ, by primary key."""
    known = {row.pk: row for row in await model.filter(pk__in=[row.pk for row in rows])}
    fresh = [row for row in rows if row.pk not in known]
    changed = [row for row in rows if row.pk in known and _columns(row) != _columns(known[row.pk])]
    await model.bulk_create(fresh, batch_size=500)
    if changed:
        names = [name for name in _columns(changed[0]) if name != model._meta.pk_attr]
        await model.bulk_update(changed, fields=names, batch_size=100)
    return len(fresh) + len(changed)


def _columns(row: Model) -> dict[str, Any]:
    """What is compared: every column but the date of the last change."""
    return {name: getattr(row, name) for name in row._meta.db_fields if name != "modifie_le"}


async def save_territory(
    regions: Sequence[Region], departements: Sequence[Departement], communes: Sequence[Commune]
) -> int:
    """Regions, their départements, their communes."""
    return (
        await save_rows(Region, regions)
        + await save_rows(Departement, departements)
        + await save_rows(Commune, communes)
    )


async def save_types_dispositif(types: Sequence[TypeDispositif]) -> int:
    """Kinds of dispositif."""
    return await save_rows(TypeDispositif, types)


async def save_certifications(types: Sequence[TypeCertification], records: Sequence[CertificationRecord]) -> int:
    """Certifications with their types, certificateurs and blocs."""
    written = await save_rows(TypeCertification, types)
    written += await save_rows(Certification, [_row(record) for record in records])
    for record in records:
        written += await _save_certificateurs(record) + await _save_blocs(record)
    return written


def _row(record: CertificationRecord) -> Certification:
    names = [name for name in record.__slots__ if name not in ("blocs", "certificateurs")]
    values = {name: getattr(record, name) for name in names}
    return Certification(**values, recherche=search_text(record.intitule))


async def _save_certificateurs(record: CertificationRecord) -> int:
    if record.certificateurs is None:
        return 0
    known = await Certificateur.filter(certification_id=record.code).order_by("rang").values_list("nom", "siret")
    if list(known) == list(record.certificateurs):
        return 0
    await Certificateur.filter(certification_id=record.code).delete()
    await Certificateur.bulk_create(
        Certificateur(certification_id=record.code, rang=rang, nom=nom, siret=siret, recherche=search_text(nom)[:300])
        for rang, (nom, siret) in enumerate(record.certificateurs)
    )
    return 1


async def _save_blocs(record: CertificationRecord) -> int:
    """Blocs are updated by code, never deleted: formations may have chosen them."""
    written = 0
    known = {bloc.code: bloc for bloc in await Bloc.filter(certification_id=record.code)} if record.blocs else {}
    for rang, wanted in enumerate(record.blocs or ()):
        values = {
            "rang": rang,
            "intitule": wanted.intitule,
            "objectif": wanted.objectif,
            "programme": wanted.programme,
        }
        bloc = known.get(wanted.code)
        if bloc is None:
            await Bloc.create(certification_id=record.code, code=wanted.code, **values)
        elif any(getattr(bloc, name) != value for name, value in values.items()):
            await Bloc.filter(id=bloc.id).update(**values)
        else:
            continue
        written += 1
    return written
