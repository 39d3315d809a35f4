"""The lists behind the procedure's cards whose codes are not all LHEO's.

Codes of five digits are Formacode's; mnemonic ones are ours, for what no nomenclature codes. MODALITES_RECRUTEMENT and
TYPES_EQUIPEMENT are LHEO's tables under the names of the cards' fields.
"""

from catalogue.vocabulary.lheo import MODALITE_RECRUTEMENT as MODALITES_RECRUTEMENT
from catalogue.vocabulary.lheo import TYPE_EQUIPEMENT as TYPES_EQUIPEMENT
from catalogue.vocabulary.liste import Liste
from catalogue.vocabulary.publics import PUBLICS

RYTHMES = Liste.of(
    "RYTHMES",
    "Rythmes de la formation",
    "procédure SOFI, p. 9",
    {
        "continu": "continu",
        "discontinu": "discontinu",
        "temps-plein": "temps plein",
        "temps-partiel": "temps partiel",
    },
)

PERIODES = Liste.of(
    "PERIODES",
    "Périodes de formation",
    "procédure SOFI, p. 9 ; Formacode V10",
    {
        "96414": "cours de jour",
        "96411": "cours du soir",
        "96412": "cours le week-end",
        "96413": "hors temps de travail",
    },
)

MODALITES_PEDAGOGIQUES = Liste.of(
    "MODALITES_PEDAGOGIQUES",
    "Modalités pédagogiques",
    "procédure SOFI, p. 9 ; Formacode V10",
    {
        "96142": "en alternance",
        "96129": "formation ouverte et à distance (FOAD)",
        "96147": "formation en situation de travail",
        "96132": "pédagogie adaptée aux personnes handicapées",
        "en-entreprise": "en entreprise",
        "en-centre": "en établissement de formation",
    },
)

PREREQUIS = Liste.of(
    "PREREQUIS",
    "Pré-requis",
    "procédure SOFI, p. 8 ; codes propres à SOFI",
    {
        "aucun": "aucun pré-requis",
        "savoirs-de-base": "maîtriser les savoirs de base (lire, écrire, compter)",
        "francais-oral": "comprendre et parler le français",
        "francais-ecrit": "lire et écrire le français",
        "langue-etrangere": "connaître une langue étrangère",
        "numerique": "savoir utiliser un ordinateur et internet",
        "diplome": "détenir un diplôme ou un titre donné",
        "connaissances": "avoir des connaissances dans le domaine",
        "experience": "avoir une expérience professionnelle",
        "projet-valide": "avoir un projet professionnel validé",
        "positionnement": "réussir les tests de positionnement",
        "employeur": "avoir un employeur ou une promesse d’embauche",
        "age-minimal": "avoir l’âge minimal exigé par la réglementation",
        "permis": "détenir un permis de conduire",
        "aptitude-medicale": "être reconnu apte par un médecin",
        "aptitude-physique": "avoir l’aptitude physique exigée par le métier",
        "vaccinations": "être à jour des vaccinations obligatoires",
        "habilitation": "détenir une habilitation, une carte ou un certificat réglementaire",
        "casier-judiciaire": "avoir un casier judiciaire compatible avec le métier",
    },
)

LISTES_DES_FICHES = (RYTHMES, PERIODES, MODALITES_PEDAGOGIQUES, PREREQUIS, PUBLICS)
"""The lists defined here, without LHEO's own tables."""

__all__ = [
    "LISTES_DES_FICHES",
    "MODALITES_PEDAGOGIQUES",
    "MODALITES_RECRUTEMENT",
    "PERIODES",
    "PREREQUIS",
    "PUBLICS",
    "RYTHMES",
    "TYPES_EQUIPEMENT",
]
