"""Publishing: frozen revisions, pointers, index, and what is left where something was."""

import pytest

from catalogue.documents import fingerprint
from catalogue.models import (
    Action,
    FormationPubliee,
    OffrePubliee,
    OffreTerme,
    Publication,
    Retrait,
    Revision,
    Session,
)
from catalogue.reads.working import build_documents
from catalogue.transaction import transaction
from catalogue.vocabulary import Diffusion, EtatDossier, OrigineRevision
from tests import factories
from workflows import drafting, publication
from workflows.errors import NotFound

pytestmark = pytest.mark.usefixtures("database")


async def publish(*actions: int) -> list[int]:
    return await transaction(lambda: publication.publish(actions, OrigineRevision.SAISIE))


async def counts() -> dict[str, int]:
    models = (Revision, Publication, FormationPubliee, OffrePubliee, OffreTerme, Retrait)
    return {model.__name__: await model.all().count() for model in models}


async def test_publishing_freezes_points_and_indexes() -> None:
    [action] = await factories.published(1)
    row = await Publication.get(numero=action).select_related("revision")
    document = (await build_documents([action]))[action]
    assert row.revision.empreinte == fingerprint(document)
    assert (row.revision.rang, row.etat, row.sequence) == (1, Diffusion.PUBLIEE, 1)
    assert await counts() == {
        "Revision": 1,
        "Publication": 1,
        "FormationPubliee": 1,
        "OffrePubliee": 1,
        "OffreTerme": 6,
        "Retrait": 0,
    }
    stored = await Action.get(numero=action)
    assert (stored.dossier, stored.diffusion) == (EtatDossier.VALIDEE, Diffusion.PUBLIEE)


async def test_publishing_the_same_again_changes_nothing() -> None:
    [action] = await factories.published(1)
    before = await counts()
    sequence = (await Publication.get(numero=action)).sequence
    assert await publish(action) == []
    assert await counts() == before
    assert (await Publication.get(numero=action)).sequence == sequence


async def test_a_change_makes_a_second_revision_and_the_first_stays() -> None:
    [action] = await factories.published(1)
    await Action.filter(numero=action).update(plus="Plateau technique neuf")
    assert await publish(action) == [action]
    revisions = await Revision.filter(action_id=action).order_by("rang")
    assert [revision.rang for revision in revisions] == [1, 2]
    assert "Plateau" not in revisions[0].document
    assert "Plateau technique neuf" in revisions[1].document
    row = await Publication.get(numero=action)
    assert (row.revision_id, row.sequence) == (revisions[1].id, 2)


async def test_a_session_that_the_new_revision_lacks_leaves_a_word() -> None:
    [action] = await factories.published(1)
    added = await transaction(lambda: drafting.add_session(action, {}))
    await publish(action)
    await OffrePubliee.get(session=added.numero)
    await Session.filter(numero=added.numero).delete()
    await publish(action)
    word = await Retrait.get()
    assert (word.niveau, word.numero, word.code, word.etat) == (
        "Session",
        added.numero,
        f"1-{action}-{added.numero}",
        Diffusion.RETIREE,
    )
    assert await OffrePubliee.filter(action=action).count() == 1


async def test_one_unknown_action_publishes_none() -> None:
    async def unit() -> int:
        await factories.territory()
        return await factories.offer(publish=False)

    action = await transaction(unit)
    with pytest.raises(NotFound, match="L'action 99 n'existe pas."):
        await publish(action, 99)
    assert (await counts())["Revision"] == 0
    assert (await Action.get(numero=action)).diffusion is Diffusion.JAMAIS_PUBLIEE


async def test_taking_offline_leaves_words_and_keeps_the_revision() -> None:
    first, second = await factories.published(2)
    await transaction(lambda: publication.take_offline(first, Diffusion.SUSPENDUE, motif="Qualiopi échue"))
    assert await counts() == {
        "Revision": 2,
        "Publication": 2,
        "FormationPubliee": 1,
        "OffrePubliee": 1,
        "OffreTerme": 6,
        "Retrait": 3,
    }
    assert {(word.niveau, word.etat, word.motif) for word in await Retrait.all()} == {
        ("Formation", Diffusion.SUSPENDUE, "Qualiopi échue"),
        ("Action", Diffusion.SUSPENDUE, "Qualiopi échue"),
        ("Session", Diffusion.SUSPENDUE, "Qualiopi échue"),
    }
    with pytest.raises(NotFound, match=f"L'action {first} n'est pas en ligne."):
        await transaction(lambda: publication.take_offline(first, Diffusion.RETIREE))
    assert (await Action.get(numero=second)).diffusion is Diffusion.PUBLIEE


async def test_a_formation_stays_while_one_of_its_actions_is_online() -> None:
    [action] = await factories.published(1)
    other = await transaction(lambda: drafting.add_action(1, {}))
    await transaction(lambda: drafting.add_session(other.numero, {}))
    await publish(other.numero)
    await transaction(lambda: publication.take_offline(action, Diffusion.RETIREE))
    assert await FormationPubliee.filter(numero=1).count() == 1
    assert {word.niveau for word in await Retrait.all()} == {"Action", "Session"}
