"""The cards' own words for their fields."""

import re

import pytest

from api.mutations.card_inputs import ActionCard, DispositifCard, FormationCard, SessionCard
from catalogue.models import Action, Dispositif, Formation, Session
from catalogue.rules.completeness import EXIGENCES
from catalogue.vocabulary.champs import CHAMPS, libelle_champ
from tests.catalogue.rules.completeness.advice import ADVICE
from tests.catalogue.rules.completeness.blocking import BLOCKING

TECHNICAL = {"numero", "formation_id", "action_id", "session_id", "organisme_id", "source_id", "version", "cree_le"}
TECHNICAL |= {"modifie_le", "dossier", "diffusion", "certification_precedente"}


@pytest.mark.parametrize("model", [Formation, Action, Session, Dispositif])
def test_every_column_of_a_card_has_its_label(model: type[Action]) -> None:
    columns = set(model._meta.db_fields) - TECHNICAL
    assert {column for column in columns if column.removesuffix("_id") not in CHAMPS} == set()


@pytest.mark.parametrize("card", [FormationCard, ActionCard, SessionCard, DispositifCard])
def test_every_field_of_an_input_has_its_label(card: type) -> None:
    assert {name for name in card.__annotations__ if name not in CHAMPS} == set()


@pytest.mark.parametrize(
    ("champ", "libelle"),
    [
        ("date_fin", "Date fin"),
        ("dateFin", "Date fin"),
        ("site_lieu_id", "Site lieu"),
        ("action.sessions.0.commentaire_duree", "Commentaire durée"),
        ("equipements.1.commentaire", "Commentaire équipement"),
        ("informations_collectives.0.commentaire", "Informations collectives, commentaire"),
        ("codes_externes.3", "Codes externes"),
        ("code_postal", "code postal"),
    ],
)
def test_a_field_is_named_however_it_is_told(champ: str, libelle: str) -> None:
    assert libelle_champ(champ) == libelle


def test_the_points_of_the_report_use_these_words() -> None:
    labels = set(CHAMPS.values())
    for message in [case.message for case in (*BLOCKING, *ADVICE)]:
        opening = re.match("« ([^»]+) »", message)
        if opening:
            # A sentence may leave out the unit: « Durée en centre (en h) ».
            assert any(label == opening[1] or label.startswith(f"{opening[1]} (") for label in labels), message
    assert {row.champ for row in EXIGENCES if libelle_champ(row.champ) not in labels} == set()
