"""The directory of training bodies: establishments, sites, contacts, référents, open days.

Every function is part of the caller's transaction. `numero` is given for what is already known under a number.
"""

import datetime
from typing import TypedDict, Unpack

from catalogue.models import Commune, Contact, Organisme, PorteOuverte, Referent, Site
from catalogue.rules import identifiers
from catalogue.rules.texts import mots
from catalogue.vocabulary import NatureOrganisme, TypeReferent, lheo
from workflows import numbering
from workflows.errors import Duplicate, InvalidValues, NotFound, Probleme


class OrganismeValues(TypedDict, total=False):
    """What the directory knows of an establishment besides its SIRET and names."""

    nature: NatureOrganisme
    numero_activite: str | None
    uai: str | None
    est_cfa: bool
    qualiopi_debut: datetime.date | None
    qualiopi_fin: datetime.date | None
    qualiopi_categories: list[str]
    adresse: list[str]
    code_postal: str | None
    commune_id: str | None
    courriel: str | None
    telephone: str | None
    site_web: str | None


class SiteValues(TypedDict, total=False):
    """What the directory knows of a site besides its name and commune."""

    siret: str | None
    uai: str | None
    adresse: list[str]
    code_postal: str | None
    latitude: float | None
    longitude: float | None
    accessibilite: str | None
    principal: bool


async def register_organisme(
    siret: str,
    nom: str,
    raison_sociale: str,
    *,
    numero: int | None = None,
    **values: Unpack[OrganismeValues],
) -> Organisme:
    """An establishment.

    Raises:
        InvalidValues: a SIRET, NDA or UAI that cannot be one.
        Duplicate: the SIRET is in the directory already.
    """
    try:
        siret = identifiers.siret(siret)
        if values.get("numero_activite"):
            values["numero_activite"] = identifiers.numero_activite(values["numero_activite"] or "")
        if values.get("uai"):
            values["uai"] = identifiers.uai(values["uai"] or "")
    except ValueError as error:
        raise InvalidValues([Probleme("organisme", "IDENTIFIANT", str(error))]) from None
    twin = await Organisme.get_or_none(siret=siret)
    if twin is not None:
        raise Duplicate(f"L'établissement {siret} est déjà dans l'annuaire : {twin.nom}.", siret)
    values.setdefault("nature", NatureOrganisme.RESPONSABLE_FORMATEUR)
    return await Organisme.create(
        numero=await numbering.take_or_keep(numbering.ORGANISME, numero),
        siret=siret,
        siren=siret[:9],
        nom=nom,
        raison_sociale=raison_sociale,
        recherche=search_text(nom, raison_sociale),
        **values,
    )


async def add_site(
    organisme: int, nom: str, commune: str, *, numero: int | None = None, **values: Unpack[SiteValues]
) -> Site:
    """A place of an establishment.

    Raises:
        NotFound: no such establishment, or a commune that the reference list lacks.
    """
    if not await Organisme.exists(numero=organisme):
        raise NotFound(f"L'organisme {organisme} n'existe pas.")
    if not await Commune.exists(code_insee=commune):
        raise NotFound(f"La commune {commune} n'est pas dans la liste des communes.")
    return await Site.create(
        numero=await numbering.take_or_keep(numbering.SITE, numero),
        organisme_id=organisme,
        nom=nom,
        commune_id=commune,
        **values,
    )


async def add_contact(
    organisme: int,
    type_contact: str,
    nom: str,
    *,
    site: int | None = None,
    courriel: str | None = None,
    telephone: str | None = None,
) -> Contact:
    """A service or function that answers for an establishment; `type_contact` is a code of LHEO's type-contact.

    Raises:
        InvalidValues: a code that the list lacks.
    """
    if type_contact not in lheo.TYPE_CONTACT:
        raise InvalidValues(
            [Probleme("type_contact", "CODE_INCONNU", f"Le type de contact {type_contact} n'existe pas.")]
        )
    return await Contact.create(
        numero=(await numbering.take(numbering.CONTACT))[0],
        organisme_id=organisme,
        site_id=site,
        type_contact=type_contact,
        nom=nom,
        courriel=courriel,
        telephone=telephone,
    )


async def add_referent(
    organisme: int,
    kind: TypeReferent,
    nom: str,
    *,
    courriel: str | None = None,
    telephone: str | None = None,
    site: int | None = None,
    par_defaut: bool = False,
    numero: int | None = None,
) -> Referent:
    """A référent of an establishment; a new default one takes the place of the former (A1.11)."""
    if par_defaut:
        await Referent.filter(organisme_id=organisme, type=kind, par_defaut=True).update(par_defaut=False)
    return await Referent.create(
        numero=await numbering.take_or_keep(numbering.REFERENT, numero),
        organisme_id=organisme,
        site_id=site,
        type=kind,
        nom=nom,
        courriel=courriel,
        telephone=telephone,
        par_defaut=par_defaut,
    )


async def add_porte_ouverte(
    site: int,
    debut: datetime.datetime,
    fin: datetime.datetime,
    *,
    commentaire: str | None = None,
    url: str | None = None,
) -> PorteOuverte:
    """An open day of a site.

    Raises:
        InvalidValues: it ends before it begins.
    """
    if fin <= debut:
        raise InvalidValues([Probleme("fin", "DATES", "La journée portes ouvertes finit avant d'avoir commencé.")])
    return await PorteOuverte.create(
        numero=(await numbering.take(numbering.PORTE_OUVERTE))[0],
        site_id=site,
        debut=debut,
        fin=fin,
        commentaire=commentaire,
        url=url,
    )


def search_text(*names: str) -> str:
    """The words of names as `recherche` columns hold them: each between blanks, so that a search finds beginnings."""
    return f" {' '.join(mots(' '.join(names)))} "[:600]
