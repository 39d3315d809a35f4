"""How many SQL statements an operation takes, counted in this process on the same database."""

import logging

from api.context import make_context
from api.schema import schema
from benchmarks.operations import Operation


class _Counter(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += record.getMessage().startswith("SELECT")


async def count_statements(operation: Operation) -> int:
    """The SELECT statements of one answer; the database must be open."""
    logger, counter = logging.getLogger("tortoise.db_client"), _Counter()
    logger.setLevel(logging.DEBUG)
    logger.addHandler(counter)
    try:
        result = await schema.execute(
            operation.query, variable_values=operation.variables, context_value=make_context()
        )
    finally:
        logger.removeHandler(counter)
        logger.setLevel(logging.NOTSET)
    if result.errors:
        raise RuntimeError(str(result.errors))
    return counter.count
