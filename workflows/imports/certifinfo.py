"""Certifinfo: the tree of certifications, and the table of their RNCP and diploma codes, told apart by their header."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from catalogue.models import TypeCertification
from catalogue.rules import identifiers
from catalogue.transaction import transaction
from catalogue.vocabulary.niveaux import francais_of_certifinfo
from workflows.imports.cells import Cells, diploma_code, european_level, reference_of
from workflows.imports.certification_types import codes_of_labels, replace_provisional
from workflows.imports.conflicts import kept_reserves
from workflows.imports.report import Advance, Ligne, RefusedRow, Report, Reserve
from workflows.imports.tables import Table, UnreadableFile, read_any_table
from workflows.imports.turns import in_turns
from workflows.merging import CertificationRecord, merge_certifications
from workflows.references import write_rows

_TREE = ("code_certifinfo", "intitule", "code_type", "type_certification", "code_niveau")
_CODES = (
    "code_certifinfo",
    "intitule",
    "type_certification",
    "niveau_en",
    "niveau_europe",
    "code_rncp",
    "code_formation_diplome",
)
_CHUNK = 1000
# The table of codes has only the end of each title, and labels for types: the tree knows better.
_CODES_FILL_ONLY = frozenset(CertificationRecord.__slots__)


class Lue(NamedTuple):
    """A row that was read; `type_libelle` is the label of its kind, `type_code` its code where the file has it."""

    ligne: Ligne
    record: CertificationRecord
    type_libelle: str
    type_code: str | None
    reserves: list[Reserve]


async def import_certifinfo(path: Path, advance: Advance) -> Report:
    """Load certifications: what the file says completes what the base knows, a value is never replaced by nothing.

    The tree is the authority for title, kind and French level; the table of codes fills what is missing.

    Raises:
        UnreadableFile: the file is neither of the two; nothing is written then.
    """
    table = read_any_table(path)
    report = Report(f"Certifinfo de {table.nom}")
    report.read = len(table.rows)
    if set(_TREE) <= set(table.columns):
        lues = _read(table, _tree_row, report)
        report.remark("Titre, type et niveau français font foi ; codes et niveau européen déjà connus restent.")
        fill_only: frozenset[str] = frozenset()
    elif set(_CODES) <= set(table.columns):
        lues = _read(table, _codes_row, report)
        report.remark("Ne complète que ce qui manque ; le nombre d'actions de chaque code n'est pas repris.")
        fill_only = _CODES_FILL_ONLY
    else:
        raise UnreadableFile(
            f"{table.nom} n'est pas un fichier de Certifinfo. Colonnes attendues : {', '.join(_TREE)} ; "
            f"ou bien : {', '.join(_CODES)}. Colonnes lues : {', '.join(table.columns)}."
        )
    async for chunk in in_turns(lues, _CHUNK):
        for lue, written, reserves in await transaction(partial(_write, chunk, fill_only)):
            report.settle(lue.ligne, written=written, reserves=reserves)
        advance(report.settled, report.read)
    replaced = await transaction(replace_provisional)
    if replaced:
        report.remark(f"{replaced} type(s) de certification, connus par leur seul libellé, ont pris leur code.")
    return report


def _read(
    table: Table, reader: Callable[[Cells, str], tuple[CertificationRecord, str | None]], report: Report
) -> list[Lue]:
    lues: dict[str, Lue] = {}
    labels: dict[str, str] = {}
    for row in table.rows:
        ligne = reference_of(row, "code_certifinfo", table.nom)
        try:
            cells = Cells(row)
            libelle = cells.demand("type_certification", 250)
            record, type_code = reader(cells, f"Certifinfo, {table.nom}"[:60])
            if record.code in lues:
                first = lues[record.code].ligne.numero
                raise RefusedRow("code répété", f"Le code Certifinfo {record.code} est déjà ligne {first}.")
        except RefusedRow as refusal:
            report.refuse(ligne, refusal)
            continue
        if type_code is not None and labels.setdefault(type_code, libelle) != libelle:
            cells.reserve("libellé de type", f"Le type {type_code} reste « {labels[type_code]} », non « {libelle} ».")
        lues[record.code] = Lue(ligne, record, libelle, type_code, cells.reserves)
    return list(lues.values())


def _tree_row(cells: Cells, source: str) -> tuple[CertificationRecord, str]:
    type_code = cells.demand("code_type", 10)
    record = CertificationRecord(
        code=cells.demand_valid("code_certifinfo", identifiers.code_certifinfo),
        intitule=cells.demand("intitule", 500),
        source=source,
        type_id=type_code,
        niveau_francais=cells.keep_valid("code_niveau", francais_of_certifinfo),
    )
    return record, type_code


def _codes_row(cells: Cells, source: str) -> tuple[CertificationRecord, None]:
    record = CertificationRecord(
        code=cells.demand_valid("code_certifinfo", identifiers.code_certifinfo),
        intitule=cells.demand("intitule", 500),
        source=source,
        code_rncp=cells.keep_valid("code_rncp", identifiers.code_rncp),
        code_formation_diplome=diploma_code(cells, "code_formation_diplome"),
        niveau_francais=cells.keep_valid("niveau_en", francais_of_certifinfo),
        niveau_europeen=cells.keep_valid("niveau_europe", european_level),
    )
    return record, None


async def _write(chunk: Sequence[Lue], fill_only: frozenset[str]) -> list[tuple[Lue, bool, list[Reserve]]]:
    types = {lue.type_code: lue.type_libelle for lue in reversed(chunk) if lue.type_code is not None}
    await write_rows(TypeCertification, [TypeCertification(code=code, libelle=types[code]) for code in types])
    codes = await codes_of_labels(lue.type_libelle for lue in chunk if lue.type_code is None)
    records = [
        lue.record if lue.type_code is not None else replace(lue.record, type_id=codes[lue.type_libelle])
        for lue in chunk
    ]
    merged = await merge_certifications(records, fill_only=fill_only)
    return [
        (
            lue,
            lue.record.code in merged.written,
            [*lue.reserves, *kept_reserves(merged.kept.get(lue.record.code, ()))],
        )
        for lue in chunk
    ]
