"""How large a document may be: told before validation, whose rules are quadratic in places.

One walk over the document, fragments measured once, counts depth, aliases, directives and cost. An object costs 1, a
scalar nothing; a connection multiplies what is under it by the size of the page, another list of objects by 2.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
)
from strawberry.extensions import SchemaExtension
from strawberry.types.execution import ExecutionContext
from strawberry.types.graphql import OperationType

from api.sizes import DEFAULT_PAGE, MAX_PAGE, MAX_TOKENS

MAX_DEPTH = 12
MAX_ALIASES = 30
MAX_DIRECTIVES = 50
MAX_COST = 150_000
"""Of which the contract query on 500 formations, the largest page, takes 131,000."""
CHILD_LIST = 2
"""How many children a list inside a tree is supposed to have."""


@dataclass(slots=True)
class Size:
    """What a selection amounts to, fragments spread."""

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    cost: int = 0

    def add(self, other: "Size") -> None:
        """Put another selection beside this one."""
        self.depth = max(self.depth, other.depth)
        self.aliases += other.aliases
        self.directives += other.directives
        self.cost += other.cost


class Measure:
    """The walk over one document. What is unknown to the schema counts as an object: validation will refuse it."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._schema = schema
        self._variables = variables
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._defaults: dict[str, int] = {}
        self._measured: dict[str, Size] = {}
        self._open: set[str] = set()

    def operation(self, node: OperationDefinitionNode) -> Size:
        """The size of a whole operation."""
        self._defaults = {
            definition.variable.name.value: int(definition.default_value.value[:9])
            for definition in node.variable_definitions or ()
            if isinstance(definition.default_value, IntValueNode)
        }
        self._measured.clear()
        size = self._selection(node.selection_set, self._schema.get_root_type(node.operation))
        size.directives += len(node.directives or ())
        return size

    def _selection(self, selection: SelectionSetNode, parent: Any) -> Size:
        size = Size()
        for node in selection.selections:
            size.directives += len(node.directives or ())
            if isinstance(node, FieldNode):
                size.add(self._field(node, parent))
            elif isinstance(node, InlineFragmentNode):
                kind = self._schema.get_type(node.type_condition.name.value) if node.type_condition else parent
                size.add(self._selection(node.selection_set, kind))
            elif isinstance(node, FragmentSpreadNode):
                size.add(self._fragment(node.name.value))
        return size

    def _fragment(self, name: str) -> Size:
        # A cycle is measured as nothing: validation refuses it by its own rule.
        if name not in self._measured:
            node = self._fragments.get(name)
            if node is None or name in self._open:
                return Size()
            self._open.add(name)
            self._measured[name] = self._selection(
                node.selection_set, self._schema.get_type(node.type_condition.name.value)
            )
            self._open.discard(name)
        return self._measured[name]

    def _field(self, node: FieldNode, parent: Any) -> Size:
        aliases = 1 if node.alias else 0
        if node.name.value in ("__schema", "__type") or node.selection_set is None:
            return Size(depth=1, aliases=aliases)
        fields = parent.fields if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) else {}
        field = fields.get(node.name.value)
        under = self._selection(node.selection_set, get_named_type(field.type) if field else None)
        times = 1
        if field is not None:
            if "first" in field.args:
                times = self._page(node)
            elif _is_list(field.type) and node.name.value not in ("nodes", "edges"):
                times = CHILD_LIST
        return Size(
            depth=under.depth + 1,
            aliases=under.aliases + aliases,
            directives=under.directives,
            cost=1 + times * (1 + under.cost),
        )

    def _page(self, node: FieldNode) -> int:
        """The rows a connection may give: its `first` or `last`, or the default; a senseless one is refused later."""
        for argument in node.arguments or ():
            if argument.name.value in ("first", "last"):
                value: Any = argument.value
                if isinstance(value, IntValueNode):
                    return min(max(int(value.value[:9]), 0), MAX_PAGE)
                if isinstance(value, VariableNode):
                    given = self._variables.get(value.name.value, self._defaults.get(value.name.value))
                    if isinstance(given, int):
                        return min(max(given, 0), MAX_PAGE)
        return DEFAULT_PAGE


def _is_list(kind: Any) -> bool:
    while isinstance(kind, GraphQLNonNull):
        kind = kind.of_type
    return isinstance(kind, GraphQLList)


def refusal(
    schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any], operation_name: str | None
) -> GraphQLError | None:
    """Why the operation that would run is too large, or cannot be told from others; None when all is well."""
    if operation_name is None and sum(isinstance(node, OperationDefinitionNode) for node in document.definitions) > 1:
        return GraphQLError(
            "Le document a plusieurs opérations : nommez celle à exécuter dans `operationName`.",
            extensions={"code": "BAD_USER_INPUT"},
        )
    measure = Measure(schema, document, variables)
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode) and (
            operation_name is None or (node.name and node.name.value == operation_name)
        ):
            size = measure.operation(node)
            for found, limit, what, mend in (
                (size.depth, MAX_DEPTH, "niveaux d'imbrication", "demandez moins de niveaux à la fois"),
                (size.aliases, MAX_ALIASES, "alias", "répartissez-les sur plusieurs demandes"),
                (size.directives, MAX_DIRECTIVES, "directives", "retirez-en"),
                (size.cost, MAX_COST, "objets estimés", "baissez `first`, ou demandez moins de listes imbriquées"),
            ):
                if found > limit:
                    return GraphQLError(
                        f"La demande compte {found} {what} ; la limite est de {limit} : {mend}.",
                        extensions={"code": "LIMIT_EXCEEDED"},
                    )
    return None


def _off_the_socket(context: ExecutionContext) -> GraphQLError | None:
    """A socket is for following: who asks there was learnt once, and a key that only reads would write."""
    if not context.context.live or context.operation_type is OperationType.SUBSCRIPTION:
        return None
    return GraphQLError(
        "Par cette connexion on ne fait que suivre : envoyez les questions et les mutations en POST.",
        extensions={"code": "BAD_USER_INPUT"},
    )


class DocumentLimits(SchemaExtension):
    """Bounds the tokens that are parsed, then measures the document before any rule of validation sees it."""

    def on_operation(self) -> Iterator[None]:
        """Set the parser's own bound."""
        self.execution_context.parse_options["max_tokens"] = MAX_TOKENS
        yield

    def on_validate(self) -> Iterator[None]:
        """Refuse what is too large; validation is skipped then."""
        context = self.execution_context
        if context.graphql_document is not None:
            error = _off_the_socket(context) or refusal(
                context.schema._schema,
                context.graphql_document,
                context.variables or {},
                context._provided_operation_name,
            )
            if error is not None:
                context.pre_execution_errors = [error]
        yield
