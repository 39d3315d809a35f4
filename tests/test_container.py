"""The image and its composition: no container engine is needed to play, one by one, the steps that they name."""

import json
import os
import re
import shlex
import shutil
import signal
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml  # type: ignore[import-untyped]  # comes with uvicorn

from catalogue.settings import Settings
from tests import postgresql_server as server
from tests.ports import free_port
from tests.project import ROOT, files, relative
from tests.test_documents import command as command_of

IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
COMPOSITION: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSITION["services"]
OURS = [name for name, service in SERVICES.items() if "build" in service]


def steps() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile: their word and what follows it."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    return [(line.partition(" ")[0], line.partition(" ")[2].strip()) for line in lines]


def told(word: str) -> list[str]:
    """What follows a word, each time that it stands there."""
    return [rest for name, rest in steps() if name == word]


def probe() -> list[str]:
    """The command of the health check."""
    [check] = told("HEALTHCHECK")
    found: list[str] = json.loads(check.partition(" CMD ")[2])
    return found


def commands() -> list[list[str]]:
    """Everything that runs in a container of ours."""
    return [json.loads(told("CMD")[0]), *(SERVICES[name]["command"] for name in OURS)]


def test_every_step_of_the_image_is_a_target_of_make() -> None:
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert told("RUN") == ["make install"]
    assert "install" in targets


def test_every_command_is_one_of_sofi() -> None:
    for words in commands():
        assert words[0] == "sofi"
        found, left = command_of(words[1:])
        options = {name for parameter in found.params for name in parameter.opts}
        assert not getattr(found, "commands", {}) and {word for word in left if word.startswith("-")} <= options, words


def test_every_setting_that_they_name_exists() -> None:
    known = {f"SOFI_{name.upper()}" for name in Settings.model_fields}
    for name in ("Dockerfile", "compose.yaml"):
        named = set(re.findall(r"\bSOFI_[A-Z_]+[A-Z]\b", (ROOT / name).read_text(encoding="utf-8")))
        assert named and named - known == set(), name


def test_the_images_name_no_registry_and_the_file_no_secret() -> None:
    images = [line.split()[0] for line in told("FROM")] + [service["image"] for service in SERVICES.values()]
    assert [image for image in images if "/" in image] == []
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"PASSWORD: (.+)", text)) == {"${POSTGRES_PASSWORD:?donnez un mot de passe}"}
    assert re.findall(r"://\w+:([^@]+)@", text) == ["${POSTGRES_PASSWORD:?donnez un mot de passe}"]


def test_the_application_is_not_run_by_root() -> None:
    [user] = told("USER")
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", user)
    assert steps().index(("USER", user)) < steps().index(("CMD", told("CMD")[0]))


def test_what_is_secret_or_made_stays_out_of_the_image() -> None:
    assert {".git", ".env", ".venv", "*.db", "*.dump", "api/graphiql/assets"} <= set(IGNORED)


def test_the_worker_does_the_work_behind_and_the_service_does_not() -> None:
    assert SERVICES["service"]["environment"]["SOFI_WORKER"] == "false"
    assert SERVICES["worker"]["command"] == ["sofi", "worker"]
    for name in ("service", "worker"):
        assert SERVICES[name]["depends_on"] == {"migration": {"condition": "service_completed_successfully"}}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree as the image receives it, with what its step made."""
    folder = tmp_path_factory.mktemp("image")
    for file in files():
        if not any(
            Path(relative(file)).match(pattern) or relative(file).startswith(f"{pattern}/") for pattern in IGNORED
        ):
            (folder / relative(file)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, folder / relative(file))
    assert not (folder / "tests").exists()
    for step in told("RUN"):
        subprocess.run([*shlex.split(step), f"PYTHON={sys.executable}"], cwd=folder, check=True, timeout=900)
    return folder


def environment(name: str, folder: Path, address: str, port: int) -> dict[str, str]:
    """What a container of ours has in its environment, but for where it finds the base and listens."""
    image = dict(word.split("=", 1) for line in told("ENV") for word in line.split())
    own = {word: value for word, value in os.environ.items() if not word.startswith(("SOFI_", "VIRTUAL_ENV", "PYTHON"))}
    path = image.pop("PATH").replace("/srv/sofi", str(folder)).replace("$PATH", os.environ["PATH"])
    moved = {"SOFI_DATABASE_URL": f"{address}/sofi", "SOFI_HOST": "127.0.0.1", "SOFI_PORT": str(port)}
    return {**own, **image, **SERVICES[name]["environment"], "PATH": path, **moved}


@contextmanager
def running(name: str, folder: Path, env: dict[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """A container of ours; it must end in order."""
    with subprocess.Popen(
        SERVICES[name]["command"], cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=30) == 0


@pytest.mark.slow
def test_whoever_runs_it_may_read_all_of_it(installed: Path) -> None:
    closed = [path for path in installed.rglob("*") if not path.is_symlink() and not path.stat().st_mode & stat.S_IROTH]
    assert closed == []


@pytest.mark.slow
def test_its_steps_install_migrate_serve_work_and_stop_in_order(installed: Path) -> None:
    init = SERVICES["base"]["environment"]["POSTGRES_INITDB_ARGS"].split()
    port = free_port()
    with server.cluster(*init) as address:
        server.rows_at(f"{address}/postgres", "CREATE DATABASE sofi")
        env = environment("migration", installed, address, port)
        subprocess.run(SERVICES["migration"]["command"], cwd=installed, env=env, check=True, timeout=120)
        ready = subprocess.run(probe(), cwd=installed, env=env, check=False, capture_output=True)
        assert ready.returncode != 0, "personne ne sert encore"
        with (
            running("worker", installed, environment("worker", installed, address, port)) as worker,
            running("service", installed, environment("service", installed, address, port)) as service,
        ):
            assert worker.stdout is not None and worker.stdout.readline().startswith("Travail de fond : distribution")
            assert service.stdout is not None and service.stdout.readline().startswith("SOFI répond sur")
            for _ in range(100):
                ready = subprocess.run(probe(), cwd=installed, env=env, check=False, capture_output=True)
                if ready.returncode == 0:
                    break
            assert ready.returncode == 0, ready.stderr
            body = json.dumps({"query": "{ formations { totalCount } }"}).encode()
            asked = urllib.request.Request(
                f"http://127.0.0.1:{port}/graphql", body, {"Content-Type": "application/json"}
            )
            with urllib.request.urlopen(asked, timeout=30) as answer:
                assert json.load(answer) == {"data": {"formations": {"totalCount": 0}}}
            page = urllib.request.Request(f"http://127.0.0.1:{port}/graphql", headers={"Accept": "text/html"})
            with urllib.request.urlopen(page, timeout=30) as answer:
                script = re.search(r'src="([^"]+\.js)"', answer.read().decode())
            assert script is not None
            with urllib.request.urlopen(urljoin(page.full_url, script[1]), timeout=30) as answer:
                assert answer.status == 200
