"""The working rows that documents are made of, read for many actions at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from catalogue.models import (
    Action,
    Bloc,
    Certificateur,
    Certification,
    Commune,
    Dispositif,
    Formation,
    FormationBloc,
    Organisme,
    Referent,
    Session,
    Site,
    TypeDispositif,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything that some actions and their formations name, by its key."""

    actions: list[Action]
    formations: dict[int, Formation]
    sessions: dict[int, list[Session]]
    dispositifs: dict[int, list[Dispositif]]
    certifications: dict[str, Certification]
    certificateurs: dict[str, list[Certificateur]]
    blocs: dict[int, list[Bloc]]
    organismes: dict[int, Organisme]
    sites: dict[int, Site]
    communes: dict[str, Commune]
    referents: dict[int, Referent]
    types: dict[str, TypeDispositif]


def _known(values: Iterable[T | None]) -> set[T]:
    return {value for value in values if value is not None}


async def read_rows(numeros: Sequence[int], formations_too: Collection[int] = ()) -> Rows:
    """The rows of these actions, and of formations that may have none, in twelve statements however many there are."""
    actions = await Action.filter(numero__in=numeros).order_by("numero")
    wanted = {action.formation_id for action in actions} | set(formations_too)
    formations = {row.numero: row for row in await Formation.filter(numero__in=wanted).order_by("numero")}
    all_sessions = await Session.filter(action_id__in=[a.numero for a in actions]).order_by("numero")
    all_dispositifs = await Dispositif.filter(session_id__in=[s.numero for s in all_sessions]).order_by("numero")

    sessions: dict[int, list[Session]] = defaultdict(list)
    for session in all_sessions:
        sessions[session.action_id].append(session)
    dispositifs: dict[int, list[Dispositif]] = defaultdict(list)
    for dispositif in all_dispositifs:
        dispositifs[dispositif.session_id].append(dispositif)

    codes = _known(f.certification_id for f in formations.values())
    certificateurs: dict[str, list[Certificateur]] = defaultdict(list)
    for certificateur in await Certificateur.filter(certification_id__in=codes).order_by("rang"):
        certificateurs[certificateur.certification_id].append(certificateur)
    blocs: dict[int, list[Bloc]] = defaultdict(list)
    for choice in await FormationBloc.filter(formation_id__in=list(formations)).select_related("bloc"):
        blocs[choice.formation_id].append(choice.bloc)
    for chosen in blocs.values():
        chosen.sort(key=lambda bloc: bloc.rang)

    sites = await Site.filter(
        numero__in=_known(a.site_dispensateur_id for a in actions) | _known(s.site_lieu_id for s in all_sessions)
    )
    return Rows(
        actions=actions,
        formations=formations,
        sessions=sessions,
        dispositifs=dispositifs,
        certifications={c.code: c for c in await Certification.filter(code__in=codes).select_related("type")},
        certificateurs=certificateurs,
        blocs=blocs,
        organismes={
            o.numero: o
            for o in await Organisme.filter(
                numero__in={f.organisme_id for f in formations.values()}
                | _known(s.organisme_responsable_id for s in all_sessions)
            )
        },
        sites={site.numero: site for site in sites},
        communes={
            c.code_insee: c
            for c in await Commune.filter(code_insee__in={s.commune_id for s in sites}).select_related("departement")
        },
        referents={
            r.numero: r
            for r in await Referent.filter(
                numero__in=_known(
                    numero
                    for s in all_sessions
                    for numero in (s.referent_handicap_id, s.referent_mobilite_id, s.referent_prf_id)
                )
            )
        },
        types={t.code: t for t in await TypeDispositif.filter(code__in={d.type_id for d in all_dispositifs})},
    )
