"""The two files of RNCP, read: what each says of one RNCP code."""

import datetime
import json
from pathlib import Path
from typing import Any, NamedTuple

from catalogue.rules import identifiers
from workflows.imports.cells import Cells, diploma_code, european_level, reference_of
from workflows.imports.report import Ligne, RefusedRow, Report, Reserve
from workflows.imports.tables import UnreadableFile, read_table, read_text
from workflows.merging import BlocRecord, CertificationRecord

_KIT = ("code_formation_diplome", "code_rncp", "niveau_europe", "date_echeance", "etat")


class Fiche(NamedTuple):
    """What a row says of an RNCP code; its record has no Certifinfo code yet."""

    ligne: Ligne
    code_rncp: str
    record: CertificationRecord
    reserves: list[Reserve]


def read_kit(path: Path, report: Report) -> list[Fiche]:
    """The rows of the apprenticeship table. Raises UnreadableFile."""
    table = read_table(path, _KIT)
    report.read = len(table.rows)
    report.remark(
        "Repris : échéance, niveau européen, code formation diplôme s'il est seul. Les intitulés ne le sont pas."
    )
    fiches = []
    for row in table.rows:
        ligne = reference_of(row, "code_rncp", table.nom)
        try:
            cells = Cells(row)
            code = cells.demand_valid("code_rncp", identifiers.code_rncp)
        except RefusedRow as refusal:
            report.refuse(ligne, refusal)
            continue
        date_fin = cells.keep_valid("date_echeance", _day)
        if date_fin is None and cells.text("etat").upper() == "INACTIVE":
            cells.reserve("inactive sans échéance", f"{code} est inactive sans date : rien ne le dit dans la base.")
        record = _record(
            niveau_europeen=cells.keep_valid("niveau_europe", european_level),
            date_fin=date_fin,
            code_formation_diplome=diploma_code(cells, "code_formation_diplome"),
        )
        fiches.append(Fiche(ligne, code, record, cells.reserves))
    return fiches


def read_json(path: Path, report: Report) -> list[Fiche]:
    """The records of a JSON list. Lines are ranks in the list, from 1. Raises UnreadableFile."""
    try:
        content = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        where = f" (ligne {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableFile(f"{path.name} n'est pas un fichier JSON lisible{where}.") from None
    if not isinstance(content, list) or not content:
        raise UnreadableFile(f"{path.name} ne contient pas de liste de fiches RNCP.")
    report.read = len(content)
    report.remark("Les fiches parentes ne sont pas reprises : le fichier ne dit pas laquelle remplace l'autre.")
    fiches: dict[str, Fiche] = {}
    for rank, item in enumerate(content, 1):
        code = item.get("code_rncp") if isinstance(item, dict) else None
        ligne = Ligne(path.name, rank, str(code or "")[:60])
        try:
            fiche = _fiche(ligne, item)
            if fiche.code_rncp in fiches:
                raise RefusedRow(
                    "code répété", f"{fiche.code_rncp} est déjà la fiche {fiches[fiche.code_rncp].ligne.numero}."
                )
            fiches[fiche.code_rncp] = fiche
        except RefusedRow as refusal:
            report.refuse(ligne, refusal)
        except ValueError as error:
            report.refuse(ligne, RefusedRow("fiche mal formée", f"La fiche n'a pas la forme attendue : {error}"))
    return list(fiches.values())


def _fiche(ligne: Ligne, item: object) -> Fiche:
    """Raises ValueError for what has not the shape of a record."""
    if not isinstance(item, dict):
        raise ValueError("un objet est attendu.")
    code = identifiers.code_rncp(_text(item, "code_rncp", 20))
    reserves = []
    formacodes: list[dict[str, str | None]] = [{**term, "version": None} for term in _terms(item, "formacodes")]
    if formacodes:
        reserves.append(
            Reserve("Formacodes sans version", "Les Formacodes sont repris sans version : le fichier ne la dit pas.")
        )
    diplomas = item.get("codes_formation_diplome") or []
    record = _record(
        niveau_europeen=european_level(_text(item, "niveau_europe", 1)) if item.get("niveau_europe") else None,
        date_fin=_day(_text(item, "date_echeance", 10)) if item.get("date_echeance") else None,
        code_formation_diplome=str(diplomas[0]) if len(diplomas) == 1 and len(str(diplomas[0])) == 8 else None,
        formacodes=formacodes,
        nsf=_terms(item, "nsf"),
        romes=_terms(item, "romes"),
        blocs=[
            BlocRecord(code=_text(each, "code", 40), intitule=_text(each, "libelle", 1000))
            for each in _objects(item, "blocs")
        ],
        certificateurs=[
            (_text(each, "nom", 250), identifiers.siret(_text(each, "siret", 20)) if each.get("siret") else None)
            for each in _objects(item, "certificateurs")
        ],
    )
    return Fiche(ligne, code, record, reserves)


def _objects(item: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = item.get(name) or []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise ValueError(f"« {name} » n'est pas une liste d'objets.")
    return value


def _terms(item: dict[str, Any], name: str) -> list[dict[str, str]]:
    return [{"code": _text(each, "code", 10), "libelle": _text(each, "libelle", 250)} for each in _objects(item, name)]


def _text(item: dict[str, Any], name: str, limit: int) -> str:
    value = item.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > limit:
        raise ValueError(f"« {name} » n'est pas un texte de 1 à {limit} caractères.")
    return " ".join(value.split())


def _record(**values: Any) -> CertificationRecord:
    return CertificationRecord(code="", intitule="", source="", **values)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"« {text[:40]} » n'est pas une date : 2025-11-05 est attendu.") from None
