"""What narrowing finds, the simplex method finds too; what is let go and taken up again leaves no trace."""

from hypothesis import given
from hypothesis import strategies as st

from lacmigration.figures import Figure
from lacmigration.reconciling import System
from lacmigration.reconciling._narrowing import Narrowing
from lacmigration.reconciling._tableau import Budget

_NAMES = "abcdef"
_stated = st.builds(
    Figure, st.integers(-60, 60).map(lambda number: 10 * number), precision=st.sampled_from((0, 1))
)


@st.composite
def systems(draw):
    figures = {name: draw(st.one_of(_stated, _stated, st.none())) for name in _NAMES}
    said = []
    for _ in range(draw(st.integers(1, 5))):
        first, *others = draw(st.permutations(_NAMES).map(lambda names: names[:3]))
        times = draw(st.sampled_from(("", "2 * ", "0.3 * ")))
        sign = draw(st.sampled_from(("=", "<=", "<")))
        said.append(f"{times}{others[0]} + {others[1]} {sign} {first}")
    return System(said, figures)


def _asked(narrowing, component, released):
    """The figures that clash, verified: those of the rows of the same clash alone cannot be right."""
    found = narrowing.clash(released)
    if found is None:
        return None
    keys, _ = found
    assert keys.isdisjoint(released)
    assert component.solver_of_rows(*found, Budget(10**6)).blamed() is not None
    return keys


@given(systems(), st.lists(st.frozensets(st.sampled_from(_NAMES), max_size=3), min_size=1, max_size=4))
def test_what_is_narrowed_to_nothing_cannot_be_right(system, releases):
    for part in system._loose:
        component = part.component
        narrowing = Narrowing(component.forms, Budget(10**6))
        for names in (frozenset(), *releases, frozenset()):
            released = frozenset(key for key in component.figures if key in names)
            keys = _asked(narrowing, component, released)
            if keys is not None:
                assert component.solver(Budget(10**6)).proof(released) is not None
            fresh = _asked(Narrowing(component.forms, Budget(10**6)), component, released)
            # what was narrowed before may be known more closely than a new narrowing finds; never less
            assert fresh is None or keys is not None
