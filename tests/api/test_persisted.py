"""Documents asked by their hash, over HTTP: what is found, what is refused, what it costs."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest

from api import persisted as memory
from api.logs import LoggingMiddleware
from catalogue import clock
from catalogue.reads.documents_enregistres import find
from catalogue.settings import DocumentsAdmis
from tests.api.conftest import Unchanged
from tests.api.persisted import BAD_ID, DATA, MUTATION, QUERY, TEXT, UNKNOWN, refused, service
from workflows import persisted
from workflows.persisted import fingerprint

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(params=list(DocumentsAdmis))
def mode(request: pytest.FixtureRequest) -> DocumentsAdmis:
    """Each setting: what is registered may be asked under all of them."""
    found: DocumentsAdmis = request.param
    return found


@pytest.mark.parametrize("form", ["{}", "sha256:{}", "SHA256:{}", "upper"])
async def test_a_registered_document_is_asked_by_its_hash(mode: DocumentsAdmis, form: str) -> None:
    await persisted.add([("liste", QUERY)])
    identifier = fingerprint(QUERY).upper() if form == "upper" else form.format(fingerprint(QUERY))
    asked = {"documentId": identifier, "operationName": "Liste"}
    async with service(mode) as here:
        by_get = await here.get(**asked, variables='{"n":"RYTHMES"}')
        by_post = await here.post(**asked, variables={"n": "RYTHMES"})
    assert (by_get.status_code, by_post.status_code) == (200, 200)
    assert by_get.json() == by_post.json() == {"data": {"vocabulaire": {"name": "RYTHMES"}}}


@pytest.mark.parametrize(
    "wrong",
    ["", "abc", "sha256:", "md5:" + "a" * 64, "sha256:sha256:" + "a" * 64, "a" * 63, "a" * 65, "g" * 64, " " + "a" * 64,
     "a" * 64 + "\n", "ſha256:" + "a" * 64, "\0" * 64],
)  # fmt: skip
async def test_what_is_no_hash_is_refused(unchanged: Unchanged, wrong: str) -> None:
    async with unchanged(), service(DocumentsAdmis.PREMIER_USAGE) as here:
        assert refused(await here.get(documentId=wrong))[:2] == (400, "BAD_REQUEST")
        if "\0" not in wrong:
            assert refused(await here.post(documentId=wrong)) == (400, "BAD_REQUEST", BAD_ID)


@pytest.mark.parametrize("wrong", [12, True, [], {}, ["a" * 64]])
async def test_what_is_no_text_is_refused(wrong: Any) -> None:
    async with service() as here:
        assert refused(await here.post(documentId=wrong)) == (400, "BAD_REQUEST", BAD_ID)


async def test_an_identifier_that_is_null_is_none(mode: DocumentsAdmis) -> None:
    async with service(mode) as here:
        status, _, message = refused(await here.post(documentId=None))
    assert (status, message.split(",")[0]) == (400, "Il manque `query`")


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        (DocumentsAdmis.OUVERTS, "envoyez son texte dans `query`, ou faites-le enregistrer."),
        (DocumentsAdmis.PREMIER_USAGE, "envoyez-le une fois avec son identifiant, `query` et `documentId`."),
        (DocumentsAdmis.ENREGISTRES, "demandez à l'exploitant du service de l'enregistrer."),
    ],
)
async def test_an_unknown_document_says_what_to_do(unchanged: Unchanged, setting: DocumentsAdmis, words: str) -> None:
    expected = (400, "PERSISTED_DOCUMENT_NOT_FOUND", UNKNOWN + words)
    async with unchanged(), service(setting) as here:
        assert refused(await here.get(documentId="a" * 64)) == expected
        assert refused(await here.post(documentId="sha256:" + "a" * 64)) == expected
        old = await here.http.post("/graphql", json={"documentId": "a" * 64}, headers={"Accept": "application/json"})
        # The draft: in the old media type, whatever reads well is answered by 200.
        assert refused(old) == (200, *expected[1:])


async def test_a_mutation_by_get_is_refused_under_its_hash_too(unchanged: Unchanged, mode: DocumentsAdmis) -> None:
    await persisted.add([("lire", MUTATION)])
    async with service(mode) as here:
        async with unchanged():
            response = await here.get(documentId=fingerprint(MUTATION))
            assert refused(response) == (
                405,
                "BAD_REQUEST",
                "Par GET on ne fait que lire : envoyez les mutations en POST.",
            )
            assert response.headers["allow"] == "POST"
        answer = await here.post(documentId=fingerprint(MUTATION))
    assert answer.json() == {"data": {"markRead": {"__typename": "Forbidden"}}}


async def test_the_limits_hold_for_a_document_that_was_registered() -> None:
    """It may have been registered by a program of other limits, or be too large with these variables only."""
    tree = "actions { sessions { dispositifs { publics { code } } } }"
    text = f"query($n: Int) {{ formations(first: $n) {{ nodes {{ {' '.join(f'{name}: {tree}' for name in 'abcdefghijkl')} }} }} }}"
    await persisted.add([("grand", text), ("faux", "{ absent }")])
    async with service() as here:
        for _ in range(2):
            assert (await here.post(documentId=fingerprint(text), variables={"n": 1})).status_code == 200
            large = await here.post(documentId=fingerprint(text), variables={"n": 500})
            assert refused(large)[:2] == (400, "LIMIT_EXCEEDED")
            invalid = await here.post(documentId=fingerprint("{ absent }"))
            assert refused(invalid)[:2] == (400, "GRAPHQL_VALIDATION_FAILED")


def besides_the_place(sent: list[str]) -> list[str]:
    """A file that nobody wrote to meanwhile is not asked where its feed is."""
    return [statement for statement in sent if "FROM compteur" not in statement]


async def test_a_registered_document_costs_one_statement_then_none(statements: Callable[[], Any]) -> None:
    text = "{ formations(first: 1) { nodes { numero } } }"
    await persisted.add([("liste", text)])
    async with service() as here:
        await here.post(query=text)
        with statements() as plain:
            await here.post(query=text)
        await persisted.mark_used(fingerprint(text), clock.today())
        counts = []
        for _ in range(3):
            with statements() as sent:
                response = await here.get(documentId=fingerprint(text))
            assert response.json() == {"data": {"formations": {"nodes": []}}}
            counts.append(len(besides_the_place(sent)) - len(besides_the_place(plain)))
    assert counts == [1, 0, 0]


async def test_the_day_of_the_last_use_is_written_once_a_day(statements: Callable[[], Any]) -> None:
    await persisted.add([("un", TEXT)])
    async with service() as here:
        with statements() as sent:
            for _ in range(3):
                assert (await here.get(documentId=fingerprint(TEXT))).json() == DATA
    assert [line.split()[0] for line in sent] == ["SELECT", "UPDATE"]
    found = await find(fingerprint(TEXT))
    assert found is not None and found.vu_le == clock.today()


async def test_what_one_process_registers_another_finds_and_what_it_removes_goes_for_both(
    monkeypatch: pytest.MonkeyPatch, mode: DocumentsAdmis
) -> None:
    async with service(mode) as one, service(mode) as other:
        assert refused(await other.get(documentId=fingerprint(TEXT)))[1] == "PERSISTED_DOCUMENT_NOT_FOUND"
        await persisted.add([("un", TEXT)])
        for process in (one, other):
            assert (await process.get(documentId=fingerprint(TEXT))).json() == DATA
        await persisted.remove(fingerprint(TEXT))
        monkeypatch.setattr(memory, "RECHECK_SECONDS", 0.0)
        for process in (one, other):
            assert refused(await process.get(documentId=fingerprint(TEXT)))[1] == "PERSISTED_DOCUMENT_NOT_FOUND"


async def test_a_document_that_was_removed_is_answered_from_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it shows has not changed: whole answers to it are still good."""
    text = "{ formations { totalCount } }"
    await persisted.add([("liste", text)])
    monkeypatch.setattr(memory, "RECHECK_SECONDS", 0.0)
    asked = {"documentId": fingerprint(text)}
    async with service() as here:
        for ask in (here.post, here.get) * 2:
            assert (await ask(**asked)).json() == {"data": {"formations": {"totalCount": 0}}}
        await persisted.remove(fingerprint(text))
        for ask in (here.post, here.get):
            assert refused(await ask(**asked))[1] == "PERSISTED_DOCUMENT_NOT_FOUND"


