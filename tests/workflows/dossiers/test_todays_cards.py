"""What was frozen before the directory changed goes online with the cards of today."""

import orjson
import pytest

from catalogue.models import Publication, Revision, Site
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, EtatDossier
from tests.workflows.dossiers import worlds
from workflows.dossiers import deciding, diffusing

pytestmark = pytest.mark.usefixtures("database")


async def rename(action: int) -> None:
    """Give the site of an action another name."""
    document = orjson.loads((await Revision.filter(action_id=action).order_by("-rang").first()).document)  # type: ignore[union-attr]
    await Site.filter(numero=document["action"]["siteDispensateur"]["numero"]).update(nom="Nouveau nom")


async def shown(action: int) -> tuple[str, str, str]:
    """The name of the site on both cards of what is online, and in the revision, which never changes."""
    row = await Publication.get(numero=action).select_related("revision")
    document, frozen = orjson.loads(row.document), orjson.loads(row.revision.document)
    return (
        document["siteDispensateur"]["nom"],
        document["sessions"][0]["siteLieu"]["nom"],
        frozen["action"]["siteDispensateur"]["nom"],
    )


async def test_an_approval_shows_the_cards_of_today() -> None:
    world = await transaction(lambda: worlds.make(EtatDossier.SOUMISE, Diffusion.JAMAIS_PUBLIEE))
    await transaction(lambda: rename(world.action))
    rang = await world.rang()
    await transaction(lambda: deciding.approve(world.people["validateur"], world.action, rang))
    assert await shown(world.action) == ("Nouveau nom", "Nouveau nom", "Institut des métiers")


@pytest.mark.parametrize("diffusion", [Diffusion.SUSPENDUE, Diffusion.RETIREE])
async def test_what_comes_back_shows_the_cards_of_today(diffusion: Diffusion) -> None:
    world = await transaction(lambda: worlds.make(EtatDossier.VALIDEE, diffusion))
    await transaction(lambda: rename(world.action))
    version, staff = (await world.row()).version, world.people["validateur"]
    again = diffusing.lift if diffusion is Diffusion.SUSPENDUE else diffusing.republish
    await transaction(lambda: again(staff, world.action, version))
    assert await shown(world.action) == ("Nouveau nom", "Nouveau nom", "Institut des métiers")
