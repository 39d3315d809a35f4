"""A document of an action turned back into the columns of its working rows: what restoring a revision writes."""

import datetime
from decimal import Decimal
from typing import Any

from catalogue.vocabulary import EntreesSorties, ModaliteEnseignement, Recrutement, UniteCycle

Card = dict[str, Any]

_ACTION_TEXTS = {
    "complement_intitule": "complementIntitule",
    "complement_programme": "complementProgramme",
    "objectifs": "objectifs",
    "resultats_attendus": "resultatsAttendus",
    "plus": "plus",
    "url_video": "urlVideo",
    "url_pdf": "urlPdf",
    "url_action": "urlAction",
    "commentaire_prerequis": "commentairePrerequis",
}
_SESSION_VALUES = {
    "types_parcours": "typesParcours",
    "duree_centre": "dureeCentre",
    "duree_entreprise": "dureeEntreprise",
    "commentaire_duree": "commentaireDuree",
    "informations_collectives": "informationsCollectives",
    "periodes_inscription": "periodesInscription",
    "mail_liaison": "mailLiaison",
}
_SESSION_TERMS = {
    "rythmes": "rythmes",
    "periodes": "periodes",
    "modalites_pedagogiques": "modalitesPedagogiques",
    "modalites_recrutement": "modalitesRecrutement",
}
_SESSION_LINKS = {
    "site_lieu_id": "siteLieu",
    "organisme_responsable_id": "organismeResponsable",
    "referent_handicap_id": "referentHandicap",
    "referent_mobilite_id": "referentMobilite",
    "referent_prf_id": "referentPrf",
}
_DISPOSITIF_VALUES = {
    "codes_externes": "codesExternes",
    "nombre_places": "nombrePlaces",
    "places_restantes": "placesRestantes",
    "effectif_minimal": "effectifMinimal",
    "capacite_simultanee": "capaciteSimultanee",
    "frais_certification": "fraisCertification",
    "prise_en_charge": "priseEnCharge",
}


def action_columns(card: Card) -> Card:
    """The columns of the Action card."""
    return {
        **{column: card[champ] for column, champ in _ACTION_TEXTS.items()},
        "equipements": [
            {
                "type": equipement["type"]["code"],
                "coutIndicatif": equipement["coutIndicatif"],
                "commentaire": equipement["commentaire"],
            }
            for equipement in card["equipements"]
        ],
        "niveau_entree": card["niveauEntree"]["code"] if card["niveauEntree"] else None,
        "prerequis": _codes(card["prerequis"]),
        "site_dispensateur_id": _numero(card["siteDispensateur"]),
    }


def session_columns(card: Card) -> Card:
    """The columns of the Session card."""
    cycle = card["cycleAlternance"] or {"unite": None, "entreprise": None, "centre": None}
    return {
        **{column: card[champ] for column, champ in _SESSION_VALUES.items()},
        **{column: _codes(card[champ]) for column, champ in _SESSION_TERMS.items()},
        **{column: _numero(card[champ]) for column, champ in _SESSION_LINKS.items()},
        "date_debut": _day(card["dateDebut"]),
        "date_fin": _day(card["dateFin"]),
        "entrees_sorties": EntreesSorties(card["entreesSorties"]) if card["entreesSorties"] else None,
        "modalite_enseignement": (
            ModaliteEnseignement(card["modaliteEnseignement"]) if card["modaliteEnseignement"] else None
        ),
        "recrutement": Recrutement(card["recrutement"]) if card["recrutement"] else None,
        "duree_hebdomadaire": _amount(card["dureeHebdomadaire"]),
        "cycle_unite": UniteCycle(cycle["unite"]) if cycle["unite"] else None,
        "cycle_entreprise": cycle["entreprise"],
        "cycle_centre": cycle["centre"],
    }


def dispositif_columns(card: Card) -> Card:
    """The columns of the Dispositif card."""
    fees = card["fraisPedagogiques"] or {"ht": None, "tauxTva": None, "ttc": None}
    more = card["fraisAdditionnels"] or {"montant": None, "detail": None}
    return {
        **{column: card[champ] for column, champ in _DISPOSITIF_VALUES.items()},
        "type_id": card["type"]["code"],
        "publics": _codes(card["publics"]),
        "frais_ht": _amount(fees["ht"]),
        "taux_tva": _amount(fees["tauxTva"]),
        "frais_ttc": _amount(fees["ttc"]),
        "frais_additionnels": _amount(more["montant"]),
        "detail_frais_additionnels": more["detail"],
    }


def _codes(terms: list[Card]) -> list[str]:
    return [term["code"] for term in terms]


def _numero(card: Card | None) -> int | None:
    return card["numero"] if card else None


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _amount(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None
