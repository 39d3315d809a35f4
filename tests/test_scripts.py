"""The scripts of the documentation, run as a new user would, against a service in a process of its own."""

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.database import open_database
from seeds import accounts
from tests.conftest import settings_for
from tests.project import ROOT
from tests.served import served

SCRIPTS = ROOT / "docs/examples"


@pytest.fixture
def demonstration(procedure_file: Path, tmp_path: Path) -> Path:
    """The procedure's example with the demonstration's accounts."""
    path = tmp_path / "sofi.db"
    shutil.copy(procedure_file, path)

    async def seed() -> None:
        async with open_database(settings_for(path)):
            await accounts.seed_accounts()

    asyncio.run(seed())
    return path


def play(script: str, *arguments: str) -> list[str]:
    """What a script prints; it must succeed."""
    command = [sys.executable, str(SCRIPTS / script), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def test_the_day_of_a_body_ends_with_a_complete_entry(demonstration: Path) -> None:
    with served(demonstration) as address:
        lines = play("saisie.py", address)
    assert lines[:2] == [
        "Établissement : CARIFOREF DES PAYS DE LA LOIRE, site 36364",
        "Certifinfo 109049 : Titre professionnel assistant ressources humaines (RNCP35030)",
    ]
    assert lines[2:8] == [
        "Action 19482-89394",
        "Session 19482-89394-143843 du 2021-09-01 au 2021-12-31",
        "  dispositif 2 : Apprentissage - contrat d'apprentissage",
        "  dispositif 3 : Formation avec autres financements (entreprise, individuel)",
        "Session 19482-89394-143844 du 2022-09-01 au 2022-12-31",
        "  dispositif 4 : Apprentissage - contrat d'apprentissage",
    ]
    assert not [line for line in lines if line.startswith("BLOQUANT")]
    assert lines[-1] == "Saisie complète à 100 % : elle peut être envoyée en validation."
