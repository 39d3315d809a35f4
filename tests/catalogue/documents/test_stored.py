"""A session is taken out of its action's document, whatever the texts around it say and however the document is spelt."""

import json
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.documents import canonical, stored
from catalogue.reads.working import build_documents
from tests import factories

SIGNS = st.sampled_from(
    [
        '{"code":"7-8-9","commentaireDuree":null,"numero":9}',
        '-9","commentaireDuree":',
        '}],"siteDispensateur":',
        '},{"code":"7-8-',
        '"numero":9',
        "7-8-9",
        '\\"',
        "\\",
    ]
)
TEXTS = st.none() | st.lists(SIGNS | st.text(max_size=5), max_size=4).map("".join)
NUMBERS = st.lists(st.sampled_from([9, 99, 8, 7, 89, 1, 10**9]), max_size=4, unique=True)


def session(numero: int, text: str | None) -> dict[str, Any]:
    """A session with what may be taken for one."""
    terms = [{"code": "7-8-9", "libelle": text}, {"code": "x", "libelle": ""}]
    return {
        "code": f"7-8-{numero}",
        "commentaireDuree": text,
        "dispositifs": [{"numero": 9, "publics": terms, "codesExternes": [text or ""]}],
        "numero": numero,
        "rythmes": terms,
        "siteLieu": {"nom": text, "numero": 9},
    }


@given(NUMBERS, TEXTS, st.booleans())
def test_each_session_is_taken_out_whole(numbers: list[int], text: str | None, sorted_: bool) -> None:
    sessions = [session(numero, text) for numero in numbers]
    site = {"nom": text, "numero": 9}
    action = {
        "urlAction": text,
        "siteDispensateur": site,
        "sessions": sessions,
        "plus": text,
        "numero": 8,
        "code": "7-8",
        "commentairePrerequis": text,
    }
    document = canonical(action) if sorted_ else json.dumps(action, separators=(",", ":")).encode()
    for numero in (9, 99, 8, 7, 89, 1, 10**9, 2):
        found = stored.session_of(document, numero)
        assert stored.has_session(document, numero) is (numero in numbers)
        assert (found and orjson.loads(found)) == next((one for one in sessions if one["numero"] == numero), None)
        if sorted_ and numero in numbers:
            assert stored._cut(document, numero) == canonical(session(numero, text)), "sans lire ce qui est à côté"


def test_a_sibling_that_is_spoilt_spoils_no_other() -> None:
    sessions = [session(9, "un"), session(8, "deux"), session(7, "trois")]
    sessions[1]["code"] = None
    document = canonical({"code": "7-8", "sessions": sessions, "siteDispensateur": None})
    assert [stored.session_of(document, numero) for numero in (9, 8, 7)] == [canonical(one) for one in sessions]


@pytest.mark.usefixtures("database")
async def test_the_keys_are_in_the_order_that_the_signs_suppose() -> None:
    [numero] = await factories.published(1)
    document = (await build_documents([numero]))[numero]
    action = json.loads(canonical(document["action"]))
    keys = list(action)
    assert keys[keys.index("sessions") + 1] == "siteDispensateur"
    assert action["sessions"]
    for one in action["sessions"]:
        assert list(one)[:2] == ["code", "commentaireDuree"]
        assert one["code"] == f"{action['code']}-{one['numero']}"
