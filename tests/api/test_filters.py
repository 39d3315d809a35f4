"""Filters of the published offer, of Certifinfo and of the directory."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from catalogue.transaction import transaction
from catalogue.vocabulary import EntreesSorties, ModaliteEnseignement, Recrutement
from tests import factories
from tests.conftest import Client


@pytest.fixture
async def offers(database: Path) -> AsyncIterator[dict[str, int]]:
    """Three offers that differ in everything one filters by; name to formation number."""

    async def unit() -> dict[str, int]:
        await factories.territory()
        nantes = await factories.organisme("Institut de l'Erdre", "44109")
        angers = await factories.organisme("École de la Maine", "49007")
        await factories.certification(
            "1001",
            "Œuvrier qualifié de l'agroalimentaire",
            code_rncp="RNCP101",
            niveau_francais="V",
            niveau_europeen=3,
            certificateurs=[("Ministère chargé de l'Agriculture", None)],
            formacodes=[{"code": "21554", "version": "V14", "libelle": "Agroalimentaire"}],
        )
        await factories.certification(
            "1002",
            "Gestionnaire de paie",
            code_rncp="RNCP102",
            niveau_francais="III",
            niveau_europeen=5,
            certificateurs=[("Ministère du Travail", "11000007200014")],
        )
        await factories.offer(
            body=nantes,
            certification="1001",
            dispositif="8",
            sessions=[
                {"date_debut": date(2020, 9, 1), "date_fin": date(2021, 6, 30)},
                {"date_debut": date(2040, 9, 1), "date_fin": date(2041, 6, 30)},
            ],
        )
        await factories.offer(
            body=angers,
            certification="1002",
            dispositif="2",
            sessions=[
                {
                    "date_debut": date(2022, 1, 3),
                    "date_fin": date(2022, 3, 4),
                    "modalite_enseignement": ModaliteEnseignement.A_DISTANCE,
                    "recrutement": Recrutement.FERME,
                    "entrees_sorties": EntreesSorties.PERMANENTES,
                }
            ],
        )
        await factories.offer(body=angers, sessions=[{"date_debut": None, "date_fin": None, "site_lieu": None}])
        return {"agro": 1, "paie": 2, "libre": 3}

    yield await transaction(unit)


CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["agro", "paie", "libre"]),
    ({"commune": "44109"}, ["agro"]),
    ({"departement": "49"}, ["paie"]),
    ({"region": "52"}, ["agro", "paie"]),
    ({"region": "53"}, []),
    ({"niveauEuropeen": 5}, ["paie"]),
    ({"niveauFrancais": "V"}, ["agro"]),
    ({"certification": "1001"}, ["agro"]),
    ({"codeRncp": "102"}, ["paie"]),
    ({"codeRncp": "RNCP102"}, ["paie"]),
    ({"typeCertification": "TP"}, ["agro", "paie"]),
    ({"certificateur": "agriculture"}, ["agro"]),
    ({"certificateur": "ministere"}, ["agro", "paie"]),
    ({"texte": "paie"}, ["paie"]),
    ({"texte": "OEUVRIER qualif"}, ["agro"]),
    ({"texte": "l'agro"}, ["agro"]),
    ({"texte": "gestionnaire agroalimentaire"}, []),
    ({"codeDispositif": "8"}, ["agro"]),
    ({"codeDispositif": "2"}, ["paie"]),
    ({"formacode": "21554"}, ["agro"]),
    ({"formacode": "2155"}, []),
    ({"modaliteEnseignement": "A_DISTANCE"}, ["paie"]),
    ({"entreesSorties": "PERMANENTES"}, ["paie"]),
    ({"recrutement": "FERME"}, ["paie"]),
    ({"dateDebutMin": "2040-01-01"}, ["agro"]),
    ({"dateDebutMax": "2020-09-01"}, ["agro"]),
    ({"dateDebutMin": "2022-01-03", "dateDebutMax": "2022-01-03"}, ["paie"]),
    ({"dateFinMax": "2022-03-04"}, ["agro", "paie"]),
    ({"dateFinMin": "2041-06-30"}, ["agro"]),
    ({"etat": "ACTIF"}, ["agro"]),
    ({"etat": "INACTIF"}, ["agro", "paie", "libre"]),
    ({"etat": "ACTIF", "departement": "49"}, []),
    ({"commune": "44109", "niveauEuropeen": 3, "codeDispositif": "8", "etat": "ACTIF", "texte": "agro"}, ["agro"]),
]


@pytest.mark.parametrize(("given", "expected"), CASES)
async def test_formations_and_actions_are_kept_when_one_of_their_sessions_satisfies_all(
    client: Client, offers: dict[str, int], given: dict[str, Any], expected: list[str]
) -> None:
    data = await client.data(
        """query($filter: FiltreOffre) {
          formations(filter: $filter) { totalCount nodes { numero } }
          actions(filter: $filter) { totalCount nodes { formation { numero } } } }""",
        filter=given,
    )
    numbers = [offers[name] for name in expected]
    assert data["formations"] == {"totalCount": len(numbers), "nodes": [{"numero": n} for n in numbers]}
    assert data["actions"] == {"totalCount": len(numbers), "nodes": [{"formation": {"numero": n}} for n in numbers]}


async def test_a_filter_by_body_or_responsible_body(client: Client, offers: dict[str, int]) -> None:
    query = "query($filter: FiltreOffre) { formations(filter: $filter) { nodes { numero organisme { siret } } } }"
    everything = (await client.data(query))["formations"]["nodes"]
    siret = everything[0]["organisme"]["siret"]
    for name in ("siret", "siretResponsable"):
        nodes = (await client.data(query, filter={name: siret}))["formations"]["nodes"]
        assert [node["numero"] for node in nodes] == [offers["agro"]]


async def test_sessions_are_listed_by_their_own_dates(client: Client, offers: dict[str, int]) -> None:
    query = """query($order: OrdreSessions!, $filter: FiltreOffre) { sessions(orderBy: $order, filter: $filter) {
      totalCount nodes { dateDebut etat action { formation { numero } } } } }"""
    sessions = (await client.data(query, order="DATE_DEBUT_DESC", filter={"region": "52"}))["sessions"]
    assert sessions["totalCount"] == 3
    assert [(s["dateDebut"], s["etat"]) for s in sessions["nodes"]] == [
        ("2040-09-01", "ACTIF"),
        ("2022-01-03", "INACTIF"),
        ("2020-09-01", "INACTIF"),
    ]
    assert [s["action"]["formation"]["numero"] for s in sessions["nodes"]] == [1, 2, 1]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["1001", "1002"]),
        ({"texte": "paie"}, ["1002"]),
        ({"texte": "œuvrier"}, ["1001"]),
        ({"texte": "1001"}, ["1001"]),
        ({"texte": "rncp102"}, ["1002"]),
        ({"texte": "102"}, ["1002"]),
        ({"texte": "absente"}, []),
        ({"texte": "un texte bien plus long que tout code"}, []),
        ({"codeRncp": "RNCP101"}, ["1001"]),
        ({"certificateur": "travail"}, ["1002"]),
        ({"niveauEuropeen": 3}, ["1001"]),
        ({"niveauFrancais": "III"}, ["1002"]),
        ({"type": "TP"}, ["1001", "1002"]),
        ({"type": "TP", "niveauEuropeen": 3, "texte": "agro"}, ["1001"]),
    ],
)
async def test_certifications_are_found_the_ways_the_procedure_searches(
    client: Client, offers: dict[str, int], given: dict[str, Any], expected: list[str]
) -> None:
    query = "query($f: FiltreCertification) { certifications(filter: $f) { totalCount nodes { codeCertifinfo } } }"
    found = (await client.data(query, f=given))["certifications"]
    assert [node["codeCertifinfo"] for node in found["nodes"]] == expected
    assert found["totalCount"] == len(expected)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["Institut de l'Erdre", "École de la Maine"]),
        ({"texte": "ecole"}, ["École de la Maine"]),
        ({"commune": "44109"}, ["Institut de l'Erdre"]),
        ({"departement": "49"}, ["École de la Maine"]),
        ({"estCfa": True}, []),
        ({"siren": "000000000"}, []),
    ],
)
async def test_organismes_are_found_by_name_and_place(
    client: Client, offers: dict[str, int], given: dict[str, Any], expected: list[str]
) -> None:
    query = "query($f: FiltreOrganisme) { organismes(filter: $f) { totalCount nodes { nom } } }"
    found = (await client.data(query, f=given))["organismes"]
    assert found == {"totalCount": len(expected), "nodes": [{"nom": nom} for nom in expected]}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"codeRncp": "abc"}, "« abc » n’est pas un code RNCP : RNCP suivi de 1 à 6 chiffres, par exemple RNCP35030."),
        ({"departement": "44109"}, "Le critère « departement » a 5 caractères : 3 au plus."),
        ({"texte": "a" * 201}, "Le critère « texte » a 201 caractères : 200 au plus."),
        ({"certification": "1" * 11}, "Le critère « certification » a 11 caractères : 10 au plus."),
    ],
)
async def test_criteria_that_cannot_be_are_refused(
    client: Client, offers: dict[str, int], given: dict[str, Any], message: str
) -> None:
    query = "query($filter: FiltreOffre) { formations(filter: $filter) { totalCount } }"
    assert await client.refusal(query, filter=given) == ("BAD_USER_INPUT", message)
