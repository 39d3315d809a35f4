"""A whole offer in one demand: formation, actions, sessions and dispositifs, all or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from workflows import checks
from workflows.actor import Actor
from workflows.entry.actions import add_action
from workflows.entry.dispositifs import add_dispositif
from workflows.entry.formations import create_formation, establishment_of
from workflows.entry.sessions import add_session
from workflows.errors import InvalidValues, Probleme
from workflows.replay import once
from workflows.values import OfferAction, OfferSession, OfferValues

MAX_ACTIONS = 20
MAX_SESSIONS = 50
MAX_DISPOSITIFS = 10


async def create_offer(
    actor: Actor, siret: str, certification: str | None, offer: OfferValues, *, key: str | None = None
) -> int:
    """The number of a new formation with all that is given under it. Every value that cannot be accepted is told, each
    with its path into the offer; nothing is kept then.

    Raises:
        InvalidValues: also when there are more than 20 actions, 50 sessions of one or 10 dispositifs of one.
        NotFound, Forbidden, LockedField, Duplicate, KeyReused.
    """
    await establishment_of(actor, siret)
    _check_sizes(offer)

    async def create() -> int:
        problems: list[Probleme] = []
        numero: int | None = None
        with _at("formation", problems):
            numero = await create_formation(actor, siret, certification, offer["formation"])
        for rank, action in enumerate(offer["actions"]):
            await _action(actor, numero, action, f"actions.{rank}", problems)
        if problems or numero is None:
            raise InvalidValues(problems)
        return numero

    return int(await once(actor, "createOffre", key, [siret, certification, offer], create))


async def _action(actor: Actor, formation: int | None, given: OfferAction, path: str, problems: list[Probleme]) -> None:
    numero: int | None = None
    with _at(f"{path}.fiche", problems):
        checks.check_action(given["fiche"])
        if formation is not None:
            numero = await add_action(actor, formation, given["fiche"])
    for rank, session in enumerate(given["sessions"]):
        await _session(actor, numero, session, f"{path}.sessions.{rank}", problems)


async def _session(actor: Actor, action: int | None, given: OfferSession, path: str, problems: list[Probleme]) -> None:
    numero: int | None = None
    with _at(f"{path}.fiche", problems):
        checks.check_session(given["fiche"])
        if action is not None:
            numero, _ = await add_session(actor, action, given["fiche"])
    for rank, dispositif in enumerate(given["dispositifs"]):
        with _at(f"{path}.dispositifs.{rank}.fiche", problems):
            checks.check_dispositif(dispositif["fiche"])
            if numero is not None:
                await add_dispositif(actor, numero, dispositif["type"], dispositif["fiche"])


@contextmanager
def _at(path: str, problems: list[Probleme]) -> Iterator[None]:
    """Gather the problems of a card with the way to it, and go on with the others."""
    try:
        yield
    except InvalidValues as error:
        problems += [replace(problem, path=f"{path}.{problem.path}") for problem in error.problemes]


def _check_sizes(offer: OfferValues) -> None:
    sizes = [("actions", len(offer["actions"]), MAX_ACTIONS, "actions")]
    for rank, action in enumerate(offer["actions"]):
        sizes.append((f"actions.{rank}.sessions", len(action["sessions"]), MAX_SESSIONS, "sessions par action"))
        sizes += [
            (
                f"actions.{rank}.sessions.{place}.dispositifs",
                len(session["dispositifs"]),
                MAX_DISPOSITIFS,
                "dispositifs",
            )
            for place, session in enumerate(action["sessions"])
        ]
    problems = [
        Probleme(path, "TROP_NOMBREUX", f"{count} donnés : {limit} {what} au plus en une demande.")
        for path, count, limit, what in sizes
        if count > limit
    ]
    if problems:
        raise InvalidValues(problems)
