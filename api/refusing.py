"""Domain exceptions to members of a mutation's union, written once for all mutations."""

from typing import Any

import strawberry
from strawberry.schema.exception_handlers import get_exception_types

from api.types import refusals
from workflows import errors


def _camel(path: str) -> list[str]:
    """`dispositifs.0.frais_ht` as clients spell it: ["dispositifs", "0", "fraisHt"]."""
    parts = []
    for part in path.split("."):
        first, *rest = part.split("_")
        parts.append(first + "".join(word.capitalize() for word in rest))
    return parts


class InvalidInputHandler(strawberry.ExceptionHandler[errors.InvalidValues, refusals.InvalidInput]):
    """Values that can never become right."""

    def handle(self, exception: errors.InvalidValues, *, field: Any, info: Any) -> refusals.InvalidInput:
        """Each problem with its path into the input."""
        return refusals.InvalidInput(
            code="INVALID_INPUT",
            message="Rien n'a été enregistré : corrigez les valeurs indiquées.",
            problems=[
                refusals.Probleme(path=_camel(problem.path), code=problem.code, message=problem.message)
                for problem in exception.problemes
            ],
        )


class LockedFieldHandler(strawberry.ExceptionHandler[errors.LockedField, refusals.LockedField]):
    """A field of Certifinfo's."""

    def handle(self, exception: errors.LockedField, *, field: Any, info: Any) -> refusals.LockedField:
        """Names the field."""
        return refusals.LockedField(
            code="LOCKED_FIELD",
            message=str(exception),
            field=_camel(exception.champ)[0],
            source=exception.source,
        )


class StaleVersionHandler(strawberry.ExceptionHandler[errors.StaleVersion, refusals.StaleVersion]):
    """Changed meanwhile."""

    def handle(self, exception: errors.StaleVersion, *, field: Any, info: Any) -> refusals.StaleVersion:
        """Carries the present version."""
        return refusals.StaleVersion(
            code="STALE_VERSION",
            message=str(exception),
            version=exception.version,
            changes=list(exception.changes),
        )


class TransitionRefusedHandler(strawberry.ExceptionHandler[errors.TransitionRefused, refusals.TransitionRefused]):
    """Not from this state."""

    def handle(self, exception: errors.TransitionRefused, *, field: Any, info: Any) -> refusals.TransitionRefused:
        """Carries the states."""
        return refusals.TransitionRefused(
            code="TRANSITION_REFUSED",
            message=str(exception),
            etat=exception.dossier,
            diffusion=exception.diffusion,
        )


class IncompleteDossierHandler(strawberry.ExceptionHandler[errors.IncompleteDossier, refusals.IncompleteDossier]):
    """Something blocks."""

    def handle(self, exception: errors.IncompleteDossier, *, field: Any, info: Any) -> refusals.IncompleteDossier:
        """Carries the report."""
        report: Any = exception.rapport
        return refusals.IncompleteDossier(code="INCOMPLETE_DOSSIER", message=str(exception), completude=report)


class NonCompliantHandler(strawberry.ExceptionHandler[errors.NonCompliant, refusals.NonCompliant]):
    """Not for this body today."""

    def handle(self, exception: errors.NonCompliant, *, field: Any, info: Any) -> refusals.NonCompliant:
        """Carries the points."""
        points: Any = list(exception.manques)
        return refusals.NonCompliant(code="NON_COMPLIANT", message=str(exception), manques=points)


class DuplicateHandler(strawberry.ExceptionHandler[errors.Duplicate, refusals.Duplicate]):
    """There already."""

    def handle(self, exception: errors.Duplicate, *, field: Any, info: Any) -> refusals.Duplicate:
        """Names the twin."""
        return refusals.Duplicate(code="DUPLICATE", message=str(exception), twin=exception.jumeau)


class InUseHandler(strawberry.ExceptionHandler[errors.InUse, refusals.InUse]):
    """Still referred to."""

    def handle(self, exception: errors.InUse, *, field: Any, info: Any) -> refusals.InUse:
        """Says where."""
        return refusals.InUse(code="IN_USE", message=str(exception), usages=list(exception.usages))


class ForbiddenHandler(strawberry.ExceptionHandler[errors.Forbidden, refusals.Forbidden]):
    """Not for this actor."""

    def handle(self, exception: errors.Forbidden, *, field: Any, info: Any) -> refusals.Forbidden:
        """Gives the reason."""
        return refusals.Forbidden(code="FORBIDDEN", message=str(exception))


class NotFoundHandler(strawberry.ExceptionHandler[errors.NotFound, refusals.NotFound]):
    """No such thing."""

    def handle(self, exception: errors.NotFound, *, field: Any, info: Any) -> refusals.NotFound:
        """Says what is not there."""
        return refusals.NotFound(code="NOT_FOUND", message=str(exception))


class GoneHandler(strawberry.ExceptionHandler[errors.Gone, refusals.Gone]):
    """Archived."""

    def handle(self, exception: errors.Gone, *, field: Any, info: Any) -> refusals.Gone:
        """Says what can be done instead."""
        return refusals.Gone(code="GONE", message=str(exception))


class KeyReusedHandler(strawberry.ExceptionHandler[errors.KeyReused, refusals.InvalidInput]):
    """An idempotency key that came with other values."""

    def handle(self, exception: errors.KeyReused, *, field: Any, info: Any) -> refusals.InvalidInput:
        """A problem of the key."""
        problem = refusals.Probleme(path=["clientMutationId"], code="KEY_REUSED", message=str(exception))
        return refusals.InvalidInput(code="INVALID_INPUT", message=str(exception), problems=[problem])


class AuthenticationFailedHandler(
    strawberry.ExceptionHandler[errors.AuthenticationFailed, refusals.AuthenticationFailed]
):
    """Another address or password."""

    def handle(self, exception: errors.AuthenticationFailed, *, field: Any, info: Any) -> refusals.AuthenticationFailed:
        """The same words for all."""
        return refusals.AuthenticationFailed(code="AUTHENTICATION_FAILED", message=str(exception))


class TooManyAttemptsHandler(strawberry.ExceptionHandler[errors.TooManyAttempts, refusals.TooManyAttempts]):
    """Too fast."""

    def handle(self, exception: errors.TooManyAttempts, *, field: Any, info: Any) -> refusals.TooManyAttempts:
        """Says when to come back."""
        return refusals.TooManyAttempts(code="TOO_MANY_ATTEMPTS", message=str(exception), retry_after=exception.seconds)


HANDLERS: list[strawberry.ExceptionHandler[Any, Any]] = [
    InvalidInputHandler(),
    LockedFieldHandler(),
    StaleVersionHandler(),
    TransitionRefusedHandler(),
    IncompleteDossierHandler(),
    NonCompliantHandler(),
    DuplicateHandler(),
    InUseHandler(),
    ForbiddenHandler(),
    NotFoundHandler(),
    GoneHandler(),
    KeyReusedHandler(),
    AuthenticationFailedHandler(),
    TooManyAttemptsHandler(),
]


def refusal(error: errors.WorkflowError) -> Any:
    """The refusal of an error that is one item among others of an answer, as a mutation of its own would tell it.

    Raises:
        WorkflowError: the error, when there is no type for it.
    """
    nothing: Any = None
    for handler in HANDLERS:
        if isinstance(error, get_exception_types(handler)):
            return handler.handle(error, field=nothing, info=nothing)
    raise error
