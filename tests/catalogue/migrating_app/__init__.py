"""A small application of its own, on which the opening, writing and migrating of databases are tested.

Each folder is a package of migrations: `first` is where all begin; the others hold that one and what follows in one
story.
"""

from pathlib import Path

from catalogue.database import App
from catalogue.settings import Settings
from tests import bases

ROOT = Path(__file__).parents[3]
HERE = "tests.catalogue.migrating_app"


def app(migrations: str) -> App:
    """The application with one of its packages of migrations."""
    return App("essai", f"{HERE}.models", f"{HERE}.{migrations}")


FIRST = app("first")
SECOND = app("second")


def settings(path: Path) -> Settings:
    """The settings for one database file."""
    return Settings(database_url=bases.url_of(path))
