"""RNCP completes the certifications that bear its codes, and erases nothing of them."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from catalogue.models import Bloc, Certificateur, Certification
from catalogue.transaction import transaction
from tests import factories
from tests.workflows.imports.files import contents, counts, quiet, told, write_csv
from workflows.imports.rncp import import_rncp
from workflows.imports.tables import UnreadableFile

KIT = {
    "code_formation_diplome": "36T31502",
    "intitule_depp": "ASSISTANT RESSOURCES HUMAINES (TP)",
    "code_rncp": "RNCP35030",
    "niveau_europe": "5",
    "abrege_diplome": "TP",
    "apprentissage": "oui",
    "date_echeance": "2025-11-05",
    "etat": "ACTIVE",
}
FICHE: dict[str, Any] = {
    "code_rncp": "RNCP35030",
    "niveau_europe": "5",
    "date_echeance": "2025-11-05",
    "codes_formation_diplome": ["36T31502"],
    "certificateurs": [{"siret": "78431535000024", "nom": "MINISTERE DU TRAVAIL"}],
    "nsf": [{"code": "315t", "libelle": "Gestion du personnel"}],
    "formacodes": [],
    "romes": [{"code": "M1501", "libelle": "Assistanat en ressources humaines"}],
    "blocs": [
        {"code": "RNCP35030BC01", "libelle": "Bloc un"},
        {"code": "RNCP35030BC03", "libelle": "Bloc trois"},
    ],
}


def kit(tmp_path: Path, *rows: dict[str, str]) -> Path:
    return write_csv(tmp_path / "kit.csv", [{**KIT, **row} for row in rows])


def fiches(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "fiches.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


async def certifications(**values: object) -> None:
    async def unit() -> None:
        await factories.certification("1", "Titre un", code_rncp="RNCP35030", **values)
        await factories.certification("2", "Titre deux", code_rncp="RNCP35030")
        await factories.certification("3", "Titre trois", code_rncp="RNCP6161")

    await transaction(unit)


async def completed(code: str) -> tuple[object, ...]:
    row = await Certification.get(code=code)
    return row.intitule, row.date_fin, row.niveau_francais, row.niveau_europeen, row.code_formation_diplome, row.source


async def test_every_certification_with_the_code_is_completed(database: Path, tmp_path: Path) -> None:
    await certifications()
    report = await import_rncp(kit(tmp_path, {}, {"code_rncp": "RNCP6162"}, {"code_rncp": "NR"}), quiet)
    assert counts(report) == (1, 0, 0, 2)
    end = datetime.date(2025, 11, 5)
    assert await completed("1") == ("Titre un", end, "III", 5, "36T31502", "test")
    assert await completed("2") == ("Titre deux", end, "III", 5, "36T31502", "test")
    assert await completed("3") == ("Titre trois", None, None, None, None, "test")
    assert told(report) == [
        (
            4,
            "« code_rncp » invalide",
            "« NR » n’est pas un code RNCP : RNCP suivi de 1 à 6 chiffres, par exemple RNCP35030.",
        ),
        (
            3,
            "aucune certification n'a ce code RNCP",
            "Aucune certification de Certifinfo ne porte RNCP6162 : il n'y a rien à compléter.",
        ),
    ]


async def test_loading_twice_changes_nothing(database: Path, tmp_path: Path) -> None:
    await certifications()
    paths = [kit(tmp_path, {}), fiches(tmp_path, [FICHE])]
    for path in paths:
        assert counts(await import_rncp(path, quiet)) == (1, 0, 0, 0)
    before = contents(database)
    for path in paths:
        assert counts(await import_rncp(path, quiet)) == (0, 0, 1, 0)
    assert contents(database) == before


async def test_several_diploma_codes_of_one_record_are_not_guessed(database: Path, tmp_path: Path) -> None:
    await certifications()
    report = await import_rncp(kit(tmp_path, {}, {"code_formation_diplome": "36T31503"}), quiet)
    assert counts(report) == (2, 0, 0, 0)
    assert (await completed("1"))[4] is None


async def test_an_authority_moves_the_end_and_leaves_the_rest(database: Path, tmp_path: Path) -> None:
    await certifications(
        date_fin=datetime.date(2020, 1, 1),
        niveau_francais="III",
        niveau_europeen=6,
        code_formation_diplome="36T31500",
    )
    report = await import_rncp(kit(tmp_path, {}), quiet)
    assert counts(report) == (0, 1, 0, 0)
    assert await completed("1") == ("Titre un", datetime.date(2025, 11, 5), "III", 6, "36T31500", "test")
    assert told(report) == [
        (
            2,
            "code formation diplôme différent",
            "La certification garde pour code formation diplôme 36T31500 ; le fichier dit 36T31502.",
        ),
        (2, "niveau européen différent", "La certification garde pour niveau européen 6 ; le fichier dit 5."),
    ]


async def test_an_inactive_record_without_a_date_cannot_be_told_so(database: Path, tmp_path: Path) -> None:
    await certifications()
    report = await import_rncp(kit(tmp_path, {"date_echeance": "", "etat": "INACTIVE"}), quiet)
    assert told(report) == [
        (2, "inactive sans échéance", "RNCP35030 est inactive sans date : rien ne le dit dans la base.")
    ]
    report = await import_rncp(kit(tmp_path, {"date_echeance": "5/11/2025"}), quiet)
    assert counts(report) == (0, 1, 0, 0)
    assert told(report) == [
        (
            2,
            "« date_echeance » invalide",
            "« 5/11/2025 » n'est pas une date : 2025-11-05 est attendu ; valeur non reprise.",
        )
    ]
    assert (await completed("1"))[1] is None


async def test_a_record_brings_blocs_and_bodies_and_keeps_those_it_lacks(
    procedure_database: Path, tmp_path: Path
) -> None:
    report = await import_rncp(fiches(tmp_path, [FICHE]), quiet)
    assert counts(report) == (1, 0, 0, 0)
    row = await Certification.get(code="109049")
    assert (row.nsf, row.romes) == (FICHE["nsf"], FICHE["romes"])
    assert row.formacodes == [{"code": "33052", "version": "V14", "libelle": "Assistance ressources humaines"}]
    assert await Certificateur.filter(certification_id="109049").values_list("nom", "siret") == [
        ("MINISTERE DU TRAVAIL", "78431535000024")
    ]
    blocs = {bloc.code: bloc for bloc in await Bloc.filter(certification_id="109049")}
    assert {code: bloc.intitule for code, bloc in blocs.items()} == {
        "RNCP35030BC01": "Bloc un",
        "RNCP35030BC02": "Contribuer au développement des ressources humaines",
        "RNCP35030BC03": "Bloc trois",
    }
    assert (blocs["RNCP35030BC01"].objectif or "").startswith("Assurer la gestion administrative du personnel.")
    assert blocs["RNCP35030BC03"].objectif is None


async def test_formacodes_come_without_the_version_that_the_file_lacks(database: Path, tmp_path: Path) -> None:
    await certifications()
    path = fiches(tmp_path, [{**FICHE, "formacodes": [{"code": "42050", "libelle": "Coiffure"}]}])
    report = await import_rncp(path, quiet)
    assert told(report) == [
        (1, "Formacodes sans version", "Les Formacodes sont repris sans version : le fichier ne la dit pas.")
    ]
    assert (await Certification.get(code="1")).formacodes == [{"code": "42050", "version": None, "libelle": "Coiffure"}]


async def test_a_malformed_record_is_refused_alone(database: Path, tmp_path: Path) -> None:
    await certifications()
    bad: list[Any] = [
        12,
        {},
        {"code_rncp": 35030},
        {**FICHE, "blocs": "un"},
        {**FICHE, "nsf": [{"code": "315t"}]},
        {**FICHE, "certificateurs": [{"nom": "M", "siret": "1"}]},
        {**FICHE, "date_echeance": "demain"},
        FICHE,
        FICHE,
    ]
    report = await import_rncp(fiches(tmp_path, bad), quiet)
    assert counts(report) == (1, 0, 0, 8)
    shape = "La fiche n'a pas la forme attendue : "
    assert [(line, message) for line, _, message in told(report)] == [
        (1, shape + "un objet est attendu."),
        (2, shape + "« code_rncp » n'est pas un texte de 1 à 20 caractères."),
        (3, shape + "« code_rncp » n'est pas un texte de 1 à 20 caractères."),
        (4, shape + "« blocs » n'est pas une liste d'objets."),
        (5, shape + "« libelle » n'est pas un texte de 1 à 250 caractères."),
        (
            6,
            shape + "« 1 » n’est pas un SIRET : 14 chiffres dont une clé de contrôle sont attendus, par exemple "
            "13000511900032.",
        ),
        (7, shape + "« demain » n'est pas une date : 2025-11-05 est attendu."),
        (9, "RNCP35030 est déjà la fiche 8."),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[{]", "fiches.json n'est pas un fichier JSON lisible (ligne 1)."),
        ("[" * 100_000, "fiches.json n'est pas un fichier JSON lisible."),
        ("{}", "fiches.json ne contient pas de liste de fiches RNCP."),
        ("[]", "fiches.json ne contient pas de liste de fiches RNCP."),
        ("", "fiches.json est vide."),
    ],
)
async def test_an_unreadable_json_changes_nothing(database: Path, tmp_path: Path, content: str, message: str) -> None:
    before = contents(database)
    with pytest.raises(UnreadableFile) as refusal:
        await import_rncp(fiches(tmp_path, content), quiet)
    assert str(refusal.value) == message
    assert contents(database) == before
