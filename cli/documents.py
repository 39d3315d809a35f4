"""Register the documents of a front end, list them, remove one."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import orjson
import typer

from cli.running import console, errors, one_line_errors, run
from workflows.imports.tables import UnreadableFile

documents = typer.Typer(help="Les documents GraphQL enregistrés, demandés par leur empreinte.", no_args_is_help=True)

SUFFIXES = (".graphql", ".gql")
LONGEST_NAME = 200


@documents.command()
def add(
    paths: Annotated[list[Path], typer.Argument(help="Fichiers, ou dossiers de fichiers .graphql et .gql.")],
    manifeste: Annotated[
        Path | None, typer.Option(help="Écrit dans ce fichier un objet JSON {nom: identifiant}.")
    ] = None,
) -> None:
    """Enregistre des documents, tous ou aucun, et affiche leurs identifiants. Chacun est vérifié d'après le schéma."""
    from api.judging import flaws
    from workflows import persisted

    with one_line_errors():
        given = _read(paths)
    refused = [f"{one.file} : {flaw}" for one in given for flaw in flaws(one.text)]
    if refused:
        for line in refused:
            errors.print(line, highlight=False, markup=False, soft_wrap=True)
        errors.print("Erreur : Rien n'est enregistré : corrigez ce qui est indiqué.", highlight=False, soft_wrap=True)
        raise typer.Exit(1)
    new = run(lambda: persisted.add((one.name, one.text) for one in given))
    identifiers = {one.name: f"sha256:{persisted.fingerprint(one.text)}" for one in given}
    for name, identifier in identifiers.items():
        typer.echo(f"{identifier}  {name}")
    errors.print(f"{len(given)} document(s), dont {new} nouveau(x).", highlight=False)
    if manifeste is not None:
        with one_line_errors():
            _write(manifeste, identifiers)


@documents.command(name="list")
def list_documents() -> None:
    """Liste les documents enregistrés, et ceux que le schéma ne permet plus."""
    from api.judging import flaws
    from catalogue.clock import PARIS
    from catalogue.models import DocumentEnregistre
    from catalogue.reads.documents_enregistres import every

    async def work() -> list[DocumentEnregistre]:
        return await every()

    rows = run(work)
    for row in rows:
        told = [
            "de l'exploitant" if row.exploitant else "venu par son premier usage",
            f"le {row.cree_le.astimezone(PARIS):%d/%m/%Y}",
            f"dernier usage le {row.vu_le:%d/%m/%Y}" if row.vu_le else "jamais demandé",
            *(["le schéma ne le permet plus"] if flaws(row.texte) else []),
        ]
        typer.echo(f"sha256:{row.empreinte}  {row.nom or '–'}  ({', '.join(told)})")
    errors.print(f"{len(rows)} document(s) enregistré(s).", highlight=False)


@documents.command()
def remove(
    identifiant: Annotated[str, typer.Argument(metavar="ID", help="Le SHA-256, précédé ou non de « sha256: ».")],
) -> None:
    """Retire un document : quelques secondes plus tard, plus aucun processus ne l'exécute par son identifiant."""
    from api.answers import Refusal
    from api.incoming import document_id
    from workflows import persisted

    try:
        empreinte = document_id(identifiant)
    except Refusal as refusal:
        errors.print(f"Erreur : {refusal}", highlight=False, soft_wrap=True)
        raise typer.Exit(1) from None
    run(lambda: persisted.remove(str(empreinte)))
    console.print(f"Le document sha256:{empreinte} est retiré.", highlight=False, soft_wrap=True)


@dataclass(frozen=True, slots=True)
class _Given:
    """A document to register: its name, which is that of the file with its folders below the one that was given."""

    name: str
    file: Path
    text: str


def _read(paths: list[Path]) -> list[_Given]:
    """What the files hold.

    Raises:
        UnreadableFile: a path gives no document, or two give the same name.
    """
    found: dict[str, _Given] = {}
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.suffix in SUFFIXES) if path.is_dir() else [path]
        if not files:
            raise UnreadableFile(f"Le dossier « {path} » n'a aucun fichier {' ou '.join(SUFFIXES)}.")
        for file in files:
            name = (file.relative_to(path) if path.is_dir() else Path(file.name)).with_suffix("").as_posix()
            if name in found:
                raise UnreadableFile(f"Deux documents se nomment « {name} » : renommez l'un des fichiers.")
            if len(name) > LONGEST_NAME:
                raise UnreadableFile(
                    f"Le nom « {name[:60]}… » fait plus de {LONGEST_NAME} caractères : raccourcissez-le."
                )
            found[name] = _Given(name, file, _text(file))
    return list(found.values())


def _text(file: Path) -> str:
    """The very bytes of a file: a client takes its hash of them."""
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        raise UnreadableFile(f"Le fichier « {file} » ne se lit pas : {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UnreadableFile(f"Le fichier « {file} » n'est pas en UTF-8.") from None


def _write(file: Path, identifiers: dict[str, str]) -> None:
    try:
        file.write_bytes(orjson.dumps(identifiers, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    except OSError as error:
        raise UnreadableFile(f"Le manifeste « {file} » ne s'écrit pas : {error.strerror}.") from None
