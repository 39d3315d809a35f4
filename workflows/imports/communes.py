"""The territory: communes with, when they lie beside, regions, départements and former communes (INSEE's lists)."""

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from tortoise.models import Model

from catalogue.models import Commune, Departement, Region
from catalogue.rules import identifiers
from catalogue.transaction import transaction
from workflows.imports.cells import Cells, reference_of, whole_number
from workflows.imports.report import Advance, Ligne, RefusedRow, Report, Reserve
from workflows.imports.tables import Table, read_table
from workflows.references import write_rows

COMMUNES = "communes-pdl.csv"
_REGIONS, _DEPARTEMENTS, _ANCIENNES = "regions.csv", "departements.csv", "communes-pdl-anciennes.csv"
_COLUMNS = {
    _REGIONS: ("code", "nom"),
    _DEPARTEMENTS: ("code", "nom", "region"),
    COMMUNES: ("code_insee", "nom", "departement", "codes_postaux", "population"),
    _ANCIENNES: ("code_insee", "nom", "code_insee_actuel"),
}
# The code of an overseas collectivity has three digits: what the base does not hold is refused, not cut.
_REGION_CODE: int = Region._meta.fields_map["code"].max_length  # type: ignore[attr-defined]


class Lue(NamedTuple):
    """A row that was read: what it becomes in the base, null when nothing has to be kept of it."""

    ligne: Ligne
    row: Model | None
    reserves: list[Reserve]


async def import_communes(path: Path, advance: Advance) -> Report:
    """Load a list of communes, and the other lists of its folder that go with it.

    Each file is written in one transaction, regions first. A commune keeps what the base knew and the file does not
    say; none is removed.

    Raises:
        UnreadableFile: one of the files is not what it should be; nothing is written then.
    """
    tables = {COMMUNES: read_table(path, _COLUMNS[COMMUNES])}
    report = Report(f"Communes de {path.name}")
    for nom in (_REGIONS, _DEPARTEMENTS, _ANCIENNES):
        neighbour = path.with_name(nom)
        if neighbour.is_file():
            tables[nom] = read_table(neighbour, _COLUMNS[nom])
            report.remark(f"{nom}, dans le même dossier, est chargé aussi.")
        else:
            report.remark(f"{nom} n'est pas dans le dossier : seul ce que la base connaît déjà sert.")
    total = sum(len(table.rows) for table in tables.values())
    for nom in _COLUMNS:
        if nom in tables:
            report.read += len(tables[nom].rows)
            await _load(nom, tables[nom], report)
            advance(report.settled, total)
    return report


async def _load(nom: str, table: Table, report: Report) -> None:
    reader = await _reader(nom)
    lues: dict[str, Lue] = {}
    for row in table.rows:
        ligne = reference_of(row, _COLUMNS[nom][0], table.nom)
        try:
            cells = Cells(row)
            read = reader(cells)
            key = cells.text(_COLUMNS[nom][0]).upper()
            if key in lues:
                raise RefusedRow("code répété", f"Le code {key} est déjà ligne {lues[key].ligne.numero}.")
            lues[key] = Lue(ligne, read, cells.reserves)
        except RefusedRow as refusal:
            report.refuse(ligne, refusal)
    kept = [lue.row for lue in lues.values() if lue.row is not None]
    written = await transaction(partial(write_rows, type(kept[0]), kept, keep_known=True)) if kept else set()
    for lue in lues.values():
        report.settle(lue.ligne, written=lue.row is not None and lue.row.pk in written, reserves=lue.reserves)


async def _reader(nom: str) -> Any:
    """What makes a row of the base of a row of this file, with what the base knows now."""
    if nom == _REGIONS:
        return _region
    if nom == _DEPARTEMENTS:
        return partial(_departement, regions={row.code for row in await Region.all()})
    if nom == COMMUNES:
        return partial(_commune, departements={row.code for row in await Departement.all()})
    return partial(_ancienne, current={row.code_insee: row for row in await Commune.filter(actuelle_id=None)})


def _region(cells: Cells) -> Region:
    return Region(code=cells.demand("code", _REGION_CODE), nom=cells.demand("nom", 100))


def _departement(cells: Cells, regions: Iterable[str]) -> Departement:
    region = cells.text("region")
    if region not in regions:
        raise RefusedRow("région inconnue", f"La région {region} n'est pas dans la base.")
    return Departement(code=cells.demand("code", 3), nom=cells.demand("nom", 100), region_id=region)


def _commune(cells: Cells, departements: Iterable[str]) -> Commune:
    departement = cells.demand("departement", 3)
    if departement not in departements:
        raise RefusedRow(
            "département inconnu", f"Le département {departement} n'est pas dans la base : il faut {_DEPARTEMENTS}."
        )
    codes = []
    for text in cells.text("codes_postaux").split():
        try:
            codes.append(identifiers.code_postal(text))
        except identifiers.ValeurInvalide as error:
            cells.reserve("code postal invalide", f"{error} Il n'est pas repris.")
    return Commune(
        code_insee=cells.demand_valid("code_insee", identifiers.code_insee),
        nom=cells.demand("nom", 100),
        departement_id=departement,
        codes_postaux=codes,
        population=cells.keep_valid("population", whole_number(0, 99_999_999)),
    )


def _ancienne(cells: Cells, current: Mapping[str, Commune]) -> Commune | None:
    """A delegated or associated commune; None when it bears the code of the commune it belongs to now."""
    code = cells.demand_valid("code_insee", identifiers.code_insee)
    nom = cells.demand("nom", 100)
    actuelle = current.get(cells.demand_valid("code_insee_actuel", identifiers.code_insee))
    if actuelle is None:
        raise RefusedRow(
            "commune actuelle inconnue",
            f"La commune actuelle {cells.text('code_insee_actuel')} n'est pas dans la base.",
        )
    if code in current:
        cells.reserve(
            "code d'une commune actuelle",
            f"{nom} porte le code {code} de {current[code].nom} : un code ne désigne qu'une commune, celle-ci.",
        )
        return None
    return Commune(code_insee=code, nom=nom, departement_id=actuelle.departement_id, actuelle_id=actuelle.code_insee)
