"""What may be wrong with the procedure's example, one part at a time: the steps, and the points that come of it.

A step is a mutation with its input; `drafts_spoilt` has what no card lets one enter.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from seeds.procedure import ACTION, FORMATION, REFERENT, SESSION

LONG = "x" * 2950
SESSION_PATH = f"sessions.{SESSION}"
DISPOSITIF_PATH = f"{SESSION_PATH}.dispositifs.1"
SECOND = f"sessions.{SESSION + 1}"


@dataclass(frozen=True)
class Draft:
    """A spoiled example and the points it adds: the path of each by its code, what blocks and what advises."""

    name: str
    bloquants: dict[str, str]
    conseils: dict[str, str]
    steps: tuple[tuple[str, dict[str, Any]], ...] = ()
    rows: Callable[[], Awaitable[Any]] | None = None


def formation(**card: Any) -> tuple[str, dict[str, Any]]:
    """A change of the example's formation."""
    return "updateFormation", {"numero": FORMATION, "expectedVersion": 1, "formation": card}


def action(**card: Any) -> tuple[str, dict[str, Any]]:
    """A change of its action."""
    return "updateAction", {"numero": ACTION, "expectedVersion": 1, "action": card}


def session(**card: Any) -> tuple[str, dict[str, Any]]:
    """A change of its session."""
    return "updateSession", {"numero": SESSION, "expectedVersion": 1, "session": card}


def dispositif(**card: Any) -> tuple[str, dict[str, Any]]:
    """A change of its dispositif."""
    return "updateDispositif", {"numero": 1, "expectedVersion": 1, "dispositif": card}


def at(path: str, *points: str) -> dict[str, str]:
    """Points of the card at this path, each written `CODE field`."""
    return {code: f"{path}.{field}".strip(".") for code, field in (point.split() for point in points)}


