"""Enums of the Formation card (procedure p. 7)."""

from catalogue.vocabulary.valeur import Valeur


class ObjectifGeneral(
    Valeur,
    titre="Objectif général",
    description="Ce que vise la formation. Préférer certification, professionnalisation ou préparation à la "
    "qualification quand plusieurs objectifs conviennent.",
    source="procédure SOFI, p. 7 ; LHEO 2.3, dict-AIS",
):
    """General aim. LHEO gives « perfectionnement » two codes, 2 and 3; 3 is the one written."""

    CERTIFICATION = "CERTIFICATION", "certification", "6"
    PROFESSIONNALISATION = "PROFESSIONNALISATION", "professionnalisation", "7"
    PREPARATION_QUALIFICATION = "PREPARATION_QUALIFICATION", "préparation à la qualification", "8"
    REMISE_A_NIVEAU = "REMISE_A_NIVEAU", "remise à niveau, maîtrise des savoirs de base, initiation", "5"
    REMOBILISATION = "REMOBILISATION", "(re)mobilisation, aide à l’élaboration de projet professionnel", "9"
    PERFECTIONNEMENT = "PERFECTIONNEMENT", "perfectionnement, élargissement des compétences", "3"
    CREATION_ENTREPRISE = "CREATION_ENTREPRISE", "création d’entreprise", "4"


class Validation(
    Valeur,
    titre="Validation de la formation",
    description="Part de la certification que la formation permet d’obtenir : certains blocs de compétences ou tous.",
    source="procédure SOFI, p. 7",
):
    """Partial or total. LHEO's code depends on individualisation too (R3), so a member alone has none."""

    PARTIELLE = "PARTIELLE", "partielle : certains blocs de compétences"
    TOTALE = "TOTALE", "totale : tous les blocs de compétences"
