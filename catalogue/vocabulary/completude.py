"""Enum of the completeness report, the procedure's « récapitulatif » (p. 10)."""

from catalogue.vocabulary.valeur import Valeur


class Gravite(
    Valeur,
    titre="Gravité",
    description="Ce qu’un point du récapitulatif empêche : l’envoi en validation, ou rien.",
    source="procédure SOFI, p. 10 et 11",
):
    """Whether a point stops the submission (B6.2, transition 2) or only helps to describe the offer better."""

    BLOQUANT = "BLOQUANT", "à corriger avant l’envoi en validation"
    CONSEIL = "CONSEIL", "conseillé pour une meilleure description"
