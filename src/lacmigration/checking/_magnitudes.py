"""Are two quantities of the same power of a thousand? A slip of "millions" for "billions" shows here."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs

from lacmigration.checking._joint import repeated
from lacmigration.checking._quantities import Quantity, Undecided, leaves
from lacmigration.checking._ranges import Reading, branches, loose, nominal, solve, span, strict
from lacmigration.checking._simple import Plain
from lacmigration.checking._words import number
from lacmigration.figures import Hedge
from lacmigration.findings import RULES, Finding, Verdict
from lacmigration.intervals import Interval
from lacmigration.messages import Message, Number, Saying, joined, later, message
from lacmigration.relations._nodes import Product

__all__ = ["check_magnitude"]

_THOUSAND = 1000
_TWO_DIGITS = -3
_SCALES = {3: later("thousand"), 6: later("million"), 9: later("billion"), 12: later("trillion")}
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
        text = message(
            "The figures give {seen}, of the order of {wanted} as expected.", seen=seen, wanted=wanted
        )
    elif verdict is Verdict.QUESTIONABLE:
        text = message(
            "The figures give {seen}, of the order of {wanted} only if they are read generously.",
            seen=seen,
            wanted=wanted,
        )
    else:
        text = _apart(quantity, expected, seen, wanted)
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
    raise Undecided(message("one figure occurs twice in it, and its two places cannot be told apart"))


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


def _apart(quantity: Any, expected: Any, seen: Number, wanted: Number) -> Message:
    """By which factor two sides differ at face value, and which slip of the pen does that."""
    said: dict[str, Any] = {"seen": seen, "wanted": wanted}
    ratio = nominal(Product(((1, quantity), (-1, expected))))
    if not ratio:
        return message("The figures give {seen} where about {wanted} is expected.", **said)
    if ratio < 0:
        return message(
            "The figures give {seen} where about {wanted} is expected, of the opposite sign.", **said
        )
    large = ratio > 1
    factor = ratio if large else 1 / ratio
    is_round = factor.denominator == 1 and len(str(factor).rstrip("0")) <= 2
    shown = number(factor, None, more=_TWO_DIGITS)
    said["factor"] = shown if is_round else attrs.evolve(shown, hedge=Hedge.ABOUT)
    clause = Message(_TOO_LARGE if large else _TOO_SMALL, tuple(said.items()))
    slip = _slip(quantity, expected, factor, large=large)
    if slip is None:
        return message("{clause}.", clause=clause)
    return message("{clause}: {slip}.", clause=clause, slip=slip)


_TOO_LARGE = later("The figures give {seen} where about {wanted} is expected, {factor} times too large")
_TOO_SMALL = later("The figures give {seen} where about {wanted} is expected, {factor} times too small")


def _slip(quantity: Any, expected: Any, factor: Fraction, *, large: bool) -> Message | None:
    """Which slip of the pen makes a number so many times too large or too small; None where none does."""
    digits = 0
    while factor**2 >= 10 ** (2 * digits + 1):  # the nearest power of ten, on a logarithmic scale
        digits += 1
    if digits % 3 == 0:
        words = _words_for(digits if large else -digits, abs(nominal(quantity)))
        if words is None:
            return message("one of the units is probably off")
        return message("one of the units is probably off, such as {words}", words=words)
    if digits == 2 and _in_percent(quantity) != _in_percent(expected):
        if large:
            return message("a percent sign is probably missing")
        return message("a percent sign is probably one too many")
    if digits == 2 and not large and _in_percent(quantity):
        return message("a share is probably written with a percent sign")
    return None


def _words_for(digits: int, value: Fraction) -> Saying | None:
    """The scale words that a number of this size may have been written with, and those that were meant."""
    found = [
        message("{written} for {meant}", written=Message(written), meant=Message(_SCALES[power - digits]))
        for power, written in _SCALES.items()
        if power - digits in _SCALES and 10**power <= value
    ]
    return joined(found, alternatives=True) if found else None


def _in_percent(tree: Any) -> bool:
    return any(leaf.unit == "percent" for leaf in leaves(tree))
