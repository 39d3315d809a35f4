"""Whom an event concerns: by the roles on the file, never only whoever asked (B6.6)."""

from catalogue.models import Evenement, Habilitation
from catalogue.vocabulary import Role

_TO_CARIF = frozenset(
    {"action.submitted", "action.recalled", "action.answered", "action.released", "certification.acknowledged"}
)
_TO_NOBODY = frozenset({"webhook.ping"})
_OF_BODY = (Role.SAISISSEUR_OF, Role.GESTIONNAIRE_OF)
_OF_CARIF = (Role.VALIDATEUR, Role.RESPONSABLE_OFFRE)


async def recipients(event: Evenement) -> list[int]:
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
    found = await rights.filter(compte__actif=True).order_by("compte_id").values_list("compte_id", flat=True)
    return [compte for compte in dict.fromkeys(found) if compte != event.compte_id]  # type: ignore[comparison-overlap,misc]
