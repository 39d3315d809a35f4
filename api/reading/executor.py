"""graphql-core's executor, which hands what is below a stored document to its plan.

What a plan does not cover (links that load) is completed by graphql-core itself, for its part only; and so is every
node that is not as it should be, so that errors are those of graphql-core, word for word.
"""

from collections.abc import Coroutine, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import orjson
from graphql import GraphQLList, GraphQLNonNull, GraphQLObjectType, is_abstract_type
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from api.reading.bundles import Bundle, is_bundle
from api.reading.compiling import Compiler
from api.reading.direct import direct
from api.reading.documents import Shapes
from api.reading.encoding import encoded
from api.reading.pending import EdgeList, Pending, PendingList
from api.reading.pieces import NOTHING, Pieces
from api.reading.plans import Plan, Unusual
from catalogue.documents.nodes import Stored


class OfferExecutor(StrawberryGraphQLCoreExecutionContext):
    """The executor of one request. `shapes` keeps the plans of a document that is asked again."""

    def __init__(self, *args: Any, shapes: Shapes | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._shapes = shapes if shapes is not None else Shapes()
        self._pieces: Pieces = getattr(self.context_value, "pieces", NOTHING) if shapes is not None else NOTHING
        self._plans: dict[int, Plan] = {}
        self._asked: tuple[str, ...] | None = None

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Any,
        grouped_field_set: Any,
        position_context: Any,
    ) -> Any:
        """Execute fields beside each other: those of an object that holds pending nodes of one tree, all at once."""
        bundle = self._bundle(parent_type, grouped_field_set) if is_bundle(source_value) else None
        if bundle is None:
            return super().execute_fields(parent_type, source_value, path, grouped_field_set, position_context)

        async def complete() -> Any:
            with suppress(Unusual):
                told = await bundle.answer(partial(getattr, source_value), self.context_value.today, self._pieces)
                if told is not None:
                    return told
            completed = super(OfferExecutor, self).execute_fields(
                parent_type, source_value, path, grouped_field_set, position_context
            )
            return await completed if self.is_awaitable(completed) else completed

        return complete()

    async def execute_fields_serially(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Any,
        grouped_field_set: Any,
        position_context: Any,
    ) -> dict[str, Any]:
        """Execute mutations one after another: what was read for one may not be true any more for the next."""
        told: dict[str, Any] = {}
        for name, details in grouped_field_set.items():
            self.context_value.loaders.forget()
            part: Any = super().execute_fields_serially(
                parent_type, source_value, path, {name: details}, position_context
            )
            told.update(await part if self.is_awaitable(part) else part)
        return told

    def _bundle(self, parent_type: GraphQLObjectType, grouped: Any) -> Bundle | None:
        """The selection over pending nodes of one tree; none when a part of it must be completed the normal way."""
        plans: dict[str, tuple[str, Plan]] = {}
        told: dict[str, str] = {}
        for name, details in grouped.items():
            key = details[0].node.name.value
            if key == "__typename":
                told[name] = parent_type.name
                continue
            plan = (
                self._whole_plan(_named(parent_type.fields[key].type), details) if key in parent_type.fields else None
            )
            if plan is None:
                return None
            plans[name] = key, plan
        bundle = Bundle(tuple(grouped), plans, told)
        if not self._shapes.shaping(self.operation, self.fragment_definitions):
            self._shapes.direct[id(self.operation)] = direct(self.operation, bundle)
        return bundle

    def execute_collected_subfields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Any,
        grouped_field_set: Any,
        new_defer_usages: Any,
        position_context: Any,
    ) -> Any:
        """Complete a node: by its plan when it is a stored document's."""
        if type(source_value) is not Stored or new_defer_usages:
            return super().execute_collected_subfields(
                parent_type, source_value, path, grouped_field_set, new_defer_usages, position_context
            )
        plan = self._plan(parent_type, grouped_field_set)
        try:
            told = plan.project(source_value, self.context_value.today)
        except Unusual:
            return super().execute_collected_subfields(
                parent_type, source_value, path, grouped_field_set, new_defer_usages, position_context
            )
        if not plan.opened:
            return told
        rest: Any = super().execute_collected_subfields(
            parent_type, source_value, path, plan.opened, new_defer_usages, position_context
        )
        return _joined(plan, told, rest) if self.is_awaitable(rest) else _in_order(plan, told, rest)

    async def complete_awaitable_value(
        self, return_type: Any, field_details_list: Any, info: Any, path: Any, result: Any, position_context: Any
    ) -> Any:
        """Complete what is awaited: a pending node by its encoded part."""
        if type(result) is Pending:
            piece = await self._piece(return_type, field_details_list, result)
            if piece is not None:
                return piece
        return await super().complete_awaitable_value(
            return_type, field_details_list, info, path, result, position_context
        )

    def complete_list_value(
        self, return_type: Any, field_details_list: Any, info: Any, path: Any, result: Any, position_context: Any
    ) -> Any:
        """Complete a list: pending nodes, or their edges, by their encoded parts, all at once."""
        kind = _named(return_type.of_type)
        pieces: Coroutine[Any, Any, list[Any]] | None = None
        if type(result) is PendingList and result and isinstance(kind, GraphQLObjectType):
            plan = self._whole_plan(kind, field_details_list)
            pieces = None if plan is None else self._nodes(plan, result)
        elif type(result) is EdgeList and result:
            pieces = self._edges(kind, field_details_list, result)
        if pieces is None:
            return super().complete_list_value(return_type, field_details_list, info, path, result, position_context)

        async def complete() -> Any:
            try:
                return await pieces
            except Unusual:
                completed = super(OfferExecutor, self).complete_list_value(
                    return_type, field_details_list, info, path, result, position_context
                )
                return await completed if self.is_awaitable(completed) else completed

        return complete()

    async def _nodes(self, plan: Plan, nodes: Sequence[Pending]) -> list[Any]:
        """The parts of nodes; what went offline meanwhile is left out. Raises Unusual."""
        return [piece for piece in await self._encoded([plan] * len(nodes), nodes) if piece is not None]

    def _edges(self, kind: GraphQLObjectType, details: Any, edges: EdgeList) -> Coroutine[Any, Any, list[Any]] | None:
        """The edges, likewise; null when a field of theirs must be completed the normal way."""
        grouped = self._collect(kind, details)
        plans: dict[str, Plan] = {}
        told: dict[str, str | None] = {}
        for name, below in grouped.items():
            key = below[0].node.name.value
            plan = self._whole_plan(_named(kind.fields["node"].type), below) if key == "node" else None
            if plan is not None:
                plans[name] = plan
            elif key in ("cursor", "__typename"):
                told[name] = kind.name if key == "__typename" else None
            else:
                return None
        return self._joined_edges(list(grouped), plans, told, edges)

    async def _joined_edges(
        self, names: list[str], plans: dict[str, Plan], told: dict[str, str | None], edges: EdgeList
    ) -> list[Any]:
        nodes = [edge.node for edge in edges]
        pieces = {name: await self._encoded([plan] * len(nodes), nodes) for name, plan in plans.items()}
        made = []
        for place, edge in enumerate(edges):
            here = {name: found[place] for name, found in pieces.items()}
            if None not in here.values():
                given = {name: edge.cursor if value is None else value for name, value in told.items()}
                made.append({name: here[name] if name in here else given[name] for name in names})
        return made

    async def _piece(self, return_type: Any, details: Any, pending: Pending) -> Any:
        kind = _named(return_type)
        if is_abstract_type(kind):
            kind = self.schema.get_type(pending.kind)
        plan = self._whole_plan(kind, details)
        if plan is None:
            return None
        try:
            [piece] = await self._encoded([plan], [pending])
        except Unusual:
            return None
        return piece

    async def _encoded(self, plans: Sequence[Plan], pendings: Sequence[Pending]) -> list[orjson.Fragment | None]:
        return await encoded(plans, pendings, self.context_value.today, self._pieces)

    def _whole_plan(self, kind: Any, details: Any) -> Plan | None:
        """The plan of a selection of which nothing must be completed the normal way."""
        key = (kind.name, self._values(), tuple(id(part.node) for part in details))
        try:
            return self._shapes.wholes[key]
        except KeyError:
            collected = self.collect_subfields(kind, details)
            plan = None if collected.new_defer_usages else self._plan(kind, collected.grouped_field_set)
            return self._shapes.keep_whole(key, None if plan is None or plan.opened else plan)

    def _plan(self, kind: GraphQLObjectType, grouped: Any) -> Plan:
        plan = self._plans.get(id(grouped))
        if plan is None:
            key = (kind.name, self._values(), tuple(id(part.node) for group in grouped.values() for part in group))
            plan = self._shapes.plans.get(key)
            if plan is None:
                # Made for this once: an executor that held it would be held by it.
                compiler = Compiler(self.schema, self.variable_values, self._collect, self.hide_suggestions)
                plan = compiler.plan(kind, grouped)
                self._shapes.keep(key, plan)
            # `grouped` lives as long as this executor, which collected it: its id stays its own.
            self._plans[id(grouped)] = plan
        return plan

    def _values(self) -> tuple[str, ...]:
        """The values of the variables that may decide the shape of an answer."""
        if self._asked is None:
            coerced = self.variable_values.coerced
            names = self._shapes.shaping(self.operation, self.fragment_definitions)
            self._asked = tuple(repr(coerced.get(name)) for name in names)
        return self._asked

    def _collect(self, kind: GraphQLObjectType, details: Any) -> Any:
        return self.collect_subfields(kind, details).grouped_field_set


def _named(kind: Any) -> Any:
    while isinstance(kind, GraphQLNonNull | GraphQLList):
        kind = kind.of_type
    return kind


def _in_order(plan: Plan, told: dict[str, Any], rest: dict[str, Any]) -> dict[str, Any]:
    both = {**told, **rest}
    return {name: both[name] for name in plan.order if name in both}


async def _joined(plan: Plan, told: dict[str, Any], rest: Any) -> dict[str, Any]:
    return _in_order(plan, told, await rest)
