"""The dossier of an action: all that its body and the Carif-Oref need to agree on it."""

from datetime import datetime
from typing import Annotated

import strawberry

from api.context import Info
from api.types.action import Action
from api.types.depot import DepotType, QuestionType, RevisionType
from api.types.difference import Difference
from api.types.history import ChangeEntry
from catalogue.documents.identity import code_fas
from catalogue.models import Action as ActionRow
from catalogue.reads import dossiers, drafts
from catalogue.reads import doublons as twins
from catalogue.reads.dossiers import DossierLu
from catalogue.vocabulary import Diffusion, EtatDossier

MAX = 100
Premiers = Annotated[int, strawberry.argument(description=f"Les N premiers, {MAX} au plus.")]


def intitule_of(action: ActionRow) -> str:
    """The title of an action whose formation and certification were fetched with it."""
    certification = action.formation.certification
    title = action.formation.intitule or (certification.intitule if certification else "")
    return f"{title} - {action.complement_intitule}" if action.complement_intitule else title


@strawberry.type(description="Une action en quelques mots.")
class ActionEnBref:
    """An action in a list."""

    numero: int = strawberry.field(description="Numéro de l'action.")
    code: str = strawberry.field(description="Code FAS.")
    intitule: str = strawberry.field(description="Intitulé de la formation et complément de l'action.")
    siret: str = strawberry.field(description="SIRET de l'établissement.")
    organisme: str = strawberry.field(description="Nom de l'établissement.")
    site: str | None = strawberry.field(description="Site dispensateur.")
    etat: EtatDossier = strawberry.field(description="Où en est le dossier.")
    diffusion: Diffusion = strawberry.field(description="L'action est-elle en ligne ?")
    modifiee_le: datetime = strawberry.field(description="Dernier changement de la fiche ou de son état.")

    @classmethod
    def of(cls, row: ActionRow) -> "ActionEnBref":
        """A row, its formation, body, certification and site fetched with it."""
        organisme = row.formation.organisme
        return cls(
            numero=row.numero,
            code=code_fas(row.formation_id, row.numero),
            intitule=intitule_of(row),
            siret=organisme.siret,
            organisme=organisme.nom,
            site=row.site_dispensateur.nom if row.site_dispensateur else None,
            etat=row.dossier,
            diffusion=row.diffusion,
            modifiee_le=row.modifie_le,
        )


@strawberry.type(description="Une offre qui ressemble à celle-ci.")
class Doublon:
    """A probable duplicate (R25)."""

    session: str = strawberry.field(description="Code FAS de la session de cette action.")
    autre: str = strawberry.field(description="Code FAS de celle qui lui ressemble.")
    certain: bool = strawberry.field(description="Rien ne les distingue, pas même les heures.")


@strawberry.type(description="Le dossier d'une action, entre l'organisme et le Carif-Oref.")
class Dossier:
    """A dossier; what is dear is read when it is asked for."""

    lu: strawberry.Private[DossierLu]

    @strawberry.field(description="L'action en quelques mots.")
    def resume(self) -> ActionEnBref:
        """No statement."""
        return ActionEnBref.of(self.lu.action)

    @strawberry.field(description="Où en est le dossier.")
    def etat(self) -> EtatDossier:
        """The first axis."""
        return self.lu.action.dossier

    @strawberry.field(description="L'action est-elle en ligne ?")
    def diffusion(self) -> Diffusion:
        """The second axis."""
        return self.lu.action.diffusion

    @strawberry.field(description="Version de l'action, à rendre dans `expectedVersion`.")
    def version(self) -> int:
        """The action's."""
        return self.lu.action.version

    @strawberry.field(description="Ancien code Certifinfo, tant que l'organisme n'a pas acquitté le remplacement.")
    def certification_precedente(self) -> str | None:
        """R28."""
        return self.lu.action.certification_precedente

    @strawberry.field(
        description="Les champs libres de cet établissement sont-ils publiés sans validation ? Sinon, ils l'attendent."
    )
    def champs_libres(self) -> bool:
        """B6.3."""
        return self.lu.action.formation.organisme.champs_libres

    @strawberry.field(description="Le dépôt ouvert, sinon le dernier ; null : jamais soumise.")
    def depot(self) -> DepotType | None:
        """No statement."""
        return DepotType.of(self.lu.depot) if self.lu.depot else None

    @strawberry.field(description="L'action comme elle est saisie à présent.")
    async def action(self) -> Action:
        """Ten statements."""
        numero = self.lu.action.formation_id
        tree = (await drafts.formation_trees([numero]))[numero]
        return drafts.find(tree, "actions", self.lu.action.numero)  # type: ignore[return-value]

    @strawberry.field(
        description="Ce qui diffère entre ce qui est en ligne et ce qui est soumis ou, sans dépôt ouvert, saisi."
    )
    async def difference(self) -> Difference:
        """One statement when something is submitted, ten otherwise."""
        return Difference.of(await dossiers.changes(self.lu))

    @strawberry.field(
        description="Ce qui diffère depuis que le Carif-Oref l'a vue : depuis ses questions, ou son refus. Null : "
        "il ne l'a pas encore vue."
    )
    async def difference_depuis_examen(self) -> Difference | None:
        """One statement when something is submitted, ten otherwise."""
        found = await dossiers.changes_since_review(self.lu)
        return Difference.of(found) if found is not None else None

    @strawberry.field(description="Le fil des questions et des réponses, dans l'ordre.")
    async def questions(self) -> list[QuestionType]:
        """One statement."""
        return [QuestionType.of(row) for row in await dossiers.questions(self.lu.action.numero)]

    @strawberry.field(
        description="Ce qui a été fait de l'action, de ses sessions et dispositifs, et de sa formation, le plus récent "
        "d'abord."
    )
    async def historique(self, first: Premiers = 20) -> list[ChangeEntry]:
        """One statement."""
        return [ChangeEntry.of(row) for row in await dossiers.historique(self.lu.action, max(0, min(first, MAX)))]

    @strawberry.field(description="Les autres actions de l'établissement, la dernière changée d'abord.")
    async def autres_offres(self, first: Premiers = 20) -> list[ActionEnBref]:
        """One statement."""
        return [ActionEnBref.of(row) for row in await dossiers.others(self.lu.action, max(0, min(first, MAX)))]

    @strawberry.field(description="Les offres qui ressemblent à ce qui est soumis ou, sans dépôt ouvert, saisi.")
    async def doublons(self, info: Info) -> list[Doublon]:
        """One statement, nine more when nothing is submitted."""
        found = await twins.doublons(await dossiers.current_document(self.lu))
        return [Doublon(session=twin.session, autre=twin.autre, certain=twin.certain) for twin in found]

    @strawberry.field(description="Les révisions de l'action, la plus récente d'abord.")
    async def revisions(self) -> list[RevisionType]:
        """One statement."""
        return [RevisionType.of(row) for row in await dossiers.revisions(self.lu.action.numero)]
