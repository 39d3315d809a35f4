"""The sites, référents and bodies that a card names: of the body's own house, and still in use."""

from collections.abc import Iterable
from typing import Any

from catalogue.models import Organisme, Referent, Site
from workflows.errors import InvalidValues, Probleme
from workflows.values import SessionValues

_SITES = ("site_dispensateur", "site_lieu")
_REFERENTS = ("referent_handicap", "referent_mobilite", "referent_prf")
_LINKS = (*_SITES, *_REFERENTS, "organisme_responsable")


async def check_links(organisme: int, values: dict[str, Any]) -> None:
    """Refuse a site or référent that is not one in use of the same body (SIREN), and a responsible body not in
    activity. No statement for values that name none of them.

    Raises:
        InvalidValues: names each field; a foreign object is told as if it did not exist.
    """
    if all(values.get(name) is None for name in _LINKS):
        return
    house = await _house(organisme)
    problems: list[Probleme] = []
    for name in _SITES:
        numero = values.get(name)
        if numero is not None and not await Site.exists(numero=numero, organisme_id__in=house, actif=True):
            problems.append(Probleme(name, "SITE_INCONNU", f"Aucun de vos sites en service n'a le numéro {numero}."))
    for name in _REFERENTS:
        numero = values.get(name)
        if numero is not None and not await Referent.exists(numero=numero, organisme_id__in=house, actif=True):
            problems.append(
                Probleme(name, "REFERENT_INCONNU", f"Aucun de vos référents en service n'a le numéro {numero}.")
            )
    responsable = values.get("organisme_responsable")
    if responsable is not None and not await Organisme.exists(numero=responsable, actif=True):
        problems.append(
            Probleme("organisme_responsable", "ORGANISME_INCONNU", "L'organisme responsable n'est pas dans l'annuaire.")
        )
    if problems:
        raise InvalidValues(problems)


async def _house(organisme: int) -> Iterable[int]:
    """The establishments of the same body."""
    siren = (await Organisme.get(numero=organisme)).siren
    return await Organisme.filter(siren=siren).values_list("numero", flat=True)  # type: ignore[return-value]


async def default_referents(organisme: int) -> dict[str, int]:
    """The référents that a new session is prefilled with, by the name of its field (A1.11)."""
    rows = await Referent.filter(organisme_id=organisme, par_defaut=True, actif=True)
    return {f"referent_{row.type.value.lower()}": row.numero for row in rows}


async def with_responsible_body(values: SessionValues) -> SessionValues:
    """The values with the responsible body by its number, when it was given by its SIRET.

    Raises:
        InvalidValues: no establishment in activity has it.
    """
    siret: Any = values.get("organisme_responsable")
    if not isinstance(siret, str):
        return values
    organisme = await Organisme.get_or_none(siret=siret, actif=True)
    if organisme is None:
        raise InvalidValues(
            [
                Probleme(
                    "organisme_responsable", "ORGANISME_INCONNU", f"L'établissement {siret} n'est pas dans l'annuaire."
                )
            ]
        )
    return {**values, "organisme_responsable": organisme.numero}
