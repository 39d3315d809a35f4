"""The bodies of the demonstration: 28 of them, with sites, services, référents and open days."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from stdnum import luhn

from catalogue.vocabulary import NatureOrganisme, TypeReferent, lheo
from seeds.region.picker import Picker
from seeds.region.sectors import SECTEURS, Secteur
from seeds.region.territory import TOWNS, Town
from workflows import directory

COUNT = 28
_KINDS = ("Institut", "Campus", "CFA", "Centre de formation", "Lycée professionnel", "Greta-CFA", "École")
_UAI_KEYS = "ABCDEFGHJKLMNPRSTUVWXYZ"


class Body(NamedTuple):
    """A body that was registered: its number, the sites where it teaches and its field."""

    numero: int
    sites: list[int]
    secteur: Secteur
    est_cfa: bool


def siret(rank: int) -> str:
    """The SIRET of the body of this rank, from 0: a SIREN in a range that is not given to anyone."""
    siren = f"0009{rank:04}"
    siren += luhn.calc_check_digit(siren)
    nic = f"{siren}0001"
    return nic + luhn.calc_check_digit(nic)


def secteur(rank: int) -> Secteur:
    """What the body of this rank teaches."""
    return SECTEURS[rank % len(SECTEURS)]


async def register(rank: int, today: date, pick: Picker) -> Body:
    """Register the body of this rank with all that belongs to it. Part of the caller's transaction."""
    town, field = TOWNS[rank % len(TOWNS)], secteur(rank)
    kind = _KINDS[rank % len(_KINDS)]
    nom = f"{kind} {field.nom.lower()} {_of(town.nom)}"
    mail = f"accueil@organisme{rank + 1:02}.demonstration.test"
    # One body has no Qualiopi at all and one has let it lapse: what they offer must be stopped somewhere.
    start = None if rank == 25 else date(today.year - (5 if rank == 26 else 1), 3, 1)
    body = await directory.register_organisme(
        siret(rank),
        nom,
        nom.upper(),
        nature=list(NatureOrganisme)[rank % 3],
        numero_activite=f"52{town.code[:2]}{rank + 1:07}",
        uai=_uai(town, rank) if kind in ("CFA", "Lycée professionnel", "Greta-CFA") else None,
        est_cfa=kind in ("CFA", "Campus", "Greta-CFA"),
        qualiopi_debut=start,
        qualiopi_fin=start and date(start.year + 3, 2, 28),
        qualiopi_categories=["ACTIONS_DE_FORMATION", "APPRENTISSAGE"] if start else [],
        adresse=[f"{rank + 1} rue de l'Apprentissage"],
        code_postal=town.code_postal,
        commune_id=town.code,
        courriel=mail,
        telephone=f"02 00 00 {rank:02} 00",
        site_web=f"https://organisme{rank + 1:02}.demonstration.test",
    )
    sites = [
        await _site(body.numero, nom, place, rank, number)
        for number, place in enumerate(
            (town, TOWNS[(rank + 5) % len(TOWNS)], TOWNS[(rank + 9) % len(TOWNS)])[: 1 + rank % 3]
        )
    ]
    await _people(body.numero, sites, mail, rank, pick)
    await _open_day(sites[0], today, rank)
    return Body(body.numero, sites, field, body.est_cfa)


async def _site(organisme: int, nom: str, town: Town, rank: int, number: int) -> int:
    site = await directory.add_site(
        organisme,
        nom if number == 0 else f"{nom}, antenne {_of(town.nom)}",
        town.code,
        siret=siret(rank) if number == 0 else None,
        adresse=[f"{10 * number + rank + 1} rue de l'Apprentissage"],
        code_postal=town.code_postal,
        latitude=round(town.latitude + (rank - 14) / 2000, 6),
        longitude=round(town.longitude + (number - 1) / 1000, 6),
        accessibilite="Locaux de plain-pied, stationnement réservé, boucle magnétique à l'accueil.",
        principal=number == 0,
    )
    return site.numero


async def _people(organisme: int, sites: list[int], mail: str, rank: int, pick: Picker) -> None:
    for kind in pick.some("contact", lheo.TYPE_CONTACT.codes(), 2):
        await directory.add_contact(
            organisme, kind, lheo.TYPE_CONTACT.terme(kind).libelle[:100], site=sites[0], courriel=mail
        )
    for referent in TypeReferent:
        await directory.add_referent(
            organisme,
            referent,
            f"Service {referent.libelle}",
            courriel=mail,
            telephone=f"02 00 00 {rank:02} 01",
            site=sites[0],
            par_defaut=True,
        )


async def _open_day(site: int, today: date, rank: int) -> None:
    start = datetime.combine(today + timedelta(days=20 + 5 * rank), time(8), UTC)
    await directory.add_porte_ouverte(
        site, start, start + timedelta(hours=8), commentaire="Visite des ateliers, rencontre avec les équipes."
    )


def _of(town: str) -> str:
    """« de Nantes », « d'Angers », « du Mans », « des Sables-d'Olonne »."""
    for article, short in (("Le ", "du "), ("Les ", "des ")):
        if town.startswith(article):
            return short + town.removeprefix(article)
    return f"d'{town}" if town[0] in "AEIOUYÉ" else f"de {town}"


def _uai(town: Town, rank: int) -> str:
    digits = f"0{town.code[:2]}9{rank:03}"
    return digits + _UAI_KEYS[int(digits) % 23]
