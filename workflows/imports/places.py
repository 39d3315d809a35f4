"""The commune of each row: by its code, by what that code became, by the post code; else added without a name."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalogue.models import Commune, Departement
from catalogue.transaction import transaction
from workflows.imports.communes import COMMUNES, import_communes
from workflows.imports.offer_row import Lieu, OfferRow
from workflows.imports.report import RefusedRow, Report, Reserve, number


@dataclass(frozen=True, slots=True)
class Place:
    """The commune of the base that a row's place lies in, and what had to be done to find it."""

    commune: str
    reserve: Reserve | None = None


Found = Mapping[Lieu, Place | RefusedRow]


async def find_communes(rows: Sequence[OfferRow], path: Path, report: Report) -> Found:
    """The commune of every place of these rows, or why there is none.

    When the base lacks communes of the file, the list of communes of the same folder is loaded first. A commune that
    stays unknown is added without its name, provided that its département is known and that most of the file's
    communes are: otherwise the lists are missing altogether, and the row waits for them.
    """
    codes = {row.lieu.commune for row in rows}
    known = await _known(codes)
    if codes - known.keys() and (neighbour := path.with_name(COMMUNES)).is_file():
        territory = await import_communes(neighbour, lambda _done, _total: None)
        if territory.loaded:
            report.remark(
                f"Des communes manquaient à la base : {COMMUNES}, dans le même dossier, est chargé "
                f"({number(territory.loaded, 'ligne', 'lignes')})."
            )
        known = await _known(codes)
    named = 2 * len(known) >= len(codes)
    departements = {row.code for row in await Departement.all()}
    by_post_code = await _by_post_code(codes - known.keys())
    found: dict[Lieu, Place | RefusedRow] = {}
    added: dict[str, Commune] = {}
    for lieu in {row.lieu: None for row in rows}:
        commune = known.get(lieu.commune)
        if commune is not None:
            found[lieu] = _of_known(commune)
            continue
        candidates = by_post_code.get((departement_of(lieu.commune), lieu.code_postal or ""), [])
        if len(candidates) == 1:
            found[lieu] = _of_post_code(lieu, candidates[0])
        elif named and departement_of(lieu.commune) in departements:
            added[lieu.commune] = Commune(
                code_insee=lieu.commune, nom=f"Commune {lieu.commune}", departement_id=departement_of(lieu.commune)
            )
            found[lieu] = Place(
                lieu.commune,
                Reserve("commune inconnue", f"La commune {lieu.commune} est inconnue : ajoutée sans son nom."),
            )
        else:
            found[lieu] = RefusedRow(
                "commune inconnue",
                f"La commune {lieu.commune} est inconnue : chargez les communes (sofi import communes), puis relancez.",
            )
    if added:
        await transaction(lambda: Commune.bulk_create(added.values()))
    return found


def departement_of(code_insee: str) -> str:
    """`44` of `44109`, `974` of `97411`."""
    return code_insee[:3] if code_insee.startswith(("97", "98")) else code_insee[:2]


async def _known(codes: Collection[str]) -> dict[str, Commune]:
    rows = await Commune.filter(code_insee__in=codes).select_related("actuelle")
    return {row.code_insee: row for row in rows}


def _of_known(commune: Commune) -> Place:
    if commune.actuelle is None:
        return Place(commune.code_insee)
    actuelle = commune.actuelle
    return Place(
        actuelle.code_insee,
        Reserve(
            "commune ancienne",
            f"{commune.nom} ({commune.code_insee}) est aujourd'hui {actuelle.nom} ({actuelle.code_insee}).",
        ),
    )


def _of_post_code(lieu: Lieu, commune: Commune) -> Place:
    return Place(
        commune.code_insee,
        Reserve(
            "commune trouvée par le code postal",
            f"La commune {lieu.commune} est inconnue : {commune.nom} ({commune.code_insee}), seule du département au "
            f"code postal {lieu.code_postal}, la remplace.",
        ),
    )


async def _by_post_code(unknown: Collection[str]) -> dict[tuple[str, str], list[Commune]]:
    """The communes of today by département and post code, for the départements of unknown communes."""
    found: dict[tuple[str, str], list[Commune]] = defaultdict(list)
    departements = {departement_of(code) for code in unknown}
    for commune in await Commune.filter(departement_id__in=departements, actuelle_id=None):
        for code_postal in commune.codes_postaux:
            found[commune.departement_id, code_postal].append(commune)
    return found
