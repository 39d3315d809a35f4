"""The schema as it is run: what is a fault is logged once, what is a refusal is not."""

import logging
from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.types.execution import ExecutionContext

MAX_TOKENS = 2000
"""Words and signs of a document; the parser reads no further."""

log = logging.getLogger("sofi.graphql")


class SofiSchema(strawberry.Schema):
    """Strawberry's schema with our idea of what belongs in the log."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Log the errors that nobody foresaw, with their traceback."""
        for error in errors:
            if is_fault(error):
                log.error("Erreur interne en %s", error.path or "?", exc_info=error.original_error)


def is_fault(error: GraphQLError) -> bool:
    """Whether an exception that is no refusal lies under the error."""
    original: Any = error.original_error
    while isinstance(original, GraphQLError) and original.original_error is not None:
        original = original.original_error
    return original is not None and not isinstance(original, GraphQLError)
