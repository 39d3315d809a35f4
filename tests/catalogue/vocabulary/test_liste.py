"""A closed list answers its codes and names those it has when asked for another."""

import pytest

from catalogue.vocabulary import CodeInconnu, Liste, Terme

COULEURS = Liste.of("COULEURS", "Couleurs", "nuancier", {"r": "rouge", "b": "bleu"})


def test_a_list_keeps_its_terms_in_the_order_they_were_written() -> None:
    assert COULEURS.termes == (Terme("r", "rouge"), Terme("b", "bleu"))
    assert COULEURS.codes() == ("r", "b")


def test_a_code_gives_its_term() -> None:
    assert COULEURS.terme("b") == Terme("b", "bleu", None)


def test_a_code_is_in_its_list_and_nothing_else_is() -> None:
    assert "r" in COULEURS
    assert "rouge" not in COULEURS
    assert None not in COULEURS


def test_an_unknown_code_is_refused_with_the_codes_of_the_list() -> None:
    with pytest.raises(CodeInconnu) as caught:
        COULEURS.terme("v")
    assert str(caught.value) == "Le code « v » n’existe pas dans la liste COULEURS (Couleurs). Codes admis : r, b."
    assert (caught.value.liste, caught.value.code) == ("COULEURS", "v")


def test_a_very_long_unknown_code_is_cut_in_the_message() -> None:
    with pytest.raises(CodeInconnu) as caught:
        COULEURS.terme("x" * 1000)
    assert str(caught.value).startswith(f"Le code « {'x' * 40}… » n’existe pas")


def test_a_list_with_one_code_twice_cannot_be_made() -> None:
    with pytest.raises(ValueError, match=r"^Liste COULEURS : un code y figure deux fois\.$"):
        Liste("COULEURS", "Couleurs", "nuancier", (Terme("r", "rouge"), Terme("r", "roux")))
