"""Whom an event concerns: by the roles on the file, never only whoever asked (B6.6)."""

from catalogue.models import Compte, Depot, Evenement, Habilitation, Organisme, Session
from catalogue.vocabulary import DecisionDepot, Role

_TO_CARIF = frozenset(
    {"action.submitted", "action.recalled", "action.answered", "action.released", "certification.acknowledged"}
)
_OF_SUBMISSION = _TO_CARIF - {"certification.acknowledged"}
_UNDECIDED = (None, DecisionDepot.RAPPELE)
_TO_NOBODY = frozenset({"webhook.ping"})
_OF_BODY = (Role.SAISISSEUR_OF, Role.GESTIONNAIRE_OF)
_OF_CARIF = (Role.VALIDATEUR, Role.RESPONSABLE_OFFRE)


async def recipients(event: Evenement) -> list[Compte]:
    """The accounts that are told, in order; the one who did it is not. Two statements at most.

    What the body did goes to whoever examines its submission, to all of the Carif-Oref's staff while nobody does; what
    the Carif-Oref or the clock did goes to the body's people.
    """
    if event.type in _TO_NOBODY:
        return []
    if event.type in _TO_CARIF:
        rights = Habilitation.filter(role__in=_OF_CARIF)
        examiner = await _examiner(event)
        if examiner is not None and await rights.filter(compte_id=examiner, compte__actif=True).exists():
            rights = rights.filter(compte_id=examiner)
    elif event.organisme_id is not None:
        rights = Habilitation.filter(role__in=_OF_BODY, organisme_id=event.organisme_id)
    else:
        return []
    found = await rights.filter(compte__actif=True).order_by("compte_id").select_related("compte")
    people = {row.compte_id: row.compte for row in found}
    return [compte for numero, compte in people.items() if numero != event.compte_id]


async def _examiner(event: Evenement) -> int | None:
    """Who examines, or examined until it was recalled, the latest submission of the action of an event."""
    if event.type not in _OF_SUBMISSION or event.action is None:
        return None
    depot = await Depot.filter(action_id=event.action).order_by("-id").first()
    return depot.assigne_id if depot is not None and depot.decision in _UNDECIDED else None


async def fallback(event: Evenement, mailbox: str | None) -> str | None:
    """Where a mail goes when nobody is there to be told: for what concerns the body, the mail de liaison of the latest
    session or the address of the body; else the shared mailbox of the Offer team. Two statements at most.
    """
    if event.type in _TO_NOBODY:
        return None
    if event.type not in _TO_CARIF and event.organisme_id is not None:
        sessions = Session.filter(action_id=event.action, mail_liaison__not_isnull=True)
        latest = await sessions.order_by("-date_fin", "-numero").first() if event.action is not None else None
        if latest is not None and latest.mail_liaison:
            return latest.mail_liaison
        organisme = await Organisme.get(numero=event.organisme_id)
        if organisme.courriel:
            return organisme.courriel
    return mailbox
