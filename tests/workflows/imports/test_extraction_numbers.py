"""The numbers of the extraction are kept when nobody has them; what exists is never touched (R33)."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from catalogue.models import Action, Formation, Session
from catalogue.reads import published
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion
from tests.workflows.imports.files import counts, offer, told
from workflows import drafting, history, publication
from workflows.actor import SYSTEM
from workflows.imports.report import Report

Load = Callable[..., Awaitable[Report]]


async def test_a_prefix_is_dropped_and_told(database: Path, load: Load) -> None:
    report = await load(offer("92_33407"))
    assert told(report) == [(2, "numéro préfixé", "« 92_33407 » est gardé sans son préfixe : 33407.")]
    assert (await Session.get()).numero == 33407
    assert (await published.actions([33407]))[33407]["code"] == "33407-33407"


@pytest.mark.parametrize("reverse", [False, True])
async def test_who_bears_a_number_without_prefix_has_it(database: Path, load: Load, reverse: bool) -> None:
    rows = [offer("92_500", code_certifinfo="1"), offer("500", code_certifinfo="2")]
    report = await load(*(reversed(rows) if reverse else rows))
    assert counts(report) == (1, 1, 0, 0)
    line = 3 if reverse else 2
    assert told(report) == [
        (line, "numéro de formation déjà pris", "« 92_500 » est déjà pris : le numéro de formation est 501."),
        (line, "numéro d'action déjà pris", "« 92_500 » est déjà pris : le numéro d'action est 501."),
        (line, "numéro de session déjà pris", "« 92_500 » est déjà pris : le numéro de session est 501."),
    ]
    assert {row.numero: row.certification_id async for row in Formation.all()} == {500: "2", 501: "1"}


async def test_the_numbers_of_the_procedure_are_left_alone(procedure_database: Path, load: Load) -> None:
    header, action = await published.headers([19482]), await published.actions([89393])
    report = await load(offer("19482"), offer("89393", periodes_entree="1"), offer("143842", periodes_entree="2"))
    assert counts(report) == (0, 3, 0, 0)
    assert [(line, message) for line, nature, message in told(report) if "pris" in nature] == [
        (2, "« 19482 » est déjà pris : le numéro de formation est 143843."),
        (3, "« 89393 » est déjà pris : le numéro d'action est 143843."),
        (4, "« 143842 » est déjà pris : le numéro de session est 143843."),
    ]
    assert await published.headers([19482]) == header
    assert await published.actions([89393]) == action
    assert {row.numero: row.formation_id async for row in Action.all()} == {
        89393: 19482,
        19482: 143843,
        143843: 143843,
        143842: 143843,
    }
    assert (await Session.get(numero=143842)).action_id == 89393


async def test_a_number_that_was_withdrawn_or_deleted_serves_nobody_else(database: Path, load: Load) -> None:
    await load(offer("200"))

    async def withdraw() -> None:
        await publication.take_offline(200, Diffusion.RETIREE)
        await history.record(SYSTEM, "supprimer", "Session", 300)

    await transaction(withdraw)
    report = await load(offer("200"), offer("300", code_certifinfo="2"))
    assert counts(report) == (0, 1, 1, 0)
    assert told(report) == [(3, "numéro de session déjà pris", "« 300 » est déjà pris : le numéro de session est 301.")]


async def test_an_action_joins_the_formation_that_the_body_has(database: Path, load: Load) -> None:
    await load(offer("200"))
    numero = (await Formation.get()).numero
    await transaction(lambda: drafting.add_action(numero, {"plus": "saisie"}))
    report = await load(offer("200"), offer("92_250", periodes_entree="3"))
    assert told(report) == [
        (
            3,
            "formation regroupée",
            "L'organisme a déjà cette certification : l'action est ajoutée à la formation 200, la formation 92_250 "
            "n'est pas créée.",
        ),
        (3, "numéro préfixé", "« 92_250 » est gardé sans son préfixe : 250."),
    ]
    assert {row.numero: row.diffusion async for row in Action.all()} == {
        200: Diffusion.PUBLIEE,
        201: Diffusion.JAMAIS_PUBLIEE,
        250: Diffusion.PUBLIEE,
    }


async def test_fresh_numbers_come_after_those_that_the_file_brings(database: Path, load: Load) -> None:
    await load(offer("x", identifiant_session="7", code_certifinfo="1"), offer("8", code_certifinfo="2"))
    assert {row.numero async for row in Action.all()} == {8, 9}
    await load(offer("x", identifiant_session="7", code_certifinfo="1"), offer("9", code_certifinfo="3"))
    assert {row.numero async for row in Action.all()} == {8, 9, 10}
