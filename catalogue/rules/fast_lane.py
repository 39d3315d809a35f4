"""What may be approved without being read (domain B6.4), and what kind of submission it is. Pure functions.

The thresholds are data (`Seuils`), so that the lead changes them without a new version of the service.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.rules.life import limite_fin_proche
from catalogue.vocabulary import NatureDepot, Priorite

_OWN = {"id", "numero", "code"}
_DATES = {"dateDebut", "dateFin", "informationsCollectives", "periodesInscription", "recrutement"}
_PLACES = {"nombrePlaces", "placesRestantes"}
_HOURS = {"dureeCentre", "dureeEntreprise"}
_IN_A_SESSION = _OWN | _DATES | _HOURS | {"dispositifs"}
_IN_A_DISPOSITIF = _OWN | _PLACES

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seuils:
    """The policy: how many of the body's submissions were approved before, how many months without a refusal, by how
    many percent a duration may differ.
    """

    validees_min: int = 3
    mois_sans_refus: int = 12
    tolerance_duree: int = 10


@dataclass(frozen=True, slots=True)
class Dossiers:
    """What is known of the body: its certificate, its past."""

    qualiopi: bool
    validees: int
    refus: int


def obstacles(
    ancien: Document | None, nouveau: Document, body: Dossiers, *, doublon: bool, seuils: Seuils = Seuils()
) -> list[str]:
    """Why a submission may not take the fast lane, in French; empty when it may. `ancien` is what is online."""
    found = []
    if not body.qualiopi:
        found.append("La certification Qualiopi de l'organisme n'est pas en cours de validité.")
    if body.validees < seuils.validees_min:
        found.append(f"L'organisme a moins de {seuils.validees_min} dépôts validés.")
    if body.refus:
        found.append(f"Un dépôt de l'organisme a été refusé depuis {seuils.mois_sans_refus} mois.")
    if ancien is None:
        found.append("L'action n'a jamais été publiée.")
    else:
        found += _content(ancien, nouveau, seuils)
    found += _certification(nouveau)
    if doublon:
        found.append("L'offre ressemble à une autre.")
    return found


def nature(ancien: Document | None, nouveau: Document) -> NatureDepot:
    """New, a renewal (only further sessions, dates, places), or another change."""
    if ancien is None:
        return NatureDepot.NOUVELLE
    if _without(ancien["formation"], set()) != _without(nouveau["formation"], set()):
        return NatureDepot.MODIFICATION
    if _without(ancien["action"], {"sessions"}) != _without(nouveau["action"], {"sessions"}):
        return NatureDepot.MODIFICATION
    known = {session["numero"]: session for session in ancien["action"]["sessions"]}
    for session in nouveau["action"]["sessions"]:
        former = known.pop(session["numero"], None)
        if former is not None and not _alike(former, session, None):
            return NatureDepot.MODIFICATION
    return NatureDepot.MODIFICATION if known else NatureDepot.RENOUVELLEMENT


def priorite(nouveau: Document, today: datetime.date) -> Priorite:
    """How soon the first session to come begins."""
    starts = [_day(session["dateDebut"]) for session in nouveau["action"]["sessions"]]
    ahead = [start for start in starts if start is not None and start >= today]
    if not ahead:
        return Priorite.NORMALE if None in starts or not starts else Priorite.BASSE
    if min(ahead) < today + datetime.timedelta(days=30):
        return Priorite.HAUTE
    return Priorite.NORMALE if min(ahead) < limite_fin_proche(today, 3) else Priorite.BASSE


def _content(ancien: Document, nouveau: Document, seuils: Seuils) -> Iterator[str]:
    if _without(ancien["formation"], {"organisme"}) != _without(nouveau["formation"], {"organisme"}):
        yield "La formation a changé."
    if _without(ancien["action"], {"sessions"}) != _without(nouveau["action"], {"sessions"}):
        yield "La fiche de l'action a changé."
    known = {session["numero"]: session for session in ancien["action"]["sessions"]}
    for session in nouveau["action"]["sessions"]:
        former = known.pop(session["numero"], None)
        candidates = [former] if former is not None else ancien["action"]["sessions"]
        if not any(_alike(candidate, session, seuils.tolerance_duree) for candidate in candidates):
            yield f"La session {session['numero']} change autre chose que des dates et des places."
    for numero in known:
        yield f"La session {numero} n'y est plus."


def _alike(one: Document, other: Document, tolerance: int | None) -> bool:
    """Whether two sessions differ only by dates and places, and by hours up to a tolerance (None: not at all)."""
    if _without(one, _IN_A_SESSION) != _without(other, _IN_A_SESSION):
        return False
    if tolerance is None and any(one[champ] != other[champ] for champ in _HOURS):
        return False
    before, after = _hours(one), _hours(other)
    if abs(before - after) * 100 > before * (tolerance or 0):
        return False
    return _dispositifs(one) == _dispositifs(other)


def _dispositifs(session: Document) -> list[Any]:
    cards = [_without(dispositif, _IN_A_DISPOSITIF) for dispositif in session["dispositifs"]]
    return sorted(cards, key=lambda card: str(card["type"]["code"]))


def _certification(nouveau: Document) -> Iterator[str]:
    certification = nouveau["formation"]["certification"]
    if certification is None:
        return
    year = certification["anneeDerniereSession"]
    ends = [_day(certification["dateFin"]), datetime.date(year, 12, 31) if year else None]
    end = min((day for day in ends if day is not None), default=None)
    last = max((day for s in nouveau["action"]["sessions"] if (day := _day(s["dateFin"])) is not None), default=None)
    if end is not None and last is not None and last > end:
        yield "La certification expire avant la fin d'une session."


def _without(card: Document, fields: Sequence[str] | set[str]) -> Document:
    return {name: value for name, value in card.items() if name not in fields}


def _hours(session: Document) -> int:
    return (session["dureeCentre"] or 0) + (session["dureeEntreprise"] or 0)


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
