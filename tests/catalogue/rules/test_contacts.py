"""E-mail addresses and telephone numbers: one readable spelling, or a refusal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.rules.contacts import LIMITE_COURRIEL, courriel, telephone
from catalogue.rules.invalid import ValeurInvalide


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("offre@cariforef-pdl.org", "offre@cariforef-pdl.org"),
        (" Jean.Dupont+sofi@Exemple.FR ", "Jean.Dupont+sofi@exemple.fr"),
        ("contact@école.fr", "contact@xn--cole-9oa.fr"),
        ("o'neill@exemple.fr", "o'neill@exemple.fr"),
    ],
)
def test_an_address_has_one_spelling(text: str, expected: str) -> None:
    assert courriel(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "exemple.fr",
        "@exemple.fr",
        "moi@exemple",
        "moi@127.0.0.1",
        "moi@@exemple.fr",
        ".moi@exemple.fr",
        "moi..toi@exemple.fr",
        "moi toi@exemple.fr",
        "moi@exemple.fr, toi@exemple.fr",
        "Moi <moi@exemple.fr>",
        "mailto:moi@exemple.fr",
        "é@exemple.fr",
        "moi@exemple.fr\nBcc: tous@exemple.fr",
        "moi\x00@exemple.fr",
    ],
)
def test_what_is_no_address_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValeurInvalide) as caught:
        courriel(text)
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    assert str(caught.value) == (
        f"« {shown} » n’est pas une adresse électronique : 160 caractères au plus de la forme nom@domaine sont "
        "attendus, par exemple contact@exemple.fr."
    )


def test_a_long_address_is_refused() -> None:
    domain = ".".join(["a" * 60, "b" * 60, "fr"])
    assert len(courriel("c" * (LIMITE_COURRIEL - 1 - len(domain)) + "@" + domain)) == LIMITE_COURRIEL
    for local in ("c" * (LIMITE_COURRIEL - len(domain)), "c" * 65):
        with pytest.raises(ValeurInvalide):
            courriel(f"{local}@{domain}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("02 40 20 40 20", "02 40 20 40 20"),
        ("0240204020", "02 40 20 40 20"),
        ("02.40.20.40.20", "02 40 20 40 20"),
        ("02-40/20 40\u00a020", "02 40 20 40 20"),
        ("+33 2 40 20 40 20", "02 40 20 40 20"),
        ("+33 (0)2 40 20 40 20", "02 40 20 40 20"),
        ("0033240204020", "02 40 20 40 20"),
        ("+262 262 12 34 56", "02 62 12 34 56"),
        ("0 800 12 34 56", "08 00 12 34 56"),
        ("3949", "3949"),
        ("115", "115"),
        ("+32 2 234 56 78", "+3222345678"),
        ("0044 20 7946 0000", "+442079460000"),
    ],
)
def test_a_number_has_one_readable_spelling(text: str, expected: str) -> None:
    assert telephone(text) == expected
    assert telephone(expected) == expected


@pytest.mark.parametrize(
    "text",
    [
        "12",
        "0002402040",
        "02 40 20 40",
        "02 40 20 40 20 21",
        "02 40 20 40 20 / 06 12 34 56 78",
        "02 40 20 40 20 poste 12",
        "+33 40 20 40 20",
        "+1234567890123456",
        "accueil",
        "٠٢٤٠٢٠٤٠٢٠",
    ],
)
def test_what_is_no_number_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValeurInvalide) as caught:
        telephone(text)
    assert str(caught.value) == (
        f"« {text} » n’est pas un numéro de téléphone : un seul numéro est attendu, par exemple 02 40 20 40 20 ou "
        "+32 2 234 56 78."
    )


@given(st.text() | st.from_regex(r"\+?[0-9 .()-]{2,20}", fullmatch=True))
def test_a_number_fits_its_column(text: str) -> None:
    try:
        number = telephone(text)
    except ValeurInvalide:
        return
    assert len(number) <= 25
    assert telephone(number) == number
