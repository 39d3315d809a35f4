"""The floor: the same answers from relational rows, by one SQL statement behind a bare Starlette route."""
