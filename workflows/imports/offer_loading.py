"""Some rows of the extraction become published offers, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from catalogue.models import Formation, Provenance
from catalogue.vocabulary import ObjectifGeneral, OrigineRevision
from workflows import drafting, publication
from workflows.imports.bodies import Bodies
from workflows.imports.certification_types import codes_of_labels
from workflows.imports.conflicts import kept_reserves
from workflows.imports.file_facts import FileFacts
from workflows.imports.numbers import ACTION, FORMATION, SESSION, Numbers
from workflows.imports.offer_row import SOURCE, OfferRow
from workflows.imports.places import Place
from workflows.imports.report import RefusedRow, Reserve
from workflows.merging import CertificationRecord, Kept, merge_certifications
from workflows.values import ActionValues, DispositifValues, SessionValues

APPRENTISSAGE = "8"
"""The contrat d'apprentissage among the kinds of dispositif."""

_ANY = frozenset(CertificationRecord.__slots__)  # the extraction is no authority on certifications: it fills gaps


class Outcome(NamedTuple):
    """What became of a row: written or there already, with what is to be told, or refused."""

    row: OfferRow
    written: bool
    reserves: list[Reserve]
    refusal: RefusedRow | None = None


class OfferLoading:
    """The rows of one transaction; `run` is its unit. Made anew for each try, since it remembers what it wrote."""

    def __init__(self, rows: Sequence[OfferRow], places: Mapping[int, Place], facts: FileFacts) -> None:
        self._rows = rows
        self._places = places
        self._facts = facts
        self._bodies = Bodies(facts)
        self._numbers = Numbers(facts.bare_numbers)
        self._formations: dict[tuple[int, str], int] = {}
        self._kept: Mapping[str, Sequence[Kept]] = {}

    async def run(self) -> list[Outcome]:
        """Write the rows that the base lacks and publish them.

        Raises:
            WorkflowError: a workflow refuses one of the rows; none is written then.
        """
        settled = await settled_rows(self._rows)
        fresh = [row for row in self._rows if row.ligne.numero not in settled]
        actions: dict[int, OfferRow] = {}
        outcomes = list(settled.values())
        if fresh:
            await self._open(fresh)
        for row in fresh:
            reserves = [*row.reserves, *kept_reserves(self._kept.get(row.certification.code, ()))]
            actions[await self._load(row, reserves)] = row
            outcomes.append(Outcome(row, True, list(dict.fromkeys(reserves))))
        await Provenance.bulk_create(
            Provenance(source=SOURCE, reference=row.ligne.reference, empreinte=row.empreinte, action_id=action)
            for action, row in actions.items()
        )
        await publication.publish(list(actions), OrigineRevision.IMPORT)
        return outcomes

    async def _open(self, rows: Sequence[OfferRow]) -> None:
        types = await codes_of_labels(row.type_certification for row in rows if row.type_certification)
        records = {
            row.certification.code: replace(row.certification, type_id=types.get(row.type_certification or ""))
            for row in reversed(rows)
        }
        self._kept = (await merge_certifications(list(records.values()), fill_only=_ANY)).kept
        await self._bodies.open(rows)
        await self._numbers.open(rows, self._facts.highest)
        known = Formation.filter(certification_id__in=list(records), individualisation=False)
        for numero, organisme, certification in await known.values_list("numero", "organisme_id", "certification_id"):
            self._formations[organisme, certification] = numero

    async def _load(self, row: OfferRow, reserves: list[Reserve]) -> int:
        """One row; returns the number of its action."""
        place = self._places[row.ligne.numero]
        if place.reserve is not None:
            reserves.append(place.reserve)
        twin = self._facts.first_alike[row.contenu]
        if twin != row.ligne:
            reserves.append(
                Reserve("doublon probable", f"Mêmes valeurs que la ligne {twin.numero} ({twin.reference}) (R25).")
            )
        formateur = await self._bodies.body(row.formateur, reserves, cfa=False)
        responsable = await self._bodies.body(row.responsable, reserves, cfa=True)
        site = await self._bodies.site(formateur, row, place.commune)
        formation = await self._formation(formateur.numero, row, reserves)
        card: ActionValues = {"site_dispensateur": site, "complement_intitule": row.complement}
        numero = await self._numbers.give(ACTION, row.action, reserves)
        action = await drafting.add_action(formation, card, numero=numero)
        session: SessionValues = {
            "site_lieu": site,
            "entrees_sorties": row.entrees_sorties,
            "duree_centre": row.heures,
            "organisme_responsable": responsable.numero,
        }
        await self._sessions(action.numero, row, session, reserves)
        return action.numero

    async def _formation(self, organisme: int, row: OfferRow, reserves: list[Reserve]) -> int:
        """The body's formation for the certification: the one it has, or a new one under the row's number."""
        key = organisme, row.certification.code
        if key not in self._formations:
            numero = await self._numbers.give(FORMATION, row.formation, reserves)
            await drafting.create_formation(
                organisme, row.certification.code, {"objectif_general": ObjectifGeneral.CERTIFICATION}, numero=numero
            )
            self._formations[key] = numero
        elif self._formations[key] != row.formation.bare:
            reserves.append(
                Reserve(
                    "formation regroupée",
                    f"L'organisme a déjà cette certification : l'action est ajoutée à la formation "
                    f"{self._formations[key]}, la formation {row.formation.texte} n'est pas créée.",
                )
            )
        return self._formations[key]

    async def _sessions(self, action: int, row: OfferRow, card: SessionValues, reserves: list[Reserve]) -> None:
        """One session for each month of entry, at least one; the first bears the row's number."""
        dispositif: DispositifValues = {"capacite_simultanee": row.capacite}
        for rank, debut in enumerate(row.debuts or (None,)):
            numero = await self._numbers.give(SESSION, row.session, reserves) if rank == 0 else None
            session = await drafting.add_session(action, {**card, "date_debut": debut}, numero=numero)
            await drafting.add_dispositif(session.numero, APPRENTISSAGE, dispositif)
            if rank and debut is not None:
                reserves.append(
                    Reserve("plusieurs entrées", f"L'entrée du {debut:%d/%m/%Y} est la session {session.numero}.")
                )


async def settled_rows(rows: Sequence[OfferRow]) -> dict[int, Outcome]:
    """By line, the rows that were loaded before: unchanged, or refused when they say something else now.

    A changed row changes nothing: people may have worked on its action since, and their work outranks a file (R35).
    """
    references = [row.ligne.reference for row in rows]
    known = {row.reference: row for row in await Provenance.filter(source=SOURCE, reference__in=references)}
    settled = {}
    for row in rows:
        origin = known.get(row.ligne.reference)
        if origin is None:
            continue
        refusal = None
        if origin.empreinte != row.empreinte:
            refusal = RefusedRow(
                "ligne modifiée depuis son chargement",
                f"La ligne n'est plus celle dont vient l'action {origin.action_id}, qui reste telle quelle : "
                "corrigez-la par la saisie.",
            )
        settled[row.ligne.numero] = Outcome(row, False, [], refusal)
    return settled
