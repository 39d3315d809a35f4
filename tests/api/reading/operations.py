"""Any valid operation over the offer: aliases, fragments, conditions, arguments, whatever the schema allows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from graphql import GraphQLInterfaceType, GraphQLObjectType, get_named_type, is_leaf_type
from hypothesis import strategies as st

from api.schema import schema

ROOTS = [
    'offre(code: "19482-89393-143842")',
    'offre(code: "19482-89393")',
    'offre(code: "19482")',
    'offre(code: "7")',
    "formations(first: 3)",
    "formations(last: 2, orderBy: INTITULE)",
    "actions(first: 4)",
    "sessions(first: 4)",
    "sessions(first: 2, filter: {etat: ACTIF})",
    'node(id: "Rm9ybWF0aW9uOjE5NDgy")',
    'nodes(ids: ["QWN0aW9uOjg5Mzkz", "U2Vzc2lvbjoxNDM4NDI=", "QWN0aW9uOjk5OTk5OQ=="])',
]
CODES = ["19482-89393-143842", "19482-89393", "19482", "7", "19482-7-143842", "19482-89393-7", "dix"]
VARIABLES = {"vrai": True, "faux": False, "actif": "ACTIF", "rien": None}
_CONDITIONS = [
    "",
    "",
    "",
    "",
    "@include(if: $vrai)",
    "@include(if: $faux)",
    "@skip(if: $faux)",
    "@skip(if: true)",
    "@include(if: true) @skip(if: $faux)",
]
_ETATS = ["", "", "(etat: ACTIF)", "(etat: INACTIF)", "(etat: $actif)", "(etat: $rien)", "(etat: null)"]
_TYPES: dict[str, Any] = schema._schema.type_map


@dataclass
class _Writer:
    draw: Callable[..., Any]
    fragments: list[str] = field(default_factory=list)
    names: Any = field(default_factory=count)

    def selection(self, kind: Any, depth: int) -> str:
        parts = [self.field(kind, depth) for _ in range(self.draw(st.integers(1, 5)))]
        if self.draw(st.integers(0, 3)) == 0:
            parts.append("__typename")
        return " ".join(parts)

    def field(self, kind: Any, depth: int) -> str:
        shape = self.draw(st.integers(0, 11))
        condition = self.draw(st.sampled_from(_CONDITIONS))
        if shape == 0 and depth > 0:
            return f"... {condition} {{ {self.selection(kind, depth - 1)} }}"
        if shape == 1 and depth > 0:
            return f"... on {kind.name} {condition} {{ {self.selection(kind, depth - 1)} }}"
        if shape == 2 and depth > 0:
            name = f"F{next(self.names)}"
            self.fragments.append(f"fragment {name} on {kind.name} {{ {self.selection(kind, depth - 1)} }}")
            return f"...{name} {condition}"
        possible = [name for name in kind.fields if depth > 0 or is_leaf_type(get_named_type(kind.fields[name].type))]
        if not possible:
            return "__typename"
        name = self.draw(st.sampled_from(sorted(possible)))
        return self.one(kind, name, condition, depth)

    def one(self, kind: Any, name: str, condition: str, depth: int) -> str:
        under = get_named_type(kind.fields[name].type)
        alias, arguments = "", ""
        if name == "sessions" and kind.name == "Action":
            alias, arguments = f"a{next(self.names)}: ", self.draw(st.sampled_from(_ETATS))
        elif self.draw(st.integers(0, 3)) == 0:
            alias = f"a{next(self.names)}: "
        below = "" if is_leaf_type(under) else f"{{ {self.below(under, depth - 1)} }}"
        return f"{alias}{name}{arguments} {condition} {below}"

    def below(self, kind: Any, depth: int) -> str:
        if isinstance(kind, GraphQLInterfaceType) and self.draw(st.booleans()):
            name = self.draw(st.sampled_from(["Formation", "Action", "Session", "OffreRetiree"]))
            if kind.name == "Node":
                return f"__typename ... on {name} {{ {self.selection(_TYPES[name], depth)} }}"
        return self.selection(kind, depth)


@st.composite
def operations(draw: Callable[..., Any]) -> str:
    """The text of an operation; give it VARIABLES."""
    writer = _Writer(draw)
    parts = []
    for root in draw(st.lists(st.sampled_from(ROOTS), min_size=1, max_size=2)):
        name = root.partition("(")[0]
        kind = get_named_type(_TYPES["Query"].fields[name].type)
        assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
        parts.append(f"r{next(writer.names)}: {root} {{ {writer.below(kind, draw(st.integers(1, 6)))} }}")
    return with_variables(f"{{ {' '.join(parts)} __typename }} {' '.join(writer.fragments)}")


@st.composite
def questions(draw: Callable[..., Any]) -> str:
    """The text of an operation about one code, which is in a variable."""
    writer = _Writer(draw)
    below = writer.below(_TYPES["ResultatOffre"], draw(st.integers(1, 6)))
    return with_variables(f"{{ r: offre(code: $code) {{ {below} }} }} {' '.join(writer.fragments)}")


def with_variables(text: str) -> str:
    """The text of an operation with its variables declared."""
    kinds = {"vrai": "Boolean!", "faux": "Boolean!", "actif": "EtatSession", "rien": "EtatSession", "code": "CodeFas!"}
    used = [f"${name}: {kind}" for name, kind in kinds.items() if f"${name}" in text]
    return f"query({', '.join(used)}) {text}" if used else f"query {text}"
