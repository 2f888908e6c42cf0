"""Strategies for relations between figures."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lacmigration import relations as kinds
from lacmigration.testing import _figures, _values

__all__ = ["OF_TYPE", "relations"]

_FIGURES = _figures.figures()
_SEVERAL = st.lists(_FIGURES, min_size=1, max_size=4).map(tuple)
_NAMES = st.lists(_values.names(), min_size=1, max_size=4).map(tuple)
_DATES = st.sampled_from(("mptf.target@due", "mptf@launched", "gfmd.summit@start"))

OF_TYPE: dict[type, SearchStrategy[Any]] = {
    kinds.Total: st.builds(kinds.Total, _SEVERAL, _FIGURES, complete=st.booleans()),
    kinds.Difference: st.builds(kinds.Difference, _FIGURES, _FIGURES, _FIGURES),
    kinds.Share: st.builds(kinds.Share, _FIGURES, _FIGURES, _FIGURES),
    kinds.Ratio: st.builds(kinds.Ratio, _FIGURES, _FIGURES, _FIGURES),
    kinds.Growth: st.builds(kinds.Growth, _FIGURES, _FIGURES, _FIGURES),
    kinds.Product: st.builds(kinds.Product, st.tuples(_FIGURES, _FIGURES), _FIGURES),
    kinds.Partition: st.builds(kinds.Partition, _SEVERAL),
    kinds.Count: st.builds(kinds.Count, _FIGURES, _NAMES, distinct=st.booleans()),
    kinds.Percentage: st.builds(kinds.Percentage, _FIGURES, _FIGURES),
    kinds.Listing: st.builds(kinds.Listing, _NAMES, st.none() | _NAMES, subset=st.booleans()),
    kinds.Same: st.builds(kinds.Same, _FIGURES, _FIGURES),
    kinds.Order: st.builds(kinds.Order, _SEVERAL, rising=st.booleans(), strict=st.booleans()),
    kinds.Ranking: st.builds(kinds.Ranking, _FIGURES, st.integers(1, 4), _SEVERAL),
    kinds.Bound: st.builds(kinds.Bound, _FIGURES, _FIGURES, strict=st.booleans()),
    kinds.Span: st.builds(kinds.Span, _DATES, _DATES, _FIGURES, unit=st.sampled_from(("years", "days"))),
    kinds.Magnitude: st.builds(kinds.Magnitude, _FIGURES, _FIGURES),
    kinds.Equation: st.builds(kinds.Equation, _FIGURES, _FIGURES),
}
"""The strategy of every kind of relation."""


def relations() -> SearchStrategy[kinds.Relation]:
    """Relations of any kind between figures of any kind: most do not hold, and many cannot be decided."""
    return st.one_of(*OF_TYPE.values())
