"""Build a reference set: `python -m benchmarks.reference.build region sqlite://mesure.db` (or `postgresql://…`)."""

import argparse
import asyncio
import time
from collections import defaultdict
from datetime import date

from rich.console import Console

from benchmarks.reference.bodies import FIRST as FIRST_BODY
from benchmarks.reference.bodies import Body, body, large_siret
from benchmarks.reference.ground import CERTIFICATIONS, communes_of, lay
from benchmarks.reference.offer import Numbers, Offer, Writer
from benchmarks.reference.online import Online
from benchmarks.reference.sizes import ACTIONS_ONLINE, FORMATIONS, MANY_FORMATIONS, ONLINE, SIZES, Size
from benchmarks.reference.tables import Tables
from catalogue import clock
from catalogue.copying.copy import end_of
from catalogue.database import open_database
from catalogue.documents.rows import Rows
from catalogue.migrating import migrate
from catalogue.models import Bloc, Certificateur, Certification, Commune, Compteur, TypeDispositif
from catalogue.settings import Settings
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from seeds import accounts
from workflows import numbering
from workflows.accounts.creating import create_ready_account
from workflows.actor import SYSTEM
from workflows.jobs import statistics

LARGE_BODY = "grand@demonstration.test"
"""The account of the first body, which has ten times the offer of most."""
_FIRST_KEY = 1_000_000
"""Generated keys start here: beyond those of what was written by the workflows."""


async def build(size: Size, database_url: str, today: date | None = None) -> None:
    """The whole set in a base that is new."""
    today = today or clock.today()
    settings = Settings(_env_file=None, database_url=database_url, replica_url=None)
    await migrate(settings, lambda _line: None)
    async with open_database(settings):
        await transaction(lambda: lay(size, today))
        await accounts.seed_accounts()
        references = await _references()
        kinds = [row.code for row in await TypeDispositif.filter(valide_au=None).order_by("code")]
        blocs: dict[str, list[Bloc]] = defaultdict(list)
        for bloc in await Bloc.all().order_by("rang"):
            blocs[bloc.certification_id].append(bloc)
        # Everything that is read was read: a server lets nobody read while its tables are written so.
        end = end_of(database_url)
        await end.open(writing=True)
        done = False
        try:
            counters = await _write(size, today, Tables(end, _FIRST_KEY), references, kinds, blocs)
            if await end.orphans():
                raise RuntimeError("Le jeu de référence nomme des lignes qui n'existent pas.")
            done = True
        finally:
            await end.close(keep=done)

        async def count() -> None:
            for nom, valeur in counters.items():
                await Compteur.update_or_create(nom=nom, defaults={"valeur": valeur})

        await transaction(count)
        await create_ready_account(
            SYSTEM, LARGE_BODY, "Grand organisme", Role.GESTIONNAIRE_OF, accounts.PASSWORD, siret=large_siret()
        )
        await statistics.run(today, dry_run=False)


async def _references() -> Rows:
    """What every document may name that is no body's own."""
    certificateurs: dict[str, list[Certificateur]] = defaultdict(list)
    for row in await Certificateur.all().order_by("rang"):
        certificateurs[row.certification_id].append(row)
    return Rows(
        actions=[],
        formations={},
        sessions={},
        dispositifs={},
        certifications={row.code: row for row in await Certification.all().select_related("type")},
        certificateurs=certificateurs,
        blocs={},
        organismes={},
        sites={},
        communes={row.code_insee: row for row in await Commune.all().select_related("departement")},
        referents={},
        types={row.code: row for row in await TypeDispositif.all()},
    )


async def _write(
    size: Size, today: date, base: Tables, references: Rows, kinds: list[str], blocs: dict[str, list[Bloc]]
) -> dict[str, int]:
    codes = sorted(code for code in references.certifications if code.startswith("8"))[:CERTIFICATIONS]
    numbers, online, communes = Numbers(), Online(_FIRST_KEY, size.former), communes_of(size)
    writer = Writer(numbers, {code: [bloc.id for bloc in found] for code, found in blocs.items()}, kinds, today)
    for rank in range(size.bodies):
        one = body(rank, communes, today)
        offer = _offer(size, rank, one, writer, codes)
        await base.add([one.organisme, *one.sites, *one.referents])
        await base.add(offer.formations)
        await base.add(offer.blocs)
        await base.add(offer.actions)
        for sessions in offer.sessions.values():
            await base.add(sessions)
        for dispositifs in offer.dispositifs.values():
            await base.add(dispositifs)
        named = Rows(
            **{
                **{name: getattr(references, name) for name in Rows.__slots__},
                "blocs": {row.numero: blocs[row.certification_id or ""] for row in offer.formations},
                "organismes": {one.organisme.numero: one.organisme},
                "sites": {site.numero: site for site in one.sites},
                "referents": {referent.numero: referent for referent in one.referents},
            }
        )
        await base.add(online.rows(offer, named))
    await base.finish()
    return {
        numbering.FORMATION: numbers.formation,
        numbering.ACTION: numbers.action,
        numbering.SESSION: numbers.session,
        numbering.DISPOSITIF: numbers.dispositif,
        numbering.ORGANISME: FIRST_BODY + size.bodies,
        numbering.SITE: FIRST_BODY + 2 * size.bodies,
        numbering.REFERENT: FIRST_BODY + 2 * size.bodies,
        numbering.PUBLICATION: online.sequence,
    }


def _offer(size: Size, rank: int, one: Body, writer: Writer, codes: list[str]) -> Offer:
    offer = Offer()
    for number in range(MANY_FORMATIONS if rank % 16 == 0 else FORMATIONS):
        shown = (rank + number) % ONLINE == 0
        if not shown and not size.drafts:
            continue
        place = rank * 13 + number
        formation = writer.formation(offer, one, None if place % 4 == 0 else codes[place % len(codes)])
        for action in range((4 + number % 2) if size.drafts else ACTIONS_ONLINE):
            writer.action(offer, one, formation.numero, online=shown and action < ACTIONS_ONLINE)
    return offer


def main() -> None:
    """Parse, build, tell how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", choices=list(SIZES))
    parser.add_argument("database_url")
    given = parser.parse_args()
    start = time.perf_counter()
    asyncio.run(build(SIZES[given.size], given.database_url))
    Console().print(f"Jeu « {given.size} » construit en {time.perf_counter() - start:.0f} s.", highlight=False)


if __name__ == "__main__":
    main()
