"""The two laws, for every relation: no false alarm, and no vacuous pass.

True values come first. Each is printed as some writer would print it (`lacmigration.testing.printings`,
integer arithmetic that knows nothing of the library's intervals), by any rounding and behind any hedge; the
relation between what was printed must then never be called inconsistent. Where a verdict says that the
figures agree, its witness is checked with plain Fractions.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import prod

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lacmigration._meanings import last_nonzero
from lacmigration.checking import check
from lacmigration.facts import Fact
from lacmigration.figures import Figure, Form, Hedge, Rounding
from lacmigration.findings import Finding, Verdict
from lacmigration.periods import PartialDate
from lacmigration.relations import (
    Bound,
    Count,
    Difference,
    Equation,
    Growth,
    Listing,
    Magnitude,
    Order,
    Partition,
    Percentage,
    Product,
    Ranking,
    Ratio,
    Same,
    Share,
    Span,
    Total,
    parse_relation,
)
from lacmigration.testing import names, printings, rounded, shares_in_words

amounts = st.fractions(min_value=-(10**5), max_value=10**5, max_denominator=1000)
positive = st.fractions(min_value=Fraction(1, 100), max_value=10**5, max_denominator=1000)
NEAREST = (Rounding.HALF_UP, Rounding.HALF_EVEN)
ROUNDINGS = [Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.TRUNCATED, Rounding.FLOOR, Rounding.CEILING]
each_rounding = pytest.mark.parametrize("rounding", ROUNDINGS, ids=lambda rounding: rounding.value)


def printed(data: st.DataObject, true_value: Fraction, rounding: Rounding, unit: str = "USD") -> Figure:
    return data.draw(printings(true_value, unit=unit, roundings=(rounding,)))


def listed(
    data: st.DataObject, trues: Sequence[Fraction | int], rounding: Rounding, unit: str = "USD"
) -> list[Figure]:
    """True values printed as one list: each so that it shows its place, or written out to one place.

    A writer who writes out zeros in a list means them: nobody puts 57,500 for 57,463 beside 1,234. Beside
    what is written out to one place, others may stand with a scale word or a hedge; they say nothing of it.
    """
    if data.draw(st.booleans()):
        places = st.integers(0 if unit == "countries" else -2, 3)  # nobody says 3.9 countries
        one_by_one = (printings(value, unit=unit, roundings=(rounding,), places=places) for value in trues)
        return [_shown(data.draw(figure)) for figure in one_by_one]
    place = data.draw(st.integers(0, 3))
    declared = Rounding.UNKNOWN if rounding in NEAREST else rounding
    column = []
    for value in trues:
        if data.draw(st.booleans()):
            hedges = data.draw(st.sampled_from(((Hedge.NONE,), tuple(Hedge))))
            beside = printings(
                value, unit=unit, roundings=(rounding,), places=st.integers(1, 3), hedges=hedges
            )
            figure = data.draw(beside)
            column.append(_shown(figure) if figure.hedge is Hedge.NONE else figure)
            continue
        how = {"place": place, "rounding": rounding, "unit": unit, "declared": declared}
        figure = rounded(value, **how, spelled_out=True)
        column.append(figure if figure.number else rounded(value, **how))  # nobody writes 0 for 30
    return column


def _shown(figure: Figure) -> Figure:
    """The figure with a scale word in the place of zeros that could be digits or not."""
    place = last_nonzero(figure.number)
    return attrs.evolve(figure, exponent=max(place, figure.exponent), scaled=place > 0 or figure.scaled)


def agree(
    finding: Finding,
    figures: Sequence[Figure],
    holds: Callable[[Sequence[Fraction]], bool],
    *,
    sure: bool = False,
) -> None:
    """Both laws: the verdict is not INCONSISTENT, and what it calls agreement is shown by values."""
    assert finding.verdict is not Verdict.INCONSISTENT, finding
    if finding.verdict is Verdict.UNDECIDED:
        assert not sure, finding
        assert "zero" in finding.reason, finding
        return
    values = [value for _, value in finding.witness]
    assert len(values) == len(figures), finding.witness
    for value, figure in zip(values, figures, strict=True):
        inside = figure.strict if finding.verdict.holds else figure.loose
        assert value in inside, (value, figure, inside)
    assert holds(values), values


@each_rounding
@given(st.data())
def test_totals(rounding, data):
    trues = data.draw(st.lists(amounts, min_size=1, max_size=5))
    *parts, stated = listed(data, [*trues, sum(trues)], rounding)
    agree(check(Total(parts, stated)), [*parts, stated], lambda v: sum(v[:-1]) == v[-1], sure=True)


@each_rounding
@given(st.data())
def test_totals_of_incomplete_parts(rounding, data):
    trues = data.draw(st.lists(positive, min_size=1, max_size=4))
    more = data.draw(st.just(Fraction(0)) | positive)
    *parts, stated = listed(data, [*trues, sum(trues) + more], rounding)
    agree(
        check(Total(parts, stated, complete=False)),
        [*parts, stated],
        lambda v: sum(v[:-1]) <= v[-1],
        sure=True,
    )


@each_rounding
@given(st.data(), amounts, amounts)
def test_differences(rounding, data, a, b):
    figures = [printed(data, value, rounding) for value in (a, b, a - b)]
    agree(check(Difference(*figures)), figures, lambda v: v[0] - v[1] == v[2], sure=True)


@each_rounding
@given(st.data(), positive, st.fractions(min_value=0, max_value=1, max_denominator=500))
def test_shares(rounding, data, whole, share):
    part, total = printed(data, whole * share, rounding), printed(data, whole, rounding)
    stated = printed(data, share, rounding, "percent")
    finding = check(Share(part, total, stated))
    agree(finding, [part, total, stated], lambda v: v[0] == v[1] * v[2] and 0 <= v[2] <= 1)


@given(st.data(), st.integers(1, 10**5))
def test_shares_put_in_words(data, whole):
    few = data.draw(st.integers(0, whole))
    part, total = (data.draw(printings(value, unit="persons")) for value in (few, whole))
    stated = data.draw(shares_in_words(Fraction(few, whole)))
    agree(check(Share(part, total, stated)), [part, total, stated], lambda v: v[0] == v[1] * v[2])


@each_rounding
@given(st.data(), amounts, positive)
def test_ratios(rounding, data, over, under):
    figures = [
        printed(data, over, rounding),
        printed(data, under, rounding),
        printed(data, over / under, rounding, "1"),
    ]
    agree(check(Ratio(*figures)), figures, lambda v: v[0] == v[1] * v[2])


@each_rounding
@given(st.data(), positive, positive)
def test_growth_in_percent(rounding, data, old, new):
    first, second = printed(data, old, rounding), printed(data, new, rounding)
    stated = printed(data, new / old - 1, rounding, "percent")
    figures = [second, first, Figure.exact(100, "percent"), stated]
    agree(check(Growth(first, second, stated)), figures, lambda v: v[0] == v[1] * (v[2] + v[3]) and v[2] == 1)


@given(st.data(), st.integers(1, 10**5), st.integers(2, 20))
def test_growth_by_a_multiple(data, old, times):
    new = old * times + data.draw(st.integers(-(old // 2), old // 2))
    first, second = (data.draw(printings(value, unit="persons")) for value in (old, new))
    stated = Figure(times, "times", form=Form.MULTIPLE)
    agree(check(Growth(first, second, stated)), [second, first, stated], lambda v: v[0] == v[1] * v[2])


@each_rounding
@given(st.data(), st.fractions(0, 1, max_denominator=500), st.fractions(0, 1, max_denominator=500))
def test_growth_in_percentage_points(rounding, data, old, new):
    first, second = printed(data, old, rounding, "percent"), printed(data, new, rounding, "percent")
    stated = printed(data, new - old, rounding, "percentage points")
    agree(
        check(Growth(first, second, stated)),
        [second, first, stated],
        lambda v: v[0] - v[1] == v[2],
        sure=True,
    )


@each_rounding
@given(st.data())
def test_products(rounding, data):
    trues = data.draw(st.lists(st.fractions(-300, 300, max_denominator=50), min_size=2, max_size=3))
    factors = [printed(data, value, rounding, "1") for value in trues]
    stated = printed(data, prod(trues, start=Fraction(1)), rounding, "1")
    agree(check(Product(factors, stated)), [*factors, stated], lambda v: prod(v[:-1]) == v[-1], sure=True)


@each_rounding
@given(st.data())
def test_partitions(rounding, data):
    weights = data.draw(st.lists(st.integers(1, 1000), min_size=1, max_size=6))
    shares = listed(data, [Fraction(weight, sum(weights)) for weight in weights], rounding, "percent")
    hundred = Figure.exact(100, "percent")
    agree(check(Partition(shares)), [*shares, hundred], lambda v: sum(v[:-1]) == 1 == v[-1], sure=True)


@each_rounding
@given(st.data(), amounts)
def test_two_statements_of_one_quantity(rounding, data, true_value):
    figures = [printed(data, true_value, rounding), data.draw(printings(true_value, unit="USD"))]
    there, back = check(Same(*figures)), check(Same(*reversed(figures)))
    agree(there, figures, lambda v: v[0] == v[1], sure=True)
    assert there.verdict is back.verdict


@each_rounding
@given(st.data(), st.booleans())
def test_orders(rounding, data, rising):
    trues = sorted(data.draw(st.lists(amounts, min_size=1, max_size=5)), reverse=not rising)
    figures = listed(data, trues, rounding)
    strict = len(set(trues)) == len(trues)
    finding = check(Order(figures, rising=rising, strict=strict))
    agree(finding, figures, lambda v: _ordered(v, rising=rising, strict=strict), sure=True)


def _ordered(values, *, rising, strict):
    falling = values[::-1] if rising else values
    return all(a > b or (a == b and not strict) for a, b in itertools.pairwise(falling))


@each_rounding
@given(st.data())
def test_ranks(rounding, data):
    trues = data.draw(st.lists(amounts, min_size=2, max_size=5))
    item, *others = listed(data, trues, rounding)
    place = 1 + sum(value > trues[0] for value in trues[1:])
    finding = check(Ranking(item, place, others))
    figures = [item, Figure.exact(place), *others]
    agree(finding, figures, lambda v: 1 + sum(x > v[0] for x in v[2:]) == place == v[1], sure=True)


@each_rounding
@given(st.data(), amounts, st.just(Fraction(0)) | positive)
def test_bounds(rounding, data, lesser, more):
    figures = [printed(data, value, rounding) for value in (lesser, lesser + more)]
    strict = more > 0
    finding = check(Bound(*figures, strict=strict))
    agree(finding, figures, lambda v: v[0] < v[1] if strict else v[0] <= v[1], sure=True)


@each_rounding
@given(st.data(), st.integers(1, 400), st.data())
def test_percentages_of_a_count(rounding, data, count, more):
    part = more.draw(st.integers(0, count))
    stated = printed(data, Fraction(part, count), rounding, "percent")
    base = Figure.exact(count, "persons")
    agree(
        check(Percentage(stated, base)),
        [stated, base],
        lambda v: v[1] == count and (v[0] * v[1]).denominator == 1 and 0 <= v[0] <= 1,
        sure=True,
    )


counts = st.integers(0, 12) | st.integers(0, 10**5)


def counted(data: st.DataObject, true_value: int, rounding: Rounding) -> Figure:
    """A number of things, of which there is a whole number, as printed: nobody says 3.9 countries."""
    figure = data.draw(
        printings(true_value, unit="countries", places=st.integers(0, 3), roundings=(rounding,))
    )
    assert figure.is_whole
    return figure


@each_rounding
@given(st.data(), st.lists(counts, min_size=1, max_size=5))
def test_totals_of_counts(rounding, data, trues):
    more = data.draw(counts)
    *parts, stated, higher = listed(data, [*trues, sum(trues), sum(trues) + more], rounding, "countries")
    agree(check(Total(parts, stated)), [*parts, stated], lambda v: sum(v[:-1]) == v[-1], sure=True)
    incomplete = check(Total(parts, higher, complete=False))
    agree(incomplete, [*parts, higher], lambda v: sum(v[:-1]) <= v[-1], sure=True)


@each_rounding
@given(st.data(), counts, counts)
def test_differences_and_bounds_of_counts(rounding, data, a, b):
    figures = [counted(data, value, rounding) for value in (a + b, b, a)]
    agree(check(Difference(*figures)), figures, lambda v: v[0] - v[1] == v[2], sure=True)
    fewer, more = figures[1], figures[0]
    strict = a > 0
    bound = check(Bound(fewer, more, strict=strict))
    agree(bound, [fewer, more], lambda v: v[0] < v[1] if strict else v[0] <= v[1], sure=True)


@each_rounding
@given(st.data(), counts)
def test_two_statements_of_one_count(rounding, data, true_value):
    figures = [counted(data, true_value, one) for one in (rounding, data.draw(st.sampled_from(ROUNDINGS)))]
    agree(check(Same(*figures)), figures, lambda v: v[0] == v[1], sure=True)


@each_rounding
@given(st.data(), st.lists(counts, min_size=2, max_size=5))
def test_orders_and_ranks_of_counts(rounding, data, trues):
    falling = sorted(trues, reverse=True)
    figures = listed(data, falling, rounding, "countries")
    strict = len(set(trues)) == len(trues)
    order = check(Order(figures, strict=strict))
    agree(order, figures, lambda v: _ordered(v, rising=False, strict=strict), sure=True)
    item, *others = listed(data, trues, rounding, "countries")
    place = 1 + sum(value > trues[0] for value in trues[1:])
    figures = [item, Figure.exact(place), *others]
    agree(
        check(Ranking(item, place, others)),
        figures,
        lambda v: 1 + sum(x > v[0] for x in v[2:]) == place == v[1],
        sure=True,
    )


@each_rounding
@given(st.data(), st.integers(1, 10**5))
def test_shares_and_growth_of_counts(rounding, data, whole):
    few = data.draw(st.integers(0, whole))
    part, total = counted(data, few, rounding), counted(data, whole, rounding)
    share = printed(data, Fraction(few, whole), rounding, "percent")
    agree(check(Share(part, total, share)), [part, total, share], lambda v: v[0] == v[1] * v[2])
    change = printed(data, Fraction(few, whole) - 1, rounding, "percent")
    figures = [part, total, Figure.exact(100, "percent"), change]
    agree(check(Growth(total, part, change)), figures, lambda v: v[0] == v[1] * (v[2] + v[3]) and v[2] == 1)


@each_rounding
@given(st.data(), st.lists(counts, min_size=1, max_size=4))
def test_an_average_of_counts_is_said_in_whole_numbers_or_not(rounding, data, trues):
    """An average is printed with a count's noun, and nothing in the text tells that it is none."""
    parts = listed(data, trues, rounding, "countries")
    facts = {f"x.{n}": Fact(id=f"x.{n}", figure=figure) for n, figure in enumerate(parts)}
    true_value = Fraction(sum(trues), len(trues))
    told = data.draw(printings(true_value, unit="countries", roundings=(rounding,)))
    facts["mean"] = Fact(id="mean", figure=attrs.evolve(told, domain=None))
    text = f"average({', '.join(name for name in facts if name != 'mean')}) = mean"
    finding = check(parse_relation(text), facts=facts)
    assert finding.verdict is not Verdict.INCONSISTENT, finding


