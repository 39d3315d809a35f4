"""Words for search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.rules.texts import mots


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("  ,;-_ ", []),
        ("Titre professionnel", ["titre", "professionnel"]),
        ("Métiers de l’énergie à l'école", ["metiers", "de", "energie", "a", "ecole"]),
        ("Main-d'œuvre", ["main", "oeuvre"]),
        ("ŒNOLOGIE, Ex æquo", ["oenologie", "ex", "aequo"]),
        ("l\u00b4aide d\u2018un agent", ["aide", "un", "agent"]),
        ("Jusqu'ici, qu’elle, presqu'île", ["ici", "elle", "presqu", "ile"]),
        ("aujourd'hui", ["aujourd", "hui"]),
        ("Langage C, L D", ["langage", "c", "l", "d"]),
        ("BTS bts Bts", ["bts"]),
        ("Bac+2 (niveau III) 19482-89393", ["bac", "2", "niveau", "iii", "19482", "89393"]),
        ("cof\u00adfreur cofr\u00adage", ["coffreur", "cofrage"]),
        ("\ufb01nance 1ᵉʳ \uff23\uff21\uff30", ["finance", "1er", "cap"]),
        ("e\u0301le\u0300ve élève", ["eleve"]),
    ],
)
def test_a_text_is_cut_into_its_words(text: str, words: list[str]) -> None:
    assert mots(text) == words


@given(st.text(max_size=60))
def test_words_cut_again_are_the_same_words(text: str) -> None:
    words = mots(text)
    assert mots(" ".join(words)) == words
    assert len(set(words)) == len(words)


@given(st.text("aàâbcçeéèêëiîïlmnoôœæuùûdDLÉŒ -’'_2", max_size=40))
def test_case_does_not_change_the_words(text: str) -> None:
    assert mots(text.upper()) == mots(text.lower()) == mots(text)
