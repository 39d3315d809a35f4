"""`sofi user …` and what `sofi seed` tells of accounts, as an operator types them."""

import asyncio
from pathlib import Path

import pytest

from catalogue.database import open_database
from seeds.accounts import seed_accounts
from tests import bases
from tests.cli.commands import sofi
from tests.conftest import settings_for

PHRASE = "cheval agrafe correct"


@pytest.fixture
def base(procedure_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base that the commands open."""
    path = tmp_path / "sofi.db"
    bases.copy(procedure_file, path)
    monkeypatch.setenv("SOFI_DATABASE_URL", bases.url_of(path))
    monkeypatch.delenv("SOFI_PASSWORD", raising=False)
    monkeypatch.chdir(tmp_path)
    return path


def test_the_first_administrator_is_made_on_the_command_line(base: Path) -> None:
    result = sofi("user", "create", "Direction@Exemple.fr", "--nom", "Direction", typed=f"{PHRASE}\n")
    assert (result.exit_code, result.stdout) == (
        0,
        "Le compte direction@exemple.fr est créé, avec le rôle ADMINISTRATEUR.\n",
    )
    [(kept, role, organisme)] = bases.rows(
        base,
        "SELECT mot_de_passe, role, organisme_id FROM compte JOIN habilitation ON compte_id = compte.id",
    )
    assert str(kept).startswith("$argon2id$") and (role, organisme) == ("ADMINISTRATEUR", None)
    verbs = bases.rows(base, "SELECT verbe, compte_id FROM historique WHERE objet = 'Compte' ORDER BY id")
    assert verbs == [("créer", None), ("habiliter", None)]


def test_a_body_s_role_asks_for_its_establishment(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOFI_PASSWORD", PHRASE)
    create = ("user", "create", "saisie@exemple.fr", "--nom", "Saisie", "--role", "SAISISSEUR_OF")
    refused = sofi(*create)
    assert refused.exit_code == 1
    assert refused.stderr == "Erreur : Le rôle SAISISSEUR_OF vaut pour un établissement : donnez son SIRET.\n"
    assert bases.rows(base, "SELECT * FROM compte") == []
    assert sofi(*create, "--siret", "13000511900032").exit_code == 0
    assert bases.rows(base, "SELECT role, organisme_id FROM habilitation") == [("SAISISSEUR_OF", 1)]


@pytest.mark.parametrize(
    ("courriel", "nom", "password", "told"),
    [
        ("pas une adresse", "Direction", PHRASE, "n’est pas une adresse électronique"),
        ("direction@exemple.fr", " ", PHRASE, "Le nom d'un compte fait de 1 à 100 caractères."),
        ("direction@exemple.fr", "Direction", "court", "Un mot de passe a 12 caractères au moins"),
        ("direction@exemple.fr", "Direction", "", "Un mot de passe a 12 caractères au moins"),
    ],
)
def test_what_cannot_be_an_account_is_told_in_one_line(
    base: Path, courriel: str, nom: str, password: str, told: str
) -> None:
    result = sofi("user", "create", courriel, "--nom", nom, typed=f"{password}\n")
    assert result.exit_code == 1 and told in result.stderr and result.stderr.count("\n") == 1
    assert bases.rows(base, "SELECT * FROM compte") == []


def test_the_last_administrator_stays(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOFI_PASSWORD", PHRASE)
    sofi("user", "create", "direction@exemple.fr", "--nom", "Direction")
    refused = sofi("user", "deactivate", "direction@exemple.fr")
    assert (refused.exit_code, refused.stderr) == (
        1,
        "Erreur : C'est le dernier administrateur : nommez-en un autre d'abord.\n",
    )
    assert bases.rows(base, "SELECT actif, version FROM compte") == [(1, 1)]
    sofi("user", "create", "relais@exemple.fr", "--nom", "Relais")
    assert sofi("user", "deactivate", "DIRECTION@exemple.fr").exit_code == 0
    assert bases.rows(base, "SELECT courriel, actif, version FROM compte ORDER BY id") == [
        ("direction@exemple.fr", 0, 2),
        ("relais@exemple.fr", 1, 1),
    ]
    assert "l'était déjà" in sofi("user", "deactivate", "direction@exemple.fr").stdout
    assert "n'a pas de compte" in sofi("user", "deactivate", "inconnu@exemple.fr").stderr


async def _seed_accounts(path: Path) -> None:
    async with open_database(settings_for(path)):
        await seed_accounts()


def test_an_account_beside_public_passwords_is_told_of_them(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOFI_PASSWORD", PHRASE)
    asyncio.run(_seed_accounts(base))
    result = sofi("user", "create", "direction@exemple.fr", "--nom", "Direction")
    assert result.exit_code == 0
    assert result.stderr.startswith("Attention : cette base a 7 comptes de démonstration")


def test_a_base_in_use_gets_no_demonstration_account(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sofi("seed", "--if-empty").stdout == "La base contient déjà une offre : rien à faire.\n"
    assert bases.rows(base, "SELECT * FROM compte") == []
