"""The two scales of levels, and the way from one to the other (A1.15: both must be readable).

The French scale of 1969 (I is the highest, VI the lowest) still heads Certifinfo's tree and the procedure's screens;
RNCP and every certification since 2019 use the European one (1 to 8). LHEO's dict-niveaux holds both side by side.

Not every level has one counterpart: I covers 7 and 8; V bis and VI were levels of schooling, not of certification, and
answer to no European level; 1 and 2 answer to no French one. What is ambiguous or missing is None, never a guess.
"""

from typing import NamedTuple

from catalogue.vocabulary.lheo import NIVEAUX
from catalogue.vocabulary.liste import Liste

NIVEAUX_FRANCAIS = Liste.of(
    "NIVEAUX_FRANCAIS",
    "Niveaux de formation, échelle française de 1969",
    "Certifinfo",
    {
        "I": "Niveau I (Bac + 5 et plus)",
        "II": "Niveau II (Bac + 3 et 4)",
        "III": "Niveau III (Bac + 2)",
        "IV": "Niveau IV (Bac)",
        "V": "Niveau V (CAP, BEP)",
        "V bis": "Fin de scolarité (niveau V bis) sortie fin de 3e",
        "VI": "Fin de scolarité (niveau VI) sortie fin de 5e",
    },
)

NIVEAUX_EUROPEENS = Liste.of(
    "NIVEAUX_EUROPEENS",
    "Niveaux de qualification, échelle européenne",
    "cadre national des certifications professionnelles, décret 2019-14",
    {
        "1": "Niveau 1 (savoirs de base)",
        "2": "Niveau 2 (activités simples)",
        "3": "Niveau 3 (CAP, BEP)",
        "4": "Niveau 4 (Bac)",
        "5": "Niveau 5 (Bac + 2)",
        "6": "Niveau 6 (Bac + 3 et 4)",
        "7": "Niveau 7 (Bac + 5)",
        "8": "Niveau 8 (Bac + 8)",
    },
)

_EUROPEENS_OF_FRANCAIS: dict[str, tuple[str, ...]] = {
    "I": ("7", "8"),
    "II": ("6",),
    "III": ("5",),
    "IV": ("4",),
    "V": ("3",),
    "V bis": (),
    "VI": (),
}
_FRANCAIS_OF_EUROPEEN = {europeen: fr for fr, pair in _EUROPEENS_OF_FRANCAIS.items() for europeen in pair}
_LHEO_OF_FRANCAIS = {"VI": "2", "V bis": "3", "V": "4", "IV": "5", "III": "6", "II": "7", "I": "8"}
_FRANCAIS_OF_LHEO = {lheo: francais for francais, lheo in _LHEO_OF_FRANCAIS.items()}
_EUROPEEN_OF_LHEO = {f"1{europeen}": europeen for europeen in NIVEAUX_EUROPEENS.codes()}
_FRANCAIS_OF_CERTIFINFO = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V", "6": "VI", "7": "V bis", "9": None}


class Niveau(NamedTuple):
    """One level on both scales; a side is None when it is unknown, ambiguous or without counterpart."""

    francais: str | None
    europeen: str | None


def libelle_francais(francais: str) -> str:
    """`III` is « Niveau III (Bac + 2) », as Certifinfo prints it. Raises CodeInconnu."""
    return NIVEAUX_FRANCAIS.terme(francais).libelle


def libelle_europeen(europeen: str) -> str:
    """`5` is « Niveau 5 (Bac + 2) ». Raises CodeInconnu."""
    return NIVEAUX_EUROPEENS.terme(europeen).libelle


def europeens_of_francais(francais: str) -> tuple[str, ...]:
    """Every European level that a French one may be: two for I, none for V bis and VI. Raises CodeInconnu."""
    return _EUROPEENS_OF_FRANCAIS[NIVEAUX_FRANCAIS.terme(francais).code]


def francais_of_europeen(europeen: str) -> str | None:
    """The French level of a European one; None for 1 and 2. Raises CodeInconnu."""
    return _FRANCAIS_OF_EUROPEEN.get(NIVEAUX_EUROPEENS.terme(europeen).code)


def complete(francais: str | None, europeen: str | None) -> Niveau:
    """Both sides of a level of which one may be missing; a given side is kept as it is. Raises CodeInconnu.

    Two given sides are not compared: sources do disagree, and each is what its source said.
    """
    if francais is None and europeen is not None:
        return Niveau(francais_of_europeen(europeen), europeen)
    if francais is not None and europeen is None:
        candidates = europeens_of_francais(francais)
        return Niveau(francais, candidates[0] if len(candidates) == 1 else None)
    return Niveau(
        None if francais is None else NIVEAUX_FRANCAIS.terme(francais).code,
        None if europeen is None else NIVEAUX_EUROPEENS.terme(europeen).code,
    )


def niveau_of_lheo(code: str | None) -> Niveau:
    """The level of a code of LHEO's dict-niveaux; both sides None for 0, 1 and no code. Raises CodeInconnu."""
    if code is None:
        return Niveau(None, None)
    known = NIVEAUX.terme(code).code
    return complete(_FRANCAIS_OF_LHEO.get(known), _EUROPEEN_OF_LHEO.get(known))


def lheo_of_niveau(francais: str | None, europeen: str | None) -> str | None:
    """The code of LHEO's dict-niveaux, the European level when it is known; None when neither is. Raises CodeInconnu.

    « Sans niveau spécifique » (1) and « non communiquée » (0) are for the caller to tell apart.
    """
    niveau = complete(francais, europeen)
    if niveau.europeen is not None:
        return f"1{niveau.europeen}"
    return None if niveau.francais is None else _LHEO_OF_FRANCAIS[niveau.francais]


def francais_of_certifinfo(code: str) -> str | None:
    """The French level of Certifinfo's own level code (1 to 7); None for 9, « sans niveau spécifique »."""
    if code not in _FRANCAIS_OF_CERTIFINFO:
        raise ValueError(f"« {code} » n’est pas un code de niveau de Certifinfo : 1 à 7, ou 9 sans niveau spécifique.")
    return _FRANCAIS_OF_CERTIFINFO[code]
