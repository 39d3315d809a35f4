"""The policy of the fast lane, kept with the day on which it begins (B6.4, R32)."""

from datetime import date
from typing import Any

from catalogue import clock
from catalogue.models import ReglageVoieRapide
from workflows import history, policies
from workflows.actor import Actor
from workflows.errors import InvalidValues, Probleme
from workflows.policies import Verb

_LIMITS = {"validees_min": 1000, "mois_sans_refus": 120, "tolerance_duree": 100, "echantillon": 100}


async def set_fast_lane(actor: Actor, valide_du: date | None, automatique: bool, **seuils: int) -> ReglageVoieRapide:
    """Make a policy hold from a day on, today by default. Former ones stay in the table and in the history.

    Raises:
        Forbidden: only the lead may.
        InvalidValues: a number outside its limits, a day that is past.
    """
    policies.require(actor, Verb.AFFECTER, None, what="Le réglage")
    day = valide_du or clock.today()
    problems = [
        Probleme(name, "LIMITE", f"Attendu un nombre de 0 à {_LIMITS[name]}.")
        for name, value in seuils.items()
        if not 0 <= value <= _LIMITS[name]
    ]
    if day < clock.today():
        problems.append(Probleme("valide_du", "DATE", "Un réglage commence aujourd'hui ou plus tard."))
    if problems:
        raise InvalidValues(problems)
    said: dict[str, Any] = {"valide_du": day, "automatique": automatique, **seuils}
    row = await ReglageVoieRapide.create(**said)
    await history.record(actor, "régler", "ReglageVoieRapide", row.id, apres=said)
    return row
