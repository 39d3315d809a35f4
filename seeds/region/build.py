"""Builds the region, one body after the other, each in a transaction of its own."""

from collections.abc import Callable
from datetime import date
from functools import partial

from catalogue.models import Bloc, Organisme, TypeDispositif
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, OrigineRevision, TypeParcours
from seeds.region import bodies, calendar, cards, certifications
from seeds.region.bodies import Body
from seeds.region.picker import Picker
from seeds.region.territory import save_territory
from workflows import drafting, publication

_FORMATIONS = 6
_OFFLINE = (Diffusion.SUSPENDUE, Diffusion.RETIREE, Diffusion.ARCHIVEE)


async def build_region(today: date, advance: Callable[[int, int], None]) -> int:
    """Build what is missing of the region as it is on a day; returns how many bodies were added.

    A body that is there already is left with its offer, whatever became of it.
    """

    async def ground() -> None:
        await save_territory()
        await certifications.save_certifications(today.year)

    await transaction(ground)
    pick, added = Picker(), 0
    for rank in range(bodies.COUNT):
        advance(rank, bodies.COUNT)
        if not await Organisme.exists(siret=bodies.siret(rank)):
            await transaction(partial(_body, rank, today, pick))
            added += 1
    advance(bodies.COUNT, bodies.COUNT)
    return added


async def _body(rank: int, today: date, pick: Picker) -> None:
    body = await bodies.register(rank, today, pick)
    kinds = [
        row.code
        for row in await TypeDispositif.all().order_by("code")
        if (row.valide_du is None or row.valide_du <= today) and (row.valide_au is None or row.valide_au >= today)
    ]
    actions = []
    for number in range(_FORMATIONS):
        formation, individual = await _formation(body, number, pick)
        for place in range(2):
            actions.append(await _action(body, formation, individual, place, today, kinds, pick))
    await _publish(actions, rank)


async def _formation(body: Body, number: int, pick: Picker) -> tuple[int, bool]:
    """A formation: of a certification while the field has any left, then without reference."""
    codes = certifications.codes(body.secteur)
    code = codes[number % len(codes)] if number < 2 * len(codes) and number < _FORMATIONS - 1 else None
    if code is None:
        values = cards.untitled(body, pick)
        formation = await drafting.create_formation(body.numero, None, values)
        return formation.numero, formation.individualisation
    individual = number >= len(codes)
    blocs = await Bloc.filter(certification_id=code).order_by("rang").values_list("code", flat=True)
    chosen = [str(blocs[0])] if individual and len(blocs) > 1 and pick.every("validation partielle", 2) else []
    formation = await drafting.create_formation(body.numero, code, cards.titled(individual, chosen))
    return formation.numero, individual


async def _action(
    body: Body, formation: int, individual: bool, place: int, today: date, kinds: list[str], pick: Picker
) -> int:
    site = body.sites[place % len(body.sites)]
    row = await drafting.add_action(formation, cards.action(body, site, formation, pick))
    for _ in range(pick.one("sessions", (2, 3, 3))):
        rank = pick.one("rang", range(45 * 8))
        start, end = calendar.dates(pick.one("vie", calendar.LIVES), today, rank)
        values = cards.session(body, site, start, end, pick)
        if individual:
            values["types_parcours"] = [TypeParcours.MODULAIRE, TypeParcours.INDIVIDUALISE]
        session = await drafting.add_session(row.numero, values)
        for kind in pick.some("dispositif", kinds, pick.one("dispositifs", (1, 1, 2))):
            await drafting.add_dispositif(session.numero, kind, cards.dispositif(pick))
    return row.numero


async def _publish(actions: list[int], rank: int) -> None:
    """All but the last action go online; of some bodies one is then taken offline again, in each way in turn."""
    await publication.publish(actions[:-1], OrigineRevision.DEMONSTRATION)
    if rank % 4 == 0:
        await publication.take_offline(actions[0], _OFFLINE[rank // 4 % 3], motif="Exemple de la démonstration.")
