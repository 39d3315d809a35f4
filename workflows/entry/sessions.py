"""Sessions: added under an existing action, changed, removed (procedure p. 9 and 11)."""

from typing import Any

from catalogue.models import Action, Dispositif, OffrePubliee, Session
from catalogue.vocabulary import TypeParcours
from workflows import checks, drafting, history
from workflows.actor import Actor
from workflows.changing import change
from workflows.dossiers.libre import after_change, check_change, reopen
from workflows.entry.access import action_of, session_of
from workflows.entry.links import check_links, default_referents, with_responsible_body
from workflows.errors import InUse, InvalidValues, Probleme, StaleVersion
from workflows.policies import Verb
from workflows.replay import once
from workflows.values import SessionValues

_INDIVIDUALISES = [TypeParcours.MODULAIRE, TypeParcours.INDIVIDUALISE]


async def add_session(actor: Actor, action: int, values: SessionValues, *, key: str | None = None) -> tuple[int, int]:
    """A session, first or further, under an action; its number and its formation's.

    What is absent is prefilled: the place with the action's site, the responsible body with the dispensing one (R5),
    the référents with the body's defaults (A1.11), modulaire and individualisé under an individualised formation (R4).

    Raises:
        InvalidValues, NotFound, Forbidden, Gone, KeyReused.
    """
    parent = await action_of(actor, action, Verb.SAISIR)

    async def create() -> int:
        organisme = parent.formation.organisme_id
        filled = await _prefilled(parent, await with_responsible_body(values))
        await check_links(organisme, {**filled})
        session = await drafting.add_session(action, filled)
        await history.record(
            actor, "créer", "Session", session.numero, apres=filled, version=1, organisme=organisme, action=action
        )
        await reopen(action)
        return session.numero

    return int(await once(actor, "addSession", key, [action, values], create)), parent.formation_id


async def _prefilled(action: Action, values: SessionValues) -> SessionValues:
    defaults: dict[str, Any] = {
        "site_lieu": action.site_dispensateur_id,
        "organisme_responsable": action.formation.organisme_id,
        **await default_referents(action.formation.organisme_id),
    }
    filled: dict[str, Any] = {**defaults, **values}
    if action.formation.individualisation:
        given = [kind for kind in filled.get("types_parcours", []) if kind is not TypeParcours.INCONNU]
        filled["types_parcours"] = [*given, *(kind for kind in _INDIVIDUALISES if kind not in given)]
    return filled  # type: ignore[return-value]


async def update_session(actor: Actor, numero: int, expected: int, values: SessionValues) -> tuple[bool, int]:
    """Change a session; whether anything differed, and its formation. A date that is given is compared with the one
    that stays (R10).

    Raises:
        InvalidValues, NotFound, Forbidden, Gone, StaleVersion.
    """
    session = await session_of(actor, numero, Verb.SAISIR, libre=True)
    organisme = session.action.formation.organisme_id
    values = await with_responsible_body(values)
    whole: dict[str, Any] = {"date_debut": session.date_debut, "date_fin": session.date_fin, **values}
    checks.check_session(whole)  # type: ignore[arg-type]
    if session.action.formation.individualisation and "types_parcours" in values:
        missing = [kind for kind in _INDIVIDUALISES if kind not in values["types_parcours"]]
        if missing:
            raise InvalidValues(
                [
                    Probleme(
                        "types_parcours",
                        "INDIVIDUALISATION",
                        "La formation est individualisée : le type de parcours garde modulaire et individualisé (R4).",
                    )
                ]
            )
    await check_links(organisme, {**values})
    columns = drafting.session_columns(values)
    touched = await check_change(actor, session.action, session, expected, columns)
    changed = await change(actor, session, expected, columns, organisme=organisme)
    if changed:
        await after_change(actor, session.action, session, touched)
    return changed, session.action.formation_id


async def remove_session(actor: Actor, numero: int, expected: int) -> None:
    """Remove a session and its dispositifs. One that is online stays there until the next publication (R17).

    Raises:
        InUse: a later session was renewed from it.
        NotFound, Forbidden, Gone, StaleVersion.
    """
    session = await session_of(actor, numero, Verb.SAISIR)
    if session.version != expected:
        raise StaleVersion(session.version, await history.changes_since("Session", numero, expected))
    renewed = await Session.filter(source_id=numero).values_list("numero", flat=True)
    if renewed:
        raise InUse(f"La session {numero}", [f"session {other} (reconduite de celle-ci)" for other in renewed])
    removed = await Dispositif.filter(session_id=numero).order_by("numero").values_list("numero", flat=True)
    await Dispositif.filter(session_id=numero).delete()
    await Session.filter(numero=numero).delete()
    await history.record(
        actor,
        "supprimer",
        "Session",
        numero,
        avant={
            "date_debut": session.date_debut,
            "date_fin": session.date_fin,
            "dispositifs": list(removed),
            "en_ligne": await OffrePubliee.exists(session=numero),
        },
        organisme=session.action.formation.organisme_id,
        action=session.action_id,
    )
    await reopen(session.action_id)
