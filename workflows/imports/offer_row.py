"""One row of the national extraction, read without the database: what it becomes, what of it cannot be kept.

The extraction is flat: one row is one action with its session, its formation's number being that of the action.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import date

import orjson

from catalogue.rules import identifiers
from catalogue.vocabulary import EntreesSorties
from catalogue.vocabulary.liste import CodeInconnu
from catalogue.vocabulary.niveaux import francais_of_certifinfo
from workflows.imports.cells import Cells, at_most, diploma_code, european_level, whole_number
from workflows.imports.report import Ligne, Reserve
from workflows.imports.tables import Row
from workflows.merging import CertificationRecord

COLUMNS = (
    "numero_formation",
    "numero_action",
    "nom_formation",
    "code_certifinfo",
    "type_certification",
    "intitule_certification",
    "code_formation_diplome",
    "niveau_en",
    "niveau_europe",
    "cfa_responsable",
    "cfa_responsable_raison_sociale",
    "cfa_responsable_siret",
    "formateur_siret",
    "formateur_raison_sociale",
    "modalites_entrees_sorties",
    "periodes_entree",
    "uai_lieu",
    "code_postal_lieu",
    "code_insee_lieu",
    "capacite",
    "identifiant_session",
    "code_rncp",
    "nombre_heures_total",
)
NUMBERS = ("numero_formation", "numero_action", "identifiant_session")
SOURCE = "extraction-2020"
_YEAR, _FIRST_MONTH = 2020, 7  # extracted on 25 June 2020: the months that follow, up to June 2021
_NUMBER = re.compile("(?:([0-9A-Za-z]+)_)?([1-9][0-9]{0,8})")
_SEPARATORS = re.compile("[,;/ ]+")


@dataclass(frozen=True, slots=True)
class Etablissement:
    """An establishment as the row names it."""

    siret: str
    nom: str
    raison_sociale: str


@dataclass(frozen=True, slots=True)
class Lieu:
    """Where the action happens; `commune` is the code as the row has it."""

    commune: str
    code_postal: str | None
    uai: str | None


@dataclass(frozen=True, slots=True)
class Numero:
    """A number of the row: `texte` as it stands there, `bare` without prefix, null when it is no number."""

    texte: str
    bare: int | None
    prefixe: bool


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A row that can be loaded. `contenu` is the same for rows that differ in nothing but their numbers."""

    ligne: Ligne
    empreinte: str
    contenu: str
    formation: Numero
    action: Numero
    session: Numero
    certification: CertificationRecord
    type_certification: str | None
    complement: str | None
    responsable: Etablissement
    formateur: Etablissement
    lieu: Lieu
    entrees_sorties: EntreesSorties | None
    debuts: tuple[date, ...]
    heures: int | None
    capacite: int | None
    reserves: tuple[Reserve, ...]


def read_offer(row: Row, ligne: Ligne) -> OfferRow:
    """Read a row. Raises RefusedRow when it lacks what an offer needs: number, bodies, certification, place."""
    cells = Cells(row)
    cells.demand("identifiant_session", 60)
    intitule, complement = _titles(cells)
    formateur = cells.demand("formateur_raison_sociale", 250)
    responsable = cells.demand("cfa_responsable_raison_sociale", 250)
    return OfferRow(
        ligne=ligne,
        empreinte=_digest(row, COLUMNS),
        contenu=_digest(row, [column for column in COLUMNS if column not in NUMBERS]),
        formation=_numero(cells.text("numero_formation")),
        action=_numero(cells.text("numero_action")),
        session=_numero(cells.text("identifiant_session")),
        certification=CertificationRecord(
            code=cells.demand_valid("code_certifinfo", identifiers.code_certifinfo),
            intitule=intitule,
            source=SOURCE,
            code_rncp=cells.keep_valid("code_rncp", identifiers.code_rncp),
            code_formation_diplome=diploma_code(cells, "code_formation_diplome"),
            niveau_francais=cells.keep_valid("niveau_en", francais_of_certifinfo),
            niveau_europeen=cells.keep_valid("niveau_europe", european_level),
        ),
        type_certification=cells.keep_valid("type_certification", at_most(250)),
        complement=complement,
        responsable=Etablissement(
            cells.demand_valid("cfa_responsable_siret", identifiers.siret),
            cells.keep_valid("cfa_responsable", at_most(250)) or responsable,
            responsable,
        ),
        formateur=Etablissement(cells.demand_valid("formateur_siret", identifiers.siret), formateur, formateur),
        lieu=Lieu(
            cells.demand_valid("code_insee_lieu", identifiers.code_insee),
            cells.keep_valid("code_postal_lieu", identifiers.code_postal),
            _uai(cells),
        ),
        entrees_sorties=cells.keep_valid("modalites_entrees_sorties", _entrees_sorties),
        debuts=_debuts(cells),
        heures=cells.keep_valid("nombre_heures_total", whole_number(1, 99_999)),
        capacite=cells.keep_valid("capacite", whole_number(1, 99_999)),
        reserves=tuple(cells.reserves),
    )


def _titles(cells: Cells) -> tuple[str, str | None]:
    """The full title of the certification, and what the body adds to it.

    The name of a formation is its kind in short, the title, then an option or a short name: « BTS comptabilité et
    gestion - CG ». All up to the end of the title is Certifinfo's own wording.
    """
    nom, intitule = cells.demand("nom_formation", 500), cells.demand("intitule_certification", 500)
    before, found, after = nom.casefold().partition(intitule.casefold())
    if not found or len(nom) != len(nom.casefold()):
        return intitule, nom
    end = len(before) + len(found)
    return nom[:end], nom[len(nom) - len(after) :].strip(" -–:") or None


def _numero(text: str) -> Numero:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return Numero(text, None, prefixe=False)
    return Numero(text, int(match[2]), prefixe=match[1] is not None)


def _uai(cells: Cells) -> str | None:
    several = _SEPARATORS.split(cells.text("uai_lieu"))
    if len(several) > 1:
        cells.reserve("plusieurs UAI", f"UAI « {cells.text('uai_lieu')} » : le premier, {several[0]}, est gardé.")
    try:
        return identifiers.uai(several[0]) if several[0] else None
    except ValueError as error:
        cells.reserve("« uai_lieu » invalide", f"{str(error).rstrip('.')} ; valeur non reprise.")
        return None


def _entrees_sorties(text: str) -> EntreesSorties:
    try:
        return EntreesSorties.of_lheo(text)
    except CodeInconnu:
        raise ValueError(f"« {text[:40]} » n'est pas un code d'entrées et sorties : 0 ou 1.") from None


def _debuts(cells: Cells) -> tuple[date, ...]:
    """The first day of each month of entry, in order."""
    found = set()
    for text in filter(None, _SEPARATORS.split(cells.text("periodes_entree"))):
        if text.isascii() and text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 12:
            month = int(text)
            found.add(date(_YEAR if month >= _FIRST_MONTH else _YEAR + 1, month, 1))
        else:
            cells.reserve("« periodes_entree » invalide", f"« {text[:40]} » n'est pas un mois ; non repris.")
    return tuple(sorted(found))


def _digest(row: Row, columns: list[str] | tuple[str, ...]) -> str:
    values = {column: row.cells[column] for column in columns}
    return hashlib.sha256(orjson.dumps(values, option=orjson.OPT_SORT_KEYS)).hexdigest()
