"""Whole answers kept in memory: never stale, whoever wrote; never what is not public; never more than is allowed."""

import datetime
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.answers import Answer
from api.compressing import Coding
from api.context import Context
from api.feed import Feed
from api.incoming import Incoming
from api.kept_answers import KeptAnswers
from api.loaders import Loaders
from catalogue import clock
from catalogue.documents.cards import site_card
from catalogue.models import Organisme, Site
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, OrigineRevision, Role
from seeds import procedure
from tests import factories
from tests.api.test_offre import CONTRACT
from tests.api.test_public_caching import serving, withdraw
from tests.conftest import Client
from tests.project import ROOT
from tests.served import environment
from workflows import projection, publication

CODE = "19482-89393-143842"
WHAT = """query($code: CodeFas!) { offre(code: $code) { __typename ... on OffreRetiree { etat }
  action { siteDispensateur { nom } sessions { etat } } } }"""
WITHDRAWS = f"""
import asyncio
from catalogue.database import open_database
from catalogue.settings import Settings
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion
from workflows import publication

async def withdraw():
    async with open_database(Settings()):
        await transaction(lambda: publication.take_offline({procedure.ACTION}, Diffusion.RETIREE))

asyncio.run(withdraw())
"""
DAY = datetime.date(2026, 11, 28)

online = pytest.mark.usefixtures("procedure_database")


async def told(client: Client) -> Any:
    return (await client.data(WHAT, code=CODE))["offre"]


@online
async def test_an_answer_that_is_kept_takes_one_statement(client: Client, statements: Callable[[], Any]) -> None:
    # By GET: what is posted again in the same bytes does not come as far as this memory (`api.repeats`).
    asked = {"query": CONTRACT, "variables": f'{{"code": "{CODE}"}}'}
    first = await client.http.get("/graphql", params=asked)
    assert first.json()["data"]["offre"]["formation"]["code"] == "19482"
    with statements() as sent:
        assert (await client.http.get("/graphql", params=asked)).content == first.content
    assert sent == ["SELECT valeur FROM compteur WHERE nom = 'publication' ()"]


@online
async def test_nothing_is_kept_where_the_operator_allows_no_memory(statements: Callable[[], Any]) -> None:
    async with serving(cache_mb=0) as client:
        for _ in range(2):
            await client.data(CONTRACT, code=CODE)
        for _ in range(2):
            with statements() as sent:
                await client.data(CONTRACT, code=CODE)
            assert len(sent) == 1
            assert "compteur" not in "".join(sent)


@online
async def test_what_is_withdrawn_suspended_or_published_again_is_told_at_once(client: Client) -> None:
    assert (await told(client))["__typename"] == "Offre"
    await withdraw()
    assert await told(client) == {"__typename": "OffreRetiree", "etat": "RETIREE", "action": None}
    await transaction(lambda: publication.change_offline_state(procedure.ACTION, Diffusion.SUSPENDUE))
    assert (await told(client))["etat"] == "SUSPENDUE"
    await transaction(lambda: publication.publish([procedure.ACTION], OrigineRevision.SAISIE))
    assert (await told(client))["__typename"] == "Offre"


@online
async def test_what_was_unknown_is_found_once_it_is_published(client: Client) -> None:
    question = "{ formations { totalCount nodes { numero } } }"
    assert (await client.data(question))["formations"]["totalCount"] == 1
    await transaction(lambda: factories.offer(publish=False))
    assert (await client.data(question))["formations"]["totalCount"] == 1
    await transaction(factories.offer)
    assert (await client.data(question))["formations"]["totalCount"] == 2


@online
async def test_a_card_of_the_directory_that_changes_is_told_at_once(client: Client) -> None:
    before = (await told(client))["action"]["siteDispensateur"]["nom"]

    async def rename() -> None:
        site = await Site.get(numero=36364).select_related("commune__departement")
        site.nom = "Autre nom"
        await site.save()
        await projection.project("Site", site.numero, site_card(site, site.commune))

    await transaction(rename)
    assert before == "CARIFOREF DES PAYS DE LA LOIRE"
    assert (await told(client))["action"]["siteDispensateur"]["nom"] == "Autre nom"


@online
async def test_the_directory_as_it_is_today_is_told_at_once_though_the_feed_stays(client: Client) -> None:
    question = "{ formations { nodes { organisme { fiche { raisonSociale } } } } }"
    for name in ("Premier nom", "Second nom"):
        await Organisme.all().update(raison_sociale=name)
        [node] = (await client.data(question))["formations"]["nodes"]
        assert node["organisme"]["fiche"] == {"raisonSociale": name}


