"""The import rule holds, and each of its contracts refuses what it is there to refuse."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import PACKAGES, PYPROJECT, ROOT

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"
CONTRACTS = {contract["id"] for contract in PYPROJECT["tool"]["importlinter"]["contracts"]}

INTRUSIONS = [
    ("descente", "catalogue/intrus.py", "import workflows.errors"),
    ("descente", "catalogue/intrus.py", "import api.errors"),
    ("descente", "workflows/intrus.py", "import api.errors"),
    ("descente", "workflows/intrus.py", "import seeds.procedure"),
    ("descente", "api/intrus.py", "import seeds.procedure"),
    ("descente", "seeds/intrus.py", "import api.errors"),
    ("sommet", "api/intrus.py", "import tests"),
    ("sommet", "seeds/intrus.py", "from tests import factories"),
    ("sommet", "workflows/intrus.py", "import benchmarks.run"),
    ("graphql", "workflows/intrus.py", "import strawberry"),
    ("graphql", "catalogue/intrus.py", "from graphql import GraphQLError"),
    ("graphql", "seeds/intrus.py", "from starlette.requests import Request"),
    ("tortoise", "api/types/intrus.py", "from tortoise.models import Model"),
    ("tortoise", "seeds/intrus.py", "from tortoise.transactions import in_transaction"),
    ("regles", "catalogue/rules/intrus.py", "from tortoise import fields"),
    ("regles", "catalogue/vocabulary/intrus.py", "import catalogue.models"),
    ("xml", "workflows/intrus.py", "import xml.etree.ElementTree"),
    ("xml", "api/intrus.py", "from lxml import etree"),
    ("migrations", "catalogue/migrations/intrus.py", "from catalogue.models import Formation"),
    ("catalogue", "catalogue/models/intrus.py", "import catalogue.rules.money"),
    ("catalogue", "catalogue/documents/intrus.py", "import catalogue.reads.keyset"),
    ("workflows", "workflows/errors.py", "import workflows.publication"),
    ("api", "api/types/intrus.py", "import api.queries.offre"),
    ("cycles", "catalogue/rules/invalid.py", "import catalogue.rules.money"),
]


def lint_imports(folder: Path, *options: str) -> tuple[int, str]:
    """Exit status and output of import-linter over the packages of a folder, in a process that knows no other."""
    command = [sys.executable, "-c", LINT_IMPORTS, "--no-cache", "--no-logo", *options]
    wide = {**os.environ, "COLUMNS": "300"}
    done = subprocess.run(command, cwd=folder, env=wide, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the packages, in order, for a test to spoil and to put right."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__", "assets"))
    status, output = lint_imports(folder)
    assert status == 0, output
    return folder


def test_the_import_rule_holds() -> None:
    status, output = lint_imports(ROOT)
    assert status == 0, output
    assert f"Contracts: {len(CONTRACTS)} kept, 0 broken." in output


@pytest.mark.parametrize(("contract", "file", "statement"), INTRUSIONS)
def test_a_contract_refuses_what_it_forbids(copy: Path, contract: str, file: str, statement: str) -> None:
    intruded = copy / file
    former = intruded.read_text(encoding="utf-8") if intruded.exists() else None
    intruded.write_text(f"{former or ''}\n{statement}\n", encoding="utf-8")
    status, output = lint_imports(copy, "--contract", contract)
    if former is None:
        intruded.unlink()
    else:
        intruded.write_text(former, encoding="utf-8")
    assert status == 1, output
    assert "Contracts: 0 kept, 1 broken." in output
    assert Path(file).stem in output


def test_every_contract_is_tried() -> None:
    assert {contract for contract, _, _ in INTRUSIONS} == CONTRACTS


def test_every_package_is_under_the_rule() -> None:
    assert set(PYPROJECT["tool"]["importlinter"]["root_packages"]) == PACKAGES
    layers = PYPROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    assert {name.strip() for layer in layers for name in layer.split("|")} == PACKAGES


def test_the_command_line_only_starts_the_frameworks() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "cli").glob("*.py"))
    for framework in ("strawberry", "graphql", "starlette", "tortoise", "uvicorn"):
        assert f"import {framework}" not in source
        assert f"from {framework}" not in source