ENTERED = [
    Draft(
        "an action without anything",
        at("", "SITE_DISPENSATEUR_REQUIS siteDispensateur", "NIVEAU_ENTREE_REQUIS niveauEntree"),
        at("", "RESULTATS_ATTENDUS_ABSENTS resultatsAttendus"),
        (action(siteDispensateur=None, niveauEntree=None, resultatsAttendus=None),),
    ),
    Draft(
        "texts that the exchange format cuts",
        {},
        at(
            "",
            "OBJECTIFS_LONGS objectifs",
            "PROGRAMME_LONG complementProgramme",
            "INTITULE_LONG complementIntitule",
            "NIVEAU_ENTREE_NON_COMMUNIQUE niveauEntree",
        ),
        (action(objectifs=LONG, complementProgramme=LONG, complementIntitule="x" * 250, niveauEntree="0"),),
    ),
    Draft(
        "a session without anything",
        at(
            SESSION_PATH,
            "SITE_LIEU_REQUIS siteLieu",
            "DATE_DEBUT_REQUISE dateDebut",
            "DATE_FIN_REQUISE dateFin",
            "ENTREES_SORTIES_REQUISES entreesSorties",
            "RYTHMES_REQUIS rythmes",
            "PERIODES_REQUISES periodes",
            "TYPES_PARCOURS_REQUIS typesParcours",
            "MODALITES_PEDAGOGIQUES_REQUISES modalitesPedagogiques",
            "MODALITE_ENSEIGNEMENT_REQUISE modaliteEnseignement",
            "DUREE_CENTRE_REQUISE dureeCentre",
            "DUREE_ENTREPRISE_REQUISE dureeEntreprise",
            "ORGANISME_RESPONSABLE_REQUIS organismeResponsable",
            "RECRUTEMENT_REQUIS recrutement",
            "MODALITES_RECRUTEMENT_REQUISES modalitesRecrutement",
            "REFERENT_HANDICAP_REQUIS referentHandicap",
            "REFERENT_MOBILITE_REQUIS referentMobilite",
            "CYCLE_REQUIS cycleAlternance",
        ),
        {},
        (
            session(
                siteLieu=None,
                dateDebut=None,
                dateFin=None,
                entreesSorties=None,
                rythmes=None,
                periodes=None,
                typesParcours=None,
                modalitesPedagogiques=None,
                modaliteEnseignement=None,
                dureeCentre=None,
                dureeEntreprise=None,
                organismeResponsable=None,
                recrutement=None,
                modalitesRecrutement=None,
                referentHandicap=None,
                referentMobilite=None,
                cycleAlternance=None,
            ),
        ),
    ),
    Draft(
        "a dispositif without anything",
        at(
            DISPOSITIF_PATH,
            "NOMBRE_PLACES_REQUIS nombrePlaces",
            "EFFECTIF_MINIMAL_REQUIS effectifMinimal",
            "CAPACITE_SIMULTANEE_REQUISE capaciteSimultanee",
        ),
        at(DISPOSITIF_PATH, "PUBLICS_ABSENTS publics"),
        (
            dispositif(
                publics=None,
                nombrePlaces=None,
                placesRestantes=None,
                effectifMinimal=None,
                capaciteSimultanee=None,
            ),
        ),
    ),
    Draft(
        "a second session without dispositif, that is long and far away",
        {**at(SECOND, "DISPOSITIF_REQUIS dispositifs"), **at(SECOND, "CERTIFICATION_EXPIREE dateDebut")},
        at(SECOND, "SESSION_LONGUE dateFin", "DATE_FIN_LOINTAINE dateFin", "DUREE_NULLE dureeCentre"),
        (
            (
                "addSession",
                {
                    "action": ACTION,
                    "session": {
                        "dateDebut": "2027-01-01",
                        "dateFin": "2037-01-01",
                        "entreesSorties": "DATES_FIXES",
                        "rythmes": ["temps-plein"],
                        "periodes": ["96414"],
                        "typesParcours": ["COLLECTIF"],
                        "modalitesPedagogiques": ["96142"],
                        "modaliteEnseignement": "PRESENTIEL",
                        "dureeCentre": 0,
                        "dureeEntreprise": 0,
                        "recrutement": "FERME",
                        "modalitesRecrutement": ["3"],
                        "referentMobilite": REFERENT,
                    },
                },
            ),
        ),
    ),
    Draft(
        "a session that cannot hold its hours nor end in time",
        {},
        at(
            SESSION_PATH,
            "CERTIFICATION_EXPIRE_PENDANT dateFin",
            "DUREE_INCOMPATIBLE dureeCentre",
            "ALTERNANCE_SANS_ENTREPRISE dureeEntreprise",
            "INSCRIPTION_TARDIVE periodesInscription",
            "INFORMATION_COLLECTIVE_ABSENTE informationsCollectives",
            "RECRUTEMENT_SANS_PLACE recrutement",
            "MODALITES_TROP_NOMBREUSES modalitesPedagogiques",
        ),
        (
            session(
                dateDebut="2026-12-30",
                dateFin="2027-01-02",
                dureeEntreprise=0,
                periodesInscription=[{"type": "INSCRIPTION", "debut": "2027-01-03"}],
                modalitesRecrutement=["3", "8", "9"],
                periodes=["96414", "96411", "96412"],
                modalitesPedagogiques=["96142", "96129", "96147"],
            ),
            dispositif(placesRestantes=0),
        ),
    ),
    Draft(
        "places that are fewer than the headcount, fees without a word",
        {},
        at(
            DISPOSITIF_PATH,
            "EFFECTIF_SANS_PLACES effectifMinimal",
            "FRAIS_ADDITIONNELS_SANS_DETAIL fraisAdditionnels",
        ),
        (dispositif(nombrePlaces=5, fraisAdditionnels={"montant": "10"}),),
    ),
    Draft(
        "a private dispositif without price, and too many publics together",
        {},
        {
            **at(f"{SESSION_PATH}.dispositifs.2", "FRAIS_ABSENTS fraisPedagogiques"),
            **at("", "PUBLICS_TROP_NOMBREUX sessions"),
        },
        (
            (
                "addDispositif",
                {
                    "session": SESSION,
                    "type": "9",
                    "dispositif": {"nombrePlaces": 3, "publics": ["80003", "80007", "80008", "80009", "80010"]},
                },
            ),
        ),
    ),
]

OF_AN_EMPTY_FORMATION = {
    "INTITULE_REQUIS",
    "OBJECTIF_GENERAL_REQUIS",
    "SITE_DISPENSATEUR_REQUIS",
    "NIVEAU_ENTREE_REQUIS",
    "SESSION_REQUISE",
    "FORMACODES_ABSENTS",
    "OBJECTIFS_ABSENTS",
    "PROGRAMME_ABSENT",
    "RESULTATS_ATTENDUS_ABSENTS",
    "URL_ACTION_ABSENTE",
    "PREREQUIS_ABSENTS",
}
OF_THE_EXAMPLE = [
    "URL_ACTION_ABSENTE",
    "PREREQUIS_ABSENTS",
    "SESSION_TERMINEE",
    "PARCOURS_INCONNU",
    "INSCRIPTION_ABSENTE",
    "ADRESSE_LIEU_ABSENTE",
]
NEVER_STORED = {
    # The columns are never null, or a constraint of the table forbids it.
    "INDIVIDUALISATION_REQUISE",
    "VALIDATION_REQUISE",
    "VALIDATION_NON_TOTALE",
    "TYPE_DISPOSITIF_REQUIS",
    "TYPE_INCONNU",
    "DATES_INVERSEES",
    "NOMBRE_PLACES_INSUFFISANT",
    "PLACES_RESTANTES_INCOHERENTES",
    "EFFECTIFS_INCOHERENTS",
}
