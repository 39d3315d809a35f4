"""Reminders before the last session of an action ends, and after (R16).

A body is told once at each threshold, also when the job missed the very day; one that comes late is told of the nearest
threshold only. Nobody is told of an end while a later session is planned, be it only in the draft.
"""

from datetime import date, timedelta
from functools import partial

from tortoise.functions import Max

from catalogue.documents.identity import code_fas
from catalogue.models import Action, Evenement, OffrePubliee, Session
from catalogue.transaction import transaction
from workflows.actor import SYSTEM
from workflows.events.emitting import emit

SEUILS = (7, 30, 90)
APRES = 30
"""Days after the end during which the last reminder may still be sent."""

_BATCH = 200


def seuil(fin: date, today: date) -> str | None:
    """The threshold of an end: « 90 », « 30 », « 7 » days before, « apres » from the day after; None outside."""
    left = (fin - today).days
    if -APRES <= left < 0:
        return "apres"
    return next((str(limit) for limit in SEUILS if 0 <= left <= limit), None)


async def run(today: date, dry_run: bool) -> list[str]:
    """Tell the bodies whose last session online ends soon, or has ended; one line for each reminder."""
    last = (
        await OffrePubliee.annotate(fin=Max("date_fin"))
        .group_by("action")
        .filter(fin__gte=today - timedelta(days=APRES), fin__lte=today + timedelta(days=max(SEUILS)))
        .order_by("action")
        .values_list("action", "fin")
    )
    found = [
        (int(action), end, reached)
        for action, end in ((action, _day(fin)) for action, fin in last)
        if (reached := seuil(end, today)) is not None
    ]
    lines: list[str] = []
    for start in range(0, len(found), _BATCH):
        work = partial(_remind, found[start : start + _BATCH], dry_run)
        lines += await transaction(work)
    return lines


async def _remind(found: list[tuple[int, date, str]], dry_run: bool) -> list[str]:
    keys = {action: f"session.ending:{action}:{end}:{reached}" for action, end, reached in found}
    told = {row.cle async for row in Evenement.filter(cle__in=list(keys.values())).only("cle")}
    rows = {
        row.numero: row
        for row in await Action.filter(numero__in=list(keys)).select_related(
            "formation__organisme", "formation__certification"
        )
    }
    planned = {
        action: _day(fin)
        for action, fin in await Session.annotate(fin=Max("date_fin"))
        .filter(action_id__in=list(keys), date_fin__not_isnull=True)
        .group_by("action_id")
        .values_list("action_id", "fin")
    }
    lines = []
    for action, end, reached in found:
        if keys[action] in told or planned.get(action, end) > end:
            continue
        formation = rows[action].formation
        code = code_fas(formation.numero, action)
        lines.append(f"{code} : dernière session jusqu'au {end:%d/%m/%Y} (seuil {reached}).")
        if not dry_run:
            title = formation.intitule or (formation.certification.intitule if formation.certification else "")
            await emit(
                SYSTEM,
                "session.ending",
                {
                    "code": code,
                    "intitule": title,
                    "siret": formation.organisme.siret,
                    "fin": end.isoformat(),
                    "seuil": reached,
                },
                organisme=formation.organisme_id,
                action=action,
                cle=keys[action],
            )
    return lines


def _day(value: date | str) -> date:
    """SQLite gives an aggregate of dates as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
