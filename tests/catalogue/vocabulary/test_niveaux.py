"""The two scales of levels: what converts, what is ambiguous, what has no counterpart."""

from collections.abc import Callable

import pytest

from catalogue.vocabulary import CodeInconnu, Niveau, niveaux
from catalogue.vocabulary.lheo import NIVEAUX


def test_the_old_scale_is_worded_as_certifinfo_prints_it() -> None:
    assert niveaux.libelle_francais("III") == "Niveau III (Bac + 2)"
    assert niveaux.libelle_francais("I") == "Niveau I (Bac + 5 et plus)"
    assert niveaux.libelle_europeen("5") == "Niveau 5 (Bac + 2)"


@pytest.mark.parametrize(
    ("francais", "europeens"),
    [("I", ("7", "8")), ("II", ("6",)), ("III", ("5",)), ("IV", ("4",)), ("V", ("3",)), ("V bis", ()), ("VI", ())],
)
def test_a_french_level_may_be_these_european_ones(francais: str, europeens: tuple[str, ...]) -> None:
    assert niveaux.europeens_of_francais(francais) == europeens


@pytest.mark.parametrize(
    ("europeen", "francais"),
    [("8", "I"), ("7", "I"), ("6", "II"), ("5", "III"), ("4", "IV"), ("3", "V"), ("2", None), ("1", None)],
)
def test_a_european_level_has_one_french_one_or_none(europeen: str, francais: str | None) -> None:
    assert niveaux.francais_of_europeen(europeen) == francais


@pytest.mark.parametrize(
    ("given", "both"),
    [
        ((None, None), (None, None)),
        (("III", None), ("III", "5")),
        (("I", None), ("I", None)),
        (("V bis", None), ("V bis", None)),
        ((None, "7"), ("I", "7")),
        ((None, "2"), (None, "2")),
        (("I", "8"), ("I", "8")),
        (("III", "4"), ("III", "4")),
    ],
)
def test_a_missing_side_is_filled_only_when_there_is_one_answer(
    given: tuple[str | None, str | None], both: tuple[str | None, str | None]
) -> None:
    assert niveaux.complete(*given) == Niveau(*both)


@pytest.mark.parametrize(
    ("code", "niveau"),
    [
        (None, (None, None)),
        ("0", (None, None)),
        ("1", (None, None)),
        ("2", ("VI", None)),
        ("3", ("V bis", None)),
        ("4", ("V", "3")),
        ("5", ("IV", "4")),
        ("6", ("III", "5")),
        ("7", ("II", "6")),
        ("8", ("I", None)),
        ("11", (None, "1")),
        ("12", (None, "2")),
        ("13", ("V", "3")),
        ("14", ("IV", "4")),
        ("15", ("III", "5")),
        ("16", ("II", "6")),
        ("17", ("I", "7")),
        ("18", ("I", "8")),
    ],
)
def test_a_code_of_lheo_gives_both_scales(code: str | None, niveau: tuple[str | None, str | None]) -> None:
    assert niveaux.niveau_of_lheo(code) == Niveau(*niveau)


@pytest.mark.parametrize("code", NIVEAUX.codes())
def test_a_level_of_lheo_written_again_is_the_same_level(code: str) -> None:
    niveau = niveaux.niveau_of_lheo(code)
    written = niveaux.lheo_of_niveau(*niveau)
    assert niveaux.niveau_of_lheo(written) == niveau


@pytest.mark.parametrize(
    ("francais", "europeen", "code"),
    [
        (None, None, None),
        ("III", None, "15"),
        ("I", None, "8"),
        ("VI", None, "2"),
        (None, "7", "17"),
        ("III", "4", "14"),
    ],
)
def test_lheo_gets_the_european_level_when_it_is_known(
    francais: str | None, europeen: str | None, code: str | None
) -> None:
    assert niveaux.lheo_of_niveau(francais, europeen) == code


def test_certifinfo_numbers_the_old_scale_in_its_own_way() -> None:
    assert [niveaux.francais_of_certifinfo(code) for code in "12345679"] == [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "V bis",
        None,
    ]


def test_an_unknown_level_of_certifinfo_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^« 8 » n’est pas un code de niveau de Certifinfo : 1 à 7, ou 9 sans niveau"):
        niveaux.francais_of_certifinfo("8")


@pytest.mark.parametrize(
    ("convert", "code", "liste"),
    [
        (niveaux.libelle_francais, "5", "NIVEAUX_FRANCAIS"),
        (niveaux.europeens_of_francais, "VII", "NIVEAUX_FRANCAIS"),
        (niveaux.francais_of_europeen, "9", "NIVEAUX_EUROPEENS"),
        (niveaux.niveau_of_lheo, "9", "NIVEAUX"),
    ],
)
def test_an_unknown_level_is_refused_by_its_list(convert: Callable[[str], object], code: str, liste: str) -> None:
    with pytest.raises(CodeInconnu) as caught:
        convert(code)
    assert (caught.value.liste, caught.value.code) == (liste, code)


@pytest.mark.parametrize("pair", [("X", None), (None, "0"), ("X", "5"), ("III", "9")])
def test_a_pair_with_an_unknown_level_is_refused(pair: tuple[str | None, str | None]) -> None:
    with pytest.raises(CodeInconnu):
        niveaux.complete(*pair)
