"""The mails, for those who watch over them."""

from tortoise.queryset import QuerySet

from catalogue.models import Courriel
from catalogue.vocabulary import EtatCourriel


def etat_of(row: Courriel) -> EtatCourriel:
    """Where a mail is."""
    if row.envoye_le is not None:
        return EtatCourriel.ENVOYE
    return EtatCourriel.ABANDONNE if row.prochain_essai_le is None else EtatCourriel.EN_ATTENTE


def courriels_query(etat: EtatCourriel | None) -> QuerySet[Courriel]:
    """All mails, or those in a state."""
    rows = Courriel.all()
    if etat is EtatCourriel.ENVOYE:
        return rows.filter(envoye_le__not_isnull=True)
    if etat is EtatCourriel.EN_ATTENTE:
        return rows.filter(prochain_essai_le__not_isnull=True)
    if etat is EtatCourriel.ABANDONNE:
        return rows.filter(envoye_le=None, prochain_essai_le=None)
    return rows
