"""Where a mail is, in one word."""

from catalogue.vocabulary.valeur import Valeur


class EtatCourriel(
    Valeur,
    titre="État d’un courriel",
    description="Où en est un courriel.",
    source="SOFI",
):
    """The states of a mail; computed from its dates."""

    EN_ATTENTE = "EN_ATTENTE", "attend d’être envoyé, ou d’être essayé encore"
    ENVOYE = "ENVOYE", "remis au serveur de courriel"
    ABANDONNE = "ABANDONNE", "refusé, périmé, ou essayé trop de fois"
