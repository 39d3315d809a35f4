"""Completeness: the procedure's « récapitulatif », the state of an entry before it is sent (p. 10 and 11).

`completeness(document, contexte)` is the only question. Obligatory fields are the table `EXIGENCES`, everything else
that may be wrong is a small function in `REGLES`; a new rule is a new row, with its code in the tests.
"""

from catalogue.rules.completeness.context import Conformite, Contexte, RegleDispositif
from catalogue.rules.completeness.evaluation import CODES, REGLES, completeness
from catalogue.rules.completeness.report import Bilan, Ligne, Manque, Rapport
from catalogue.rules.completeness.required import CHAMPS_EXIGIBLES, EXIGENCES

__all__ = [
    "CHAMPS_EXIGIBLES",
    "CODES",
    "EXIGENCES",
    "REGLES",
    "Bilan",
    "Conformite",
    "Contexte",
    "Ligne",
    "Manque",
    "Rapport",
    "RegleDispositif",
    "completeness",
]
