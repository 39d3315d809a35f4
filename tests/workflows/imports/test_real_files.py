"""The real files, whole: every row ends somewhere, a second import changes nothing, and the offer is served in full.

They are not part of the project: without them these tests are skipped, and say so.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SHARED, Client
from tests.workflows.imports.files import contents, counts, quiet
from workflows.imports.certifinfo import import_certifinfo
from workflows.imports.communes import import_communes
from workflows.imports.extraction import import_extraction
from workflows.imports.rncp import import_rncp

FILES = SHARED / "nomenclatures"
IMPORTS = (
    # importer, file, rows read, (loaded, with reservation, unchanged, refused) the first time
    (import_communes, "communes-pdl.csv", (1627, 82, 0, 16)),
    (import_certifinfo, "certifinfo-2020.csv", (12429, 0, 0, 0)),
    (import_certifinfo, "certifinfo-rncp-2020.csv", (1226, 40, 0, 0)),
    (import_rncp, "rncp-apprentissage-2023-12.csv", (1830, 18, 0, 3859)),
    (import_rncp, "rncp-fiches.json", (2, 3, 0, 15)),
    (import_extraction, "offre-apprentissage-pdl-2020.csv", None),
)
PAGE = """query($after: String) { formations(first: 100, after: $after) {
  totalCount pageInfo { hasNextPage endCursor }
  edges { node { code intitule actions { code sessions { code dispositifs { nombrePlaces } } } } } } }"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FILES.is_dir(), reason=f"Les fichiers réels ne sont pas là : {FILES.name} est absent."),
]


async def test_the_real_files_are_loaded_whole_twice_and_served_whole(
    database: Path, client: Client, statements: Callable[[], Any]
) -> None:
    for load, name, expected in IMPORTS:
        report = await load(FILES / name, quiet)
        assert report.settled == report.read
        assert expected is None or counts(report) == expected, name
    assert (report.read, report.refused, report.unchanged) == (1229, 0, 0)
    assert len({constat.ligne.numero for constat in report.constats}) == report.with_reservation
    before = contents(database)
    for load, name, _ in IMPORTS:
        again = await load(FILES / name, quiet)
        assert (again.loaded, again.settled) == (0, again.read), name
    assert contents(database) == before

    after, actions, sizes = None, [], set()
    while True:
        with statements() as sent:
            page = (await client.data(PAGE, after=after))["formations"]
        # A file that nobody wrote to meanwhile is not asked where its feed is.
        sizes.add(len([statement for statement in sent if "FROM compteur" not in statement]))
        nodes = [edge["node"] for edge in page["edges"]]
        actions += [action for node in nodes for action in node["actions"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert sizes == {3}
    assert (page["totalCount"], len(actions)) == (1078, 1229)
    assert len({action["code"] for action in actions}) == 1229
    assert all(session["dispositifs"] for action in actions for session in action["sessions"])
