"""How many SQL statements an operation takes, counted in this process on the same database."""

import logging

import orjson

from api.authentication import NOBODY, Caller
from api.context import make_context
from api.schema import schema
from benchmarks.operations import Operation
from catalogue.models import Compte
from workflows.accounts import tokens


class _Counter(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += record.getMessage().startswith(("SELECT", "WITH"))


async def _caller(account: str | None) -> Caller:
    if account is None:
        return NOBODY
    return Caller(await tokens.actor_of(await Compte.get(courriel=account)))


async def count_statements(operation: Operation) -> int:
    """The statements of one answer, by the ORM or by hand, who asks being known; the database must be open."""
    loggers, counter = [logging.getLogger(name) for name in ("tortoise.db_client", "sofi.sql")], _Counter()
    asked = orjson.loads(operation.service[0].body)
    context = make_context(caller=await _caller(operation.account))
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
        logger.addHandler(counter)
    try:
        result = await schema.execute(asked["query"], variable_values=asked["variables"], context_value=context)
    finally:
        for logger in loggers:
            logger.removeHandler(counter)
            logger.setLevel(logging.NOTSET)
    if result.errors:
        raise RuntimeError(str(result.errors))
    return counter.count
