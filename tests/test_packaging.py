"""What is installed: the locks that say which libraries, and the wheel that carries the project."""

import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project import PACKAGES, PYPROJECT, ROOT, files, relative

LOCKS = sorted(ROOT.glob("requirements*.lock"))
VERSION = PYPROJECT["project"]["version"]
GROUPS = PYPROJECT["dependency-groups"]
ASKED = {
    "requirements.lock": PYPROJECT["project"]["dependencies"] + GROUPS["build"],
    "requirements-dev.lock": PYPROJECT["project"]["dependencies"] + GROUPS["build"] + GROUPS["dev"],
    "requirements-npm.lock": GROUPS["npm"],
    "requirements-mesures.lock": GROUPS["mesures"],
}


def pins(lock: Path) -> dict[str, str]:
    """Name and version of every library of a lock."""
    lines = re.findall(r"^([\w.\[\]-]+)==([^\s;]+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(name.partition("[")[0]): version for name, version in lines}


def test_there_is_a_lock_for_each_use() -> None:
    assert {lock.name for lock in LOCKS} == set(ASKED)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_satisfies_what_the_project_asks(lock: Path) -> None:
    locked = pins(lock)
    for requirement in map(Requirement, ASKED[lock.name]):
        assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)]), "lancez « make lock »"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_every_library_by_its_hashes(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE), flags=re.MULTILINE)[1:]
    # A library may stand there once for each range of Pythons.
    assert len({entry.partition("==")[0] for entry in entries}) == len(pins(lock)) > 0
    for entry in entries:
        assert re.fullmatch(r"\S+==\S+( ; [^\\]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+\n", entry), entry


def test_developers_run_the_versions_that_are_served() -> None:
    assert pins(ROOT / "requirements.lock").items() <= pins(ROOT / "requirements-dev.lock").items()


def test_no_file_of_the_set_up_names_a_registry() -> None:
    """A machine's own configuration says where libraries come from: a mirror, a closed network."""
    for file in [*LOCKS, ROOT / "api/graphiql/assets.lock.json"]:
        assert "://" not in file.read_text(encoding="utf-8"), file.name
    for name in ("Makefile", ".ci/run", "pyproject.toml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert re.findall(r"(?:index-url|find-links|registry|trusted-host)", text) == [], name


def test_what_builds_the_project_is_pinned() -> None:
    assert PYPROJECT["build-system"]["requires"] == GROUPS["build"]


def test_the_version_is_written_in_one_place() -> None:
    """What looks like it elsewhere is the version of something else, in a lock or a history."""
    history = {"pyproject.toml", "CHANGELOG.md", *ASKED}
    texts = [path for path in files() if path.suffix in {".py", ".toml", ".html"} and path.name not in history]
    assert [relative(path) for path in texts if f'"{VERSION}"' in path.read_text(encoding="utf-8")] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """The wheel, built without network from what people wrote and nothing else."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for file in files():
        copied = source / relative(file)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copied)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", str(target), str(source)], check=True, capture_output=True)
    [path] = target.iterdir()
    with zipfile.ZipFile(path) as archive:
        yield archive


def test_the_wheel_holds_the_packages_and_the_command_line_whole(wheel: zipfile.ZipFile) -> None:
    """Data files too: the SDL, the pages, the lock of GraphiQL. No test, no measure."""
    metadata = f"sofi-{VERSION}.dist-info/"
    carried = {name for name in wheel.namelist() if not name.startswith(metadata)}
    assert carried == {relative(path) for package in PACKAGES for path in files(ROOT / package)}


def test_the_wheel_says_its_version_its_licence_and_its_command(wheel: zipfile.ZipFile) -> None:
    folder = f"sofi-{VERSION}.dist-info"
    metadata = wheel.read(f"{folder}/METADATA").decode().splitlines()
    assert f"Version: {VERSION}" in metadata
    assert "License-Expression: EUPL-1.2" in metadata
    assert wheel.read(f"{folder}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
    assert wheel.read(f"{folder}/entry_points.txt").decode().split() == ["[console_scripts]", "sofi", "=", "cli:app"]
