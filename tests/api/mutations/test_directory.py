"""A body's directory: created, changed, closed; never while it serves; and seen online at once."""

from typing import Any

import pytest

from catalogue.models import (
    Contact,
    Historique,
    OffrePubliee,
    Organisme,
    PorteOuverte,
    Publication,
    Referent,
    Revision,
    Site,
)
from catalogue.transaction import transaction
from catalogue.vocabulary import Role
from seeds.procedure import ACTION, FORMATION, REFERENT, SESSION, SIRET, SITE
from tests import factories
from tests.api.conftest import Unchanged
from tests.api.mutations.conftest import Neighbour
from tests.api.mutations.desk import Desk
from workflows.directory import add_site

TREE = """query($c: CodeFas!) { offre(code: $c) { ... on Offre { formation { organisme { nom } }
  action { siteDispensateur { nom commune { nom } } }
  session { siteLieu { nom } referentHandicap { nom courriel } organismeResponsable { nom } } } } }"""
CODE = f"{FORMATION}-{ACTION}-{SESSION}"
ROOM = """query($siret: Siret!) { workspace(siret: $siret) {
  sites(fermes: true) { nodes { numero version actif nom utilisations commune { nom } } }
  contacts { totalCount nodes { numero nom libelle site } }
  referents { nodes { numero nom type parDefaut utilisations } }
  portesOuvertes { nodes { numero site debut fin commentaire } } } }"""


@pytest.fixture
async def manager(desk: Desk) -> Desk:
    """The desk of somebody who manages the procedure's body."""
    body = await Organisme.get(siret=SIRET)
    token = await transaction(lambda: factories.token(Role.GESTIONNAIRE_OF, body.numero))
    return Desk(desk.client.signed(token), SIRET)


async def room(desk: Desk) -> dict[str, Any]:
    """The directory as its body sees it."""
    found: dict[str, Any] = (await desk.client.data(ROOM, siret=SIRET))["workspace"]
    return found


async def test_a_site_from_its_opening_to_its_closing(manager: Desk) -> None:
    card = {
        "nom": "  Antenne   de Nantes ",
        "commune": "44109",
        "adresse": ["1 rue de l'Essai", ""],
        "codePostal": "44 000",
        "latitude": 47.2,
        "longitude": -1.5,
    }
    made = (await manager.done("createSite", siret=SIRET, site=card))["site"]["numero"]
    row = await Site.get(numero=made)
    assert (row.nom, row.adresse, row.code_postal, row.commune_id) == (
        "Antenne de Nantes",
        ["1 rue de l'Essai"],
        "44000",
        "44109",
    )
    assert await manager.done("updateSite", numero=made, expectedVersion=1, site={"nom": "Antenne"}) == {
        "__typename": "SiteSuccess",
        "changed": True,
        "warnings": [],
        "site": {"numero": made, "version": 2},
    }
    closed = await manager.done("deactivateSite", numero=made, expectedVersion=2)
    assert (closed["changed"], (await Site.get(numero=made)).actif) == (True, False)
    refused = await manager.send("addAction", formation=FORMATION, action={"siteDispensateur": made})
    assert refused["problems"][0]["code"] == "SITE_INCONNU"
    again = await manager.done("reactivateSite", numero=made, expectedVersion=3)
    assert (again["changed"], (await Site.get(numero=made)).actif) == (True, True)
    verbs = [row.verbe async for row in Historique.filter(objet="Site", cle=str(made)).order_by("id")]
    assert verbs == ["créer", "modifier", "désactiver", "réactiver"]


async def test_what_serves_is_not_closed_and_the_refusal_says_where(manager: Desk, unchanged: Unchanged) -> None:
    draft = {"dateDebut": "2030-01-01", "dateFin": "2030-06-30", "referentHandicap": REFERENT}
    made = (await manager.done("addSession", action=ACTION, session=draft))["session"]["numero"]
    site, referent = await Site.get(numero=SITE), await Referent.get(numero=REFERENT)
    async with unchanged():
        refused = await manager.send("deactivateSite", numero=SITE, expectedVersion=site.version)
        person = await manager.send("deactivateReferent", numero=REFERENT, expectedVersion=referent.version)
    session = f"session {FORMATION}-{ACTION}-{made}"
    assert refused["usages"] == [f"action {FORMATION}-{ACTION} (site dispensateur)", session]
    assert (person["__typename"], person["usages"]) == ("InUse", [session])
    listed = await room(manager)
    assert [row["utilisations"] for row in listed["referents"]["nodes"]] == [[session]]


