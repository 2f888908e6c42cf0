"""Strategies for figures, and the figure that a writer would print for a true value.

What is printed here is worked out in integers, apart from the intervals of the library: a test that rounds a
true value and asks whether the figure admits it compares two independent pieces of work.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lacmigration.dimensions import is_countable
from lacmigration.figures import Figure, Form, Hedge, Rounding
from lacmigration.intervals import NOT_NEGATIVE

__all__ = ["decimals", "figures", "printings", "rounded", "shares_in_words"]

_SIZES = {
    "percent": Fraction(1, 100),
    "percentage points": Fraction(1, 100),
    "per thousand": Fraction(1, 1000),
}
_UNITS = ("1", "percent", "USD", "persons", "countries", "USD/person", "per thousand", "percentage points")
_COUNTS = ("persons", "countries")
_NEAREST = (Rounding.HALF_UP, Rounding.HALF_EVEN)
_PRINTING = (*_NEAREST, Rounding.TRUNCATED, Rounding.FLOOR, Rounding.CEILING)
_SIMPLE = (Fraction(0), *(Fraction(part, 12) for part in (3, 4, 6, 8, 9)), Fraction(1))


def rounded(
    true_value: Fraction | int,
    *,
    place: int = 0,
    rounding: Rounding = Rounding.HALF_UP,
    hedge: Hedge = Hedge.NONE,
    unit: str = "1",
    declared: Rounding | None = None,
    spelled_out: bool = False,
) -> Figure:
    """Print a true value as a writer would: to a power of ten of its unit, by a rounding, behind a hedge.

    The value is a pure quantity: 0.38 in percent, to place 0, prints 38%. A hedge that points one way takes
    the nearest number on the grid that makes it true ("more than 5 million" for 5.2 million). `declared` is
    the rounding that the figure tells of (`rounding` itself unless given). `spelled_out` writes the zeros of
    a number rounded to tens or more, so that only they tell of it ("57,500"). Rounding.EXACT prints a value
    that lies on the grid. A count that is not whole (2.7 persons to a household) is an average, and the
    figure's domain says so.

    Errors: ValueError for an exact value off the grid, and for Rounding.UNKNOWN, which prints nothing.

    >>> str(rounded(Fraction(23, 60), unit="percent"))
    '38%'
    >>> str(rounded(5_200_000, place=6, hedge=Hedge.MORE_THAN))
    'more than 5,000,000'
    """
    steps = Fraction(true_value) / _SIZES.get(unit, Fraction(1)) / Fraction(10) ** place
    whole = _whole(steps, rounding) if hedge in {Hedge.NONE, Hedge.ABOUT} else _beside(steps, hedge)
    number = Decimal((int(whole < 0), tuple(map(int, str(abs(whole)))), place))
    hides_place = spelled_out and place > 0
    is_average = is_countable(unit) and Fraction(true_value).denominator > 1
    return Figure(
        Decimal(whole * 10**place) if place > 0 else number,
        unit,
        exponent=0 if hides_place else place,
        hedge=hedge,
        rounding=rounding if declared is None else declared,
        scaled=place > 0 and not hides_place,
        domain=NOT_NEGATIVE if is_average else None,
    )


def _whole(steps: Fraction, rounding: Rounding) -> int:
    below, rest = divmod(steps.numerator, steps.denominator)
    twice = 2 * rest - steps.denominator
    if rounding is Rounding.FLOOR or (not rest and rounding is not Rounding.UNKNOWN):
        return below
    if rounding is Rounding.CEILING:
        return below + 1
    if rounding is Rounding.TRUNCATED:
        return below if steps > 0 else below + 1
    if rounding is Rounding.HALF_UP:
        return below + 1 if twice > 0 or (twice == 0 and steps > 0) else below
    if rounding is Rounding.HALF_EVEN:
        return below + 1 if twice > 0 or (twice == 0 and below % 2) else below
    raise ValueError(f"{steps} steps cannot be printed as {rounding.value}; choose another rounding or place")


def _beside(steps: Fraction, hedge: Hedge) -> int:
    below, rest = divmod(steps.numerator, steps.denominator)
    if hedge is Hedge.AT_LEAST:
        return below
    if hedge is Hedge.MORE_THAN:
        return below if rest else below - 1
    if hedge is Hedge.AT_MOST:
        return below + 1 if rest else below
    return below + 1


@st.composite
def printings(
    draw: DrawFn,
    true_value: Fraction | int,
    *,
    unit: str = "1",
    places: SearchStrategy[int] | None = None,
    roundings: Collection[Rounding] = _PRINTING,
    hedges: Collection[Hedge] = tuple(Hedge),
) -> Figure:
    """Figures that a writer may print for a true value, by any of the roundings and hedges.

    Where the rounding was to the nearest, the figure may not tell which kind it was. A number that its hedge
    and unit do not allow ("more than -1 persons") is printed without the hedge.
    """
    place = draw(st.integers(-2, 3) if places is None else places)
    rounding = draw(st.sampled_from(tuple(roundings)))
    hedge = draw(st.sampled_from(tuple(hedges)))
    declared = draw(st.sampled_from((rounding, Rounding.UNKNOWN))) if rounding in _NEAREST else rounding
    spelled_out = draw(st.booleans())
    bare = rounded(
        true_value, place=place, rounding=rounding, hedge=hedge, unit="1" if unit in _COUNTS else unit
    )
    if spelled_out and not bare.number:
        spelled_out = False  # nobody writes 0 for 30, rounded to hundreds
    if unit in _COUNTS and bare.number < 0:
        hedge = Hedge.NONE
    return rounded(
        true_value,
        place=place,
        rounding=rounding,
        hedge=hedge,
        unit=unit,
        declared=declared,
        spelled_out=spelled_out,
    )


@st.composite
def shares_in_words(draw: DrawFn, true_share: Fraction) -> Figure:
    """Figures in which a writer may put a share between 0 and 1: one in five, 3 in 10, a third, 20 to 30%.

    Where the words do not fit (nobody says "one in 0"), a plain percentage.
    """
    form = draw(st.sampled_from((Form.ONE_IN, Form.OUT_OF, Form.FRACTION, Form.RANGE)))
    hedge = draw(st.sampled_from((Hedge.NONE, Hedge.ABOUT)))
    first, second = 0, draw(st.integers(2, 20))
    if form is Form.RANGE:
        low, high = (rounded(true_share * Fraction(part, 10), unit="percent") for part in (9, 11))
        return Figure(low.number, "percent", form=form, second=high.number, exponent=0, hedge=hedge)
    if form is Form.FRACTION:
        nearest = min(_SIMPLE, key=lambda simple: (abs(simple - true_share), simple))
        if 0 < nearest < 1:
            first, second = nearest.as_integer_ratio()
    elif form is Form.OUT_OF:
        first = _whole(true_share * second, Rounding.HALF_UP)
    elif true_share:
        return Figure(_whole(1 / true_share, Rounding.HALF_EVEN), form=form, hedge=hedge)
    if not first:
        return rounded(true_share, unit="percent")
    return Figure(first, form=form, second=Decimal(second), hedge=hedge)


def decimals(*, least: int = -(10**9), most: int = 10**9, places: int = 3) -> SearchStrategy[Decimal]:
    """Plain decimal numbers with up to so many places behind the point, trailing zeros kept."""
    return st.one_of(
        st.integers(least, most).map(Decimal),
        st.integers(1, places).flatmap(lambda digits: st.decimals(least, most, places=digits)),
        st.integers(max(1, least), 99).flatmap(
            lambda front: st.integers(1, 7).map(lambda zeros: Decimal(front * 10**zeros)),
        ),
    )


@st.composite
def figures(
    draw: DrawFn,
    *,
    units: Collection[str] = _UNITS,
    forms: Collection[Form] = tuple(Form),
    roundings: Collection[Rounding] = tuple(Rounding),
    hedges: Collection[Hedge] = tuple(Hedge),
    numbers: SearchStrategy[Decimal] | None = None,
) -> Figure:
    """Figures of any form, rounding and hedge, of the units given; `numbers` are those of plain numbers.

    Counts are at least 1, so that every hedge can stand before them.
    """
    form = draw(st.sampled_from(tuple(forms)))
    rounding, hedge = draw(st.sampled_from(tuple(roundings))), draw(st.sampled_from(tuple(hedges)))
    if form is Form.MULTIPLE:
        number = Decimal(draw(st.integers(1, 30)))
        return Figure(number, "times", form=form, hedge=hedge, rounding=rounding)
    if form in {Form.ONE_IN, Form.OUT_OF, Form.FRACTION}:
        second = draw(st.integers(2, 30))
        number = Decimal(second if form is Form.ONE_IN else draw(st.integers(1, second - 1)))
        both = {} if form is Form.ONE_IN else {"second": Decimal(second)}
        return Figure(number, form=form, hedge=hedge, rounding=rounding, **both)  # type: ignore[arg-type]
    unit = draw(st.sampled_from(tuple(units)))
    least = 1 if unit in _COUNTS else -(10**6)
    number = draw(decimals(least=least, most=10**6) if numbers is None else numbers)
    if form is Form.RANGE:
        other = draw(decimals(least=least, most=10**6) if numbers is None else numbers)
        low, high = min(number, other), max(number, other)
        places = [int(end.as_tuple().exponent) for end in (low, high)]
        return Figure(
            low, unit, form=form, hedge=hedge, rounding=rounding, second=high,
            exponent=places[0], second_exponent=places[1],
        )  # fmt: skip
    scaled = draw(st.booleans())
    exponent = int(number.as_tuple().exponent)
    if scaled and number == number.to_integral_value() and number:
        digits = str(abs(int(number)))
        exponent = draw(st.integers(0, len(digits) - len(digits.rstrip("0"))))
    return Figure(number, unit, exponent=exponent, hedge=hedge, rounding=rounding, scaled=scaled)
