"""What the documents' words and figures are read as, worked out by hand from the words themselves."""

from __future__ import annotations

import pytest

from lacmigration.registry import bundled


# "Millions" is a plural: two millions are the fewest there can be, and nothing says how many more.
@pytest.mark.parametrize(
    "record, fewest",
    [
        ("mptf.venezuelans-fled", 2_000_000),
        ("k4dd.r4v-reached", 2_000_000),
        ("k4dd.organized-crime-earnings", 2_000_000_000),
    ],
)
def test_a_bare_plural_begins_at_two_and_has_no_end(record: str, fewest: int):
    loose = bundled()[record].figure.loose
    assert loose.lo == fewest
    assert fewest in loose
    assert loose.hi is None
