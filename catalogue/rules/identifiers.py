"""Identifiers of bodies, places and certifications: each function gives the one way to write it, or refuses.

Blanks and full stops between digits are forgiven, as are lower-case letters; everything else raises ValeurInvalide.
Form and key are checked here; whether the thing exists is for a register to say. No limit on what is passed: a text
is refused by its form, whatever its length.
"""

import re

from stdnum import luhn
from stdnum.fr import siret as stdnum_siret

from catalogue.rules.code_fas import CodeFas
from catalogue.rules.invalid import ValeurInvalide, refusal

__all__ = [
    "CodeFas",
    "ValeurInvalide",
    "code_certifinfo",
    "code_insee",
    "code_postal",
    "code_rncp",
    "code_rs",
    "numero_activite",
    "siren",
    "siret",
    "uai",
]

_SEPARATORS = re.compile(r"[\s.]+")
_UAI_KEYS = "ABCDEFGHJKLMNPRSTUVWXYZ"  # no I, O, Q
_NO_NUMBER = {"0" * 11, "9" * 11}  # what feeds write for a body without a declaration number


def siret(text: str) -> str:
    """An establishment: 14 digits with a Luhn key; La Poste's have a sum of digits divisible by five instead."""
    compact = _compact(text)
    if re.fullmatch("[0-9]{14}", compact) and int(compact[:9]) and stdnum_siret.is_valid(compact):
        return compact
    raise refusal(text, "un SIRET", "14 chiffres dont une clé de contrôle sont attendus, par exemple 13000511900032")


def siren(text: str) -> str:
    """A legal person: 9 digits with a Luhn key."""
    compact = _compact(text)
    if re.fullmatch("[0-9]{9}", compact) and int(compact) and luhn.is_valid(compact):
        return compact
    raise refusal(text, "un SIREN", "9 chiffres dont une clé de contrôle sont attendus, par exemple 130005119")


def numero_activite(text: str) -> str:
    """The number of the déclaration d'activité (NDA): 11 digits without a key, the fifth a P in some old numbers.

    All 0 or all 9 is how feeds write « none », and is refused.
    """
    compact = _compact(text).upper()
    if re.fullmatch("[0-9]{4}[0-9P][0-9]{6}", compact) and compact not in _NO_NUMBER:
        return compact
    raise refusal(text, "un numéro de déclaration d’activité", "11 chiffres sont attendus, par exemple 52490236949")


def uai(text: str) -> str:
    """A school: 7 digits and the letter that their remainder by 23 gives, among the 23 letters that are not I, O, Q."""
    compact = _compact(text).upper()
    if re.fullmatch("[0-9]{7}[A-Z]", compact) and compact[7] == _UAI_KEYS[int(compact[:7]) % 23]:
        return compact
    raise refusal(text, "un code UAI", "7 chiffres et une lettre de contrôle sont attendus, par exemple 0441975H")


def code_insee(text: str) -> str:
    """A commune: its département (01 to 95, 2A, 2B, 97, 98; never 20) and three characters, Corsica's letter upper."""
    compact = _compact(text).upper()
    department = "(?:0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-578])"
    if re.fullmatch(f"{department}[0-9]{{3}}", compact) and not compact.endswith("000"):
        return compact
    raise refusal(
        text,
        "un code INSEE de commune",
        "5 caractères sont attendus, par exemple 44109 pour Nantes ou 2A004 pour Ajaccio",
    )


def code_postal(text: str) -> str:
    """A post code, CEDEX ones included: 5 digits, the first two from 01 to 98."""
    compact = _compact(text)
    if re.fullmatch("[0-9]{5}", compact) and "01" <= compact[:2] <= "98":
        return compact
    raise refusal(text, "un code postal", "5 chiffres sont attendus, par exemple 44200")


def code_rncp(text: str) -> str:
    """A record of RNCP: `35030`, `RNCP35030` and `rncp 35030` are all `RNCP35030`."""
    return _france_competences(text, "RNCP", "un code RNCP", "RNCP suivi de 1 à 6 chiffres, par exemple RNCP35030")


def code_rs(text: str) -> str:
    """A record of the Répertoire spécifique: `5695` and `RS5695` are both `RS5695`."""
    return _france_competences(text, "RS", "un code RS", "RS suivi de 1 à 6 chiffres, par exemple RS5695")


def code_certifinfo(text: str) -> str:
    """A record of Certifinfo: a number of 1 to 10 digits (LHEO's limit) without a leading zero."""
    compact = _compact(text)
    if re.fullmatch("[1-9][0-9]{0,9}", compact):
        return compact
    raise refusal(text, "un code Certifinfo", "un nombre de 1 à 10 chiffres est attendu, par exemple 109049")


def _compact(text: str) -> str:
    return _SEPARATORS.sub("", text)


def _france_competences(text: str, prefix: str, nature: str, attendu: str) -> str:
    # Compared on the number: sources write it with or without prefix, and some pad it with zeros.
    match = re.fullmatch(f"(?:{prefix})?0*([1-9][0-9]{{0,5}})", _compact(text).upper())
    if match is None:
        raise refusal(text, nature, attendu)
    return f"{prefix}{match[1]}"
