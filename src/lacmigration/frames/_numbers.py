"""What is written in each row of a column, as SQL: a number and its digits, before they have a meaning."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

import attrs
from sqlglot import exp

from lacmigration.dimensions import is_countable
from lacmigration.figures import Figure
from lacmigration.frames._exact import Steps, Whole, all_of, any_of, chosen, constant, negated
from lacmigration.frames._sql import cast, col, unscaled
from lacmigration.frames._stated import Each, Seen

if TYPE_CHECKING:
    from lacmigration.frames._exact import Sql, Truth

__all__ = ["Number", "number_of"]

_DIGITS = 38


@attrs.frozen(eq=False)
class Number:
    """A number of each row before it has a meaning.

    `value` counts in halves of 10^-scale; place values count in 10^-scale, so that they are half of what they
    are to the value: `place` is that of the last digit that counts, `zero` that of the last digit that is not
    0, `one` that of the units, `told` the one to which the number shows that its list is written (NULL where
    it shows none). `generous` says whether its zeros may be read as rounding, `settles` whether its list may
    tell how far.
    """

    steps: Steps
    value: Whole
    place: Whole
    zero: Callable[[], Whole]
    one: int
    rounding: Callable[[str], Truth]
    hedge: Callable[[str], Truth]
    generous: Truth
    settles: Truth
    told: Callable[[], Whole]
    counted: bool
    countable: Truth
    integral: Truth
    missing: Truth
    excess: Truth
    wide: Truth
    under: int
    unit: str


def number_of(found: Seen, *, unit: str, scale: int, steps: Steps, most: Decimal | None) -> Number:
    """The number of a stated figure in each row; one larger than `most` is left out, and marked as wide."""
    stated = found.stated
    base, wide = _base(found, scale=scale, steps=steps, most=most)
    exponent = found.exponent()
    written = _placed(exponent, found.places, scale=scale, steps=steps)
    place, has_precision = written, _has_precision(found)
    if found.precisions is not None:
        given = stated.precision
        said = cast(col(given.column), "INT") if isinstance(given, Each) else given
        assert said is not None  # noqa: S101  (there are precisions)
        declared = _placed(said, found.precisions, scale=scale, steps=steps)
        place = steps.number(chosen(has_precision, declared, written))
    rounding, hedge = _is(found, "rounding", steps), _is(found, "hedge", steps)
    scaled: Truth = stated.scaled if isinstance(stated.scaled, bool) else steps.truth(_true(stated.scaled))
    nonzero = negated(base.same(0))
    zero = cache(lambda: steps.number(_last_nonzero(base, scale)))
    rounded = all_of(negated(rounding("exact")), negated(scaled), nonzero)
    generous = all_of(negated(has_precision), rounded, _at_units(exponent, found.places))
    if generous is not False:
        generous = steps.truth(all_of(generous, _is_round(base, scale)))
    integral = (base % 10**scale).same(0) if scale else True
    return Number(
        steps=steps,
        value=steps.number(base * 2),
        place=place,
        zero=zero,
        one=10**scale,
        rounding=rounding,
        hedge=hedge,
        generous=generous,
        settles=all_of(generous, rounding("unknown"), hedge("none")),
        told=_told(
            steps,
            when=all_of(hedge("none"), rounded),
            has_precision=has_precision,
            place=place,
            written=written,
            below=_below(exponent, found.places),
            zero=zero,
        ),
        counted=Figure(1, unit).is_count,
        countable=steps.truth(integral) if is_countable(unit) else False,
        integral=steps.truth(integral) if unit == "1" else False,
        missing=steps.truth(_missing(found)),
        excess=all_of(has_precision, nonzero, zero() < place) if found.precisions is not None else False,
        wide=wide,
        under=int(Fraction(2 * 10**scale) / Figure(1, unit).factor),
        unit=unit,
    )


def _base(found: Seen, *, scale: int, steps: Steps, most: Decimal | None) -> tuple[Whole, Truth]:
    """The number in steps of 10^-scale, and whether it is left out because it is too large."""
    value, largest = found.measure.value, found.largest
    wide: Truth = False
    if most is not None and largest > most:
        wide = exp.GT(this=exp.Abs(this=value.copy()), expression=exp.Literal.number(f"{most:f}"))
        largest = most
    code: Sql = cast(_grid(value.copy(), found, scale=scale, largest=largest), steps.kind)
    if not isinstance(wide, bool):
        code = exp.case().when(exp.Not(this=exp.Paren(this=wide.copy())), code)
    digits = int(largest * 10**scale) + 1
    return steps.number(Whole(None, code, digits, steps=steps)), steps.truth(wide)


def _missing(found: Seen) -> Truth:
    missing: Truth = found.measure.value.is_(exp.null())
    for part in (found.stated.exponent, found.stated.unit):
        if isinstance(part, Each):
            missing = any_of(missing, col(part.column).is_(exp.null()))
    return missing


def _placed(one: int | Sql, places: tuple[int, int], *, scale: int, steps: Steps) -> Whole:
    """A place value in steps of 10^-scale, from its power of ten."""
    if isinstance(one, int):
        return constant(int(10 ** (one + scale)))
    value = constant(int(10 ** (places[1] + scale)))
    for place in range(places[0], places[1]):
        here = exp.EQ(this=one.copy(), expression=_number(place))
        value = chosen(here, int(10 ** (place + scale)), value)
    return steps.number(value)


def _at_units(exponent: int | Sql, places: tuple[int, int]) -> Truth:
    """Whether the last written digit is that of the units."""
    if isinstance(exponent, int):
        return exponent == 0
    return places[0] <= 0 <= places[1] and exp.EQ(this=exponent.copy(), expression=_number(0))


def _number(value: int) -> Sql:
    return exp.Literal.number(value)


def _grid(value: Sql, found: Seen, *, scale: int, largest: Decimal) -> Sql:
    """The number times 10^scale, as a whole number, without a step in which digits would be lost."""
    if not found.measure.scale and not found.is_text:
        if not scale:
            return value
        return exp.Mul(this=exp.Paren(this=cast(value, "DECIMAL(38, 0)")), expression=_number(10**scale))
    before = len(str(int(largest)))
    if before + scale > _DIGITS:
        return unscaled(value, min(scale, _DIGITS))
    width = before + scale
    if width + scale + 2 <= _DIGITS:
        factor = cast(_number(10**scale), f"DECIMAL({scale + 1}, 0)")
        return exp.Mul(this=cast(value, f"DECIMAL({width}, {scale})"), expression=factor)
    return unscaled(value, scale)


def _is(found: Seen, name: str, steps: Steps) -> Callable[[str], Truth]:
    part = getattr(found.stated, name)
    seen: tuple[str, ...] = getattr(found, f"{name}s")
    default = "unknown" if name == "rounding" else "none"

    def is_word(word: str) -> Truth:
        if word not in seen or len(seen) == 1:
            return word in seen
        text = exp.func("COALESCE", cast(col(part.column), "VARCHAR"), exp.Literal.string(default))
        return steps.truth(exp.EQ(this=text, expression=exp.Literal.string(word)))

    return is_word


def _true(part: Each) -> Sql:
    return exp.func("COALESCE", cast(col(part.column), "BOOLEAN"), exp.false())


def _has_precision(found: Seen) -> Truth:
    given = found.stated.precision
    if found.precisions is None:
        return False
    return exp.Not(this=col(given.column).is_(exp.null())) if isinstance(given, Each) else True


def _below(exponent: int | Sql, places: tuple[int, int]) -> Truth:
    """Whether digits are written behind the point."""
    if places[0] >= 0 or places[1] < 0:
        return places[0] < 0
    assert not isinstance(exponent, int)  # noqa: S101  (rows differ)
    return exp.LT(this=exponent.copy(), expression=_number(0))


def _told(
    steps: Steps,
    *,
    when: Truth,
    has_precision: Truth,
    place: Whole,
    written: Whole,
    below: Truth,
    zero: Callable[[], Whole],
) -> Callable[[], Whole]:
    """The place to which a number shows that its list is written, when somebody asks."""

    def tell() -> Whole:
        last = chosen(below, written, written if below is True else zero())
        return steps.number(chosen(when, chosen(has_precision, place, last), None))

    return tell


def _is_round(base: Whole, scale: int) -> Truth:
    """Whether the last digit before the point is 0: none stands behind it."""
    power: int = 10 ** (scale + 1)
    return (base % power).same(0)


def _last_nonzero(base: Whole, scale: int) -> Whole:
    """The place value of the last digit that is not 0, in steps of 10^-scale; that of the units for 0."""
    digits = len(str(base.most))
    value = constant(10 ** (digits - 1))
    for power in range(digits - 2, -1, -1):
        value = chosen(negated((base % 10 ** (power + 1)).same(0)), 10**power, value)
    return chosen(base.same(0), 10**scale, value)
