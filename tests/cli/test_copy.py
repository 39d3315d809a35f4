"""`sofi db copy`: a base goes from a file to a server and back, and nothing is lost or other."""

import json
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import bases
from tests import postgresql_server as server
from tests.cli.commands import lines, sofi
from tests.served import served

NAME = "copie"
QUERY = "{ formations(first: 5) { totalCount nodes { id intitule actions { code sessions { dateDebut etat dispositifs { fraisPedagogiques { ht } } } } } } }"

pytestmark = pytest.mark.sqlite  # begins on a file; the server is there in any case


@pytest.fixture
def base(procedure_file: Path, tmp_path: Path) -> Path:
    """A file with the procedure's example."""
    return bases.copy(procedure_file, tmp_path / "sofi.db")


@pytest.fixture
def address() -> Iterator[str]:
    """An empty base on a server."""
    server.create(NAME)
    yield server.url(NAME)
    server.drop(NAME)


def answer(url: str) -> bytes:
    """The bytes of an answer."""
    body = json.dumps({"query": QUERY}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as response:
        found: bytes = response.read()
        return found


def test_from_a_file_to_a_server_and_back(base: Path, address: str, tmp_path: Path) -> None:
    bases.rows(
        base,
        "INSERT INTO evenement (identifiant, type, version, donnees, le) VALUES ('a', 'x', 1, '{}', '2026-01-02 03:04:05.678901+00:00')",
    )
    bases.rows(
        base,
        "INSERT INTO evenement (identifiant, type, version, donnees, le) VALUES ('b', 'x', 1, '{}', '2026-01-02 03:04:05+00:00')",
    )
    bases.rows(base, "DELETE FROM evenement WHERE identifiant = 'b'")
    bases.rows(
        base,
        "INSERT INTO document_enregistre VALUES ('a', '{ __typename }', 'un', 1, '2026-01-02 03:04:05.678901+00:00', '2026-02-03'), ('b', '{ é }', NULL, 0, '2026-01-02 03:04:05+00:00', NULL)",
    )
    back = tmp_path / "retour.db"
    there, here = sofi("db", "copy", f"sqlite://{base}", address), sofi("db", "copy", address, f"sqlite://{back}")
    assert lines(there) == lines(here)
    assert lines(there)["formation"][:2] == ["1", "lignes"]
    assert sum(int(told[0]) for told in lines(there).values()) == int(there.stdout.splitlines()[-1].split()[0])
    for table in bases.tables(base):
        if table != "tortoise_migrations":
            assert bases.rows(back, f'SELECT count(*) FROM "{table}"') == bases.rows(
                base, f'SELECT count(*) FROM "{table}"'
            )
    for table in (
        "publication",
        "formation_publiee",
        "offre_publiee",
        "offre_terme",
        "revision",
        "evenement",
        "compteur",
        "document_enregistre",
    ):
        query = f'SELECT * FROM "{table}"'
        assert sorted(bases.rows(back, query)) == sorted(bases.rows(base, query))
    # Without a worker, whose jobs would write events of their own.
    with served(base, SOFI_WORKER="false") as url:
        expected = answer(url)
    with served(back, SOFI_WORKER="false") as url:
        assert answer(url) == expected
    with served(tmp_path / "x", SOFI_DATABASE_URL=address, SOFI_WORKER="false") as url:
        assert answer(url) == expected
    # A number that was given is not given again.
    insert = (
        "INSERT INTO evenement (identifiant, type, version, donnees, le) VALUES ('c', 'x', 1, '{}', now()) RETURNING id"
    )
    last = bases.rows(base, "SELECT seq FROM sqlite_sequence WHERE name = 'evenement'")[0][0]
    assert server.rows(NAME, insert) == [(last + 1,)]


def test_a_target_that_holds_something_is_refused_and_untouched(base: Path, address: str) -> None:
    assert sofi("db", "copy", f"sqlite://{base}", address).exit_code == 0
    before = server.rows(NAME, "SELECT count(*) FROM historique")
    refused = sofi("db", "copy", f"sqlite://{base}", address)
    assert (refused.exit_code, refused.stdout, server.rows(NAME, "SELECT count(*) FROM historique")) == (1, "", before)
    assert refused.stderr == ("Erreur : La base d'arrivée n'est pas vide (table « action ») : donnez une base neuve.\n")


def test_a_source_with_a_reference_to_nothing_is_refused(base: Path, address: str) -> None:
    import sqlite3

    with sqlite3.connect(base) as connection:
        connection.execute("UPDATE action SET formation_id = 999999")
    connection.close()
    refused = sofi("db", "copy", f"sqlite://{base}", address)
    assert (refused.exit_code, refused.stderr) == (
        1,
        "Erreur : Des références de la base d'origine ne désignent rien : rien n'est copié.\n",
    )
    assert server.rows(NAME, "SELECT count(*) FROM action") == [(0,)]


def test_a_base_and_itself_are_refused(base: Path) -> None:
    assert sofi("db", "copy", f"sqlite://{base}", f"sqlite://{base}").exit_code == 1


def test_a_source_that_lacks_migrations_is_refused(base: Path, tmp_path: Path) -> None:
    refused = sofi("db", "copy", f"sqlite://{tmp_path / 'vide.db'}", f"sqlite://{tmp_path / 'autre.db'}")
    assert (refused.exit_code, refused.stderr) == (
        1,
        "Erreur : La base d'origine n'est pas à jour : lancez d'abord « sofi migrate » sur elle.\n",
    )
