"""Enums of the Dispositif card and of the nomenclature of dispositifs (procedure p. 10, domain A5)."""

from catalogue.vocabulary.valeur import Valeur


class FamilleDispositif(
    Valeur,
    titre="Famille de dispositif",
    description="Qui finance la formation, en grandes familles. Région, France Travail et État sont des financements "
    "publics.",
    source="nomenclature des dispositifs du Carif-Oref",
):
    """Who pays. OPCO money (the two contracts) is mutual, not public; R30 asks for Qualiopi on both all the same."""

    REGION = "REGION", "programme de la Région"
    APPRENTISSAGE = "APPRENTISSAGE", "contrat d’apprentissage"
    PROFESSIONNALISATION = "PROFESSIONNALISATION", "contrat de professionnalisation"
    FRANCE_TRAVAIL = "FRANCE_TRAVAIL", "France Travail"
    ETAT = "ETAT", "État"
    PRIVE = "PRIVE", "autres financements (entreprise, individuel)"

    @property
    def publique(self) -> bool:
        """Whether an action with such a dispositif counts as « formation publique » on the dashboard (A5)."""
        return self in (FamilleDispositif.REGION, FamilleDispositif.FRANCE_TRAVAIL, FamilleDispositif.ETAT)


class SaisiePar(
    Valeur,
    titre="Saisie du dispositif",
    description="Qui peut rattacher ce dispositif à une session.",
    source="nomenclature des dispositifs du Carif-Oref",
):
    """Who may enter a dispositif of this type (A5)."""

    ORGANISME = "ORGANISME", "l’organisme de formation ou le Carif-Oref"
    CARIF = "CARIF", "le Carif-Oref seulement"
