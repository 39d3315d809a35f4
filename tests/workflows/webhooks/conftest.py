"""A real HTTP receiver on the loopback, which fails, hangs and lies as told."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import httpx
import pytest

from workflows.webhooks.targets import client


@dataclass
class Receiver:
    """What arrived, and how the next requests are answered: a status, or « hang » or « drop », or « lie » (a hundred
    million bytes are announced and never end).
    """

    url: str = ""
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int | str] = field(default_factory=list)
    head: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read one request and answer it."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            self.requests.append((headers, body))
            answer = self.answers.pop(0) if self.answers else 200
            if answer == "hang":
                await asyncio.sleep(60)
            elif answer == "lie":
                writer.write(
                    b"HTTP/1.1 500 X\r\nContent-Length: 100000000\r\nRetry-After: jamais\r\n\r\n" + b"x" * 65536
                )
                await writer.drain()
                await reader.read()
            elif answer != "drop":
                extra = "Location: http://127.0.0.1:1/ailleurs\r\n" if answer in (301, 302) else ""
                writer.write(f"HTTP/1.1 {answer} X\r\n{extra}{self.head}Content-Length: 2\r\n\r\nok".encode())
                await writer.drain()
        finally:
            writer.close()


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """A receiver that listens."""
    receiver = Receiver()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    receiver.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/sofi"
    try:
        yield receiver
    finally:
        server.close()


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    """The client of webhooks, allowed to go to this machine."""
    async with client(allow_private=True, timeout=5) as http:
        yield http
