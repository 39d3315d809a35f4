"""Events are written with the change that they tell, once, and are what their schema says."""

from pathlib import Path

import pytest

from catalogue.models import Evenement
from catalogue.transaction import transaction
from workflows.actor import SYSTEM
from workflows.events.emitting import emit, envelope
from workflows.events.kinds import KINDS

SUBMITTED = {"code": "1-2", "intitule": "Cuisine", "siret": "1" * 14, "nature": "NOUVELLE"}


async def test_an_event_is_kept_whole_and_in_order(database: Path) -> None:
    first = await transaction(lambda: emit(SYSTEM, "action.submitted", SUBMITTED, action=2))
    second = await transaction(lambda: emit(SYSTEM, "action.submitted", SUBMITTED, action=2))
    assert first is not None and second is not None
    assert first.id < second.id and first.identifiant != second.identifiant
    row = await Evenement.get(id=first.id)
    assert (row.type, row.version, row.donnees, row.action, row.compte_id) == (
        "action.submitted",
        1,
        SUBMITTED,
        2,
        None,
    )


async def test_an_event_goes_with_the_change_that_is_undone(database: Path) -> None:
    async def unit() -> None:
        await emit(SYSTEM, "action.submitted", SUBMITTED)
        raise LookupError

    with pytest.raises(LookupError):
        await transaction(unit)
    assert await Evenement.all().count() == 0


async def test_an_event_with_a_key_is_told_once(database: Path) -> None:
    data = {"code": "1-2", "intitule": "Cuisine", "siret": "1" * 14, "fin": "2026-12-31", "seuil": "30"}
    first = await transaction(lambda: emit(SYSTEM, "session.ending", data, cle="session.ending:7:30"))
    again = await transaction(lambda: emit(SYSTEM, "session.ending", data, cle="session.ending:7:30"))
    assert first is not None and again is None
    assert await Evenement.all().count() == 1


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("action.inconnue", {}),
        ("action.submitted", {}),
        ("action.submitted", {**SUBMITTED, "de_trop": 1}),
    ],
)
async def test_what_the_catalogue_of_events_does_not_have_is_our_mistake(
    database: Path, kind: str, data: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match="^Événement action"):
        await transaction(lambda: emit(SYSTEM, kind, data))


async def test_the_envelope_has_what_its_schema_demands(database: Path) -> None:
    event = await transaction(lambda: emit(SYSTEM, "action.submitted", SUBMITTED))
    assert event is not None
    schema = KINDS["action.submitted"].schema()
    assert sorted(envelope(event)) == sorted(schema["required"])
    assert sorted(event.donnees) == sorted(schema["properties"]["data"]["required"])


def test_every_kind_is_named_and_described() -> None:
    for nom, kind in KINDS.items():
        subject, _, verb = nom.partition(".")
        assert subject in ("action", "certification", "session", "webhook") and verb
        assert kind.libelle.endswith(".") and kind.schema()["title"] == nom
