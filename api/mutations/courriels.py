"""Mails: try again."""

from typing import Annotated

import strawberry

from api.context import Info
from api.mutations.given import ASKED
from api.types.courriel import Courriel
from api.types.refusals import Forbidden, Gone, NotFound
from catalogue.transaction import transaction
from workflows.mail.retrying import retry


@strawberry.type(description="Le courriel sera essayé de nouveau.")
class CourrielSuccess:
    """A mail was changed."""

    courriel: Courriel = strawberry.field(description="Le courriel comme il est à présent.")
    changed: bool = strawberry.field(description="Faux quand il n'était pas abandonné.")


RetryMailResult = Annotated[
    CourrielSuccess | Forbidden | NotFound | Gone,
    strawberry.union("RetryMailResult", description="Ce que répond `retryMail`."),
]


@strawberry.input(description="Un courriel à essayer de nouveau.")
class RetryMailInput:
    """Which."""

    numero: int = strawberry.field(description="Numéro du courriel.")


@strawberry.type
class CourrielMutations:
    """The mutations of mails."""

    @strawberry.mutation(description="Fait essayer de nouveau un courriel abandonné. Il faut être administrateur.")
    async def retry_mail(self, info: Info, input: Annotated[RetryMailInput, ASKED]) -> RetryMailResult:
        """One transaction; the sending follows."""
        row, changed = await transaction(lambda: retry(info.context.actor, input.numero))
        return CourrielSuccess(courriel=Courriel.of(row), changed=changed)
