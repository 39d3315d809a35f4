"""The 19 tables of LHEO 2.3, each named as the standard does without `dict-`.

Codes are text and keep the standard's order, which is not always the order of the codes.
"""

from catalogue.vocabulary.lheo.action import (
    FINANCEURS,
    MODALITES_ENSEIGNEMENT,
    MODALITES_ES,
    PERIMETRE_RECRUTEMENT,
    TYPE_ENSEIGNEMENT,
    TYPE_EQUIPEMENT,
)
from catalogue.vocabulary.lheo.formation import (
    AIS,
    BOOLEAN,
    NIVEAUX,
    TYPE_MODULE,
    TYPE_PARCOURS,
    TYPE_POSITIONNEMENT,
)
from catalogue.vocabulary.lheo.session import (
    ETAT_RECRUTEMENT,
    MODALITE_RECRUTEMENT,
    TYPE_ALTERNANCE,
    TYPE_CONTACT,
    TYPE_CYCLE,
    TYPE_VALIDATION_BLOCS,
    UNITE_RYTHME,
)

TABLES = (
    BOOLEAN,
    AIS,
    NIVEAUX,
    TYPE_PARCOURS,
    TYPE_POSITIONNEMENT,
    TYPE_MODULE,
    MODALITES_ENSEIGNEMENT,
    MODALITES_ES,
    PERIMETRE_RECRUTEMENT,
    FINANCEURS,
    TYPE_EQUIPEMENT,
    TYPE_ENSEIGNEMENT,
    ETAT_RECRUTEMENT,
    MODALITE_RECRUTEMENT,
    TYPE_CONTACT,
    TYPE_VALIDATION_BLOCS,
    TYPE_ALTERNANCE,
    UNITE_RYTHME,
    TYPE_CYCLE,
)
"""Every table, in the order of the offer's tree."""

__all__ = [
    "AIS",
    "BOOLEAN",
    "ETAT_RECRUTEMENT",
    "FINANCEURS",
    "MODALITES_ENSEIGNEMENT",
    "MODALITES_ES",
    "MODALITE_RECRUTEMENT",
    "NIVEAUX",
    "PERIMETRE_RECRUTEMENT",
    "TABLES",
    "TYPE_ALTERNANCE",
    "TYPE_CONTACT",
    "TYPE_CYCLE",
    "TYPE_ENSEIGNEMENT",
    "TYPE_EQUIPEMENT",
    "TYPE_MODULE",
    "TYPE_PARCOURS",
    "TYPE_POSITIONNEMENT",
    "TYPE_VALIDATION_BLOCS",
    "UNITE_RYTHME",
]
