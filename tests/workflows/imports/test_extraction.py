"""The national extraction becomes a published offer, once."""

import threading
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from catalogue.models import (
    Action,
    Certification,
    Organisme,
    Provenance,
    Publication,
    Revision,
    Session,
    TypeDispositif,
)
from catalogue.reads import published
from catalogue.transaction import transaction
from catalogue.vocabulary import NatureOrganisme, OrigineRevision
from tests import bases
from tests.workflows.imports.files import contents, counts, offer, quiet, told, write_communes, write_csv
from workflows import publication
from workflows.errors import NotFound
from workflows.imports.extraction import import_extraction
from workflows.imports.report import Report
from workflows.imports.tables import UnreadableFile

Load = Callable[..., Awaitable[Report]]


async def test_a_row_becomes_a_published_offer(database: Path, load: Load) -> None:
    report = await load()
    assert counts(report) == (1, 0, 0, 0)
    header = (await published.headers([101703]))[101703]
    action = (await published.actions([101703]))[101703]
    [session] = action["sessions"]
    [dispositif] = session["dispositifs"]
    assert session["code"] == "101703-101703-101703"
    assert (header["objectifGeneral"], header["individualisation"], header["validation"]) == (
        "CERTIFICATION",
        False,
        "TOTALE",
    )
    certification = header["certification"]
    assert (certification["codeCertifinfo"], certification["codeRncp"], certification["codeFormationDiplome"]) == (
        "81506",
        "RNCP6161",
        "36T31502",
    )
    assert header["intitule"] == "Titre professionnel assistant ressources humaines"
    assert action["complementIntitule"] == "ARH"
    assert certification["type"]["libelle"] == "Titre professionnel (TP de niveau 3)"
    assert certification["niveau"] == {"code": "III", "libelle": "Niveau III (Bac + 2)", "niveauEuropeen": 5}
    assert (header["organisme"]["siret"], header["organisme"]["nom"]) == ("19490003100023", "GRETA-CFA 49")
    assert (session["organismeResponsable"]["siret"], session["organismeResponsable"]["estCfa"]) == (
        "78431535000024",
        True,
    )
    site = session["siteLieu"]
    assert site == action["siteDispensateur"]
    assert (site["siret"], site["uai"], site["codePostal"], site["commune"]["nom"]) == (
        "19490003100023",
        "0441975H",
        "44041",
        "Nantes",
    )
    assert (session["dateDebut"], session["dateFin"], session["entreesSorties"], session["dureeCentre"]) == (
        "2020-09-01",
        None,
        "DATES_FIXES",
        980,
    )
    assert (dispositif["type"]["code"], dispositif["capaciteSimultanee"], dispositif["nombrePlaces"]) == ("8", 12, None)
    assert (await Certification.get(code="81506")).source == "extraction-2020"
    bodies = {body.siret: body async for body in Organisme.all()}
    assert bodies["19490003100023"].nature is NatureOrganisme.FORMATEUR
    assert bodies["78431535000024"].nature is NatureOrganisme.RESPONSABLE
    assert (await Revision.get()).origine is OrigineRevision.IMPORT
    origin = await Provenance.get()
    assert (origin.source, origin.reference, origin.action_id) == ("extraction-2020", "101703", 101703)


async def test_loading_twice_writes_nothing(database: Path, load: Load) -> None:
    rows = [offer(), offer("101704"), offer("92_500", code_certifinfo="109049")]
    assert counts(await load(*rows)) == (1, 2, 0, 0)
    before = contents(database)
    report = await load(*rows)
    assert counts(report) == (0, 0, 3, 0)
    assert (report.constats, report.remarks) == ([], [])
    assert contents(database) == before


async def test_columns_in_another_order_are_the_same_rows(database: Path, load: Load) -> None:
    await load()
    assert counts(await load(dict(reversed(offer().items())))) == (0, 0, 1, 0)


async def test_a_row_that_changed_is_refused_and_its_action_left(database: Path, load: Load) -> None:
    await load()
    before = contents(database)
    report = await load(offer(nombre_heures_total="1000"), offer("101705"))
    assert counts(report) == (0, 1, 0, 1)
    assert told(report)[0] == (
        2,
        "ligne modifiée depuis son chargement",
        "La ligne n'est plus celle dont vient l'action 101703, qui reste telle quelle : corrigez-la par la saisie.",
    )
    assert (await Session.get(numero=101703)).duree_centre == 980
    assert contents(database) != before


