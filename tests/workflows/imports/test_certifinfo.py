"""Certifinfo's two files: told apart by their header, completing each other in any order."""

from pathlib import Path

import pytest

from catalogue.models import Certification, TypeCertification
from catalogue.transaction import transaction
from tests import factories
from tests.workflows.imports.files import contents, counts, quiet, told, write_csv
from workflows.imports.certification_types import codes_of_labels, provisional_code
from workflows.imports.certifinfo import import_certifinfo
from workflows.imports.tables import UnreadableFile

TREE = {
    "code_certifinfo": "81506",
    "intitule": "Titre professionnel assistant ressources humaines",
    "code_type": "361",
    "type_certification": "Titre professionnel (TP de niveau 3)",
    "code_niveau": "3",
    "niveau": "Niveau III (Bac + 2)",
}
CODES = {
    "code_certifinfo": "81506",
    "intitule": "assistant ressources humaines",
    "type_certification": "Titre professionnel (TP de niveau 3)",
    "niveau_en": "3",
    "nom_niveau_en": "Bac + 2",
    "niveau_europe": "5",
    "code_rncp": "6161",
    "code_formation_diplome": "36T31502",
    "nb_actions_france": "26",
    "nb_actions_pdl": "2",
}


def tree(tmp_path: Path, *rows: dict[str, str]) -> Path:
    return write_csv(tmp_path / "arbre.csv", [{**TREE, **row} for row in rows])


def codes(tmp_path: Path, *rows: dict[str, str]) -> Path:
    return write_csv(tmp_path / "codes.csv", [{**CODES, **row} for row in rows])


async def card(code: str = "81506") -> tuple[object, ...]:
    row = await Certification.get(code=code)
    niveau = (row.niveau_francais, row.niveau_europeen)
    return row.intitule, row.type_id, niveau, row.code_rncp, row.code_formation_diplome, row.source


async def test_the_tree_gives_title_kind_and_both_levels(database: Path, tmp_path: Path) -> None:
    report = await import_certifinfo(tree(tmp_path, {}), quiet)
    assert counts(report) == (1, 0, 0, 0)
    assert await card() == (
        "Titre professionnel assistant ressources humaines",
        "361",
        ("III", 5),
        None,
        None,
        "Certifinfo, arbre.csv",
    )
    assert (await TypeCertification.get(code="361")).libelle == "Titre professionnel (TP de niveau 3)"
    assert (await Certification.get(code="81506")).recherche == " titre professionnel assistant ressources humaines "


@pytest.mark.parametrize(
    ("code", "expected"),
    [("1", ("I", None)), ("5", ("V", 3)), ("6", ("VI", None)), ("7", ("V bis", None)), ("9", (None, None))],
)
async def test_levels_without_one_counterpart_are_not_guessed(
    database: Path, tmp_path: Path, code: str, expected: tuple[str | None, int | None]
) -> None:
    await import_certifinfo(tree(tmp_path, {"code_niveau": code}), quiet)
    assert (await card())[2] == expected


@pytest.mark.parametrize("first", ["tree", "codes"])
async def test_the_two_files_complete_each_other_in_any_order(database: Path, tmp_path: Path, first: str) -> None:
    paths = [tree(tmp_path, {}), codes(tmp_path, {"niveau_europe": "6"})]
    for path in paths if first == "tree" else reversed(paths):
        assert counts(await import_certifinfo(path, quiet)) == (1, 0, 0, 0)
    assert await card() == (
        "Titre professionnel assistant ressources humaines",
        "361",
        ("III", 6),
        "RNCP6161",
        "36T31502",
        "Certifinfo, arbre.csv",
    )
    before = contents(database)
    for path in paths:
        assert counts(await import_certifinfo(path, quiet)) == (0, 0, 1, 0)
    assert contents(database) == before


async def test_a_kind_known_by_its_label_takes_its_code_when_the_tree_gives_it(database: Path, tmp_path: Path) -> None:
    await import_certifinfo(codes(tmp_path, {}, {"code_certifinfo": "109050"}), quiet)
    provisional = provisional_code("Titre professionnel (TP de niveau 3)")
    assert (await card("109050"))[1] == provisional
    report = await import_certifinfo(tree(tmp_path, {}), quiet)
    assert report.remarks[1] == "1 type(s) de certification, connus par leur seul libellé, ont pris leur code."
    assert (await card("109050"))[1] == "361"
    assert [row.code for row in await TypeCertification.all()] == ["361"]


async def test_certifinfos_own_code_comes_first_among_kinds_of_one_label(database: Path) -> None:
    async def unit() -> dict[str, str]:
        for code in ("TP3", "996", "361"):
            await TypeCertification.create(code=code, libelle="Titre")
        return await codes_of_labels(["Titre", "Autre"])

    assert await transaction(unit) == {"Titre": "361", "Autre": provisional_code("Autre")}


