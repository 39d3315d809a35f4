"""The reference lists: territory, Certifinfo, kinds of dispositif. Saving what is there already changes nothing.

Every function is part of the caller's transaction and takes many records at once; each returns how many it wrote,
or which.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from tortoise.models import Model

from catalogue.models import Commune, Departement, Region, Remplacement, TypeCertification, TypeDispositif
from workflows.merging import BlocRecord, CertificationRecord, merge_certifications

__all__ = [
    "BlocRecord",
    "CertificationRecord",
    "save_certifications",
    "save_replacements",
    "save_rows",
    "save_territory",
    "save_types_dispositif",
    "write_rows",
]

M = TypeVar("M", bound=Model)

_NOTHING: tuple[Any, ...] = (None, "", [])
_CHUNK = 500


async def write_rows(model: type[M], rows: Sequence[M], *, keep_known: bool = False) -> set[Any]:
    """Insert the rows that are new and update those that differ, by primary key; returns the keys of those.

    With `keep_known`, a value that says nothing (null, empty) leaves the one that is there.
    """
    written: set[Any] = set()
    for start in range(0, len(rows), _CHUNK):
        written |= await _write_chunk(model, rows[start : start + _CHUNK], keep_known)
    return written


async def _write_chunk(model: type[M], rows: Sequence[M], keep_known: bool) -> set[Any]:
    known = {row.pk: row for row in await model.filter(pk__in=[row.pk for row in rows])}
    if keep_known:
        for row in rows:
            _complete(row, known.get(row.pk))
    fresh = [row for row in rows if row.pk not in known]
    changed = [row for row in rows if row.pk in known and _columns(row) != _columns(known[row.pk])]
    await model.bulk_create(fresh, batch_size=_CHUNK)
    if changed:
        names = [name for name in _columns(changed[0]) if name != model._meta.pk_attr]
        await model.bulk_update(changed, fields=names, batch_size=100)
    return {row.pk for row in (*fresh, *changed)}


def _columns(row: Model) -> dict[str, Any]:
    """What is compared: every column but the date of the last change."""
    return {name: getattr(row, name) for name in row._meta.db_fields if name != "modifie_le"}


def _complete(row: Model, known: Model | None) -> None:
    for name in row._meta.db_fields if known is not None else ():
        if getattr(row, name) in _NOTHING:
            setattr(row, name, getattr(known, name))


async def save_rows(model: type[M], rows: Sequence[M]) -> int:
    """Insert the rows that are new and update those that differ, by primary key."""
    return len(await write_rows(model, rows))


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


async def save_replacements(pairs: Sequence[tuple[str, str]]) -> int:
    """Say that certifications took the place of others: (former, new) codes; returns how many were not known yet."""
    known = set(
        await Remplacement.filter(ancienne_id__in=[old for old, _ in pairs]).values_list("ancienne_id", "nouvelle_id")
    )
    fresh = [pair for pair in pairs if pair not in known]
    await Remplacement.bulk_create(Remplacement(ancienne_id=old, nouvelle_id=new) for old, new in fresh)
    return len(fresh)


async def save_certifications(types: Sequence[TypeCertification], records: Sequence[CertificationRecord]) -> int:
    """Certifications with their types, certificateurs and blocs; what a record does not say stays as it is."""
    written = await save_rows(TypeCertification, types)
    return written + len((await merge_certifications(records)).written)
