"""Installing GraphiQL's files: `python -m api.graphiql.install`, at set-up and never at run time.

Runs on the standard library alone, because set-up calls it early.
"""

import base64
import hashlib
import sys
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from api.graphiql.lock import ASSETS, Lock, LockedPackage, read_lock
from api.graphiql.npm import InstallError, find_npm, pack


def install_assets(target: Path, report: Callable[[str], None], lock: Lock | None = None) -> None:
    """Brings the locked files into the target folder, whole or not at all; does nothing when they are there.

    Every package is verified against the lock before a single file is taken out of any of them. What the folder held
    before is replaced as one, so that files of two versions never mix. `report` is told each step in French.

    Raises:
        InstallError: no npm, no network, a package or a file other than the locked one, a folder that is not writable.
    """
    lock = lock or read_lock()
    if lock.is_installed(target):
        report("GraphiQL est déjà installé.")
        return
    npm = find_npm()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f"{target.name}.", dir=target.parent) as name:
            workshop = Path(name)
            tarballs = [_fetch(npm, package, workshop / str(n), report) for n, package in enumerate(lock.packages)]
            staged = workshop / "staged"
            staged.mkdir()
            for package, tarball in zip(lock.packages, tarballs, strict=True):
                _extract(package, tarball, staged)
            _swap(staged, target, workshop / "former")
    except OSError as error:
        # two set-ups at once: the other one's folder is in place, and is as good as ours
        if not lock.is_installed(target):
            raise InstallError(f"Écriture impossible dans « {target.parent} » : {error.strerror}.") from error
    report(f"Fichiers de GraphiQL installés : {len(lock.files)}.")


def _fetch(npm: str, package: LockedPackage, folder: Path, report: Callable[[str], None]) -> Path:
    """The package's tarball, once it proved to be the locked one."""
    report(f"Téléchargement de {package.name} {package.version}…")
    folder.mkdir()
    tarball = pack(npm, f"{package.name}@{package.version}", folder)
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode("ascii")
    if f"sha512-{digest}" != package.integrity:
        raise InstallError(
            f"{package.name} {package.version} n'est pas le paquet attendu : "
            f"empreinte sha512-{digest} au lieu de {package.integrity}. Rien n'a été installé."
        )
    return tarball


def _extract(package: LockedPackage, tarball: Path, folder: Path) -> None:
    """Takes the locked files out, each under the name it is served under; no other member is touched."""
    with tarfile.open(tarball) as archive:
        members = {member.name: member for member in archive if member.isfile()}
        for file in package.files:
            member = members.get(f"package/{file.path}")
            content = archive.extractfile(member) if member else None
            if content is None:
                raise InstallError(f"{package.name} {package.version} ne contient pas « {file.path} ».")
            (folder / file.served_as).write_bytes(content.read())
            if not file.is_in(folder):
                raise InstallError(
                    f"« {file.path} » de {package.name} {package.version} n'a pas l'empreinte du verrou : "
                    "corrigez assets.lock.json. Rien n'a été installé."
                )


def _swap(staged: Path, target: Path, former: Path) -> None:
    """Puts the staged folder in the target's place by renaming; a target that was there ends in `former`."""
    if target.exists():
        target.replace(former)
    try:
        staged.replace(target)
    except OSError:
        if former.exists():
            former.replace(target)
        raise


def main() -> int:
    """Installs beside this module and says so; 1 when it could not."""
    try:
        install_assets(ASSETS, print)
    except InstallError as error:
        print(f"Installation de GraphiQL impossible. {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
