"""What a caller accepts: weights, wildcards, what goes without saying."""

import pytest

from api import accepting


@pytest.mark.parametrize(
    ("accept_encoding", "expected"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("deflate", "identity"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("gzip;q=1.0, zstd;q=0.5", "gzip"),
        ("zstd;q=0.5, br;q=0.5, gzip;q=0.2", "zstd"),
        ("zstd;q=0, *", "br"),
        ("*", "zstd"),
        ("*;q=0.1", "zstd"),
        ("gzip;q=0.8, *;q=0.1", "gzip"),
        ("identity", "identity"),
        ("identity, gzip;q=0.5", "identity"),
        ("identity;q=0.5, gzip;q=0.9", "gzip"),
        ("identity;q=0, gzip", "gzip"),
        ("*;q=0, br", "br"),
        ("*;q=0, identity;q=0.1", "identity"),
        ("gzip;q=0", "identity"),
        ("gzip;q=beaucoup", "identity"),
        ("gzip;q=nan, br;q=-1", "identity"),
        ("*;q=0", None),
        ("identity;q=0", None),
        ("identity;q=0, deflate", None),
    ],
)
def test_a_long_answer_comes_in_the_coding_that_is_wanted(accept_encoding: str | None, expected: str | None) -> None:
    assert accepting.coding(accept_encoding) == expected


@pytest.mark.parametrize(
    ("accept_encoding", "expected"),
    [("zstd", "identity"), ("*", "identity"), ("identity;q=0, br", "br"), ("*;q=0, gzip", "gzip"), ("*;q=0", None)],
)
def test_a_short_answer_is_compressed_only_for_those_who_take_no_other(
    accept_encoding: str, expected: str | None
) -> None:
    assert accepting.coding(accept_encoding, 1399) == expected
