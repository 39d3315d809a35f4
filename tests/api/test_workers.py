"""Several processes on one port: each has its socket, which stays when another process takes its place."""

import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn

from api.connections import ImpatientProtocol
from api.workers import Workers, listen
from tests.ports import free_port

HOST = "127.0.0.1"
ENOUGH = 60

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Only Linux shares connections out.")


async def tells_its_process(scope: Any, _receive: Any, send: Any) -> None:
    """Answers with the number of the process."""
    if scope["type"] == "lifespan":
        raise RuntimeError
    body = str(os.getpid()).encode()
    head = [(b"content-length", b"%d" % len(body)), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": body})


def supervise(port: int) -> None:
    """Serve by two processes until a signal."""
    config = uvicorn.Config(
        "tests.api.test_workers:tells_its_process",
        workers=2,
        http=ImpatientProtocol,  # whose connections are answered while their process stops
        log_level="critical",
        lifespan="off",
    )
    Workers(config, listen(HOST, port, 2)).run()


def ask(port: int) -> int:
    """Which process answers a new connection."""
    with socket.create_connection((HOST, port), ENOUGH) as client:
        client.settimeout(ENOUGH)
        client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        answer = b""
        while got := client.recv(1000):
            answer += got
    return int(answer.rpartition(b"\r\n")[2])


def until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + ENOUGH
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def supervisor(port: int) -> Iterator[Any]:
    process = multiprocessing.get_context("spawn").Process(target=supervise, args=(port,))
    process.start()
    try:
        until(lambda: answers(port))
        yield process
    finally:
        process.terminate()
        process.join(ENOUGH)
        assert process.exitcode == 0


def answers(port: int) -> bool:
    """Whether both processes answer."""
    try:
        return len({ask(port) for _ in range(20)}) == 2
    except OSError:
        return False


def test_both_have_their_share_of_what_comes_at_once(supervisor: Any, port: int) -> None:
    told: list[int] = []
    clients = [threading.Thread(target=lambda: told.append(ask(port))) for _ in range(64)]
    for client in clients:
        client.start()
    for client in clients:
        client.join(ENOUGH)
    assert len(told) == 64
    # By chance alone, one of two has 12 or fewer of 64 once in ten million times.
    assert min(told.count(process) for process in set(told)) > 12


def test_who_comes_while_a_process_is_dead_is_answered_by_its_successor(supervisor: Any, port: int) -> None:
    before = {ask(port) for _ in range(40)}
    os.kill(min(before), signal.SIGKILL)
    after = {ask(port) for _ in range(40)}  # half of them wait for the successor
    assert len(after) == 2
    assert after & before == {max(before)}


def test_all_are_renewed_each_on_its_socket(supervisor: Any, port: int) -> None:
    for _ in range(2):
        before = {ask(port) for _ in range(40)}
        os.kill(supervisor.pid, signal.SIGHUP)
        until(lambda before=before: not {ask(port) for _ in range(40)} & before)  # type: ignore[misc]
        assert answers(port)


def test_one_more_may_be_asked_for_and_none_less_than_sockets(supervisor: Any, port: int) -> None:
    os.kill(supervisor.pid, signal.SIGTTOU)
    time.sleep(1.5)
    assert len({ask(port) for _ in range(40)}) == 2
    os.kill(supervisor.pid, signal.SIGTTIN)
    until(lambda: len({ask(port) for _ in range(60)}) == 3)
    os.kill(supervisor.pid, signal.SIGTTOU)
    until(lambda: len({ask(port) for _ in range(60)}) == 2)


def test_a_port_that_is_shared_by_others_is_taken(port: int) -> None:
    sockets = listen(HOST, port, 2)
    try:
        assert len(sockets) == 2
        for processes in (1, 2):
            with pytest.raises(OSError, match="in use"):
                listen(HOST, port, processes)
    finally:
        for one in sockets:
            one.close()
    for one in listen(HOST, port, 3):
        assert one.getsockname()[1] == port
        one.close()
