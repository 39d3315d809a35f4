"""The FAS code: what is read, what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.rules.code_fas import CodeFas
from catalogue.rules.invalid import ValeurInvalide

NUMERO = st.integers(1, 2_147_483_647)
BLANKS = st.text(" \t\u00a0\u202f", max_size=3)
EXPECTED = (
    "n’est pas un code FAS : un à trois numéros séparés par des tirets sont attendus, par exemple 19482, "
    "19482-89393 ou 19482-89393-143842."
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("19482", CodeFas(19482)),
        ("19482-89393", CodeFas(19482, 89393)),
        ("19482-89393-143842", CodeFas(19482, 89393, 143842)),
        ("19482-89393- 143842", CodeFas(19482, 89393, 143842)),
        ("  19482 - 89393\u00a0", CodeFas(19482, 89393)),
        ("19482\u201389393\u2011143842", CodeFas(19482, 89393, 143842)),
        ("2147483647", CodeFas(2_147_483_647)),
    ],
)
def test_a_code_is_read_as_people_write_it(text: str, code: CodeFas) -> None:
    assert CodeFas.parse(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "19482-",
        "-19482",
        "0-0-0",
        "abc",
        "1" * 40,
        "007",
        "1-02",
        "1-2-3-4",
        "1--2",
        "19482 89393",
        "19482_89393",
        "+1",
        "1.0",
        "\u0661",
        "1\n-\n2x",
    ],
)
def test_another_text_is_refused(text: str) -> None:
    with pytest.raises(ValeurInvalide) as caught:
        CodeFas.parse(text)
    assert str(caught.value) == f"« {text} » {EXPECTED}"


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(ValeurInvalide) as caught:
        CodeFas.parse(" ")
    assert str(caught.value) == f"Une valeur vide {EXPECTED}"


def test_a_long_text_is_cut_in_the_message() -> None:
    with pytest.raises(ValeurInvalide) as caught:
        CodeFas.parse("9" * 100_000)
    assert str(caught.value) == f"« {'9' * 40}… » {EXPECTED}"


def test_a_number_past_the_largest_is_refused() -> None:
    with pytest.raises(ValeurInvalide) as caught:
        CodeFas.parse("1-2147483648")
    assert str(caught.value) == ("« 1-2147483648 » n’est pas un code FAS : chaque numéro va de 1 à 2 147 483 647.")


def test_a_session_without_its_action_cannot_be_named() -> None:
    with pytest.raises(ValeurInvalide, match=r"^Un code FAS ne nomme pas de session sans son action\.$"):
        CodeFas(1, None, 3)


@pytest.mark.parametrize("numeros", [(0,), (-1,), (1, 0), (1, 1, 2_147_483_648)])
def test_a_code_cannot_be_made_of_numbers_out_of_bounds(numeros: tuple[int, ...]) -> None:
    with pytest.raises(ValeurInvalide, match="chaque numéro va de 1 à 2 147 483 647"):
        CodeFas(*numeros)


@given(st.lists(NUMERO, min_size=1, max_size=3), BLANKS)
def test_a_code_written_and_read_again_is_the_same(numeros: list[int], blanks: str) -> None:
    code = CodeFas(*numeros)
    assert code.numeros == tuple(numeros)
    assert CodeFas.parse(str(code)) == code
    assert CodeFas.parse(f"{blanks}-{blanks}".join(map(str, numeros)) + blanks) == code


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        code = CodeFas.parse(text)
    except ValeurInvalide:
        return
    assert CodeFas.parse(str(code)) == code
