"""The working copy, read for many actions or formations at once: what documents and drafts are made of."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from tortoise.models import Model

from catalogue import sql
from catalogue.documents.build import documents_of
from catalogue.documents.canonical import Document
from catalogue.documents.rows import Rows
from catalogue.fetching import Wanted, fetch
from catalogue.models import (
    Action,
    Bloc,
    Certificateur,
    Certification,
    Commune,
    Departement,
    Dispositif,
    Formation,
    FormationBloc,
    Organisme,
    Referent,
    Session,
    Site,
    TypeCertification,
    TypeDispositif,
)

T = TypeVar("T")
Origin = tuple[tuple[type[Model], ...], str]
"""Models, and where their rows are read from."""


async def build_documents(numeros: Sequence[int]) -> dict[int, Document]:
    """The documents of these actions as their working rows are now, by number; an unknown number is left out. As many
    statements as `rows_of_actions`.
    """
    return documents_of(await rows_of_actions(numeros))


async def rows_of_actions(numeros: Sequence[int]) -> Rows:
    """The rows of these actions: nine statements, however many there are, which see one state of the base."""
    chosen = f"action.numero IN {sql.among(numeros)}"
    return await _read(_whole(chosen, f"(SELECT formation_id FROM action WHERE {chosen})"), numeros)


async def rows_of_formations(numeros: Sequence[int]) -> Rows:
    """The same of all actions of these formations, which may have none."""
    return await _read(_whole(f"action.formation_id IN {sql.among(numeros)}", sql.among(numeros)), numeros)


async def rows_of_sessions(numeros: Sequence[int]) -> Rows:
    """The rows of these sessions and below, nothing of what is above them: five statements."""
    return await _read(_below(f"session.numero IN {sql.among(numeros)}"), numeros)


async def _read(origins: Sequence[Origin], given: Sequence[int]) -> Rows:
    """Each placeholder of the origins is filled by all the values."""
    found = await fetch(
        *(Wanted(models, origin, [*given] * (origin.count("?") // max(1, len(given)))) for models, origin in origins),
        brief=len(given) == 1,
    )
    all_sessions, funded, organismes, placed, referents, *above = found
    chosen, formed, certificateurs, taught = above or ([], [], [], [])
    for _, certification, kind in formed:
        if certification is not None:
            certification.type = kind
    for _, commune, departement in placed:
        commune.departement = departement
    blocs: dict[int, list[Bloc]] = defaultdict(list)
    for choice, bloc in taught:
        blocs[choice.formation_id].append(bloc)
    return Rows(
        actions=chosen,
        formations={formation.numero: formation for formation, _, _ in formed},
        sessions=_grouped(all_sessions, lambda session: session.action_id),
        dispositifs=_grouped((dispositif for dispositif, _ in funded), lambda dispositif: dispositif.session_id),
        certifications={row.code: row for _, row, _ in formed if row is not None},
        certificateurs=_grouped(certificateurs, lambda row: row.certification_id),
        blocs=blocs,
        organismes={row.numero: row for row in organismes},
        sites={site.numero: site for site, _, _ in placed},
        communes={commune.code_insee: commune for _, commune, _ in placed},
        referents={row.numero: row for row in referents},
        types={kind.code: kind for _, kind in funded},
    )


def _grouped(rows: Iterable[T], key: Callable[[T], Any]) -> dict[Any, list[T]]:
    groups: dict[Any, list[T]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _whole(actions: str, formations: str) -> list[Origin]:
    """`actions` is the condition on an action, `formations` what holds a formation's number."""
    of_formations = f"FROM formation WHERE numero IN {formations}"
    return [
        *_below(
            actions,
            organismes=f"SELECT organisme_id {of_formations} UNION ",
            sites=f"SELECT site_dispensateur_id FROM action WHERE {actions} UNION ",
        ),
        ((Action,), f"FROM action WHERE {actions} ORDER BY action.numero"),
        (
            (Formation, Certification, TypeCertification),
            "FROM formation LEFT JOIN certification ON certification.code = formation.certification_id"
            " LEFT JOIN type_certification ON type_certification.code = certification.type_id"
            f" WHERE formation.numero IN {formations} ORDER BY formation.numero",
        ),
        (
            (Certificateur,),
            f"FROM certificateur WHERE certification_id IN (SELECT certification_id {of_formations}) ORDER BY rang",
        ),
        (
            (FormationBloc, Bloc),
            "FROM formation_bloc JOIN bloc ON bloc.id = formation_bloc.bloc_id"
            f" WHERE formation_bloc.formation_id IN {formations} ORDER BY bloc.rang",
        ),
    ]


def _below(chosen: str, *, organismes: str = "", sites: str = "") -> list[Origin]:
    """Sessions, `chosen` by a condition on them or their action, and what they name, besides more of these."""
    sessions = f"FROM session JOIN action ON action.numero = session.action_id WHERE {chosen}"
    return [
        ((Session,), f"{sessions} ORDER BY session.numero"),
        (
            (Dispositif, TypeDispositif),
            "FROM dispositif JOIN type_dispositif ON type_dispositif.code = dispositif.type_id"
            " JOIN session ON session.numero = dispositif.session_id JOIN action ON action.numero = session.action_id"
            f" WHERE {chosen} ORDER BY dispositif.numero",
        ),
        ((Organisme,), f"FROM organisme WHERE numero IN ({organismes}SELECT organisme_responsable_id {sessions})"),
        (
            (Site, Commune, Departement),
            "FROM site JOIN commune ON commune.code_insee = site.commune_id"
            " JOIN departement ON departement.code = commune.departement_id WHERE site.numero IN"
            f" ({sites}SELECT site_lieu_id {sessions})",
        ),
        (
            (Referent,),
            f"FROM referent WHERE numero IN (SELECT referent_handicap_id {sessions}"
            f" UNION SELECT referent_mobilite_id {sessions} UNION SELECT referent_prf_id {sessions})",
        ),
    ]
