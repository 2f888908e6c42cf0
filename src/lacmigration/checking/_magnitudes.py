"""Are two quantities of the same power of a thousand? A slip of "millions" for "billions" shows here."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lacmigration.checking._joint import repeated
from lacmigration.checking._quantities import Quantity, Undecided, leaves
from lacmigration.checking._ranges import Reading, branches, loose, nominal, solve, span, strict
from lacmigration.checking._simple import Plain
from lacmigration.checking._words import joined, number
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.intervals import Interval
from lacmigration.relations._nodes import Product

__all__ = ["check_magnitude"]

_THOUSAND = 1000
_TWO_DIGITS = -3
_SCALES = {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
_ABOVE_ZERO = Interval(0, None, lo_open=True)


def check_magnitude(relation: Any, quantity: Any, expected: Any, *, unit: str) -> Finding:
    """Nearer to the expected quantity than to a thousand times or a thousandth of it, on a logarithmic scale.

    The border is the geometric middle, the square root of a thousand, compared exactly by squares. The
    finding has no power: figures next to the stated one are of the same order as it, and would tell nothing
    about a check that looks for whole powers of a thousand.
    """
    ratio = Product(((1, quantity), (-1, expected)))
    verdict, values = _decide(ratio)
    at_face, reference = nominal(quantity), nominal(expected)
    like = expected.figure if isinstance(expected, Quantity) else None
    own = quantity.figure if isinstance(quantity, Quantity) else None
    seen, wanted = number(at_face, own or like, unit), number(reference, like, unit)
    if verdict.holds:
        text = f"The figures give {seen}, of the order of {wanted} as expected."
    elif verdict is Verdict.QUESTIONABLE:
        text = f"The figures give {seen}, of the order of {wanted} only if they are read generously."
    else:
        text = f"The figures give {seen} where about {wanted} is expected{_slip(quantity, expected)}."
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


def _slip(quantity: Any, expected: Any) -> str:
    """By which factor two sides differ at face value, and which slip of the pen does that."""
    ratio = nominal(Product(((1, quantity), (-1, expected))))
    if ratio <= 0:
        return ", of the opposite sign" if ratio else ""
    large = ratio > 1
    factor = ratio if large else 1 / ratio
    digits = 0
    while factor**2 >= 10 ** (2 * digits + 1):  # the nearest power of ten, on a logarithmic scale
        digits += 1
    is_round = factor.denominator == 1 and len(str(factor).rstrip("0")) <= 2
    shown = number(factor, None, more=_TWO_DIGITS)
    much = f", {'' if is_round else 'about '}{shown} times too {'large' if large else 'small'}"
    if digits % 3 == 0:
        words = _words_for(digits if large else -digits, abs(nominal(quantity)))
        return f"{much}: one of the units is probably off" + (f", such as {words}" if words else "")
    if digits == 2 and _in_percent(quantity) != _in_percent(expected):
        return f"{much}: a percent sign is probably {'missing' if large else 'one too many'}"
    if digits == 2 and not large and _in_percent(quantity):
        return f"{much}: a share is probably written with a percent sign"
    return much


def _words_for(digits: int, value: Fraction) -> str:
    """The scale words that a number of this size may have been written with, and those that were meant."""
    found = tuple(
        f"{written} for {_SCALES[power - digits]}"
        for power, written in _SCALES.items()
        if power - digits in _SCALES and 10**power <= value
    )
    return joined(found, last="or") if found else ""


def _in_percent(tree: Any) -> bool:
    return any(leaf.unit == "percent" for leaf in leaves(tree))
