"""Every verdict, found again by enumerating true values; the oracle knows the table of meanings, no library.

A figure here is what a writer does: it says of a true value whether it would be written so, by rounding it
and looking. True values are whole numbers, ONE of them to a unit, so that 1 is as good as nothing. Those
tried are all at which a figure can change, with their neighbours: its own number, the ties, the reach of its
hedge, zero, something far away. One value of each relation is computed from the others, each in turn, so that
nothing that exists lies between two tries.
"""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise, product

import attrs
import pytest

import lacmigration as lm
from lacmigration.checking import check
from lacmigration.facts import Fact
from lacmigration.figures import Form
from lacmigration.relations import parse_relation

ONE = 2 * 10**9
FAR = 10**6 * ONE
ROUNDINGS = ("unknown", "half-up", "half-even", "truncated", "floor", "ceiling", "exact")
HEDGES = ("about", "more-than", "at-least", "nearly", "at-most", "less-than")


def rounds_to(rounding, value, unit, number):
    """Whether a true value, rounded in this way to a multiple of the unit, is the number."""
    if rounding == "unknown":
        return 2 * abs(value - number) <= unit
    if rounding == "exact":
        return value == number
    below, above = value // unit, -(-value // unit)
    if rounding == "floor":
        steps = below
    elif rounding == "ceiling":
        steps = above
    elif rounding == "truncated":
        steps = below if value >= 0 else above
    elif 2 * value == (below + above) * unit:  # a tie, or no remainder at all
        away = above if value > 0 else below
        steps = away if rounding == "half-up" or away % 2 == 0 else below + above - away
    else:
        steps = below if 2 * value < (below + above) * unit else above
    return steps * unit == number


