"""Formations, actions, sessions and dispositifs as they are entered.

Every function is part of the caller's transaction. A draft may be incomplete; only what can never become right is
refused at once. `numero` is given for what is already known elsewhere under a number, which is then kept.
"""

from typing import Any

from catalogue.documents.cards import day, instant
from catalogue.models import (
    Action,
    Bloc,
    Certification,
    Dispositif,
    Formation,
    FormationBloc,
    Organisme,
    Session,
    TypeDispositif,
)
from catalogue.rules.money import frais
from catalogue.vocabulary import Validation
from workflows import checks, numbering
from workflows.errors import Duplicate, InvalidValues, LockedField, NotFound, Probleme
from workflows.values import ActionValues, DispositifValues, FormationValues, SessionValues

_LOCKED = ("intitule", "objectif", "programme", "formacodes", "niveau_sortie")
_SESSION_LINKS = ("site_lieu", "organisme_responsable", "referent_handicap", "referent_mobilite", "referent_prf")


async def create_formation(
    organisme: int, certification: str | None, values: FormationValues, *, numero: int | None = None
) -> Formation:
    """A formation of a body, from a Certifinfo code or without reference.

    Raises:
        LockedField: a value that the certification fills (R1).
        InvalidValues: a bloc of another certification, or a validation that individualisation forbids (R3).
        Duplicate: the body has this certification with this individualisation already (A8.1).
        NotFound: no such body or certification.
    """
    await _exists(Organisme, organisme, "L'organisme")
    if certification is not None:
        await _exists(Certification, certification, "La certification")
        refuse_locked(certification, values)
    columns: dict[str, Any] = {**values}
    chosen = columns.pop("blocs", None)
    individualisation = columns.setdefault("individualisation", False)
    validation = columns.setdefault("validation", Validation.TOTALE)
    checks.check_formation(values)
    blocs = await Bloc.filter(certification_id=certification).order_by("rang") if certification else []
    picked = pick_blocs(blocs, chosen, individualisation, validation)
    await refuse_twin(organisme, certification, individualisation)
    formation = await Formation.create(
        numero=await numbering.take_or_keep(numbering.FORMATION, numero),
        organisme_id=organisme,
        certification_id=certification,
        **columns,
    )
    await FormationBloc.bulk_create([FormationBloc(formation_id=formation.numero, bloc_id=bloc.id) for bloc in picked])
    return formation


def refuse_locked(certification: str | None, values: FormationValues) -> None:
    """Refuse what the certification fills.

    Raises:
        LockedField: names the first field (R1).
    """
    for champ in _LOCKED:
        if certification is not None and champ in values:
            raise LockedField(champ, certification)


async def refuse_twin(organisme: int, certification: str | None, individualisation: bool) -> None:
    """Refuse a second formation of a body for one certification with the same individualisation (A8.1).

    Raises:
        Duplicate: names the first.
    """
    if certification is None:
        return
    twin = await Formation.get_or_none(
        organisme_id=organisme, certification_id=certification, individualisation=individualisation
    )
    if twin is not None:
        raise Duplicate(
            f"L'organisme a déjà la formation {twin.numero} pour la certification {certification} : "
            "ajoutez-y une action.",
            str(twin.numero),
        )


def pick_blocs(
    blocs: list[Bloc], chosen: list[str] | None, individualisation: bool, validation: Validation
) -> list[Bloc]:
    """The blocs a formation teaches (R3): all of them when validation is totale, some but not all when partielle.

    Raises:
        InvalidValues: a bloc that the certification has not, a choice that the validation does not allow.
    """
    if validation is not Validation.TOTALE and not individualisation:
        raise InvalidValues(
            [Probleme("validation", "SANS_INDIVIDUALISATION", "Sans individualisation la validation est totale (R3).")]
        )
    wanted, known = set(chosen or ()), {bloc.code for bloc in blocs}
    unknown = sorted(wanted - known)
    if unknown:
        raise _refused_blocs(f"La certification n'a pas ces blocs : {', '.join(code[:40] for code in unknown[:5])}.")
    if validation is Validation.TOTALE:
        if wanted and wanted != known:
            raise _refused_blocs("Une validation totale retient tous les blocs : ne les donnez pas (R3).")
        return blocs
    if not 0 < len(wanted) < len(known):
        raise _refused_blocs(
            "Une validation partielle retient au moins un bloc de la certification, mais pas tous (R3)."
        )
    return [bloc for bloc in blocs if bloc.code in wanted]


