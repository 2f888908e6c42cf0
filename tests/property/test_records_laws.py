"""The laws of functions over records: order never matters, nothing is lost, no true value falls outside."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from lacmigration.amounts import interval_sum
from lacmigration.checking import check
from lacmigration.comparisons import gap, growth, per_capita
from lacmigration.conversion import Deflator, Rate, constant_prices, convert
from lacmigration.crosstabs import mapping
from lacmigration.distribution import concentration, herfindahl, shares
from lacmigration.figures import Figure, Hedge, Rounding
from lacmigration.grouping import UNALLOCATED
from lacmigration.intervals import NOT_NEGATIVE, Interval
from lacmigration.provenance import Citation
from lacmigration.rankings import rank
from lacmigration.ratios import ratio_range
from lacmigration.records import Contribution, Programme
from lacmigration.relations import Equation, Total
from lacmigration.totals import total

HERE = Citation("my-report", "table 1")
DONORS = ["mx", "ie", "cy", "lu", "th"]


@st.composite
def figures(draw: st.DrawFn, unit: str = "USD") -> Figure:
    place = draw(st.integers(-3, 6))
    digits = draw(st.integers(0, 30) | st.integers(0, 10**7))
    figure = Figure(
        Decimal((0, tuple(map(int, str(digits))), place)),
        unit,
        exponent=place,
        hedge=draw(st.sampled_from(Hedge)),
        rounding=draw(st.sampled_from([mode for mode in Rounding if mode is not Rounding.EXACT])),
        scaled=place > 0,
    )
    assume(figure.strict.meets(NOT_NEGATIVE))  # not "less than 0"
    return figure


def contribution(name: str, provider: str, figure: Any) -> Contribution:
    return Contribution(id=name, provider=provider, receiver="mptf", figure=figure, citation=HERE)


@st.composite
def tables(draw: st.DrawFn, largest: int = 8) -> list[Contribution]:
    figures_ = draw(st.lists(figures(), min_size=1, max_size=largest))
    return [
        contribution(f"my.row-{number}", draw(st.sampled_from(DONORS)), figure)
        for number, figure in enumerate(figures_)
    ]


@st.composite
def whole_tables(draw: st.DrawFn, largest: int = 8) -> list[Contribution]:
    rows = draw(tables(largest=largest))
    assume(sum(row.figure.nominal for row in rows) > 0)
    return rows


@st.composite
def truths(draw: st.DrawFn, rows: list[Contribution], *, from_zero: bool = False) -> dict[str, Fraction]:
    """True values that the figures of the rows may stand for."""
    found = {}
    for row in rows:
        strict = row.figure.strict
        if from_zero:
            strict = strict.intersect(NOT_NEGATIVE) or strict
        assert strict.lo is not None
        assert strict.hi is not None
        step = draw(st.fractions(0, 1, max_denominator=20))
        found[row.id] = strict.nearest(strict.lo + step * (strict.hi - strict.lo))
    return found


def by_donor(rows: list[Contribution], values: dict[str, Fraction]) -> dict[str, Fraction]:
    found: dict[str, Fraction] = {}
    for row in rows:
        found[row.provider] = found.get(row.provider, Fraction(0)) + values[row.id]
    return found


# Order


@given(st.data(), tables())
def test_the_order_of_records_changes_no_total(data: st.DataObject, rows: list[Contribution]):
    shuffled = data.draw(st.permutations(rows))
    assert total(shuffled) == total(rows)
    again = total(shuffled, by="donor")
    assert again == total(rows, by="donor")
    assert list(again) == sorted(again)


@given(st.data(), whole_tables())
def test_the_order_of_records_changes_no_share_rank_or_table(data: st.DataObject, rows: list[Contribution]):
    shuffled = data.draw(st.permutations(rows))
    one, other = shares(rows), shares(shuffled)
    assert list(one.items()) == list(other.items())
    assert list(one.rounded(1).items()) == list(other.rounded(1).items())
    assert list(rank(rows).items()) == list(rank(shuffled).items())
    assert concentration(rows) == concentration(shuffled)
    assert herfindahl(rows) == herfindahl(shuffled)
    assert str(mapping(rows, "donor", "recipient")) == str(mapping(shuffled, "donor", "recipient"))


# Totals


@given(tables(), st.dictionaries(st.sampled_from(DONORS), st.integers(0, 2)))
def test_totals_add_up_over_any_partition(rows: list[Contribution], kinds: dict[str, int]):
    whole = total(rows)
    parts = total(rows, by=lambda row: kinds.get(row.provider, 0))
    assert sum(part.nominal for part in parts.values()) == whole.nominal
    one = Fraction(1)
    assert interval_sum((one, part.strict) for part in parts.values()) == whole.strict
    assert interval_sum((one, part.loose) for part in parts.values()) == whole.loose
    assert sorted(name for part in parts.values() for name in part.ids) == sorted(whole.ids)
    assert total(parts.values()).nominal == whole.nominal


@given(st.data(), tables())
def test_a_total_holds_the_total_of_any_admissible_values(data: st.DataObject, rows: list[Contribution]):
    values = data.draw(truths(rows))
    found = total(rows)
    assert sum(values.values()) in found.strict
    assert found.strict.within(found.loose)


@given(tables())
def test_the_ends_of_a_total_are_those_of_its_parts(rows: list[Contribution]):
    strict = total(rows).strict
    ends = [row.figure.strict for row in rows]
    assert strict.lo == sum(end.lo for end in ends if end.lo is not None)
    assert strict.hi == sum(end.hi for end in ends if end.hi is not None)
    assert strict.lo_open == any(end.lo_open for end in ends)
    assert strict.hi_open == any(end.hi_open for end in ends)


@given(tables(), figures())
def test_a_total_is_checked_as_its_parts_are(rows: list[Contribution], stated: Figure):
    assert check(Equation(total(rows), stated)).verdict is check(Total(rows, stated)).verdict


# Shares


@given(whole_tables())
def test_shares_add_up_to_1_and_fall(rows: list[Contribution]):
    found = shares(rows)
    assert sum(found.values()) == 1
    assert list(found.values()) == sorted(found.values(), reverse=True)


@given(whole_tables(), st.integers(0, 6))
def test_rounded_shares_add_up_to_100_and_keep_the_order(rows: list[Contribution], digits: int):
    found = shares(rows)
    rounded = found.rounded(digits)
    unit = Fraction(1, 10**digits)
    assert sum(rounded.values()) == 100
    assert all(abs(Fraction(rounded[key]) - 100 * share) < unit for key, share in found.items())
    assert list(rounded.values()) == sorted(rounded.values(), reverse=True)
    assert all(share.as_tuple().exponent == -digits for share in rounded.values())


@given(st.integers(2, 5), st.integers(1, 10**6), st.integers(0, 3), st.randoms())
def test_among_equals_the_first_by_name_gets_the_odd_unit(count: int, number: int, digits: int, random: Any):
    rows = [contribution(f"my.{name}", name, Figure(number, "USD")) for name in DONORS[:count]]
    random.shuffle(rows)
    rounded = shares(rows).rounded(digits)
    assert list(rounded) == sorted(DONORS[:count])
    assert list(rounded.values()) == sorted(rounded.values(), reverse=True)


@given(st.data(), whole_tables())
def test_a_share_holds_that_of_any_admissible_values(data: st.DataObject, rows: list[Contribution]):
    values = by_donor(rows, data.draw(truths(rows, from_zero=True)))
    whole = sum(values.values())
    assume(whole > 0)
    for key, quotient in shares(rows).quotients.items():
        assert values[str(key)] / whole in quotient.strict
        assert quotient.strict.within(quotient.loose)
        assert quotient.strict.within(Interval(0, 1))


INTERVALS = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda ends: Interval(min(ends), max(ends)))
CLASSES = st.tuples(st.integers(-2, 3).map(Fraction), st.integers(0, 2).map(Fraction), INTERVALS)


@given(st.lists(CLASSES, min_size=1, max_size=5))
def test_the_range_of_a_ratio_is_that_of_its_corners(classes: list[tuple[Fraction, Fraction, Interval]]):
    corners = []
    for ends in product(*([reach.lo, reach.hi] for _, _, reach in classes)):
        over = sum(a * x for (a, _, _), x in zip(classes, ends, strict=True) if x is not None)
        under = sum(b * x for (_, b, _), x in zip(classes, ends, strict=True) if x is not None)
        corners.append((over, under))
    assume(all(under for _, under in corners))
    ratios = [Fraction(over) / under for over, under in corners]
    assert ratio_range(classes) == Interval(min(ratios), max(ratios))


@st.composite
def small_tables(draw: st.DrawFn) -> list[Contribution]:
    """Few donors of a few dollars each, one row a donor, with intervals that overlap."""
    numbers = draw(st.lists(st.integers(1, 6) | st.just(10), min_size=1, max_size=4))
    hedges = st.sampled_from([Hedge.NONE, Hedge.AT_LEAST, Hedge.AT_MOST])
    return [
        contribution(f"my.{name}", name, Figure(n, "USD", hedge=draw(hedges)))
        for name, n in zip(DONORS, numbers, strict=False)
    ]


@given(small_tables(), st.integers(1, 3))
def test_concentration_is_sharp(rows: list[Contribution], top: int):
    """Against every choice of values among all ends of intervals: the extremes are attained there."""
    reaches = [row.figure.strict for row in rows]
    ends = sorted({end for reach in reaches for end in (reach.lo, reach.hi) if end is not None})
    held = [
        Fraction(sum(sorted(values, reverse=True)[:top])) / sum(values)
        for values in product(*([end for end in ends if end in reach] for reach in reaches))
        if any(values)
    ]
    found = concentration(rows, top=top)
    assert found.strict == Interval(min(held), max(held))
    assert found.value in found.strict


@given(st.data(), whole_tables(), st.integers(1, 6))
def test_concentration_and_herfindahl_hold_those_of_any_admissible_values(
    data: st.DataObject, rows: list[Contribution], top: int
):
    values = by_donor(rows, data.draw(truths(rows, from_zero=True)))
    whole = sum(values.values())
    assume(whole > 0)
    parts = sorted((value / whole for value in values.values()), reverse=True)
    concentrated, squared = concentration(rows, top=top), herfindahl(rows)
    assert sum(parts[:top]) in concentrated.strict
    assert sum(part * part for part in parts) in squared.strict
    assert concentrated.strict.within(concentrated.loose)
    assert squared.strict.within(squared.loose)
    assert Fraction(1, len(parts)) <= squared.value <= 1


# Ranks


@given(st.data(), tables())
def test_ranks_share_the_better_place_and_hold_those_of_any_admissible_values(
    data: st.DataObject, rows: list[Contribution]
):
    values = by_donor(rows, data.draw(truths(rows)))
    ranks = rank(rows)
    faces = {key: one.amount.nominal for key, one in ranks.items()}
    for key, one in ranks.items():
        assert one.place == 1 + sum(face > faces[key] for face in faces.values())
        assert one.best <= 1 + sum(value > values[str(key)] for value in values.values()) <= one.worst
        assert one.loose[0] <= one.best <= one.worst <= one.loose[1]
    assert [one.place for one in ranks.values()] == sorted(one.place for one in ranks.values())


@given(tables())
def test_ranks_from_below_mirror_those_from_above(rows: list[Contribution]):
    falling, rising = rank(rows), rank(rows, descending=False)
    for key, one in falling.items():
        tied = sum(other.place == one.place for other in falling.values())
        assert rising[key].place == len(falling) + 2 - one.place - tied


# Parts of records


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=6), st.data())
def test_dividing_records_among_groups_loses_nothing(numbers: list[int], data: st.DataObject):
    countries = st.lists(st.sampled_from(["co", "pe", "cl"]), min_size=1, max_size=3, unique=True)
    rows = [
        Programme(id=f"my.p-{i}", recipients=data.draw(countries), figure=Figure(n, "USD"), citation=HERE)
        for i, n in enumerate(numbers)
    ]
    equal = total(rows, by="recipient", several="equal")
    assert sum(part.nominal for part in equal.values()) == sum(numbers)
    assert UNALLOCATED not in equal
    apart = total(rows, by="recipient")
    assert sum(part.nominal for part in apart.values()) == sum(numbers)
    shared = sum(n for n, row in zip(numbers, rows, strict=True) if len(row.recipients) > 1)
    assert (apart[UNALLOCATED].nominal if UNALLOCATED in apart else 0) == shared
    assert sum(shares(rows, by="recipient", several="equal").values()) == 1
    table = mapping(rows, "recipient", "id")
    assert table.count() == len(rows)
    whole = table.total()
    assert whole is not None
    assert whole.nominal == sum(numbers)
    assert len(table.unallocated(table.rows[0])) == sum(
        len(row.recipients) > 1 for row in rows if table.rows[0] in row.recipients
    )


# Conversion and comparison

RATES = st.integers(1, 10**6).map(lambda n: Decimal(n).scaleb(-3))


@given(tables(), RATES, st.booleans())
def test_there_and_back_is_what_it_was(rows: list[Contribution], number: Decimal, is_exact: bool):  # noqa: FBT001
    value = number if is_exact else Figure(number * 10)
    rate = Rate(base="USD", quote="COP", value=value, date="2024-08-30", citation=HERE)
    there = convert(total(rows), rate)
    assert there.unit == "COP"
    assert convert(there, rate) == total(rows)
    assert there.nominal == total(rows).nominal * rate.value.nominal


@given(st.data(), tables(), RATES)
def test_a_converted_amount_holds_any_admissible_amount_times_any_admissible_rate(
    data: st.DataObject, rows: list[Contribution], number: Decimal
):
    rate = Rate(base="USD", quote="COP", value=Figure(number * 10), date="2024-08-30", citation=HERE)
    values = data.draw(truths(rows))
    reach = rate.value.strict
    assert reach.lo is not None
    assert reach.hi is not None
    true_rate = data.draw(st.fractions(reach.lo, reach.hi, max_denominator=10**6))
    assume(true_rate in reach)
    assert sum(values.values()) * true_rate in convert(total(rows), rate).strict


@given(tables(), st.integers(2018, 2022))
def test_prices_of_the_year_itself_are_the_amount(rows: list[Contribution], year: int):
    index = Deflator(
        currency="USD", base=year, index={2018: "97.1", 2020: "100.0", year: "104.5"}, citation=HERE
    )
    assert constant_prices(total(rows), index, year=year).terms == total(rows).terms
    assert (
        constant_prices(total(rows), index, year=2018).nominal
        == total(rows).nominal * index.at(year).nominal / index.at(2018).nominal
    )


@given(st.data(), whole_tables(), figures())
def test_what_is_reached_and_what_is_missing_make_the_target(
    data: st.DataObject, rows: list[Contribution], target: Figure
):
    assume(target.number > 0)
    assume(target.strict.lo is not None and target.strict.lo > 0)
    found = gap(target, rows)
    assert found.missing.nominal == target.nominal - total(rows).nominal
    assert found.reached.value + found.share.value == 1
    mobilised = sum(data.draw(truths(rows)).values())
    goal = target.strict.nearest(target.nominal)
    assert goal - mobilised in found.missing.strict
    assert (goal - mobilised) / goal in found.share.strict


@given(whole_tables(), whole_tables())
def test_growth_is_the_ratio_less_1_and_nothing_from_a_table_to_itself(
    old: list[Contribution], new: list[Contribution]
):
    assume(all(row.figure.number for row in old))
    assume(all((row.figure.strict.lo or 0) > 0 for row in old))
    found = growth(old, new)
    assert found.value + 1 == found.ratio.value == total(new).nominal / total(old).nominal
    still = growth(old, old)
    assert still.value == 0
    assert still.strict == Interval(0, 0)
    assert still.difference.strict == Interval(0, 0)
    assert per_capita(total(old), total(old)).strict == Interval(1, 1)
