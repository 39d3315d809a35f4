"""Every enum: names, values, labels and LHEO codes."""

import copy
import json
import pickle

import orjson
import pytest

from catalogue.vocabulary import (
    ARBRES,
    ENUMS,
    LISTES,
    CodeInconnu,
    EntreesSorties,
    FamilleDispositif,
    ModaliteEnseignement,
    ObjectifGeneral,
    Recrutement,
    Terme,
    TypeParcours,
    TypeReferent,
    UniteCycle,
    Valeur,
    lheo,
)

MEMBERS = [member for enum in ENUMS for member in enum]
TABLES = {
    ObjectifGeneral: lheo.AIS,
    EntreesSorties: lheo.MODALITES_ES,
    TypeParcours: lheo.TYPE_PARCOURS,
    ModaliteEnseignement: lheo.MODALITES_ENSEIGNEMENT,
    Recrutement: lheo.ETAT_RECRUTEMENT,
    UniteCycle: lheo.UNITE_RYTHME,
    TypeReferent: lheo.TYPE_CONTACT,
}


def test_every_enum_of_the_package_is_listed() -> None:
    assert set(ENUMS) == set(Valeur.__subclasses__())


@pytest.mark.parametrize("enum", ENUMS)
def test_an_enum_says_its_title_its_description_and_its_source(enum: type[Valeur]) -> None:
    assert enum.titre
    assert enum.source
    assert enum.description.endswith(".")


@pytest.mark.parametrize("member", MEMBERS, ids=repr)
def test_a_member_is_named_as_it_is_stored_and_has_a_label(member: Valeur) -> None:
    assert str(member) == f"{member}" == member.value == member.name
    assert type(member)(member.value) is member
    assert member.libelle


@pytest.mark.parametrize("member", MEMBERS, ids=repr)
def test_a_member_survives_json_and_copies(member: Valeur) -> None:
    assert orjson.dumps({"valeur": member}) == f'{{"valeur":"{member.name}"}}'.encode()
    assert json.dumps(member) == f'"{member.name}"'
    assert pickle.loads(pickle.dumps(member)) is member
    assert copy.deepcopy(member) is member


def test_codes_of_lheo_are_those_of_its_tables_and_belong_to_nobody_else() -> None:
    for enum in ENUMS:
        codes = {member.code_lheo for member in enum} - {None}
        assert codes <= set(TABLES[enum].codes()) if enum in TABLES else not codes


@pytest.mark.parametrize(
    ("member", "code"),
    [
        (ObjectifGeneral.CERTIFICATION, "6"),
        (ObjectifGeneral.PERFECTIONNEMENT, "3"),
        (ObjectifGeneral.REMOBILISATION, "9"),
        (EntreesSorties.DATES_FIXES, "0"),
        (TypeParcours.MODULAIRE, "3"),
        (TypeParcours.INCONNU, None),
        (ModaliteEnseignement.PRESENTIEL, "0"),
        (ModaliteEnseignement.MIXTE, "1"),
        (ModaliteEnseignement.A_DISTANCE, "2"),
        (Recrutement.OUVERT, "1"),
        (Recrutement.SUSPENDU, "3"),
        (Recrutement.FERME, "2"),
        (UniteCycle.DEMI_JOURNEE, "1"),
        (TypeReferent.HANDICAP, "1"),
        (TypeReferent.PRF, None),
    ],
)
def test_a_member_has_this_code_in_lheo(member: Valeur, code: str | None) -> None:
    assert member.code_lheo == code


def test_a_code_of_lheo_gives_its_member() -> None:
    assert Recrutement.of_lheo("2") is Recrutement.FERME


def test_a_code_that_lheo_does_not_have_is_refused() -> None:
    with pytest.raises(CodeInconnu) as caught:
        Recrutement.of_lheo("0")
    assert str(caught.value) == (
        "Le code « 0 » n’existe pas dans la liste Recrutement (État du recrutement). Codes admis : 1, 3, 2."
    )


def test_public_families_are_the_region_france_travail_and_the_state() -> None:
    assert [famille for famille in FamilleDispositif if famille.publique] == [
        FamilleDispositif.REGION,
        FamilleDispositif.FRANCE_TRAVAIL,
        FamilleDispositif.ETAT,
    ]


def test_every_list_is_found_under_its_own_name() -> None:
    assert len(LISTES) == 5 + 2 + 19 + len(ARBRES) + len(ENUMS)
    assert all(liste.nom == nom for nom, liste in LISTES.items())
    assert {"RYTHMES", "PUBLICS", "NIVEAUX", "NIVEAUX_FRANCAIS", "NIVEAUX_EUROPEENS", "Recrutement"} <= set(LISTES)


def test_an_enum_shown_as_a_list_keeps_value_and_code() -> None:
    assert LISTES["TypeParcours"].termes == (
        Terme("1", "collectif", "COLLECTIF"),
        Terme("2", "individualisé", "INDIVIDUALISE"),
        Terme("3", "modulaire", "MODULAIRE"),
        Terme("4", "mixte", "MIXTE"),
        Terme("INCONNU", "type de parcours inconnu", "INCONNU"),
    )


def test_the_lists_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        LISTES["RYTHMES"] = LISTES["NIVEAUX"]  # type: ignore[index]
