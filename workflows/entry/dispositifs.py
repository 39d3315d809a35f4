"""Dispositifs: the first and any further one of a session, changed, removed (procedure p. 10 and 11)."""

from typing import Any

from catalogue.models import Dispositif
from catalogue.vocabulary import SaisiePar
from workflows import checks, drafting, history
from workflows.actor import Actor
from workflows.changing import change
from workflows.dossiers.libre import after_change, check_change, reopen
from workflows.entry.access import dispositif_of, session_of
from workflows.errors import Forbidden, StaleVersion
from workflows.policies import Verb
from workflows.replay import once
from workflows.values import DispositifValues


async def add_dispositif(
    actor: Actor, session: int, code: str, values: DispositifValues, *, key: str | None = None
) -> tuple[int, int]:
    """A dispositif of the kind of this code under a session; its number and its formation's.

    Raises:
        Forbidden: also when only the Carif-Oref may enter this kind (A5).
        InvalidValues, NotFound, Gone, KeyReused.
    """
    parent = await session_of(actor, session, Verb.SAISIR)

    async def create() -> int:
        kind = await drafting.type_of(code)
        if kind.saisie_par is SaisiePar.CARIF and not _of_carif(actor):
            raise Forbidden(f"Le dispositif « {kind.libelle} » est saisi par le Carif-Oref : demandez-le-lui.")
        dispositif = await drafting.add_dispositif(session, code, values)
        organisme = parent.action.formation.organisme_id
        await history.record(
            actor,
            "créer",
            "Dispositif",
            dispositif.numero,
            apres={**values, "type": code},
            version=1,
            organisme=organisme,
            action=parent.action_id,
        )
        await reopen(parent.action_id)
        return dispositif.numero

    numero = int(await once(actor, "addDispositif", key, [session, code, values], create))
    return numero, parent.action.formation_id


def _of_carif(actor: Actor) -> bool:
    return actor.systeme or any(role.du_carif for role in actor.roles)


async def update_dispositif(
    actor: Actor, numero: int, expected: int, values: DispositifValues
) -> tuple[bool, int, int]:
    """Change a dispositif; whether anything differed, its formation and its session. Numbers that are given are
    compared with those that stay (R7).

    Raises:
        InvalidValues, NotFound, Forbidden, Gone, StaleVersion.
    """
    dispositif = await dispositif_of(actor, numero, Verb.SAISIR, libre=True)
    whole = {name: getattr(dispositif, name) for name in _COMPARED}
    given: dict[str, Any] = {**values}
    if _FEES & values.keys():
        # A changed price is computed anew from what is given: the former values would contradict it (R8).
        whole.update(dict.fromkeys(_FEES))
        given = {**dict.fromkeys(_FEES), **given}
    checks.check_dispositif({**whole, **given})  # type: ignore[typeddict-item]
    organisme = dispositif.session.action.formation.organisme_id
    columns = drafting.dispositif_columns(given)  # type: ignore[arg-type]
    touched = await check_change(actor, dispositif.session.action, dispositif, expected, columns)
    changed = await change(actor, dispositif, expected, columns, organisme=organisme)
    if changed:
        await after_change(actor, dispositif.session.action, dispositif, touched)
    return changed, dispositif.session.action.formation_id, dispositif.session_id


_FEES = {"frais_ht", "taux_tva", "frais_ttc"}
_COMPARED = ("nombre_places", "places_restantes", "effectif_minimal", "capacite_simultanee", *sorted(_FEES))


async def remove_dispositif(actor: Actor, numero: int, expected: int) -> None:
    """Remove a dispositif; what is online stays there until the next publication (R17).

    Raises:
        NotFound, Forbidden, Gone, StaleVersion.
    """
    dispositif = await dispositif_of(actor, numero, Verb.SAISIR)
    if dispositif.version != expected:
        raise StaleVersion(dispositif.version, await history.changes_since("Dispositif", numero, expected))
    await Dispositif.filter(numero=numero).delete()
    await history.record(
        actor,
        "supprimer",
        "Dispositif",
        numero,
        avant={"type": dispositif.type_id, "nombre_places": dispositif.nombre_places},
        organisme=dispositif.session.action.formation.organisme_id,
        action=dispositif.session.action_id,
    )
    await reopen(dispositif.session.action_id)
