"""Restoring a revision: what was submitted or published before is the draft again (domain D19)."""

from typing import Any

import orjson

from catalogue import clock
from catalogue.models import Action, Dispositif, Revision, Session, TypeDispositif
from workflows.actor import Actor
from workflows.dossiers.dossier import Dossier, find, move
from workflows.dossiers.motifs import check_text
from workflows.dossiers.transitions import RESTAURER
from workflows.dossiers.working_copy import action_columns, dispositif_columns, session_columns
from workflows.entry.links import check_links
from workflows.errors import InvalidValues, NotFound, Probleme

Card = dict[str, Any]


async def restore_revision(actor: Actor, numero: int, expected: int, rang: int, commentaire: str) -> Dossier:
    """Make the draft of an action what a revision holds: its card, its sessions and dispositifs, under their numbers.

    The formation stays as it is, other actions share it. What is online stays online.

    Raises:
        NotFound: also when there is no such revision.
        Forbidden, TransitionRefused, StaleVersion.
        InvalidValues: no comment, or the revision no longer fits: a site, référent or body is closed, a kind of
            dispositif is gone, a session that it lacks was renewed.
    """
    dossier = await find(actor, numero, RESTAURER, expected)
    said = check_text(commentaire, "commentaire", "Le commentaire")
    revision = await Revision.get_or_none(action_id=numero, rang=rang)
    if revision is None:
        raise NotFound(f"L'action {numero} n'a pas de révision {rang}.")
    card: Card = orjson.loads(revision.document)["action"]
    await _check(dossier.organisme, numero, card)
    await Action.filter(numero=numero).update(**action_columns(card))
    await _restore_sessions(numero, card["sessions"])
    await move(actor, dossier, RESTAURER, apres={"revision": rang, "commentaire": said})
    return dossier


async def _check(organisme: int, action: int, card: Card) -> None:
    """Refuse what the rules of today would not let in."""
    site = card["siteDispensateur"]
    await check_links(organisme, {"site_dispensateur": site["numero"] if site else None})
    problems: list[Probleme] = []
    for session in card["sessions"]:
        links = {
            column.removesuffix("_id"): value
            for column, value in session_columns(session).items()
            if column.endswith("_id")
        }
        try:
            await check_links(organisme, links)
        except InvalidValues as refusal:
            problems += [
                Probleme(f"sessions.{session['numero']}.{one.path}", one.code, one.message) for one in refusal.problemes
            ]
    wanted = {lot["type"]["code"] for session in card["sessions"] for lot in session["dispositifs"]}
    known = set(await TypeDispositif.filter(code__in=wanted).values_list("code", flat=True))
    problems += [
        Probleme("sessions", "DISPOSITIF_INCONNU", f"Le dispositif {code} n'existe plus.")
        for code in sorted(wanted - known)
    ]
    kept = [session["numero"] for session in card["sessions"]]
    extra = await Session.filter(action_id=action).exclude(numero__in=kept).values_list("numero", flat=True)
    renewed = Session.filter(source_id__in=list(extra)).exclude(numero__in=list(extra))
    for source in sorted(set(await renewed.values_list("source_id", flat=True))):
        message = f"La session {source}, que la révision n'a pas, a été reconduite : supprimez d'abord sa suite."
        problems.append(Probleme("sessions", "SESSION_RECONDUITE", message))
    if problems:
        raise InvalidValues(problems)


async def _restore_sessions(action: int, cards: list[Card]) -> None:
    wanted = {card["numero"]: card for card in cards}
    rows = {row.numero: row for row in await Session.filter(action_id=action)}
    lots = {row.numero: row for row in await Dispositif.filter(session_id__in=list(rows))}
    kept = {lot["numero"] for card in cards for lot in card["dispositifs"]}
    await Dispositif.filter(numero__in=[numero for numero in lots if numero not in kept]).delete()
    await Session.filter(numero__in=[numero for numero in rows if numero not in wanted]).delete()
    for numero, card in wanted.items():
        await _write(Session, rows.get(numero), {"numero": numero, "action_id": action}, session_columns(card))
        for lot in card["dispositifs"]:
            key = {"numero": lot["numero"], "session_id": numero}
            await _write(Dispositif, lots.get(lot["numero"]), key, dispositif_columns(lot))


async def _write(model: Any, row: Any, key: Card, columns: Card) -> None:
    """A row as it was: made anew, changed with a further version, or left when nothing differs."""
    if row is None:
        await model.create(**key, **columns)
    elif any(getattr(row, column) != value for column, value in columns.items()):
        await model.filter(numero=row.numero).update(**columns, version=row.version + 1, modifie_le=clock.now())
