"""Whether two quantities are of the same power of a thousand: a slip of "millions" for "billions" shows here."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lacmigration.checking._equations import loose, strict
from lacmigration.checking._quantities import Quantity, Undecided, leaves
from lacmigration.checking._ranges import nominal, span
from lacmigration.checking._simple import Plain
from lacmigration.checking._words import number
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.intervals import Interval

__all__ = ["check_magnitude"]

_THOUSAND = 1000


def check_magnitude(relation: Any, quantity: Any, expected: Any, *, unit: str) -> Finding:
    """Nearer to the expected quantity than to a thousand times or a thousandth of it, on a logarithmic scale.

    The border is the geometric middle, the square root of a thousand, compared exactly by squares.
    """
    ratio = span(quantity, strict) / _not_zero(span(expected, strict))
    generous = span(quantity, loose) / span(expected, loose)
    if _all_near(ratio):
        verdict = Verdict.ENTAILED
    elif _some_near(ratio):
        verdict = Verdict.COMPATIBLE
    else:
        verdict = Verdict.QUESTIONABLE if _some_near(generous) else Verdict.INCONSISTENT
    at_face, reference = nominal(quantity), nominal(expected)
    like = expected.figure if isinstance(expected, Quantity) else None
    seen, wanted = number(at_face, like, unit), number(reference, like, unit)
    if verdict.holds:
        text = f"The figures give {seen}, of the order of {wanted} as expected."
    else:
        power = _power(at_face / reference)
        factor = f"{_THOUSAND ** abs(power):,}"
        slip = f"about {factor} times too {'large' if power > 0 else 'small'}: one of the units is probably off"
        text = f"The figures give {seen} where about {wanted} is expected, {slip}."
    facts = tuple(leaf.fact for side in (quantity, expected) for leaf in leaves(side))
    return Finding(
        relation=relation,
        verdict=verdict,
        rule=RULES["Magnitude"],
        evidence=Plain(text, sight=str(at_face)),
        computed=span(quantity, strict),
        stated=span(expected, strict),
        facts=facts,
    )


def _not_zero(interval: Interval) -> Interval:
    if interval.may_be_zero:
        message = "a denominator may be zero: the expected quantity"
        raise Undecided(message)
    return interval


def _some_near(ratio: Interval) -> bool:
    """Whether some r of the interval has 1/1000 <= r^2 <= 1000."""
    positive = ratio.intersect(Interval(0, None, lo_open=True))
    if positive is None:
        return False
    low_fits = positive.lo is None or positive.lo**2 <= _THOUSAND
    return low_fits and (positive.hi is None or positive.hi**2 >= Fraction(1, _THOUSAND))


def _all_near(ratio: Interval) -> bool:
    if ratio.lo is None or ratio.hi is None or ratio.lo <= 0:
        return False
    return ratio.lo**2 >= Fraction(1, _THOUSAND) and ratio.hi**2 <= _THOUSAND


def _power(ratio: Fraction) -> int:
    """The power of a thousand to which a positive ratio is nearest on a logarithmic scale."""
    power = 0
    while ratio**2 > _THOUSAND:
        ratio, power = ratio / _THOUSAND, power + 1
    while 0 < ratio**2 < Fraction(1, _THOUSAND):
        ratio, power = ratio * _THOUSAND, power - 1
    return power
