"""A shape as one SQL expression that makes its JSON: `json_object` on SQLite, `row_to_json` over named columns on
PostgreSQL (`jsonb_build_object` is three times slower there).
"""

from collections.abc import Mapping
from typing import Any

from benchmarks.floor.shape import FORMATION, FORMATION_JOINS, Flag, Many, One


def sqlite(shape: Any) -> str:
    """The expression of a shape for SQLite."""
    if isinstance(shape, str):
        return shape
    if isinstance(shape, Flag):
        return f"json(iif({shape.column}, 'true', 'false'))"
    if isinstance(shape, One):
        made = sqlite(shape.fields)
        return made if shape.column is None else f"iif({shape.column} IS NULL, NULL, {made})"
    if isinstance(shape, Many):
        # Rows come in the order of the key (parent, rank).
        return (
            f"(SELECT json_group_array({sqlite(shape.fields)}) FROM {_table(shape)} {shape.joins} "
            f"WHERE {_parent(shape)} = {shape.above})"
        )
    pairs = ", ".join(f"'{name}', {sqlite(value)}" for name, value in shape.items())
    return f"json_object({pairs})"


def postgresql(shape: Any) -> str:
    """The expression of a shape for PostgreSQL."""
    if isinstance(shape, str):
        return shape
    if isinstance(shape, Flag):
        return shape.column
    if isinstance(shape, One):
        made = f"(SELECT row_to_json(x) FROM (SELECT {_columns(shape.fields)}) x)"
        return made if shape.column is None else f"CASE WHEN {shape.column} IS NULL THEN NULL ELSE {made} END"
    if isinstance(shape, Many):
        where = f"FROM {_table(shape)} {shape.joins} WHERE {_parent(shape)} = {shape.above}"
        order = f"ORDER BY {_table(shape)[-1]}.{'numero' if ' ' in shape.table else 'rang'}"
        if isinstance(shape.fields, str):
            return f"(SELECT coalesce(json_agg({shape.fields} {order}), '[]'::json) {where})"
        return (
            f"(SELECT coalesce(json_agg(row_to_json(x)), '[]'::json) FROM "
            f"(SELECT {_columns(shape.fields)} {where} {order}) x)"
        )
    raise TypeError(shape)


def _columns(fields: Mapping[str, Any]) -> str:
    return ", ".join(f'{postgresql(value)} AS "{name}"' for name, value in fields.items())


def _table(shape: Many) -> str:
    return shape.table if " " in shape.table else f"{shape.table} t"


def _parent(shape: Many) -> str:
    return shape.parent if "." in shape.parent else f"t.{shape.parent}"


def tree(engine: str) -> str:
    """One formation by its number, its tree as a text: parameters are the day and the number."""
    if engine == "sqlite":
        made = sqlite(FORMATION).replace("{today}", "?1")
        return f"SELECT {made} FROM formation f {FORMATION_JOINS} WHERE f.numero = ?2"
    made = _columns(FORMATION).replace("{today}", "$1")
    return f"SELECT row_to_json(y)::text FROM (SELECT {made} FROM formation f {FORMATION_JOINS} WHERE f.numero = $2) y"


def page(engine: str) -> str:
    """The trees after a number, as one text, and the last number: parameters are the day, the number, the size."""
    if engine == "sqlite":
        made = sqlite(FORMATION).replace("{today}", "?1")
        return (
            f"SELECT json_group_array({made}), max(f.numero) FROM "
            f"(SELECT * FROM formation WHERE numero > ?2 ORDER BY numero LIMIT ?3) f {FORMATION_JOINS}"
        )
    made = _columns(FORMATION).replace("{today}", "$1")
    return (
        'SELECT json_agg(row_to_json(y))::text, max(y."numero") FROM '
        f"(SELECT {made} FROM (SELECT * FROM formation WHERE numero > $2 ORDER BY numero LIMIT $3) f "
        f"{FORMATION_JOINS} ORDER BY f.numero) y"
    )


_SLIM = (
    ("code", "s.code"),
    ("dateDebut", "s.date_debut"),
    ("dateFin", "s.date_fin"),
)
_MATCHING = (
    "SELECT s.numero, s.code, s.date_debut, s.date_fin, l.nom AS lieu, c.nom AS commune "
    "FROM commune c JOIN site l ON l.commune = c.code JOIN session s ON s.site = l.numero "
    "JOIN action a ON a.numero = s.action JOIN formation f ON f.numero = a.formation "
    "JOIN certification k ON k.code = f.certification "
    "WHERE c.code = {0} AND k.niveau_europeen = {1} AND s.date_fin >= {2}"
)


def search(engine: str) -> str:
    """A slim page of the sessions of a commune, a level, from a day on, and their number: one statement."""
    marks = ("?1", "?2", "?3") if engine == "sqlite" else ("$1", "$2", "$3")
    matching = _MATCHING.format(*marks)
    if engine == "sqlite":
        slim = ", ".join(f"'{name}', {column}" for name, column in _SLIM)
        node = f"json_object({slim}, 'siteLieu', json_object('nom', s.lieu, 'commune', json_object('nom', s.commune)))"
        rows = f"(SELECT json_group_array({node}) FROM (SELECT * FROM m ORDER BY numero LIMIT 20) s)"
        return f"WITH m AS MATERIALIZED ({matching}) SELECT (SELECT count(*) FROM m), {rows}"
    slim = ", ".join(f'{column} AS "{name}"' for name, column in _SLIM)
    place = '(SELECT row_to_json(p) FROM (SELECT s.commune AS "nom") p) AS "commune"'
    site = f'(SELECT row_to_json(p) FROM (SELECT s.lieu AS "nom", {place}) p) AS "siteLieu"'
    rows = (
        f"(SELECT coalesce(json_agg(row_to_json(x)), '[]'::json)::text FROM "
        f"(SELECT {slim}, {site} FROM (SELECT * FROM m ORDER BY numero LIMIT 20) s) x)"
    )
    return f"WITH m AS MATERIALIZED ({matching}) SELECT (SELECT count(*) FROM m), {rows}"
