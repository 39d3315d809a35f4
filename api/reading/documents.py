"""Documents that were parsed, validated and measured before, and the plans of their selections: a bounded memory."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    visit,
)

from api.reading.plans import Plan

if TYPE_CHECKING:
    from api.reading.direct import Direct

_PLANS = 256
_DOCUMENTS = 500
_LONGEST = 20_000


@dataclass
class Shapes:
    """The plans of one document, by type, variables that decide the shape, and fields; `wholes` by the fields above,
    null for a selection of which a part is completed the normal way; `direct`, how its operations are answered without
    an executor, null for those that are not.
    """

    plans: dict[Any, Plan] = field(default_factory=dict)
    wholes: dict[Any, Plan | None] = field(default_factory=dict)
    direct: dict[int, "Direct | None"] = field(default_factory=dict)
    _shaping: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def keep(self, key: Any, plan: Plan) -> None:
        """Keep a plan; too many of them, by variables that never come back, are forgotten at once."""
        if len(self.plans) >= _PLANS:
            self.plans.clear()
        self.plans[key] = plan

    def keep_whole(self, key: Any, plan: Plan | None) -> Plan | None:
        """Keep what is known of the selection under a field, and give it back."""
        if len(self.wholes) >= _PLANS:
            self.wholes.clear()
        self.wholes[key] = plan
        return plan

    def shaping(
        self, operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]
    ) -> tuple[str, ...]:
        """The variables that an operation uses below its root fields' own arguments."""
        names = self._shaping.get(id(operation))
        if names is None:
            found = _Variables()
            for root in operation.selection_set.selections:
                for directive in root.directives or ():
                    visit(directive, found)
                below = getattr(root, "selection_set", None)
                if below is not None:
                    visit(below, found)
            for fragment in fragments.values():
                visit(fragment, found)
            names = self._shaping[id(operation)] = tuple(sorted(found.names))
        return names


class _Variables(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.names.add(node.name.value)


@dataclass
class Known:
    """A document that is valid, with what was found out about it."""

    document: DocumentNode
    shapes: Shapes = field(default_factory=Shapes)
    sizes: dict[Any, Any] = field(default_factory=dict)
    depends: dict[str | None, Any] = field(default_factory=dict)
    _operations: dict[str | None, OperationDefinitionNode | None] = field(default_factory=dict)

    def operation(self, name: str | None) -> OperationDefinitionNode | None:
        """The operation of that name, or the only one; None where that must be told in words."""
        try:
            return self._operations[name]
        except KeyError:
            found = [
                node
                for node in self.document.definitions
                if isinstance(node, OperationDefinitionNode)
                and (name is None or (node.name and node.name.value == name))
            ]
            operation = found[0] if len(found) == 1 else None
            if operation is not None:  # names that nobody knows have no end
                self._operations[name] = operation
            return operation


class Documents:
    """The valid documents asked last, by their text."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Known] = OrderedDict()

    def get(self, text: str) -> Known | None:
        """The document, if it was asked not long ago."""
        known = self._known.get(text)
        if known is not None:
            self._known.move_to_end(text)
        return known

    def keep(self, text: str, document: DocumentNode) -> None:
        """Remember a valid document, unless its text is very long."""
        if len(text) <= _LONGEST:
            self._known[text] = Known(document)
            while len(self._known) > _DOCUMENTS:
                self._known.popitem(last=False)
