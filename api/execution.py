"""The schema as it is run: what is a fault is logged once, what is a refusal is not; a document that was valid before
is not parsed, validated and measured again.
"""

import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import nullcontext
from typing import Any

import strawberry
from graphql import GraphQLError, OperationDefinitionNode, execute
from strawberry.execution.is_awaitable import optimized_is_awaitable
from strawberry.extensions import SchemaExtension
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.types.execution import ExecutionContext, ExecutionResult, PreExecutionError
from strawberry.types.graphql import OperationType
from strawberry.utils.await_maybe import await_maybe

from api import limits
from api.errors import is_fault
from api.feed import Feed, depends_on
from api.reading.documents import Documents, Known
from api.reading.executor import OfferExecutor
from catalogue import sql

_SIZES = 1000

log = logging.getLogger("sofi.graphql")


class SofiSchema(strawberry.Schema):
    """Strawberry's schema with our executor, and our idea of what belongs in the log."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execution_context_class = OfferExecutor
        self.documents = Documents()

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Log the errors that nobody foresaw, with their traceback."""
        for error in errors:
            if is_fault(error):
                log.error("Erreur interne en %s", error.path or "?", exc_info=error.original_error)

    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any | None = None,
        root_value: Any | None = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """Run an operation: as strawberry does the first time, by what was kept of its document afterwards.

        Raises:
            CannotGetOperationTypeError, InvalidOperationTypeError: as strawberry does.
        """
        # Whoever writes reads what was written, also where a replica is behind.
        with sql.fresh() if query and _may_write(query) else nullcontext():
            known = self.documents.get(query) if query else None
            operation = known.operation(operation_name) if known is not None else None
            if known is None or operation is None:
                return await super().execute(
                    query,
                    variable_values,
                    context_value,
                    root_value,
                    operation_name,
                    allowed_operation_types,
                    operation_extensions,
                )
            kind = OperationType(operation.operation.value)
            if allowed_operation_types is not None and kind not in allowed_operation_types:
                raise InvalidOperationTypeError(kind)
            return await self._again(known, operation, variable_values or {}, context_value, operation_name)

    async def _again(
        self,
        known: Known,
        operation: OperationDefinitionNode,
        variables: dict[str, Any],
        context: Any,
        operation_name: str | None,
    ) -> ExecutionResult:
        """Run an operation of a document that was valid before."""
        refusal = self._too_large(known, variables, operation_name)
        if refusal is not None:
            return PreExecutionError(data=None, errors=[refusal])
        shortcut = known.shapes.direct.get(id(operation))
        if shortcut is not None:
            told = await shortcut.answer(variables, context)
            if told is not None:
                return ExecutionResult(data=told, errors=None)
        result: Any = await await_maybe(
            execute(
                self._schema,
                known.document,
                context_value=context,
                variable_values=variables,
                operation_name=operation_name,
                is_awaitable=optimized_is_awaitable,  # type: ignore[arg-type]
                executor_class=OfferExecutor,
                shapes=known.shapes,
            )
        )
        if result.errors:
            self.process_errors(result.errors)
        return ExecutionResult(data=result.data, errors=result.errors)

    async def begin(self, feed: Feed, query: str, operation_name: str | None) -> None:
        """Tell what an answer depends on, if its document is known; it is told in its turn otherwise. At most one
        statement.
        """
        known = self.documents.get(query)
        operation = known.operation(operation_name) if known is not None else None
        if known is None or operation is None or _may_write(query):
            return
        if operation_name not in known.depends:
            known.depends[operation_name] = depends_on(self._schema, known.document, operation)
        await feed.begin(known.depends[operation_name])

    def _too_large(self, known: Known, variables: dict[str, Any], operation_name: str | None) -> GraphQLError | None:
        """Why the operation is too large with these variables: of all of them, sizes of pages decide."""
        sizes = frozenset((name, value) for name, value in variables.items() if type(value) is int)
        key = (operation_name, sizes)
        if key not in known.sizes:
            if len(known.sizes) >= _SIZES:
                known.sizes.clear()
            known.sizes[key] = limits.refusal(self._schema, known.document, variables, operation_name)
        found: GraphQLError | None = known.sizes[key]
        return found


class RememberDocuments(SchemaExtension):
    """Keeps what was parsed and found valid."""

    async def on_execute(self) -> AsyncIterator[None]:
        """Everything about the document was right: it is kept."""
        context = self.execution_context
        schema: Any = context.schema
        if context.query and context.graphql_document is not None:
            schema.documents.keep(context.query, context.graphql_document)
            feed = getattr(context.context, "feed", None)
            if feed is not None:
                await schema.begin(feed, context.query, context._provided_operation_name)
        yield


def _may_write(query: str) -> bool:
    """Whether a document may have a mutation: the word is enough."""
    return "mutation" in query
