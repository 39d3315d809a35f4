"""The ready operations: GraphiQL's tabs and the documentation's examples, one file each in `examples/`."""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from graphql import OperationDefinitionNode, parse


@dataclass(frozen=True, slots=True)
class Example:
    """One operation with the variables it is shown with.

    `name` is the operation's own, which GraphiQL writes on the tab; `description` is the comment that the file begins
    with; `query` is the whole file, comment included.
    """

    name: str
    description: str
    query: str
    variables: dict[str, Any]

    @property
    def shown_variables(self) -> str:
        """The variables as an editor shows them."""
        return json.dumps(self.variables, ensure_ascii=False, indent=2)


@cache
def read_examples() -> tuple[Example, ...]:
    """The examples in the order of `examples/index.json`, which also holds their variables."""
    folder = resources.files("api.graphiql").joinpath("examples")
    index = json.loads(folder.joinpath("index.json").read_text(encoding="utf-8"))
    return tuple(
        _example(folder.joinpath(entry["file"]).read_text(encoding="utf-8"), entry["variables"]) for entry in index
    )


def _example(query: str, variables: dict[str, Any]) -> Example:
    (operation,) = (node for node in parse(query).definitions if isinstance(node, OperationDefinitionNode))
    if operation.name is None:
        raise ValueError("Un exemple ne nomme pas son opération.")
    comment: list[str] = []
    for line in query.splitlines():
        if not line.startswith("#"):
            break
        comment.append(line.removeprefix("#").strip())
    return Example(operation.name.value, " ".join(comment), query, variables)
