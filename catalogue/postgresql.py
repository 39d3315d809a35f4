"""Our Tortoise engine for PostgreSQL: one writer at a time, as on SQLite, and no connection lost to the pool.

Differs from Tortoise's own engine in two ways. A transaction takes one lock of the whole base before its first
statement and holds it to its end, so that what it has read stays true until it has written (with PostgreSQL's usual
isolation, 35 of 50 concurrent read-then-save are lost); readers never wait for it. A cancellation at any point gives
the connection back to the pool, with no transaction open.

The module's name matters: Tortoise's migrations look for "sqlite" in it.
"""

import asyncio
from collections.abc import Coroutine
from itertools import count
from types import TracebackType
from typing import Any

import asyncpg
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import NestedTransactionContext, TransactionContext, TransactionContextPooled
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError, TransactionManagementError

from catalogue import wakeups

WRITER_LOCK = 0x50F1
"""The key of the lock that a writing transaction holds."""

CHANNEL = "sofi"
"""Where a transaction that announces something notifies those who listen."""

_points = count(1)
_settling: set[asyncio.Task[None]] = set()


class Connection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg has no types
    """A connection on which nothing is left behind: giving it back to its pool costs no question to the server."""

    def get_reset_query(self) -> str:
        """None: no statement of ours sets a session's state, the locks end with their transaction."""
        return ""


class Client(AsyncpgDBClient):
    """The pool of connections of this process to one base."""

    connection_class = Connection

    def _in_transaction(self) -> TransactionContext:
        return Transaction(TransactionClient(self), self._pool_init_lock)

    async def _translate_exceptions(self, func: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return await AsyncpgDBClient._translate_exceptions(self, func, *args, **kwargs)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
            raise OperationalError(error) from error


class TransactionClient(TransactionWrapper):
    """A connection as seen from inside one transaction. Raises TransactionManagementError once that is over."""

    begun = False

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(TransactionClient(self))

    async def _translate_exceptions(self, func: Any, *args: Any, **kwargs: Any) -> Any:
        outer = self._parent
        if self._finalized or (isinstance(outer, TransactionClient) and outer._finalized):
            raise TransactionManagementError(
                "La transaction est terminée : une tâche lancée dans une transaction ne doit pas lui survivre."
            )
        return await Client._translate_exceptions(self, func, *args, **kwargs)  # type: ignore[arg-type]

    async def begin(self) -> None:
        """Begin and become the one writer, in one exchange; waits up to `lock_timeout`. Raises OperationalError past
        it.
        """
        await self._do(f"BEGIN; SELECT pg_advisory_xact_lock({WRITER_LOCK})")
        self.begun = True

    async def commit(self) -> None:
        """Make the changes durable. Raises IntegrityError or OperationalError when that fails, and they are undone."""
        # A COMMIT after a statement that failed undoes everything and says nothing: what is asked before it, in the
        # same exchange, fails then. The server passes the notice on once the commit is there, and never otherwise.
        await self._do(f"{f'NOTIFY {CHANNEL}' if wakeups.announced() else 'SELECT 1'}; COMMIT")
        self._finalized = True

    async def rollback(self) -> None:
        """Undo everything."""
        await self._do("ROLLBACK")
        self._finalized = True

    async def savepoint(self) -> None:
        """Begin a part that can be undone by itself."""
        self._point = f"point_{next(_points)}"
        await self._do(f"SAVEPOINT {self._point}")

    async def release_savepoint(self) -> None:
        """Keep that part."""
        await self._do(f"RELEASE SAVEPOINT {self._point}")
        self._finalized = True

    async def savepoint_rollback(self) -> None:
        """Undo that part alone."""
        await self._do(f"ROLLBACK TO SAVEPOINT {self._point}")
        self._finalized = True

    async def touch(self) -> None:
        """Make sure that something could be written. Raises OperationalError on a base that is read-only."""
        _, [row] = await self.execute_query("SELECT current_setting('transaction_read_only') AS refused")
        if row["refused"] == "on":
            raise OperationalError(asyncpg.ReadOnlySQLTransactionError("lecture seule"))

    async def _do(self, script: str) -> None:
        async def execute(client: "TransactionClient") -> None:
            await client._connection.execute(script)

        await self._translate_exceptions(execute)


class Transaction(TransactionContextPooled):
    """Connection, BEGIN, lock, work, COMMIT or ROLLBACK, connection back: whenever the cancellation falls."""

    client: TransactionClient

    async def __aenter__(self) -> TransactionClient:
        await self.ensure_connection()
        pool: Any = self.client._parent._pool
        self.client._connection = await pool.acquire()
        try:
            await self.client.begin()
        except BaseException:
            await _to_the_end(self._settle(commit=False))
            raise
        self.token = get_connections().set(self.connection_name, self.client)
        return self.client

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        get_connections().reset(self.token)
        await _to_the_end(self._settle(commit=kind is None))

    async def _settle(self, *, commit: bool) -> None:
        client = self.client
        try:
            if commit and not client._finalized:
                await client.commit()
        finally:
            await self._leave()

    async def _leave(self) -> None:
        """Undo what was not committed and give the connection back."""
        client = self.client
        try:
            connection = client._connection
            # Of a BEGIN that was cancelled under way nobody knows what came of it; one ROLLBACK too many does no harm.
            doubtful = not client.begun and not connection.is_closed()
            if not client._finalized and (doubtful or connection.is_in_transaction()):
                await client.rollback()
        finally:
            client._finalized = True
            pool = client._parent._pool
            if pool is not None:
                await pool.release(client._connection)


async def _to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Await `work`; it goes on to its end, in a task of its own, even when the caller is cancelled meanwhile."""
    task = asyncio.ensure_future(work)
    _settling.add(task)
    task.add_done_callback(_settling.discard)
    await asyncio.shield(task)


client_class = Client
