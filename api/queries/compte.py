"""Who one is."""

import strawberry

from api.context import Info
from api.types.compte import Compte
from catalogue.reads import comptes


@strawberry.type
class CompteQueries:
    """What an account knows of itself."""

    @strawberry.field(description="Le compte connecté, null sans connexion.")
    async def me(self, info: Info) -> Compte | None:
        """One statement, one more for its rights."""
        numero = info.context.actor.compte
        if numero is None:
            return None
        return Compte.of((await comptes.comptes([numero]))[numero], en_propre=True)