def _refused_blocs(message: str) -> InvalidValues:
    return InvalidValues([Probleme("blocs", "BLOCS", message)])


async def add_action(formation: int, values: ActionValues, *, numero: int | None = None) -> Action:
    """An action under a formation.

    Raises:
        InvalidValues: an unknown code, a text that is too long.
        NotFound: no such formation.
    """
    await _exists(Formation, formation, "La formation")
    checks.check_action(values)
    columns = action_columns(values)
    return await Action.create(
        numero=await numbering.take_or_keep(numbering.ACTION, numero), formation_id=formation, **columns
    )


async def add_session(action: int, values: SessionValues, *, numero: int | None = None) -> Session:
    """A session under an action.

    Raises:
        InvalidValues: an unknown code, an end before the beginning, a negative duration.
        NotFound: no such action.
    """
    await _exists(Action, action, "L'action")
    checks.check_session(values)
    columns = session_columns(values)
    return await Session.create(
        numero=await numbering.take_or_keep(numbering.SESSION, numero), action_id=action, **columns
    )


async def add_dispositif(session: int, code: str, values: DispositifValues, *, numero: int | None = None) -> Dispositif:
    """A dispositif, first or further, under a session; `code` is that of its kind.

    Raises:
        InvalidValues: places or headcounts that contradict each other (R7), fees that do (R8), an unknown public.
        NotFound: no such session or kind of dispositif.
    """
    await _exists(Session, session, "La session")
    await type_of(code)
    checks.check_dispositif(values)
    columns = dispositif_columns(values)
    return await Dispositif.create(
        numero=await numbering.take_or_keep(numbering.DISPOSITIF, numero),
        session_id=session,
        type_id=code,
        **columns,
    )


async def _exists(model: Any, key: int | str, what: str) -> None:
    # Tortoise raises for a text that the column could not hold; there is no such row then.
    fits = isinstance(key, int) or len(key) <= model._meta.pk.max_length
    if not fits or not await model.exists(pk=key):
        raise NotFound(f"{what} {str(key)[:40]} n'existe pas.")


async def type_of(code: str) -> TypeDispositif:
    """The kind of dispositif of a code.

    Raises:
        NotFound: there is none.
    """
    await _exists(TypeDispositif, code, "Le type de dispositif")
    return await TypeDispositif.get(code=code)


def action_columns(values: ActionValues) -> dict[str, Any]:
    """The columns of the Action card that are given."""
    columns: dict[str, Any] = {**values}
    if "equipements" in values:
        columns["equipements"] = [
            {
                "type": equipement["type"],
                "coutIndicatif": equipement["cout_indicatif"],
                "commentaire": equipement["commentaire"],
            }
            for equipement in values["equipements"]
        ]
    if "site_dispensateur" in values:
        columns["site_dispensateur_id"] = columns.pop("site_dispensateur")
    return columns


def session_columns(values: SessionValues) -> dict[str, Any]:
    """The columns of the Session card that are given; the parts of the card as documents hold them."""
    columns: dict[str, Any] = {**values}
    for link in _SESSION_LINKS:
        if link in columns:
            columns[f"{link}_id"] = columns.pop(link)
    if "informations_collectives" in values:
        columns["informations_collectives"] = [
            {**meeting, "debut": instant(meeting["debut"]), "fin": instant(meeting["fin"])}
            for meeting in values["informations_collectives"]
        ]
    if "periodes_inscription" in values:
        columns["periodes_inscription"] = [
            {"type": periode["type"].value, "debut": day(periode["debut"]), "fin": day(periode["fin"])}
            for periode in values["periodes_inscription"]
        ]
    if "types_parcours" in values:
        columns["types_parcours"] = [parcours.value for parcours in values["types_parcours"]]
    return columns


def dispositif_columns(values: DispositifValues) -> dict[str, Any]:
    """The columns of the Dispositif card that are given; the third of the fees is computed from the two others (R8)."""
    columns: dict[str, Any] = {**values}
    fees = frais(ht=values.get("frais_ht"), taux_tva=values.get("taux_tva"), ttc=values.get("frais_ttc"))
    if fees is not None:
        columns.update(frais_ht=fees.ht, taux_tva=fees.taux_tva, frais_ttc=fees.ttc)
    return columns
