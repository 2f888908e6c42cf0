"""The laws of units: one algebra for the core and for pint, and no text that breaks either."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lacmigration.dimensions import SCALES, plain_dimension
from lacmigration.figures import Figure
from lacmigration.units import convert_unit, dimension

CODES = ["USD", "EUR", "COP", "CLF"]
COUNTED = [
    "persons",
    "migrants",
    "households",
    "countries",
    "programmes",
    "women",
    "years",
    "months",
    "percent",
]
UNKNOWN = ["gizmos", "solar panels", "unheard-of things", "kiosks", "remesas", "in", "pi"]
NAMES = st.sampled_from([*CODES, *COUNTED, *UNKNOWN, "1", "times"])
SCALED = st.builds(
    lambda scales, name: " ".join([*scales, name]), st.lists(st.sampled_from([*SCALES]), max_size=2), NAMES
)


@st.composite
def plain_units(draw: st.DrawFn) -> str:
    names = draw(st.lists(SCALED, min_size=2, max_size=5))
    signs = draw(
        st.lists(st.sampled_from(["*", "/", " per ", " / "]), min_size=len(names), max_size=len(names))
    )
    return "".join(part for pair in zip(names, signs, strict=True) for part in pair).removesuffix(signs[-1])


@given(plain_units())
def test_the_core_and_pint_agree(unit: str):
    assert dict(dimension(unit)) == dict(plain_dimension(unit))


@given(plain_units(), plain_units())
def test_dimensions_multiply_and_divide(one: str, other: str):
    product, quotient = dimension(f"({one})*({other})"), dimension(f"({one})/({other})")
    first, second = dimension(one), dimension(other)
    for base in {*first, *second, *product, *quotient}:
        assert product.get(base, 0) == first.get(base, 0) + second.get(base, 0)
        assert quotient.get(base, 0) == first.get(base, 0) - second.get(base, 0)


@given(st.text(max_size=40) | st.text(alphabet="USDperson^*/()-0123456789. _", max_size=40))
def test_every_text_has_a_dimension(unit: str):
    assert all(isinstance(power, int) and power for power in dimension(unit).values())
    assert all(isinstance(power, int) and power for power in plain_dimension(unit).values())


TIMES = st.sampled_from(
    ["USD/year", "USD/quarter", "thousand USD/month", "kUSD/year", "million USD per quarter"]
)


@given(st.integers(1, 10**9), TIMES, TIMES, TIMES)
def test_conversion_there_and_back_and_on_the_way(number: int, one: str, other: str, third: str):
    figure = Figure(number, one)
    there = convert_unit(figure, other)
    assert convert_unit(there, one).nominal == number
    assert convert_unit(there, third).strict == convert_unit(figure, third).strict
    assert there.strict.lo is not None
    assert figure.strict.lo is not None
    assert there.strict.lo / figure.strict.lo == there.nominal / Fraction(number)
