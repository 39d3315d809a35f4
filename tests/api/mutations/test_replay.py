"""Idempotency keys: a creation that is asked twice, after a broken connection, happens once."""

import asyncio
from typing import Any

import pytest

from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from seeds.procedure import ACTION, FORMATION, SESSION, SIRET
from tests import factories
from tests.api.conftest import Unchanged
from tests.api.mutations.desk import Desk

KEY = "3f0c2b1e"
CREATIONS: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("createFormation", "formation", {"siret": SIRET}, {"intitule": "Couture"}),
    ("addAction", "action", {"formation": FORMATION}, {"plus": "Neuf."}),
    ("addSession", "session", {"action": ACTION}, {"dateDebut": "2030-09-01", "dureeHebdomadaire": "35"}),
    ("addDispositif", "dispositif", {"session": SESSION, "type": "1"}, {"nombrePlaces": 3}),
]
creations = pytest.mark.parametrize(
    ("mutation", "card", "target", "values"), CREATIONS, ids=[row[0] for row in CREATIONS]
)


@creations
async def test_the_same_key_gives_the_first_object(
    desk: Desk, unchanged: Unchanged, mutation: str, card: str, target: dict[str, Any], values: dict[str, Any]
) -> None:
    asked = {**target, card: values, "clientMutationId": KEY}
    first = await desk.done(mutation, **asked)
    async with unchanged():
        assert await desk.done(mutation, **asked) == first
        again = await asyncio.gather(*(desk.done(mutation, **asked) for _ in range(3)))
        assert again == [first, first, first]


@creations
async def test_the_same_key_at_once_creates_once(
    desk: Desk, mutation: str, card: str, target: dict[str, Any], values: dict[str, Any]
) -> None:
    asked = {**target, card: values, "clientMutationId": KEY}
    both = await asyncio.gather(*(desk.done(mutation, **asked) for _ in range(4)))
    assert len({answer[card]["numero"] for answer in both}) == 1


@creations
async def test_the_same_key_with_other_values_is_refused(
    desk: Desk, unchanged: Unchanged, mutation: str, card: str, target: dict[str, Any], values: dict[str, Any]
) -> None:
    await desk.done(mutation, **target, **{card: values, "clientMutationId": KEY})
    async with unchanged():
        answer = await desk.send(mutation, **target, **{card: {}, "clientMutationId": KEY})
        assert answer["__typename"] == "InvalidInput"
        assert answer["problems"] == [
            {
                "path": ["clientMutationId"],
                "code": "KEY_REUSED",
                "message": f"La clé « {KEY} » a déjà servi pour une autre demande : prenez-en une nouvelle.",
            }
        ]


@creations
async def test_a_key_is_of_one_account_and_one_mutation(
    desk: Desk, mutation: str, card: str, target: dict[str, Any], values: dict[str, Any]
) -> None:
    asked = {**target, card: values, "clientMutationId": KEY}
    first = await desk.done(mutation, **asked)
    token = await transaction(lambda: factories.token(Role.SAISISSEUR_OF, 1))
    other = await Desk(desk.client.signed(token), SIRET).done(mutation, **asked)
    assert other[card]["numero"] == first[card]["numero"] + 1
    name, part, parent, more = next(row for row in CREATIONS if row[0] != mutation)
    await desk.done(name, **parent, **{part: more, "clientMutationId": KEY})


@creations
@pytest.mark.parametrize("key", ["", "x" * 101])
async def test_a_key_that_is_none_is_refused(
    desk: Desk, unchanged: Unchanged, mutation: str, card: str, target: dict[str, Any], values: dict[str, Any], key: str
) -> None:
    async with unchanged():
        problems = await desk.problems(mutation, **target, **{card: values, "clientMutationId": key})
        assert problems == [("clientMutationId", "CLE")]


@creations
async def test_a_refused_creation_leaves_its_key_free(
    desk: Desk, unchanged: Unchanged, mutation: str, card: str, target: dict[str, Any], values: dict[str, Any]
) -> None:
    wrong = {"formation": {"blocs": ["autre"]}, "action": {"siteDispensateur": 999}, "session": {"siteLieu": 999}}
    bad = wrong.get(card, {"placesRestantes": 3})
    async with unchanged():
        assert await desk.problems(mutation, **target, **{card: bad, "clientMutationId": KEY})
    await desk.done(mutation, **target, **{card: values, "clientMutationId": KEY})


@creations
async def test_what_was_removed_since_is_not_created_again(
    desk: Desk, unchanged: Unchanged, mutation: str, card: str, target: dict[str, Any], values: dict[str, Any]
) -> None:
    asked = {**target, card: values, "clientMutationId": KEY}
    first = (await desk.done(mutation, **asked))[card]
    await desk.done(f"remove{card.capitalize()}", numero=first["numero"], expectedVersion=1)
    async with unchanged():
        kind, message = await desk.refused(mutation, **asked)
        assert kind == "NotFound"
        assert message.endswith(f" {first['numero']} n'existe plus : il y a eu suppression depuis.")