@given(st.data(), st.lists(names(), min_size=1, max_size=8, unique_by=str.casefold))
def test_counts_of_listed_countries(data, listed):
    stated = data.draw(printings(len(listed), unit="countries"))
    finding = check(Count(stated, listed))
    assert finding.verdict is not Verdict.INCONSISTENT, finding


@given(st.data(), st.lists(names(), min_size=1, max_size=8, unique_by=str.casefold))
def test_counts_of_listed_things(data, listed):
    hedge = data.draw(st.sampled_from(list(Hedge)))
    stated = data.draw(printings(len(listed), places=st.just(0), hedges=(hedge,)))
    finding = check(Count(stated, listed))
    assert finding.verdict is not Verdict.INCONSISTENT, finding


@given(st.lists(names(), min_size=1, max_size=8), st.randoms())
def test_the_same_names_in_any_order(listed, chance):
    folded = {" ".join(name.casefold().split()) for name in listed}
    assume(len(folded) == len(listed))
    other = list(listed)
    chance.shuffle(other)
    assert check(Listing(listed, other)).verdict is Verdict.ENTAILED
    shorter = check(Listing(listed, other[1:]))
    assert shorter.verdict is Verdict.INCONSISTENT
    assert shorter.missing == (other[0],)


dates = st.dates(date(1950, 1, 1), date(2049, 12, 31))


