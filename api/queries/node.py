"""Anything by its global id."""

import asyncio
from typing import Annotated, Any

import strawberry

from api.context import Info
from api.errors import InvalidArgument
from api.queries.offre import gone
from api.types.node import Node, parse_global_id

MAX_NODES = 100
_NUMBERED = ("Formation", "Action", "Session", "Dispositif", "Organisme", "Site")


@strawberry.type
class NodeQueries:
    """The Relay entry points."""

    @strawberry.field(
        description="Un objet par son identifiant global ; ce qui n'est plus en ligne répond `OffreRetiree`, "
        "ce qui n'existe pas répond null."
    )
    async def node(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Identifiant global.")]
    ) -> Node | None:
        """At most three statements."""
        return await _find(info, *_key(id))

    @strawberry.field(description=f"Plusieurs objets par leurs identifiants, {MAX_NODES} au plus, dans l'ordre donné.")
    async def nodes(
        self, info: Info, ids: Annotated[list[strawberry.ID], strawberry.argument(description="Identifiants globaux.")]
    ) -> list[Node | None]:
        """At most three statements a kind of node, however many ids."""
        if len(ids) > MAX_NODES:
            raise InvalidArgument(f"`ids` compte {len(ids)} identifiants : {MAX_NODES} au plus par demande.")
        keys = [_key(value) for value in ids]
        return list(await asyncio.gather(*(_find(info, *key) for key in keys)))


def _key(value: str) -> tuple[str, str]:
    """Type and key of a global id that this graph can answer.

    Raises:
        InvalidArgument: not an id of one of our nodes.
    """
    name, key = parse_global_id(value)
    if name == "Certification" or (name in _NUMBERED and key.isdecimal() and int(key) < 2**31):
        return name, key
    raise InvalidArgument(
        f"« {value[:40]} » n'identifie rien que l'on puisse demander ici. Types possibles : "
        f"{', '.join((*_NUMBERED, 'Certification'))}."
    )


async def _find(info: Info, name: str, key: str) -> Any:
    """The node; loaders gather what many of them need into a few statements."""
    loaders = info.context.loaders
    if name == "Certification":
        return await loaders.certifications.load(key)
    loader = {
        "Formation": loaders.formations,
        "Action": loaders.actions,
        "Session": loaders.sessions,
        "Dispositif": loaders.dispositifs,
        "Organisme": loaders.organismes,
        "Site": loaders.site_cards,
    }[name]
    found = await loader.load(int(key))
    if found is None and name in ("Formation", "Action", "Session"):
        retrait = await loaders.retraits.load((name, int(key)))
        return gone(retrait) if retrait else None
    return found
