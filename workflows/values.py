"""The values of each card as callers give them: a field that is absent is not touched, null empties it.

Names are those of the rows in `catalogue.models`; the meaning and the limits of each stand there and in the graph.
"""

import datetime
from decimal import Decimal
from typing import TypedDict

from catalogue.vocabulary import (
    EntreesSorties,
    ModaliteEnseignement,
    ObjectifGeneral,
    Recrutement,
    TypeParcours,
    TypePeriodeInscription,
    UniteCycle,
    Validation,
)


class FormacodeValue(TypedDict):
    """A Formacode with its version."""

    code: str
    version: str
    libelle: str | None


class FormationValues(TypedDict, total=False):
    """The Formation card. `blocs` are codes of blocs of the certification."""

    objectif_general: ObjectifGeneral | None
    individualisation: bool
    validation: Validation
    blocs: list[str]
    intitule: str | None
    objectif: str | None
    programme: str | None
    formacodes: list[FormacodeValue]
    niveau_sortie: str | None


class EquipementValue(TypedDict):
    """A piece of equipment; `type` is a code of LHEO's type-equipement, the cost in whole euros."""

    type: str
    cout_indicatif: int | None
    commentaire: str | None


class ActionValues(TypedDict, total=False):
    """The Action card."""

    complement_intitule: str | None
    complement_programme: str | None
    objectifs: str | None
    resultats_attendus: str | None
    plus: str | None
    url_video: str | None
    url_pdf: str | None
    url_action: str | None
    equipements: list[EquipementValue]
    niveau_entree: str | None
    prerequis: list[str]
    commentaire_prerequis: str | None
    site_dispensateur: int | None


class InformationCollectiveValue(TypedDict):
    """An information meeting."""

    debut: datetime.datetime
    fin: datetime.datetime | None
    lieu: str | None
    commentaire: str | None


class PeriodeInscriptionValue(TypedDict):
    """A registration period."""

    type: TypePeriodeInscription
    debut: datetime.date | None
    fin: datetime.date | None


class SessionValues(TypedDict, total=False):
    """The Session card. Sites, bodies and référents by their number."""

    site_lieu: int | None
    date_debut: datetime.date | None
    date_fin: datetime.date | None
    entrees_sorties: EntreesSorties | None
    rythmes: list[str]
    periodes: list[str]
    types_parcours: list[TypeParcours]
    modalites_pedagogiques: list[str]
    modalite_enseignement: ModaliteEnseignement | None
    duree_centre: int | None
    duree_entreprise: int | None
    duree_hebdomadaire: Decimal | None
    commentaire_duree: str | None
    cycle_unite: UniteCycle | None
    cycle_entreprise: int | None
    cycle_centre: int | None
    organisme_responsable: int | None
    recrutement: Recrutement | None
    modalites_recrutement: list[str]
    informations_collectives: list[InformationCollectiveValue]
    periodes_inscription: list[PeriodeInscriptionValue]
    referent_handicap: int | None
    referent_mobilite: int | None
    referent_prf: int | None
    mail_liaison: str | None


class DispositifValues(TypedDict, total=False):
    """The Dispositif card. Of before tax, rate and all taxes in, any two give the third (R8)."""

    publics: list[str]
    codes_externes: list[str]
    nombre_places: int | None
    places_restantes: int | None
    effectif_minimal: int | None
    capacite_simultanee: int | None
    frais_ht: Decimal | None
    taux_tva: Decimal | None
    frais_ttc: Decimal | None
    frais_additionnels: Decimal | None
    detail_frais_additionnels: str | None
    frais_certification: bool
    prise_en_charge: bool


class OfferDispositif(TypedDict):
    """A dispositif of a new offer: the code of its kind and its card."""

    type: str
    fiche: DispositifValues


class OfferSession(TypedDict):
    """A session of a new offer with what is under it."""

    fiche: SessionValues
    dispositifs: list[OfferDispositif]


class OfferAction(TypedDict):
    """An action of a new offer with what is under it."""

    fiche: ActionValues
    sessions: list[OfferSession]


class OfferValues(TypedDict):
    """A whole new offer."""

    formation: FormationValues
    actions: list[OfferAction]
