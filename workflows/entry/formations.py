"""Formations: created from a Certifinfo code or without, individualised, changed, removed (procedure p. 6 and 7)."""

from typing import Any

from catalogue.models import Action, Bloc, Formation, FormationBloc, Organisme, Session
from catalogue.vocabulary import Diffusion, EtatDossier, TypeParcours, Validation
from workflows import checks, drafting, history, policies
from workflows.actor import Actor
from workflows.changing import change
from workflows.dossiers.dossier import check_state
from workflows.dossiers.libre import check_formation_change, reopen
from workflows.dossiers.transitions import MODIFIER
from workflows.entry.access import formation_of
from workflows.errors import InUse, NotFound, StaleVersion
from workflows.policies import Verb
from workflows.replay import once
from workflows.values import FormationValues

_INDIVIDUALISES = (TypeParcours.MODULAIRE.value, TypeParcours.INDIVIDUALISE.value)


async def create_formation(
    actor: Actor, siret: str, certification: str | None, values: FormationValues, *, key: str | None = None
) -> int:
    """A formation of the establishment of this SIRET; its number. Raises as `drafting.create_formation`, and by
    rights.
    """
    organisme = await establishment_of(actor, siret)

    async def create() -> int:
        formation = await drafting.create_formation(organisme.numero, certification, values)
        await history.record(
            actor,
            "créer",
            "Formation",
            formation.numero,
            apres={**values, "certification": certification},
            version=1,
            organisme=organisme.numero,
        )
        return formation.numero

    asked = [siret, certification, values]
    return int(await once(actor, "createFormation", key, asked, create))


async def establishment_of(actor: Actor, siret: str) -> Organisme:
    """The establishment of this SIRET, when the actor may enter for it. Raises NotFound, Forbidden."""
    organisme = await Organisme.get_or_none(siret=siret, actif=True)
    if organisme is None:
        raise NotFound(f"L'établissement {siret} n'existe pas.")
    policies.require(actor, Verb.SAISIR, organisme.numero, what=f"L'établissement {siret}")
    return organisme


async def update_formation(actor: Actor, numero: int, expected: int, values: FormationValues) -> bool:
    """Change a formation; False when nothing differed.

    Individualisation brings its consequences (R3, R4): without it validation is totale and every bloc is taught; with
    it every session's types de parcours hold modulaire and individualisé.

    Raises:
        LockedField: also for the individualisation of what is published (B6.3).
        InvalidValues, NotFound, Forbidden, StaleVersion.
        TransitionRefused: one of its actions is submitted (R20).
    """
    formation = await formation_of(actor, numero, Verb.SAISIR)
    for action in await Action.filter(formation_id=numero, dossier=EtatDossier.SOUMISE).order_by("numero").limit(1):
        check_state(action, MODIFIER)
    drafting.refuse_locked(formation.certification_id, values)
    checks.check_formation(values)
    if formation.version != expected:
        raise StaleVersion(formation.version, await history.changes_since("Formation", numero, expected))
    columns: dict[str, Any] = {**values}
    chosen = columns.pop("blocs", None)
    individualisation = columns.get("individualisation", formation.individualisation)
    if columns.get("individualisation") is False:
        columns.setdefault("validation", Validation.TOTALE)
    validation = columns.get("validation", formation.validation)
    blocs = await Bloc.filter(certification_id=formation.certification_id).order_by("rang")
    known = {choice.bloc_id for choice in await FormationBloc.filter(formation_id=numero)}
    before = [bloc.code for bloc in blocs if bloc.id in known]
    if chosen is None and validation is Validation.PARTIELLE:
        chosen = before
    picked = drafting.pick_blocs(blocs, chosen, individualisation, validation)
    if individualisation != formation.individualisation:
        await check_formation_change(actor, numero)
        await drafting.refuse_twin(formation.organisme_id, formation.certification_id, individualisation)
    beside = {"blocs": (before, [bloc.code for bloc in picked])}
    if not await change(actor, formation, expected, columns, organisme=formation.organisme_id, beside=beside):
        return False
    if {bloc.id for bloc in picked} != known:
        await FormationBloc.filter(formation_id=numero).delete()
        await FormationBloc.bulk_create([FormationBloc(formation_id=numero, bloc_id=bloc.id) for bloc in picked])
    if individualisation:
        await _individualise_sessions(actor, formation)
    await reopen(*await Action.filter(formation_id=numero).values_list("numero", flat=True))  # type: ignore[arg-type]
    return True


async def _individualise_sessions(actor: Actor, formation: Formation) -> None:
    """Add modulaire and individualisé to the types de parcours of every session of a formation (R4), each a change of
    that session; what is archived stays as it was.
    """
    sessions = Session.filter(action__formation_id=formation.numero).exclude(action__diffusion=Diffusion.ARCHIVEE)
    for session in await sessions.order_by("numero"):
        kept = [kind for kind in session.types_parcours if kind != TypeParcours.INCONNU.value]
        wanted = [*kept, *(kind for kind in _INDIVIDUALISES if kind not in kept)]
        if any(kind not in session.types_parcours for kind in _INDIVIDUALISES):
            await change(actor, session, session.version, {"types_parcours": wanted}, organisme=formation.organisme_id)


async def remove_formation(actor: Actor, numero: int, expected: int) -> None:
    """Remove a formation that has no action.

    Raises:
        InUse: it has some; names them.
        NotFound, Forbidden, StaleVersion.
    """
    formation = await formation_of(actor, numero, Verb.SAISIR)
    if formation.version != expected:
        raise StaleVersion(formation.version, await history.changes_since("Formation", numero, expected))
    actions = await Action.filter(formation_id=numero).order_by("numero").values_list("numero", flat=True)
    if actions:
        raise InUse(f"La formation {numero}", [f"action {action}" for action in actions])
    await FormationBloc.filter(formation_id=numero).delete()
    await Formation.filter(numero=numero).delete()
    await history.record(
        actor,
        "supprimer",
        "Formation",
        numero,
        avant={"intitule": formation.intitule},
        organisme=formation.organisme_id,
    )
