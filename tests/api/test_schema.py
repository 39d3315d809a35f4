"""The schema as a whole: the committed text, and a French description on everything."""

from pathlib import Path

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema

from api.schema import schema

ROOT = Path(__file__).parents[2]
CORE: GraphQLSchema = schema._schema


def described() -> list[tuple[str, str | None]]:
    """Every type, field, argument and enum value with its description."""
    found: list[tuple[str, str | None]] = []
    for name, kind in CORE.type_map.items():
        if name.startswith("__") or name in ("Boolean", "Float", "ID", "Int", "String"):
            continue
        found.append((name, kind.description))
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field_name, field in kind.fields.items():
                found.append((f"{name}.{field_name}", field.description))
                found += [(f"{name}.{field_name}({arg})", value.description) for arg, value in field.args.items()]
        elif isinstance(kind, GraphQLInputObjectType):
            found += [(f"{name}.{field}", value.description) for field, value in kind.fields.items()]
        elif isinstance(kind, GraphQLEnumType):
            found += [(f"{name}.{value}", entry.description) for value, entry in kind.values.items()]
    return found


def test_the_committed_sdl_is_what_the_code_says() -> None:
    assert (ROOT / "api/schema.graphql").read_text(encoding="utf-8") == schema.as_str() + "\n", "lancez « make schema »"


def test_everything_has_a_description() -> None:
    entries = described()
    assert len(entries) > 300
    assert [path for path, text in entries if not (text or "").strip()] == []


def test_descriptions_are_sentences_in_french() -> None:
    english = {"the", "this", "with", "which", "field", "type of", "returns"}
    wrong = [path for path, text in described() if any(f" {word} " in f" {(text or '').lower()} " for word in english)]
    assert wrong == []