def known(day: date, depth: int) -> PartialDate:
    return PartialDate(day.year, *((day.month, day.day)[:depth]))


@given(st.data(), dates, st.integers(0, 9000), st.integers(0, 2), st.integers(0, 2))
def test_spans(data, start, days, depth, other_depth):
    end = start + timedelta(days=days)
    facts = {
        "start": Fact(id="start", date=known(start, depth)),
        "end": Fact(id="end", date=known(end, other_depth)),
    }
    stated = data.draw(printings(Fraction(days), unit="1", places=st.integers(0, 2)))
    finding = check(Span(facts["start"], facts["end"], stated, unit="days"))
    assert finding.verdict is not Verdict.INCONSISTENT, finding
    before = check(Bound(facts["start"], facts["end"]))
    assert before.verdict is not Verdict.INCONSISTENT, before


@given(st.data(), positive, st.fractions(min_value=Fraction(1, 31), max_value=31, max_denominator=100))
def test_magnitudes(data, expected, ratio):
    hedges = (Hedge.NONE, Hedge.ABOUT)
    figures = [
        data.draw(printings(value, unit="USD", hedges=hedges)) for value in (expected * ratio, expected)
    ]
    finding = check(Magnitude(*figures))
    assert finding.verdict is not Verdict.INCONSISTENT, finding
    if finding.verdict is Verdict.UNDECIDED:
        assert "zero" in finding.reason


