"""Scalars: what is expected is said when a value is refused."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from graphql import GraphQLError, parse_value
from hypothesis import given
from hypothesis import strategies as st

from api import scalars


def read(name: object, value: Any) -> Any:
    parse = scalars.SCALARS[name].parse_value
    assert parse is not None
    return parse(value)


def refused(name: object, value: Any) -> str:
    with pytest.raises(GraphQLError) as caught:
        read(name, value)
    assert caught.value.extensions == {"code": "BAD_USER_INPUT"}
    return caught.value.message


def test_good_values_are_read() -> None:
    assert str(read(scalars.CodeFas, "19482-89393")) == "19482-89393"
    assert read(scalars.Siret, "130 005 119 00032") == "13000511900032"
    assert read(scalars.CodeInsee, "2A004") == "2A004"
    assert read(scalars.Decimal, "4500.00") == Decimal("4500.00")
    assert read(scalars.Decimal, 12) == Decimal(12)
    assert read(scalars.Decimal, 5.5) == Decimal("5.5")
    assert read(datetime.date, "2024-02-29") == datetime.date(2024, 2, 29)
    assert read(datetime.datetime, "2021-09-01T14:30:00+02:00") == datetime.datetime(
        2021, 9, 1, 12, 30, tzinfo=datetime.UTC
    )


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        (
            scalars.CodeFas,
            19482,
            'Un code FAS s\'écrit comme un texte entre guillemets, par exemple "19482-89393-143842".',
        ),
        (
            scalars.Siret,
            "13000511900033",
            "« 13000511900033 » n’est pas un SIRET : 14 chiffres dont une clé de contrôle sont attendus, par exemple 13000511900032.",
        ),
        (scalars.Siret, None, 'Un SIRET s\'écrit comme un texte entre guillemets, par exemple "13000511900032".'),
        (
            datetime.date,
            "01/09/2021",
            "« 01/09/2021 » n'est pas une date : attendu AAAA-MM-JJ, par exemple 2021-09-01.",
        ),
        (
            datetime.date,
            "2021-02-30",
            "« 2021-02-30 » n'est pas une date : attendu AAAA-MM-JJ, par exemple 2021-09-01.",
        ),
        (datetime.date, "20210901", "« 20210901 » n'est pas une date : attendu AAAA-MM-JJ, par exemple 2021-09-01."),
        (datetime.date, 20210901, 'Une date s\'écrit comme un texte entre guillemets, par exemple "2021-09-01".'),
        (
            datetime.datetime,
            "2021-09-01T14:30:00",
            "« 2021-09-01T14:30:00 » n'est pas un instant : attendu une date, une heure et un fuseau, par exemple "
            "2021-09-01T14:30:00+02:00 ou 2021-09-01T12:30:00Z.",
        ),
        (scalars.Decimal, "12,5", "« 12,5 » n'est pas un nombre : attendu par exemple 4500.00, point décimal."),
        (scalars.Decimal, "1e309", "« 1e309 » est hors limites : 15 chiffres au plus."),
        (scalars.Decimal, float("inf"), "« inf » est hors limites : 15 chiffres au plus."),
        (scalars.Decimal, "NaN", "« NaN » est hors limites : 15 chiffres au plus."),
        (scalars.Decimal, True, 'Un montant s\'écrit comme un nombre ou un texte, par exemple "4500.00".'),
        (scalars.Decimal, [1], 'Un montant s\'écrit comme un nombre ou un texte, par exemple "4500.00".'),
    ],
)
def test_bad_values_are_refused_with_what_is_expected(name: object, value: Any, message: str) -> None:
    assert refused(name, value) == message


def test_a_decimal_literal_is_read_without_rounding() -> None:
    read_literal = scalars.SCALARS[scalars.Decimal].parse_literal
    assert read_literal is not None
    assert read_literal(parse_value("0.1000000000000000055"), None) == Decimal("0.1000000000000000055")
    assert read_literal(parse_value('"4500.00"'), None) == Decimal("4500.00")
    with pytest.raises(GraphQLError):
        read_literal(parse_value("{a: 1}"), None)


@given(st.text(max_size=60))
def test_no_text_makes_a_scalar_fail_otherwise_than_by_refusing(text: str) -> None:
    for name in scalars.SCALARS:
        try:
            read(name, text)
        except GraphQLError as error:
            assert error.extensions == {"code": "BAD_USER_INPUT"}
            assert len(error.message) < 250


@given(st.datetimes(timezones=st.timezones()))
def test_an_instant_goes_out_in_utc_and_comes_back(value: datetime.datetime) -> None:
    try:
        value = value.astimezone(datetime.UTC)
    except OverflowError:
        return
    serialize = scalars.SCALARS[datetime.datetime].serialize
    assert serialize is not None
    if value.year >= 1000:
        assert read(datetime.datetime, serialize(value)) == value.replace(microsecond=0)
