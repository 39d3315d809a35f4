"""A complete offer: the procedure's example (p. 5 to 10), described as well as its cards allow, with nothing to say."""

import copy
import datetime
from typing import Any

from catalogue.rules.completeness import Conformite, Contexte, RegleDispositif

AUJOURDHUI = datetime.date(2026, 3, 2)
BLOCS = frozenset({"RNCP35030BC01", "RNCP35030BC02"})
ORGANISME = {
    "id": "organisme-1",
    "numero": 1,
    "siret": "13000511900032",
    "siren": "130005119",
    "nom": "CARIFOREF DES PAYS DE LA LOIRE",
    "uai": None,
    "estCfa": True,
}
SITE = {
    "id": "site-36364",
    "numero": 36364,
    "siret": "13000511900032",
    "uai": None,
    "nom": "CARIFOREF DES PAYS DE LA LOIRE",
    "adresse": ["1 rue de la Noë"],
    "codePostal": "44000",
    "commune": {"codeInsee": "44109", "nom": "Nantes", "departement": {"code": "44", "nom": "x", "region": "52"}},
    "latitude": 47.2137,
    "longitude": -1.5434,
    "accessibilite": None,
}
REFERENT = {"numero": 1902, "nom": "auto saisie", "courriel": "offre@cariforef-pdl.org", "telephone": None}
APPRENTISSAGE = RegleDispositif(champs_requis=frozenset({"cycleAlternance", "effectifMinimal", "capaciteSimultanee"}))
PRIVE = RegleDispositif(publics=frozenset({"80006", "82044"}), qualiopi_requise=False)

_DOCUMENT: dict[str, Any] = {
    "formation": {
        "id": "formation-19482",
        "numero": 19482,
        "code": "19482",
        "intitule": "Titre professionnel assistant ressources humaines",
        "objectif": "Assurer les missions opérationnelles de la gestion des ressources humaines et leur développement.",
        "programme": "Bloc 1 : assurer les missions opérationnelles. Bloc 2 : contribuer au développement.",
        "formacodes": [{"code": "33052", "version": "V14", "libelle": "Assistance ressources humaines"}],
        "niveauSortie": {"code": "III", "libelle": "Niveau III (Bac + 2)", "niveauEuropeen": 5},
        "objectifGeneral": "CERTIFICATION",
        "individualisation": False,
        "validation": "TOTALE",
        "certification": {
            "codeCertifinfo": "109049",
            "type": {"code": "TP3", "libelle": "Titre professionnel (TP de niveau 3)"},
            "anneeDerniereSession": 2028,
            "dateFin": None,
        },
        "blocs": [
            {"code": "RNCP35030BC01", "intitule": "Assurer les missions", "objectif": None, "programme": None},
            {"code": "RNCP35030BC02", "intitule": "Contribuer", "objectif": None, "programme": None},
        ],
        "organisme": ORGANISME,
    },
    "action": {
        "id": "action-89393",
        "numero": 89393,
        "code": "19482-89393",
        "complementIntitule": None,
        "complementProgramme": None,
        "objectifs": None,
        "resultatsAttendus": "Titre professionnel assistant ressources humaines",
        "plus": None,
        "urlVideo": None,
        "urlPdf": None,
        "urlAction": "https://www.exemple.fr/arh",
        "equipements": [],
        "niveauEntree": {"code": "1", "libelle": "sans niveau spécifique"},
        "prerequis": [{"code": "aucun", "libelle": "aucun pré-requis"}],
        "commentairePrerequis": None,
        "siteDispensateur": SITE,
        "sessions": [
            {
                "id": "session-143842",
                "numero": 143842,
                "code": "19482-89393-143842",
                "dateDebut": "2026-09-01",
                "dateFin": "2027-06-30",
                "entreesSorties": "DATES_FIXES",
                "rythmes": [{"code": "temps-plein", "libelle": "temps plein"}],
                "periodes": [{"code": "96414", "libelle": "cours de jour"}],
                "typesParcours": ["COLLECTIF"],
                "modalitesPedagogiques": [{"code": "96142", "libelle": "en alternance"}],
                "modaliteEnseignement": "PRESENTIEL",
                "dureeCentre": 200,
                "dureeEntreprise": 400,
                "dureeHebdomadaire": "35.00",
                "commentaireDuree": None,
                "cycleAlternance": {"unite": "SEMAINE", "entreprise": 2, "centre": 1},
                "siteLieu": SITE,
                "organismeResponsable": ORGANISME,
                "recrutement": "OUVERT",
                "modalitesRecrutement": [{"code": "3", "libelle": "dossier"}],
                "informationsCollectives": [
                    {"debut": "2026-05-01T12:00:00Z", "fin": None, "lieu": "Nantes", "commentaire": None}
                ],
                "periodesInscription": [{"type": "INSCRIPTION", "debut": "2026-04-01", "fin": "2026-08-31"}],
                "referentHandicap": REFERENT,
                "referentMobilite": REFERENT,
                "referentPrf": REFERENT,
                "mailLiaison": "offre@cariforef-pdl.org",
                "dispositifs": [
                    {
                        "id": "dispositif-1",
                        "numero": 1,
                        "type": {
                            "code": "8",
                            "libelle": "Apprentissage - contrat d'apprentissage",
                            "famille": "APPRENTISSAGE",
                        },
                        "publics": [{"code": "80006", "libelle": "Demandeur d’emploi"}],
                        "codesExternes": ["PRF-2026"],
                        "nombrePlaces": 16,
                        "placesRestantes": 4,
                        "effectifMinimal": 8,
                        "capaciteSimultanee": 16,
                        "fraisPedagogiques": {"ht": "4500.00", "tauxTva": "0.00", "ttc": "4500.00"},
                        "fraisAdditionnels": {"montant": "0.00", "detail": None},
                        "fraisCertification": False,
                        "priseEnCharge": True,
                    }
                ],
            }
        ],
    },
}


def document() -> dict[str, Any]:
    """A copy that a test may spoil."""
    return copy.deepcopy(_DOCUMENT)


def conformite(**changes: Any) -> Conformite:
    """A body in good standing, but for what is changed."""
    standing: dict[str, Any] = {
        "actif": True,
        "numero_activite": "52490236949",
        "qualiopi_debut": datetime.date(2025, 1, 1),
        "qualiopi_fin": datetime.date(2027, 12, 31),
        "qualiopi_categories": frozenset({"ACTIONS_DE_FORMATION", "APPRENTISSAGE"}),
    }
    return Conformite(**{**standing, **changes})


def contexte(**changes: Any) -> Contexte:
    """The context in which the example is complete, but for what is changed."""
    values: dict[str, Any] = {
        "aujourdhui": AUJOURDHUI,
        "types": {"8": APPRENTISSAGE, "1": PRIVE},
        "organismes": {1: conformite()},
        "blocs": BLOCS,
    }
    return Contexte(**{**values, **changes})
