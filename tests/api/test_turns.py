"""Those who are signed in take turns; those who read the offer do not wait for them."""

import asyncio
from typing import Any

import pytest

from api import turns
from api.execution import SofiSchema
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from tests import factories
from tests.conftest import Client

pytestmark = pytest.mark.usefixtures("procedure_database")


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many operations were carried out at once, at each beginning."""
    now, seen, real = [0], list[int](), SofiSchema.execute

    async def execute(self: SofiSchema, *args: Any, **more: Any) -> Any:
        now[0] += 1
        seen.append(now[0])
        try:
            await asyncio.sleep(0.01)
            return await real(self, *args, **more)
        finally:
            now[0] -= 1

    monkeypatch.setattr(SofiSchema, "execute", execute)
    return seen


QUEUE = "{ desk { queue { totalCount } } }"


async def validator(client: Client) -> Client:
    return client.signed(await transaction(lambda: factories.token(Role.VALIDATEUR)))


async def test_those_signed_in_are_served_one_at_a_time_and_all_in_the_end(client: Client, together: list[int]) -> None:
    staff = await validator(client)
    answers = await asyncio.gather(*(staff.data(QUEUE) for _ in range(8)))
    assert answers == [{"desk": {"queue": {"totalCount": 0}}}] * 8
    assert max(together) == 1


async def test_one_that_lasts_does_not_hold_the_others_up(
    client: Client, together: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.002)  # less than any of them lasts
    staff = await validator(client)
    answers = await asyncio.gather(*(staff.data(QUEUE) for _ in range(8)))
    assert answers == [{"desk": {"queue": {"totalCount": 0}}}] * 8
    assert max(together) > 1
    # Who gave the turn back early does not give it twice.
    monkeypatch.setattr(turns, "PATIENCE", 10)
    together.clear()
    await asyncio.gather(*(staff.data(QUEUE) for _ in range(8)))
    assert max(together) == 1


async def test_one_that_fails_or_leaves_gives_its_turn_back(client: Client, together: list[int]) -> None:
    staff = await validator(client)
    assert (await staff.refusal('{ desk { dossier(id: "x") { id } } }'))[0]
    calls = [asyncio.create_task(staff.data(QUEUE)) for _ in range(4)]
    await asyncio.sleep(0.005)
    for call in calls:
        call.cancel()
    await asyncio.gather(*calls, return_exceptions=True)
    async with asyncio.timeout(5):
        assert await staff.data(QUEUE) == {"desk": {"queue": {"totalCount": 0}}}


async def test_readers_of_the_offer_do_not_wait_for_them(client: Client, together: list[int]) -> None:
    codes = [f'{{ offre(code: "1948{rank}") {{ __typename }} }}' for rank in range(12)]
    answers = await asyncio.gather(*(client.data(query) for query in codes))
    assert [answer["offre"]["__typename"] for answer in answers].count("Offre") == 1
    assert max(together) == 12
