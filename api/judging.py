"""What a document would be refused for if it were asked: told to the operator who wants to register it."""

from collections.abc import Iterator
from dataclasses import dataclass

from graphql import GraphQLError, GraphQLSyntaxError, OperationDefinitionNode, parse, validate

from api import limits
from api.answers import told
from api.schema import schema
from api.sizes import MAX_TOKENS

MAX_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a document, in French, and where, when that can be said."""

    message: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return self.message if self.line is None else f"ligne {self.line}, colonne {self.column} : {self.message}"


def flaws(text: str) -> list[Flaw]:
    """Everything that keeps a document from being run; none when it may be registered."""
    if len(text.encode()) > MAX_BYTES:
        return [Flaw(f"Un document enregistré fait {MAX_BYTES // 1024} Kio au plus : découpez-le.")]
    if "\0" in text:
        return [Flaw("Le document contient un caractère nul : retirez-le.")]
    return [_flaw(error) for error in _errors(text)]


def _errors(text: str) -> Iterator[GraphQLError]:
    try:
        document = parse(text, max_tokens=MAX_TOKENS)
    except GraphQLSyntaxError as error:
        yield error
        return
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if not operations:
        words = "Le document n'a aucune opération : rien ne peut en être exécuté."
        yield GraphQLError(words, extensions={"code": "NO_OPERATION"})
        return
    graph = schema._schema
    for node in operations:
        # Before validation, which is slow on what is too large.
        name = node.name.value if node.name else None
        refusal = limits.refusal(graph, document, {}, name) if name or len(operations) == 1 else None
        if refusal is not None:
            yield refusal
            return
    yield from validate(graph, document)


def _flaw(error: GraphQLError) -> Flaw:
    """In French what the engine says in English, which is quoted: it names the field."""
    shown = told(error, "")
    help_text = shown["extensions"].get("aide")
    message = f"{help_text.rstrip('.')} ({shown['message'].rstrip('.')})." if help_text else shown["message"]
    where = error.locations[0] if error.locations else None
    return Flaw(message, where.line if where else None, where.column if where else None)
