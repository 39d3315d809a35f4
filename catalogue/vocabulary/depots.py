"""Words of the desk: what is submitted, how urgent it is, how it ends."""

from catalogue.vocabulary.valeur import Valeur


class NatureDepot(
    Valeur,
    titre="Nature du dépôt",
    description="Ce qui est soumis, par comparaison avec ce qui est en ligne.",
    source="SOFI",
):
    """The kind of a submission."""

    NOUVELLE = "NOUVELLE", "nouvelle action"
    MODIFICATION = "MODIFICATION", "modification d’une action publiée"
    RENOUVELLEMENT = "RENOUVELLEMENT", "nouvelles sessions ou nouvelles dates d’une action publiée"


class Priorite(
    Valeur,
    titre="Priorité",
    description="Urgence d’un dépôt, d’après le début de sa première session à venir.",
    source="SOFI ; calculée à la soumission",
):
    """How soon a decision is needed. `rang` is what the queue is sorted by."""

    HAUTE = "HAUTE", "une session commence dans moins de 30 jours"
    NORMALE = "NORMALE", "une session commence dans moins de 90 jours, ou aucune date n’est connue"
    BASSE = "BASSE", "rien ne commence avant 90 jours"

    @property
    def rang(self) -> int:
        """1 is the most urgent."""
        return list(Priorite).index(self) + 1


class DecisionDepot(
    Valeur,
    titre="Issue du dépôt",
    description="Comment un dépôt a pris fin.",
    source="SOFI",
):
    """How a submission ended; an open one has none."""

    VALIDE = "VALIDE", "validé par le Carif-Oref"
    REFUSE = "REFUSE", "refusé par le Carif-Oref"
    RAPPELE = "RAPPELE", "rappelé par l’organisme"
    CLOS = "CLOS", "clos sans réponse de l’organisme"
