"""The desk in the graph: the queue, its numbers, the policy of the fast lane."""

from datetime import date
from enum import Enum

import strawberry

from api.scalars import Siret
from api.types import enums  # noqa: F401  registers the enums
from api.types.depot import DepotType, age_in_days, name_of, priorite_of
from api.types.dossier import ActionEnBref
from catalogue import clock
from catalogue.models import Depot, ReglageVoieRapide
from catalogue.reads.desk import TRANCHES, FormationRemplacee, Statistiques
from catalogue.reads.keyset import Order
from catalogue.rules.fast_lane import Seuils
from catalogue.vocabulary import EtatDossier, NatureDepot, Priorite
from catalogue.vocabulary.motifs import MOTIFS_REFUS


@strawberry.enum(description="Qui examine.")
class Examinateur(Enum):
    """Whose submissions."""

    MOI = strawberry.enum_value("MOI", description="Le compte qui demande.")
    PERSONNE = strawberry.enum_value("PERSONNE", description="Personne encore.")


@strawberry.enum(description="Ordre de la file.")
class OrdreFile(Enum):
    """How the queue is sorted."""

    ECHEANCE = strawberry.enum_value("ECHEANCE", description="L'échéance la plus proche d'abord.")
    AGE = strawberry.enum_value("AGE", description="Le plus ancien dépôt d'abord.")
    PRIORITE = strawberry.enum_value("PRIORITE", description="Le plus urgent d'abord, puis l'échéance.")

    def order(self) -> Order:
        """The columns."""
        return {
            OrdreFile.ECHEANCE: Order(("echeance", "id")),
            OrdreFile.AGE: Order(("id",)),
            OrdreFile.PRIORITE: Order(("priorite", "echeance", "id")),
        }[self]


@strawberry.input(description="Ce que l'on cherche dans la file ; tout ce qui est donné doit être vrai.")
class QueueFilter:
    """Criteria."""

    etat: EtatDossier | None = strawberry.field(
        description="`SOUMISE` (par défaut) ou `EN_ATTENTE_DE_REPONSES` ; null : les deux.", default=EtatDossier.SOUMISE
    )
    examinateur: Examinateur | None = strawberry.field(description="Les miens, ou ceux de personne.", default=None)
    compte: int | None = strawberry.field(description="Ceux de ce compte.", default=None)
    nature: NatureDepot | None = strawberry.field(description="De cette nature.", default=None)
    priorite: Priorite | None = strawberry.field(description="De cette priorité.", default=None)
    voie_rapide: bool | None = strawberry.field(description="Qui remplissent, ou non, la voie rapide.", default=None)
    siret: Siret | None = strawberry.field(description="De cet établissement.", default=None)
    recherche: str | None = strawberry.field(
        description="Mots, ou débuts de mots, de l'intitulé ou de l'établissement ; ou n'importe quel code : FAS, "
        "SIRET, Certifinfo, RNCP.",
        default=None,
    )
    en_retard: bool = strawberry.field(description="Seulement ceux dont l'échéance est passée.", default=False)


@strawberry.type(description="Un dépôt dans la file.")
class LigneFile:
    """A line of the queue."""

    action: ActionEnBref = strawberry.field(description="L'action soumise.")
    age: int = strawberry.field(description="Jours écoulés depuis la première soumission.")
    echeance: date = strawberry.field(description="Jour ouvré avant la fin duquel décider.")
    en_retard: bool = strawberry.field(description="L'échéance est-elle passée ?")
    priorite: Priorite = strawberry.field(description="Urgence, d'après le début de la prochaine session.")
    assigne: str | None = strawberry.field(description="Qui l'examine.")
    nature: NatureDepot = strawberry.field(description="Nouvelle action, modification ou renouvellement.")
    voie_rapide: bool = strawberry.field(description="Remplit-il les conditions de la voie rapide ?")
    depot: DepotType = strawberry.field(description="Le dépôt entier.")

    @classmethod
    def of(cls, row: Depot) -> "LigneFile":
        """A row, everything fetched with it, as it is shown."""
        return cls(
            action=ActionEnBref.of(row.action),
            age=age_in_days(row),
            echeance=row.echeance,
            en_retard=row.echeance < clock.today(),
            priorite=priorite_of(row),
            assigne=name_of(row.assigne),
            nature=row.nature,
            voie_rapide=row.voie_rapide,
            depot=DepotType.of(row),
        )


