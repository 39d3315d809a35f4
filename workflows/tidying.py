"""What callers typed, made fit to be stored: plain text cleaned with warnings, addresses in one spelling (R9).

Pure, and done before a transaction opens: the text may be long.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from catalogue.rules.contacts import courriel
from catalogue.rules.invalid import ValeurInvalide
from catalogue.rules.plain_text import Cleaned, clean, clean_line
from catalogue.rules.urls import url_action, url_pdf, url_video
from catalogue.vocabulary.champs import libelle_champ
from workflows.errors import InvalidValues, Probleme

_TEXTS = {
    "objectif",
    "programme",
    "complement_programme",
    "objectifs",
    "resultats_attendus",
    "commentaire_prerequis",
    "commentaire_duree",
    "detail_frais_additionnels",
    "commentaire",
}
_LINES = {"intitule", "complement_intitule", "plus", "lieu", "libelle", "codes_externes"}
_ADDRESSES: dict[str, Callable[[str], str]] = {
    "url_action": url_action,
    "url_pdf": url_pdf,
    "url_video": url_video,
    "mail_liaison": courriel,
}


@dataclass(frozen=True, slots=True)
class Tidied:
    """The values as they may be stored, and one French sentence for each thing that was changed in them."""

    values: Any
    warnings: list[str]


def tidy(values: Mapping[str, Any]) -> Tidied:
    """The values of a card with their texts cleaned; what is empty becomes null.

    Raises:
        InvalidValues: markup, characters that turn the direction of reading, an address that cannot be one; every
            problem with its path.
    """
    problems: list[Probleme] = []
    warnings: list[str] = []
    tidied = _tidy(values, (), problems, warnings)
    if problems:
        raise InvalidValues(problems)
    return Tidied(tidied, warnings)


def _tidy(values: Any, path: tuple[str, ...], problems: list[Probleme], warnings: list[str]) -> Any:
    if isinstance(values, Mapping):
        return {name: _tidy(value, (*path, name), problems, warnings) for name, value in values.items()}
    if isinstance(values, list):
        tidied = [_tidy(value, (*path, str(rank)), problems, warnings) for rank, value in enumerate(values)]
        return _distinct(tidied) if all(isinstance(value, str) for value in values) else tidied
    # The parts of a list of texts have no name of their own.
    name = next((step for step in reversed(path) if not step.isdecimal()), "")
    if type(values) is not str:
        return values
    try:
        if name in _ADDRESSES:
            return _ADDRESSES[name](values) if values.strip() else None
        if name in _TEXTS or name in _LINES:
            cleaned: Cleaned = (clean if name in _TEXTS else clean_line)(values)
            warnings += [f"« {libelle_champ('.'.join(path))} » : {warning}" for warning in cleaned.warnings]
            return cleaned.text or None
    except ValeurInvalide as error:
        problems.append(Probleme(".".join(path), "FORMAT", str(error)))
    return values


def _distinct(values: list[Any]) -> list[Any]:
    """Codes without those that are empty or given a second time."""
    return list(dict.fromkeys(value for value in values if value is not None))