async def test_nothing_erases_what_another_source_knew(procedure_database: Path, tmp_path: Path) -> None:
    before = await Certification.get(code="109049").values()
    empty = {"code_rncp": "", "code_formation_diplome": "", "niveau_europe": "", "niveau_en": ""}
    report = await import_certifinfo(
        codes(tmp_path, {"code_certifinfo": "109049", "intitule": "autre", **empty}), quiet
    )
    assert counts(report) == (0, 0, 1, 0)
    assert await Certification.get(code="109049").values() == before


async def test_what_the_base_keeps_against_the_file_is_told_each_time(database: Path, tmp_path: Path) -> None:
    await transaction(lambda: factories.certification("81506", "Titre", code_rncp="RNCP35030", niveau_europeen=4))
    path = codes(tmp_path, {})
    expected = [
        (2, "code RNCP différent", "La certification garde pour code RNCP RNCP35030 ; le fichier dit RNCP6161."),
        (
            2,
            "type de certification différent",
            "La certification garde pour type de certification TP ; le fichier dit "
            f"{provisional_code('Titre professionnel (TP de niveau 3)')}.",
        ),
    ]
    for _ in range(2):
        report = await import_certifinfo(path, quiet)
        assert counts(report) == (0, 1, 0, 0)
        assert [one for one in told(report) if "niveau" not in one[1]] == expected
    assert (await card())[3] == "RNCP35030"


async def test_flaws_are_told_row_by_row(database: Path, tmp_path: Path) -> None:
    path = codes(
        tmp_path,
        {"code_formation_diplome": "1022701"},
        {},
        {"code_certifinfo": "abc"},
        {"code_certifinfo": "1", "type_certification": ""},
        {"code_certifinfo": "2", "intitule": "x" * 501},
        {
            "code_certifinfo": "3",
            "code_rncp": "x",
            "code_formation_diplome": "12",
            "niveau_europe": "9",
            "niveau_en": "8",
        },
    )
    report = await import_certifinfo(path, quiet)
    assert counts(report) == (0, 2, 0, 4)
    assert told(report) == [
        (3, "code répété", "Le code Certifinfo 81506 est déjà ligne 2."),
        (
            4,
            "« code_certifinfo » invalide",
            "« abc » n’est pas un code Certifinfo : un nombre de 1 à 10 chiffres est attendu, par exemple 109049.",
        ),
        (5, "« type_certification » vide", "La colonne « type_certification » est vide."),
        (6, "« intitule » trop long", "« intitule » a 501 caractères : 500 au plus."),
        (2, "code diplôme sans son zéro", "Le code formation diplôme 1022701 est lu 01022701."),
        (
            7,
            "« code_rncp » invalide",
            "« x » n’est pas un code RNCP : RNCP suivi de 1 à 6 chiffres, par exemple RNCP35030 ; valeur non reprise.",
        ),
        (7, "« code_formation_diplome » invalide", "« 12 » n'a pas 8 caractères ; valeur non reprise."),
        (
            7,
            "« niveau_en » invalide",
            "« 8 » n’est pas un code de niveau de Certifinfo : 1 à 7, ou 9 sans niveau spécifique ; valeur non reprise.",
        ),
        (7, "« niveau_europe » invalide", "« 9 » n'est pas un niveau européen : 1 à 8 ; valeur non reprise."),
    ]
    assert (await card())[4] == "01022701"
    assert (await card("3"))[2:5] == ((None, None), None, None)


async def test_one_kind_has_one_label(database: Path, tmp_path: Path) -> None:
    report = await import_certifinfo(tree(tmp_path, {}, {"code_certifinfo": "1", "type_certification": "Autre"}), quiet)
    assert told(report) == [
        (3, "libellé de type", "Le type 361 reste « Titre professionnel (TP de niveau 3) », non « Autre ».")
    ]
    assert (await TypeCertification.get(code="361")).libelle == "Titre professionnel (TP de niveau 3)"


async def test_a_file_of_neither_kind_is_refused(database: Path, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "autre.csv", [{"code_certifinfo": "1", "intitule": "x"}])
    with pytest.raises(UnreadableFile) as refusal:
        await import_certifinfo(path, quiet)
    assert str(refusal.value) == (
        "autre.csv n'est pas un fichier de Certifinfo. Colonnes attendues : code_certifinfo, intitule, code_type, "
        "type_certification, code_niveau ; ou bien : code_certifinfo, intitule, type_certification, niveau_en, "
        "niveau_europe, code_rncp, code_formation_diplome. Colonnes lues : code_certifinfo, intitule."
    )
    assert await Certification.all().count() == 0
