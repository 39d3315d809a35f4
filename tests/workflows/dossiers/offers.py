"""Offers that lack nothing for their submission."""

from datetime import date, timedelta
from itertools import cycle

from catalogue import clock
from catalogue.models import Organisme, Referent
from catalogue.vocabulary import EntreesSorties, ModaliteEnseignement, ObjectifGeneral, Recrutement, TypeParcours
from tests import factories
from workflows.values import ActionValues, DispositifValues, SessionValues

_serial = cycle(range(1, 121))  # sixty-five years, then again: no date is beyond 2099
SOON = clock.today() + timedelta(days=200)


async def body(nom: str = "Institut des métiers") -> tuple[int, int]:
    """A body that may publish everything, and its site."""
    numero, site = await factories.organisme(nom)
    await Organisme.filter(numero=numero).update(
        numero_activite="52440000044",
        est_cfa=True,
        qualiopi_debut=date(2021, 6, 1),
        qualiopi_fin=clock.today() + timedelta(days=900),
        qualiopi_categories=["ACTIONS_DE_FORMATION", "APPRENTISSAGE"],
    )
    await Referent.filter(organisme_id=numero).update(courriel="accueil@exemple.test")
    return numero, site


def session(site: int, organisme: int, referent: int, **values: object) -> SessionValues:
    """A session that lacks nothing."""
    complete: SessionValues = {
        "site_lieu": site,
        "organisme_responsable": organisme,
        "date_debut": SOON,
        "date_fin": SOON + timedelta(days=120),
        "entrees_sorties": EntreesSorties.DATES_FIXES,
        "rythmes": ["temps-plein"],
        "periodes": ["96414"],
        "types_parcours": [TypeParcours.COLLECTIF],
        "modalites_pedagogiques": ["96142"],
        "modalite_enseignement": ModaliteEnseignement.PRESENTIEL,
        "duree_centre": 200,
        "duree_entreprise": 70,
        "duree_hebdomadaire": None,
        "recrutement": Recrutement.OUVERT,
        "modalites_recrutement": ["3"],
        "referent_handicap": referent,
        "referent_mobilite": referent,
        "mail_liaison": "accueil@exemple.test",
    }
    return {**complete, **values}  # type: ignore[typeddict-item]


DISPOSITIF: DispositifValues = {
    "publics": ["80006"],
    "nombre_places": 12,
    "places_restantes": 12,
}
ACTION: ActionValues = {
    "niveau_entree": "1",
    "objectifs": "Apprendre le métier.",
    "resultats_attendus": "Savoir exercer le métier.",
}


async def offer(of: tuple[int, int], *, publish: bool = False, **values: object) -> int:
    """An action that lacks nothing for its submission; its number."""
    numero, site = of
    referent = (await Referent.filter(organisme_id=numero).first()).numero  # type: ignore[union-attr]
    start = SOON + timedelta(days=200 * next(_serial))
    dates = {"date_debut": start, "date_fin": start + timedelta(days=120)}
    return await factories.offer(
        body=of,
        formation={
            "objectif_general": ObjectifGeneral.PROFESSIONNALISATION,
            "objectif": "Exercer le métier.",
            "programme": "Théorie, puis pratique.",
            "formacodes": [{"code": "33052", "version": "V14", "libelle": "Assistance ressources humaines"}],
            "niveau_sortie": "5",
        },
        action=ACTION,
        sessions=[session(site, numero, referent, **{**dates, **values})],
        values=DISPOSITIF,
        publish=publish,
    )
