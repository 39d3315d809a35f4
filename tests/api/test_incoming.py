"""JSON is read by whatever is quick, and means what Python's own reader says it means."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from api.answers import Refusal
from api.incoming import decode

_WHAT = "Le corps de la demande"
_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
)
_PIECES = st.sampled_from(
    [
        *(bytes([one]) for one in b'{}[]":,1-.e 0n\\\t\xff'),
        *(b"null", b'"k"', b"NaN", b"-Infinity", b"\\u0041", b"9" * 30),
        *(b"\xc3\xa9", b"\xed\xa0\x80", b"\xef\xbb\xbf"),
    ]
)


def plainly(data: bytes) -> Any:
    """What Python reads; a text, for what is not JSON in UTF-8."""
    try:
        return json.loads(data.decode(), parse_constant=lambda name: [][len(name)])
    except (ValueError, IndexError):
        return "refusé"


def ours(data: bytes) -> Any:
    """What we read, likewise."""
    try:
        return decode(data, _WHAT)
    except Refusal as refusal:
        return "refusé" if refusal.status == 400 else refusal


@given(_VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_every_value_reads_as_python_reads_it(value: Any, escaped: bool, indent: int | None) -> None:
    data = json.dumps(value, ensure_ascii=escaped, indent=indent).encode()
    assert repr(ours(data)) == repr(value)


@given(st.lists(_PIECES, max_size=9).map(b"".join))
@example(b'{"a":1,"a":2}')
@example(b"18446744073709551616")
@example(b"1e400")
@example(b'"\\ud83d\\ude00"')
@example(b"[" * 5000)
def test_what_is_almost_json_is_taken_or_refused_as_python_does(data: bytes) -> None:
    expected = "refusé" if data == b"[" * 5000 else plainly(data)
    assert repr(ours(data)) == repr(expected)


@pytest.mark.parametrize("data", [b'"\\u0000"', b'{"\\ud800":1}', b'["\\udc00"]'])
def test_what_no_store_can_hold_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match="caractère nul ou une moitié de paire"):
        decode(data, _WHAT)