@attrs.frozen
class Written:
    """A figure as its writer made it: digits, how they were rounded, a hedge.

    `told` is the value of the place to which the list that it stands in is written, where that is told.
    """

    text: str
    rounding: str = "unknown"
    hedge: str = "none"
    unit: str = "1"
    told: int | None = attrs.field(default=None, kw_only=True)

    def __str__(self) -> str:
        return " ".join(part for part in (self.hedge, self.text, self.unit, self.rounding) if part != "none")

    @property
    def scale(self):
        return ONE // 100 if self.unit.startswith("percent") else ONE

    @property
    def face(self):
        return Decimal(self.text)

    @property
    def number(self):
        return int(self.face * self.scale)

    @property
    def place(self):
        """The value of the last written digit."""
        return self.scale // 10 ** len(self.text.partition(".")[2])

    @property
    def zeros(self):
        """The value of the last digit that is not zero."""
        digits = self.text.replace(".", "").lstrip("-0")
        return self.place * 10 ** (len(digits) - len(digits.rstrip("0")))

    @property
    def grain(self):
        """How far a hedge reaches."""
        digits = self.text.replace(".", "").strip("-0")
        return self.zeros * (5 if len(digits) > 1 and digits[-1] == "5" else 1)

    def possible(self, value):
        """Whether the quantity can be so at all: nobody counts fewer than none."""
        return value >= 0 or self.unit != "hectares"

    def strictly(self, value):
        """Whether the figure as written can stand for the true value."""
        gap = value - self.number
        match self.hedge:
            case "more-than":
                fits = 0 < gap < self.grain
            case "at-least":
                fits = 0 <= gap <= self.grain
            case "nearly" | "less-than":
                fits = -self.grain < gap < 0
            case "at-most":
                fits = -self.grain <= gap <= 0
            case _:
                fits = rounds_to(self.rounding, value, self.place, self.number)
        return fits and self.possible(value)

    def loosely(self, value):
        """Whether a fair reader would grant that the figure stands for the true value."""
        gap = value - self.number
        match self.hedge:
            case "more-than":
                fits = gap > 0
            case "at-least":
                fits = gap >= 0
            case "nearly" | "less-than":
                fits = gap < 0
            case "at-most":
                fits = gap <= 0
            case _:
                whole = self.place == self.scale and self.rounding != "exact"
                fits = rounds_to(self.rounding, value, self.place, self.number)
                zeros = self.zeros if self.told is None else min(self.zeros, self.told)
                fits |= whole and rounds_to(self.rounding, value, zeros, self.number)
                fits |= self.hedge == "about" and abs(gap) <= self.grain
        return fits and self.possible(value)

    def surely(self, value):
        """Whether the true value is written as the figure, whatever its writer does with ties."""
        tie = self.rounding == "unknown" and self.hedge in {"none", "about"}
        return self.strictly(value) and not (tie and 2 * abs(value - self.number) == self.place)

    @property
    def ends(self):
        """Where what the figure can stand for begins or ends."""
        steps = {0, self.place // 2, self.place, self.zeros // 2, self.zeros, self.grain, FAR}
        return {0, ONE, *(self.number + sign * step for step in steps for sign in (1, -1))}

    @property
    def figure(self):
        return lm.Figure(
            self.face, self.unit, rounding=lm.Rounding(self.rounding), hedge=lm.Hedge(self.hedge)
        )


class Part(Written):
    """A figure that is a share of a whole: neither less than nothing nor more than all of it."""

    def possible(self, value):
        return 0 <= value <= ONE


@attrs.frozen
class OneIn(Part):
    """One in five: those shares whose inverse is five when rounded."""

    def distance(self, value):
        return abs(Fraction(ONE * ONE) / value - self.number)

    def strictly(self, value):
        return 0 < value <= ONE and 2 * self.distance(value) <= ONE

    def loosely(self, value):
        return 0 < value <= ONE and self.distance(value) <= self.grain

    def surely(self, value):
        return 0 < value <= ONE and 2 * self.distance(value) < ONE

    @property
    def ends(self):
        wholes = {self.number + sign * step for step in (0, ONE // 2, self.grain) for sign in (1, -1)}
        return {Fraction(ONE * ONE) / whole for whole in wholes if whole}

    @property
    def figure(self):
        return lm.Figure(self.face, form=Form.ONE_IN)


@attrs.frozen
class OutOf(Part):
    """Three in ten: those shares of ten that are three when rounded."""

    whole: int = attrs.field(kw_only=True)

    def strictly(self, value):
        return 2 * abs(value * self.whole - self.number) <= ONE

    loosely = strictly

    def surely(self, value):
        return 2 * abs(value * self.whole - self.number) < ONE

    @property
    def ends(self):
        return {Fraction(self.number + sign * ONE // 2, self.whole) for sign in (-1, 0, 1)}

    @property
    def figure(self):
        return lm.Figure(self.face, form=Form.OUT_OF, second=self.whole)


@attrs.frozen
class Simple(OutOf):
    """Two thirds: those shares to which no other simple fraction is nearer."""

    def _others(self):
        known = {Fraction(n, d) * ONE for n, d in ((0, 1), (1, 4), (1, 3), (1, 2), (2, 3), (3, 4), (1, 1))}
        return known - {Fraction(self.number, self.whole)}

    def _distances(self, value):
        return abs(value - Fraction(self.number, self.whole)), min(abs(value - one) for one in self._others())

    def strictly(self, value):
        here, other = self._distances(value)
        return here <= other

    loosely = strictly

    def surely(self, value):
        here, other = self._distances(value)
        return here < other

    @property
    def ends(self):
        here = Fraction(self.number, self.whole)
        return {(here + other) / 2 for other in self._others()}

    @property
    def figure(self):
        return lm.Figure(self.face, form=Form.FRACTION, second=self.whole)


def in_list(figures):
    """The same figures as a list: the finest plain one tells what the zeros of the others are worth."""
    plain = [one for one in figures if one.hedge == "none" and one.rounding != "exact" and one.number]
    return tuple(
        attrs.evolve(one, told=min(other.zeros for other in plain if other.unit == one.unit))
        if one in plain and one.rounding == "unknown"
        else one
        for one in figures
    )


def strictly(one, value):
    return one.strictly(value)


def loosely(one, value):
    return one.loosely(value)


@cache
def points(one, read, *others: Written):
    """True values at and around everything at which a figure, or another beside it, can change."""
    ends = one.ends.union(*(other.ends for other in others))
    beside = range(-len(others), len(others) + 1) if others else (-1, 0, 1)  # room for all to differ
    return sorted({end + near for end in ends for near in beside if read(one, end + near)})


def pool(texts=(), *, roundings=ROUNDINGS, hedged=(), unit="1", kind=Written):
    """Some texts in each rounding, and some in each hedge."""
    plain = [kind(text, rounding, unit=unit) for text in texts for rounding in roundings]
    return plain + [kind(text, hedge=hedge, unit=unit) for text in hedged for hedge in HEDGES]


def near(target, *, unit="1", steps=(-2, -1, 0, 1, 2), kind=Written):
    """Figures whose numbers lie about a target, in every rounding and hedge."""
    texts = [str(round(target) + step) for step in steps]
    return pool(texts, hedged=texts, unit=unit, kind=kind)


def some(cases, count):
    """So many of the cases, evenly drawn, and the same in every run."""
    cases = list(cases)
    return cases if len(cases) <= count else random.Random(20240831).sample(cases, count)  # noqa: S311


def about(first, second, operation, *, each, count, **options: object):
    """Pairs of figures, each with a few third ones that are about right."""
    found = []
    for a, b in some(product(first, second), count // each):
        found += ((a, b, c) for c in some(near(operation(a.face, b.face), **options), each))
    exact = ([one for one in pool if one.rounding == "exact"] for pool in (first, second))
    for a, b in product(*exact):
        target = operation(a.face, b.face)
        found += ((a, b, c) for c in near(target, **options) if c.face == round(target))
    return found


def can_hold(figures, solvers, read):
    """Whether there are true values, one for each figure, one of them solved from all the others."""
    for place, solver in enumerate(solvers):
        others = [points(one, read) for at, one in enumerate(figures) if at != place]
        for values in product(*others):
            try:
                found = solver(*values)
                *parts, stated = (*values[:place], found, *values[place:])
                if read(figures[place], found) and solvers[-1](*parts) == stated:
                    return True
            except ZeroDivisionError:  # nothing is divided by zero, and this value is none of the others'
                continue
    return False


def equation(figures, solvers):
    """The verdict where the last figure is stated and the others give it; a solver for each from the rest."""
    *parts, stated = figures
    if can_hold(figures, solvers, strictly):
        tries = (solvers[-1](*values) for values in product(*(points(one, strictly) for one in parts)))
        return "entailed" if all(map(stated.surely, filter(stated.possible, tries))) else "compatible"
    return "questionable" if can_hold(figures, solvers, loosely) else "inconsistent"


def comparison(figures, fits):
    """The verdict where true values only have to fit each other."""

    def tries(read):
        return (
            fits(*values)
            for values in product(*(points(one, read, *set(figures) - {one}) for one in figures))
        )

    if any(tries(strictly)):
        return "entailed" if all(tries(strictly)) else "compatible"
    return "questionable" if any(tries(loosely)) else "inconsistent"


VERDICTS = frozenset({"entailed", "compatible", "questionable", "inconsistent"})


def agree(cases, *, among=VERDICTS):
    """Check relations against the verdicts that enumeration gives them: (figures, relation, verdict)."""
    wrong, seen = [], set()
    for figures, relation, expected in cases:
        found = check(relation) if not isinstance(relation, tuple) else check(relation[0], facts=relation[1])
        seen.add(expected)
        if found.verdict.value != expected:
            shown = ", ".join(map(str, figures))
            wrong.append(f"{type(found.relation).__name__} of {shown}: {found.verdict.value}, not {expected}")
        elif found.verdict.holds:
            assert found.witness, figures
    assert not wrong, "\n".join([f"{len(wrong)} verdicts that enumeration does not find:", *wrong[:10]])
    assert among <= seen, f"only {seen}"


def times(a, b):
    return Fraction(a * b) / ONE


def over(a, b):
    return Fraction(a * ONE) / b


def divided(figures, solvers, *, by):
    """The verdict of an equation with a quotient: undecided where its lower figure can be zero as written."""
    return "undecided" if by.strictly(0) else equation(figures, solvers)


SHARE = (times, over, over)  # the part, the whole and the share, each from the two others
PARTS = pool(("-2", "-1", "0", "1", "3", "1.5"), hedged=("2", "15", "20"))
WHOLES = pool(("-2", "1", "2", "3", "7"), hedged=("1", "2", "15", "20"))
PEOPLE = pool(("0", "1", "2", "3"), hedged=("2", "3"), unit="hectares")
CROWDS = pool(("1", "2", "3", "7"), hedged=("3", "15", "20"), unit="hectares")


def test_totals():
    solvers = (lambda b, c: c - b, lambda a, c: c - a, lambda a, b: a + b)
    agree(
        ((a, b, c), lm.Total([a.figure, b.figure], c.figure), equation(in_list((a, b, c)), solvers))
        for a, b, c in about(PARTS, PARTS, lambda x, y: x + y, each=4, count=1000)
    )


def test_totals_that_are_said_to_be_incomplete():
    agree(
        (
            (a, b, c),
            lm.Total([a.figure, b.figure], c.figure, complete=False),
            comparison(in_list((a, b, c)), lambda x, y, z: x + y <= z),
        )
        for a, b, c in about(PARTS, PARTS, lambda x, y: x + y, each=4, count=600)
    )


def test_totals_of_three():
    thirds = pool(("33.3", "33.4", "33"), unit="percent")
    wholes = pool(("99", "100", "101"), hedged=("100", "99"), unit="percent")
    solvers = (
        lambda b, c, d: d - b - c,
        lambda a, c, d: d - a - c,
        lambda a, b, d: d - a - b,
        lambda a, b, c: a + b + c,
    )
    agree(
        (case, lm.Total([one.figure for one in case[:3]], case[3].figure), equation(in_list(case), solvers))
        for case in some(product(thirds, thirds, thirds, wholes), 300)
    )


def test_differences():
    solvers = (lambda b, c: b + c, lambda a, c: a - c, lambda a, b: a - b)
    agree(
        ((a, b, c), lm.Difference(a.figure, b.figure, c.figure), equation((a, b, c), solvers))
        for a, b, c in about(PARTS, PARTS, lambda x, y: x - y, each=4, count=1000)
    )


def test_ratios():
    agree(
        (
            (a, b, c),
            lm.Ratio(a.figure, b.figure, c.figure),
            divided((a, b, c), SHARE, by=b),
        )
        for a, b, c in about(PARTS, WHOLES, lambda x, y: x / y, each=4, count=800)
    )


def test_shares():
    cases = about(
        PEOPLE,
        CROWDS,
        lambda x, y: 100 * x / y,
        each=4,
        count=800,
        unit="percent",
        steps=(-10, -1, 0, 1),
        kind=Part,
    )
    agree(
        ((a, b, c), lm.Share(a.figure, b.figure, c.figure), divided((a, b, c), SHARE, by=b))
        for a, b, c in cases
    )


def test_shares_in_words():
    stated = [
        *(OneIn(text) for text in ("2", "3", "4", "5", "10", "15", "20")),
        *(OutOf(text, whole=whole) for text, whole in (("3", 10), ("2", 5), ("1", 7), ("9", 10), ("19", 20))),
        *(Simple(text, whole=whole) for text, whole in (("1", 2), ("1", 3), ("2", 3), ("1", 4), ("3", 4))),
    ]
    crowds = pool(("7", "10", "12", "20"), roundings=("exact", "unknown"), hedged=("20",), unit="hectares")
    people = pool(
        ("1", "2", "3", "4", "5", "6", "7", "8"),
        roundings=("exact", "unknown"),
        hedged=("4",),
        unit="hectares",
    )
    agree(
        ((a, b, c), lm.Share(a.figure, b.figure, c.figure), equation((a, b, c), SHARE))
        for a, b, c in some(product(people, crowds, stated), 800)
    )


def test_growth_by_a_percentage():
    solvers = (lambda b, c: over(b, c + ONE), lambda a, c: times(a, c + ONE), lambda a, b: over(b, a) - ONE)
    agree(
        (
            (a, b, c),
            lm.Growth(a.figure, b.figure, c.figure),
            divided((a, b, c), solvers, by=a),
        )
        for a, b, c in about(
            CROWDS,
            PEOPLE,
            lambda x, y: 100 * (y / x - 1),
            each=4,
            count=800,
            unit="percent",
            steps=(-50, 0, 7),
        )
    )


def test_growth_by_a_multiple():
    solvers = (over, times, lambda a, b: over(b, a))
    agree(
        (
            (a, b, c),
            lm.Growth(a.figure, b.figure, c.figure),
            divided((a, b, c), solvers, by=a),
        )
        for a, b, c in about(
            CROWDS, PEOPLE, lambda x, y: y / x, each=4, count=800, unit="times", steps=(0, 1, 2)
        )
    )


def test_growth_by_percentage_points():
    rates = pool(("1", "3", "4", "1.5"), hedged=("2", "15", "20"), unit="percent")
    solvers = (lambda b, c: b - c, lambda a, c: a + c, lambda a, b: b - a)
    agree(
        ((a, b, c), lm.Growth(a.figure, b.figure, c.figure), equation((a, b, c), solvers))
        for a, b, c in about(
            rates, rates, lambda x, y: y - x, each=3, count=800, unit="percentage points", steps=(-1, 0, 1)
        )
    )


def test_products():
    solvers = (lambda b, c: over(c, b), lambda a, c: over(c, a), times)
    agree(
        ((a, b, c), lm.Product([a.figure, b.figure], c.figure), equation((a, b, c), solvers))
        for a, b, c in about(PARTS, WHOLES, lambda x, y: x * y, each=4, count=800)
    )


def test_partitions():
    texts = ("-1", "0", "1", "33", "49", "50", "51", "67", "99", "100", "101")
    shares = pool(texts, hedged=("33", "35", "50", "65"), unit="percent", kind=Part)
    whole = Written("100", "exact", unit="percent")
    solvers = (lambda b, w: w - b, lambda a, w: w - a, lambda a, b: a + b)
    agree(
        ((a, b), lm.Partition([a.figure, b.figure]), equation(in_list((a, b, whole)), solvers))
        for a, b in some(product(shares, shares), 1500)
    )


def test_two_statements_of_one_quantity():
    either = (lambda x: x, lambda x: x)

    def verdict(a, b):
        """Certain where one of them, the finer, leaves no doubt about the other."""
        found = {equation((a, b), either), equation((b, a), either)}
        return "entailed" if "entailed" in found else found.pop()

    firsts = pool(("0", "1", "15", "20", "1.5"), hedged=("1", "15", "20", "25"))
    agree(((a, b), lm.Same(a.figure, b.figure), verdict(a, b)) for a, b in product(firsts, firsts))


@pytest.mark.parametrize("strict", [True, False])
def test_bounds(strict):
    firsts = pool(("0", "1", "15", "20", "1.5"), hedged=("1", "15", "20", "25"))
    agree(
        (
            (a, b),
            lm.Bound(a.figure, b.figure, strict=strict),
            comparison((a, b), lambda x, y: x < y or (x == y and not strict)),
        )
        for a, b in some(product(firsts, firsts), 1200)
    )


@pytest.mark.parametrize("strict, rising", [(True, False), (False, True)])
def test_orders(strict, rising):
    items = pool(("1", "2", "20"), hedged=("2", "15"))

    def in_order(*values: int):
        falling = values[::-1] if rising else values
        return all(x > y or (x == y and not strict) for x, y in pairwise(falling))

    agree(
        (
            case,
            lm.Order([one.figure for one in case], strict=strict, rising=rising),
            comparison(in_list(case), in_order),
        )
        for case in some(product(items, items, items), 300)
    )


def test_rankings():
    items = pool(("1", "2", "20"), roundings=("unknown", "half-up", "truncated", "exact"), hedged=("2", "15"))

    def verdict(item, others, place):
        item, *others = in_list((item, *others))
        found = {}
        for read in (strictly, loosely):
            tries = product(*(points(one, read, *{item, *others} - {one}) for one in (item, *others)))
            found[read] = {1 + sum(y > x for y in ys) == place for x, *ys in tries}
        if True in found[strictly]:
            return "compatible" if False in found[strictly] else "entailed"
        return "questionable" if True in found[loosely] else "inconsistent"

    agree(
        (
            (item, *others),
            lm.Ranking(item.figure, place, [one.figure for one in others]),
            verdict(item, others, place),
        )
        for item, *others, place in some(product(items, items, items, (1, 2, 3)), 300)
    )


def test_percentages_of_whole_numbers():
    shares = pool(("0", "17", "25", "33", "50", "86", "99", "100"), hedged=("33", "50", "95"), unit="percent")
    counts = pool(("1", "3", "7", "12"), hedged=("6", "15"), unit="hectares")

    def fits(share, count, read):
        wholes = (n for n in range(1, 210) if read(count, n * ONE))
        return any(read(share, Fraction(k * ONE, n)) for n in wholes for k in range(n + 1))

    def verdict(share, count):
        if fits(share, count, strictly):
            return "compatible"
        return "questionable" if fits(share, count, loosely) else "inconsistent"

    agree(
        (
            ((a, b), lm.Percentage(a.figure, b.figure), verdict(a, b))
            for a, b in some(product(shares, counts), 600)
        ),
        among=VERDICTS - {"entailed"},  # that such a number exists does not say that it was meant
    )


def test_counts_of_listed_things():
    def verdict(one, listed):
        if one.strictly(listed):
            return "entailed" if one.surely(listed) else "compatible"
        return "questionable" if one.loosely(listed) else "inconsistent"

    stated = pool(("0", "1", "1.5", "3", "10"), hedged=("3", "4", "5", "10"), unit="hectares")
    agree(
        (
            (
                (one, size),
                lm.Count(one.figure, [f"name {number}" for number in range(size)]),
                verdict(one, size * ONE),
            )
            for one in stated
            for size in range(12)
        ),
        among=VERDICTS - {"compatible"},  # no whole number lies on a tie of whole numbers
    )


def test_shares_of_their_own_total():
    solvers = (
        lambda b, c: over(times(c, b), ONE - c),
        lambda a, c: over(a, c) - a,
        lambda a, b: over(a, a + b),
    )
    relation = parse_relation("a / (a + b) = c")
    cases = about(
        pool(("1", "2", "3"), hedged=("2", "15"), unit="hectares"),
        pool(("1", "2", "7"), hedged=("2", "15"), unit="hectares"),
        lambda x, y: 100 * x / (x + y),
        each=4,
        count=500,
        unit="percent",
        steps=(-20, -5, 0, 1),
    )
    agree(
        (
            (a, b, c),
            (
                relation,
                {name: Fact(id=name, figure=one.figure) for name, one in zip("abc", (a, b, c), strict=True)},
            ),
            equation((a, b, c), solvers),
        )
        for a, b, c in cases
    )
