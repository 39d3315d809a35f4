"""The smallest valid offers, made by the workflows, with every part that a test cares for replaceable."""

from datetime import date
from itertools import count

from stdnum import luhn

from catalogue.models import Commune, Compte, Departement, Habilitation, Region, TypeCertification
from catalogue.transaction import transaction
from catalogue.vocabulary import (
    EntreesSorties,
    ModaliteEnseignement,
    OrigineRevision,
    Recrutement,
    Role,
    TypeReferent,
)
from workflows import directory, drafting, publication, references
from workflows.accounts.passwords import hash_password
from workflows.accounts.tokens import open_token
from workflows.values import ActionValues, DispositifValues, FormationValues, SessionValues

_serial = count(1)


def siret() -> str:
    """A SIRET that no other test body has."""
    siren = f"9990{next(_serial):04}"
    siren += luhn.calc_check_digit(siren)
    nic = f"{siren}0001"
    return nic + luhn.calc_check_digit(nic)


async def territory() -> None:
    """Nantes, Angers and Le Mans."""
    await references.save_territory(
        [Region(code="52", nom="Pays de la Loire")],
        [
            Departement(code="44", nom="Loire-Atlantique", region_id="52"),
            Departement(code="49", nom="Maine-et-Loire", region_id="52"),
            Departement(code="72", nom="Sarthe", region_id="52"),
        ],
        [
            Commune(code_insee="44109", nom="Nantes", departement_id="44", codes_postaux=["44000"]),
            Commune(code_insee="49007", nom="Angers", departement_id="49", codes_postaux=["49000"]),
            Commune(code_insee="72181", nom="Le Mans", departement_id="72", codes_postaux=["72000"]),
        ],
    )


async def organisme(nom: str = "Institut des métiers", commune: str = "44109") -> tuple[int, int]:
    """A body with one site; their numbers."""
    body = await directory.register_organisme(siret(), nom, nom)
    site = await directory.add_site(body.numero, nom, commune, principal=True, latitude=47.2, longitude=-1.5)
    await directory.add_referent(body.numero, TypeReferent.HANDICAP, "Mission handicap", par_defaut=True)
    return body.numero, site.numero


async def certification(code: str, intitule: str, **values: object) -> str:
    """A certification; its code."""
    await references.save_certifications(
        [TypeCertification(code="TP", libelle="Titre professionnel")],
        [references.CertificationRecord(code=code, intitule=intitule, source="test", type_id="TP", **values)],  # type: ignore[arg-type]
    )
    return code


async def offer(
    *,
    body: tuple[int, int] | None = None,
    certification: str | None = None,
    formation: FormationValues | None = None,
    action: ActionValues | None = None,
    sessions: list[SessionValues] | None = None,
    dispositif: str = "1",
    values: DispositifValues | None = None,
    publish: bool = True,
) -> int:
    """A formation with one action, its sessions and one dispositif each, online unless told otherwise; the action's
    number.
    """
    numero, site = body or await organisme()
    own: FormationValues = {"intitule": "Formation sans référence"} if certification is None else {}
    card = await drafting.create_formation(numero, certification, {**own, **(formation or {})})
    row = await drafting.add_action(card.numero, {"site_dispensateur": site, **(action or {})})
    for given in sessions if sessions is not None else [{}]:
        defaults: SessionValues = {
            "site_lieu": site,
            "organisme_responsable": numero,
            "date_debut": date(2030, 9, 1),
            "date_fin": date(2031, 6, 30),
            "entrees_sorties": EntreesSorties.DATES_FIXES,
            "modalite_enseignement": ModaliteEnseignement.PRESENTIEL,
            "recrutement": Recrutement.OUVERT,
        }
        session = await drafting.add_session(row.numero, {**defaults, **given})
        await drafting.add_dispositif(session.numero, dispositif, {"nombre_places": 12, **(values or {})})
    if publish:
        await publication.publish([row.numero], OrigineRevision.DEMONSTRATION)
    return row.numero


async def published(number: int) -> list[int]:
    """That many offers online in one transaction, all of one body; the actions' numbers."""

    async def unit() -> list[int]:
        await territory()
        body = await organisme()
        return [await offer(body=body, formation={"intitule": f"Formation {rank:03}"}) for rank in range(number)]

    return await transaction(unit)


async def token(role: Role, organisme: int | None = None, *, actif: bool = True) -> str:
    """The bearer token of a new account with one role, for a body when it is a body's role."""
    number = await Compte.all().count() + 1
    compte = await Compte.create(courriel=f"compte{number}@exemple.test", nom=f"Compte {number}", actif=actif)
    await Habilitation.create(compte_id=compte.id, organisme_id=organisme, role=role)
    return await open_token(compte.id)


PASSWORD = "cheval agrafe correct pile"


async def compte(
    courriel: str = "saisie@exemple.fr",
    *roles: tuple[Role, int | None],
    nom: str = "Service saisie",
    password: str | None = PASSWORD,
    actif: bool = True,
) -> int:
    """An account that may sign in, and what it may do; its number. Opens its own transaction."""
    hashed = await hash_password(password) if password is not None else None

    async def unit() -> int:
        row = await Compte.create(courriel=courriel, nom=nom, mot_de_passe=hashed, actif=actif)
        for role, organisme in roles:
            await Habilitation.create(compte_id=row.id, organisme_id=organisme, role=role)
        return row.id

    return await transaction(unit)
