"""Mails that were given up, tried again because somebody mended what was wrong."""

from catalogue import clock
from catalogue.models import Courriel
from workflows import history, policies
from workflows.actor import Actor
from workflows.errors import Gone, NotFound
from workflows.policies import Verb


async def retry(actor: Actor, numero: int) -> tuple[Courriel, bool]:
    """Have a mail that was given up tried from the start again; False when it was not. Part of the caller's
    transaction.

    Raises:
        Forbidden: the actor is no administrator.
        NotFound: no such mail.
        Gone: it held a secret and was wiped.
    """
    policies.require(actor, Verb.ADMINISTRER, None, what="")
    row = await Courriel.get_or_none(id=numero)
    if row is None:
        raise NotFound(f"Le courriel {numero} n'existe pas.")
    if row.envoye_le is not None or row.prochain_essai_le is not None:
        return row, False
    if row.confidentiel:
        raise Gone("Le texte de ce courriel portait un lien et il est effacé : refaites l'invitation ou la demande.")
    row.essais, row.prochain_essai_le, row.erreur = 0, clock.now(), None
    await row.save(update_fields=["essais", "prochain_essai_le", "erreur"])
    await history.record(actor, "relancer", "Courriel", numero)
    return row, True
