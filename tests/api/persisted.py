"""Services by their setting SOFI_DOCUMENTS, and what they answer, for the tests of persisted documents."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from api.app import create_app
from catalogue.reads.documents_enregistres import every
from catalogue.settings import DocumentsAdmis, Settings

NEW = "application/graphql-response+json"
QUERY = "query Liste($n: NomVocabulaire!) { vocabulaire(name: $n) { name } } query Autre { __typename }"
TEXT = "query Un { __typename }"
DATA = {"data": {"__typename": "Query"}}
MUTATION = "mutation Lire { markRead { __typename } }"

BAD_ID = "`documentId` est le SHA-256 du document : 64 chiffres hexadécimaux, précédés ou non de « sha256: »."
UNKNOWN = "Ce document n'est pas enregistré : "
CLOSED = (
    "Ce service n'exécute que les documents enregistrés par son exploitant : envoyez `documentId` et non `query`, "
    "et demandez-lui d'enregistrer ce document s'il ne l'est pas."
)


class Service:
    """A process that serves the open base, as far as documents go."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http

    async def get(self, **parameters: str) -> httpx.Response:
        """Ask by GET."""
        return await self.http.get("/graphql", params=parameters)

    async def post(self, **body: Any) -> httpx.Response:
        """Ask by POST."""
        return await self.http.post("/graphql", json=body)


@asynccontextmanager
async def service(mode: DocumentsAdmis = DocumentsAdmis.OUVERTS) -> AsyncIterator[Service]:
    """A process with this setting."""
    app = create_app(Settings(_env_file=None, documents=mode))
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://sofi.test", headers={"Accept": NEW}) as http:
        yield Service(http)


def refused(response: httpx.Response) -> tuple[int, str, str]:
    """Status, code and message of an answer that has one error and no data."""
    body = response.json()
    assert set(body) == {"errors"} and response.headers["cache-control"] == "no-store"
    [error] = body["errors"]
    return response.status_code, error["extensions"]["code"], error["message"]


async def kept() -> list[tuple[str, str | None, bool]]:
    """What the base holds: text, name, whether it is the operator's."""
    return [(row.texte, row.nom, row.exploitant) for row in await every()]
