"""A selection as types: what msgspec reads out of a stored document, in C, and writes into the answer as it is.

A field that the selection does not name is never made; one that is not as its type says is refused. What a document
does not hold (a constant, a session's life) has its place in the type and is filled in afterwards.
"""

import datetime
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Optional

import msgspec

Finish = Callable[[Any, datetime.date], Any]
Compute = Callable[[str | None, str | None, datetime.date], str]
DAYS = ("dateDebut", "dateFin")
"""What the computed fields of a session are computed from."""
_Day = str | None
_HiddenDay = str | msgspec.UnsetType | None
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Shape:
    """`type` is what msgspec reads; `finish`, where there is one, makes of it what is written. `days` tells the first
    and last day of a session, for those that choose among sessions.
    """

    type: Any
    finish: Finish | None = None
    days: Callable[[Any], tuple[str | None, str | None]] | None = None

    def first_and_last(self, value: Any) -> tuple[str | None, str | None]:
        """The days of a session whose shape is dated."""
        if self.days is None:
            raise TypeError("This shape was not made to tell days.")
        return self.days(value)


@dataclass(frozen=True, slots=True)
class Part:
    """A field of the answer: its name there, its key in the document, its shape."""

    name: str
    key: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Constant:
    """A field that is the same for every node: its name in the answer, its own name, its value."""

    name: str
    key: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Computed:
    """A field of a session that depends on the day: its name in the answer, its own name."""

    name: str
    key: str
    compute: Compute


Field = Part | Constant | Computed


def nullable(shape: Shape) -> Shape:
    """The shape, or null."""
    finish = shape.finish
    if shape.type is msgspec.Raw and finish is not None:
        return Shape(shape.type, lambda raw, today: raw if raw == b"null" else finish(raw, today))
    if finish is None:
        return Shape(Optional[shape.type])  # noqa: UP045  a Literal knows no `|`
    return Shape(Optional[shape.type], lambda value, today: None if value is None else finish(value, today))  # noqa: UP045


def listed(shape: Shape, chosen: Callable[[Sequence[Any], datetime.date], Sequence[Any]] | None = None) -> Shape:
    """A list of the shape; `chosen` leaves some out."""
    finish = shape.finish
    if chosen is None:
        return Shape(
            list[shape.type],  # type: ignore[name-defined]
            finish and (lambda values, today: [finish(value, today) for value in values]),
        )
    kept = finish or (lambda value, _today: value)
    return Shape(
        list[shape.type],  # type: ignore[name-defined]
        lambda values, today: [kept(value, today) for value in chosen(values, today)],
    )


def node(fields: Sequence[Field], *, dated: bool = False) -> Shape:
    """A node with these fields, in this order. `dated`: its days must be known."""
    keys = [field.key for field in fields if isinstance(field, Part)]
    dated = dated or any(isinstance(field, Computed) for field in fields)
    hidden = [key for key in DAYS if dated and key not in keys]
    # Two fields of one name are one: where no name is another than the key, no key is asked for twice.
    if any(field.name != field.key for field in fields):
        return _renamed(fields, keys, dated=dated)
    names = [field.name for field in fields] + hidden
    attributes = {name: f"f{place}" for place, name in enumerate(names)}
    declared: list[tuple[Any, ...]] = []
    for field in fields:
        if isinstance(field, Part):
            declared.append((field.shape.type,))
        elif isinstance(field, Constant):
            declared.append((Optional[str], field.value))  # noqa: UP045
        else:
            declared.append((str, ""))
    declared += [(_HiddenDay,)] * len(hidden)
    made = _struct(tuple(names), tuple(declared))
    computed = [(attributes[field.name], field.compute) for field in fields if isinstance(field, Computed)]
    finishes = [
        (attributes[field.name], field.shape.finish)
        for field in fields
        if isinstance(field, Part) and field.shape.finish is not None
    ]
    days = _days_of(*(attributes[key] for key in DAYS)) if dated else None
    if not (computed or finishes or hidden):
        return Shape(made, days=days)
    return Shape(made, _finishing(computed, finishes, [attributes[key] for key in hidden], days), days)


@lru_cache(maxsize=2048)
def _struct(names: tuple[str, ...], declared: tuple[tuple[Any, ...], ...]) -> Any:
    """The type of a node; the same for the same fields, because making one takes long."""
    return msgspec.defstruct(
        "Node",
        [(f"f{place}", *given) for place, given in enumerate(declared)],
        rename={f"f{place}": name for place, name in enumerate(names)},
        kw_only=True,  # fields with and without a value of their own, in any order
        gc=False,  # a tree has no cycles
    )


def _days_of(first: str, last: str) -> Callable[[Any], tuple[str | None, str | None]]:
    return operator.attrgetter(first, last)


def _finishing(
    computed: list[tuple[str, Compute]],
    finishes: list[tuple[str, Finish]],
    hidden: list[str],
    days: Callable[[Any], tuple[str | None, str | None]] | None,
) -> Finish:
    def finish(value: Any, today: datetime.date) -> Any:
        if computed and days is not None:
            first, last = days(value)
            for attribute, compute in computed:
                setattr(value, attribute, compute(first, last, today))
        for attribute, below in finishes:
            setattr(value, attribute, below(getattr(value, attribute), today))
        for attribute in hidden:
            setattr(value, attribute, msgspec.UNSET)
        return value

    if len(finishes) == 1 and not computed and not hidden:
        # Most nodes of a tree only lead to those that have something to finish.
        [(only, finish_below)] = finishes

        def lead(value: Any, today: datetime.date) -> Any:
            setattr(value, only, finish_below(getattr(value, only), today))
            return value

        return lead
    return finish


def _renamed(fields: Sequence[Field], keys: Sequence[str], *, dated: bool) -> Shape:
    """A node whose fields have other names in the answer than in the document, or are asked for twice: each is read
    and written apart.
    """
    read = dict.fromkeys([*keys, *(DAYS if dated else ())])
    places = {key: f"f{place}" for place, key in enumerate(read)}
    parts = msgspec.json.Decoder(_struct(tuple(read), ((msgspec.Raw,),) * len(read)))
    day = msgspec.json.Decoder(_Day)

    def days(raw: Any) -> tuple[str | None, str | None]:
        found = parts.decode(raw)
        first, last = (day.decode(getattr(found, places[key])) for key in DAYS)
        return first, last

    writers = [(f'"{field.name}":'.encode(), _writer(field, places)) for field in fields]

    def finish(raw: Any, today: datetime.date) -> Any:
        found = parts.decode(raw)
        given = days(raw) if dated else (None, None)
        return msgspec.Raw(b"{" + b",".join(name + write(found, given, today) for name, write in writers) + b"}")

    return Shape(msgspec.Raw, finish, days if dated else None)


def _writer(field: Field, places: dict[str, str]) -> Callable[[Any, Any, datetime.date], bytes]:
    if isinstance(field, Constant):
        constant = _encode(field.value)
        return lambda _found, _days, _today: constant
    if isinstance(field, Computed):
        compute = field.compute
        return lambda _found, days, today: _encode(compute(days[0], days[1], today))
    decode, finish, place = msgspec.json.Decoder(field.shape.type).decode, field.shape.finish, places[field.key]

    def write(found: Any, _days: Any, today: datetime.date) -> bytes:
        value = decode(getattr(found, place))
        return _encode(value if finish is None else finish(value, today))

    return write