@each_rounding
@given(st.data(), positive, positive)
def test_a_figure_that_occurs_twice(rounding, data, a, b):
    figures = listed(data, [a, b], rounding)
    stated = printed(data, a / (a + b), rounding, "percent")
    facts = {
        name: Fact(id=name, figure=figure)
        for name, figure in zip(("a", "b", "s"), [*figures, stated], strict=True)
    }
    finding = check(parse_relation("a / (a + b) = s"), facts=facts)
    assert finding.verdict is not Verdict.INCONSISTENT, finding
    if finding.verdict is Verdict.UNDECIDED:
        return
    values = dict(finding.witness)
    assert values["a"] == values["s"] * (values["a"] + values["b"])
    for name, fact in facts.items():
        assert values[name] in (fact.figure.strict if finding.verdict.holds else fact.figure.loose)


@each_rounding
@given(st.data(), amounts, amounts, positive)
def test_equations_between_two_expressions(rounding, data, a, b, c):
    figures = listed(data, [a, b, c, a + b - c], rounding)
    left, right = figures[:2], figures[2:]
    relation = parse_relation("x + y = z + w")
    assert isinstance(relation, Equation)
    facts = {n: Fact(id=n, figure=f) for n, f in zip("xyzw", [*left, *right], strict=True)}
    finding = check(relation, facts=facts)
    agree(finding, [*left, *right], lambda v: v[0] + v[1] == v[2] + v[3], sure=True)


