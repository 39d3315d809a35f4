"""Submissions, questions and revisions as people see them."""

from datetime import date, datetime

import strawberry

from api.types import enums  # noqa: F401  registers the enums
from api.types.action import Action
from catalogue import clock
from catalogue.models import Compte, Depot, Question, Revision
from catalogue.reads import dossiers
from catalogue.vocabulary import DecisionDepot, NatureDepot, OrigineRevision, Priorite
from catalogue.vocabulary.motifs import MOTIFS_QUESTION, MOTIFS_REFUS

SYSTEME = "système"


def name_of(compte: Compte | None) -> str | None:
    """The name of an account."""
    return compte.nom if compte else None


def age_in_days(depot: Depot) -> int:
    """How many days a submission has waited."""
    return (clock.today() - depot.soumis_le.astimezone(clock.PARIS).date()).days


def priorite_of(depot: Depot) -> Priorite:
    """The priority of a submission."""
    return list(Priorite)[depot.priorite - 1]


@strawberry.type(name="Revision", description="Une version figée d'une action : soumise, ou publiée. Ne change jamais.")
class RevisionType:
    """A revision."""

    rang: int = strawberry.field(description="Rang dans l'action, à rendre dans `expectedRevision`.")
    origine: OrigineRevision = strawberry.field(description="D'où elle vient.")
    le: datetime = strawberry.field(description="Quand elle a été figée.")
    empreinte: str = strawberry.field(description="SHA-256 de son contenu.")
    ligne: strawberry.Private[Revision]

    @strawberry.field(description="L'action comme elle y est, avec ses sessions et leurs dispositifs.")
    async def action(self) -> Action:
        """One statement."""
        row = await dossiers.revision(self.ligne.action_id, self.rang)
        return dossiers.as_tree(row or self.ligne)  # type: ignore[return-value]

    @classmethod
    def of(cls, row: Revision) -> "RevisionType":
        """A row as it is shown."""
        return cls(rang=row.rang, origine=row.origine, le=row.cree_le, empreinte=row.empreinte, ligne=row)


@strawberry.type(name="Question", description="Une question du Carif-Oref, et la réponse de l'organisme.")
class QuestionType:
    """A question with its answer."""

    numero: int = strawberry.field(description="Numéro, à passer à `answerRequest`.")
    noeud: strawberry.ID | None = strawberry.field(description="La fiche dont il s'agit ; null : toute l'offre.")
    path: list[str] = strawberry.field(description="Chemin du champ depuis l'action, par numéros.")
    champ: str | None = strawberry.field(description="Le champ dont il s'agit ; null : toute la fiche.")
    motif: str = strawberry.field(description="Code du motif (liste `MOTIFS_QUESTION`).")
    motif_libelle: str = strawberry.field(description="Le motif.")
    texte: str = strawberry.field(description="La question.")
    bloquante: bool = strawberry.field(description="Faut-il y répondre avant de soumettre à nouveau ?")
    revision: int = strawberry.field(description="Rang de la révision sur laquelle elle porte.")
    par: str = strawberry.field(description="Qui l'a posée.")
    le: datetime = strawberry.field(description="Quand.")
    reponse: str | None = strawberry.field(description="La réponse ; null si le champ a été changé sans un mot.")
    repondu_par: str | None = strawberry.field(description="Qui a répondu.")
    repondu_le: datetime | None = strawberry.field(description="Quand elle a été réglée ; null : elle attend.")

    @classmethod
    def of(cls, row: Question) -> "QuestionType":
        """A row, its people and revision fetched with it, as it is shown."""
        motif = MOTIFS_QUESTION.get(row.motif)
        return cls(
            numero=row.id,
            noeud=strawberry.ID(row.noeud) if row.noeud else None,
            path=row.path,
            champ=row.champ,
            motif=row.motif,
            motif_libelle=motif.libelle if motif else row.motif,
            texte=row.texte,
            bloquante=row.bloquante,
            revision=row.revision.rang,
            par=name_of(row.pose_par) or SYSTEME,
            le=row.pose_le,
            reponse=row.reponse,
            repondu_par=name_of(row.repondu_par),
            repondu_le=row.repondu_le,
        )


@strawberry.type(name="Depot", description="Un envoi en validation : de la soumission à la décision.")
class DepotType:
    """A submission."""

    numero: int = strawberry.field(description="Numéro du dépôt.")
    nature: NatureDepot = strawberry.field(description="Nouvelle action, modification ou renouvellement.")
    priorite: Priorite = strawberry.field(description="Urgence, d'après le début de la prochaine session.")
    voie_rapide: bool = strawberry.field(description="Remplit-il les conditions de la voie rapide ?")
    obstacles: list[str] = strawberry.field(description="Pourquoi il ne les remplit pas.")
    justification: str | None = strawberry.field(description="Ce que l'organisme dit d'un doublon probable.")
    soumis_par: str = strawberry.field(description="Qui l'a soumis.")
    soumis_le: datetime = strawberry.field(description="Quand il a été soumis pour la première fois.")
    age: int = strawberry.field(description="Jours écoulés depuis la première soumission.")
    echeance: date = strawberry.field(description="Jour ouvré avant la fin duquel le Carif-Oref décide.")
    reponse_avant: date | None = strawberry.field(
        description="Jour avant lequel une réponse de l'organisme est attendue ; l'échéance attend avec elle."
    )
    assigne: str | None = strawberry.field(description="Qui l'examine.")
    revision: RevisionType = strawberry.field(description="La révision soumise.")
    decision: DecisionDepot | None = strawberry.field(description="Comment il a pris fin ; null : il est ouvert.")
    motif: str | None = strawberry.field(description="Code du motif du refus (liste `MOTIFS_REFUS`).")
    motif_libelle: str | None = strawberry.field(description="Le motif du refus.")
    conseil: str | None = strawberry.field(description="Ce que l'organisme peut faire.")
    precision: str | None = strawberry.field(description="Ce que le Carif-Oref précise.")
    decide_par: str | None = strawberry.field(description="Qui a décidé.")
    decide_le: datetime | None = strawberry.field(description="Quand.")
    relecture: bool = strawberry.field(description="Validé automatiquement et tiré au sort pour être relu.")

    @classmethod
    def of(cls, row: Depot) -> "DepotType":
        """A row, its people and revision fetched with it, as it is shown."""
        motif = MOTIFS_REFUS.get(row.motif) if row.motif else None
        decided = row.decision is not None
        return cls(
            numero=row.id,
            nature=row.nature,
            priorite=priorite_of(row),
            voie_rapide=row.voie_rapide,
            obstacles=row.obstacles,
            justification=row.justification,
            soumis_par=name_of(row.soumis_par) or SYSTEME,
            soumis_le=row.soumis_le,
            age=age_in_days(row),
            echeance=row.echeance,
            reponse_avant=row.reponse_avant,
            assigne=name_of(row.assigne),
            revision=RevisionType.of(row.revision),
            decision=row.decision,
            motif=row.motif,
            motif_libelle=motif.libelle if motif else None,
            conseil=motif.conseil if motif else None,
            precision=row.precision,
            decide_par=(name_of(row.decide_par) or SYSTEME) if decided else None,
            decide_le=row.decide_le,
            relecture=row.relecture,
        )
