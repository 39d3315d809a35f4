"""A closed loop of clients over keep-alive connections, light enough to share two cores with the server."""

import asyncio
import re
import time
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

import orjson
import uvloop

from benchmarks.operations import Asked, Operation, following, graphql
from seeds.accounts import PASSWORD

T = TypeVar("T")
SIGN_IN = """mutation($email: String!, $password: String!) { signIn(input: {email: $email, password: $password}) {
  ... on SignInSuccess { token } } }"""
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
_CURSOR = re.compile(rb'"endCursor":"([^"]+)"')


@dataclass(frozen=True, slots=True)
class Load:
    """What a run gave: durations in seconds, sorted; the bytes of all answers."""

    durations: list[float]
    elapsed: float
    bytes: int

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.durations) / self.elapsed

    @property
    def size(self) -> int:
        """Bytes of an answer, on average."""
        return self.bytes // len(self.durations)

    def quantile(self, share: float) -> float:
        """The duration that this share of the answers did not exceed, in seconds."""
        return self.durations[min(len(self.durations) - 1, int(len(self.durations) * share))]


async def measure(
    port: int, operation: Operation, seconds: float, *, floor: bool = False, encoding: str | None = None
) -> Load:
    """Send the operation for some seconds and time every answer.

    Raises:
        RuntimeError: an answer that is not 200 or that holds errors: what fails is not worth timing.
    """
    asked = operation.floor if floor else operation.service
    if asked is None:
        raise RuntimeError(f"« {operation.name} » n'a pas de plancher.")
    token = await signed_in(port, operation.account) if operation.account and not floor else None
    requests = [prepared(one, encoding, token) for one in asked]
    durations: list[float] = []
    total = 0
    start = time.perf_counter()

    async def client(rank: int) -> None:
        nonlocal total
        connection = await Connection.open(port)
        turn, request = rank * 31, requests[rank * 31 % len(requests)]
        while time.perf_counter() - start < seconds:
            sent = time.perf_counter()
            answer = await connection.ask(request)
            durations.append(time.perf_counter() - sent)
            total += len(answer)
            if b'"errors"' in answer[:400]:
                raise RuntimeError(bytes(answer[:400]).decode())
            turn += 1
            request = requests[turn % len(requests)]
            if operation.follows and (found := _CURSOR.search(answer, max(0, len(answer) - 400))):
                request = prepared(following(asked[0], found[1].decode()), encoding)
        connection.transport.close()

    await asyncio.gather(*(client(rank) for rank in range(operation.connections)))
    return Load(sorted(durations), time.perf_counter() - start, total)


def run_fast(work: Coroutine[Any, Any, T]) -> T:
    """Run the clients on the loop that the service has: on Python's own they would be what is timed."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work)


class Connection(asyncio.Protocol):
    """A connection that asks one thing after the other; lighter than streams, so that the server is what is timed."""

    transport: asyncio.Transport

    @classmethod
    async def open(cls, port: int) -> "Connection":
        """Connect."""
        _, connection = await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port)
        return connection

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready."""
        self.transport = transport  # type: ignore[assignment]

    def ask(self, request: bytes) -> "asyncio.Future[bytearray]":
        """The body of the answer to a request, to be awaited. Raises RuntimeError for another status than 200."""
        self._received = bytearray()
        self._start = self._end = 0
        self._answer: asyncio.Future[bytearray] = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return self._answer

    def data_received(self, data: bytes) -> None:
        """A part has come."""
        self._received += data
        if not self._end:
            head = self._received.find(b"\r\n\r\n")
            if head < 0:
                return
            length = _LENGTH.search(self._received, 0, head)
            if b" 200 " not in self._received[:16] or length is None:
                self._answer.set_exception(RuntimeError(bytes(self._received[:400]).decode("latin-1")))
                return
            self._start, self._end = head + 4, head + 4 + int(length[1])
        if len(self._received) >= self._end:
            del self._received[: self._start]
            self._answer.set_result(self._received)

    def connection_lost(self, error: Exception | None) -> None:
        """The server has gone."""
        answer = getattr(self, "_answer", None)
        if answer is not None and not answer.done():
            answer.set_exception(error or RuntimeError("La connexion s'est fermée."))


async def signed_in(port: int, account: str) -> str:
    """The token of an account of the reference set."""
    told = orjson.loads(await ask(port, graphql(SIGN_IN, email=account, password=PASSWORD)))
    token: str = told["data"]["signIn"]["token"]
    return token


def prepared(asked: Asked, encoding: str | None = None, token: str | None = None) -> bytes:
    """A request as it goes over a connection."""
    accept = f"Accept-Encoding: {encoding}\r\n" if encoding else ""
    accept += f"Authorization: Bearer {token}\r\n" if token else ""
    head = (
        f"POST {asked.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{accept}"
        f"Content-Length: {len(asked.body)}\r\n\r\n"
    )
    return head.encode() + asked.body


async def ask(port: int, asked: Asked) -> bytes:
    """The body of the answer to one request."""
    connection = await Connection.open(port)
    try:
        return bytes(await connection.ask(prepared(asked)))
    finally:
        connection.transport.close()