async def test_what_people_changed_since_is_neither_undone_nor_published(database: Path, load: Load) -> None:
    await load()
    await Action.filter(numero=101703).update(plus="Plateau technique neuf")
    await load(offer(), offer("101704"))
    assert (await Action.get(numero=101703)).plus == "Plateau technique neuf"
    assert (await published.actions([101703]))[101703]["plus"] is None


async def test_what_was_taken_offline_stays_so(database: Path, load: Load) -> None:
    from catalogue.vocabulary import Diffusion

    await load()
    await transaction(lambda: publication.take_offline(101703, Diffusion.RETIREE))
    assert counts(await load()) == (0, 0, 1, 0)
    assert (await Publication.get(numero=101703)).etat is Diffusion.RETIREE


async def test_an_import_that_was_cut_off_goes_on_where_it_stopped(database: Path, tmp_path: Path) -> None:
    class Cut(Exception):
        pass

    def cut(done: int, _total: int) -> None:
        if done >= 200:
            raise Cut

    write_communes(tmp_path)
    path = write_csv(tmp_path / "offre.csv", [offer(str(200_000 + rank)) for rank in range(250)])
    with pytest.raises(Cut):
        await import_extraction(path, cut)
    assert await Publication.all().count() == 200
    report = await import_extraction(path, quiet)
    assert (report.unchanged, report.loaded + report.with_reservation) == (200, 50)
    assert await Publication.all().count() == await Provenance.all().count() == await Action.all().count() == 250


async def test_another_program_can_write_meanwhile(database: Path, tmp_path: Path) -> None:
    write_communes(tmp_path)
    path = write_csv(tmp_path / "offre.csv", [offer(str(200_000 + rank)) for rank in range(300)])
    over, written, failures = threading.Event(), [], []

    def write() -> None:
        while not over.is_set():
            try:
                bases.rows(database, "UPDATE compteur SET valeur = valeur")
                written.append(1)
            except Exception as error:
                failures.append(error)
            over.wait(0.02)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        report = await import_extraction(path, quiet)
    finally:
        over.set()
        writer.join()
    assert report.refused == 0
    assert failures == []
    assert len(written) > 3


async def test_without_the_kind_of_dispositif_nothing_is_written(database: Path, load: Load) -> None:
    await TypeDispositif.filter(code="8").delete()
    before = contents(database)
    with pytest.raises(NotFound, match="Le type de dispositif 8 n'est pas dans la base : lancez « sofi migrate »."):
        await load()
    assert contents(database) == before


async def test_a_file_without_a_column_is_refused_whole(database: Path, tmp_path: Path) -> None:
    row = offer()
    del row["code_rncp"]
    before = contents(database)
    with pytest.raises(UnreadableFile, match=r"^offre\.csv : colonne\(s\) absente\(s\) : code_rncp\. Colonnes lues : "):
        await import_extraction(write_csv(tmp_path / "offre.csv", [row]), quiet)
    assert contents(database) == before


async def test_the_certification_of_the_base_is_completed_and_never_overruled(
    procedure_database: Path, load: Load
) -> None:
    before: dict[str, Any] = await Certification.get(code="109049").values()
    online = await published.actions([89393])
    report = await load(offer(code_certifinfo="109049"))
    assert told(report) == [
        (2, "code RNCP différent", "La certification garde pour code RNCP RNCP35030 ; le fichier dit RNCP6161.")
    ]
    after: dict[str, Any] = await Certification.get(code="109049").values()
    assert after.pop("code_formation_diplome") == "36T31502"
    assert before.pop("code_formation_diplome") is None
    del before["modifie_le"], after["modifie_le"]
    assert after == before
    assert await published.actions([89393]) == online


async def test_progress_goes_up_to_the_number_of_rows(database: Path, tmp_path: Path) -> None:
    write_communes(tmp_path)
    path = write_csv(tmp_path / "offre.csv", [offer(str(200_000 + rank)) for rank in range(150)])
    steps: list[tuple[int, int]] = []
    await import_extraction(path, lambda *step: steps.append(step))
    assert steps == [(0, 150), (100, 150), (150, 150)]


async def test_months_are_those_that_follow_the_extraction(database: Path, load: Load) -> None:
    rows = [offer(str(300 + month), periodes_entree=str(month), code_certifinfo=str(month)) for month in range(1, 13)]
    await load(*rows)
    starts = {row.numero - 300: row.date_debut async for row in Session.all()}
    assert starts == {month: date(2020 if month >= 7 else 2021, month, 1) for month in range(1, 13)}
