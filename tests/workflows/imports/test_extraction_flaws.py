"""Each flaw of a row of the extraction has its reservation or its refusal, word for word."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from catalogue.models import Action, Commune, Dispositif, Formation, Organisme, Session, Site
from catalogue.transaction import transaction
from tests import factories
from tests.workflows.imports.files import contents, counts, offer, quiet, told, write_csv
from workflows import directory
from workflows.imports.extraction import import_extraction
from workflows.imports.report import Report

Load = Callable[..., Awaitable[Report]]


@pytest.mark.parametrize(
    ("changed", "nature", "message"),
    [
        (
            {"uai_lieu": "0441975H,0490985E"},
            "plusieurs UAI",
            "UAI « 0441975H,0490985E » : le premier, 0441975H, est gardé.",
        ),
        (
            {"uai_lieu": "0859985Q"},
            "« uai_lieu » invalide",
            "« 0859985Q » n’est pas un code UAI : 7 chiffres et une lettre de contrôle sont attendus, par exemple "
            "0441975H ; valeur non reprise.",
        ),
        (
            {"capacite": "10.5"},
            "« capacite » invalide",
            "« 10.5 » n'est pas un nombre entier de 1 à 99999 ; valeur non reprise.",
        ),
        (
            {"capacite": "0"},
            "« capacite » invalide",
            "« 0 » n'est pas un nombre entier de 1 à 99999 ; valeur non reprise.",
        ),
        (
            {"nombre_heures_total": "100000"},
            "« nombre_heures_total » invalide",
            "« 100000 » n'est pas un nombre entier de 1 à 99999 ; valeur non reprise.",
        ),
        (
            {"code_postal_lieu": "4400"},
            "« code_postal_lieu » invalide",
            "« 4400 » n’est pas un code postal : 5 chiffres sont attendus, par exemple 44200 ; valeur non reprise.",
        ),
        (
            {"modalites_entrees_sorties": "2"},
            "« modalites_entrees_sorties » invalide",
            "« 2 » n'est pas un code d'entrées et sorties : 0 ou 1 ; valeur non reprise.",
        ),
        (
            {"periodes_entree": "13"},
            "« periodes_entree » invalide",
            "« 13 » n'est pas un mois ; non repris.",
        ),
        (
            {"code_insee_lieu": "85224"},
            "commune ancienne",
            "Saint-Hilaire-de-Loulay (85224) est aujourd'hui Montaigu-Vendée (85146).",
        ),
        (
            {"cfa_responsable": "Autre CFA"},
            "nom d'organisme",
            "78431535000024 garde le nom « Autre CFA », non « CFA de l'Université ».",
        ),
        (
            {"numero_action": "x9"},
            "numéro d'action illisible",
            "« x9 » n'est pas un numéro : le numéro d'action est 101704.",
        ),
    ],
)
async def test_a_flaw_is_told_and_the_row_loaded(
    database: Path, load: Load, changed: dict[str, str], nature: str, message: str
) -> None:
    report = await load(offer(**changed))
    if nature == "nom d'organisme":
        assert counts(report) == (1, 0, 0, 0), "one name of the two is the usual one, the other the legal one"
        return
    assert counts(report) == (0, 1, 0, 0)
    assert told(report) == [(2, nature, message)]
    assert await Session.all().count() == 1


@pytest.mark.parametrize(
    ("changed", "nature", "message"),
    [
        (
            {"formateur_siret": "19490003100024"},
            "« formateur_siret » invalide",
            "« 19490003100024 » n’est pas un SIRET : 14 chiffres dont une clé de contrôle sont attendus, par exemple "
            "13000511900032.",
        ),
        (
            {"formateur_raison_sociale": ""},
            "« formateur_raison_sociale » vide",
            "La colonne « formateur_raison_sociale » est vide.",
        ),
        ({"nom_formation": " "}, "« nom_formation » vide", "La colonne « nom_formation » est vide."),
        ({"identifiant_session": ""}, "« identifiant_session » vide", "La colonne « identifiant_session » est vide."),
        (
            {"formateur_raison_sociale": "x" * 251},
            "« formateur_raison_sociale » trop long",
            "« formateur_raison_sociale » a 251 caractères : 250 au plus.",
        ),
        (
            {"code_insee_lieu": "99999"},
            "« code_insee_lieu » invalide",
            "« 99999 » n’est pas un code INSEE de commune : 5 caractères sont attendus, par exemple 44109 pour Nantes "
            "ou 2A004 pour Ajaccio.",
        ),
        (
            {"nom_formation": "Titre professionnel assistant ressources humaines - " + "x" * 256},
            "refusée par les règles de l'offre",
            "« Complément intitulé » a 256 caractères : 255 au plus.",
        ),
    ],
)
async def test_a_row_that_cannot_be_an_offer_is_refused_alone(
    database: Path, load: Load, changed: dict[str, str], nature: str, message: str
) -> None:
    report = await load(offer("200"), offer("201", **changed), offer("202", periodes_entree="10"))
    assert report.refused == 1
    assert [one for one in told(report) if one[0] == 3] == [(3, nature, message)]
    assert {row.numero async for row in Action.all()} == {200, 202}
    assert await Organisme.all().count() == 2
    assert await Formation.all().count() == 1


async def test_a_row_with_a_missing_cell_or_a_number_read_before_is_refused(database: Path, tmp_path: Path) -> None:
    await transaction(factories.territory)
    path = write_csv(tmp_path / "offre.csv", [offer(), offer(capacite="3")])
    with path.open("a", encoding="utf-8") as file:
        file.write("1,2,3\n")
    report = await import_extraction(path, quiet)
    assert counts(report) == (1, 0, 0, 2)
    assert told(report) == [
        (3, "numéro répété", "« 101703 » est déjà ligne 2."),
        (4, "nombre de cellules", "La ligne a 3 cellules au lieu de 24."),
    ]


async def test_rows_alike_but_for_their_numbers_are_loaded_and_told(database: Path, load: Load) -> None:
    report = await load(offer("200"), offer("201"))
    assert counts(report) == (1, 1, 0, 0)
    assert told(report) == [
        (3, "doublon probable", "Mêmes valeurs que la ligne 2 (200) (R25)."),
        (
            3,
            "formation regroupée",
            "L'organisme a déjà cette certification : l'action est ajoutée à la formation 200, la formation 201 n'est "
            "pas créée.",
        ),
    ]
    assert {row.numero: row.formation_id async for row in Action.all()} == {200: 200, 201: 200}


async def test_several_months_are_several_sessions(database: Path, load: Load) -> None:
    report = await load(offer(periodes_entree="9, 3"))
    assert told(report) == [(2, "plusieurs entrées", "L'entrée du 01/03/2021 est la session 101704.")]
    sessions = await Session.all().order_by("numero")
    assert [(row.numero, str(row.date_debut)) for row in sessions] == [(101703, "2020-09-01"), (101704, "2021-03-01")]
    assert [row.session_id async for row in Dispositif.all().order_by("session_id")] == [101703, 101704]


async def test_no_month_is_a_session_without_a_beginning(database: Path, load: Load) -> None:
    report = await load(offer(periodes_entree="", modalites_entrees_sorties="1"))
    assert counts(report) == (1, 0, 0, 0)
    session = await Session.get()
    assert (session.date_debut, session.entrees_sorties) == (None, "PERMANENTES")


async def test_a_place_without_uai_is_that_of_another_row(database: Path, load: Load) -> None:
    report = await load(
        offer("200", uai_lieu=""),
        offer("201", periodes_entree="1"),
        offer("202", uai_lieu="0490985E", periodes_entree="2"),
        offer("203", uai_lieu="", code_postal_lieu="44000"),
    )
    sites = {row.numero: (row.uai, row.code_postal) async for row in Site.all()}
    assert sorted(sites.values(), key=str) == [("0441975H", "44041"), ("0490985E", "44041"), (None, "44000")]
    actions = {row.numero: sites[row.site_dispensateur_id or 0] async for row in Action.all()}
    assert actions[200] == actions[201] == ("0441975H", "44041")
    assert (
        "1 ligne sans UAI : leur site est celui d'une autre ligne du même organisme, de la même commune et du même "
        "code postal."
    ) in report.remarks


async def test_a_commune_is_found_by_its_post_code_or_added_without_a_name(database: Path, load: Load) -> None:
    report = await load(
        offer("200"),
        offer("201", code_insee_lieu="85060", code_postal_lieu="85180", code_certifinfo="1"),
        offer("202", code_insee_lieu="85166", code_postal_lieu="85340", code_certifinfo="2"),
        offer("203", code_insee_lieu="85146", code_postal_lieu="85600", code_certifinfo="3"),
        offer("204", code_insee_lieu="75108", code_postal_lieu="75008", code_certifinfo="4"),
        offer("205", code_insee_lieu="85194", code_postal_lieu="85100", code_certifinfo="5"),
    )
    assert counts(report) == (3, 2, 0, 1)
    assert told(report) == [
        (
            6,
            "commune inconnue",
            "La commune 75108 est inconnue : chargez les communes (sofi import communes), puis relancez.",
        ),
        (
            3,
            "commune trouvée par le code postal",
            "La commune 85060 est inconnue : Les Sables-d'Olonne (85194), seule du département au code postal 85180, "
            "la remplace.",
        ),
        (4, "commune inconnue", "La commune 85166 est inconnue : ajoutée sans son nom."),
    ]
    added = await Commune.get(code_insee="85166")
    assert (added.nom, added.departement_id, added.codes_postaux) == ("Commune 85166", "85", [])
    assert report.remarks[-1] == (
        "Des communes manquaient à la base : communes-pdl.csv, dans le même dossier, est chargé (8 lignes)."
    )


async def test_without_the_lists_of_communes_rows_wait_for_them(database: Path, load: Load, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "offre.csv", [offer()])
    before = contents(database)
    report = await import_extraction(path, quiet)
    assert counts(report) == (0, 0, 0, 1)
    assert contents(database) == before
    assert counts(await load()) == (1, 0, 0, 0)


async def test_what_the_directory_says_of_a_body_is_right(database: Path, load: Load) -> None:
    async def unit() -> None:
        await directory.register_organisme("78431535000024", "CFA de l’universite", "Université")
        await directory.register_organisme("19490003100023", "GRETA", "Groupement")

    await transaction(unit)
    report = await load()
    assert told(report) == [
        (2, "nom d'organisme", "19490003100023 garde le nom « GRETA », non « GRETA-CFA 49 »."),
        (2, "organisme responsable non CFA", "L'annuaire ne dit pas CFA CFA de l’universite (78431535000024)."),
    ]
    assert (await Organisme.get(siret="19490003100023")).nom == "GRETA"
    assert not (await Organisme.get(siret="78431535000024")).est_cfa


async def test_a_body_with_two_names_keeps_the_first(database: Path, load: Load) -> None:
    report = await load(offer("200"), offer("201", formateur_raison_sociale="GRETA Anjou", periodes_entree="1"))
    assert (3, "nom d'organisme", "19490003100023 garde le nom « GRETA-CFA 49 », non « GRETA Anjou ».") in told(report)
    assert (await Organisme.get(siret="19490003100023")).raison_sociale == "GRETA-CFA 49"


@pytest.mark.parametrize(
    ("nom", "title", "complement"),
    [
        ("BP menuisier", "menuisier", None),
        ("Bac pro vente - TCVPU", "Vente", "TCVPU"),
        ("Master mention écologie Ecologie et développement", "mention écologie", "Ecologie et développement"),
        ("Soudage avancé", "chaudronnerie", "Soudage avancé"),
    ],
)
async def test_the_name_is_the_title_and_what_the_body_adds(
    database: Path, load: Load, nom: str, title: str, complement: str | None
) -> None:
    await load(offer(nom_formation=nom, intitule_certification=title))
    action = await Action.get().select_related("formation__certification")
    certification = action.formation.certification
    assert certification is not None
    assert certification.intitule == (title if complement == nom else nom.removesuffix(complement or "").rstrip(" -"))
    assert action.complement_intitule == complement
