"""What bodies put online without a validation is told to the Carif-Oref's staff once a day (B6.3)."""

from datetime import date, timedelta

from catalogue import clock
from catalogue.documents.identity import code_fas
from catalogue.models import Action, Canal, Compte, Historique
from catalogue.rules.field_classes import LIBRES
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, PreferenceCourriels, Role
from catalogue.vocabulary.champs import libelle_champ
from workflows.events import mails
from workflows.mail import outbox

_CANAL = "champs-libres"
_STAFF = (Role.VALIDATEUR, Role.RESPONSABLE_OFFRE)
_FIRST = timedelta(days=1)
"""How far back the first run looks."""


async def run(today: date, dry_run: bool) -> list[str]:
    """Write the mails of the day, in one transaction with the place where it is; one line for each action."""

    async def work() -> list[str]:
        canal = await Canal.get_or_none(nom=_CANAL)
        news = Historique.filter(verbe="modifier", objet__in=sorted(LIBRES), action__not_isnull=True)
        news = news.filter(id__gt=canal.dernier) if canal else news.filter(le__gt=clock.now() - _FIRST)
        last, changed = canal.dernier if canal else 0, dict[int, set[str]]()
        for row in await news.order_by("id"):
            last = row.id
            libres = row.apres.keys() & LIBRES[row.objet].keys()
            if libres and row.action is not None:
                changed.setdefault(row.action, set()).update(libelle_champ(column) for column in libres)
        found = await _lines(changed)
        if not dry_run:
            await _write(found, today)
            if canal is None:
                await Canal.create(nom=_CANAL, dernier=last)
            else:
                await Canal.filter(nom=_CANAL).update(dernier=last)
        return [line for _, line in found]

    return await transaction(work)


async def _lines(changed: dict[int, set[str]]) -> list[tuple[int, str]]:
    """A line for each of these actions that is online, of a body whose libre fields go there by themselves."""
    rows = Action.filter(
        numero__in=list(changed), diffusion=Diffusion.PUBLIEE, formation__organisme__champs_libres=True
    ).select_related("formation__organisme", "formation__certification")
    return [
        (
            row.numero,
            f"{code_fas(row.formation_id, row.numero)} ({row.formation.organisme.nom}) : "
            f"{', '.join(sorted(changed[row.numero]))}.",
        )
        for row in await rows.order_by("numero")
    ]


async def _write(found: list[tuple[int, str]], today: date) -> None:
    if not found:
        return
    mail = mails.of_libres(found)
    rights = Compte.filter(actif=True, habilitations__role__in=_STAFF).exclude(
        preference_courriels=PreferenceCourriels.AUCUN
    )
    for courriel in sorted(set(await rights.values_list("courriel", flat=True))):
        await outbox.write(
            str(courriel), mail.sujet, mail.texte, html=mail.html, cle=f"libres:{today}:{courriel}"[:120]
        )
