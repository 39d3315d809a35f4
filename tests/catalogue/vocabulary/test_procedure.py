"""The lists of the procedure's cards."""

import csv
from pathlib import Path

import pytest

from catalogue.vocabulary import Terme, lheo, procedure

PUBLICS_V14 = Path(__file__).parents[4] / "shared" / "nomenclatures" / "formacode-v14-publics.csv"


def test_rhythms_are_the_four_of_the_procedure() -> None:
    assert procedure.RYTHMES.termes == (
        Terme("continu", "continu"),
        Terme("discontinu", "discontinu"),
        Terme("temps-plein", "temps plein"),
        Terme("temps-partiel", "temps partiel"),
    )


def test_periods_carry_their_formacode() -> None:
    assert procedure.PERIODES.termes == (
        Terme("96414", "cours de jour"),
        Terme("96411", "cours du soir"),
        Terme("96412", "cours le week-end"),
        Terme("96413", "hors temps de travail"),
    )


def test_teaching_methods_are_the_six_of_the_procedure() -> None:
    assert procedure.MODALITES_PEDAGOGIQUES.codes() == (
        "96142",
        "96129",
        "96147",
        "96132",
        "en-entreprise",
        "en-centre",
    )


def test_prerequisites_have_mnemonic_codes_of_ours() -> None:
    assert len(procedure.PREREQUIS.termes) == 19
    assert all(code.replace("-", "").isalpha() and code.islower() for code in procedure.PREREQUIS.codes())


def test_publics_begin_with_the_six_that_the_procedure_shows() -> None:
    assert procedure.PUBLICS.termes[:6] == (
        Terme("interimaire", "Intérimaire"),
        Terme("80006", "Demandeur d’emploi"),
        Terme("81050", "Particulier, individuel"),
        Terme("82038", "Profession libérale"),
        Terme("82044", "Salarié"),
        Terme("82055", "Agent de la fonction publique"),
    )


@pytest.mark.skipif(not PUBLICS_V14.exists(), reason=f"{PUBLICS_V14.name} n’est pas à côté du projet")
def test_publics_are_those_of_formacode_v14_and_the_interim_worker() -> None:
    with PUBLICS_V14.open(encoding="utf-8", newline="") as lines:
        formacode = {row["code"]: row["libelle"] for row in csv.DictReader(lines)}
    assert {terme.code: terme.libelle for terme in procedure.PUBLICS.termes} == formacode | {
        "interimaire": "Intérimaire"
    }


def test_the_version_of_formacode_is_said() -> None:
    assert procedure.PUBLICS.source == "procédure SOFI, p. 10 ; Formacode V14"
    assert procedure.PERIODES.source == "procédure SOFI, p. 9 ; Formacode V10"


def test_recruitment_methods_and_equipment_are_lheo_s_tables() -> None:
    assert procedure.MODALITES_RECRUTEMENT is lheo.MODALITE_RECRUTEMENT
    assert procedure.TYPES_EQUIPEMENT is lheo.TYPE_EQUIPEMENT
