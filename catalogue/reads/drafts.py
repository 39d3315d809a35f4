"""The working copy as trees: what a body sees of its own offer, with versions and states."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from tortoise.queryset import QuerySet

from catalogue import sql
from catalogue.documents.build import action_body, header_of
from catalogue.documents.rows import Rows
from catalogue.models import Action, Formation
from catalogue.reads.working import rows_of_formations
from catalogue.vocabulary import Diffusion

Node = dict[str, Any]


async def formation_trees(numeros: Sequence[int]) -> dict[int, Node]:
    """These formations with all their actions as they are being entered; ten statements.

    Nodes hold what published documents do, and besides `version`, for actions `dossier` and `diffusion`, for sessions
    `enLigne`, and the way up (`_formation`, `_action`, `_session`).
    """
    rows = await rows_of_formations(numeros)
    online = await _online([action.numero for action in rows.actions if action.diffusion is Diffusion.PUBLIEE])
    trees = {
        numero: {**header_of(formation, rows), "version": formation.version, "actions": []}
        for numero, formation in rows.formations.items()
    }
    for action in rows.actions:
        parent = trees[action.formation_id]
        parent["actions"].append(_draft_action(action, parent, rows, online))
    return trees


async def _online(actions: list[int]) -> set[int]:
    """The sessions of these actions that are online. No statement when there is none of them."""
    if not actions:
        return set()
    with sql.fresh():
        found = await sql.rows(f"SELECT session FROM offre_publiee WHERE action IN {sql.among(actions)}", actions)
    return {session for (session,) in found}


def _draft_action(action: Action, parent: Node, rows: Rows, online: set[int]) -> Node:
    node = action_body(action, rows)
    node |= {
        "version": action.version,
        "dossier": action.dossier.value,
        "diffusion": action.diffusion.value,
        "_formation": parent,
    }
    for session, row in zip(node["sessions"], rows.sessions[action.numero], strict=True):
        session |= {
            "version": row.version,
            "enLigne": row.numero in online,
            "_action": node,
        }
        for dispositif, kept in zip(session["dispositifs"], rows.dispositifs[row.numero], strict=True):
            dispositif |= {"version": kept.version, "_session": session}
    return node


def find(tree: Node, level: str, numero: int) -> Node | None:
    """The node of a number in a formation's tree: level `actions`, `sessions` or `dispositifs`."""
    by_level: dict[str, dict[int, Node]] = defaultdict(dict)
    for action in tree["actions"]:
        by_level["actions"][action["numero"]] = action
        for session in action["sessions"]:
            by_level["sessions"][session["numero"]] = session
            by_level["dispositifs"] |= {dispositif["numero"]: dispositif for dispositif in session["dispositifs"]}
    return by_level[level].get(numero)


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
