"""`sofi documents`: what is registered, what is refused and where, and that the processes that serve see it."""

import json
import time
from contextlib import nullcontext
from pathlib import Path

import httpx
import pytest
from click.testing import Result

from tests import bases
from tests.cli.commands import sofi
from tests.served import served
from workflows.persisted import fingerprint

TEXT = "query Un { __typename }\n"
OTHER = "mutation Deux { markRead { __typename } }"
ROWS = "SELECT nom, texte FROM document_enregistre ORDER BY nom"


@pytest.fixture
def base(migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The base that the command works on."""
    path = bases.copy(migrated_file, tmp_path / "sofi.db")
    monkeypatch.setenv("SOFI_DATABASE_URL", bases.url_of(path))
    monkeypatch.chdir(tmp_path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two documents, and a file that is none."""
    path = tmp_path / "requetes"
    (path / "ecran").mkdir(parents=True)
    (path / "un.graphql").write_text(TEXT)
    (path / "ecran" / "deux.gql").write_text(OTHER)
    (path / "lisezmoi.md").write_text("rien")
    return path


def error(result: Result) -> str:
    """The one line of a refusal."""
    assert (result.exit_code, result.stdout) == (1, "")
    return str(result.stderr)


def test_a_folder_is_registered_and_its_identifiers_are_told(base: Path, folder: Path, tmp_path: Path) -> None:
    manifest = tmp_path / "manifeste.json"
    result = sofi("documents", "add", str(folder), "--manifeste", str(manifest))
    one, two = f"sha256:{fingerprint(TEXT)}", f"sha256:{fingerprint(OTHER)}"
    assert (result.exit_code, result.stdout) == (0, f"{two}  ecran/deux\n{one}  un\n")
    assert result.stderr == "2 document(s), dont 2 nouveau(x).\n"
    assert json.loads(manifest.read_text()) == {"ecran/deux": two, "un": one}
    assert bases.rows(base, ROWS) == [("ecran/deux", OTHER), ("un", TEXT)]
    again = sofi("documents", "add", str(folder / "un.graphql"))
    assert (again.stdout, again.stderr) == (f"{one}  un\n", "1 document(s), dont 0 nouveau(x).\n")


def test_what_is_not_valid_is_told_with_its_place_and_nothing_is_registered(base: Path, folder: Path) -> None:
    (folder / "faux.graphql").write_text("query Faux {\n  absent\n  formations { nodes { idd } }\n}\n")
    (folder / "syntaxe.graphql").write_text("{ a ")
    (folder / "fragment.graphql").write_text("fragment F on Query { __typename }")
    (folder / "profond.graphql").write_text(
        "{ node(id: 1) { ... on Formation { " + "actions { formation { " * 6 + "numero" + " } }" * 6 + " } } }"
    )
    (folder / "long.graphql").write_text(f"{TEXT} # {'x' * 65536}")
    (folder / "nul.graphql").write_text(f"{TEXT} # \0")
    (folder / "alias.graphql").write_text("{ " + " ".join(f"a{n}: __typename" for n in range(31)) + " }")
    has_not = "Le document demande ce que le schéma n'a pas : comparez-le au schéma, ouvert à l'introspection et dans GraphiQL"
    malformed = "Le document n'est pas du GraphQL bien formé : corrigez-le à l'endroit indiqué"
    assert error(sofi("documents", "add", str(folder))).splitlines() == [
        f"{folder}/alias.graphql : La demande compte 31 alias ; la limite est de 30 : répartissez-les sur plusieurs demandes.",
        f"{folder}/faux.graphql : ligne 2, colonne 3 : {has_not} (Cannot query field 'absent' on type 'Query').",
        f"{folder}/faux.graphql : ligne 3, colonne 24 : {has_not} (Cannot query field 'idd' on type 'Formation').",
        f"{folder}/fragment.graphql : Le document n'a aucune opération : rien ne peut en être exécuté.",
        f"{folder}/long.graphql : Un document enregistré fait 64 Kio au plus : découpez-le.",
        f"{folder}/nul.graphql : Le document contient un caractère nul : retirez-le.",
        f"{folder}/profond.graphql : La demande compte 14 niveaux d'imbrication ; la limite est de 12 : demandez moins de niveaux à la fois.",
        f"{folder}/syntaxe.graphql : ligne 1, colonne 5 : {malformed} (Syntax Error: Expected Name, found <EOF>).",
        "Erreur : Rien n'est enregistré : corrigez ce qui est indiqué.",
    ]
    assert bases.rows(base, ROWS) == []


def test_files_that_cannot_be_read_are_refused(base: Path, folder: Path, tmp_path: Path) -> None:
    empty = tmp_path / "vide"
    empty.mkdir()
    latin = tmp_path / "latin.graphql"
    latin.write_bytes(b"{ a } # \xe9")
    long = tmp_path / f"{'x' * 201}.graphql"
    long.write_text(TEXT)
    absent = tmp_path / "absent.graphql"
    expected = {
        str(empty): f"Le dossier « {empty} » n'a aucun fichier .graphql ou .gql.",
        str(latin): f"Le fichier « {latin} » n'est pas en UTF-8.",
        str(absent): f"Le fichier « {absent} » ne se lit pas : No such file or directory.",
        str(long): f"Le nom « {'x' * 60}… » fait plus de 200 caractères : raccourcissez-le.",
    }
    for path, words in expected.items():
        assert error(sofi("documents", "add", str(folder), path)) == f"Erreur : {words}\n"
    twice = error(sofi("documents", "add", str(folder), str(folder / "un.graphql")))
    assert twice == "Erreur : Deux documents se nomment « un » : renommez l'un des fichiers.\n"
    assert bases.rows(base, ROWS) == []


def test_a_manifest_that_cannot_be_written_is_told(base: Path, folder: Path) -> None:
    result = sofi("documents", "add", str(folder), "--manifeste", str(folder))
    assert result.exit_code == 1
    assert result.stderr.endswith(f"Erreur : Le manifeste « {folder} » ne s'écrit pas : Is a directory.\n")
    assert len(bases.rows(base, ROWS)) == 2


def test_the_list_says_where_each_came_from_and_what_the_schema_does_not_allow_any_more(
    base: Path, folder: Path
) -> None:
    sofi("documents", "add", str(folder / "un.graphql"))
    bases.rows(
        base,
        "INSERT INTO document_enregistre (empreinte, texte, exploitant, cree_le, vu_le)"
        " VALUES ('abc', '{ ancien }', FALSE, '2026-01-02 03:04:05+00:00', '2026-02-03')",
    )
    first, second = sofi("documents", "list").stdout.splitlines()
    assert first.startswith(f"sha256:{fingerprint(TEXT)}  un  (de l'exploitant, le ")
    assert first.endswith(", jamais demandé)")
    assert second == (
        "sha256:abc  –  (venu par son premier usage, le 02/01/2026, dernier usage le 03/02/2026, le schéma ne le permet plus)"
    )


def test_what_is_removed_is_gone_once(base: Path, folder: Path) -> None:
    sofi("documents", "add", str(folder))
    identifier = f"SHA256:{fingerprint(TEXT)}"
    assert sofi("documents", "remove", identifier).stdout == f"Le document sha256:{fingerprint(TEXT)} est retiré.\n"
    assert bases.rows(base, ROWS) == [("ecran/deux", OTHER)]
    assert error(sofi("documents", "remove", identifier)) == (
        f"Erreur : Aucun document enregistré n'a l'identifiant sha256:{fingerprint(TEXT)}.\n"
    )
    assert error(sofi("documents", "remove", "un")).startswith("Erreur : `documentId` est le SHA-256 du document")
    assert bases.rows(base, ROWS) == [("ecran/deux", OTHER)]


def test_the_processes_that_serve_see_what_is_registered_and_what_is_removed(base: Path, folder: Path) -> None:
    """One process on a file, two on a server."""
    with (
        served(base, SOFI_DOCUMENTS="enregistres") as one,
        served(base, SOFI_DOCUMENTS="enregistres") if bases.POSTGRESQL else nullcontext(one) as two,
    ):

        def answers() -> list[str]:
            parameters = {"documentId": fingerprint(TEXT)}
            return [httpx.get(url, params=parameters).text for url in (one, two)]

        assert all("PERSISTED_DOCUMENT_NOT_FOUND" in answer for answer in answers())
        sofi("documents", "add", str(folder))
        assert answers() == ['{"data":{"__typename":"Query"}}'] * 2
        sofi("documents", "remove", fingerprint(TEXT))
        for _ in range(200):
            if all("PERSISTED_DOCUMENT_NOT_FOUND" in answer for answer in answers()):
                break
            time.sleep(0.1)
        else:
            raise AssertionError("le document retiré répond toujours")


def test_documents_of_a_first_use_in_one_process_serve_in_the_others(base: Path) -> None:
    with (
        served(base, SOFI_DOCUMENTS="premier-usage") as one,
        served(base, SOFI_DOCUMENTS="premier-usage") if bases.POSTGRESQL else nullcontext(one) as two,
    ):
        identifier = fingerprint(TEXT)
        assert httpx.post(one, json={"query": TEXT, "documentId": identifier}).text == '{"data":{"__typename":"Query"}}'
        # It is written once the answer is sent.
        for _ in range(200):
            if bases.rows(base, ROWS):
                break
            time.sleep(0.1)
        assert bases.rows(base, ROWS) == [(None, TEXT)]
        assert httpx.get(two, params={"documentId": identifier}).text == '{"data":{"__typename":"Query"}}'
