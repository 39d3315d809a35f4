"""What can never become right on a card, refused at once: unknown codes, lengths, order of dates and numbers.

What is merely missing is for the completeness report; here a field that is absent or null is always well.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from catalogue.rules.invalid import ValeurInvalide
from catalogue.rules.money import frais
from catalogue.rules.plain_text import fits, length
from catalogue.vocabulary import Liste, lheo, procedure
from catalogue.vocabulary.champs import libelle_champ
from workflows.errors import InvalidValues, Probleme
from workflows.values import ActionValues, DispositifValues, FormationValues, SessionValues

# Characters, as the procedure's cards and LHEO limit them.
_ACTION_LENGTHS = {
    "complement_intitule": 255,
    "complement_programme": 3000,
    "objectifs": 3000,
    "resultats_attendus": 3000,
    "plus": 250,
    "url_video": 400,
    "url_pdf": 400,
    "url_action": 400,
    "commentaire_prerequis": 3000,
}
_FORMATION_LENGTHS = {"intitule": 255, "objectif": 3000, "programme": 3000}
_SESSION_LENGTHS = {"commentaire_duree": 3000, "mail_liaison": 160}
_DISPOSITIF_LENGTHS = {"detail_frais_additionnels": 3000}
_SESSION_LISTS = {
    "rythmes": procedure.RYTHMES,
    "periodes": procedure.PERIODES,
    "modalites_pedagogiques": procedure.MODALITES_PEDAGOGIQUES,
    "modalites_recrutement": lheo.MODALITE_RECRUTEMENT,
}
_HOURS = range(100_000)
_CYCLE = range(1, 100_000)


def check_formation(values: FormationValues) -> None:
    """Raises InvalidValues for a Formation card that can never become right."""
    _refuse(
        *_lengths(values, _FORMATION_LENGTHS), *_codes("niveau_sortie", lheo.NIVEAUX, [values.get("niveau_sortie")])
    )


def check_action(values: ActionValues) -> None:
    """Raises InvalidValues for an Action card that can never become right."""
    equipements = values.get("equipements", [])
    _refuse(
        *_lengths(values, _ACTION_LENGTHS),
        *_codes("niveau_entree", lheo.NIVEAUX, [values.get("niveau_entree")]),
        *_codes("prerequis", procedure.PREREQUIS, values.get("prerequis", [])),
        *_codes("equipements", lheo.TYPE_EQUIPEMENT, [equipement["type"] for equipement in equipements]),
    )


def check_session(values: SessionValues) -> None:
    """Raises InvalidValues for a Session card that can never become right (R6, R10)."""
    given: Mapping[str, Any] = values
    coded = (
        probleme for name, liste in _SESSION_LISTS.items() for probleme in _codes(name, liste, given.get(name, []))
    )
    debut, fin = values.get("date_debut"), values.get("date_fin")
    dates = (
        [Probleme("date_fin", "DATES", f"La date de fin ({fin:%d/%m/%Y}) précède la date de début ({debut:%d/%m/%Y}).")]
        if debut and fin and fin < debut
        else []
    )
    _refuse(
        *_lengths(values, _SESSION_LENGTHS),
        *coded,
        *dates,
        *_within(values, _HOURS, "duree_centre", "duree_entreprise"),
        *_within(values, _CYCLE, "cycle_entreprise", "cycle_centre"),
    )


def check_dispositif(values: DispositifValues) -> None:
    """Raises InvalidValues for a Dispositif card that can never become right (R7, R8)."""
    places, left = values.get("nombre_places"), values.get("places_restantes")
    least, most = values.get("effectif_minimal"), values.get("capacite_simultanee")
    order = []
    if left is not None and (places is None or left > places):
        order.append(
            Probleme("places_restantes", "PLACES", "Il ne reste pas plus de places que le dispositif n'en a (R7).")
        )
    if least is not None and most is not None and most < least:
        order.append(
            Probleme("capacite_simultanee", "EFFECTIFS", "La capacité simultanée atteint l'effectif minimal (R7).")
        )
    _refuse(
        *_lengths(values, _DISPOSITIF_LENGTHS),
        *_codes("publics", procedure.PUBLICS, values.get("publics", [])),
        *_within(values, range(1, 100_000), "nombre_places", "effectif_minimal", "capacite_simultanee"),
        *_within(values, range(100_000), "places_restantes"),
        *order,
        *_fees(values),
    )


def _fees(values: DispositifValues) -> Iterator[Probleme]:
    try:
        frais(ht=values.get("frais_ht"), taux_tva=values.get("taux_tva"), ttc=values.get("frais_ttc"))
    except ValeurInvalide as error:
        yield Probleme("frais_pedagogiques", "FRAIS", str(error))


def _refuse(*problemes: Probleme) -> None:
    if problemes:
        raise InvalidValues(problemes)


def _lengths(values: Mapping[str, Any], limits: Mapping[str, int]) -> Iterator[Probleme]:
    for name, limit in limits.items():
        text = values.get(name)
        if text is not None and not fits(text, limit):
            yield Probleme(
                name, "TROP_LONG", f"« {libelle_champ(name)} » a {length(text)} caractères : {limit} au plus."
            )


def _codes(name: str, liste: Liste, codes: Iterable[str | None]) -> Iterator[Probleme]:
    for code in codes:
        if code is not None and code not in liste:
            yield Probleme(
                name,
                "CODE_INCONNU",
                f"« {libelle_champ(name)} » : le code {code[:40]} n'est pas dans la liste {liste.nom}.",
            )


def _within(values: Mapping[str, Any], allowed: range, *names: str) -> Iterator[Probleme]:
    for name in names:
        number = values.get(name)
        if number is not None and number not in allowed:
            yield Probleme(
                name,
                "HORS_LIMITES",
                f"« {libelle_champ(name)} » vaut {number} : attendu de {allowed[0]} à {allowed[-1]}.",
            )
