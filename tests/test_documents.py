"""What the documents name exists: paths, make targets, commands with their options, settings."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from catalogue.settings import Settings
from tests.project import ROOT, files, relative

DOCUMENTS = [path for path in files() if path.suffix == ".md"]
SUFFIXES = "py|md|toml|lock|graphql|json|html|css|js|svg|sh|yml"
MEDIA = {"application", "text", "image", "multipart"}
CODE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def prose(document: Path) -> str:
    """The text without its blocks of code."""
    return CODE.sub("", document.read_text(encoding="utf-8"))


def spans(document: Path) -> list[str]:
    """What stands between backticks in the text."""
    return re.findall(r"`([^`\n]+)`", prose(document))


def shell(document: Path) -> Iterator[str]:
    """Every command line shown: the lines of shell blocks, the spans."""
    for language, block in CODE.findall(document.read_text(encoding="utf-8")):
        if language in ("sh", "bash", "shell", "console"):
            yield from (line.partition(" #")[0].strip() for line in block.splitlines())
    yield from spans(document)


def paths(document: Path) -> Iterator[str]:
    """Every path of the project that the spans and the links name; `…` and `<…>` stand for something else."""
    for span in spans(document):
        name = span.partition("::")[0]
        if not re.fullmatch(r"[\w.-]+(/[\w.*-]+)*/?", name) or name.partition("/")[0] in MEDIA:
            continue
        if "/" in name or re.fullmatch(rf"[\w-]+\.({SUFFIXES})|Makefile|LICENSE", name):
            yield name
    for target in re.findall(r"\]\(([^)#\s]+)", prose(document)):
        if "://" not in target:
            yield relative((document.parent / target).resolve())


def tree(document: Path) -> Iterator[str]:
    """Every path of the maps: blocks without a language, where indentation says what holds what."""
    for language, block in CODE.findall(document.read_text(encoding="utf-8")):
        above: list[tuple[int, str]] = []
        for blanks, name in re.findall(r"^( *)([\w.-]+/|[\w-]+\.\w+)(?= |$)", "" if language else block, re.MULTILINE):
            above = [(depth, folder) for depth, folder in above if depth < len(blanks)]
            above.append((len(blanks), name))
            yield "".join(folder for _, folder in above)


def command(words: list[str]) -> tuple[Any, list[str]]:
    """The command that the words after `sofi` lead to, and the words that are left for it."""
    import cli

    found: Any = typer.main.get_command(cli.app)
    while words and words[0] in getattr(found, "commands", {}):
        found, words = found.commands[words[0]], words[1:]
    return found, words


def test_there_are_documents() -> None:
    names = {relative(document) for document in DOCUMENTS}
    assert {"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/glossary.md"} <= names


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_the_paths_that_a_document_names_exist(document: Path) -> None:
    named = {*paths(document), *tree(document)}
    assert {name for name in named if not any(ROOT.glob(name.rstrip("/")))} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_the_make_targets_that_a_document_names_exist(document: Path) -> None:
    known = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    lines = [line.split()[1:] for line in shell(document) if re.match(r"make( |$)", line)]
    assert {word for line in lines for word in line if word.isalpha()} - known == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_the_commands_that_a_document_names_exist(document: Path) -> None:
    for line in shell(document):
        if not re.match(r"sofi( |$)", line):
            continue
        found, left = command(line.split()[1:])
        options = {name for parameter in found.params for name in parameter.opts} | {"--help"}
        assert {word for word in left if word.startswith("--")} <= options, line
        assert not getattr(found, "commands", {}) or all(word.startswith("--") for word in left), line


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_the_settings_that_a_document_names_exist(document: Path) -> None:
    known = {f"SOFI_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"\bSOFI_[A-Z_]+[A-Z]\b", document.read_text(encoding="utf-8"))) - known == set()


def test_every_setting_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {name for name in Settings.model_fields if f"`SOFI_{name.upper()}`" not in readme} == set()


def test_every_make_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    [phony] = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert re.findall(r"^([a-z]+):.* ## \S", makefile, re.MULTILINE) == phony.split()


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs/decisions"
    records = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8")) == records
    for name in records:
        text = (folder / name).read_text(encoding="utf-8")
        assert text.startswith(f"# {name[:4]}. "), name
        assert "**Contexte.**" in text and "**Décision.**" in text, name
        assert len(text.splitlines()) <= 60, f"{name} : une page, pas davantage"


def test_the_licence_is_whole() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\nEUPL © the European Union 2007, 2016\n")
    articles = re.findall(r"^(\d+)\.[A-Z]", licence, re.MULTILINE)
    assert [int(number) for number in articles] == list(range(1, 16))
    assert licence.rstrip().endswith("require the production of a new EUPL version.")
