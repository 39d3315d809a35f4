"""What callers typed on a card of the directory, made fit to be stored; pure, and done before a transaction opens."""

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any

from catalogue.rules import identifiers
from catalogue.rules.contacts import courriel, telephone
from catalogue.rules.invalid import ValeurInvalide
from catalogue.rules.plain_text import clean_line
from catalogue.rules.urls import url_action
from catalogue.vocabulary import lheo
from catalogue.vocabulary.champs import libelle_champ
from workflows.errors import InvalidValues, Probleme
from workflows.tidying import Tidied

_LIMITS = {"nom": 250, "accessibilite": 250, "commentaire": 500, "adresse": 80}
_SPELLED: dict[str, Callable[[str], str]] = {
    "siret": identifiers.siret,
    "uai": identifiers.uai,
    "numero_activite": identifiers.numero_activite,
    "code_postal": identifiers.code_postal,
    "commune_id": identifiers.code_insee,
    "courriel": courriel,
    "telephone": telephone,
    "url": url_action,
    "site_web": url_action,
}
MAX_LINES = 6


def tidy_directory(values: Mapping[str, Any], *, names: int = 250, obligatory: Sequence[str] = ("nom",)) -> Tidied:
    """The values of a card with one spelling for each; what is empty becomes null. `names` limits the field `nom`;
    what is obligatory may be absent, but not emptied.

    Raises:
        InvalidValues: markup, a text that is too long, what cannot be an e-mail, a SIRET…; each with its path.
    """
    problems: list[Probleme] = []
    warnings: list[str] = []
    limits = {**_LIMITS, "nom": names}
    tidied: dict[str, Any] = {}
    for name, value in values.items():
        if name == "adresse":
            lines = value or []
            if len(lines) > MAX_LINES:
                problems.append(Probleme(name, "TROP_NOMBREUX", f"Une adresse fait {MAX_LINES} lignes au plus."))
            cleaned = [_line(name, line, limits[name], problems, warnings) for line in lines[:MAX_LINES]]
            tidied[name] = [line for line in cleaned if line]
        elif isinstance(value, str) and name in limits:
            tidied[name] = _line(name, value, limits[name], problems, warnings)
        elif type(value) is str and name in _SPELLED:
            tidied[name] = _spelled(name, value, problems)
        else:
            tidied[name] = value
    problems += _emptied(tidied, obligatory, {problem.path for problem in problems})
    problems += _wholes(tidied)
    if problems:
        raise InvalidValues(problems)
    return Tidied(tidied, warnings)


def _line(name: str, text: str, limit: int, problems: list[Probleme], warnings: list[str]) -> str | None:
    try:
        cleaned = clean_line(text)
    except ValeurInvalide as error:
        problems.append(Probleme(name, "FORMAT", str(error)))
        return None
    warnings += [f"« {libelle_champ(name)} » : {warning}" for warning in cleaned.warnings]
    if len(cleaned.text) > limit:
        told = f"« {libelle_champ(name)} » a {len(cleaned.text)} caractères : {limit} au plus."
        problems.append(Probleme(name, "TROP_LONG", told))
    return cleaned.text or None


def _spelled(name: str, text: str, problems: list[Probleme]) -> str | None:
    if not text.strip():
        return None
    try:
        return _SPELLED[name](text)
    except ValueError as error:
        problems.append(Probleme(name, "FORMAT", str(error)))
        return None


def _emptied(values: Mapping[str, Any], obligatory: Sequence[str], told: Container[str]) -> list[Probleme]:
    return [
        Probleme(name, "REQUIS", f"« {libelle_champ(name)} » est obligatoire.")
        for name in obligatory
        if name in values and values[name] is None and name not in told
    ]


def _wholes(values: Mapping[str, Any]) -> list[Probleme]:
    """What is wrong with values that belong together."""
    problems = []
    for name, bound in (("latitude", 90), ("longitude", 180)):
        value = values.get(name)
        if value is not None and not -bound <= value <= bound:
            problems.append(Probleme(name, "HORS_LIMITES", f"« {name} » va de -{bound} à {bound} degrés."))
    if ("latitude" in values) != ("longitude" in values) or (
        (values.get("latitude") is None) != (values.get("longitude") is None)
    ):
        problems.append(Probleme("latitude", "COORDONNEES", "Donnez latitude et longitude ensemble, ou aucune."))
    kind = values.get("type_contact")
    if kind is not None and kind not in lheo.TYPE_CONTACT:
        problems.append(Probleme("type_contact", "CODE_INCONNU", "Ce type n'est pas dans la liste TYPE_CONTACT."))
    if values.get("debut") and values.get("fin") and values["fin"] <= values["debut"]:
        problems.append(Probleme("fin", "DATES", "La fin vient après le début."))
    return problems
