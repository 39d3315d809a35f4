"""SOFI_DOCUMENTS=premier-usage: a document that comes with its hash is registered, within bounds."""

import asyncio

import pytest

from api import persisted as memory
from catalogue.settings import DocumentsAdmis
from tests.api.conftest import Unchanged
from tests.api.persisted import DATA, MUTATION, TEXT, kept, refused, service
from workflows import persisted
from workflows.persisted import fingerprint

pytestmark = pytest.mark.usefixtures("database")

FIRST = DocumentsAdmis.PREMIER_USAGE
ALONE = (
    "Envoyez `query` ou `documentId`, pas les deux : ce service n'enregistre pas les documents à leur premier usage."
)
MISMATCH = "`documentId` n'est pas le SHA-256 de `query` en UTF-8 : recalculez-le sur le texte envoyé."
LONG = f"query Long {{ __typename }} # {'x' * persisted.FIRST_USE_BYTES}"


async def test_of_many_first_uses_at_once_one_is_kept() -> None:
    async with service(FIRST) as one, service(FIRST) as other:
        sent = [process.post(query=TEXT, documentId=fingerprint(TEXT)) for process in (one, other) for _ in range(20)]
        assert [answer.json() for answer in await asyncio.gather(*sent)] == [DATA] * 40
    assert await kept() == [(TEXT, None, False)]


@pytest.mark.parametrize("by_get", [False, True])
async def test_a_document_sent_with_its_hash_is_usable_by_its_hash_in_every_process(by_get: bool) -> None:
    async with service(FIRST) as one, service(FIRST) as other:
        ask = one.get if by_get else one.post
        assert (await ask(query=TEXT, documentId=f"sha256:{fingerprint(TEXT).upper()}")).json() == DATA
        assert await kept() == [(TEXT, None, False)]
        for process in (one, other):
            assert (await process.get(documentId=fingerprint(TEXT))).json() == DATA
        assert (await one.post(query=TEXT, documentId=fingerprint(TEXT))).json() == DATA
    assert await kept() == [(TEXT, None, False)]


async def test_a_hash_of_another_text_is_refused_whether_it_is_registered_or_not(unchanged: Unchanged) -> None:
    await persisted.add([("un", TEXT)])
    async with unchanged(), service(FIRST) as here:
        for identifier in (fingerprint(TEXT), "a" * 64):
            response = await here.post(query=f"{TEXT} ", documentId=identifier)
            assert refused(response) == (400, "PERSISTED_DOCUMENT_MISMATCH", MISMATCH)


@pytest.mark.parametrize("registered", [False, True])
async def test_elsewhere_a_document_and_its_hash_do_not_come_together(unchanged: Unchanged, registered: bool) -> None:
    if registered:
        await persisted.add([("un", TEXT)])
    async with unchanged(), service() as here:
        response = await here.post(query=TEXT, documentId=fingerprint(TEXT))
        assert refused(response) == (400, "BAD_REQUEST", ALONE)


@pytest.mark.parametrize(
    "text",
    [
        "{ a ",
        "{ absent }",
        "{ " + " ".join(f"a{n}: __typename" for n in range(31)) + " }",
        "{ __typename " + "__typename " * 2000 + "}",
        MUTATION,
        f"{MUTATION} query Aussi {{ __typename }}",
        "subscription { queueChanged { type } }",
        LONG,
    ],
)
async def test_what_is_wrong_or_too_large_or_writes_is_not_registered(unchanged: Unchanged, text: str) -> None:
    async with unchanged(), service(FIRST) as here:
        for _ in range(2):
            await here.post(query=text, documentId=fingerprint(text), operationName=None)
            if "query Aussi" in text:
                answer = await here.post(query=text, documentId=fingerprint(text), operationName="Aussi")
                assert answer.json() == DATA
        response = await here.get(documentId=fingerprint(text))
        assert refused(response)[:2] == (400, "PERSISTED_DOCUMENT_NOT_FOUND")


async def test_a_nul_in_a_comment_reaches_no_base(unchanged: Unchanged) -> None:
    text = f"{TEXT} # \0"
    async with unchanged(), service(FIRST) as here:
        response = await here.get(query=text, documentId=fingerprint(text))
        assert refused(response) == (400, "BAD_REQUEST", "L'adresse contient un caractère nul : retirez-le.")


async def test_once_enough_came_today_documents_are_answered_and_no_more_registered(
    monkeypatch: pytest.MonkeyPatch, unchanged: Unchanged
) -> None:
    monkeypatch.setattr(persisted, "FIRST_USE_A_DAY", 1)
    other = "query Deux { __typename }"
    async with service(FIRST) as here:
        assert (await here.post(query=TEXT, documentId=fingerprint(TEXT))).json() == DATA
        async with unchanged():
            for _ in range(3):
                assert (await here.post(query=other, documentId=fingerprint(other))).json() == DATA
            assert refused(await here.get(documentId=fingerprint(other)))[1] == "PERSISTED_DOCUMENT_NOT_FOUND"
            assert (await here.get(documentId=fingerprint(TEXT))).json() == DATA
        # A process that met the bound leaves the base alone for a while.
        monkeypatch.setattr(persisted, "FIRST_USE_A_DAY", 2)
        async with unchanged():
            await here.post(query=other, documentId=fingerprint(other))
        monkeypatch.setattr(memory, "time", _Later())
        await here.post(query=other, documentId=fingerprint(other))
    assert await kept() == [(TEXT, None, False), (other, None, False)]


class _Later:
    """A clock a minute ahead."""

    @staticmethod
    def monotonic() -> float:
        import time

        return time.monotonic() + memory.PAUSE_SECONDS


async def test_what_was_removed_comes_back_with_its_next_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "RECHECK_SECONDS", 0.0)
    async with service(FIRST) as here:
        await here.post(query=TEXT, documentId=fingerprint(TEXT))
        await persisted.remove(fingerprint(TEXT))
        assert refused(await here.get(documentId=fingerprint(TEXT)))[1] == "PERSISTED_DOCUMENT_NOT_FOUND"
        assert (await here.post(query=TEXT, documentId=fingerprint(TEXT))).json() == DATA
        assert (await here.get(documentId=fingerprint(TEXT))).json() == DATA


async def test_a_mutation_by_get_is_neither_done_nor_registered(unchanged: Unchanged) -> None:
    async with unchanged(), service(FIRST) as here:
        assert refused(await here.get(query=MUTATION, documentId=fingerprint(MUTATION)))[0] == 405
