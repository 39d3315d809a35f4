"""What can never become right on a card, refused at once: unknown codes, lengths, order of dates and numbers.

What is merely missing is for the completeness report; here a field that is absent or null is always well.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from catalogue.rules.money import frais, montant
from catalogue.vocabulary import lheo, procedure
from catalogue.vocabulary.champs import libelle_champ
from workflows import limits
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
_PART_LENGTHS = {"libelle": 255, "lieu": 255, "commentaire": 3000}
_CODE_EXTERNE = 100
_SESSION_LISTS = {
    "rythmes": procedure.RYTHMES,
    "periodes": procedure.PERIODES,
    "modalites_pedagogiques": procedure.MODALITES_PEDAGOGIQUES,
    "modalites_recrutement": lheo.MODALITE_RECRUTEMENT,
}
_COUNT = range(1, 100_000)
_FROM_ZERO = range(100_000)
_EUROS = range(100_000_000)
_HOURS_A_WEEK = 168
_FORMACODE = {"code": (re.compile("[0-9]{5}"), "cinq chiffres"), "version": (re.compile("V[0-9]{1,2}"), "V14")}


def check_formation(values: FormationValues) -> None:
    """Raises InvalidValues for a Formation card that can never become right."""
    _refuse(
        limits.lengths(values, _FORMATION_LENGTHS),
        limits.codes("niveau_sortie", lheo.NIVEAUX, [values.get("niveau_sortie")]),
        limits.sizes(values, "formacodes"),
        limits.parts(values, "formacodes", _formacode),
    )


def _formacode(formacode: Mapping[str, Any], path: str) -> Iterator[Probleme]:
    for name, (pattern, expected) in _FORMACODE.items():
        given = formacode.get(name)
        # A feed may leave the version out; a caller cannot.
        if given is not None and not pattern.fullmatch(given):
            label = libelle_champ(path + name)
            yield Probleme(path + name, "FORMAT", f"« {label} » : « {given[:40]} » n'en est pas, attendu {expected}.")
    yield from limits.lengths(formacode, _PART_LENGTHS, within=path)


def check_action(values: ActionValues) -> None:
    """Raises InvalidValues for an Action card that can never become right."""
    _refuse(
        limits.lengths(values, _ACTION_LENGTHS),
        limits.codes("niveau_entree", lheo.NIVEAUX, [values.get("niveau_entree")]),
        limits.codes("prerequis", procedure.PREREQUIS, values.get("prerequis", [])),
        limits.sizes(values, "equipements"),
        limits.parts(values, "equipements", _equipement),
    )


def _equipement(equipement: Mapping[str, Any], path: str) -> Iterator[Probleme]:
    yield from limits.codes(f"{path}type", lheo.TYPE_EQUIPEMENT, [equipement["type"]])
    yield from limits.ranges(equipement, _EUROS, "cout_indicatif", within=path)
    yield from limits.lengths(equipement, _PART_LENGTHS, within=path)


def check_session(values: SessionValues) -> None:
    """Raises InvalidValues for a Session card that can never become right (R6, R10)."""
    given: Mapping[str, Any] = values
    _refuse(
        limits.lengths(values, _SESSION_LENGTHS),
        *(limits.codes(name, liste, given.get(name, [])) for name, liste in _SESSION_LISTS.items()),
        limits.days(values, "date_debut", "date_fin"),
        limits.order(values, "date_debut", "date_fin"),
        limits.ranges(values, _FROM_ZERO, "duree_centre", "duree_entreprise"),
        limits.hours("duree_hebdomadaire", values.get("duree_hebdomadaire"), _HOURS_A_WEEK),
        limits.ranges(values, _COUNT, "cycle_entreprise", "cycle_centre"),
        limits.sizes(values, "informations_collectives", "periodes_inscription"),
        limits.parts(values, "informations_collectives", _span),
        limits.parts(values, "periodes_inscription", _span),
    )


def _span(part: Mapping[str, Any], path: str) -> Iterator[Probleme]:
    """A meeting or a registration period."""
    yield from limits.days(part, "debut", "fin", within=path)
    yield from limits.order(part, "debut", "fin", within=path)
    yield from limits.lengths(part, _PART_LENGTHS, within=path)


def check_dispositif(values: DispositifValues) -> None:
    """Raises InvalidValues for a Dispositif card that can never become right (R7, R8)."""
    codes_externes = {f"codes_externes.{rank}": code for rank, code in enumerate(values.get("codes_externes", []))}
    more = values.get("frais_additionnels")
    _refuse(
        limits.lengths(values, _DISPOSITIF_LENGTHS),
        limits.codes("publics", procedure.PUBLICS, values.get("publics", [])),
        limits.sizes(values, "codes_externes"),
        limits.lengths(codes_externes, dict.fromkeys(list(codes_externes)[: limits.ELEMENTS], _CODE_EXTERNE)),
        limits.ranges(values, _COUNT, "nombre_places", "effectif_minimal", "capacite_simultanee"),
        limits.ranges(values, _FROM_ZERO, "places_restantes"),
        _numbers(values),
        limits.rule(
            "frais_pedagogiques",
            "FRAIS",
            lambda: frais(ht=values.get("frais_ht"), taux_tva=values.get("taux_tva"), ttc=values.get("frais_ttc")),
        ),
        limits.rule(
            "frais_additionnels",
            "FRAIS",
            lambda: None if more is None else montant(more, "Les frais additionnels"),
        ),
    )


def _numbers(values: DispositifValues) -> Iterator[Probleme]:
    """Places and headcounts in their order; what is below its own limit is told there."""
    places, left = values.get("nombre_places"), values.get("places_restantes")
    least, most = values.get("effectif_minimal"), values.get("capacite_simultanee")
    if left is not None and left >= 0 and (places is None or left > places):
        yield Probleme("places_restantes", "PLACES", "Il ne reste pas plus de places que le dispositif n'en a (R7).")
    if least is not None and most is not None and 1 <= most < least:
        yield Probleme("capacite_simultanee", "EFFECTIFS", "La capacité simultanée atteint l'effectif minimal (R7).")


def _refuse(*problemes: Iterable[Probleme]) -> None:
    found = [probleme for some in problemes for probleme in some]
    if found:
        raise InvalidValues(found)
