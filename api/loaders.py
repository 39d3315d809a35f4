"""One loader per relation, made for each request: everything of one kind that an answer needs is read at once."""

from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from strawberry.dataloader import DataLoader

from catalogue import clock
from catalogue.reads import annuaire, certifinfo, completeness, comptes, published

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def _by_key(read: Callable[[Sequence[K]], Awaitable[Mapping[K, V]]], missing: Callable[[], V] | None = None) -> Any:
    """A loader over a read that answers a mapping. A key that is not there gives `missing()`, or null."""

    async def load(keys: list[K]) -> list[V | None]:
        found = await read(keys)
        return [found[key] if key in found else missing() if missing else None for key in keys]

    return DataLoader(load_fn=load)


def _number(node: dict[str, Any]) -> int:
    number: int = node["numero"]
    return number


async def _reports(actions: list[dict[str, Any]], today: date) -> list[Any]:
    """The completeness reports of drafts, which know their formation."""
    documents = [{"formation": action["_formation"], "action": action} for action in actions]
    return list(await completeness.reports(documents, today))


async def _formation_reports(formations: list[dict[str, Any]], today: date) -> list[Any]:
    """The reports of the Formation cards of drafts, each by itself."""
    documents = [{"formation": formation, "action": {"sessions": []}} for formation in formations]
    found = await completeness.reports(documents, today)
    return [report.par_noeud[formation["id"]] for report, formation in zip(found, formations, strict=True)]


class Loaders:
    """The loaders of one request. `today` is the request's day."""

    def __init__(self, today: date) -> None:
        self.formations = _by_key(published.headers)
        self.actions = _by_key(published.actions)
        self.actions_of_formation = _by_key(published.actions_of_formations, list)
        self.sessions = _by_key(published.sessions)
        self.dispositifs = _by_key(published.dispositifs)
        self.retraits = _by_key(published.retraits)
        self.completude = DataLoader(load_fn=lambda keys: _reports(keys, today), cache_key_fn=_number)
        self.completude_formation = DataLoader(
            load_fn=lambda keys: _formation_reports(keys, today), cache_key_fn=_number
        )
        self.organismes = _by_key(annuaire.organismes)
        self.fiches = _by_key(lambda keys: annuaire.fiches(keys, today))
        self.site_cards = _by_key(annuaire.sites)
        self.sites = _by_key(annuaire.sites_of_organismes, list)
        self.contacts = _by_key(annuaire.contacts_of_organismes, list)
        self.portes_ouvertes = _by_key(lambda keys: annuaire.portes_ouvertes_of_sites(keys, clock.now()), list)
        self.habilitations = _by_key(comptes.habilitations, list)
        self.certifications = _by_key(certifinfo.certifications)
        self.blocs = _by_key(certifinfo.blocs_of_certifications, list)
        self.remplacements = _by_key(certifinfo.successions, certifinfo.Succession)
