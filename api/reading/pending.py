"""A node that was found and not read yet: the executor may know its encoded part already."""

from collections.abc import Awaitable, Callable, Generator
from typing import TYPE_CHECKING, Any, Literal

from graphql import GraphQLError

from catalogue.documents.nodes import Stored
from catalogue.documents.stored import has_session, session_of, stored
from catalogue.reads import published
from catalogue.reads.published import Tree

if TYPE_CHECKING:
    from api.loaders import Loaders

Placed = tuple[int, bytes | Tree | None]
Kind = Literal["Formation", "Action", "Session"]


class Pending:
    """A formation, action or session that is online, by its number and `sequence`: the place in the feed that tells
    one state of it from another. Awaiting it reads it; a formation comes without its actions then.

    `formation` is given where a tree is read anyway and the node can be taken out of it; `action` leads to a session.
    """

    __slots__ = ("action", "formation", "kind", "loaders", "numero", "sequence")

    def __init__(
        self, kind: Kind, numero: int, sequence: int, loaders: "Loaders", *, formation: int = 0, action: int = 0
    ) -> None:
        self.kind = kind
        self.numero = numero
        self.sequence = sequence
        self.loaders = loaders
        self.formation = formation
        self.action = action

    @property
    def brief(self) -> bytes:
        """What is known of the node without reading it, as a document."""
        return b'{"numero":%d}' % self.numero

    def __await__(self) -> Generator[Any, None, Stored]:
        return self._read().__await__()

    async def _read(self) -> Stored:
        if self.kind == "Formation" and not self.formation:
            header: Stored | None = await self.loaders.formations.load(self.numero)
            if header is None:
                raise gone_meanwhile(self)
            return header
        [(_, document)] = await read([self], whole=True)
        if document is None:
            raise gone_meanwhile(self)
        node = stored(document.document if isinstance(document, Tree) else document)
        if self.formation:
            await self._tell_tree()
        elif self.kind == "Action":
            self.loaders.actions.prime(self.numero, node)
        return node

    async def _tell_tree(self) -> None:
        """Links from a node of a tree lead to others of it, which need not be read again."""
        tree = self.loaders.read_trees[self.formation]
        if tree is None:
            raise gone_meanwhile(self)
        whole = stored(tree.document)
        self.loaders.formations.prime(self.formation, whole)
        for action in whole["actions"]:
            self.loaders.actions.prime(action["numero"], Stored(action))


class PendingList(list[Pending]):
    """Pending nodes of one kind."""


class EdgeList(list[Any]):
    """The edges of pending nodes of one kind."""


def gone_meanwhile(pending: Pending) -> GraphQLError:
    """What is told when a node went offline between the list and the reading."""
    return GraphQLError(
        f"{pending.kind} {pending.numero} vient d'être retirée : reposez la question.", extensions={"code": "GONE"}
    )


async def read(pendings: list[Pending], *, whole: bool) -> list[Placed]:
    """The documents of nodes of one kind with their place in the feed, null for what went offline; formations with
    their actions when `whole`. A constant number of statements; one for all that ask for a single node at the same
    time.
    """
    first, loaders = pendings[0], pendings[0].loaders
    if first.kind == "Formation" or first.formation:
        if not first.formation and not whole:
            headers = await published.header_documents([pending.numero for pending in pendings])
            return [(pending.sequence, headers.get(pending.numero)) for pending in pendings]
        formations = list({pending.formation or pending.numero for pending in pendings})
        trees = await (
            _trees(loaders, formations) if first.formation else _all(loaders.trees, published.trees, formations)
        )
        return [_out_of(trees.get(pending.formation or pending.numero), pending) for pending in pendings]
    keys = list({pending.action or pending.numero for pending in pendings})
    actions = await _all(loaders.placed_actions, published.action_documents, keys)
    found = [actions.get(pending.action or pending.numero, (0, None)) for pending in pendings]
    return [_taken(sequence, action, pending) for pending, (sequence, action) in zip(pendings, found, strict=True)]


async def _trees(loaders: "Loaders", numeros: list[int]) -> dict[int, Tree | None]:
    """Trees, each read once for a request."""
    read_before = loaders.read_trees
    missing = [numero for numero in numeros if numero not in read_before]
    if missing:
        read_before.update({**dict.fromkeys(missing), **await published.trees(missing)})
    return read_before


async def _all(loader: Any, read_all: Callable[[list[int]], Awaitable[dict[int, Any]]], keys: list[int]) -> Any:
    """What is found by key. A single key goes through the loader, which reads all that are asked for meanwhile."""
    if len(keys) > 1:
        return await read_all(keys)
    found = await loader.load(keys[0])
    return {} if found is None else {keys[0]: found}


async def read_tree(loaders: "Loaders", numero: int) -> Tree | None:
    """A tree, read once for a request; null when it is not online."""
    return (await _trees(loaders, [numero]))[numero]


def is_online(tree: Tree, node: Pending) -> bool:
    """Whether a node is in a tree."""
    if node.kind == "Formation":
        return True
    action = tree.actions.get(node.action or node.numero)
    return action is not None and (node.kind == "Action" or has_session(action, node.numero))


def _out_of(tree: Tree | None, pending: Pending) -> Placed:
    if tree is None:
        return 0, None
    if pending.kind == "Formation":
        return tree.sequence, tree
    return _taken(tree.sequence, tree.actions.get(pending.action or pending.numero), pending)


def _taken(sequence: int, action: bytes | None, pending: Pending) -> Placed:
    if action is None or pending.kind == "Action":
        return sequence, action
    return sequence, session_of(action, pending.numero)
