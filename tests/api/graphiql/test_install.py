"""Installing is whole or not at all. The packages here are real ones, made on the spot and packed by the real npm."""

import base64
import hashlib
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from api.graphiql.install import install_assets
from api.graphiql.lock import Lock, LockedFile, LockedPackage
from api.graphiql.npm import InstallError, pack

CONTENT = b"globalThis.demo = 1;\n"
WRONG = "sha512-" + base64.b64encode(bytes(64)).decode()
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def lock(npm: str, tmp_path_factory: pytest.TempPathFactory) -> Lock:
    """A lock of one package with one file to take and one to leave, as npm packs it from a local folder."""
    source, packed = tmp_path_factory.mktemp("demo"), tmp_path_factory.mktemp("packed")
    (source / "package.json").write_text(json.dumps({"name": "demo", "version": "1.0.0"}))
    (source / "umd").mkdir()
    (source / "umd/demo.min.js").write_bytes(CONTENT)
    (source / "autre.js").write_text("// not asked for\n")
    tarball = pack(npm, f"demo@file:{source}", packed)
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    file = LockedFile("umd/demo.min.js", "demo.js", hashlib.sha256(CONTENT).hexdigest())
    return Lock((LockedPackage("demo", f"file:{source}", integrity, (file,)),))


def _changed(lock: Lock, **changes: object) -> Lock:
    return Lock((replace(lock.packages[0], **changes),))  # type: ignore[arg-type]


def _with_file(lock: Lock, **changes: object) -> Lock:
    return _changed(lock, files=(replace(lock.files[0], **changes),))  # type: ignore[arg-type]


def _refusal(target: Path, lock: Lock) -> str:
    with pytest.raises(InstallError) as refusal:
        install_assets(target, lambda _: None, lock)
    return str(refusal.value)


def _tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_only_the_locked_files_are_installed_under_their_served_names(lock: Lock, tmp_path: Path) -> None:
    told: list[str] = []
    install_assets(tmp_path / "assets", told.append, lock)
    assert _tree(tmp_path) == {"assets/demo.js": CONTENT}
    assert told == [
        f"Téléchargement de demo {lock.packages[0].version}…",
        "Fichiers de GraphiQL installés : 1.",
    ]


def test_what_is_there_already_needs_no_npm(lock: Lock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "demo.js").write_bytes(CONTENT)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("sysconfig.get_path", lambda _: "")
    told: list[str] = []
    install_assets(tmp_path, told.append, lock)
    assert told == ["GraphiQL est déjà installé."]


def test_a_package_of_another_integrity_is_refused_and_nothing_is_left(lock: Lock, tmp_path: Path) -> None:
    package = lock.packages[0]
    assert _refusal(tmp_path / "assets", _changed(lock, integrity=WRONG)) == (
        f"demo {package.version} n'est pas le paquet attendu : "
        f"empreinte {package.integrity} au lieu de {WRONG}. Rien n'a été installé."
    )
    assert list(tmp_path.iterdir()) == []


def test_one_wrong_package_keeps_the_right_ones_out_too(lock: Lock, tmp_path: Path) -> None:
    wrong = replace(lock.packages[0], integrity=WRONG)
    assert "n'est pas le paquet attendu" in _refusal(tmp_path / "assets", Lock((*lock.packages, wrong)))
    assert list(tmp_path.iterdir()) == []


def test_a_refusal_leaves_the_former_files_as_they_were(lock: Lock, tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/demo.js").write_bytes(b"former\n")
    _refusal(tmp_path / "assets", _changed(lock, integrity=WRONG))
    assert _tree(tmp_path) == {"assets/demo.js": b"former\n"}


def test_a_damaged_file_is_replaced_with_its_whole_folder(lock: Lock, tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/demo.js").write_bytes(CONTENT[:-1])
    (tmp_path / "assets/of-another-version.js").write_bytes(b"")
    install_assets(tmp_path / "assets", lambda _: None, lock)
    assert _tree(tmp_path) == {"assets/demo.js": CONTENT}


def test_a_file_of_another_hash_is_refused(lock: Lock, tmp_path: Path) -> None:
    assert _refusal(tmp_path / "assets", _with_file(lock, sha256="0" * 64)) == (
        f"« umd/demo.min.js » de demo {lock.packages[0].version} n'a pas l'empreinte du verrou : "
        "corrigez assets.lock.json. Rien n'a été installé."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_the_package_lacks_is_refused(lock: Lock, tmp_path: Path) -> None:
    assert _refusal(tmp_path / "assets", _with_file(lock, path="umd/absent.js")) == (
        f"demo {lock.packages[0].version} ne contient pas « umd/absent.js »."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(lock: Lock, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    target = tmp_path / "file" / "assets"
    assert _refusal(target, lock) == f"Écriture impossible dans « {target.parent} » : File exists."


def test_two_installs_at_once_end_with_one_whole_folder(lock: Lock, tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(install_assets, tmp_path / "assets", lambda _: None, lock) for _ in range(2)]:
            done.result()
    assert _tree(tmp_path) == {"assets/demo.js": CONTENT}


def test_installing_needs_nothing_but_the_standard_library() -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import api.graphiql.install"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
