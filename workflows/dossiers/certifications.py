"""A certification takes the place of another (R26 to R28): carried over one to one, else decided by a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import orjson
from tortoise.expressions import F

from catalogue import clock
from catalogue.documents import Document
from catalogue.models import (
    Action,
    Bloc,
    Certification,
    Depot,
    Formation,
    FormationBloc,
    Publication,
    Remplacement,
)
from catalogue.reads.working import build_documents
from catalogue.vocabulary import Diffusion, OrigineRevision, Validation
from workflows import history, policies, publication
from workflows.actor import Actor
from workflows.dossiers.dossier import Dossier, find, refused, tell
from workflows.dossiers.transitions import ACQUITTER, REMPLACER
from workflows.errors import InvalidValues, NotFound, Probleme

_CODE_LENGTH = 10
_OF_CERTIFICATION = ("certification", "intitule", "objectif", "programme", "formacodes", "niveauSortie", "blocs")
"""What the header of a document takes from the certification (R1)."""


@dataclass(slots=True)
class Report:
    """What a replacement did: the actions that were carried over, and the formations that a person must decide on, each
    with the reason.
    """

    reportees: list[int] = field(default_factory=list)
    a_decider: dict[int, str] = field(default_factory=dict)


async def replace_certification(
    actor: Actor, ancienne: str, nouvelles: Sequence[str], formations: Sequence[int] | None = None
) -> Report:
    """Register that a certification is replaced, and carry its formations over where that needs no judgement.

    One to one, every formation is carried over; one to several, or several to one, none is (R27): a person then asks
    again with `formations` and the one that is right for them. What is carried over stays online, under its numbers.

    Raises:
        Forbidden: not for this actor.
        NotFound: no such certification or formation.
        InvalidValues: none is given, one replaces itself, or several for chosen formations.
    """
    policies.require(actor, REMPLACER.verbe, None, what="La certification")
    wanted = list(dict.fromkeys(nouvelles))
    if not wanted or ancienne in wanted or (formations is not None and len(wanted) != 1):
        message = (
            "Donnez une ou plusieurs certifications autres que l'ancienne ; une seule pour des formations choisies."
        )
        raise InvalidValues([Probleme("nouvelles", "CERTIFICATIONS", message)])
    codes = [code for code in (ancienne, *wanted) if len(code) <= _CODE_LENGTH]
    known = {row.code for row in await Certification.filter(code__in=codes)}
    for code in (ancienne, *wanted):
        if code not in known:
            raise NotFound(f"La certification « {code[:40]} » n'existe pas.")
    for code in wanted:
        await Remplacement.get_or_create(ancienne_id=ancienne, nouvelle_id=code)
    report, rows = Report(), Formation.filter(certification_id=ancienne)
    if formations is not None:
        rows = rows.filter(numero__in=list(formations))
    targets = await rows.order_by("numero")
    missing = set(formations or ()) - {row.numero for row in targets}
    if missing:
        raise NotFound(f"La formation {min(missing)} n'a pas la certification {ancienne}.")
    reason = None if formations is not None else await _reason_for_people(ancienne)
    for formation in targets:
        why = reason or await _obstacle(formation, wanted[0])
        if why is not None:
            report.a_decider[formation.numero] = why
        else:
            report.reportees += await _carry_over(actor, formation, ancienne, wanted[0])
    return report


async def _reason_for_people(ancienne: str) -> str | None:
    """Why no replacement of this certification goes by itself."""
    nouvelles = await Remplacement.filter(ancienne_id=ancienne).values_list("nouvelle_id", flat=True)
    if len(nouvelles) > 1:
        return f"Plusieurs certifications remplacent {ancienne} : choisissez."
    others = await Remplacement.filter(nouvelle_id=nouvelles[0]).count()
    return f"{nouvelles[0]} remplace plusieurs certifications : vérifiez." if others > 1 else None


async def _obstacle(formation: Formation, nouvelle: str) -> str | None:
    """Why this formation cannot be carried over."""
    twin = await Formation.get_or_none(
        organisme_id=formation.organisme_id, certification_id=nouvelle, individualisation=formation.individualisation
    )
    if twin is not None:
        return f"L'organisme a déjà la formation {twin.numero} pour {nouvelle}."
    if formation.validation is Validation.PARTIELLE:
        return "La validation est partielle : les blocs sont à choisir dans la nouvelle certification."
    return None


async def _carry_over(actor: Actor, formation: Formation, ancienne: str, nouvelle: str) -> list[int]:
    numero = formation.numero
    blocs = await Bloc.filter(certification_id=nouvelle)
    await FormationBloc.filter(formation_id=numero).delete()
    await Formation.filter(numero=numero).update(
        certification_id=nouvelle, version=F("version") + 1, modifie_le=clock.now()
    )
    await FormationBloc.bulk_create([FormationBloc(formation_id=numero, bloc_id=bloc.id) for bloc in blocs])
    await _record(actor, "Formation", numero, ancienne, nouvelle, formation.version + 1, formation.organisme_id)
    actions = (
        await Action.filter(formation_id=numero)
        .exclude(diffusion=Diffusion.ARCHIVEE)
        .select_related("formation__organisme", "formation__certification")
        .order_by("numero")
    )
    numeros = [action.numero for action in actions]
    await Action.filter(numero__in=numeros).update(certification_precedente=ancienne, version=F("version") + 1)
    await _carry_documents(numeros)
    data = {"certification.replaced": {"ancienne": ancienne, "nouvelle": nouvelle}}
    for action in actions:
        await _record(actor, "Action", action.numero, ancienne, nouvelle, action.version + 1, formation.organisme_id)
        await tell(actor, Dossier(action, None), REMPLACER, data)
    return numeros


async def _record(actor: Actor, objet: str, cle: int, ancienne: str, nouvelle: str, version: int, of: int) -> None:
    await history.record(
        actor,
        REMPLACER.nom,
        objet,
        cle,
        avant={"certification": ancienne},
        apres={"certification": nouvelle, "automatique": True},
        version=version,
        organisme=of,
    )


async def _carry_documents(actions: list[int]) -> None:
    """What is online and what is submitted says the new certification at once; nothing else of it changes."""
    working = await build_documents(actions)
    rows = await Publication.filter(numero__in=actions).select_related("revision")
    online = {row.numero: _with_certification(publication.shown(row), working[row.numero]) for row in rows}
    if online:
        await publication.replace_shown(online, OrigineRevision.CERTIFICATION)
    depots = {
        row.action_id: row
        for row in await Depot.filter(action_id__in=actions, decision=None).select_related("revision")
    }
    submitted: Mapping[int, Document] = {
        action: _with_certification(orjson.loads(depot.revision.document), working[action])
        for action, depot in depots.items()
    }
    if submitted:
        revisions = await publication.freeze(submitted, OrigineRevision.CERTIFICATION)
        for action, depot in depots.items():
            await Depot.filter(id=depot.id).update(revision_id=revisions[action].id)


def _with_certification(document: Document, working: Document) -> Document:
    header = document["formation"] | {name: working["formation"][name] for name in _OF_CERTIFICATION}
    return {"formation": header, "action": document["action"]}


async def acknowledge(actor: Actor, numero: int, expected: int) -> Dossier:
    """The body has checked what the replacement made of its action (R28).

    Raises:
        NotFound, Forbidden, StaleVersion.
        TransitionRefused: archived, or nothing was replaced.
    """
    dossier = await find(actor, numero, ACQUITTER, expected)
    former = dossier.action.certification_precedente
    if former is None:
        raise refused(
            dossier.action, ACQUITTER, "Son code Certifinfo n'a pas été remplacé, ou vous l'avez déjà vérifié."
        )
    version = dossier.action.version + 1
    changed = await Action.filter(numero=numero, version=version - 1, certification_precedente=former).update(
        certification_precedente=None, version=version, modifie_le=clock.now()
    )
    if not changed:
        raise refused(dossier.action, ACQUITTER, "Quelqu'un d'autre vient de la changer : relisez-la.")
    dossier.action.version, dossier.action.certification_precedente = version, None
    await history.record(
        actor,
        ACQUITTER.nom,
        "Action",
        numero,
        avant={"certification_precedente": former},
        version=version,
        organisme=dossier.organisme,
    )
    await tell(actor, dossier, ACQUITTER, {})
    return dossier
