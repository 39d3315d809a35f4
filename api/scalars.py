"""The scalars of the graph: each refuses a bad value with a sentence that says what is expected.

Documents already hold these values as they are sent, so serialising hands text through; values that come from Python
(`date`, `Decimal`, …) are spelled here.
"""

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal as PythonDecimal
from decimal import InvalidOperation
from typing import Any, NewType, TypeVar

import strawberry
from graphql import FloatValueNode, GraphQLError, IntValueNode, StringValueNode, ValueNode
from strawberry.scalars import JSON
from strawberry.types.scalar import ScalarDefinition

from catalogue.rules import identifiers
from catalogue.rules.code_fas import CodeFas as CodeFasRule

CodeFas = NewType("CodeFas", CodeFasRule)
Siret = NewType("Siret", str)
CodeInsee = NewType("CodeInsee", str)
Decimal = NewType("Decimal", PythonDecimal)

T = TypeVar("T")


def _refuse(message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})


def _text(name: str, example: str, parse: Callable[[str], T]) -> Callable[[Any], T]:
    """A parser of texts that turns a rule's refusal into a GraphQL one."""

    def parse_value(value: Any) -> T:
        if not isinstance(value, str):
            raise _refuse(f'{name} s\'écrit comme un texte entre guillemets, par exemple "{example}".')
        try:
            return parse(value)
        except ValueError as error:
            raise _refuse(str(error)) from None

    return parse_value


def _date(text: str) -> datetime.date:
    try:
        if len(text) != 10:
            raise ValueError
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"« {text[:40]} » n'est pas une date : attendu AAAA-MM-JJ, par exemple 2021-09-01.") from None


def _instant(text: str) -> datetime.datetime:
    try:
        value = datetime.datetime.fromisoformat(text)
        if value.tzinfo is None or len(text) < 16:
            raise ValueError
        return value.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        raise ValueError(
            f"« {text[:40]} » n'est pas un instant : attendu une date, une heure et un fuseau, "
            "par exemple 2021-09-01T14:30:00+02:00 ou 2021-09-01T12:30:00Z."
        ) from None


def _decimal(value: Any) -> PythonDecimal:
    """An exact amount, from a text or a number; the text of a literal reaches us unrounded."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise _refuse('Un montant s\'écrit comme un nombre ou un texte, par exemple "4500.00".')
    try:
        number = PythonDecimal(str(value).strip())
    except InvalidOperation:
        raise _refuse(
            f"« {str(value)[:40]} » n'est pas un nombre : attendu par exemple 4500.00, point décimal."
        ) from None
    if not number.is_finite() or abs(number.adjusted()) > 15:
        raise _refuse(f"« {str(value)[:40]} » est hors limites : 15 chiffres au plus.")
    return number


def _decimal_literal(node: ValueNode, _variables: Mapping[str, Any] | None = None) -> PythonDecimal:
    if isinstance(node, IntValueNode | FloatValueNode | StringValueNode):
        return _decimal(node.value)
    raise _refuse('Un montant s\'écrit comme un nombre ou un texte, par exemple "4500.00".')


def _iso(value: datetime.date | str) -> str:
    return value if isinstance(value, str) else value.isoformat()


def _iso_instant(value: datetime.datetime | str) -> str:
    if isinstance(value, str):
        return value
    return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _plain(value: PythonDecimal | str) -> str:
    return value if isinstance(value, str) else f"{value:f}"


SCALARS: dict[object, ScalarDefinition] = {
    CodeFas: strawberry.scalar(
        name="CodeFas",
        description="Code FAS : numéros de formation, d'action et de session séparés par des tirets, "
        "`19482`, `19482-89393` ou `19482-89393-143842`.",
        serialize=str,
        parse_value=_text("Un code FAS", "19482-89393-143842", CodeFasRule.parse),
    ),
    Siret: strawberry.scalar(
        name="Siret",
        description="SIRET d'un établissement : 14 chiffres dont la clé est vérifiée.",
        serialize=str,
        parse_value=_text("Un SIRET", "13000511900032", identifiers.siret),
    ),
    CodeInsee: strawberry.scalar(
        name="CodeInsee",
        description="Code INSEE d'une commune : 5 caractères, `44109` ou `2A004` (ce n'est pas le code postal).",
        serialize=str,
        parse_value=_text("Un code INSEE", "44109", identifiers.code_insee),
    ),
    Decimal: strawberry.scalar(
        name="Decimal",
        description="Nombre décimal exact, rendu comme un texte avec un point : `4500.00`.",
        serialize=_plain,
        parse_value=_decimal,
        parse_literal=_decimal_literal,
    ),
    datetime.date: strawberry.scalar(
        name="Date",
        description="Jour du calendrier, `2021-09-01`.",
        serialize=_iso,
        parse_value=_text("Une date", "2021-09-01", _date),
    ),
    datetime.datetime: strawberry.scalar(
        name="DateTime",
        description="Instant, rendu en temps universel, `2021-09-01T12:30:00Z`.",
        serialize=_iso_instant,
        parse_value=_text("Un instant", "2021-09-01T14:30:00+02:00", _instant),
    ),
    JSON: strawberry.scalar(
        name="JSON",
        description="Valeur JSON quelconque, rendue telle quelle.",
        serialize=lambda value: value,
        parse_value=lambda value: value,
    ),
}
