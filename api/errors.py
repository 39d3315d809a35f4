"""The refusals that clients meet outside a mutation's union.

A query that cannot be answered as it was asked raises `InvalidArgument`: a top-level GraphQL error with the code
BAD_USER_INPUT and a French sentence that says what to do. It is an answer, not a fault: it is never logged as one.
"""

from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.schema.exceptions import CannotGetOperationTypeError


class InvalidArgument(GraphQLError):
    """An argument has the right type but no sense: a forged cursor, `first` with `last`, an id of nothing."""

    def __init__(self, message: str) -> None:
        super().__init__(message, extensions={"code": "BAD_USER_INPUT"})


class AccessRefused(GraphQLError):
    """A reader asks for what is not open to them: FORBIDDEN when they may know of it, else NOT_FOUND."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message, extensions={"code": code})


def is_fault(error: GraphQLError) -> bool:
    """Whether an exception that is no refusal lies under the error: strawberry raises one for an operation that is not
    there.
    """
    original: Any = error.original_error
    while isinstance(original, GraphQLError) and original.original_error is not None:
        original = original.original_error
    return original is not None and not isinstance(original, GraphQLError | CannotGetOperationTypeError)


def refuse_access(reason: str | None, connu: bool) -> None:
    """Refuse what there is a reason against; the code says whether signing in may help.

    Raises:
        AccessRefused: there is one.
    """
    if reason is not None:
        raise AccessRefused(reason, "FORBIDDEN" if connu else "UNAUTHENTICATED")


@strawberry.interface(
    description="Une réponse négative : un code stable pour les programmes, une phrase pour les personnes."
)
class Error:
    """What every refusal says."""

    code: str = strawberry.field(description="Code stable, en capitales (`NOT_FOUND`, `GONE`…).")
    message: str = strawberry.field(description="Phrase en français qui dit ce qui se passe et quoi faire.")
