"""The working copy as trees: what a body sees of its own offer, with versions and states."""

from collections.abc import Iterator, Sequence
from typing import Any

from tortoise.queryset import QuerySet

from catalogue import sql
from catalogue.documents.build import action_card, header_of, session_body
from catalogue.documents.nodes import LEVELS, Draft, value_of
from catalogue.documents.rows import Rows
from catalogue.models import Action, Formation, Session
from catalogue.pace import Pace
from catalogue.reads.working import rows_of_formations, rows_of_sessions
from catalogue.vocabulary import Diffusion

Node = dict[str, Any]


async def formation_trees(numeros: Sequence[int]) -> dict[int, Draft]:
    """These formations with all their actions as they are being entered; ten statements.

    Nodes hold what published documents do, and besides `version`, for actions `dossier` and `diffusion`, for sessions
    `enLigne`.
    """
    rows = await rows_of_formations(numeros)
    published = [action.numero for action in rows.actions if action.diffusion is Diffusion.PUBLIEE]
    online = await _online("action", published) if published else set()
    trees = {
        numero: {**header_of(formation, rows), "version": formation.version, "actions": []}
        for numero, formation in rows.formations.items()
    }
    pace = Pace()
    for action in rows.actions:
        trees[action.formation_id]["actions"].append(await _draft_action(action, rows, online, pace))
    return {numero: Draft(tree) for numero, tree in trees.items()}


async def session_alone(formation: int, numero: int) -> Draft | None:
    """A session of this formation as it is being entered, by itself, nothing above it (`Draft.up`); six statements."""
    rows = await rows_of_sessions([numero])
    for [row] in rows.sessions.values():
        return Draft(_draft_session(row, formation, rows, await _online("session", [numero])))
    return None


async def _online(column: str, numeros: list[int]) -> set[int]:
    """The sessions online, of these actions or among these. One statement."""
    with sql.fresh():
        found = await sql.rows(
            f"SELECT session FROM offre_publiee WHERE {column} IN {sql.among(numeros)}",
            numeros,
            brief=column == "session" or None,
        )
    return {session for (session,) in found}


async def _draft_action(action: Action, rows: Rows, online: set[int], pace: Pace) -> Node:
    """An action with its sessions, one at a time: colleagues may have added hundreds."""
    sessions = []
    for row in rows.sessions[action.numero]:
        sessions.append(_draft_session(row, action.formation_id, rows, online))
        await pace.step()
    return {
        **action_card(action, rows),
        "version": action.version,
        "dossier": action.dossier.value,
        "diffusion": action.diffusion.value,
        "sessions": sessions,
    }


def _draft_session(row: Session, formation: int, rows: Rows, online: set[int]) -> Node:
    session = session_body(row, formation, rows)
    for dispositif, kept in zip(session["dispositifs"], rows.dispositifs[row.numero], strict=True):
        dispositif["version"] = kept.version
    return {**session, "version": row.version, "enLigne": row.numero in online}


def find(tree: Draft, level: str, numero: int) -> Draft | None:
    """The node of a number below another: level `actions`, `sessions` or `dispositifs`."""
    return next((node for node in _at(tree, level) if node["numero"] == numero), None)


def _at(node: Draft, level: str) -> Iterator[Draft]:
    """The nodes of a level, each made as it is reached."""
    [name] = [name for name in LEVELS if name in node]
    for child in value_of(node, name):
        if name == level:
            yield child
        else:
            yield from _at(child, level)


def formations_query(organisme: int) -> QuerySet[Formation]:
    """The formations of an establishment, published or not."""
    return Formation.filter(organisme_id=organisme)


async def formation_holding(
    organisme: int, *, formation: int | None = None, action: int | None = None, session: int | None = None
) -> int | None:
    """The number of the establishment's formation that is, or holds, this node, or None. One statement."""
    joined, level, numero = "", "formation", formation
    if action is not None or session is not None:
        joined, level, numero = " JOIN action ON action.formation_id = formation.numero", "action", action
    if session is not None:
        joined, level, numero = joined + " JOIN session ON session.action_id = action.numero", "session", session
    with sql.fresh():
        found = await sql.rows(
            f"SELECT formation.numero FROM formation{joined} WHERE {level}.numero = ? AND formation.organisme_id = ?",
            [numero, organisme],
            brief=True,
        )
    return found[0][0] if found else None
