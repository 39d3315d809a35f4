"""A closed loop of clients over keep-alive connections, light enough to share two cores with the server."""

import asyncio
import json
import time
from dataclasses import dataclass

from benchmarks.operations import Operation


@dataclass(frozen=True, slots=True)
class Load:
    """What a run of one operation gave: durations in seconds, sorted; the size of one answer in bytes."""

    durations: list[float]
    elapsed: float
    size: int

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.durations) / self.elapsed

    def quantile(self, share: float) -> float:
        """The duration that this share of the answers did not exceed, in seconds."""
        return self.durations[min(len(self.durations) - 1, int(len(self.durations) * share))]


async def measure(port: int, operation: Operation, seconds: float) -> Load:
    """Send the operation for some seconds and time every answer.

    Raises:
        RuntimeError: an answer that is not 200 or that holds errors: what fails is not worth timing.
    """
    body = json.dumps({"query": operation.query, "variables": operation.variables}).encode()
    request = (
        b"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        b"Content-Length: %d\r\n\r\n" % len(body)
    ) + body
    durations: list[float] = []
    sizes: set[int] = set()
    start = time.perf_counter()

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**26)
        while time.perf_counter() - start < seconds:
            sent = time.perf_counter()
            writer.write(request)
            answer = await _read_answer(reader)
            durations.append(time.perf_counter() - sent)
            sizes.add(len(answer))
            if b'"errors"' in answer[:400]:
                raise RuntimeError(answer[:400].decode())
        writer.close()
        await writer.wait_closed()

    await asyncio.gather(*(client() for _ in range(operation.connections)))
    return Load(sorted(durations), time.perf_counter() - start, max(sizes))


async def _read_answer(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    status, *lines = head.decode("latin-1").split("\r\n")
    if " 200 " not in status:
        raise RuntimeError(status)
    headers = dict(line.lower().split(": ", 1) for line in lines if ": " in line)
    return await reader.readexactly(int(headers["content-length"]))
