"""Each rule alone: one change to the complete example, one point, its very words."""

import pytest

from catalogue.rules.completeness import CODES, REGLES, RegleDispositif, completeness
from catalogue.vocabulary import Gravite
from tests.catalogue.rules.completeness import example
from tests.catalogue.rules.completeness.advice import ADVICE
from tests.catalogue.rules.completeness.blocking import BLOCKING
from tests.catalogue.rules.completeness.case import CFA, PRIVATE, Case, day
from tests.catalogue.rules.completeness.test_required import SENTENCES


@pytest.mark.parametrize("case", BLOCKING + ADVICE, ids=lambda case: case.code)
def test_a_rule_speaks_alone_and_in_these_words(case: Case) -> None:
    report = completeness(case.document(), example.contexte(**case.contexte))
    assert [(point.code, point.message) for point in report.manques] == [(case.code, case.message)]
    expected = Gravite.BLOQUANT if case in BLOCKING else Gravite.CONSEIL
    assert report.manques[0].gravite is expected
    assert report.manques[0].source


def test_every_code_has_its_case() -> None:
    assert {case.code for case in BLOCKING + ADVICE} | SENTENCES.keys() == set(CODES)
    assert {case.code for case in BLOCKING} == {rule.code for rule in REGLES if rule.gravite is Gravite.BLOQUANT}


def test_private_money_asks_neither_for_qualiopi_nor_for_a_cfa() -> None:
    case = Case(
        "",
        "",
        session={"organismeResponsable": {**CFA, "estCfa": False}, "cycleAlternance": None},
        dispositif=PRIVATE,
        contexte={"organismes": {1: example.conformite(qualiopi_fin=None)}},
    )
    assert completeness(case.document(), example.contexte(**case.contexte)).manques == ()


def test_what_the_context_does_not_know_blocks() -> None:
    report = completeness(example.document(), example.contexte(organismes={}, types={}, blocs=None))
    assert [point.code for point in report.bloquants] == ["ORGANISME_INACTIF", "RESPONSABLE_SANS_NDA", "TYPE_INCONNU"]


def test_permanent_entries_may_last_for_years() -> None:
    case = Case(
        "",
        "",
        formation={"certification": {"type": {"code": "TP"}}},
        session={"entreesSorties": "PERMANENTES", "dateFin": "2031-08-31", "dureeCentre": 99999},
    )
    assert completeness(case.document(), example.contexte()).manques == ()


def test_the_last_day_of_a_bound_is_inside_it() -> None:
    case = Case("", "", session={"dateDebut": "2026-09-01", "dateFin": "2026-09-20"})
    rule = RegleDispositif(valide_du=day("2026-09-01"), valide_au=day("2026-09-01"))
    body = example.conformite(qualiopi_fin=day("2026-09-20"))
    contexte = example.contexte(aujourdhui=day("2026-09-20"), types={"8": rule}, organismes={1: body})
    assert completeness(case.document(), contexte).manques == ()
