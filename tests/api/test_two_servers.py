"""Two servers on one PostgreSQL: of those who act on a dossier at once, at either, one succeeds and each other is told why."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from catalogue.database import open_database
from catalogue.migrating import migrate
from catalogue.models import Action, Depot, Evenement, Historique, Publication
from catalogue.settings import Settings
from catalogue.transaction import transaction
from catalogue.vocabulary import EtatDossier, Role
from tests import factories
from tests import postgresql_server as server
from tests.api.mutations.scene import APPROVE, RECALL, REFUSE, SUBMIT, TAKE
from tests.conftest import Client
from tests.served import served
from tests.workflows.dossiers import offers
from workflows.actor import Actor
from workflows.dossiers import submitting
from workflows.starting_references import install_starting_references

NAME = f"deux_bureaux_{os.getpid()}"
NUMBER = 4
People = dict[str, Client]
Gesture = tuple[str, str, dict[str, Any]]


@pytest.fixture
def address() -> Iterator[str]:
    """An empty base on a server, whatever the engine of the day."""
    server.create(NAME)
    yield server.url(NAME)
    server.drop(NAME)


@pytest.fixture
async def base(address: str) -> AsyncIterator[list[int]]:
    """Actions that lack nothing, the base open in this process too."""
    settings = Settings(_env_file=None, database_url=address)
    await migrate(settings, lambda _line: None)

    async def offered() -> list[int]:
        await install_starting_references()
        await factories.territory()
        body = await offers.body()
        return [await offers.offer(body) for _ in range(NUMBER)]

    async with open_database(settings):
        yield await transaction(offered)


@pytest.fixture
async def people(base: list[int], address: str, tmp_path: Path) -> AsyncIterator[People]:
    """Two editors and two validators, the first of each at one server and the second at the other."""
    tokens: dict[str, str] = {}
    for name, role in (("editeur", Role.SAISISSEUR_OF), ("validateur", Role.VALIDATEUR)):
        for rank in (1, 2):
            of = 1 if role is Role.SAISISSEUR_OF else None
            tokens[f"{name}{rank}"] = await transaction(partial(factories.token, role, of))
    service = partial(served, tmp_path, SOFI_DATABASE_URL=address, SOFI_WORKER="false")
    with service() as first, service() as second:
        async with (
            httpx.AsyncClient(base_url=first.removesuffix("/graphql"), timeout=30) as one,
            httpx.AsyncClient(base_url=second.removesuffix("/graphql"), timeout=30) as two,
        ):
            yield {name: Client(one if name.endswith("1") else two).signed(token) for name, token in tokens.items()}


async def submitted(actions: list[int]) -> None:
    """Submit them all."""
    for action in actions:
        await transaction(partial(submitting.submit, Actor(systeme=True, nom="essai"), action, 1))


async def at_once(people: People, *gestures: Gesture) -> list[str]:
    """What those who act together are answered, sorted."""

    async def one(who: str, document: str, variables: dict[str, Any]) -> str:
        [answer] = (await people[who].data(document, **variables)).values()
        return str(answer["__typename"])

    return sorted(await asyncio.gather(*(one(*gesture) for gesture in gestures)))


async def verbs(action: int) -> list[str]:
    """What was done to an action."""
    return [line.verbe async for line in Historique.filter(objet="Action", cle=str(action)).order_by("id")]


async def test_of_two_submissions_of_one_version_one_is_made(base: list[int], people: People) -> None:
    for action in base:
        given = {"i": {"numero": action, "expectedVersion": 1}}
        said = await at_once(people, ("editeur1", SUBMIT, given), ("editeur2", SUBMIT, given))
        assert said == ["DossierSuccess", "TransitionRefused"]
        assert await Depot.filter(action_id=action).count() == 1
        assert await verbs(action) == ["soumettre"]
        assert await Evenement.filter(action=action).count() == 1


async def test_of_two_who_take_one_examines(base: list[int], people: People) -> None:
    await submitted(base)
    for action in base:
        said = await at_once(people, *((who, TAKE, {"n": action}) for who in ("validateur1", "validateur2")))
        assert said == ["DossierSuccess", "TransitionRefused"]
        assert await verbs(action) == ["soumettre", "prendre"]


async def test_of_a_recall_an_approval_and_a_refusal_one_holds(base: list[int], people: People) -> None:
    await submitted(base)
    for action in base:
        order = {"numero": action, "expectedRevision": 1}
        said = await at_once(
            people,
            ("editeur1", RECALL, {"i": {"numero": action, "expectedVersion": 2}}),
            ("validateur1", APPROVE, {"i": order}),
            ("validateur2", APPROVE, {"i": order}),
            ("validateur2", REFUSE, {"i": {**order, "motif": "HORS_CHAMP"}}),
        )
        assert said.count("DossierSuccess") == 1
        assert set(said) <= {"DossierSuccess", "TransitionRefused", "StaleVersion", "Forbidden"}
        [_, done] = await verbs(action)
        row, depot = await Action.get(numero=action), await Depot.get(action_id=action)
        assert (done, row.dossier, depot.decision) == {
            "rappeler": ("rappeler", EtatDossier.EN_SAISIE, "RAPPELE"),
            "valider": ("valider", EtatDossier.VALIDEE, "VALIDE"),
            "refuser": ("refuser", EtatDossier.REFUSEE, "REFUSE"),
        }[done]
        assert await Publication.filter(numero=action).exists() is (done == "valider")
