"""Our Tortoise engine for SQLite: transactions that take the write lock first and never leak it.

Differs from Tortoise's own engine in what broke under test there: a transaction begins with BEGIN IMMEDIATE (with the
default BEGIN, processes that write one file fail at once with "database is locked"); a cancellation at any point gives
the lock back and leaves no transaction open; a script inside a transaction does not commit it; a connection whose
transaction is over, or was undone by SQLite itself (disk full), refuses to work instead of writing outside of it.

The module's name matters: Tortoise's migrations look for "sqlite" in it.
"""

import asyncio
import sqlite3
from collections.abc import Coroutine, Iterator
from types import TracebackType
from typing import Any

from tortoise.backends.base.client import ConnectionWrapper, NestedTransactionContext, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import IntegrityError, OperationalError, TransactionManagementError

from catalogue import wakeups

_settling: set[asyncio.Task[None]] = set()


class Client(SqliteClient):
    """The connection of this process to one SQLite file; extra keyword arguments are pragmas."""

    async def create_connection(self, with_db: bool) -> None:
        # aiosqlite leaves a thread behind when it cannot open the file, so ask before it starts one.
        sqlite3.connect(self.filename).close()
        await super().create_connection(with_db)

    def _in_transaction(self) -> TransactionContext:
        return Transaction(TransactionClient(self), self._lock)

    async def execute_many(self, query: str, values: list[list[Any]]) -> None:
        """Run one statement for each row, all or none; Tortoise's own leaves its BEGIN open when cancelled."""
        async with self._in_transaction() as connection:
            await connection.execute_many(query, values)


class TransactionClient(SqliteTransactionWrapper):
    """The connection as seen from inside one transaction. Raises TransactionManagementError once that is over."""

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(TransactionClient(self))

    def acquire_connection(self) -> ConnectionWrapper[Any]:
        self.require_open()
        return super().acquire_connection()

    def require_open(self) -> None:
        """Refuse to go on when the transaction has ended: what follows would be written outside of it."""
        outer = self._parent
        if self._finalized or (isinstance(outer, TransactionClient) and outer._finalized):
            raise TransactionManagementError(
                "La transaction est terminée : une tâche lancée dans une transaction ne doit pas lui survivre."
            )
        if not self._connection.in_transaction:
            raise TransactionManagementError(
                "La transaction a été annulée par SQLite : rien de ce qu'elle a écrit ne reste."
            )

    async def begin(self) -> None:
        """Take the write lock, waiting for other processes up to the busy timeout. Raises OperationalError past it."""
        try:
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error

    async def touch(self) -> None:
        """Write a page without changing it. Raises OperationalError when the file is read-only, which BEGIN does not
        notice.
        """
        _, [version] = await self.execute_query("PRAGMA user_version")
        await self.execute_query(f"PRAGMA user_version={version['user_version']}")

    async def commit(self) -> None:
        """Make the changes durable; when that fails (a deferred foreign key), undo them and raise."""
        self.require_open()
        try:
            await self._connection.commit()
        except sqlite3.Error as error:
            await self.rollback()
            kind = IntegrityError if isinstance(error, sqlite3.IntegrityError) else OperationalError
            raise kind(error) from error
        self._finalized = True
        if wakeups.announced():
            wakeups.ring()

    async def savepoint(self) -> None:
        self.require_open()
        await super().savepoint()

    async def execute_script(self, query: str) -> None:
        """Run the statements one by one: sqlite3's own executescript commits the transaction first."""
        for statement in statements(query):
            await self.execute_query(statement)


class Transaction(SqliteTransactionContext):
    """Lock, BEGIN, work, COMMIT or ROLLBACK, unlock: the unlocking happens whenever the cancellation falls."""

    connection: TransactionClient

    async def __aenter__(self) -> TransactionClient:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self.connection.begin()
        except BaseException:
            # A cancelled BEGIN still runs in the connection's thread; the rollback queues behind it.
            await _to_the_end(self._settle(commit=False))
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.token._handler.reset(self.token)
        await _to_the_end(self._settle(commit=kind is None))

    async def _settle(self, *, commit: bool) -> None:
        try:
            if commit and not self.connection._finalized:
                await self.connection.commit()
            elif not self.connection._finalized and self.connection._connection:
                await self.connection.rollback()
        finally:
            self.connection._finalized = True
            self._trxlock.release()


async def _to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Await `work`; it goes on to its end, in a task of its own, even when the caller is cancelled meanwhile."""
    task = asyncio.ensure_future(work)
    _settling.add(task)
    task.add_done_callback(_settling.discard)
    await asyncio.shield(task)


def statements(script: str) -> Iterator[str]:
    """Split a script where SQLite would, not at the semicolons of its texts, comments and triggers.

    Raises ValueError when the last statement is unfinished (an open quote or comment).
    """
    pending = ""
    for piece in script.split(";"):
        pending += piece + ";"
        if sqlite3.complete_statement(pending):
            if statement := pending.strip().strip(";").strip():
                yield statement + ";"
            pending = ""
    if pending.strip("; \n\t"):
        raise ValueError(f"Instruction SQL inachevée : {pending.strip()[:80]}")


client_class = Client
