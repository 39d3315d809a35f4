"""The database refuses impossible rows by itself, whoever writes them."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError

from catalogue.migration_writing import schema_differences
from catalogue.models import (
    Action,
    Certification,
    Dispositif,
    Formation,
    Organisme,
    PorteOuverte,
    Referent,
    Revision,
    Session,
    Site,
)
from catalogue.transaction import transaction
from catalogue.vocabulary import TypeReferent, Validation
from tests import factories


async def test_models_and_migrations_agree() -> None:
    assert await schema_differences() == []


@pytest.fixture
async def offer(database: object) -> int:
    """One published offer to spoil; its numbers are all 1."""

    async def unit() -> int:
        await factories.territory()
        await factories.certification("1001", "Soudeur", blocs=[])
        return await factories.offer(certification="1001")

    return await transaction(unit)


def changing(model: Any, **values: Any) -> Callable[[], Awaitable[Any]]:
    return lambda: model.all().update(**values)


REFUSED: dict[str, Callable[[], Awaitable[Any]]] = {
    "a session that ends before it begins": changing(Session, date_debut=date(2031, 1, 1), date_fin=date(2030, 1, 1)),
    "a negative duration": changing(Session, duree_centre=-1),
    "a cycle of no week in the company": changing(Session, cycle_entreprise=0),
    "a dispositif without a place": changing(Dispositif, nombre_places=0),
    "more places left than there are": changing(Dispositif, nombre_places=10, places_restantes=11),
    "a capacity under the least headcount": changing(Dispositif, effectif_minimal=8, capacite_simultanee=7),
    "negative fees": changing(Dispositif, frais_ht=-1),
    "negative additional fees": changing(Dispositif, frais_additionnels=-1),
    "a SIRET of another SIREN": changing(Organisme, siren="111111111"),
    "a Qualiopi that ends before it begins": changing(
        Organisme, qualiopi_debut=date(2031, 1, 1), qualiopi_fin=date(2030, 1, 1)
    ),
    "a latitude without longitude": changing(Site, latitude=47.2, longitude=None),
    "a latitude past the pole": changing(Site, latitude=91, longitude=0),
    "partial validation without individualisation": changing(Formation, validation=Validation.PARTIELLE),
    "a title beside a certification": changing(Formation, intitule="Autre titre"),
    "a European level of nine": changing(Certification, niveau_europeen=9),
    "a fingerprint that is none": changing(Revision, empreinte="abc"),
    "the number of another action": lambda: Action.create(numero=1, formation_id=1),
    "an action of no formation": lambda: Action.create(numero=2, formation_id=99),
    "the same formation twice": lambda: Formation.create(numero=2, organisme_id=1, certification_id="1001"),
    "an open day that ends before it begins": lambda: PorteOuverte.create(
        numero=1, site_id=1, debut=datetime(2030, 1, 2, tzinfo=UTC), fin=datetime(2030, 1, 1, tzinfo=UTC)
    ),
    "two default référents of one kind": lambda: Referent.create(
        numero=9, organisme_id=1, type=TypeReferent.HANDICAP, nom="Accueil", par_defaut=True
    ),
    "deleting a body that has formations": lambda: Organisme.all().delete(),
    "deleting a session that has dispositifs": lambda: Session.all().delete(),
    "deleting a certification that is referred to": lambda: Certification.all().delete(),
}


@pytest.mark.parametrize("what", REFUSED)
async def test_the_database_refuses(offer: int, what: str) -> None:
    with pytest.raises(IntegrityError):
        await transaction(REFUSED[what])
    session = await Session.get(numero=1)
    assert (session.date_debut, session.date_fin) == (date(2030, 9, 1), date(2031, 6, 30))
    assert await Dispositif.all().count() == 1
