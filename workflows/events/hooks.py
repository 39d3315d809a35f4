"""Python hooks: functions of an installation that are told of every event, after the change, in order.

    @hook
    async def tell_our_portal(event: dict[str, object]) -> None: ...

in a module that the entry point group `sofi.hooks` names. A hook that fails, or does not come back within 30 seconds,
holds nobody else: it is tried again, and after five failures the event is left out for it, with an error in the log. It
may see an event twice (the same `id`) when the process dies meanwhile.
"""

import asyncio
import inspect
import logging
import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from importlib.metadata import entry_points
from typing import Any

from catalogue import clock
from catalogue.models import Canal, Evenement
from catalogue.transaction import transaction
from workflows.events.emitting import envelope

Hook = Callable[[dict[str, Any]], Awaitable[None] | None]

MAX_TRIES = 5
SECONDS = 30
"""What a hook has for one event, and for the events of one turn before the other hooks have theirs."""

_LEASE = timedelta(minutes=2)
_BATCH = 50
_HOOKS: dict[str, Hook] = {}
log = logging.getLogger("sofi.hooks")


def hook(function: Hook) -> Hook:
    """Register a function, sync or async; it gets each event as its `envelope`. Returns the function."""
    _HOOKS[f"hook:{function.__module__}.{function.__qualname__}"] = function
    return function


def unhook(function: Hook) -> None:
    """Forget a function."""
    _HOOKS.pop(f"hook:{function.__module__}.{function.__qualname__}", None)


def load_hooks() -> list[str]:
    """Import what the entry points name, once at the start; the names of all hooks. A hook that cannot be imported is
    an error of the installation and is raised.
    """
    for entry in entry_points(group="sofi.hooks"):
        entry.load()
    return sorted(_HOOKS)


async def run_hooks() -> int:
    """Tell every hook of its next events; how many calls succeeded."""
    return sum(await asyncio.gather(*(_run(name, function) for name, function in list(_HOOKS.items()))))


async def _run(name: str, function: Hook) -> int:
    if not await _is_due(name):
        return 0  # without asking for the write lock
    canal = await transaction(lambda: _claim(name))
    if canal is None:
        return 0
    done, until = 0, time.monotonic() + SECONDS
    for event in await Evenement.filter(id__gt=canal.dernier).order_by("id").limit(_BATCH):
        error = await _call(function, event)
        if error is not None and canal.essais + 1 < MAX_TRIES:
            await transaction(lambda error=error: _failed(canal, error))  # type: ignore[misc]
            return done
        if error is not None:
            log.error(
                "Un hook a échoué trop de fois : événement laissé.",
                extra={"hook": name, "evenement": event.identifiant},
            )
        else:
            done += 1
        canal.dernier, canal.essais = event.id, 0
        await transaction(lambda: _passed(canal))
        if time.monotonic() > until:
            break
    await transaction(lambda: Canal.filter(nom=name).update(prochain_le=None))
    return done


async def _is_due(name: str) -> bool:
    """Whether there may be something to tell a hook."""
    canal = await Canal.get_or_none(nom=name)
    if canal is None:
        return True
    waits = canal.prochain_le is not None and canal.prochain_le > clock.now()
    return not waits and await Evenement.filter(id__gt=canal.dernier).exists()


async def _claim(name: str) -> Canal | None:
    """Take the hook for this process, unless another has it or it waits after a failure. A new hook starts with what
    happens from now on.
    """
    now = clock.now()
    canal = await Canal.get_or_none(nom=name)
    if canal is None:
        last = await Evenement.all().order_by("-id").first()
        canal = await Canal.create(nom=name, dernier=last.id if last else 0)
    if canal.prochain_le is not None and canal.prochain_le > now:
        return None
    if not await Evenement.filter(id__gt=canal.dernier).exists():
        return None
    await Canal.filter(nom=name).update(prochain_le=now + _LEASE)
    return canal


async def _call(function: Hook, event: Evenement) -> str | None:
    """Call a hook; what went wrong, if anything did."""
    try:
        async with asyncio.timeout(SECONDS):
            if inspect.iscoroutinefunction(function):
                await function(envelope(event))
            else:
                await _in_a_thread(function, envelope(event))
    except Exception as error:
        log.warning("Un hook a échoué.", extra={"evenement": event.identifiant}, exc_info=True)
        return f"{type(error).__name__}: {error}"
    return None


async def _in_a_thread(function: Hook, event: dict[str, Any]) -> None:
    """Call a plain function in a thread of its own: one that never comes back takes no place of a pool that others want
    and keeps no process from ending.
    """
    loop, done = asyncio.get_running_loop(), asyncio.Event()
    raised: list[Exception] = []

    def call() -> None:
        try:
            function(event)
        except Exception as error:
            raised.append(error)
        with suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits any more
            loop.call_soon_threadsafe(done.set)

    threading.Thread(target=call, name="sofi:hook", daemon=True).start()
    await done.wait()
    if raised:
        raise raised[0]


async def _failed(canal: Canal, error: str) -> None:
    wait = timedelta(seconds=2 ** (canal.essais + 1))
    await Canal.filter(nom=canal.nom).update(
        essais=canal.essais + 1, prochain_le=clock.now() + wait, erreur=error[:400]
    )


async def _passed(canal: Canal) -> None:
    await Canal.filter(nom=canal.nom).update(dernier=canal.dernier, essais=0, prochain_le=clock.now() + _LEASE)
