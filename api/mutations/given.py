"""An input as the values it gives: what is absent is left out, null is kept."""

import dataclasses
from typing import Any

import strawberry

ASKED = strawberry.argument(description="La demande.")


def given(value: Any, *, but: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields of an input that were given, by Python name, inputs inside turned likewise; `but` are left out."""
    return {
        field.name: _plain(getattr(value, field.name))
        for field in dataclasses.fields(value)
        if field.name not in but and getattr(value, field.name) is not strawberry.UNSET
    }


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return given(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


def whole(value: Any, *names: str) -> dict[str, Any]:
    """A part of a card whose absent members count as null: `{"debut": …, "fin": None}`."""
    return {name: value.get(name) for name in names}
