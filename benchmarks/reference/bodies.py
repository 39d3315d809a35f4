"""The invented bodies: an establishment, its sites and its référents."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from stdnum import luhn

from catalogue.models import Organisme, Referent, Site
from catalogue.vocabulary import NatureOrganisme, TypeReferent

FIRST = 40_001
_KINDS = ("Institut", "Campus", "CFA", "Centre de formation", "Lycée professionnel", "École", "Greta")


class Body(NamedTuple):
    """A body and what belongs to it."""

    organisme: Organisme
    sites: list[Site]
    referents: list[Referent]


def large_siret() -> str:
    """The SIRET of the first body."""
    return _siret(0)


def _siret(rank: int) -> str:
    siren = f"8{rank:07}"
    siren += luhn.calc_check_digit(siren)
    return f"{siren}0001" + luhn.calc_check_digit(f"{siren}0001")


def body(rank: int, communes: Sequence[tuple[str, str]], today: date) -> Body:
    """The body of this rank, from 0."""
    siret, numero = _siret(rank), FIRST + rank
    nom = f"{_KINDS[rank % len(_KINDS)]} de la mesure {rank}"
    organisme = Organisme(
        numero=numero,
        siret=siret,
        siren=siret[:9],
        nom=nom,
        raison_sociale=nom.upper(),
        recherche=nom.lower(),
        nature=list(NatureOrganisme)[rank % len(NatureOrganisme)],
        numero_activite=f"52{rank:09}",
        est_cfa=rank % 7 in (1, 2, 6),
        qualiopi_debut=date(today.year - 1, 3, 1),
        qualiopi_fin=date(today.year + 2, 2, 28),
        qualiopi_categories=["ACTIONS_DE_FORMATION", "APPRENTISSAGE"],
        adresse=[f"{rank % 200 + 1} rue de la Mesure"],
        code_postal="44000",
        commune_id=communes[_place(rank, len(communes))][0],
        courriel=f"accueil@organisme{rank}.mesure.test",
        telephone="02 00 00 00 00",
    )
    sites = [_site(2 * rank + number, organisme, communes) for number in range(1 + (rank % 5 < 2))]
    referents = [
        Referent(
            numero=FIRST + 2 * rank + number,
            organisme_id=numero,
            type=kind,
            nom=f"Service {kind.libelle}",
            courriel=organisme.courriel,
            telephone=organisme.telephone,
            par_defaut=True,
        )
        for number, kind in enumerate((TypeReferent.HANDICAP, TypeReferent.MOBILITE))
    ]
    return Body(organisme, sites, referents)


def _site(rank: int, organisme: Organisme, communes: Sequence[tuple[str, str]]) -> Site:
    code, commune = communes[_place(rank, len(communes))]
    return Site(
        numero=FIRST + rank,
        organisme_id=organisme.numero,
        siret=organisme.siret if rank % 2 == 0 else None,
        nom=f"{organisme.nom}, {commune}",
        adresse=[f"{rank % 200 + 1} rue de la Mesure"],
        code_postal=f"{code[:2]}000",
        commune_id=code,
        latitude=round(46.5 + rank % 1500 / 1000, 6),
        longitude=round(-2 + rank % 2000 / 1000, 6),
        accessibilite="Locaux de plain-pied.",
        principal=rank % 2 == 0,
    )


def _place(rank: int, count: int) -> int:
    """Where something stands: large communes have most of it."""
    return int(((rank * 7919) % 10_007 / 10_007) ** 3 * count)
