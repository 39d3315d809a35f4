"""Small files as the sources write them, and what a base holds, for comparing before and after."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests import bases
from workflows.imports.report import Report

EXTRACTION = {
    "numero_formation": "101703",
    "numero_action": "101703",
    "nom_formation": "Titre professionnel assistant ressources humaines - ARH",
    "code_certifinfo": "81506",
    "type_certification": "Titre professionnel (TP de niveau 3)",
    "intitule_certification": "assistant ressources humaines",
    "code_formation_diplome": "36T31502",
    "niveau_en": "3",
    "nom_niveau_en": "Bac + 2",
    "niveau_europe": "5",
    "cfa_responsable": "CFA de l'Université",
    "cfa_responsable_raison_sociale": "CFA de l'Université",
    "cfa_responsable_siret": "78431535000024",
    "formateur_siret": "19490003100023",
    "formateur_raison_sociale": "GRETA-CFA 49",
    "modalites_entrees_sorties": "0",
    "periodes_entree": "9",
    "uai_lieu": "0441975H",
    "code_postal_lieu": "44041",
    "code_insee_lieu": "44109",
    "capacite": "12",
    "identifiant_session": "101703",
    "code_rncp": "6161",
    "nombre_heures_total": "980",
}


def offer(numero: str = "101703", **changed: str) -> dict[str, str]:
    """A row of the extraction without a flaw, but for what is changed."""
    numbers = dict.fromkeys(("numero_formation", "numero_action", "identifiant_session"), numero)
    return {**EXTRACTION, **numbers, **changed}


def write_csv(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    """A CSV file with the columns of its first row."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_communes(folder: Path) -> Path:
    """The four lists of a small territory: Nantes, Montaigu-Vendée and two that became part of others."""
    write_csv(folder / "regions.csv", [{"code": "52", "nom": "Pays de la Loire", "chef_lieu": "44109"}])
    write_csv(
        folder / "departements.csv",
        [
            {"code": "44", "nom": "Loire-Atlantique", "region": "52"},
            {"code": "85", "nom": "Vendée", "region": "52"},
        ],
    )
    write_csv(
        folder / "communes-pdl-anciennes.csv",
        [
            {"code_insee": "85224", "nom": "Saint-Hilaire-de-Loulay", "type": "d", "code_insee_actuel": "85146"},
            {"code_insee": "85146", "nom": "Montaigu", "type": "d", "code_insee_actuel": "85146"},
        ],
    )
    return write_csv(
        folder / "communes-pdl.csv",
        [
            commune("44109", "Nantes", "44", "44000 44100"),
            commune("85146", "Montaigu-Vendée", "85", "85600"),
            commune("85194", "Les Sables-d'Olonne", "85", "85100 85180 85340"),
            commune("85112", "L'Île-d'Olonne", "85", "85340"),
        ],
    )


def commune(code: str, nom: str, departement: str, codes_postaux: str, population: str = "100") -> dict[str, str]:
    """A row of the list of communes."""
    return {
        "code_insee": code,
        "nom": nom,
        "departement": departement,
        "codes_postaux": codes_postaux,
        "population": population,
    }


def counts(report: Report) -> tuple[int, int, int, int]:
    """Loaded, with a reservation, unchanged, refused; the account of the report always balances."""
    assert report.read == report.loaded + report.with_reservation + report.unchanged + report.refused
    return report.loaded, report.with_reservation, report.unchanged, report.refused


def told(report: Report) -> list[tuple[int, str, str]]:
    """Every reservation and refusal: line, nature, message."""
    return [(constat.ligne.numero, constat.nature, constat.message) for constat in report.constats]


def contents(database: Path) -> str:
    """A digest of every row of every table, as another process reads them."""
    return bases.digest(database)


def quiet(_done: int, _total: int) -> None:
    """A progress that nobody looks at."""
