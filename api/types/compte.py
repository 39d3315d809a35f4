"""Accounts in the graph."""

from datetime import datetime

import strawberry

from api.context import Info
from api.types import enums  # noqa: F401  (registers the enums)
from api.types.organisme import Organisme
from catalogue.models import Compte as CompteRow
from catalogue.models import Habilitation as HabilitationRow
from catalogue.vocabulary import Role
from workflows.policies import Verb, reason_against


@strawberry.type(description="Un rôle d'un compte, pour un établissement ou pour toute la région.")
class Habilitation:
    """A right."""

    role: Role = strawberry.field(description="Le rôle.")
    organisme_id: strawberry.Private[int | None]

    @strawberry.field(description="Libellé du rôle.")
    def libelle(self) -> str:
        """The vocabulary's words."""
        return self.role.libelle

    @strawberry.field(description="L'établissement où il vaut, null quand il vaut pour toute la région.")
    async def organisme(self, info: Info) -> Organisme | None:
        """Loaded for all the rights of an answer at once."""
        if self.organisme_id is None:
            return None
        return await info.context.loaders.organismes.load(self.organisme_id)


@strawberry.type(description="Un compte : une adresse, un nom, ce qu'il peut faire et où.")
class Compte:
    """An account, as its holder and those who manage it see it."""

    numero: int = strawberry.field(description="Numéro du compte.")
    email: str = strawberry.field(description="Adresse électronique, en minuscules : on se connecte avec elle.")
    nom: str = strawberry.field(description="Nom affiché dans l'historique.")
    actif: bool = strawberry.field(description="Peut-il se connecter ? Un administrateur désactive et réactive.")
    en_attente: bool = strawberry.field(description="Invité, mais sans mot de passe encore ?")
    cree_le: datetime = strawberry.field(description="Quand il a été créé.")
    en_propre: strawberry.Private[bool]
    version: int = strawberry.field(description="Version, à rendre dans `expectedVersion`.")

    @strawberry.field(
        description="Ses rôles : tous pour soi-même et pour un administrateur, ceux de ses propres établissements pour "
        "un gestionnaire."
    )
    async def habilitations(self, info: Info) -> list[Habilitation]:
        """Loaded for all the accounts of an answer at once."""
        actor = info.context.actor
        rows: list[HabilitationRow] = await info.context.loaders.habilitations.load(self.numero)
        return [
            Habilitation(role=row.role, organisme_id=row.organisme_id)
            for row in rows
            if self.en_propre or reason_against(actor, Verb.HABILITER, row.organisme_id) is None
        ]

    @classmethod
    def of(cls, row: CompteRow, *, en_propre: bool = False) -> "Compte":
        """An account of the catalogue; `en_propre` when it is shown to its holder."""
        return cls(
            numero=row.id,
            email=row.courriel,
            nom=row.nom,
            actif=row.actif,
            en_attente=row.mot_de_passe is None,
            cree_le=row.cree_le,
            en_propre=en_propre,
            version=row.version,
        )
