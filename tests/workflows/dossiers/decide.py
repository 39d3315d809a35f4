"""A process of its own that decides on actions: `python -m tests.workflows.dossiers.decide BASE COMPTE approve 1 2 3`.

It says how each went, a line for each, when somebody has written a line to it.
"""

import asyncio
import sys
from pathlib import Path

from catalogue.database import open_database
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from tests.conftest import settings_for
from workflows.actor import Actor
from workflows.dossiers import deciding
from workflows.errors import WorkflowError


async def main(path: str, compte: int, verb: str, numeros: list[int]) -> None:
    """Decide on each, as soon as told."""
    actor = Actor(compte=compte, nom=str(compte), roles=frozenset({Role.VALIDATEUR}))
    async with open_database(settings_for(Path(path))):
        print("prêt", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        for numero in numeros:
            try:
                if verb == "approve":
                    await transaction(lambda numero=numero: deciding.approve(actor, numero, 1))  # type: ignore[misc]
                else:
                    await transaction(lambda numero=numero: deciding.refuse(actor, numero, 1, "HORS_CHAMP"))  # type: ignore[misc]
            except WorkflowError as refusal:
                print(type(refusal).__name__, flush=True)
            else:
                print("fait", flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], [int(numero) for numero in sys.argv[4:]]))
