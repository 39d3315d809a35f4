"""From a selection set over a type of offer documents to its plan: once for each document, operation and type."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLError,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    is_leaf_type,
)
from graphql.execution.values import get_argument_values

from api.reading.computed import BY_DAY, DRAFTS_ONLY, sessions_in
from api.reading.leaves import leaf_of
from api.reading.plans import Plan
from api.reading.shapes import Computed, Constant, Field, Part, Shape, listed, node, nullable
from catalogue.vocabulary import EtatSession

GRAPHQL_CORE_DEFINITION = "strawberry-definition"
"""Where strawberry leaves its own field in graphql-core's."""
_NUMBERED = {(kind, name) for kind in ("Formation", "Action") for name in ("numero", "__typename")}
"""What is known of a node by the key under which its document is stored."""
Grouped = dict[str, Any]
Collect = Callable[[GraphQLObjectType, Any], Grouped]


@dataclass
class Compiler:
    """Compiles for one request; `collect` gives the fields of a selection as the request's variables have it."""

    schema: GraphQLSchema
    variables: Any
    collect: Collect
    hide_suggestions: bool = False

    def plan(self, kind: GraphQLObjectType, grouped: Grouped) -> Plan:
        """The plan of a selection whose fields are grouped by the names they have in the answer."""
        draft = self._drafted(kind, grouped)
        return Plan(
            shape=node(draft.fields),
            opened={name: grouped[name] for name in draft.opened},
            order=tuple(grouped),
            daily=draft.daily,
            whole=draft.whole,
            numbered=not draft.opened and all((kind.name, field.key) in _NUMBERED for field in draft.fields),
        )

    def _drafted(self, kind: GraphQLObjectType, grouped: Grouped) -> "_Draft":
        draft = _Draft()
        for name, details in grouped.items():
            self._field(draft, kind, name, details)
        return draft

    def _field(self, draft: "_Draft", kind: GraphQLObjectType, name: str, details: Any) -> None:
        key = details[0].node.name.value
        place = (kind.name, key)
        definition = kind.fields.get(key)
        if key == "__typename":
            draft.fields.append(Constant(name, key, kind.name))
        elif place in DRAFTS_ONLY:
            draft.fields.append(Constant(name, key, None))
        elif place in BY_DAY:
            draft.daily = True
            draft.fields.append(Computed(name, key, BY_DAY[place]))
        elif definition is None:
            draft.opened.append(name)
        elif place == ("Action", "sessions"):
            self._sessions(draft, name, details, definition)
        elif place == ("Formation", "actions") or _is_plain(definition):
            draft.whole = draft.whole or place == ("Formation", "actions")
            self._add(draft, name, key, self._shape(draft, definition.type, details))
        else:
            draft.opened.append(name)

    def _sessions(self, draft: "_Draft", name: str, details: Any, definition: Any) -> None:
        try:
            given = get_argument_values(
                definition,
                details[0].node,
                self.variables,
                details[0].fragment_variable_values,
                self.hide_suggestions,
            )
        except GraphQLError:
            draft.opened.append(name)
            return
        etat = given.get("etat")
        if etat is None:
            self._add(draft, name, "sessions", self._shape(draft, definition.type, details))
            return
        below = self._below(draft, _named(definition.type), details, dated=True)
        draft.daily = True
        chosen = below and listed(below, sessions_in(EtatSession(etat), below.first_and_last))
        self._add(draft, name, "sessions", chosen)

    def _add(self, draft: "_Draft", name: str, key: str, shape: Shape | None) -> None:
        if shape is None:
            draft.opened.append(name)
        else:
            draft.fields.append(Part(name, key, shape))

    def _shape(self, draft: "_Draft", kind: Any, details: Any) -> Shape | None:
        """How the values of a type are read; None when they must be completed the normal way."""
        if not isinstance(kind, GraphQLNonNull):
            shape = self._shape(draft, GraphQLNonNull(kind), details)
            return shape and nullable(shape)
        kind = kind.of_type
        if isinstance(kind, GraphQLList):
            shape = self._shape(draft, kind.of_type, details)
            return shape and listed(shape)
        return leaf_of(kind) if is_leaf_type(kind) else self._below(draft, kind, details)

    def _below(self, draft: "_Draft", kind: Any, details: Any, *, dated: bool = False) -> Shape | None:
        """How the nodes of a field are read; None when a part of them must be completed the normal way."""
        if not isinstance(kind, GraphQLObjectType):
            return None
        below = self._drafted(kind, self.collect(kind, details))
        if below.opened:
            return None
        draft.daily = draft.daily or below.daily
        return node(below.fields, dated=dated)


@dataclass
class _Draft:
    """A plan while its fields are gone through."""

    fields: list[Field] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    daily: bool = False
    whole: bool = False


def _is_plain(definition: Any) -> bool:
    """Whether a field is read out of the document by its name, without a resolver of its own."""
    strawberry_field = definition.extensions.get(GRAPHQL_CORE_DEFINITION)
    return strawberry_field is not None and strawberry_field.base_resolver is None and not definition.args


def _named(kind: Any) -> Any:
    while isinstance(kind, GraphQLNonNull | GraphQLList):
        kind = kind.of_type
    return kind
