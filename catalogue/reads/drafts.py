"""The working copy as trees: what a body sees of its own offer, with versions and states."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from tortoise.queryset import QuerySet

from catalogue.documents.build import action_body, header_of
from catalogue.documents.rows import Rows, read_rows
from catalogue.models import Action, Formation, OffrePubliee
from catalogue.vocabulary import Diffusion

Node = dict[str, Any]


async def formation_trees(numeros: Sequence[int]) -> dict[int, Node]:
    """These formations with all their actions as they are being entered; fourteen statements.

    Nodes hold what published documents do, and besides `version`, for actions `dossier` and `diffusion`, for sessions
    `enLigne`, and the way up (`_formation`, `_action`, `_session`).
    """
    actions = await Action.filter(formation_id__in=numeros).values_list("numero", flat=True)
    rows = await read_rows(list(actions), numeros)  # type: ignore[arg-type]
    online = set(await OffrePubliee.filter(action__in=actions).values_list("session", flat=True))
    trees = {
        numero: {**header_of(formation, rows), "version": formation.version, "actions": []}
        for numero, formation in rows.formations.items()
    }
    for action in rows.actions:
        parent = trees[action.formation_id]
        parent["actions"].append(_draft_action(action, parent, rows, online))
    return trees


def _draft_action(action: Action, parent: Node, rows: Rows, online: set[Any]) -> Node:
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
            "enLigne": row.numero in online and action.diffusion is Diffusion.PUBLIEE,
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
    query = Formation.filter(organisme_id=organisme)
    if session is not None:
        query = query.filter(actions__sessions__numero=session)
    elif action is not None:
        query = query.filter(actions__numero=action)
    else:
        query = query.filter(numero=formation)
    row = await query.first()
    return row.numero if row else None
