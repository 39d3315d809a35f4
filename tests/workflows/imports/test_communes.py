"""The lists of the territory: loaded together, completed and never emptied."""

from pathlib import Path

import pytest

from catalogue.models import Commune, Departement, Region
from catalogue.transaction import transaction
from tests import factories
from tests.workflows.imports.files import commune, contents, counts, quiet, told, write_communes, write_csv
from workflows.imports.communes import import_communes
from workflows.imports.tables import UnreadableFile


async def test_the_four_lists_of_a_folder_are_loaded(database: Path, tmp_path: Path) -> None:
    progress: list[tuple[int, int]] = []
    report = await import_communes(write_communes(tmp_path), lambda *step: progress.append(step))
    assert counts(report) == (8, 1, 0, 0)
    assert progress == [(1, 9), (3, 9), (7, 9), (9, 9)]
    assert report.remarks == [
        "regions.csv, dans le même dossier, est chargé aussi.",
        "departements.csv, dans le même dossier, est chargé aussi.",
        "communes-pdl-anciennes.csv, dans le même dossier, est chargé aussi.",
    ]
    assert await Region.all().values_list("code", "nom") == [("52", "Pays de la Loire")]
    assert await Departement.all().order_by("code").values_list("code", "nom", "region_id") == [
        ("44", "Loire-Atlantique", "52"),
        ("85", "Vendée", "52"),
    ]
    nantes = await Commune.get(code_insee="44109")
    assert (nantes.nom, nantes.departement_id, nantes.codes_postaux, nantes.population, nantes.actuelle_id) == (
        "Nantes",
        "44",
        ["44000", "44100"],
        100,
        None,
    )
    ancienne = await Commune.get(code_insee="85224")
    assert (ancienne.nom, ancienne.departement_id, ancienne.actuelle_id) == ("Saint-Hilaire-de-Loulay", "85", "85146")


async def test_a_former_commune_whose_code_serves_another_is_told(database: Path, tmp_path: Path) -> None:
    report = await import_communes(write_communes(tmp_path), quiet)
    assert told(report) == [
        (
            3,
            "code d'une commune actuelle",
            "Montaigu porte le code 85146 de Montaigu-Vendée : un code ne désigne qu'une commune, celle-ci.",
        )
    ]
    assert (await Commune.get(code_insee="85146")).nom == "Montaigu-Vendée"


async def test_loading_twice_changes_nothing(database: Path, tmp_path: Path) -> None:
    path = write_communes(tmp_path)
    await import_communes(path, quiet)
    before = contents(database)
    assert counts(await import_communes(path, quiet)) == (0, 1, 8, 0)
    assert contents(database) == before


async def test_without_neighbours_what_the_base_knows_serves(database: Path, tmp_path: Path) -> None:
    await transaction(factories.territory)
    path = write_csv(tmp_path / "communes-pdl.csv", [commune("44109", "Nantes", "44", "44000", "320732")])
    report = await import_communes(path, quiet)
    assert counts(report) == (1, 0, 0, 0)
    assert report.remarks[0] == "regions.csv n'est pas dans le dossier : seul ce que la base connaît déjà sert."
    assert (await Commune.get(code_insee="44109")).population == 320732


async def test_what_the_file_does_not_say_stays(database: Path, tmp_path: Path) -> None:
    await import_communes(write_communes(tmp_path), quiet)
    path = write_csv(tmp_path / "communes-pdl.csv", [commune("44109", "Nantes", "44", "", "")])
    assert counts(await import_communes(path, quiet))[0] == 0
    nantes = await Commune.get(code_insee="44109")
    assert (nantes.codes_postaux, nantes.population) == (["44000", "44100"], 100)


async def test_flaws_are_told_row_by_row(database: Path, tmp_path: Path) -> None:
    await transaction(factories.territory)
    rows = [
        commune("44036", "Châteaubriant", "44", "44110 4411", "beaucoup"),
        commune("44036", "Châteaubriant", "44", "44110"),
        commune("44", "Nantes", "44", "44000"),
        commune("75056", "Paris", "75", "75001"),
        commune("49007", "", "49", "49000"),
    ]
    report = await import_communes(write_csv(tmp_path / "communes-pdl.csv", rows), quiet)
    assert counts(report) == (0, 1, 0, 4)
    assert told(report) == [
        (3, "code répété", "Le code 44036 est déjà ligne 2."),
        (
            4,
            "« code_insee » invalide",
            "« 44 » n’est pas un code INSEE de commune : 5 caractères sont attendus, par exemple 44109 pour Nantes ou "
            "2A004 pour Ajaccio.",
        ),
        (5, "département inconnu", "Le département 75 n'est pas dans la base : il faut departements.csv."),
        (6, "« nom » vide", "La colonne « nom » est vide."),
        (
            2,
            "code postal invalide",
            "« 4411 » n’est pas un code postal : 5 chiffres sont attendus, par exemple 44200. Il n'est pas repris.",
        ),
        (
            2,
            "« population » invalide",
            "« beaucoup » n'est pas un nombre entier de 0 à 99999999 ; valeur non reprise.",
        ),
    ]
    assert (await Commune.get(code_insee="44036")).codes_postaux == ["44110"]


async def test_parents_must_be_known(database: Path, tmp_path: Path) -> None:
    path = write_communes(tmp_path)
    write_csv(tmp_path / "regions.csv", [{"code": "5200", "nom": "Pays de la Loire"}])
    write_csv(
        tmp_path / "communes-pdl-anciennes.csv",
        [{"code_insee": "85224", "nom": "Saint-Hilaire-de-Loulay", "code_insee_actuel": "85146"}],
    )
    report = await import_communes(path, quiet)
    assert counts(report) == (0, 0, 0, 8)
    assert report.kinds(refused=True) == {
        "« code » trop long": 1,
        "région inconnue": 2,
        "département inconnu": 4,
        "commune actuelle inconnue": 1,
    }
    assert await Commune.all().count() == 0


async def test_an_unreadable_neighbour_stops_before_anything_is_written(database: Path, tmp_path: Path) -> None:
    path = write_communes(tmp_path)
    (tmp_path / "departements.csv").write_text("code,nom\n44,Loire-Atlantique\n")
    with pytest.raises(UnreadableFile, match=r"departements\.csv : colonne\(s\) absente\(s\) : region\."):
        await import_communes(path, quiet)
    assert await Region.all().count() == 0
