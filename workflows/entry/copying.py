"""Copies: of an action at another site, of a session at new dates, of fields from one action to another.

A copy never takes what belongs to the moment of its source: remaining places, the state of the recruitment, meetings
and registration periods, codes in other systems (R21).
"""

import datetime
from collections.abc import Sequence
from typing import Any

from catalogue.models import Action, Dispositif, Session
from catalogue.vocabulary import ChampCopie, Recrutement
from workflows import history, numbering, policies
from workflows.actor import Actor
from workflows.changing import change
from workflows.dossiers.libre import after_change, differing, reopen
from workflows.entry.access import action_of
from workflows.entry.links import check_links
from workflows.errors import InvalidValues, Probleme
from workflows.policies import Verb
from workflows.replay import once

_ACTION = [champ.colonne for champ in ChampCopie]
_SESSION = (
    "site_lieu_id",
    "entrees_sorties",
    "rythmes",
    "periodes",
    "types_parcours",
    "modalites_pedagogiques",
    "modalite_enseignement",
    "duree_centre",
    "duree_entreprise",
    "duree_hebdomadaire",
    "commentaire_duree",
    "cycle_unite",
    "cycle_entreprise",
    "cycle_centre",
    "organisme_responsable_id",
    "modalites_recrutement",
    "referent_handicap_id",
    "referent_mobilite_id",
    "referent_prf_id",
    "mail_liaison",
)
_DISPOSITIF = (
    "type_id",
    "publics",
    "nombre_places",
    "effectif_minimal",
    "capacite_simultanee",
    "frais_ht",
    "taux_tva",
    "frais_ttc",
    "frais_additionnels",
    "detail_frais_additionnels",
    "frais_certification",
    "prise_en_charge",
)


async def duplicate_action(
    actor: Actor, numero: int, site: int | None, *, with_sessions: bool, key: str | None = None
) -> tuple[int, int]:
    """A copy of an action under the same formation, at another site when one is given; its number and its formation's.
    With its sessions, they keep their dates and take place at that site where they took place at the former one.

    Raises:
        NotFound, Forbidden, KeyReused.
        InvalidValues: the site is not one in use of the same body.
    """
    # An archived action, or one that is being examined, may be copied all the same: it only has to be read.
    parent = (await action_of(actor, numero, Verb.LIRE)).formation
    policies.require(actor, Verb.SAISIR, parent.organisme_id, what=f"L'action {numero}")

    async def create() -> int:
        await check_links(parent.organisme_id, {"site_dispensateur": site})
        row = await Action.get(numero=numero)
        values = {column: getattr(row, column) for column in _ACTION}
        copy = await Action.create(
            numero=(await numbering.take(numbering.ACTION))[0],
            formation_id=parent.numero,
            site_dispensateur_id=site if site is not None else row.site_dispensateur_id,
            **values,
        )
        await _created(actor, "Action", copy.numero, {**values, "copie_de": numero}, parent.organisme_id)
        if with_sessions:
            for session in await Session.filter(action_id=numero).order_by("numero"):
                moved = site if site is not None and session.site_lieu_id == row.site_dispensateur_id else None
                await copy_session(
                    actor,
                    session,
                    copy.numero,
                    session.date_debut,
                    session.date_fin,
                    parent.organisme_id,
                    site=moved,
                    renewal=False,
                )
        return copy.numero

    asked = [numero, site, with_sessions]
    return int(await once(actor, "duplicateAction", key, asked, create)), parent.numero


async def copy_session(
    actor: Actor,
    source: Session,
    action: int,
    debut: datetime.date | None,
    fin: datetime.date | None,
    organisme: int,
    *,
    site: int | None = None,
    renewal: bool,
) -> Session:
    """A copy of a session with its dispositifs, its recruitment suspended until people open it (R21). A renewal
    remembers its source.
    """
    values: dict[str, Any] = {column: getattr(source, column) for column in _SESSION}
    values |= {"date_debut": debut, "date_fin": fin, "recrutement": Recrutement.SUSPENDU}
    if site is not None:
        values["site_lieu_id"] = site
    copy = await Session.create(
        numero=(await numbering.take(numbering.SESSION))[0],
        action_id=action,
        source_id=source.numero if renewal else None,
        **values,
    )
    await _created(actor, "Session", copy.numero, {**values, "copie_de": source.numero}, organisme, action)
    dispositifs = await Dispositif.filter(session_id=source.numero).order_by("numero")
    numeros = await numbering.take(numbering.DISPOSITIF, len(dispositifs)) if dispositifs else range(0)
    for numero, row in zip(numeros, dispositifs, strict=True):
        card = {column: getattr(row, column) for column in _DISPOSITIF}
        await Dispositif.create(numero=numero, session_id=copy.numero, **card)
        await _created(actor, "Dispositif", numero, {**card, "copie_de": row.numero}, organisme, action)
    await reopen(action)
    return copy


async def copy_fields(
    actor: Actor, source: int, target: int, expected: int, fields: Sequence[ChampCopie]
) -> tuple[bool, int]:
    """Copy fields of one action to another; whether anything differed, and the target's formation.

    Raises:
        NotFound, Forbidden, Gone, StaleVersion, TransitionRefused: as for the target's own change; the source need
            only be readable.
        InvalidValues: source and target are the same.
    """
    origin = await action_of(actor, source, Verb.LIRE)
    action = await action_of(actor, target, Verb.SAISIR)
    if source == target:
        raise InvalidValues([Probleme("depuis", "MEME_ACTION", "Choisissez deux actions différentes.")])
    values = {champ.colonne: getattr(origin, champ.colonne) for champ in fields}
    touched = differing(action, values)
    changed = await change(actor, action, expected, values, organisme=action.formation.organisme_id)
    if changed:
        await after_change(actor, action, action, touched)
    return changed, action.formation_id


async def _created(
    actor: Actor, objet: str, numero: int, values: dict[str, Any], organisme: int, action: int | None = None
) -> None:
    await history.record(actor, "créer", objet, numero, apres=values, version=1, organisme=organisme, action=action)
