"""Fees: two values give the third, and three must agree."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from catalogue.rules.invalid import ValeurInvalide
from catalogue.rules.money import Frais, frais, montant, taux

D = Decimal
AMOUNTS = st.decimals(0, "9999999.99", places=2)
RATES = st.decimals(0, 100, places=2)
TWO = "Deux valeurs sont attendues parmi les frais HT, le taux de TVA et les frais TTC, par exemple 1000.00 et 20."


@pytest.mark.parametrize(
    ("ht", "taux_tva", "ttc", "expected"),
    [
        ("1000", "20", None, ("1000.00", "20.00", "1200.00")),
        ("1000", None, "1200", ("1000.00", "20.00", "1200.00")),
        (None, "20", "1200", ("1000.00", "20.00", "1200.00")),
        ("1000.00", "20.0", "1200.00", ("1000.00", "20.00", "1200.00")),
        ("1000", "0", None, ("1000.00", "0.00", "1000.00")),
        ("99.99", "5.5", None, ("99.99", "5.50", "105.49")),
        ("0.25", "2.1", None, ("0.25", "2.10", "0.26")),
        ("0.10", "5", None, ("0.10", "5.00", "0.11")),
        (None, "20", "0.01", ("0.01", "20.00", "0.01")),
        ("0", None, "0", ("0.00", "0.00", "0.00")),
        ("99.99", "5.5", "105.50", ("99.99", "5.50", "105.50")),
        ("1E+3", "20", None, ("1000.00", "20.00", "1200.00")),
    ],
)
def test_any_two_give_the_third(
    ht: str | None, taux_tva: str | None, ttc: str | None, expected: tuple[str, str, str]
) -> None:
    values = [None if text is None else D(text) for text in (ht, taux_tva, ttc)]
    result = frais(*values)
    assert result == Frais(*map(D, expected))
    assert (str(result.ht), str(result.taux_tva), str(result.ttc)) == expected


def test_fees_are_not_required() -> None:
    assert frais() is None


@pytest.mark.parametrize("alone", [{"ht": D(1)}, {"taux_tva": D(20)}, {"ttc": D(1)}])
def test_one_value_is_not_enough(alone: dict[str, Decimal]) -> None:
    with pytest.raises(ValeurInvalide) as caught:
        frais(**alone)
    assert str(caught.value) == TWO


@pytest.mark.parametrize(
    ("ht", "taux_tva", "ttc", "message"),
    [
        (
            "1000",
            "20",
            "1200.02",
            "Les frais TTC (1200,02 €) ne sont pas les frais HT (1000,00 €) augmentés d’une TVA de 20,00 %, "
            "soit 1200,00 € : corriger l’une des valeurs données.",
        ),
        (
            "1200",
            None,
            "1000",
            "Les frais TTC (1000,00 €) ne sont pas les frais HT (1200,00 €) augmentés d’une TVA de 0,00 %, "
            "soit 1200,00 € : corriger l’une des valeurs données.",
        ),
        (
            "0",
            None,
            "10",
            "Les frais TTC (10,00 €) ne sont pas les frais HT (0,00 €) augmentés d’une TVA de 0,00 %, "
            "soit 0,00 € : corriger l’une des valeurs données.",
        ),
        (
            "100000",
            None,
            "105512.34",
            "Les frais TTC (105512,34 €) ne sont pas les frais HT (100000,00 €) augmentés d’une TVA de 5,51 %, "
            "soit 105510,00 € : corriger l’une des valeurs données.",
        ),
    ],
)
def test_values_that_disagree_by_more_than_a_cent_are_refused(
    ht: str, taux_tva: str | None, ttc: str, message: str
) -> None:
    with pytest.raises(ValeurInvalide) as caught:
        frais(D(ht), None if taux_tva is None else D(taux_tva), D(ttc))
    assert str(caught.value) == message


AMOUNT = "Les frais HT doivent être un montant de 0 à 99 999 999,99 € avec deux décimales au plus, par exemple 1200.50."
RATE = "Le taux de TVA doit être un pourcentage de 0 à 100 avec deux décimales au plus, par exemple 5.5."


@pytest.mark.parametrize("text", ["-0.01", "100000000", "1.005", "NaN", "sNaN", "Infinity", "1E+999999", "1E-999999"])
def test_an_amount_that_cannot_be_a_price_is_refused(text: str) -> None:
    with pytest.raises(ValeurInvalide) as caught:
        frais(ht=D(text), taux_tva=D(20))
    assert str(caught.value) == AMOUNT


@pytest.mark.parametrize("text", ["-1", "100.01", "5.555", "NaN", "Infinity"])
def test_a_rate_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(ValeurInvalide) as caught:
        taux(D(text))
    assert str(caught.value) == RATE


def test_a_total_past_the_largest_amount_is_refused() -> None:
    with pytest.raises(ValeurInvalide, match=r"^Les frais TTC doivent être un montant de 0 à 99 999 999,99 €"):
        frais(D("99999999.99"), D("0.01"))


def test_a_negative_zero_is_zero() -> None:
    assert str(montant(D("-0"), "Les frais HT")) == "0.00"


def test_a_caller_s_decimal_context_changes_nothing() -> None:
    with localcontext() as context:
        context.prec = 3
        assert frais(D("1234.56"), D("20")) == Frais(D("1234.56"), D("20.00"), D("1481.47"))


@given(AMOUNTS, RATES)
def test_whatever_is_computed_agrees_with_what_was_given(ht: Decimal, rate: Decimal) -> None:
    result = frais(ht=ht, taux_tva=rate)
    assert result is not None
    assert (result.ht, result.taux_tva) == (ht, rate)
    assert abs(result.ttc - ht * (100 + rate) / 100) <= D("0.005")
    assert frais(result.ht, result.taux_tva, result.ttc) == result


@given(AMOUNTS, RATES)
def test_the_total_and_the_rate_give_back_an_amount_that_agrees(ttc: Decimal, rate: Decimal) -> None:
    result = frais(taux_tva=rate, ttc=ttc)
    assert result is not None
    assert (result.taux_tva, result.ttc) == (rate, ttc)
    assert abs(result.ttc - result.ht * (100 + rate) / 100) <= D("0.015")


@given(AMOUNTS, RATES)
def test_two_amounts_made_with_a_rate_are_joined_by_one(ht: Decimal, rate: Decimal) -> None:
    assume(ht > 0)
    made = frais(ht=ht, taux_tva=rate)
    assert made is not None
    found = frais(ht=made.ht, ttc=made.ttc)
    assert found is not None
    assert abs(found.ttc - found.ht * (100 + found.taux_tva) / 100) <= D("0.015")
