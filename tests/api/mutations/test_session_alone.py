"""A session that is being entered is read without what is beside it, and tells the same as from its formation."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from graphql import GraphQLError

from api.loaders import Loaders
from catalogue import clock
from catalogue.models import Dispositif, Session
from catalogue.reads import drafts
from seeds.procedure import ACTION, FORMATION, SESSION, SIRET
from tests.api.mutations.desk import DISPOSITIF, Desk
from tests.api.mutations.desk import SESSION as CARD
from tests.api.mutations.test_statements import tables

PART = "pourcentage complet bloquants { code path } recapitulatif { libelle }"
WHOLE = f"""{CARD} etat vie completude {{ {PART} }} dispositifs {{ {DISPOSITIF} completude {{ {PART} }} }}
  action {{ numero version dossier sessions {{ numero version }} formation {{ numero intitule actions {{ numero }} }} }}"""
BOTH = f"""query ($siret: Siret!, $formation: Int!, $session: Int!) {{ workspace(siret: $siret) {{
  session(numero: $session) {{ {WHOLE} }}
  formation(numero: $formation) {{ actions {{ sessions {{ {WHOLE} }} }} }} }} }}"""
TWO_SAVES = f"""mutation ($first: UpdateSessionInput!, $second: UpdateSessionInput!) {{
  first: updateSession(input: $first) {{ ...saved }} second: updateSession(input: $second) {{ ...saved }} }}
  fragment saved on SessionSuccess {{ session {{ version dateFin completude {{ {PART} }}
    action {{ sessions {{ numero version }} completude {{ complet }} }} }} }}"""


async def both(desk: Desk, session: int) -> tuple[Any, Any]:
    """The session by itself, and the one of its formation's tree."""
    found = await desk.client.data(BOTH, siret=SIRET, formation=FORMATION, session=session)
    room = found["workspace"]
    [held] = [one for action in room["formation"]["actions"] for one in action["sessions"] if one["numero"] == session]
    return room["session"], held


@pytest.mark.parametrize(("day", "etat"), [(date(2021, 10, 1), "ACTIF"), (date(2026, 3, 1), "INACTIF")])
async def test_it_tells_the_same_as_from_its_formation(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, day: date, etat: str
) -> None:
    monkeypatch.setattr(clock, "today", lambda: day)
    alone, held = await both(desk, SESSION)
    assert alone == held
    assert (alone["action"]["formation"]["numero"], alone["etat"]) == (FORMATION, etat)
    card = {"dateDebut": "2030-01-01", "dateFin": "2030-06-30"}
    added = (await desk.done("addSession", action=ACTION, session=card))["session"]["numero"]
    await desk.done("updateDispositif", numero=1, expectedVersion=1, dispositif={"effectifMinimal": None})
    # What is not online is not active, whatever the day.
    for numero, shown in ((SESSION, etat), (added, "INACTIF")):
        alone, held = await both(desk, numero)
        assert alone == held
        assert (alone["etat"], alone["completude"]["complet"]) == (shown, False)
        assert {one["numero"] for one in alone["action"]["sessions"]} == {SESSION, added}


async def test_what_is_above_is_read_when_it_is_asked_for(desk: Desk, statements: Callable[[], Any]) -> None:
    query = f"""query ($siret: Siret!, $numero: Int!) {{ workspace(siret: $siret) {{
      session(numero: $numero) {{ completude {{ complet }} action {{ numero }} dispositifs {{
        completude {{ {PART} }} }} }} }} }}"""
    with statements() as sent:
        await desk.client.data(query, siret=SIRET, numero=SESSION)
    # The nine of the session alone; once for all that ask, the ten of its formation and the three of the report.
    assert len(sent) == 9 + 10 + 3, tables(sent)


async def test_each_save_of_one_request_tells_what_is_true_after_it(desk: Desk) -> None:
    version = (await desk.read("session", SESSION))["version"]
    first, second = (
        {"numero": SESSION, "expectedVersion": version + more, "session": card}
        for more, card in enumerate(({"dureeCentre": None}, {"dureeCentre": 42}))
    )
    told = await desk.client.data(TWO_SAVES, first=first, second=second)
    lacking, complete = told["first"]["session"], told["second"]["session"]
    assert (lacking["version"], complete["version"]) == (version + 1, version + 2)
    assert (lacking["completude"]["complet"], lacking["action"]["completude"]["complet"]) == (False, False)
    assert (complete["completude"]["complet"], complete["action"]["completude"]["complet"]) == (True, True)
    assert complete["action"]["sessions"] == [{"numero": SESSION, "version": version + 2}]


@pytest.mark.usefixtures("procedure_database")
async def test_one_that_is_removed_meanwhile_is_told_to_be_gone() -> None:
    loaders = Loaders(clock.today())
    alone = await drafts.session_alone(FORMATION, SESSION)
    assert alone is not None and alone.up is None
    assert (await loaders.action_above(alone))["numero"] == ACTION
    loaders.forget()
    await Dispositif.filter(session_id=SESSION).delete()
    await Session.filter(numero=SESSION).delete()
    assert await drafts.session_alone(FORMATION, SESSION) is None
    with pytest.raises(GraphQLError, match=f"La session {SESSION} vient d'être supprimée") as told:
        await loaders.action_above(alone)
    assert told.value.extensions == {"code": "GONE"}
