"""Keys of the API: give, take back."""

from datetime import datetime
from typing import Annotated

import strawberry

from api.context import Info
from api.mutations.given import ASKED
from api.types.cle_api import CleApi
from api.types.refusals import Forbidden, InvalidInput, NotFound
from catalogue.transaction import transaction
from catalogue.vocabulary import Portee
from workflows.accounts import keys


@strawberry.type(description="La clé est créée.")
class ApiKeyCreated:
    """The one time the secret is shown."""

    cle: CleApi = strawberry.field(description="La clé.")
    secret: str = strawberry.field(
        description="À garder : il n'est montré que cette fois. À envoyer dans « Authorization: Bearer sofi_… »."
    )


@strawberry.type(description="La clé est révoquée.")
class ApiKeyRevoked:
    """It opens nothing any more."""

    cle: CleApi = strawberry.field(description="La clé comme elle est à présent.")
    changed: bool = strawberry.field(description="Faux quand elle l'était déjà.")


CreateApiKeyResult = Annotated[
    ApiKeyCreated | InvalidInput | Forbidden,
    strawberry.union("CreateApiKeyResult", description="Ce que répond `createApiKey`."),
]
RevokeApiKeyResult = Annotated[
    ApiKeyRevoked | Forbidden | NotFound,
    strawberry.union("RevokeApiKeyResult", description="Ce que répond `revokeApiKey`."),
]


@strawberry.input(description="Une clé à donner à un programme.")
class CreateApiKeyInput:
    """What for, how far, how long."""

    libelle: str = strawberry.field(description=f"À qui et à quoi elle sert, {keys.LABEL_LENGTH} caractères au plus.")
    portees: list[Portee] = strawberry.field(description="Ce qu'elle permet de lire.")
    expire_le: datetime | None = strawberry.field(
        description="Quand elle cesse de servir : dans un an quand rien n'est dit, dans deux ans au plus.", default=None
    )


@strawberry.input(description="Une clé à révoquer.")
class RevokeApiKeyInput:
    """Which."""

    numero: int = strawberry.field(description="Numéro de la clé.")


@strawberry.type
class ApiKeyMutations:
    """The mutations of keys."""

    @strawberry.mutation(description="Crée une clé d'API, en lecture seule. Il faut être administrateur.")
    async def create_api_key(self, info: Info, input: Annotated[CreateApiKeyInput, ASKED]) -> CreateApiKeyResult:
        """One transaction."""
        row, secret = await transaction(
            lambda: keys.create_key(info.context.actor, input.libelle, input.portees, input.expire_le)
        )
        return ApiKeyCreated(cle=CleApi.of(row), secret=secret)

    @strawberry.mutation(description="Révoque une clé d'API, pour toujours. Il faut être administrateur.")
    async def revoke_api_key(self, info: Info, input: Annotated[RevokeApiKeyInput, ASKED]) -> RevokeApiKeyResult:
        """One transaction."""
        row, changed = await transaction(lambda: keys.revoke_key(info.context.actor, input.numero))
        return ApiKeyRevoked(cle=CleApi.of(row), changed=changed)
