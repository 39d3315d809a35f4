"""The head of an answer goes out with its body, unless the body lets itself be waited for: counted at the socket."""

import asyncio
import socket
from typing import Any

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from uvicorn.server import ServerState

from api.connections import ImpatientProtocol

PATIENCE = 5
REQUEST = b"%s %s HTTP/1.1\r\nHost: sofi.test\r\nConnection: %s\r\n\r\n"


class CountedSocket(socket.socket):
    """The server's end of a connection, which remembers what it was told to send."""

    sent: list[bytes]

    def send(self, data: Any, *arguments: Any) -> int:
        """Send."""
        self.sent.append(bytes(data))
        return super().send(data, *arguments)

    def sendmsg(self, buffers: Any, *arguments: Any) -> int:
        """Send several buffers at once, as newer Pythons do."""
        given = list(buffers)
        self.sent.append(b"".join(map(bytes, given)))
        return super().sendmsg(given, *arguments)


async def app(scope: Scope, _receive: Receive, send: Send) -> None:
    """Answers at once, without a body, or bit by bit."""
    if scope["path"] == "/rien":
        await send({"type": "http.response.start", "status": 304, "headers": []})
        await send({"type": "http.response.body"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"6")]})
    if scope["path"] == "/peu-a-peu":
        for bit in (b"un", b"deux"):
            await asyncio.sleep(0.05)
            await send({"type": "http.response.body", "body": bit, "more_body": bit == b"un"})
    else:
        await send({"type": "http.response.body", "body": b"entier"})


async def sent_for(request: bytes) -> list[bytes]:
    """What the server gives the system to send, call by call, until it closes the connection."""
    config = uvicorn.Config(app, http=ImpatientProtocol, lifespan="off", log_config=None, server_header=False)
    config.load()
    loop, state = asyncio.get_running_loop(), ServerState()
    ours, theirs = socket.socketpair()
    with ours, CountedSocket(theirs.family, theirs.type, theirs.proto, theirs.detach()) as counted:
        counted.sent = []
        ours.setblocking(False)
        await loop.connect_accepted_socket(lambda: ImpatientProtocol(config, state, {}), counted)
        await loop.sock_sendall(ours, request)
        received = b""
        async with asyncio.timeout(PATIENCE):
            while part := await loop.sock_recv(ours, 65536):
                received += part
        assert received == b"".join(counted.sent)
        return counted.sent


def heads_and_bodies(sent: list[bytes]) -> list[tuple[bytes, bytes]]:
    """Of each call the status line and what comes after the head."""
    return [
        (part.partition(b"\r\n")[0], part.partition(b"\r\n\r\n")[2]) if part.startswith(b"HTTP/") else (b"", part)
        for part in sent
    ]


@pytest.mark.parametrize(
    ("request_sent", "expected"),
    [
        (REQUEST % (b"GET", b"/", b"close"), [(b"HTTP/1.1 200 OK", b"entier")]),
        (REQUEST % (b"HEAD", b"/", b"close"), [(b"HTTP/1.1 200 OK", b"")]),
        (REQUEST % (b"GET", b"/rien", b"close"), [(b"HTTP/1.1 304 Not Modified", b"")]),
        (
            REQUEST % (b"GET", b"/peu-a-peu", b"close"),
            [(b"HTTP/1.1 200 OK", b""), (b"", b"un"), (b"", b"deux")],
        ),
        (
            REQUEST % (b"GET", b"/", b"keep-alive") + REQUEST % (b"GET", b"/", b"close"),
            [(b"HTTP/1.1 200 OK", b"entier"), (b"HTTP/1.1 200 OK", b"entier")],
        ),
    ],
    ids=["entier", "sans corps demandé", "rien à dire", "peu à peu", "l'une derrière l'autre"],
)
def test_what_is_known_together_is_sent_together(request_sent: bytes, expected: list[tuple[bytes, bytes]]) -> None:
    assert heads_and_bodies(asyncio.run(sent_for(request_sent))) == expected


def test_what_is_no_http_is_refused_in_one_piece() -> None:
    [(status, body)] = heads_and_bodies(asyncio.run(sent_for(b"BONJOUR\r\n\r\n")))
    assert status == b"HTTP/1.1 400 Bad Request"
    assert b"ne se lit pas comme du HTTP" in body
