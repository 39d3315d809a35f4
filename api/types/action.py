"""The Action card (procedure p. 8)."""

from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from api.context import Info
from api.types.completeness import Completude
from api.types.node import Node
from api.types.session import Session, etat_of
from api.types.site import Site
from api.types.vocabulary import Terme
from catalogue.documents.nodes import Draft, value_of
from catalogue.vocabulary import Diffusion, EtatDossier, EtatSession

if TYPE_CHECKING:
    from api.types.formation import Formation


@strawberry.type(description="Un équipement nécessaire pour suivre l'action.")
class Equipement:
    """What a trainee must have."""

    type: Terme = strawberry.field(description="Type d'équipement.")
    cout_indicatif: int | None = strawberry.field(description="Coût indicatif, en euros entiers.")
    commentaire: str | None = strawberry.field(description="Précision.")


@strawberry.type(
    description="Une action : comment un site dispense une formation. C'est elle que le Carif-Oref valide."
)
class Action(Node):
    """The Action card."""

    numero: int = strawberry.field(description="Numéro de l'action, jamais réutilisé.")
    code: str = strawberry.field(description="Code FAS jusqu'à l'action, `19482-89393`.")
    complement_intitule: str | None = strawberry.field(
        description="Option ou spécialité, quand l'intitulé de la formation ne suffit pas."
    )
    complement_programme: str | None = strawberry.field(
        description="Ce que le programme de la formation ne dit pas, 3 000 caractères au plus."
    )
    objectifs: str | None = strawberry.field(description="Objectifs propres à l'action, 3 000 caractères au plus.")
    resultats_attendus: str | None = strawberry.field(description="Résultats attendus.")
    plus: str | None = strawberry.field(description="Le « plus » de la formation, 250 caractères au plus.")
    url_video: str | None = strawberry.field(description="Vidéo de présentation (YouTube ou MP4).")
    url_pdf: str | None = strawberry.field(description="Plaquette au format PDF.")
    url_action: str | None = strawberry.field(description="Page du site de l'organisme qui décrit l'action.")
    equipements: list[Equipement] = strawberry.field(description="Équipements nécessaires.")
    niveau_entree: Terme | None = strawberry.field(description="Niveau d'entrée (codes des niveaux LHEO).")
    prerequis: list[Terme] = strawberry.field(description="Prérequis.")
    commentaire_prerequis: str | None = strawberry.field(description="Précision sur les prérequis.")
    site_dispensateur: Site | None = strawberry.field(description="Site qui dispense l'action.")

    @strawberry.field(description="Sessions de l'action : publiées, ou toutes dans l'espace de travail.")
    def sessions(
        self: Any,
        info: Info,
        etat: Annotated[
            EtatSession | None, strawberry.argument(description="Ne rendre que les sessions dans cet état.")
        ] = None,
    ) -> list[Session]:
        """All of them, or those of one state (R11)."""
        sessions: Any = value_of(self, "sessions")
        if etat is None:
            return sessions
        return [session for session in sessions if etat_of(session, info.context.today) is etat]

    @strawberry.field(description="La formation de cette action.")
    async def formation(self: Any, info: Info) -> Annotated["Formation", strawberry.lazy("api.types.formation")]:
        """The way back up."""
        if type(self) is Draft:
            return self.up  # type: ignore[return-value]
        return await info.context.loaders.formations.load(int(self["code"].split("-")[0]))

    @strawberry.field(description="Version à rendre dans `expectedVersion` ; null hors de l'espace de travail.")
    def version(self: Any) -> int | None:
        """Only drafts have one."""
        return self.get("version")

    @strawberry.field(
        description="Le récapitulatif : ce qui manque avant l'envoi en validation ; null hors de l'espace de travail."
    )
    async def completude(self: Any, info: Info) -> Completude | None:
        """Computed for all the drafts of an answer at once."""
        return await info.context.loaders.completude.load(self) if type(self) is Draft else None

    @strawberry.field(description="Où en est le dossier ; null hors de l'espace de travail.")
    def dossier(self: Any) -> EtatDossier | None:
        """Only drafts have one."""
        return self.get("dossier")

    @strawberry.field(description="L'action est-elle en ligne ? Null hors de l'espace de travail.")
    def diffusion(self: Any) -> Diffusion | None:
        """Only drafts have one."""
        return self.get("diffusion")