async def test_a_change_is_seen_online_at_once_without_a_new_revision(manager: Desk) -> None:
    before = await Publication.get(numero=ACTION)
    site, body = await Site.get(numero=SITE), await Organisme.get(siret=SIRET)
    await manager.done("updateSite", numero=SITE, expectedVersion=site.version, site={"nom": "Nouveau site"})
    await manager.done("updateReferent", numero=REFERENT, expectedVersion=1, referent={"nom": "Pôle handicap"})
    await manager.done("updateOrganisme", siret=SIRET, expectedVersion=body.version, organisme={"nom": "Carif"})
    offre = (await manager.client.data(TREE, c=CODE))["offre"]
    assert offre == {
        "formation": {"organisme": {"nom": "Carif"}},
        "action": {"siteDispensateur": {"nom": "Nouveau site", "commune": {"nom": "Nantes"}}},
        "session": {
            "siteLieu": {"nom": "Nouveau site"},
            "referentHandicap": {"nom": "Pôle handicap", "courriel": "offre@cariforef-pdl.org"},
            "organismeResponsable": {"nom": "Carif"},
        },
    }
    after = await Publication.get(numero=ACTION)
    assert (after.revision_id, await Revision.all().count()) == (before.revision_id, 1)
    assert after.sequence == before.sequence + 3
    assert await OffrePubliee.all().count() == 1
    found = await manager.client.data('{ organismes(filter: {texte: "carif"}) { totalCount } }')
    assert found == {"organismes": {"totalCount": 1}}


async def test_a_move_is_found_by_the_filters(manager: Desk) -> None:
    await transaction(factories.territory)
    site = await Site.get(numero=SITE)
    await manager.done("updateSite", numero=SITE, expectedVersion=site.version, site={"commune": "49007"})
    count = '{ sessions(filter: {departement: "%s"}) { totalCount } }'
    assert [(await manager.client.data(count % code))["sessions"]["totalCount"] for code in ("44", "49")] == [0, 1]


async def test_contacts_referents_and_open_days(manager: Desk) -> None:
    contact = {"typeContact": "5", "nom": "Direction", "courriel": "Direction@Exemple.FR", "telephone": "0240204020"}
    made = (await manager.done("createContact", siret=SIRET, contact=contact))["contact"]["numero"]
    row = await Contact.get(numero=made)
    assert (row.courriel, row.telephone) == ("Direction@exemple.fr", "02 40 20 40 20")
    new = {"nom": "Accueil handicap", "parDefaut": True, "site": SITE}
    default = (await manager.done("createReferent", siret=SIRET, type="HANDICAP", referent=new))["referent"]["numero"]
    assert [row.numero async for row in Referent.filter(par_defaut=True)] == [default]
    session = (await manager.done("addSession", action=ACTION, session={}))["session"]
    assert session["referentHandicap"]["numero"] == default
    day = {"site": SITE, "debut": "2027-02-06T09:00:00+01:00", "fin": "2027-02-06T17:00:00+01:00"}
    opened = (await manager.done("createPorteOuverte", siret=SIRET, porteOuverte=day))["porteOuverte"]["numero"]
    listed = await room(manager)
    assert listed["contacts"]["totalCount"] == 2
    assert listed["portesOuvertes"]["nodes"] == [
        {
            "numero": opened,
            "site": SITE,
            "debut": "2027-02-06T08:00:00Z",
            "fin": "2027-02-06T16:00:00Z",
            "commentaire": None,
        }
    ]
    await manager.done("removePorteOuverte", numero=opened, expectedVersion=1)
    assert await PorteOuverte.all().count() == 0


