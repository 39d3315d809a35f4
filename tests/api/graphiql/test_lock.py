"""The lock says exactly which bytes are served."""

import base64
import re
from importlib import resources
from pathlib import Path

import pytest

from api.graphiql.lock import ASSETS, read_lock


def test_the_lock_pins_the_four_packages() -> None:
    assert [(package.name, package.version) for package in read_lock().packages] == [
        ("react", "18.2.0"),
        ("react-dom", "18.2.0"),
        ("graphiql", "4.1.2"),
        ("@graphiql/plugin-explorer", "4.0.6"),
    ]


def test_every_package_has_a_whole_sha512() -> None:
    for package in read_lock().packages:
        algorithm, _, digest = package.integrity.partition("-")
        assert (algorithm, len(base64.b64decode(digest, validate=True))) == ("sha512", 64), package.name


def test_every_file_has_a_sha256_and_a_plain_name_of_its_own() -> None:
    files = read_lock().files
    assert all(re.fullmatch("[0-9a-f]{64}", file.sha256) for file in files)
    assert all(re.fullmatch(r"[A-Za-z-]+(\.[A-Za-z]+)+", file.served_as) for file in files)
    assert len({file.served_as for file in files}) == len(files) == 9


def test_the_lock_names_no_registry() -> None:
    assert "://" not in resources.files("api.graphiql").joinpath("assets.lock.json").read_text(encoding="utf-8")


@pytest.mark.usefixtures("installed")
def test_what_is_installed_is_what_is_locked() -> None:
    assert read_lock().is_installed(ASSETS)


def test_an_empty_folder_lacks_every_file(tmp_path: Path) -> None:
    assert not read_lock().is_installed(tmp_path)
    assert read_lock().absent(tmp_path) == tuple(file.served_as for file in read_lock().files)
