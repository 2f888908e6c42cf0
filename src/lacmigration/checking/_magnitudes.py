"""Are two quantities of the same power of a thousand? A slip of "millions" for "billions" shows here."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lacmigration.checking._joint import repeated
from lacmigration.checking._quantities import Quantity, Undecided, leaves
from lacmigration.checking._ranges import Reading, branches, loose, nominal, solve, span, strict
from lacmigration.checking._simple import Plain
from lacmigration.checking._words import number
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.intervals import Interval
from lacmigration.relations._nodes import Product

__all__ = ["check_magnitude"]

_THOUSAND = 1000
_ABOVE_ZERO = Interval(0, None, lo_open=True)


def check_magnitude(relation: Any, quantity: Any, expected: Any, *, unit: str) -> Finding:
    """Nearer to the expected quantity than to a thousand times or a thousandth of it, on a logarithmic scale.

    The border is the geometric middle, the square root of a thousand, compared exactly by squares.
    """
    ratio = Product(((1, quantity), (-1, expected)))
    verdict, values = _decide(ratio)
    at_face, reference = nominal(quantity), nominal(expected)
    like = expected.figure if isinstance(expected, Quantity) else None
    seen, wanted = number(at_face, like, unit), number(reference, like, unit)
    if verdict.holds:
        text = f"The figures give {seen}, of the order of {wanted} as expected."
    elif verdict is Verdict.QUESTIONABLE:
        text = f"The figures give {seen}, of the order of {wanted} only if they are read generously."
    else:
        text = f"The figures give {seen} where about {wanted} is expected{_slip(nominal(ratio))}."
    found = leaves(ratio)
    return Finding(
        relation=relation,
        verdict=verdict,
        rule=RULES["Magnitude"],
        evidence=Plain(
            text,
            sight=str(at_face),
            values=tuple((leaf.label, values[leaf.key]) for leaf in found if values),
            rounded=verdict.holds and not _is_near(nominal(ratio)),
        ),
        computed=span(quantity, strict),
        stated=span(expected, strict),
        facts=tuple(leaf.fact for leaf in found),
    )


def _decide(ratio: Product) -> tuple[Verdict, dict[str, Fraction]]:
    """The verdict, and values for which it holds."""
    reach = span(ratio, strict, guarded=True)
    if _some_near(reach):
        verdict = Verdict.ENTAILED if _all_near(reach) else Verdict.COMPATIBLE
        return verdict, _values(ratio, reach, strict)
    for one in branches(ratio, loose):
        reach = span(one, loose)
        if _some_near(reach):
            return Verdict.QUESTIONABLE, _values(one, reach, loose)
    return Verdict.INCONSISTENT, {}


def _values(ratio: Any, reach: Interval, read: Reading) -> dict[str, Fraction]:
    if not repeated(ratio, read):
        at_face = nominal(ratio)
        target = at_face if at_face in reach and _is_near(at_face) else _nearest_to_one(reach)
        return dict(solve(ratio, target, read))
    if _is_near(nominal(ratio)) and all(leaf.nominal in read(leaf) for leaf in leaves(ratio)):
        return {leaf.key: leaf.nominal for leaf in leaves(ratio)}
    raise Undecided("one figure occurs twice in it, and its two places cannot be told apart")


def _nearest_to_one(reach: Interval) -> Fraction:
    """A number of an interval that is near: its nearest to 1, or one close enough to an open end."""
    positive = reach.intersect(_ABOVE_ZERO) or reach
    found = positive.nearest(Fraction(1))
    end = positive.lo if found > 1 else positive.hi
    while not _is_near(found) and end is not None:
        found = (found + end) / 2
    return found


def _is_near(ratio: Fraction) -> bool:
    return ratio > 0 and ratio**2 * _THOUSAND >= 1 and ratio**2 <= _THOUSAND


def _some_near(ratio: Interval) -> bool:
    """Whether some r of the interval has 1/1000 <= r^2 <= 1000; no fraction has one for its square."""
    positive = ratio.intersect(_ABOVE_ZERO)
    if positive is None or positive.lo is None:
        return False
    return positive.lo**2 <= _THOUSAND and (positive.hi is None or positive.hi**2 * _THOUSAND >= 1)


def _all_near(ratio: Interval) -> bool:
    return ratio.lo is not None and ratio.hi is not None and _is_near(ratio.lo) and _is_near(ratio.hi)


def _slip(ratio: Fraction) -> str:
    """By which power of a thousand two quantities differ at face value, nearest on a logarithmic scale."""
    if ratio <= 0:
        return ", of the opposite sign" if ratio else ""
    power = 0
    while ratio**2 > _THOUSAND:
        ratio, power = ratio / _THOUSAND, power + 1
    while ratio**2 * _THOUSAND < 1:
        ratio, power = ratio * _THOUSAND, power - 1
    much = f"about {_THOUSAND ** abs(power):,} times too {'large' if power > 0 else 'small'}"
    return f", {much}: one of the units is probably off"
