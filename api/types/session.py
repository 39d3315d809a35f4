"""The Session card (procedure p. 9)."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from api.context import Info
from api.scalars import Decimal
from api.types.completeness import Completude
from api.types.dispositif import Dispositif
from api.types.node import Node
from api.types.organisme import Organisme
from api.types.site import Site
from api.types.vocabulary import Terme
from catalogue.documents.nodes import Draft
from catalogue.rules import life
from catalogue.vocabulary import (
    Diffusion,
    EntreesSorties,
    EtatSession,
    ModaliteEnseignement,
    Recrutement,
    TypeParcours,
    TypePeriodeInscription,
    UniteCycle,
    VieSession,
)

if TYPE_CHECKING:
    from api.types.action import Action


@strawberry.type(description="Cycle de l'alternance : par exemple 1 semaine en centre, 2 semaines en entreprise.")
class CycleAlternance:
    """How time is shared between centre and company (R6)."""

    unite: UniteCycle = strawberry.field(description="Unité du cycle.")
    entreprise: int | None = strawberry.field(description="Unités passées en entreprise, au moins 1.")
    centre: int | None = strawberry.field(description="Unités passées en centre, au moins 1.")


@strawberry.type(description="Une réunion d'information collective.")
class InformationCollective:
    """An information meeting."""

    debut: datetime = strawberry.field(description="Début de la réunion.")
    fin: datetime | None = strawberry.field(description="Fin de la réunion.")
    lieu: str | None = strawberry.field(description="Où elle se tient.")
    commentaire: str | None = strawberry.field(description="Ce qu'il faut savoir ou apporter.")


@strawberry.type(description="Une période pendant laquelle on peut candidater ou s'inscrire.")
class PeriodeInscription:
    """A registration period."""

    type: TypePeriodeInscription = strawberry.field(description="Candidature individuelle, recrutement ou inscription.")
    debut: date | None = strawberry.field(description="Premier jour.")
    fin: date | None = strawberry.field(description="Dernier jour.")


@strawberry.type(description="Comment joindre un référent.")
class Referent:
    """A référent as a document shows it."""

    numero: int = strawberry.field(description="Numéro du référent dans l'annuaire de l'organisme.")
    nom: str = strawberry.field(description="Service ou fonction.")
    courriel: str | None = strawberry.field(description="Adresse électronique.")
    telephone: str | None = strawberry.field(description="Téléphone.")


@strawberry.type(description="Une session : quand et où une action a lieu.")
class Session(Node):
    """The Session card."""

    numero: int = strawberry.field(description="Numéro de la session, jamais réutilisé.")
    code: str = strawberry.field(description="Code FAS complet, `19482-89393-143842`.")
    date_debut: date | None = strawberry.field(description="Premier jour.")
    date_fin: date | None = strawberry.field(description="Dernier jour.")
    entrees_sorties: EntreesSorties | None = strawberry.field(
        description="ESP : entrées et sorties permanentes ou à dates fixes."
    )
    rythmes: list[Terme] = strawberry.field(description="Continu ou discontinu, temps plein ou partiel.")
    periodes: list[Terme] = strawberry.field(description="Cours de jour, du soir, le week-end, hors temps de travail.")
    types_parcours: list[TypeParcours] = strawberry.field(description="Collectif, individualisé, modulaire, mixte.")
    modalites_pedagogiques: list[Terme] = strawberry.field(description="Alternance, FOAD, situation de travail…")
    modalite_enseignement: ModaliteEnseignement | None = strawberry.field(
        description="En présentiel, mixte ou entièrement à distance."
    )
    duree_centre: int | None = strawberry.field(description="Durée en centre, en heures.")
    duree_entreprise: int | None = strawberry.field(description="Durée en entreprise, en heures.")
    duree_hebdomadaire: Decimal | None = strawberry.field(description="Durée hebdomadaire, en heures.")
    commentaire_duree: str | None = strawberry.field(description="Entrées échelonnées, planning…")
    cycle_alternance: CycleAlternance | None = strawberry.field(
        description="Obligatoire pour les contrats d'apprentissage et de professionnalisation."
    )
    site_lieu: Site | None = strawberry.field(description="Lieu de la session.")
    organisme_responsable: Organisme | None = strawberry.field(
        description="Par défaut l'organisme dispensateur ; en apprentissage, le CFA responsable."
    )
    recrutement: Recrutement | None = strawberry.field(
        description="État du recrutement, indépendant de l'état de la session."
    )
    modalites_recrutement: list[Terme] = strawberry.field(description="Dossier, entretien, tests…")
    informations_collectives: list[InformationCollective] = strawberry.field(description="Réunions d'information.")
    periodes_inscription: list[PeriodeInscription] = strawberry.field(description="Périodes d'inscription.")
    referent_handicap: Referent | None = strawberry.field(description="Référent handicap (« PMR » dans la procédure).")
    referent_mobilite: Referent | None = strawberry.field(description="Référent mobilité.")
    referent_prf: Referent | None = strawberry.field(description="Référent du programme régional de formation.")
    mail_liaison: str | None = strawberry.field(description="Adresse de liaison de la session.")
    dispositifs: list[Dispositif] = strawberry.field(description="Financements de la session.")

    @strawberry.field(description="Actif ou inactif : calculé d'après la date de fin et le jour à Paris.")
    def etat(self: Any, info: Info) -> EtatSession:
        """R11: never stored."""
        return etat_of(self, info.context.today)

    @strawberry.field(description="Où en est la session : à venir, en cours, fin proche, terminée, archivée.")
    def vie(self: Any, info: Info) -> VieSession:
        """R12, R13: never stored."""
        return life.vie(*_dates(self), info.context.today)

    @strawberry.field(description="Version à rendre dans `expectedVersion` ; null hors de l'espace de travail.")
    def version(self: Any) -> int | None:
        """Only drafts have one."""
        return self.get("version")

    @strawberry.field(
        description="Ce qui manque à cette session et à ses dispositifs avant l'envoi en validation ; null hors de "
        "l'espace de travail."
    )
    async def completude(self: Any, info: Info) -> Completude | None:
        """A part of the action's report, which is computed once."""
        if type(self) is not Draft:
            return None
        loaders = info.context.loaders
        report = await loaders.completude.load(await loaders.action_above(self))
        return report.par_noeud.get(self["id"])

    @strawberry.field(description="L'action de cette session.")
    async def action(self: Any, info: Info) -> Annotated["Action", strawberry.lazy("api.types.action")]:
        """The way back up: costs no statement where the session was reached from it."""
        if type(self) is Draft:
            return await info.context.loaders.action_above(self)  # type: ignore[return-value]
        return await info.context.loaders.actions.load(int(self["code"].split("-")[1]))


def etat_of(session: dict[str, Any], today: date) -> EtatSession:
    """Whether a session is active on a day (R11): of a published document, or of a draft that tells what is online."""
    return life.etat(Diffusion.PUBLIEE, session.get("enLigne", True), _dates(session)[1], today)


def _dates(session: dict[str, Any]) -> tuple[date | None, date | None]:
    debut, fin = session["dateDebut"], session["dateFin"]
    return (date.fromisoformat(debut) if debut else None, date.fromisoformat(fin) if fin else None)
