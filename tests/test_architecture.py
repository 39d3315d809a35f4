"""The rules of the house that no linter knows: sizes, names, places, what the repository may not say."""

import re
from pathlib import Path

import pytest

from tests.project import PACKAGES, ROOT, UNSHIPPED, files, relative

PYTHON = [path for path in files() if path.suffix == ".py"]
GENERATED = "catalogue/migrations/"
"""Written by a tool, as long as the models are."""

LONGEST = 300
NO_MEANING = {"common", "core", "helper", "helpers", "manager", "managers", "misc", "service", "services", "shared"}
NO_MEANING |= {"tool", "tools", "util", "utils"}

TEXTS = {".py", ".md", ".toml", ".lock", ".json", ".html", ".js", ".css", ".graphql", ".csv", ".yml", ".yaml", ""}


def test_the_root_holds_the_packages_the_documents_and_nothing_else() -> None:
    assert {"cli", "api", "workflows", "catalogue", "seeds"} == PACKAGES
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and any(files(path))}
    assert {name for name in folders if not name.startswith(".")} == PACKAGES | UNSHIPPED | {"docs"}


def test_no_file_is_longer_than_can_be_read() -> None:
    sizes = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON}
    assert {name: size for name, size in sizes.items() if size > LONGEST and not name.startswith(GENERATED)} == {}


def test_no_module_has_a_name_without_meaning() -> None:
    parts = {part for path in PYTHON for part in path.relative_to(ROOT).with_suffix("").parts}
    assert parts & NO_MEANING == set()


def test_every_folder_of_code_is_a_package() -> None:
    """Of the tests above all: pytest would take tests/api for the package `api`. The examples are scripts."""
    folders = {path.parent for path in PYTHON} - {ROOT, ROOT / "docs/examples"}
    assert [relative(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_the_tests_mirror_the_packages() -> None:
    tested = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name in PACKAGES}
    assert tested == PACKAGES


@pytest.mark.parametrize("place", [ROOT, Path.home()], ids=["project", "home"])
def test_no_file_names_a_path_of_this_machine(place: Path) -> None:
    if place == Path(place.anchor):
        pytest.skip("Everything is below the root of the machine.")
    naming = re.compile(rf"{re.escape(str(place))}(?![\w-])")
    texts = [path for path in files() if path.suffix in TEXTS]
    assert len(texts) > 200
    assert [relative(path) for path in texts if naming.search(path.read_text(encoding="utf-8"))] == []