@each_rounding
@given(st.data(), st.lists(amounts, min_size=1, max_size=4), st.integers(-50, 50))
def test_what_a_restatement_says_agrees(rounding, data, trues, off):
    parts = [printed(data, value, rounding) for value in trues]
    stated = Figure(Decimal(round(sum(trues)) + off), "USD", exponent=0, rounding=rounding)
    finding = check(Total(parts, stated))
    if finding.restatement is not None:
        assert not finding.verdict.holds
        assert check(Total(parts, finding.restatement)).verdict.holds
    assert finding.power is None or 0 <= finding.power <= 1


@given(st.data(), st.lists(amounts, min_size=1, max_size=5), amounts, st.randoms())
def test_the_order_of_parts_does_not_matter(data, trues, total, chance):
    parts = [data.draw(printings(value, unit="USD")) for value in trues]
    stated = data.draw(printings(total, unit="USD"))
    shuffled = list(parts)
    chance.shuffle(shuffled)
    one, other = check(Total(parts, stated)), check(Total(shuffled, stated))
    assert (one.verdict, one.computed, one.slack) == (other.verdict, other.computed, other.slack)


@each_rounding
@given(st.data(), st.lists(amounts, min_size=1, max_size=3), st.integers(-2, 1))
def test_what_is_entailed_prints_the_stated_figure(rounding, data, trues, place):
    """Any admissible values of the parts, added up and printed, give the figure that is stated."""
    parts = [rounded(value, place=place - 2, unit="USD", rounding=rounding) for value in trues]
    stated = rounded(sum(trues), place=place, unit="USD", rounding=rounding)
    if check(Total(parts, stated)).verdict is Verdict.ENTAILED:
        picks = [
            part.strict.nearest(data.draw(st.sampled_from([part.strict.lo, part.strict.hi, part.nominal])))
            for part in parts
        ]
        assert rounded(sum(picks), place=place, unit="USD", rounding=rounding).number == stated.number
