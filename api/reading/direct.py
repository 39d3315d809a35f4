"""A question about one code, and about nothing that loads, is answered without graphql-core once it was answered with
it: it is what clients ask most, and an executor costs as much as the tree that it tells of.

Whatever is out of the ordinary (a code that does not read, that is not online, a document that is not as it should be)
is left to graphql-core, which tells it in its own words.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from graphql import FieldNode, NonNullTypeNode, OperationDefinitionNode, VariableNode

from api.reading.bundles import Bundle
from api.reading.pending import Kind, Pending, is_online, read_tree
from api.reading.pieces import PieceKey
from api.reading.plans import Unusual
from catalogue.reads import published
from catalogue.rules.code_fas import CodeFas

if TYPE_CHECKING:
    from api.context import Context
    from api.loaders import Loaders

Nodes = dict[str, Pending | None]


@dataclass(frozen=True, slots=True)
class Direct:
    """How a question is answered directly: the name of its one field in the answer, the variable that holds the code,
    and the selection below.
    """

    name: str
    variable: str
    bundle: Bundle

    async def answer(self, variables: dict[str, Any], context: "Context") -> dict[str, Any] | None:
        """The data of the answer; none where graphql-core must tell it. One statement, two when a part is kept."""
        try:
            code = CodeFas.parse(variables[self.variable])
        except (KeyError, TypeError, ValueError):
            return None
        try:
            nodes = await self._nodes(code, context)
            told = None
            if nodes is not None:
                told = await self.bundle.answer(nodes.get, context.today, context.pieces)
        except (Unusual, msgspec.MsgspecError):
            return None
        return None if told is None else {self.name: told}

    async def _nodes(self, code: CodeFas, context: "Context") -> Nodes | None:
        """The nodes that a code names. What is told whole and not kept is read at once, and says where it stands."""
        whole = any(
            plan.whole and PieceKey(plan.serial, "Formation", code.formation) not in context.pieces
            for _, plan in self.bundle.plans.values()
        )
        if not whole:
            return await nodes_of(code, context.loaders)
        tree = await read_tree(context.loaders, code.formation)
        if tree is None:
            return None
        nodes = _nodes(code, tree.sequence, context.loaders)
        told = {key for key, plan in self.bundle.plans.values() if not plan.numbered}
        # What is read shows by itself whether it is online.
        besides = [node for key, node in nodes.items() if node is not None and key not in told]
        return nodes if all(is_online(tree, node) for node in besides) else None


async def nodes_of(code: CodeFas, loaders: "Loaders") -> Nodes | None:
    """The nodes that a code names, by the fields that lead to them; none when it is not online. One statement."""
    place = await published.path(code.formation, code.action, code.session)
    if place is None or (code.action and not place.action) or (code.session and not place.session):
        return None
    return _nodes(code, place.sequence, loaders)


def _nodes(code: CodeFas, sequence: int, loaders: "Loaders") -> Nodes:
    def node(kind: Kind, numero: int | None) -> Pending | None:
        if not numero:
            return None
        return Pending(kind, numero, sequence, loaders, formation=code.formation, action=code.action or 0)

    return {
        "formation": node("Formation", code.formation),
        "action": node("Action", code.action),
        "session": node("Session", code.session),
    }


def direct(operation: OperationDefinitionNode, bundle: Bundle) -> Direct | None:
    """How an operation with this selection under a field of the root is answered directly; none, when it has more to
    tell, or another argument than a variable without a default.
    """
    fields, variables = operation.selection_set.selections, operation.variable_definitions or ()
    if len(fields) != 1 or len(variables) != 1 or operation.directives:
        return None
    field, variable = fields[0], variables[0]
    if not isinstance(field, FieldNode) or field.name.value != "offre" or field.directives or not field.arguments:
        return None
    given = field.arguments[0].value
    if not isinstance(given, VariableNode) or not isinstance(variable.type, NonNullTypeNode):
        return None
    if variable.default_value is not None or variable.directives:
        return None
    return Direct((field.alias or field.name).value, given.name.value, bundle)
