"""What a save and the read before it cost the base: a storm of editors does nothing else."""

from collections.abc import Callable
from typing import Any

import pytest

from seeds.procedure import ACTION, SESSION, SIRET
from tests.api.mutations.desk import Desk
from tests.api.mutations.test_sessions import CARD

READ = """query($siret: Siret!, $numero: Int!) { workspace(siret: $siret) { session(numero: $numero) {
  version dureeCentre } } }"""


def tables(sent: list[str]) -> list[str]:
    """What each statement is about, in a word."""
    return [text.split()[0] + " " + text.replace('"', "").split(" FROM ")[-1].split()[0] for text in sent]


@pytest.mark.usefixtures("never_published")
async def test_a_session_of_the_workspace_is_read_without_what_is_beside_it(
    desk: Desk, statements: Callable[[], Any]
) -> None:
    for _ in range(2):
        with statements() as sent:
            await desk.client.data(READ, siret=SIRET, numero=SESSION)
        # Who asks, their establishment, the formation of the session, its five, and whether it is online.
        assert len(sent) == 9, tables(sent)
        await desk.done("addSession", action=ACTION, session=CARD)


@pytest.mark.usefixtures("never_published")
async def test_a_save_reads_once_what_it_changes(desk: Desk, statements: Callable[[], Any]) -> None:
    version = (await desk.client.data(READ, siret=SIRET, numero=SESSION))["workspace"]["session"]["version"]
    for hours, reopened in ((777, 1), (778, 0)):
        with statements() as sent:
            await desk.done("updateSession", numero=SESSION, expectedVersion=version, session={"dureeCentre": hours})
        version += 1
        # Who asks, the session with what is above it; then the six of what is answered.
        assert len([text for text in sent if text.startswith("SELECT")]) == 8, tables(sent)
        # The card, its history, and the first time the action that was validated.
        assert len(sent) == 10 + reopened, tables(sent)
    with statements() as sent:
        await desk.refused("updateSession", numero=SESSION, expectedVersion=version - 1, session={"dureeCentre": 779})
    # Who asks, the session, who changed what since.
    assert len(sent) == 3, tables(sent)
