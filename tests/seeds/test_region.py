"""The invented region: as large and as varied as it says, the same every time, and it shares a base with other data."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from catalogue.database import open_database
from catalogue.models import Action, Certification, Dispositif, Formation, Organisme, Publication, Session
from catalogue.rules.life import vie
from catalogue.vocabulary import (
    Diffusion,
    EntreesSorties,
    EtatDossier,
    ModaliteEnseignement,
    NatureOrganisme,
    ObjectifGeneral,
    Recrutement,
    TypeParcours,
    TypePeriodeInscription,
    UniteCycle,
    Validation,
    VieSession,
    lheo,
    procedure,
)
from seeds.region.build import build_region
from tests import bases
from tests.conftest import Client, settings_for
from tests.seeds.conftest import DAY


def dump(path: Path) -> str:
    """A hash of all that a base holds but the instants of its writes."""
    return bases.digest(path, but=r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?(\+00:00)?|datetime\.datetime\([^)]*\)")


async def test_it_is_as_large_as_a_region(region: Path) -> None:
    counts = [await model.all().count() for model in (Organisme, Formation, Action, Session, Dispositif)]
    assert counts == [29, 169, 337, 897, 1195]
    assert Counter([row.diffusion async for row in Action.all()]) == {
        Diffusion.PUBLIEE: 302,
        Diffusion.JAMAIS_PUBLIEE: 28,
        Diffusion.SUSPENDUE: 3,
        Diffusion.RETIREE: 2,
        Diffusion.ARCHIVEE: 2,
    }
    assert await Publication.filter(etat=Diffusion.PUBLIEE).count() == 302


async def used(model: Any, column: str) -> set[Any]:
    """The values of a column; the elements of one that holds lists."""
    values = await model.all().values_list(column, flat=True)
    return {item for value in values for item in (value if isinstance(value, list) else [value])}


@pytest.mark.parametrize(
    ("model", "column", "terms"),
    [
        (Organisme, "nature", NatureOrganisme),
        (Formation, "objectif_general", ObjectifGeneral),
        (Formation, "validation", Validation),
        (Formation, "individualisation", [False, True]),
        (Action, "niveau_entree", lheo.NIVEAUX.codes()),
        (Action, "prerequis", procedure.PREREQUIS.codes()),
        (Session, "entrees_sorties", EntreesSorties),
        (Session, "rythmes", procedure.RYTHMES.codes()),
        (Session, "periodes", procedure.PERIODES.codes()),
        (Session, "types_parcours", [kind.value for kind in TypeParcours]),
        (Session, "modalites_pedagogiques", procedure.MODALITES_PEDAGOGIQUES.codes()),
        (Session, "modalite_enseignement", ModaliteEnseignement),
        (Session, "cycle_unite", UniteCycle),
        (Session, "recrutement", Recrutement),
        (Session, "modalites_recrutement", procedure.MODALITES_RECRUTEMENT.codes()),
        (Dispositif, "publics", procedure.PUBLICS.codes()),
    ],
)
async def test_every_term_of_every_list_is_used(region: Path, model: Any, column: str, terms: Any) -> None:
    assert set(terms) <= await used(model, column)


async def test_parts_of_cards_use_every_term_too(region: Path) -> None:
    periods = [json.dumps(row.periodes_inscription) async for row in Session.all()]
    assert all(any(kind.value in text for text in periods) for kind in TypePeriodeInscription)
    equipment = {item["type"] async for row in Action.all() for item in row.equipements}
    assert equipment == set(procedure.TYPES_EQUIPEMENT.codes())


async def test_every_life_of_a_session_occurs(region: Path) -> None:
    lives = Counter([vie(row.date_debut, row.date_fin, DAY) async for row in Session.all()])
    assert set(lives) == set(VieSession)
    assert min(lives.values()) >= 100


async def test_drafts_and_what_was_taken_offline_are_there(region: Path, client: Client) -> None:
    draft = await Action.filter(diffusion=Diffusion.JAMAIS_PUBLIEE).first()
    assert draft is not None and draft.dossier is EtatDossier.EN_SAISIE
    withdrawn = await Action.filter(diffusion=Diffusion.RETIREE).first()
    assert withdrawn is not None
    code = f"{withdrawn.formation_id}-{withdrawn.numero}"
    data = await client.data("query($c: CodeFas!) { offre(code: $c) { __typename } }", c=code)
    assert data == {"offre": {"__typename": "OffreRetiree"}}


async def test_some_certifications_were_replaced(region: Path, client: Client) -> None:
    old = await Certification.get(intitule="CAP Jardinier paysagiste")
    data = await client.data("query($c: String!) { certification(code: $c) { successeurs } }", c=old.code)
    new = await Certification.get(intitule="BP Aménagements paysagers")
    assert data["certification"]["successeurs"] == [new.code]


async def test_it_is_the_same_every_time(region_file: Path, procedure_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "encore.db"
    bases.copy(procedure_file, path)
    async with open_database(settings_for(path)):
        await build_region(DAY, lambda _done, _total: None)
    assert dump(path) == dump(region_file)


async def test_a_second_time_adds_nothing(region: Path) -> None:
    before = dump(region)
    assert await build_region(DAY, lambda _done, _total: None) == 0
    assert dump(region) == before


async def test_a_page_of_whole_trees_takes_three_statements_and_one_for_its_total(
    region: Path, client: Client, statements: Any
) -> None:
    query = """{ formations(first: 100) { totalCount edges { node { code actions { code sessions { code etat
        dispositifs { nombrePlaces } } } } } } }"""
    with statements() as sent:
        data = await client.data(query)
    assert len(sent) == 4
    nodes = [edge["node"] for edge in data["formations"]["edges"]]
    assert (len(nodes), data["formations"]["totalCount"]) == (100, 169)
    assert sum(len(action["sessions"]) for node in nodes for action in node["actions"]) > 400
