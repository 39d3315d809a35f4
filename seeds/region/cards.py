"""The four cards of the demonstration's offers, every field filled somewhere and every term of every list used."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from catalogue.vocabulary import (
    EntreesSorties,
    ModaliteEnseignement,
    ObjectifGeneral,
    Recrutement,
    TypeParcours,
    TypePeriodeInscription,
    UniteCycle,
    Validation,
    lheo,
    procedure,
)
from seeds.region.bodies import Body
from seeds.region.picker import Picker
from workflows.values import (
    ActionValues,
    DispositifValues,
    FormationValues,
    InformationCollectiveValue,
    PeriodeInscriptionValue,
    SessionValues,
)

_WITHOUT_TITLE = [kind for kind in ObjectifGeneral if kind is not ObjectifGeneral.CERTIFICATION]
_FEES = (Decimal("1250.00"), Decimal("4500.00"), Decimal("980.50"), Decimal("7200.00"), Decimal("0.00"))


def titled(individual: bool, partial: list[str]) -> FormationValues:
    """A formation that prepares a certification; `partial` are the blocs of a partial validation."""
    values: FormationValues = {"objectif_general": ObjectifGeneral.CERTIFICATION, "individualisation": individual}
    if partial:
        values |= {"validation": Validation.PARTIELLE, "blocs": partial}
    return values


def untitled(body: Body, pick: Picker) -> FormationValues:
    """A course without reference in Certifinfo: all its fields are the body's."""
    field = body.secteur
    return {
        "objectif_general": pick.one("objectif", _WITHOUT_TITLE),
        "individualisation": pick.every("stage individualisé", 4),
        "intitule": field.stage,
        "objectif": f"Être capable de {field.metier}.",
        "programme": "Jour 1 : découvrir.\nJour 2 : s'exercer.\nJour 3 : mettre en pratique et faire le point.",
        "formacodes": [{"code": field.formacode[0], "version": "V14", "libelle": field.formacode[1]}],
        "niveau_sortie": "1",
    }


def action(body: Body, site: int, rank: int, pick: Picker) -> ActionValues:
    """An action at one of the body's sites."""
    base = f"https://organisme{body.numero}.demonstration.test/formations/{rank}"
    values: ActionValues = {
        "site_dispensateur": site,
        "niveau_entree": pick.one("niveau d'entrée", lheo.NIVEAUX.codes()),
        "prerequis": pick.some("pré-requis", procedure.PREREQUIS.codes(), 2),
        "resultats_attendus": f"Pouvoir {body.secteur.metier}.",
        "objectifs": f"Apprendre à {body.secteur.metier}, en autonomie.",
        "url_action": base,
    }
    if pick.every("action illustrée", 3):
        values |= {
            "complement_intitule": "parcours accompagné",
            "complement_programme": "Une semaine de découverte précède l'entrée en formation.",
            "commentaire_prerequis": "Un entretien permet d'adapter le parcours.",
            "plus": "Plateau technique récent, accompagnement vers l'emploi.",
            "url_video": f"{base}/presentation.mp4",
            "url_pdf": f"{base}/plaquette.pdf",
            "equipements": [
                {"type": kind, "cout_indicatif": 80 + 10 * number, "commentaire": "Prêté la première semaine."}
                for number, kind in enumerate(pick.some("équipement", procedure.TYPES_EQUIPEMENT.codes(), 2))
            ],
        }
    return values


def session(body: Body, site: int, start: date, end: date, pick: Picker) -> SessionValues:
    """A session between two days. The values that individualisation asks for are the caller's."""
    teaching = pick.one("modalité", (*[ModaliteEnseignement.PRESENTIEL] * 3, *ModaliteEnseignement))
    hours = 35 * (1 + pick.one("durée", range(30)))
    values: SessionValues = {
        "site_lieu": site,
        "date_debut": start,
        "date_fin": end,
        "entrees_sorties": pick.one("entrées", (*[EntreesSorties.DATES_FIXES] * 2, EntreesSorties.PERMANENTES)),
        "rythmes": pick.some("rythme", procedure.RYTHMES.codes(), 2),
        "periodes": [pick.one("période", procedure.PERIODES.codes())],
        "types_parcours": [pick.one("parcours", list(TypeParcours))],
        "modalites_pedagogiques": pick.some("pédagogie", procedure.MODALITES_PEDAGOGIQUES.codes(), 2),
        "modalite_enseignement": teaching,
        "duree_centre": hours,
        "duree_entreprise": hours // 2,
        "duree_hebdomadaire": Decimal(35),
        "cycle_unite": pick.one("cycle", list(UniteCycle)),
        "cycle_entreprise": 2,
        "cycle_centre": 1,
        "organisme_responsable": body.numero,
        "recrutement": pick.one("recrutement", (*[Recrutement.OUVERT] * 3, *Recrutement)),
        "modalites_recrutement": pick.some("modalité de recrutement", procedure.MODALITES_RECRUTEMENT.codes(), 2),
        "mail_liaison": f"inscriptions@organisme{body.numero}.demonstration.test",
    }
    if pick.every("session détaillée", 3):
        values |= {
            "commentaire_duree": "La durée dépend du positionnement à l'entrée.",
            "informations_collectives": [_meeting(start)],
            "periodes_inscription": [_registration(start, pick)],
        }
    return values


def _meeting(start: date) -> InformationCollectiveValue:
    begins = datetime.combine(start - timedelta(days=30), time(13), UTC)
    return {"debut": begins, "fin": begins + timedelta(hours=2), "lieu": "Amphithéâtre", "commentaire": "Entrée libre."}


def _registration(start: date, pick: Picker) -> PeriodeInscriptionValue:
    kind = pick.one("inscription", list(TypePeriodeInscription))
    return {"type": kind, "debut": start - timedelta(days=90), "fin": start - timedelta(days=15)}


def dispositif(pick: Picker) -> DispositifValues:
    """How a session is financed, for whom, with how many places and at what cost."""
    places = 8 + 2 * pick.one("places", range(10))
    values: DispositifValues = {
        "publics": pick.some("public", procedure.PUBLICS.codes(), 4),
        "nombre_places": places,
        "places_restantes": pick.one("places restantes", range(8)),
        "effectif_minimal": places // 2,
        "capacite_simultanee": places,
        "frais_ht": pick.one("frais", _FEES),
        "taux_tva": Decimal(20) if pick.every("tva", 5) else Decimal(0),
    }
    if pick.every("frais additionnels", 6):
        values |= {
            "codes_externes": [f"DEMO-{places}"],
            "frais_additionnels": Decimal("45.00"),
            "detail_frais_additionnels": "Tenue de travail et documents.",
            "frais_certification": True,
            "prise_en_charge": True,
        }
    return values
