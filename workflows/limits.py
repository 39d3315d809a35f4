"""The kinds of limits that fields have: each function yields a problem for every value beyond its limit.

A field that is absent or null is always well. A `name` may lead into a card: `equipements.0.commentaire`.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from catalogue.rules.invalid import ValeurInvalide
from catalogue.rules.plain_text import fits, length
from catalogue.vocabulary import Liste
from catalogue.vocabulary.champs import libelle_champ
from workflows.errors import Probleme

PREMIER_JOUR, DERNIER_JOUR = datetime.date(1970, 1, 1), datetime.date(2099, 12, 31)
"""Days beyond these are slips of the keyboard: no session of a training body lies there."""

ELEMENTS = 50
"""Parts that one list of a card may have; no card of the procedure comes near."""

_SHOWN = 40


def lengths(values: Mapping[str, Any], limits: Mapping[str, int], *, within: str = "") -> Iterator[Probleme]:
    """Texts of more characters than their field has room for (R9); `within` is the path of the part that holds them."""
    for field, limit in limits.items():
        text, name = values.get(field), f"{within}{field}"
        if text is not None and not fits(text, limit):
            yield Probleme(
                name, "TROP_LONG", f"« {libelle_champ(name)} » a {length(text)} caractères : {limit} au plus."
            )


def codes(name: str, liste: Liste, given: Iterable[str | None]) -> Iterator[Probleme]:
    """Codes that a closed list has not."""
    for code in given:
        if code is not None and code not in liste:
            yield Probleme(
                name,
                "CODE_INCONNU",
                f"« {libelle_champ(name)} » : le code {code[:_SHOWN]} n'est pas dans la liste {liste.nom}.",
            )


def ranges(values: Mapping[str, Any], allowed: range, *names: str, within: str = "") -> Iterator[Probleme]:
    """Whole numbers outside a range."""
    for field in names:
        number, name = values.get(field), f"{within}{field}"
        if number is not None and number not in allowed:
            yield Probleme(
                name,
                "HORS_LIMITES",
                f"« {libelle_champ(name)} » vaut {number} : attendu de {allowed[0]} à {allowed[-1]}.",
            )


def hours(name: str, value: Decimal | None, most: int) -> Iterator[Probleme]:
    """Hours that are not between zero and `most` with two decimals."""
    if value is not None and not (0 <= value <= most and value == round(value, 2)):
        yield Probleme(
            name,
            "HORS_LIMITES",
            f"« {libelle_champ(name)} » vaut {value} : attendu de 0 à {most} heures, deux décimales au plus.",
        )


def days(values: Mapping[str, Any], *names: str, within: str = "") -> Iterator[Probleme]:
    """Days and instants in years where nobody trains."""
    for field in names:
        value, name = values.get(field), f"{within}{field}"
        day = value.date() if isinstance(value, datetime.datetime) else value
        if day is not None and not PREMIER_JOUR <= day <= DERNIER_JOUR:
            yield Probleme(
                name,
                "DATE_ABSURDE",
                f"« {libelle_champ(name)} » ({shown(day)}) : vérifiez l'année, attendue de {PREMIER_JOUR.year} à "
                f"{DERNIER_JOUR.year}.",
            )


def order(values: Mapping[str, Any], first: str, last: str, *, within: str = "") -> Iterator[Probleme]:
    """An end before its beginning."""
    debut, fin = values.get(first), values.get(last)
    if debut is not None and fin is not None and fin < debut:
        name, opening = f"{within}{last}", f"{within}{first}"
        yield Probleme(
            name,
            "DATES",
            f"« {libelle_champ(name)} » ({shown(fin)}) précède « {libelle_champ(opening)} » ({shown(debut)}).",
        )


def shown(moment: datetime.date) -> str:
    """A day, or a day and an hour, as people write it."""
    # Not strftime, which drops the zeros of early years on some systems.
    day = f"{moment.day:02}/{moment.month:02}/{moment.year:04}"
    return f"{day} {moment:%H:%M} UTC" if isinstance(moment, datetime.datetime) else day


def sizes(values: Mapping[str, Any], *names: str) -> Iterator[Probleme]:
    """Lists of more parts than a card has room for."""
    for name in names:
        given: Sequence[Any] = values.get(name) or ()
        if len(given) > ELEMENTS:
            yield Probleme(
                name, "TROP_NOMBREUX", f"« {libelle_champ(name)} » a {len(given)} éléments : {ELEMENTS} au plus."
            )


def parts(
    values: Mapping[str, Any], name: str, check: Callable[[Mapping[str, Any], str], Iterable[Probleme]]
) -> Iterator[Probleme]:
    """What `check` finds in each part of a list, told the path of the part; nothing of a list that is too long."""
    given: Sequence[Mapping[str, Any]] = values.get(name) or ()
    for rank, part in enumerate(given if len(given) <= ELEMENTS else ()):
        yield from check(part, f"{name}.{rank}.")


def rule(name: str, code: str, judge: Callable[[], object]) -> Iterator[Probleme]:
    """What a pure rule refuses, in its own words."""
    try:
        judge()
    except ValeurInvalide as error:
        yield Probleme(name, code, str(error))
