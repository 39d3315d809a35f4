"""One loader per relation, made for each request: everything of one kind that an answer needs is read at once."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from graphql import GraphQLError
from strawberry.dataloader import DataLoader

from catalogue import clock
from catalogue.documents.nodes import Draft
from catalogue.reads import annuaire, certifinfo, completeness, comptes, drafts, published

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Loader(DataLoader[Any, Any]):
    """One future is shared by all who ask for the same key: the one who is cancelled, because a field beside it failed,
    must not take it from the others.
    """

    def load(self, key: Any) -> Awaitable[Any]:
        """What is found for a key, read together with the other keys asked for meanwhile."""
        return asyncio.shield(super().load(key))


def _by_key(read: Callable[[Sequence[K]], Awaitable[Mapping[K, V]]], missing: Callable[[], V] | None = None) -> Any:
    """A loader over a read that answers a mapping. A key that is not there gives `missing()`, or null."""

    async def load(keys: list[K]) -> list[V | None]:
        found = await read(keys)
        return [found[key] if key in found else missing() if missing else None for key in keys]

    return Loader(load_fn=load)


def _number(node: dict[str, Any]) -> int:
    number: int = node["numero"]
    return number


async def _reports(actions: list[Draft], today: date) -> list[Any]:
    """The completeness reports of drafts, which know their formation."""
    documents = [{"formation": action.up, "action": action} for action in actions]
    return list(await completeness.reports(documents, today))


async def _formation_reports(formations: list[dict[str, Any]], today: date) -> list[Any]:
    """The reports of the Formation cards of drafts, each by itself."""
    documents = [{"formation": formation, "action": {"sessions": []}} for formation in formations]
    found = await completeness.reports(documents, today)
    return [report.par_noeud[formation["id"]] for report, formation in zip(found, formations, strict=True)]


_MAKERS: dict[str, Callable[[date], Any]] = {
    "formations": lambda _: _by_key(published.headers),
    "trees": lambda _: _by_key(published.trees),
    "placed_actions": lambda _: _by_key(published.action_documents),
    "actions": lambda _: _by_key(published.actions),
    "actions_of_formation": lambda _: _by_key(published.actions_of_formations, list),
    "sessions": lambda _: _by_key(published.sessions),
    "dispositifs": lambda _: _by_key(published.dispositifs),
    "retraits": lambda _: _by_key(published.retraits),
    "draft_trees": lambda _: _by_key(drafts.formation_trees),
    "completude": lambda today: Loader(load_fn=lambda keys: _reports(keys, today), cache_key_fn=_number),
    "completude_formation": lambda today: Loader(
        load_fn=lambda keys: _formation_reports(keys, today), cache_key_fn=_number
    ),
    "organismes": lambda _: _by_key(annuaire.organismes),
    "fiches": lambda today: _by_key(lambda keys: annuaire.fiches(keys, today)),
    "site_cards": lambda _: _by_key(annuaire.sites),
    "sites": lambda _: _by_key(annuaire.sites_of_organismes, list),
    "contacts": lambda _: _by_key(annuaire.contacts_of_organismes, list),
    "portes_ouvertes": lambda _: _by_key(lambda keys: annuaire.portes_ouvertes_of_sites(keys, clock.now()), list),
    "habilitations": lambda _: _by_key(comptes.habilitations, list),
    "certifications": lambda _: _by_key(certifinfo.certifications),
    "blocs": lambda _: _by_key(certifinfo.blocs_of_certifications, list),
    "remplacements": lambda _: _by_key(certifinfo.successions, certifinfo.Succession),
}


class Loaders:
    """The loaders of one request, each made when it is first asked for. `today` is the request's day; `read_trees` are
    the whole formations that codes of it named, null for what was not there.
    """

    def __init__(self, today: date) -> None:
        self._today = today
        self.read_trees: dict[int, published.Tree | None] = {}

    def __getattr__(self, name: str) -> Any:
        """The loader of that name."""
        if name not in _MAKERS:
            raise AttributeError(name)
        loader = _MAKERS[name](self._today)
        setattr(self, name, loader)
        return loader

    async def action_above(self, session: Draft) -> Draft:
        """The action of a session that is being entered: the one it was reached from, or else read with its formation.

        Raises:
            GraphQLError: GONE, somebody removed the session meanwhile.
        """
        if session.up is not None:
            return session.up
        tree = await self.draft_trees.load(int(session["code"].split("-")[0]))
        found = None if tree is None else drafts.find(tree, "sessions", session["numero"])
        if found is None or found.up is None:
            raise GraphQLError(
                f"La session {session['numero']} vient d'être supprimée : reposez la question.",
                extensions={"code": "GONE"},
            )
        return found.up

    def forget(self) -> None:
        """Let go of all that was read: once the answer is made, and before something is written.

        What ran the operation refers to itself and stays until the garbage collector comes by; with it would stay the
        megabytes of every page, and their freeing all at once would hold everybody up.
        """
        self.read_trees = {}
        for name in _MAKERS:
            self.__dict__.pop(name, None)