async def test_a_process_remembers_so_many_documents_and_asks_again_for_the_others(
    monkeypatch: pytest.MonkeyPatch, statements: Callable[[], Any]
) -> None:
    monkeypatch.setattr(memory, "_REMEMBERED", 2)
    texts = [f"query Q{number} {{ __typename }}" for number in range(3)]
    await persisted.add([(text[6:8], text) for text in texts])
    for text in texts:
        await persisted.mark_used(fingerprint(text), clock.today())
    async with service() as here:
        counts = []
        for text in (*texts, texts[2], texts[1], texts[0]):
            with statements() as sent:
                await here.get(documentId=fingerprint(text))
            counts.append(len(sent))
    assert counts == [1, 1, 1, 0, 0, 1]


async def test_the_line_of_the_log_names_the_operation(caplog: pytest.LogCaptureFixture) -> None:
    await persisted.add([("liste", QUERY)])
    async with service() as here:
        transport: Any = here.http._transport
        transport.app = LoggingMiddleware(transport.app)
        with caplog.at_level(logging.INFO, "sofi.http"):
            await here.get(documentId=fingerprint(QUERY), operationName="Autre")
    assert [record.__dict__["operation"] for record in caplog.records if record.name == "sofi.http"] == ["Autre"]


async def test_variables_and_names_are_checked_as_ever() -> None:
    await persisted.add([("liste", QUERY)])
    asked = {"documentId": fingerprint(QUERY)}
    async with service() as here:
        assert refused(await here.get(**asked, variables="{"))[:2] == (400, "BAD_REQUEST")
        assert refused(await here.post(**asked, variables=[]))[:2] == (400, "BAD_REQUEST")
        assert refused(await here.post(**asked, operationName=3))[:2] == (400, "BAD_REQUEST")
        assert refused(await here.post(**asked, operationName="Absente"))[:2] == (400, "BAD_REQUEST")
        assert refused(await here.get(**asked))[:2] == (400, "BAD_USER_INPUT")
        missing = await here.get(**asked, operationName="Liste", variables=json.dumps({"n": "RIEN"}))
        assert refused(missing)[:2] == (400, "BAD_USER_INPUT")
