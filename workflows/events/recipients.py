"""Whom an event concerns: by the roles on the file, never only whoever asked (B6.6)."""

from catalogue.models import Compte, Evenement, Habilitation, Organisme
from catalogue.vocabulary import Role

_TO_CARIF = frozenset(
    {"action.submitted", "action.recalled", "action.answered", "action.released", "certification.acknowledged"}
)
_TO_NOBODY = frozenset({"webhook.ping"})
_OF_BODY = (Role.SAISISSEUR_OF, Role.GESTIONNAIRE_OF)
_OF_CARIF = (Role.VALIDATEUR, Role.RESPONSABLE_OFFRE)


async def recipients(event: Evenement) -> list[Compte]:
    """The accounts that are told, in order; the one who did it is not. One statement.

    What the body did goes to the Carif-Oref's staff, what the Carif-Oref or the clock did to the body's people.
    """
    if event.type in _TO_NOBODY:
        return []
    if event.type in _TO_CARIF:
        rights = Habilitation.filter(role__in=_OF_CARIF)
    elif event.organisme_id is not None:
        rights = Habilitation.filter(role__in=_OF_BODY, organisme_id=event.organisme_id)
    else:
        return []
    found = await rights.filter(compte__actif=True).order_by("compte_id").select_related("compte")
    people = {row.compte_id: row.compte for row in found}
    return [compte for numero, compte in people.items() if numero != event.compte_id]


async def fallback(event: Evenement, mailbox: str | None) -> str | None:
    """Where a mail goes when nobody is there to be told: the body's own address for what concerns it, else the shared
    mailbox of the Offer team. One statement at most.
    """
    if event.type in _TO_NOBODY:
        return None
    if event.type not in _TO_CARIF and event.organisme_id is not None:
        organisme = await Organisme.get(numero=event.organisme_id)
        if organisme.courriel:
            return organisme.courriel
    return mailbox
