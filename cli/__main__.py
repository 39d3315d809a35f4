"""`python -m cli` is `sofi`."""

from cli import app

app()