@strawberry.type(description="Une formation dont la certification est remplacée, et qu'une personne doit faire suivre.")
class FormationARemplacer:
    """A formation that waits for a choice (R27)."""

    formation: int = strawberry.field(description="Numéro, à passer à `replaceCertification`.")
    intitule: str = strawberry.field(description="Son intitulé.")
    siret: str = strawberry.field(description="SIRET de l'établissement.")
    ancienne: str = strawberry.field(description="Code Certifinfo remplacé.")
    nouvelles: list[str] = strawberry.field(description="Codes Certifinfo qui le remplacent.")

    @classmethod
    def of(cls, found: FormationRemplacee) -> "FormationARemplacer":
        """A formation as it is shown."""
        row = found.formation
        certification = row.certification
        return cls(
            formation=row.numero,
            intitule=row.intitule or (certification.intitule if certification else ""),
            siret=row.organisme.siret,
            ancienne=row.certification_id or "",
            nouvelles=found.nouvelles,
        )


@strawberry.type(description="Combien de dépôts d'une nature attendent depuis un certain temps.")
class TrancheFile:
    """A cell of the queue by kind and age."""

    nature: NatureDepot = strawberry.field(description="Nature des dépôts.")
    tranche: str = strawberry.field(description="Ancienneté, en jours.")
    nombre: int = strawberry.field(description="Nombre de dépôts.")


@strawberry.type(description="Combien de refus pour un motif.")
class RefusParMotif:
    """A reason and its number."""

    motif: str = strawberry.field(description="Code du motif.")
    libelle: str = strawberry.field(description="Le motif.")
    nombre: int = strawberry.field(description="Nombre de refus.")


@strawberry.type(description="Le bureau en chiffres.")
class TableauDeBord:
    """The desk's own dashboard."""

    en_file: int = strawberry.field(description="Dépôts soumis qui attendent une décision.")
    en_retard: int = strawberry.field(description="Parmi eux, ceux dont l'échéance est passée.")
    sans_examinateur: int = strawberry.field(description="Parmi eux, ceux que personne n'examine.")
    en_attente_de_reponses: int = strawberry.field(description="Dépôts qui attendent une réponse de l'organisme.")
    file: list[TrancheFile] = strawberry.field(description="La file par nature et par ancienneté.")
    decisions: int = strawberry.field(description="Décisions de la période.")
    delai_median: float | None = strawberry.field(
        description="Heures de la soumission à la décision, en médiane ; null sans décision."
    )
    delai_p90: float | None = strawberry.field(description="Heures que neuf décisions sur dix ne dépassent pas.")
    refus: list[RefusParMotif] = strawberry.field(
        description="Les refus de la période, par motif, le plus fréquent d'abord."
    )

    @classmethod
    def of(cls, found: Statistiques) -> "TableauDeBord":
        """Numbers as they are shown."""
        return cls(
            en_file=found.file.total(),
            en_retard=found.en_retard,
            sans_examinateur=found.sans_examinateur,
            en_attente_de_reponses=found.en_attente_de_reponses,
            file=[
                TrancheFile(nature=nature, tranche=label, nombre=found.file[nature, rank])
                for nature in NatureDepot
                for rank, label in enumerate(_LABELS)
            ],
            decisions=found.decisions,
            delai_median=found.mediane,
            delai_p90=found.p90,
            refus=[
                RefusParMotif(
                    motif=code, libelle=motif.libelle if (motif := MOTIFS_REFUS.get(code)) else code, nombre=n
                )
                for code, n in found.refus.most_common()
            ],
        )


_LABELS = ("0 à 1 jour", "2 à 3 jours", "4 à 7 jours", f"plus de {TRANCHES[-1]} jours")


@strawberry.type(description="Ce que demande la voie rapide.")
class VoieRapide:
    """The policy of the day."""

    valide_du: date | None = strawberry.field(description="Depuis quand ; null : le réglage d'origine.")
    automatique: bool = strawberry.field(
        description="Ce qui la remplit est-il validé aussitôt ? Sinon, la file le montre."
    )
    validees_min: int = strawberry.field(description="Dépôts de l'organisme déjà validés.")
    mois_sans_refus: int = strawberry.field(description="Mois sans refus.")
    tolerance_duree: int = strawberry.field(description="Écart de durée admis, en pour cent.")
    echantillon: int = strawberry.field(description="Part des validations automatiques à relire, en pour cent.")

    @classmethod
    def of(cls, row: ReglageVoieRapide | None) -> "VoieRapide":
        """A policy as it is shown; none: the one of the beginning."""
        if row is None:
            first = Seuils()
            return cls(
                valide_du=None,
                automatique=False,
                validees_min=first.validees_min,
                mois_sans_refus=first.mois_sans_refus,
                tolerance_duree=first.tolerance_duree,
                echantillon=0,
            )
        return cls(
            valide_du=row.valide_du,
            automatique=row.automatique,
            validees_min=row.validees_min,
            mois_sans_refus=row.mois_sans_refus,
            tolerance_duree=row.tolerance_duree,
            echantillon=row.echantillon,
        )
