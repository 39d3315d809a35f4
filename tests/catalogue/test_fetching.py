"""Models read by hand-written statements are those that Tortoise reads."""

from typing import Any

import pytest
from tortoise import Tortoise
from tortoise.models import Model

from catalogue.fetching import Wanted, fetch
from catalogue.models import Action, Certification, Formation, Session
from catalogue.transaction import transaction
from seeds.procedure import ACTION, FORMATION, SESSION
from tests import factories

pytestmark = pytest.mark.usefixtures("procedure_database")


def values(row: Model) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row._meta.fields_db_projection}


async def test_every_model_is_as_tortoise_reads_it() -> None:
    await factories.published(2)
    filled = set()
    for model in (Tortoise.apps or {})["catalogue"].values():
        table, pk = model._meta.db_table, model._meta.pk_attr
        [found] = await fetch(Wanted((model,), f'FROM "{table}" ORDER BY "{model._meta.db_pk_column}"'))
        assert [values(row) for row in found] == [values(row) for row in await model.all().order_by(pk)]
        if found:
            filled.add(table)
    assert {"action", "session", "dispositif", "site", "certification", "organisme", "publication"} <= filled


async def test_rows_beside_each_other_are_one_object_each_and_none_where_nothing_was_joined() -> None:
    await factories.published(2)
    joined = (
        "FROM session JOIN action ON action.numero = session.action_id"
        " JOIN formation ON formation.numero = action.formation_id"
        " LEFT JOIN certification ON certification.code = formation.certification_id AND formation.numero = ?"
        " ORDER BY session.numero"
    )
    [found] = await fetch(Wanted((Session, Action, Formation, Certification), joined, [FORMATION]))
    assert len(found) > 2
    for session, action, formation, certification in found:
        assert session.action_id == action.numero
        assert action.formation_id == formation.numero
        assert (certification is not None) == (formation.numero == FORMATION)
    by_number = {id(action): action.numero for _, action, _, _ in found}
    assert len(by_number) == len(set(by_number.values()))


async def test_several_statements_are_answered_in_their_order() -> None:
    sessions, nothing, actions = await fetch(
        Wanted((Session,), "FROM session WHERE numero = ?", [SESSION]),
        Wanted((Session,), "FROM session WHERE numero = ?", [0]),
        Wanted((Action,), "FROM action WHERE numero = ?", [ACTION]),
        brief=True,
    )
    assert ([row.numero for row in sessions], nothing, [row.numero for row in actions]) == ([SESSION], [], [ACTION])


async def test_a_unit_of_work_reads_what_it_wrote_and_nobody_else_does() -> None:
    async def complement() -> Any:
        [[row]] = await fetch(Wanted((Action,), "FROM action WHERE numero = ?", [ACTION]), brief=True)
        return row.complement_intitule

    before = await complement()

    async def unit() -> Any:
        await Action.filter(numero=ACTION).update(complement_intitule="Soudage")
        return await complement()

    assert before != "Soudage"
    assert await transaction(unit) == "Soudage" == await complement()
