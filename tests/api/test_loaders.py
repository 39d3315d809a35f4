"""What loads the parts of one answer together."""

import asyncio
import gc
from pathlib import Path
from typing import Any

import pytest

from api.context import Context
from api.loaders import Loader
from catalogue.documents.nodes import Draft, Stored
from catalogue.reads.published import Tree
from catalogue.rules.completeness.node import Noeud
from catalogue.vocabulary import Role
from tests import factories
from tests.conftest import Client
from workflows.errors import StaleVersion


async def test_who_is_cancelled_does_not_take_the_answer_from_the_others() -> None:
    async def read(keys: list[str]) -> list[str]:
        return [key.upper() for key in keys]

    loader = Loader(load_fn=read)

    async def ask() -> str:
        answer: str = await loader.load("a")
        return answer

    first, second = asyncio.create_task(ask()), asyncio.create_task(ask())
    await asyncio.sleep(0)
    first.cancel()
    assert await second == "A"
    assert first.cancelled()


@pytest.mark.parametrize("below", ["intitule actions { numero }", "intitule organisme { fiche { raisonSociale } }"])
async def test_what_an_answer_was_made_of_does_not_wait_for_the_garbage_collector(
    client: Client, procedure_database: Path, below: str
) -> None:
    query = f'{{ formations {{ nodes {{ {below} }} }} offre(code: "19482") {{ formation {{ {below} }} }} }}'
    await client.data(query)
    gc.collect()
    gc.disable()
    try:
        await client.data(query + " ")
        left: list[Any] = [thing for thing in gc.get_objects() if type(thing) in (Tree, Stored)]
        assert any(type(thing) is Context for thing in gc.get_objects())  # this is what waits
    finally:
        gc.enable()
    assert left == []


async def test_nor_does_what_was_read_of_a_workspace(client: Client, procedure_database: Path) -> None:
    mine = client.signed(await factories.token(Role.GESTIONNAIRE_OF, 1))
    query = """{ workspace(siret: "13000511900032") { session(numero: 143842) {
      numero action { formation { numero } sessions { numero } } dispositifs { numero completude { complet } } } } }"""
    asked = await mine.data(query)
    session = asked["workspace"]["session"]
    assert session["action"] == {"formation": {"numero": 19482}, "sessions": [{"numero": 143842}]}
    assert [dispositif["completude"] for dispositif in session["dispositifs"]] == [{"complet": True}]
    gc.collect()
    gc.disable()
    try:
        await mine.data(query + " ")
        nodes: list[Any] = [thing for thing in gc.get_objects() if type(thing) in (Draft, Noeud)]
    finally:
        gc.enable()
    assert nodes == []


async def test_nor_does_a_refusal_with_all_that_it_was_met_in(client: Client, procedure_database: Path) -> None:
    mine = client.signed(await factories.token(Role.GESTIONNAIRE_OF, 1))
    query = """mutation { updateSession(input: {numero: 143842, expectedVersion: 7, session: {dureeCentre: 300}}) {
      ... on StaleVersion { version } } }"""
    assert await mine.data(query) == {"updateSession": {"version": 1}}
    gc.collect()
    gc.disable()
    try:
        await mine.data(query + " ")
        await asyncio.sleep(0)  # the loop holds what it woke us with
        left = [thing for thing in gc.get_objects() if isinstance(thing, StaleVersion)]
    finally:
        gc.enable()
    assert left == []
