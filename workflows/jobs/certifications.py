"""Certifications that come to their end: bodies that have an action online are told a year ahead (R29)."""

from datetime import date, timedelta

from tortoise.expressions import Q

from catalogue.documents.identity import code_fas
from catalogue.models import Action, Evenement
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion
from workflows.actor import SYSTEM
from workflows.events.emitting import emit

AHEAD = timedelta(days=365)


def echeance(date_fin: date | None, annee_derniere_session: int | None) -> date | None:
    """When a certification ends: its date, or the last day of the year of its last session."""
    if date_fin is not None:
        return date_fin
    return date(annee_derniere_session, 12, 31) if annee_derniere_session is not None else None


async def run(today: date, dry_run: bool) -> list[str]:
    """Tell of the certifications that end within a year, once for each action and end; one line for each."""

    async def work() -> list[str]:
        rows = (
            await Action.filter(
                Q(formation__certification__date_fin__gte=today, formation__certification__date_fin__lte=today + AHEAD)
                | Q(formation__certification__annee_derniere_session__in=(today.year, today.year + 1)),
                diffusion=Diffusion.PUBLIEE,
            )
            .select_related("formation__certification", "formation__organisme")
            .order_by("numero")
        )
        due = []
        for row in rows:
            certification = row.formation.certification
            end = echeance(certification.date_fin, certification.annee_derniere_session) if certification else None
            if end is not None and today <= end <= today + AHEAD:
                due.append((row, end, f"certification.expiring:{row.numero}:{end}"))
        told = {row.cle async for row in Evenement.filter(type="certification.expiring").only("cle")}
        lines = []
        for row, end, key in due:
            if key in told:
                continue
            formation = row.formation
            code = code_fas(formation.numero, row.numero)
            lines.append(f"{code} : la certification {formation.certification_id} finit le {end:%d/%m/%Y}.")
            if not dry_run:
                data = {
                    "code": code,
                    "intitule": formation.certification.intitule if formation.certification else "",
                    "siret": formation.organisme.siret,
                    "echeance": end.isoformat(),
                }
                await emit(
                    SYSTEM,
                    "certification.expiring",
                    data,
                    organisme=formation.organisme_id,
                    action=row.numero,
                    cle=key,
                )
        return lines

    return await transaction(work)
