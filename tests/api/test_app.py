"""What no route answers is told as everything else: in JSON, in French, with a code."""

from pathlib import Path

import httpx

from tests import bases
from tests.conftest import Client
from tests.served import served


async def test_an_address_that_is_not_served(client: Client) -> None:
    for method in ("GET", "POST"):
        response = await client.http.request(method, "/graphq")
        assert response.status_code == 404
        assert response.json()["errors"] == [
            {
                "message": "Rien n'est servi à cette adresse : l'API GraphQL est à /graphql.",
                "extensions": {"code": "NOT_FOUND"},
            }
        ]


async def test_a_method_that_an_address_does_not_know(client: Client) -> None:
    response = await client.http.post("/health/ready")
    assert (response.status_code, set(response.headers["allow"].split(", "))) == (405, {"GET", "HEAD"})
    assert response.json()["errors"] == [
        {
            "message": "La méthode POST n'est pas servie à cette adresse : GET, HEAD.",
            "extensions": {"code": "BAD_REQUEST"},
        }
    ]


def test_a_fault_before_the_question_is_run_is_told_by_its_reference(migrated_file: Path, tmp_path: Path) -> None:
    base, log = tmp_path / "sofi.db", tmp_path / "journal"
    bases.copy(migrated_file, base)
    with served(base, log=log, SOFI_WORKER="false") as url:
        bases.rows(base, "ALTER TABLE jeton RENAME TO ailleurs")
        response = httpx.post(
            url,
            json={"query": "{ __typename }"},
            headers={"Authorization": "Bearer " + "a" * 43, "X-Request-Id": "panne-1"},
        )
        assert response.status_code == 500
        assert response.json()["errors"] == [
            {
                "message": "Erreur interne, notée de notre côté. Référence : panne-1",
                "extensions": {"code": "INTERNAL"},
            }
        ]
        assert httpx.post(url, json={"query": "{ __typename }"}).json() == {"data": {"__typename": "Query"}}
    assert "Traceback" in log.read_text()
