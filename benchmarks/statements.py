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
    """The statements of an answer to a question that was asked before, by the ORM or by hand, who asks being known; the
    database must be open.
    """
    loggers, counter = [logging.getLogger(name) for name in ("tortoise.db_client", "sofi.sql")], _Counter()
    caller = await _caller(operation.account)
    for _ in range(2):
        await _answer(operation, caller)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
        logger.addHandler(counter)
    try:
        await _answer(operation, caller)
    finally:
        for logger in loggers:
            logger.removeHandler(counter)
            logger.setLevel(logging.NOTSET)
    return counter.count


async def _answer(operation: Operation, caller: Caller) -> None:
    asked = orjson.loads(operation.service[0].body)
    context = make_context(caller=caller)
    result = await schema.execute(asked["query"], variable_values=asked["variables"], context_value=context)
    if result.errors:
        raise RuntimeError(str(result.errors))
