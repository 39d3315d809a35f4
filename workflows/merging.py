"""Certifications from several sources: what one source says completes what the others said, and erases nothing.

Every function is part of the caller's transaction and takes many records at once.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from catalogue import clock
from catalogue.models import Bloc, Certificateur, Certification
from catalogue.vocabulary.niveaux import complete
from workflows.directory import search_text

_CHUNK = 500
_NOTHING: tuple[Any, ...] = (None, "", [])
_PARTS = ("code", "blocs", "certificateurs")


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocRecord:
    """A bloc de compétences."""

    code: str
    intitule: str
    objectif: str | None = None
    programme: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationRecord:
    """A certification as a source describes it: None, an empty text or list mean that the source does not say.

    `blocs` and `certificateurs` (name, SIRET) are in order.
    """

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


class Kept(NamedTuple):
    """A column where the base and the record disagree, and the base was right to keep its value."""

    column: str
    base: Any
    record: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """The codes of which something was written, and by code what the base kept against its record."""

    written: set[str]
    kept: dict[str, list[Kept]]


async def merge_certifications(records: Sequence[CertificationRecord], *, fill_only: Collection[str] = ()) -> Merged:
    """Add the certifications that are new, complete and update the others; one record a code.

    `fill_only` names the columns in which the source is no authority: there a value is taken only where the base has
    none, or a lesser one (a level that was derived from the other scale, the short form of the same title).
    """
    merged = Merged(set(), defaultdict(list))
    for start in range(0, len(records), _CHUNK):
        await _merge_chunk(records[start : start + _CHUNK], fill_only, merged)
    return merged


async def _merge_chunk(records: Sequence[CertificationRecord], fill_only: Collection[str], merged: Merged) -> None:
    known = {row.code: row for row in await Certification.filter(code__in=[record.code for record in records])}
    fresh, changed, columns = [], [], set()
    for record in records:
        row = known.get(record.code) or Certification(code=record.code, intitule="", recherche="", source="")
        written = _merge(row, record, fill_only, merged.kept)
        if record.code not in known:
            fresh.append(row)
        elif written:
            changed.append(row)
            columns |= written
    await Certification.bulk_create(fresh, batch_size=_CHUNK)
    if changed:
        await Certification.bulk_update(changed, fields=sorted(columns), batch_size=50)
    merged.written.update(row.code for row in (*fresh, *changed))
    for record in records:
        if await _save_certificateurs(record) + await _save_blocs(record):
            merged.written.add(record.code)


def _merge(
    row: Certification,
    record: CertificationRecord,
    fill_only: Collection[str],
    kept: dict[str, list[Kept]],
) -> set[str]:
    """Bring a row up to a record; returns the columns that changed."""
    changed = set()
    for column in record.__slots__:
        new = getattr(record, column)
        if column in _PARTS or new in _NOTHING or new == getattr(row, column):
            continue
        if column in fill_only and not _gives_way(row, column, new):
            kept[row.code].append(Kept(column, getattr(row, column), new))
            continue
        setattr(row, column, new)
        changed.add(column)
    if "intitule" in changed:
        row.recherche = search_text(row.intitule)
        changed.add("recherche")
    niveau = _complete(row)
    if niveau != (row.niveau_francais, row.niveau_europeen):
        row.niveau_francais, row.niveau_europeen = niveau
        changed |= {"niveau_francais", "niveau_europeen"}
    if changed:
        row.modifie_le = clock.now()
        changed.add("modifie_le")
    return changed


def _gives_way(row: Certification, column: str, new: Any) -> bool:
    """Whether what the base has gives way to a source that is no authority."""
    old = getattr(row, column)
    if old in _NOTHING:
        return True
    if column == "intitule":
        return len(new) > len(old) and bool(new.casefold().endswith(old.casefold()))
    if column == "niveau_europeen":
        derived = complete(row.niveau_francais, None).europeen if row.niveau_francais else None
        return str(old) == derived
    return False


def _complete(row: Certification) -> tuple[str | None, int | None]:
    """Both scales of a level, the missing side from the other where that is unambiguous (A1.15)."""
    europeen = row.niveau_europeen
    niveau = complete(row.niveau_francais, None if europeen is None else str(europeen))
    return niveau.francais, None if niveau.europeen is None else int(niveau.europeen)


async def _save_certificateurs(record: CertificationRecord) -> int:
    if not record.certificateurs:
        return 0
    known = await Certificateur.filter(certification_id=record.code).order_by("rang").values_list("nom", "siret")
    sirets = {nom: siret for nom, siret in known if siret}
    wanted = [(nom, siret or sirets.get(nom)) for nom, siret in record.certificateurs]
    if list(known) == wanted:
        return 0
    await Certificateur.filter(certification_id=record.code).delete()
    await Certificateur.bulk_create(
        Certificateur(certification_id=record.code, rang=rang, nom=nom, siret=siret, recherche=search_text(nom)[:300])
        for rang, (nom, siret) in enumerate(wanted)
    )
    return 1


async def _save_blocs(record: CertificationRecord) -> int:
    """Blocs are updated by code, never deleted: formations may have chosen them."""
    written = 0
    known = {bloc.code: bloc for bloc in await Bloc.filter(certification_id=record.code)} if record.blocs else {}
    for rang, wanted in enumerate(record.blocs or ()):
        values: dict[str, Any] = {"rang": rang, "intitule": wanted.intitule}
        values |= {
            name: value
            for name, value in (("objectif", wanted.objectif), ("programme", wanted.programme))
            if value not in _NOTHING
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
