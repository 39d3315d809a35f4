"""Words of renewals and copies."""

from catalogue.vocabulary.valeur import Valeur


class IssueReconduction(
    Valeur,
    titre="Issue d’une reconduction",
    description="Ce qu’une reconduction en nombre a fait, ou ferait, d’une session.",
    source="SOFI",
):
    """What became of one session of a bulk renewal (R22)."""

    CREEE = "CREEE", "reconduite : une nouvelle session est créée"
    A_CREER = "A_CREER", "serait reconduite"
    DEJA_RECONDUITE = "DEJA_RECONDUITE", "déjà reconduite à cette date : laissée"
    REFUSEE = "REFUSEE", "ne peut pas être reconduite"


class ChampCopie(
    Valeur,
    titre="Champ à copier",
    description="Champ de la fiche Action qui se copie d’une action à l’autre.",
    source="SOFI",
):
    """What `copyFields` may copy: what an action says, not what it is."""

    COMPLEMENT_INTITULE = "COMPLEMENT_INTITULE", "complément intitulé"
    COMPLEMENT_PROGRAMME = "COMPLEMENT_PROGRAMME", "complément programme"
    OBJECTIFS = "OBJECTIFS", "objectifs"
    RESULTATS_ATTENDUS = "RESULTATS_ATTENDUS", "résultats attendus"
    PLUS = "PLUS", "le plus de la formation"
    URL_VIDEO = "URL_VIDEO", "adresse de vidéo"
    URL_PDF = "URL_PDF", "adresse de plaquette"
    URL_ACTION = "URL_ACTION", "adresse de l’action"
    EQUIPEMENTS = "EQUIPEMENTS", "équipements"
    NIVEAU_ENTREE = "NIVEAU_ENTREE", "niveau d’entrée"
    PREREQUIS = "PREREQUIS", "prérequis"
    COMMENTAIRE_PREREQUIS = "COMMENTAIRE_PREREQUIS", "commentaire des prérequis"

    @property
    def colonne(self) -> str:
        """The column of Action."""
        return self.name.lower()