@online
async def test_the_next_day_it_is_told_as_it_is_on_that_day(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for now, etat in (("2021-12-31T22:59", "ACTIF"), ("2021-12-31T23:00", "INACTIF")):  # in Paris: an hour later
        instant = datetime.datetime.fromisoformat(f"{now}+00:00")
        monkeypatch.setattr(clock, "now", lambda instant=instant: instant)
        for _ in range(2):
            assert (await told(client))["action"]["sessions"] == [{"etat": etat}]


async def test_what_another_process_wrote_is_told_at_once(client: Client, procedure_database: Path) -> None:
    for _ in range(2):
        assert (await told(client))["__typename"] == "Offre"
    subprocess.run([sys.executable, "-c", WITHDRAWS], check=True, cwd=ROOT, env=environment(procedure_database))
    assert (await told(client))["__typename"] == "OffreRetiree"


@online
@pytest.mark.parametrize(
    "query",
    [
        '{ workspace(siret: "13000511900032") { formations { nodes { numero actions { dossier } } } } }',
        "{ desk { queue { totalCount } } }",
        "{ formations { nodes { organisme { fiche { raisonSociale } } } } }",
        "{ formations(first: 1000) { totalCount } }",
        "{ formations { nodes { code } } me { email } }",
    ],
)
async def test_drafts_the_desk_the_directory_and_errors_are_read_each_time(
    client: Client, statements: Callable[[], Any], query: str
) -> None:
    staff = client.signed(await transaction(lambda: factories.token(Role.ADMINISTRATEUR)))
    for _ in range(2):  # its document is known then, and the parts of what is online
        await staff.answer(query)
    counts = []
    for _ in range(2):
        with statements() as sent:
            await staff.answer(query)
        counts.append(len(sent))
    assert counts[0] == counts[1] >= 1  # of the caller at least


@online
async def test_a_draft_that_changes_is_told_at_once_also_beside_what_is_kept(client: Client) -> None:
    query = """{ formations { nodes { numero } }
      workspace(siret: "13000511900032") { formations { nodes { numero } } } }"""
    staff = client.signed(await transaction(lambda: factories.token(Role.ADMINISTRATEUR)))
    assert len((await staff.data(query))["workspace"]["formations"]["nodes"]) == 1
    row = (await Site.get(numero=36364)).organisme_id
    await transaction(lambda: factories.offer(body=(row, 36364), publish=False))
    found = await staff.data(query)
    assert (len(found["workspace"]["formations"]["nodes"]), len(found["formations"]["nodes"])) == (2, 1)


@online
async def test_variables_names_of_operations_and_documents_do_not_mix(client: Client) -> None:
    two = "query A { formations { totalCount } } query B { sessions { nodes { code } } }"
    for _ in range(2):
        answers = [
            (await client.http.post("/graphql", json={"query": two, "operationName": name})).json()["data"]
            for name in ("A", "B")
        ]
        assert answers == [{"formations": {"totalCount": 1}}, {"sessions": {"nodes": [{"code": CODE}]}}]
        assert (await told(client))["__typename"] == "Offre"
        assert (await client.data(WHAT, code="1"))["offre"]["__typename"] == "OffreInconnue"
        same = [
            await client.data(_ORDERED, **given) for given in ({"a": 1, "b": 0}, {"b": 0, "a": 1}, {"a": 0, "b": 1})
        ]
        assert [(len(found["x"]["nodes"]), len(found["y"]["nodes"])) for found in same] == [(1, 0), (1, 0), (0, 1)]


_ORDERED = "query($a: Int, $b: Int) { x: formations(first: $a) { nodes { code } } y: formations(first: $b) { nodes { code } } }"


@online
async def test_variables_that_have_no_canonical_form_are_answered_all_the_same(client: Client) -> None:
    for _ in range(2):
        assert (await client.data("{ formations { totalCount } }", inutile=2**70)) == {"formations": {"totalCount": 1}}


def context(place: int | None, day: datetime.date = DAY) -> Context:
    return Context(request=None, today=day, loaders=Loaders(day), feed=Feed(place=place))


def question(number: int) -> Incoming:
    return Incoming("{ formations { totalCount } }", {"n": number})


def kept(memory: KeptAnswers, number: int, place: int | None = 1, coding: Coding = Coding.IDENTITY) -> bytes | None:
    found = memory.get(question(number), context(place), coding)
    return found.body if found else None


def test_the_answers_unused_for_longest_go_first() -> None:
    memory = KeptAnswers(10_000)
    for number in range(6):
        memory.keep(question(number), context(1), Answer(b"x" * 1500))
        kept(memory, 0)
    assert memory.used == 5 * 1900
    assert [number for number in range(6) if kept(memory, number)] == [0, 2, 3, 4, 5]


def test_an_answer_larger_than_a_quarter_of_the_memory_is_not_kept() -> None:
    memory = KeptAnswers(10_000)
    memory.keep(question(1), context(1), Answer(b"x" * 2501))
    assert (kept(memory, 1), memory.used) == (None, 0)


def test_an_answer_kept_twice_counts_once() -> None:
    memory = KeptAnswers(10_000)
    for body in (b"avant", b"apres!"):
        memory.keep(question(1), context(1), Answer(body))
    assert (kept(memory, 1), memory.used) == (b"apres!", 406)


def test_every_coding_of_an_answer_is_kept_beside_the_others() -> None:
    memory = KeptAnswers(10_000)
    memory.keep(question(1), context(1), Answer(b"entiere"))
    assert kept(memory, 1, coding=Coding.ZSTD) == b"entiere"
    memory.keep(question(1), context(1), Answer(b"zstd", coding=Coding.ZSTD))
    assert kept(memory, 1, coding=Coding.ZSTD) == b"zstd"
    assert kept(memory, 1, coding=Coding.BROTLI) == b"entiere"


def test_nothing_of_another_place_or_day_is_given() -> None:
    memory = KeptAnswers(10_000)
    memory.keep(question(1), context(1), Answer(b"place 1"))
    assert memory.get(question(1), context(1, DAY + datetime.timedelta(days=1)), Coding.IDENTITY) is None
    assert kept(memory, 1, place=1) == b"place 1"
    assert kept(memory, 1, place=2) is None
    assert memory.used == 0
    # It was begun before the feed moved on, and ends now.
    memory.keep(question(1), context(1), Answer(b"place 1"))
    assert (kept(memory, 1, place=2), memory.used) == (None, 0)


def test_an_answer_that_depends_on_more_or_in_which_something_went_wrong_is_not_kept() -> None:
    memory = KeptAnswers(10_000)
    memory.keep(question(1), context(None), Answer(b"brouillon"))
    memory.keep(question(2), context(1), Answer(b"erreur", whole=False))
    assert (kept(memory, 1), kept(memory, 2), memory.used) == (None, None, 0)
