"""What these tests need of the machine: without it they skip, saying so; where CI is set they fail instead."""

import os
from typing import NoReturn

import pytest

from api.graphiql.lock import ASSETS, read_lock
from api.graphiql.npm import InstallError, find_npm


def cannot_test(reason: str) -> NoReturn:
    """Skips loudly; under CI a test that cannot run is a failure."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def npm() -> str:
    """The npm of this machine."""
    try:
        return find_npm()
    except InstallError as error:
        cannot_test(str(error))


@pytest.fixture(scope="session")
def installed() -> None:
    """GraphiQL's files are in their place."""
    if absent := read_lock().absent(ASSETS):
        cannot_test(f"GraphiQL is not installed ({', '.join(absent)}): run python -m api.graphiql.install")
