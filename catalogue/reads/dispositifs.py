"""The kinds of dispositif, as data (A5)."""

from typing import Any

from catalogue.documents import cards
from catalogue.models import TypeDispositif
from catalogue.vocabulary import procedure


async def types_dispositif() -> list[dict[str, Any]]:
    """Every kind of dispositif with its rules, by code. One statement."""
    return [
        {
            **cards.type_dispositif_card(row),
            "valideDu": cards.day(row.valide_du),
            "valideAu": cards.day(row.valide_au),
            "successeur": row.successeur_id,
            "publics": cards.terms(procedure.PUBLICS, row.publics),
            "champsRequis": row.champs_requis,
            "qualiopiRequise": row.qualiopi_requise,
            "saisiePar": row.saisie_par.value,
        }
        for row in await TypeDispositif.all().order_by("code")
    ]
