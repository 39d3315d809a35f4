"""Where a site or a référent is used: by what is entered and by what is online, as long as it is not over."""

import datetime

from tortoise.expressions import Q

from catalogue.documents.identity import code_fas
from catalogue.documents.indexing import card_term
from catalogue.models import Action, OffrePubliee, OffreTerme, Session
from catalogue.vocabulary import Diffusion

_SHOWN = 10


async def usages_of_site(numero: int, today: datetime.date) -> list[str]:
    """What keeps a site from being closed, in French: FAS codes, ten at most. Four statements."""
    actions = await Action.filter(site_dispensateur_id=numero).exclude(diffusion=Diffusion.ARCHIVEE).order_by("numero")
    found = [f"action {code_fas(row.formation_id, row.numero)} (site dispensateur)" for row in actions]
    return _shown([*found, *await _sessions(Q(site_lieu_id=numero), today), *await _online("Site", numero, today)])


async def usages_of_referent(numero: int, today: datetime.date) -> list[str]:
    """What keeps a référent from being closed, in French. Three statements."""
    named = Q(referent_handicap_id=numero) | Q(referent_mobilite_id=numero) | Q(referent_prf_id=numero)
    return _shown([*await _sessions(named, today), *await _online("Referent", numero, today)])


async def _sessions(which: Q, today: datetime.date) -> list[str]:
    rows = (
        await Session.filter(which, Q(date_fin=None) | Q(date_fin__gte=today))
        .exclude(action__diffusion=Diffusion.ARCHIVEE)
        .select_related("action")
        .order_by("numero")
    )
    return [f"session {code_fas(row.action.formation_id, row.action_id, row.numero)}" for row in rows]


async def _online(kind: str, numero: int, today: datetime.date) -> list[str]:
    shown = await OffreTerme.filter(terme=card_term(kind, numero)).values_list("session", flat=True)
    rows = await OffrePubliee.filter(session__in=shown, date_fin__gte=today).order_by("session")
    return [f"session en ligne {code_fas(row.formation, row.action, row.session)}" for row in rows]


def _shown(usages: list[str]) -> list[str]:
    if len(usages) <= _SHOWN:
        return usages
    return [*usages[:_SHOWN], f"et {len(usages) - _SHOWN} autres"]
