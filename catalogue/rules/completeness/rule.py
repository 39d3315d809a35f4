"""The two kinds of rows that the report is made of: obligatory fields, and everything else that may be wrong."""

from collections.abc import Callable
from dataclasses import dataclass

from catalogue.rules.completeness.context import Contexte
from catalogue.rules.completeness.node import Fiche, Noeud
from catalogue.vocabulary.champs import libelle_champ
from catalogue.vocabulary.completude import Gravite
from catalogue.vocabulary.dispositif import FamilleDispositif

Trouve = Callable[[Noeud, Contexte], str | None]

# What the procedure asks of the two contracts (p. 9 and 10), whatever the nomenclature forgets to say (R6, R7).
_CONTRATS = {
    FamilleDispositif.APPRENTISSAGE: frozenset({"cycleAlternance", "effectifMinimal", "capaciteSimultanee"}),
    FamilleDispositif.PROFESSIONNALISATION: frozenset({"cycleAlternance"}),
}


@dataclass(frozen=True, slots=True)
class Regle:
    """Something that may be wrong with a card: `trouve` gives the French sentence to say, or None when all is well."""

    code: str
    fiche: Fiche
    champ: str | None
    gravite: Gravite
    source: str
    trouve: Trouve


@dataclass(frozen=True, slots=True)
class Exigence:
    """A field that must hold something. `aide` says how to fill it.

    `selon_dispositif`: only where a type of dispositif asks for it (on the Session card, one of the session's).
    """

    code: str
    fiche: Fiche
    champ: str
    aide: str
    source: str
    selon_dispositif: bool = False

    def applies(self, noeud: Noeud, contexte: Contexte) -> bool:
        """Whether the field is obligatory on this card."""
        return not self.selon_dispositif or bool(self._types(noeud, contexte))

    def message(self, noeud: Noeud, contexte: Contexte) -> str:
        """« Nombre de places dispositif » est obligatoire : …"""
        whom = f" pour {', '.join(self._types(noeud, contexte))}" if self.selon_dispositif else ""
        return f"« {libelle_champ(self.champ)} » est obligatoire{whom} : {self.aide}."

    def _types(self, noeud: Noeud, contexte: Contexte) -> list[str]:
        dispositifs = noeud.enfants if noeud.fiche is Fiche.SESSION else [noeud]
        asking = (one for one in dispositifs if self.champ in champs_requis(one, contexte))
        return list(dict.fromkeys(f"« {libelle_type(one)} »" for one in asking))


def champs_requis(dispositif: Noeud, contexte: Contexte) -> frozenset[str]:
    """The fields that a dispositif's type makes obligatory, on its own card or on its session's (R6, R7, A5)."""
    rule = contexte.types.get(dispositif.carte("type").texte("code"))
    of_family = next((champs for family, champs in _CONTRATS.items() if famille(dispositif) is family), frozenset())
    return of_family | (rule.champs_requis if rule else frozenset())


def famille(dispositif: Noeud) -> FamilleDispositif | None:
    """Who pays; None when the type is not chosen."""
    value = dispositif.carte("type").texte("famille")
    return next((family for family in FamilleDispositif if family.value == value), None)


def libelle_type(dispositif: Noeud) -> str:
    """The words for the type of a dispositif."""
    kind = dispositif.carte("type")
    return kind.texte("libelle") or kind.texte("code")


def bloquant(code: str, fiche: Fiche, champ: str | None, source: str) -> Callable[[Trouve], Regle]:
    """Make a rule, whose problem stops the submission, of the function that finds it."""
    return lambda trouve: Regle(code, fiche, champ, Gravite.BLOQUANT, source, trouve)


def conseil(code: str, fiche: Fiche, champ: str | None, source: str) -> Callable[[Trouve], Regle]:
    """Make a rule, whose problem stops nothing, of the function that finds it."""
    return lambda trouve: Regle(code, fiche, champ, Gravite.CONSEIL, source, trouve)
