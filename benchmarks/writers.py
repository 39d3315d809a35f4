"""Many clients that change the same cards at once: how fast, and nothing lost.

`python -m benchmarks.writers [--clients 50] [--seconds 30] [--nodes 10]`. Each client reads a session's version and its
hours, adds one hour, and saves; who comes second is told `StaleVersion` and reads again. At the end the hours of each
session must be what was saved: a lost update would show.
"""

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from rich.console import Console

from benchmarks.load import Connection, prepared, run_fast, signed_in
from benchmarks.operations import graphql
from benchmarks.serving import served
from catalogue.database import open_database
from catalogue.migrating import migrate
from catalogue.settings import Settings
from catalogue.transaction import transaction
from seeds import accounts, procedure
from workflows.starting_references import install_starting_references

HOURS = 200
READ = """query($siret: Siret!, $numero: Int!) { workspace(siret: $siret) { session(numero: $numero) {
  version dureeCentre } } }"""
SAVE = """mutation($numero: Int!, $version: Int!, $heures: Int!) { updateSession(input: {numero: $numero,
  expectedVersion: $version, session: {dureeCentre: $heures}}) { __typename ... on Error { code message } } }"""
ADD = """mutation($action: Int!) { addSession(input: {action: $action, session: {dureeCentre: 200}}) {
  ... on SessionSuccess { session { numero } } } }"""


@dataclass
class Outcome:
    """What the writers met: durations of saves that succeeded, in seconds; saves by node; how often one was late."""

    durations: list[float] = field(default_factory=list)
    saved: Counter[int] = field(default_factory=Counter)
    stale: int = 0
    hours: dict[int, int] = field(default_factory=dict)

    @property
    def lost(self) -> int:
        """Updates that were acknowledged and are not there."""
        return sum(HOURS + self.saved[node] - hours for node, hours in self.hours.items())

    def quantile(self, share: float) -> float:
        """The duration that this share of the saves did not exceed, in seconds."""
        ordered = sorted(self.durations)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


async def build(settings: Settings) -> None:
    """The procedure's example with the demonstration's accounts, in a fresh database."""

    async def example() -> None:
        await install_starting_references()
        await procedure.seed_certification()
        await procedure.seed_directory()
        await procedure.seed_offer()

    await migrate(settings, lambda _line: None)
    async with open_database(settings):
        await transaction(example)
        await accounts.seed_accounts()


async def write(port: int, *, clients: int, seconds: float, nodes: int) -> Outcome:
    """Let that many clients write for some seconds.

    Raises:
        RuntimeError: an answer other than success or StaleVersion.
    """
    outcome = Outcome()
    editor = await Editor.sign_in(port)
    made = [(await editor.ask(ADD, action=procedure.ACTION))["addSession"] for _ in range(nodes)]
    numeros = [answer["session"]["numero"] for answer in made]
    end = time.perf_counter() + seconds
    editors = [Editor(await Connection.open(port), editor.token) for _ in range(clients)]
    try:
        await asyncio.gather(*(one.edit(numeros, rank, end, outcome) for rank, one in enumerate(editors)))
        for numero in numeros:  # by one who has just worked: the service closes what has long been idle
            outcome.hours[numero] = (await editors[0].read(numero))["dureeCentre"]
    finally:
        for one in (editor, *editors):
            one.connection.transport.close()
    return outcome


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody who edits, by a connection that is light: a core that many editors take is not the service's."""

    connection: Connection
    token: str

    @classmethod
    async def sign_in(cls, port: int) -> "Editor":
        """One who has just signed in."""
        return cls(await Connection.open(port), await signed_in(port, accounts.ACCOUNTS[1].courriel))

    async def edit(self, numeros: list[int], rank: int, end: float, outcome: Outcome) -> None:
        """Read a card, add an hour, save it, and so on with the next."""
        turn = rank
        while time.perf_counter() < end:
            numero = numeros[turn % len(numeros)]
            turn += 1
            card = await self.read(numero)
            sent = time.perf_counter()
            saved = await self.ask(SAVE, numero=numero, version=card["version"], heures=card["dureeCentre"] + 1)
            answer = saved["updateSession"]
            if answer["__typename"] == "SessionSuccess":
                outcome.durations.append(time.perf_counter() - sent)
                outcome.saved[numero] += 1
            elif answer["__typename"] == "StaleVersion":
                outcome.stale += 1
            else:
                raise RuntimeError(f"{answer['code']} : {answer['message']}")

    async def read(self, numero: int) -> Any:
        """The card of a session."""
        return (await self.ask(READ, siret=procedure.SIRET, numero=numero))["workspace"]["session"]

    async def ask(self, query: str, **variables: Any) -> Any:
        """The data of an operation that must succeed."""
        told = orjson.loads(await self.connection.ask(prepared(graphql(query, **variables), token=self.token)))
        if "errors" in told:
            raise RuntimeError(told["errors"][0]["message"])
        return told["data"]


def main() -> None:
    """Build, serve, write, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--nodes", type=int, default=10, help="Sessions that the clients share.")
    parser.add_argument("--port", type=int, help="Un service qui est déjà là, avec l'exemple de la procédure.")
    given = parser.parse_args()
    if given.port:
        outcome = run_fast(write(given.port, clients=given.clients, seconds=given.seconds, nodes=given.nodes))
    else:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(_env_file=None, database_url=f"sqlite://{Path(folder) / 'sofi.db'}")
            asyncio.run(build(settings))
            with served(settings.database_url) as server:
                outcome = run_fast(write(server.port, clients=given.clients, seconds=given.seconds, nodes=given.nodes))
    told = [
        f"{given.clients} clients, {given.nodes} sessions, {given.seconds:g} s",
        f"{len(outcome.durations)} enregistrements ({len(outcome.durations) / given.seconds:.0f}/s)",
        f"médiane {1000 * outcome.quantile(0.5):.0f} ms, p99 {1000 * outcome.quantile(0.99):.0f} ms",
        f"{outcome.stale} StaleVersion, {outcome.lost} perdu(s)",
    ]
    Console().print(*told, sep="\n", highlight=False)


if __name__ == "__main__":
    main()
