"""Restoring a revision: what was submitted or published before is the draft again (domain D19)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import orjson

from catalogue import clock
from catalogue.models import Action, Dispositif, Revision, Session, TypeDispositif
from workflows import checks
from workflows.actor import Actor
from workflows.dossiers.dossier import Dossier, find, move
from workflows.dossiers.libre import check_change
from workflows.dossiers.motifs import check_text
from workflows.dossiers.transitions import RESTAURER
from workflows.dossiers.working_copy import action_columns, dispositif_columns, session_columns
from workflows.entry.links import check_links
from workflows.errors import InvalidValues, NotFound, Probleme, StructuralField

Card = dict[str, Any]

_ACTION_CODES = ("niveau_entree", "prerequis")
_SESSION_CODES = ("rythmes", "periodes", "modalites_pedagogiques", "modalites_recrutement")


async def restore_revision(actor: Actor, numero: int, expected: int, rang: int, commentaire: str) -> Dossier:
    """Make the draft of an action what a revision holds: its card, its sessions and dispositifs, under their numbers.

    The formation stays as it is, other actions share it. What is online stays online.

    Raises:
        NotFound: also when there is no such revision.
        Forbidden, TransitionRefused, StaleVersion.
        InvalidValues: no comment, or the revision no longer fits: a site, référent or body is closed, a code or kind of
            dispositif is gone, a session that it lacks was renewed, or the identity of what is published is another one
            by now (B6.3).
    """
    dossier = await find(actor, numero, RESTAURER, expected)
    said = check_text(commentaire, "commentaire", "Le commentaire")
    revision = await Revision.get_or_none(action_id=numero, rang=rang)
    if revision is None:
        raise NotFound(f"L'action {numero} n'a pas de révision {rang}.")
    card: Card = orjson.loads(revision.document)["action"]
    await _check(actor, dossier, card)
    await Action.filter(numero=numero).update(**action_columns(card))
    await _restore_sessions(numero, card["sessions"])
    await move(actor, dossier, RESTAURER, apres={"revision": rang, "commentaire": said})
    return dossier


async def _check(actor: Actor, dossier: Dossier, card: Card) -> None:
    """Refuse what the rules of today would not let in."""
    problems: list[Probleme] = []
    columns = action_columns(card)
    await _check_card(actor, dossier, dossier.action, columns, "", problems)
    _codes(checks.check_action, {name: columns[name] for name in _ACTION_CODES}, "", problems)
    rows = {row.numero: row for row in await Session.filter(action_id=dossier.numero)}
    for session in card["sessions"]:
        numero, columns = session["numero"], session_columns(session)
        path = f"sessions.{numero}."
        await _check_card(actor, dossier, rows.get(numero), columns, path, problems)
        _codes(checks.check_session, {name: columns[name] for name in _SESSION_CODES}, path, problems)
        for lot in session["dispositifs"]:
            publics = {"publics": dispositif_columns(lot)["publics"]}
            _codes(checks.check_dispositif, publics, f"{path}dispositifs.{lot['numero']}.", problems)
    wanted = {lot["type"]["code"] for session in card["sessions"] for lot in session["dispositifs"]}
    known = set(await TypeDispositif.filter(code__in=wanted).values_list("code", flat=True))
    problems += [
        Probleme("sessions", "DISPOSITIF_INCONNU", f"Le dispositif {code} n'existe plus.")
        for code in sorted(wanted - known)
    ]
    extra = rows.keys() - {session["numero"] for session in card["sessions"]}
    renewed = Session.filter(source_id__in=list(extra)).exclude(numero__in=list(extra))
    for source in sorted(set(await renewed.values_list("source_id", flat=True))):
        message = f"La session {source}, que la révision n'a pas, a été reconduite : supprimez d'abord sa suite."
        problems.append(Probleme("sessions", "SESSION_RECONDUITE", message))
    if problems:
        raise InvalidValues(problems)


async def _check_card(
    actor: Actor, dossier: Dossier, row: Action | Session | None, columns: Card, path: str, problems: list[Probleme]
) -> None:
    """Gather what is wrong with the sites, référents and bodies of a card: closed, or not those that are published."""
    links = {name.removesuffix("_id"): value for name, value in columns.items() if name.endswith("_id")}
    try:
        await check_links(dossier.organisme, links)
        if row is not None:
            await check_change(actor, dossier.action, row, row.version, columns)
    except InvalidValues as refusal:
        problems += [replace(one, path=path + one.path) for one in refusal.problemes]
    except StructuralField as refusal:
        problems.append(Probleme(path + refusal.champ, "STRUCTURANT", str(refusal)))


def _codes(check: Callable[[Any], None], values: Card, path: str, problems: list[Probleme]) -> None:
    """Gather the codes of closed lists that are no more."""
    try:
        check(values)
    except InvalidValues as refusal:
        problems += [replace(one, path=path + one.path) for one in refusal.problemes]


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