@pytest.mark.parametrize(
    ("mutation", "given", "path"),
    [
        ("createSite", {"site": {"commune": "44109"}}, "site.nom"),
        ("createSite", {"site": {"nom": "X", "commune": None}}, "site.commune"),
        ("createSite", {"site": {"nom": "X", "commune": "99999"}}, "site.commune"),
        ("createSite", {"site": {"nom": "X", "commune": "75056"}}, "site.commune"),
        ("createSite", {"site": {"nom": "x" * 251, "commune": "44109"}}, "site.nom"),
        ("createSite", {"site": {"nom": "<b>X</b>", "commune": "44109"}}, "site.nom"),
        ("createSite", {"site": {"nom": "X", "commune": "44109", "latitude": 47.0}}, "site.latitude"),
        ("createSite", {"site": {"nom": "X", "commune": "44109", "latitude": 91, "longitude": 0}}, "site.latitude"),
        ("createSite", {"site": {"nom": "X", "commune": "44109", "siret": "13000511900033"}}, "site.siret"),
        ("createSite", {"site": {"nom": "X", "commune": "44109", "adresse": ["a"] * 7}}, "site.adresse"),
        ("createContact", {"contact": {"nom": "X"}}, "contact.typeContact"),
        ("createContact", {"contact": {"nom": "X", "typeContact": "99"}}, "contact.typeContact"),
        ("createContact", {"contact": {"nom": "X", "typeContact": "5", "courriel": "x"}}, "contact.courriel"),
        ("createContact", {"contact": {"nom": "X", "typeContact": "5", "telephone": "1"}}, "contact.telephone"),
        ("createContact", {"contact": {"nom": "X", "typeContact": "5", "site": 999999}}, "contact.site"),
        ("createReferent", {"type": "PRF", "referent": {"nom": " "}}, "referent.nom"),
        ("createPorteOuverte", {"porteOuverte": {"site": SITE, "debut": "2027-02-06T09:00:00Z"}}, "porteOuverte.fin"),
        (
            "createPorteOuverte",
            {"porteOuverte": {"site": SITE, "debut": "2027-02-06T09:00:00Z", "fin": "2027-02-06T09:00:00Z"}},
            "porteOuverte.fin",
        ),
    ],
)
async def test_a_card_that_cannot_be_is_refused_at_its_place(
    manager: Desk, unchanged: Unchanged, mutation: str, given: dict[str, Any], path: str
) -> None:
    async with unchanged():
        answer = await manager.send(mutation, siret=SIRET, **given)
    assert answer["__typename"] == "InvalidInput"
    assert [".".join(problem["path"]) for problem in answer["problems"]] == [path]


async def test_saving_the_same_changes_nothing_and_a_stale_version_is_told(manager: Desk, unchanged: Unchanged) -> None:
    site = await Site.get(numero=SITE)
    async with unchanged():
        same = await manager.done("updateSite", numero=SITE, expectedVersion=site.version, site={"nom": site.nom})
        stale = await manager.send("updateSite", numero=SITE, expectedVersion=99, site={"nom": "X"})
    assert (same["changed"], stale["__typename"]) == (False, "StaleVersion")


async def test_what_registers_say_of_a_body_is_kept_by_the_carif(manager: Desk, unchanged: Unchanged) -> None:
    body = await Organisme.get(siret=SIRET)
    change = {"siret": SIRET, "expectedVersion": body.version, "organisme": {"qualiopiFin": "2030-01-01"}}
    async with unchanged():
        assert (await manager.send("updateOrganisme", **change))["__typename"] == "Forbidden"
    token = await transaction(lambda: factories.token(Role.RESPONSABLE_OFFRE))
    done = await Desk(manager.client.signed(token), SIRET).done("updateOrganisme", **change)
    assert (done["changed"], str((await Organisme.get(siret=SIRET)).qualiopi_fin)) == (True, "2030-01-01")


async def test_another_body_s_cards_are_not_there(manager: Desk, neighbour: Neighbour, unchanged: Unchanged) -> None:
    theirs, _ = await neighbour()
    body = await Organisme.get(siret=theirs.siret)
    foreign = await transaction(lambda: add_site(body.numero, "Leur site", "44109"))
    async with unchanged():
        for mutation, given in (
            ("updateSite", {"numero": foreign.numero, "expectedVersion": 1, "site": {"nom": "X"}}),
            ("deactivateSite", {"numero": foreign.numero, "expectedVersion": 1}),
            ("createSite", {"siret": theirs.siret, "site": {"nom": "X", "commune": "44109"}}),
        ):
            assert (await manager.send(mutation, **given))["__typename"] == "NotFound"
        day = {"site": foreign.numero, "debut": "2027-02-06T09:00:00Z", "fin": "2027-02-06T10:00:00Z"}
        refused = await manager.send("createPorteOuverte", siret=SIRET, porteOuverte=day)
    assert refused["problems"][0]["path"] == ["porteOuverte", "site"]
