"""Every verdict on small grids, against true values spelled out from the table of meanings.

Nothing of the library's arithmetic is used. `strictly` and `generously` say for one figure where its true
values end and whether the ends are among them; `samples` spells out values between them, each closed end
itself and, beside each open end, a number next to it. A relation is then tried out on all combinations. What
they compute varies without gaps, so that a target is hit where one combination hits it, or one lies below it
and one above.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import pairwise, product
from typing import NamedTuple

import pytest

from lacmigration.checking import check
from lacmigration.figures import Figure, Hedge, Rounding
from lacmigration.relations import (
    Bound,
    Count,
    Difference,
    Growth,
    Order,
    Partition,
    Percentage,
    Product,
    Ranking,
    Ratio,
    Same,
    Share,
    Total,
)

NEXT = Fraction(1, 10**9)
FAR = Fraction(10**6)
UNKNOWN = "unknown"
ROUNDINGS = ("unknown", "half-up", "half-even", "truncated", "floor", "ceiling", "exact")


class Stated(NamedTuple):
    """A number as stated, of one unit: what is written, how it was rounded, and its hedge.

    `told` is the place to which the list that it stands in is written, where the others tell it.
    """

    value: int
    rounding: str = UNKNOWN
    hedge: str = "none"
    unit: str = "1"
    told: int = 10**9

    @property
    def figure(self) -> Figure:
        return Figure(self.value, self.unit, rounding=Rounding(self.rounding), hedge=Hedge(self.hedge))


class Reach(NamedTuple):
    """From here to there, and whether the ends are among it."""

    low: Fraction
    has_low: bool
    high: Fraction
    has_high: bool

    def holds(self, x: Fraction) -> bool:
        return (self.low < x or (self.has_low and x == self.low)) and (
            x < self.high or (self.has_high and x == self.high)
        )


def place_of_last_digit(value: int) -> int:
    """What the last digit that is not 0 stands for: 10 for 120, 1 for 85."""
    place = 1
    while value and value % (10 * place) == 0:
        place *= 10
    return place


def hedge_width(value: int) -> int:
    """That place, five times it for a 5 behind another digit."""
    place = place_of_last_digit(value)
    leading = abs(value) // place
    return 5 * place if leading > 9 and leading % 10 == 5 else place


def printed_as(value: int, rounding: str, step: int) -> Reach:
    """The true values that are written as this number when rounded to steps, row by row of the table."""
    v, u, half = Fraction(value), Fraction(step), Fraction(step, 2)
    down, up = Reach(v, True, v + u, False), Reach(v - u, False, v, True)
    rows = {
        "unknown": Reach(v - half, True, v + half, True),
        "exact": Reach(v, True, v, True),
        "floor": down,
        "ceiling": up,
        "truncated": down if v > 0 else up if v < 0 else Reach(-u, False, u, False),
        "half-up": Reach(v - half, v > 0, v + half, v < 0),
        "half-even": Reach(v - half, (value // step) % 2 == 0, v + half, (value // step) % 2 == 0),
    }
    return rows[rounding]


def in_list(*stated: Stated) -> tuple[Stated, ...]:
    """The same numbers as a list of one unit: the finest plain one tells which zeros of the others count."""
    plain = [one for one in stated if one.hedge == "none" and one.rounding != "exact" and one.value]
    told = min((place_of_last_digit(one.value) for one in plain), default=10**9)
    return tuple(
        one._replace(told=told) if one in plain and one.rounding == UNKNOWN else one for one in stated
    )


def wider(one: Reach, other: Reach) -> Reach:
    low = min((one.low, not one.has_low), (other.low, not other.has_low))
    high = max((one.high, one.has_high), (other.high, other.has_high))
    return Reach(low[0], not low[1], high[0], high[1])


def strictly(stated: Stated) -> Reach:
    """What the figure as written can stand for."""
    v, g = Fraction(stated.value), Fraction(hedge_width(stated.value))
    rows = {
        "none": printed_as(stated.value, stated.rounding, 1),
        "about": printed_as(stated.value, stated.rounding, 1),
        "more-than": Reach(v, False, v + g, False),
        "at-least": Reach(v, True, v + g, True),
        "nearly": Reach(v - g, False, v, False),
        "less-than": Reach(v - g, False, v, False),
        "at-most": Reach(v - g, True, v, True),
    }
    return natural(stated, rows[stated.hedge])


def generously(stated: Stated) -> Reach:
    """The most that a fair reader would grant."""
    v, g = Fraction(stated.value), Fraction(hedge_width(stated.value))
    place = min(place_of_last_digit(stated.value), stated.told)
    tight = printed_as(stated.value, stated.rounding, 1)
    zeros = (
        tight
        if stated.rounding == "exact"
        else wider(tight, printed_as(stated.value, stated.rounding, place))
    )
    rows = {
        "none": zeros,
        "about": wider(zeros, Reach(v - g, True, v + g, True)),
        "more-than": Reach(v, False, FAR, False),
        "at-least": Reach(v, True, FAR, False),
        "nearly": Reach(-FAR, False, v, False),
        "less-than": Reach(-FAR, False, v, False),
        "at-most": Reach(-FAR, False, v, True),
    }
    return natural(stated, rows[stated.hedge])


def natural(stated: Stated, reach: Reach) -> Reach:
    """Counts are not negative; a percentage is that part of a hundred."""
    size = Fraction(1, 100) if stated.unit == "percent" else Fraction(1)
    if stated.unit == "hectares" and reach.low < 0:
        reach = Reach(Fraction(0), True, reach.high, reach.has_high)
    return Reach(reach.low * size, reach.has_low, reach.high * size, reach.has_high)


def printing(stated: Stated) -> Reach:
    """The values that are written so however the writer rounded; a tie goes either way if that is unknown."""
    reach = strictly(stated)
    if stated.rounding == UNKNOWN and stated.hedge in {"none", "about"}:
        plain = printed_as(stated.value, UNKNOWN, 1)
        size = Fraction(1, 100) if stated.unit == "percent" else Fraction(1)
        return Reach(
            reach.low,
            reach.has_low and reach.low != plain.low * size,
            reach.high,
            reach.has_high and reach.high != plain.high * size,
        )
    return reach


@cache
def samples(reach: Reach) -> tuple[Fraction, ...]:
    low = reach.low if reach.has_low else reach.low + NEXT
    high = reach.high if reach.has_high else reach.high - NEXT
    inside = [low + (high - low) * Fraction(k, 8) for k in (1, 2, 3, 4, 5, 6, 7)] if high > low else []
    return (low, *inside, high) if high > low else (low,)


def hits(values: list[Fraction], target: Reach) -> bool:
    """Whether something from the least to the greatest of the values lies in the target."""
    if any(target.holds(x) for x in values):
        return True
    least, most = min(values), max(values)
    return least < target.low <= target.high < most or least <= target.low < target.high <= most


def expected(compute, operands: tuple[Stated, ...], stated: Stated, *, domain: Reach | None = None) -> str:
    """The verdict on "compute(operands) is the stated figure"."""
    for meaning, verdict in ((strictly, "compatible"), (generously, "questionable")):
        values = [compute(*each) for each in product(*(samples(meaning(one)) for one in operands))]
        target = meaning(stated)
        if domain is not None:
            inside = [x for x in values if domain.holds(x)]
            if not inside and not (min(values) < domain.low and max(values) > domain.high):
                continue
            values = [min(max(x, domain.low), domain.high) for x in values]
            target = meet(target, domain)
            if target is None:
                continue
        if hits(values, target):
            certain = verdict == "compatible" and all(printing(stated).holds(x) for x in values)
            return "entailed" if certain else verdict
    return "inconsistent"


def meet(one: Reach, other: Reach) -> Reach | None:
    low = max((one.low, not one.has_low), (other.low, not other.has_low))
    high = min((one.high, one.has_high), (other.high, other.has_high))
    empty = low[0] > high[0] or (low[0] == high[0] and (low[1] or not high[1]))
    return None if empty else Reach(low[0], not low[1], high[0], high[1])


def assert_same(relation, verdict: str, *stated: Stated) -> None:
    found = check(relation)
    assert found.verdict.value == verdict, (stated, found)


@pytest.mark.parametrize("of_total", ROUNDINGS)
@pytest.mark.parametrize("of_parts", ROUNDINGS)
def test_totals(of_parts, of_total):
    for a, b, t in product(range(-1, 3), range(3), range(-3, 7)):
        parts, stated = (Stated(a, of_parts), Stated(b, of_parts)), Stated(t, of_total)
        relation = Total([one.figure for one in parts], stated.figure)
        assert_same(relation, expected(lambda x, y: x + y, parts, stated), *parts, stated)


@pytest.mark.parametrize("of_total", ROUNDINGS)
def test_totals_of_three_parts_rounded_in_three_ways(of_total):
    for a, t in product(range(3), range(-1, 8)):
        parts = (Stated(a, "half-up"), Stated(1, "truncated"), Stated(2, "ceiling"))
        stated = Stated(t, of_total)
        relation = Total([one.figure for one in parts], stated.figure)
        assert_same(relation, expected(lambda x, y, z: x + y + z, parts, stated), *parts, stated)


@pytest.mark.parametrize("complete", [True, False])
def test_totals_of_hedged_and_round_numbers(complete):
    numbers = [
        Stated(v, hedge=h, unit="hectares")
        for v in (2, 10, 15)
        for h in ("none", "about", "nearly", "more-than")
    ]
    for one, t, hedge in product(
        numbers, (0, 2, 9, 12, 13, 14, 16, 17, 20, 30), ("none", "about", "at-least", "at-most")
    ):
        *parts, stated = in_list(one, Stated(2, unit="hectares"), Stated(t, hedge=hedge, unit="hectares"))
        relation = Total([part.figure for part in parts], stated.figure, complete=complete)
        if complete:
            verdict = expected(lambda x, y: x + y, parts, stated)
        else:
            verdict = expected_bound(parts, stated, strict=False)
        assert_same(relation, verdict, *parts, stated)


@pytest.mark.parametrize("of_stated", ROUNDINGS)
@pytest.mark.parametrize("of_both", ROUNDINGS)
def test_differences(of_both, of_stated):
    for a, b, d in product(range(4), range(3), range(-4, 6)):
        both, stated = (Stated(a, of_both), Stated(b, of_both)), Stated(d, of_stated)
        relation = Difference(both[0].figure, both[1].figure, stated.figure)
        assert_same(relation, expected(lambda x, y: x - y, both, stated), *both, stated)


UNIT = Reach(Fraction(0), True, Fraction(1), True)


@pytest.mark.parametrize("of_share", ["unknown", "half-up", "half-even", "truncated", "ceiling", "exact"])
@pytest.mark.parametrize("of_both", ["unknown", "half-up", "truncated", "exact"])
def test_shares(of_both, of_share):
    for p, w, s in product(range(4), range(2, 5), (0, 1, 20, 25, 33, 38, 50, 66, 67, 75, 99, 100, 101, 150)):
        both = (Stated(p, of_both, unit="hectares"), Stated(w, of_both, unit="hectares"))
        stated = Stated(s, of_share, unit="percent")
        relation = Share(both[0].figure, both[1].figure, stated.figure)
        assert_same(relation, expected(lambda x, y: x / y, both, stated, domain=UNIT), *both, stated)


@pytest.mark.parametrize("hedge", [hedge.value for hedge in Hedge])
def test_hedged_shares(hedge):
    for p, w, s in product((1, 2, 30), (3, 50), (2, 4, 30, 33, 40, 50, 55, 60, 100)):
        both = (Stated(p, unit="hectares", hedge="about"), Stated(w, unit="hectares"))
        stated = Stated(s, hedge=hedge, unit="percent")
        relation = Share(both[0].figure, both[1].figure, stated.figure)
        assert_same(relation, expected(lambda x, y: x / y, both, stated, domain=UNIT), *both, stated)


@pytest.mark.parametrize("of_stated", ROUNDINGS)
@pytest.mark.parametrize("of_both", ROUNDINGS)
def test_ratios(of_both, of_stated):
    for a, b, r in product(range(-2, 4), range(2, 5), range(-3, 4)):
        both, stated = (Stated(a, of_both), Stated(b, of_both)), Stated(r, of_stated)
        relation = Ratio(both[0].figure, both[1].figure, stated.figure)
        assert_same(relation, expected(lambda x, y: x / y, both, stated), *both, stated)


@pytest.mark.parametrize("of_stated", ["unknown", "half-up", "half-even", "truncated", "exact"])
@pytest.mark.parametrize("of_both", ["unknown", "half-up", "truncated", "exact"])
def test_growths(of_both, of_stated):
    for old, new, g in product((2, 3, 4), range(2, 7), (-50, -25, 0, 33, 50, 67, 75, 100, 150, 200)):
        both = (Stated(old, of_both, unit="hectares"), Stated(new, of_both, unit="hectares"))
        stated = Stated(g, of_stated, unit="percent")
        relation = Growth(both[0].figure, both[1].figure, stated.figure)
        assert_same(relation, expected(lambda x, y: y / x - 1, both, stated), *both, stated)


@pytest.mark.parametrize("of_stated", ROUNDINGS)
@pytest.mark.parametrize("of_both", ROUNDINGS)
def test_products(of_both, of_stated):
    for a, b, p in product(range(-2, 3), range(-1, 3), range(-5, 7)):
        both, stated = (Stated(a, of_both), Stated(b, of_both)), Stated(p, of_stated)
        relation = Product([one.figure for one in both], stated.figure)
        assert_same(relation, expected(lambda x, y: x * y, both, stated), *both, stated)


@pytest.mark.parametrize("of_shares", ROUNDINGS)
def test_partitions(of_shares):
    for a, b in product((33, 34, 40, 50, 66), (33, 34, 50, 59, 60, 61)):
        shares = in_list(*(Stated(s, of_shares, unit="percent") for s in (a, b)))
        whole = Stated(100, "exact", unit="percent")
        relation = Partition([one.figure for one in shares])
        assert_same(relation, expected(lambda x, y: x + y, shares, whole), *shares)


@pytest.mark.parametrize("of_second", ROUNDINGS)
@pytest.mark.parametrize("of_first", ROUNDINGS)
def test_two_statements_of_one_quantity(of_first, of_second):
    for a, b in product(range(-2, 4), range(-2, 4)):
        first, second = Stated(a, of_first), Stated(b, of_second)
        either = {expected(lambda x: x, (first,), second), expected(lambda x: x, (second,), first)}
        verdict = "entailed" if "entailed" in either else either.pop()
        assert_same(Same(first.figure, second.figure), verdict, first, second)
        assert_same(Same(second.figure, first.figure), verdict, second, first)


def test_two_statements_of_hedged_and_round_numbers():
    hedges = [hedge.value for hedge in Hedge]
    for a, b, h, k in product((1, 10, 12, 15), (9, 10, 12, 20), hedges, hedges):
        first, second = Stated(a, hedge=h), Stated(b, hedge=k)
        either = {expected(lambda x: x, (first,), second), expected(lambda x: x, (second,), first)}
        verdict = "entailed" if "entailed" in either else either.pop()
        assert_same(Same(first.figure, second.figure), verdict, first, second)


def expected_bound(lesser: tuple[Stated, ...], greater: Stated, *, strict: bool) -> str:
    """The verdict on "the sum of these is no more than that", or less."""
    for meaning, verdict in ((strictly, "compatible"), (generously, "questionable")):
        sums = [sum(each) for each in product(*(samples(meaning(one)) for one in lesser))]
        pairs = [(x, y) for x in (min(sums), max(sums)) for y in samples(meaning(greater))]
        if any(x < y or (x == y and not strict) for x, y in pairs):
            certain = all(x < y or (x == y and not strict) for x, y in pairs)
            return "entailed" if certain and verdict == "compatible" else verdict
    return "inconsistent"


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("of_greater", ROUNDINGS)
@pytest.mark.parametrize("of_lesser", ROUNDINGS)
def test_bounds(of_lesser, of_greater, strict):
    for a, b in product(range(-2, 4), range(-2, 4)):
        lesser, greater = Stated(a, of_lesser), Stated(b, of_greater)
        relation = Bound(lesser.figure, greater.figure, strict=strict)
        assert_same(relation, expected_bound((lesser,), greater, strict=strict), lesser, greater)


def falls(values: tuple[Fraction, ...], *, strict: bool) -> bool:
    return all(x > y or (x == y and not strict) for x, y in pairwise(values))


def expected_order(items: tuple[Stated, ...], *, strict: bool) -> str:
    for meaning, verdict in ((strictly, "compatible"), (generously, "questionable")):
        tries = [falls(each, strict=strict) for each in product(*(samples(meaning(one)) for one in items))]
        if any(tries):
            return "entailed" if verdict == "compatible" and all(tries) else verdict
    return "inconsistent"


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("rounding", ROUNDINGS)
def test_orders(rounding, strict):
    for a, b, c in product(range(3), range(3), range(3)):
        items = (Stated(a, rounding), Stated(b, "unknown"), Stated(c, rounding))
        verdict = expected_order(items, strict=strict)
        assert_same(Order([one.figure for one in items], strict=strict), verdict, *items)
        upward = Order([one.figure for one in reversed(items)], strict=strict, rising=True)
        assert_same(upward, verdict, *items)


@pytest.mark.parametrize("hedge", [hedge.value for hedge in Hedge])
def test_orders_of_hedged_and_round_numbers(hedge):
    for a, b in product((9, 10, 12, 20), (9, 10, 12, 20)):
        items = in_list(Stated(a, hedge=hedge), Stated(b))
        assert_same(Order([one.figure for one in items]), expected_order(items, strict=False), *items)


def expected_rank(item: Stated, position: int, others: list[Stated]) -> str:
    for meaning, verdict in ((strictly, "compatible"), (generously, "questionable")):
        held = {
            1 + sum(other > value for other in rest)
            for value, *rest in product(*(samples(meaning(one)) for one in (item, *others)))
        }
        if position in held:
            return "entailed" if verdict == "compatible" and held == {position} else verdict
    return "inconsistent"


@pytest.mark.parametrize("rounding", ROUNDINGS)
def test_rankings(rounding):
    for a, b, c, place in product(range(2, 4), range(1, 5), (10, 2), (1, 2, 3)):
        item, *others = in_list(Stated(a, rounding), Stated(b, rounding), Stated(c, "unknown"))
        relation = Ranking(item.figure, place, [one.figure for one in others])
        assert_same(relation, expected_rank(item, place, others), item, *others)


def expected_grim(share: Stated, count: Stated) -> str:
    for meaning, verdict in ((strictly, "compatible"), (generously, "questionable")):
        target, base = meaning(share), meaning(count)
        wholes = [n for n in range(1, 400) if base.holds(Fraction(n))]
        if any(target.holds(Fraction(k, n)) for n in wholes for k in range(n + 1)):
            return verdict
    return "inconsistent"


@pytest.mark.parametrize("of_count", ["unknown", "exact", "truncated"])
@pytest.mark.parametrize("of_share", ROUNDINGS)
def test_percentages_of_a_count(of_share, of_count):
    for s, n in product((0, 1, 7, 14, 15, 29, 33, 38, 50, 67, 71, 99, 100, 101), (1, 2, 3, 7, 8, 12)):
        share, count = Stated(s, of_share, unit="percent"), Stated(n, of_count, unit="hectares")
        assert_same(Percentage(share.figure, count.figure), expected_grim(share, count), share, count)


def test_percentages_of_a_round_or_hedged_count():
    for s, n, hedge in product((1, 3, 10, 14, 29, 99), (10, 12, 20), ("none", "about", "at-most")):
        share = Stated(s, unit="percent")
        count = Stated(n, hedge=hedge, unit="hectares")
        assert_same(Percentage(share.figure, count.figure), expected_grim(share, count), share, count)


@pytest.mark.parametrize("hedge", [hedge.value for hedge in Hedge])
@pytest.mark.parametrize("rounding", ROUNDINGS)
def test_counts(rounding, hedge):
    names = [f"name {k}" for k in range(24)]
    for value, size in product((1, 2, 5, 10, 15, 20), range(24)):
        stated = Stated(value, rounding, hedge, "hectares")
        listed = Stated(size, "exact")
        relation = Count(stated.figure, names[:size])
        assert_same(relation, expected(lambda x: x, (listed,), stated), stated, listed)
