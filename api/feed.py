"""Which answers depend on nothing but what is online: they are the same for everybody until the feed moves on, on one
day. Told from the document, so that no resolver needs to know.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    is_abstract_type,
    visit,
)

from api.reading.compiling import GRAPHQL_CORE_DEFINITION
from catalogue.reads.feed import last_place

_LISTS = ("FormationConnection", "ActionConnection", "SessionConnection")
READS = {("Query", name) for name in ("offre", "formations", "actions", "sessions")}
"""Where what is online is read."""
COMPUTED = {
    *READS,
    *(("Query", name) for name in ("vocabulaire", "vocabulaires")),
    *((name, field) for name in _LISTS for field in ("edges", "totalCount")),
    *((kind, name) for kind in ("Formation", "Action", "Session", "Dispositif") for name in ("version", "completude")),
    ("Formation", "actions"),
    *(("Action", name) for name in ("sessions", "formation", "dossier", "diffusion")),
    *(("Session", name) for name in ("etat", "vie", "action")),
}
"""Fields with a resolver that, below a published node, read stored documents, their index and the day, and no more.
What reads the directory or Certifinfo as they are today is not among them.
"""


class Depends(IntEnum):
    """What an answer depends on, beside the question and the day."""

    NOTHING = 0
    FEED = 1
    MORE = 2


@dataclass(slots=True)
class Feed:
    """Where the feed is for one answer. `followed`: answers are kept, so that it is worth a statement to know; `alone`:
    the answer depends on nothing but the feed; `place`: its last place, asked before anything was read.
    """

    followed: bool = False
    alone: bool = False
    place: int | None = None

    async def begin(self, depends: Depends) -> None:
        """An answer is about to be made. At most one statement."""
        self.alone = depends is not Depends.MORE
        if self.followed and depends is Depends.FEED:
            self.place = await last_place()


def depends_on(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> Depends:
    """What a valid operation may read, whatever its variables. A fragment counts even where it is not used."""
    if operation.operation is not OperationType.QUERY:
        return Depends.MORE
    kinds = TypeInfo(schema)
    found = _Fields(schema, kinds)
    for part in (operation, *(node for node in document.definitions if isinstance(node, FragmentDefinitionNode))):
        visit(part, TypeInfoVisitor(kinds, found))
    return found.depends


class _Fields(Visitor):
    """Looks at each field for what it reads."""

    def __init__(self, schema: GraphQLSchema, kinds: TypeInfo) -> None:
        super().__init__()
        self._schema = schema
        self._kinds = kinds
        self.depends = Depends.NOTHING

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Those of the schema about itself read nothing; those that are read by their name no more than the root."""
        parent, name = self._kinds.get_parent_type(), node.name.value
        if parent is None:
            self.depends = Depends.MORE
        elif not name.startswith("__") and not parent.name.startswith("__"):
            kinds: Any = self._schema.get_possible_types(parent) if is_abstract_type(parent) else [parent]
            self.depends = max([self.depends, *(_read_by(kind, name) for kind in kinds)])


def _read_by(kind: GraphQLObjectType, name: str) -> Depends:
    if (kind.name, name) in COMPUTED:
        return Depends.FEED if (kind.name, name) in READS else Depends.NOTHING
    field = kind.fields.get(name)
    definition = field and field.extensions.get(GRAPHQL_CORE_DEFINITION)
    return Depends.MORE if definition is None or definition.base_resolver is not None else Depends.NOTHING
