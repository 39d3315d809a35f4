"""Several processes that serve on one port, each by a socket of its own, among which the system shares connections out.

On one socket for all, whoever wakes first takes every connection that waits: of sixteen clients of two processes, one
process often had them all.
"""

import logging
import socket
import sys
from collections.abc import Callable

from uvicorn import Config
from uvicorn.supervisors import Multiprocess

log = logging.getLogger("sofi.processes")


class Workers(Multiprocess):
    """uvicorn's supervisor, where each process has the socket of its place. A socket outlives its process: who connects
    meanwhile waits for the one that takes the place. Where there are fewer sockets than places, some are shared.
    """

    def __init__(self, config: Config, sockets: list[socket.socket]) -> None:
        self._place = 0
        super().__init__(config, sockets)

    @property
    def sockets(self) -> list[socket.socket]:
        """What the process that is about to be started listens on."""
        return [self._all[self._place % len(self._all)]]

    @sockets.setter
    def sockets(self, sockets: list[socket.socket]) -> None:
        self._all = sockets

    def init_processes(self) -> None:
        """Start all, in the order of their places."""
        wanted, self.processes_num = self.processes_num, 1
        for self._place in range(wanted):
            super().init_processes()
        self.processes_num = wanted

    def restart_all(self) -> None:
        """Replace each by a successor on its socket; none after one whose successor did not come up."""
        for place in range(len(self.processes)):
            if not self._at(place, super().restart_all):
                return

    def keep_subprocess_alive(self) -> None:
        """Replace whoever died, on its socket."""
        for place in range(len(self.processes)):
            self._at(place, super().keep_subprocess_alive)

    def handle_ttin(self) -> None:
        """One more process, on a socket that it shares."""
        self._place = len(self.processes)
        super().handle_ttin()

    def handle_ttou(self) -> None:
        """One less, as long as each socket has one."""
        if len(self.processes) > len(self._all):
            super().handle_ttou()
        else:
            log.warning("Il y a déjà un seul processus par socket : on n'en retire pas.")

    def _at(self, place: int, step: Callable[[], None]) -> bool:
        """Take a step of uvicorn's with the process of one place; whether another has its place then."""
        everybody, before = self.processes, self.processes[place]
        self._place, self.processes = place, [before]
        try:
            step()
        finally:
            everybody[place], self.processes = self.processes[0], everybody
        return everybody[place] is not before


def listen(host: str, port: int, processes: int) -> list[socket.socket]:
    """Sockets that listen on a port, one for each process where the system can share connections out.

    Raises:
        OSError: the port is taken, or cannot be had.
    """
    first = _listening(host, port)
    # Elsewhere than on Linux the last one would have every connection.
    if processes == 1 or sys.platform != "linux":
        return [first]
    given = first.getsockname()[1]
    first.close()  # it has shown that nobody else listens: those that share a port do not ask
    return [_listening(host, given, shared=True) for _ in range(processes)]


def _listening(host: str, port: int, *, shared: bool = False) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        bound.bind((host, port))
        bound.listen(2048)
        bound.set_inheritable(True)
    except OSError:
        bound.close()
        raise
    return bound
