"""Whole systems of figures, on numbers small enough to work out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lacmigration.errors import ExpressionError, UnknownNamesError
from lacmigration.facts import Fact, MappingFacts
from lacmigration.figures import Figure, Rounding
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.periods import PartialDate
from lacmigration.provenance import Citation
from lacmigration.reconciling import System, contradictions
from lacmigration.relations import Listing, Magnitude, Order, Same, Total, parse_relation

HALF = Fraction(1, 2)


def blamed(system: System) -> list[tuple[str, ...]]:
    return [culprit.names for culprit in system.culprits]


def clashing(system: System) -> list[tuple[str, ...]]:
    return [conflict.names for conflict in system.conflicts]


def test_two_totals_of_the_same_parts_cannot_differ():
    system = System(["a + b = t", "a + b = c"], {"a": "10", "b": "10", "t": "21", "c": "19"})
    assert system.verdict is Verdict.INCONSISTENT
    assert not system.feasible
    assert clashing(system) == [("c", "t")]
    assert blamed(system) == [("c",), ("t",)]
    low, high = system.culprits
    # t is 20.5 at least, and the sum of two figures that are 10.5 at most is 21 at most; likewise for c
    assert low.restatements[0].reach == Interval(20 + HALF, 21)
    assert high.restatements[0].reach == Interval(19, 19 + HALF)
    assert [str(one.nearest) for one in system.restatements] == ["21", "19"]
    assert [str(relation) for relation in system.texts] == ["a + b = t", "a + b = c"]
    assert (system.witness, system.bounds) == ({}, {})


def test_each_of_the_two_totals_alone_is_fine():
    assert System("a + b = t", {"a": "10", "b": "10", "t": "21"}).verdict is Verdict.COMPATIBLE
    assert System("a + b = c", {"a": "10", "b": "10", "c": "19"}).verdict is Verdict.COMPATIBLE


def test_the_profit_alone_is_to_blame():
    """Costs are 60% of the turnover at least: neither the turnover nor the costs can be wrong alone."""
    system = System(
        ["profit + cost = turnover", "cost >= 0.6 * turnover"],
        {"profit": "755", "cost": "125", "turnover": "200"},
    )
    assert blamed(system) == [("profit",)]
    (restated,) = system.restatements
    # 199.5 - 125.5 to 200.5 - 124.5; cost / turnover is over 0.62 there
    assert restated.reach == Interval(74, 76)
    assert str(restated.nearest) == "76"
    # either of the others and the profit: profit <= 0.4 turnover, and profit <= 2/3 cost
    assert clashing(system) == [("cost", "profit"), ("profit", "turnover")]


def test_a_sum_of_two_above_zero_is_not_zero():
    above = System(["x + y = 0", "x > 0", "y > 0"], {"x": None, "y": None})
    assert above.verdict is Verdict.INCONSISTENT
    assert (blamed(above), clashing(above)) == ([], [()])
    assert above.conflicts[0].explanation == (
        "These relations cannot hold together: x + y = 0, 0 < x and 0 < y."
    )
    at_least = System(["x + y = 0", "x >= 0", "y >= 0"], {"x": None, "y": None})
    assert at_least.verdict is Verdict.COMPATIBLE
    assert at_least.bounds == {"x": Interval(0, 0), "y": Interval(0, 0)}
    assert at_least.witness == {"x": 0, "y": 0}


@pytest.mark.parametrize("size", [1, 10**9, 10**15])
def test_large_values_behave_as_small_ones_do(size):
    numbers = {"a": 10 * size + 3, "b": 10 * size + 4, "t": 20 * size + 9, "c": 20 * size + 5}
    names = {name: Figure(number, "USD") for name, number in numbers.items()}
    system = System(["a + b = t", "a + b = c"], names)
    # the sum is from 20 size + 6 to 20 size + 8: t begins at 8.5, c ends at 5.5
    assert clashing(system) == [("c", "t"), ("a", "b", "c"), ("a", "b", "t")]
    assert blamed(system) == [("a", "c"), ("a", "t"), ("b", "c"), ("b", "t"), ("c", "t")]
    both = system.culprits[-1]
    assert [one.reach for one in both.restatements] == [Interval(20 * size + 6, 20 * size + 8)] * 2


def test_ties_give_all_the_lightest_sets():
    system = System("a + b + c = t", {"a": "10", "b": "20", "c": "30", "t": "70"})
    assert blamed(system) == [("a",), ("b",), ("c",), ("t",)]
    assert {culprit.weight for culprit in system.culprits} == {1}
    # t less the others, all within a half: 70 - 20 - 30 = 20 within 1.5
    assert system.restatements[0].reach == Interval(20 - 3 * HALF, 20 + 3 * HALF)


def test_groups_are_told_one_by_one():
    names = {"a": "1", "b": "2", "c": "8", "p": "4", "q": "4", "x": "3", "y": "9"}
    system = System(["a + b = c", "p = q", "x = y"], names)
    assert system.components == (frozenset("abc"), frozenset("pq"), frozenset("xy"))
    assert blamed(system) == [("a",), ("b",), ("c",), ("x",), ("y",)]
    assert len(system.proofs) == 2
    assert clashing(system) == [("x", "y"), ("a", "b", "c")]


def test_shares_that_touch_at_their_ends():
    closed = System("partition(a, b)", {"a": "49%", "b": "50%"})
    assert closed.verdict is Verdict.COMPATIBLE
    assert closed.witness == {"a": Fraction(99, 200), "b": Fraction(101, 200)}
    half_up = {
        name: Figure(number, "percent", rounding=Rounding.HALF_UP) for name, number in (("a", 49), ("b", 51))
    }
    assert System("partition(a, b)", half_up).verdict is Verdict.COMPATIBLE
    half_up["b"] = Figure(50, "percent", rounding=Rounding.HALF_UP, exponent=0, precision=0)
    system = System("partition(a, b)", half_up)
    assert system.verdict is Verdict.INCONSISTENT
    (proof,) = system.proofs
    assert proof.gap == 0
    assert str(proof).endswith("together: 0 > 0, which cannot be")


def test_an_open_end_is_not_reached():
    floor = {name: Figure(number, rounding=Rounding.FLOOR) for name, number in (("a", 3), ("b", 4), ("c", 9))}
    # [3, 4) + [4, 5) is [7, 9), and c begins at 9
    assert System("a + b = c", floor).verdict is Verdict.INCONSISTENT
    floor["c"] = Figure(8, rounding=Rounding.FLOOR)
    system = System("a + b = c", floor)
    assert system.bounds == {
        "a": Interval(3, 4, lo_open=True, hi_open=True),
        "b": Interval(4, 5, lo_open=True, hi_open=True),
        "c": Interval(8, 9, hi_open=True),
    }


# Whose figure is harder to believe wrong.


def test_exact_figures_and_those_with_a_source_weigh_more():
    source = Citation("source", locator="p. 3")
    cited = Fact(id="", label="30", figure=Figure.parse("30"), citation=source)
    both = Fact(id="", label="60", figure=Figure.exact(60), citation=source)
    system = System("a + b + c = t", {"a": "10", "b": Figure.exact(11), "c": cited, "t": both})
    assert [system.unknowns[name].weight for name in "abct"] == [1, 2, 2, 3]
    assert blamed(system) == [("a",)]
    assert system.culprits[0].weight == 1


def test_weights_can_be_given():
    names = {"a": "10", "b": "20", "t": "40"}
    assert blamed(System("a + b = t", names, weights={"a": 2, "b": 2})) == [("t",)]
    assert blamed(System("a + b = t", names, weights={"t": 2})) == [("a",), ("b",)]


def test_two_light_figures_are_blamed_before_a_heavy_one():
    relations = ["a = x", "b = x"]
    names = {"a": "1", "b": "1", "x": "5"}
    assert blamed(System(relations, names)) == [("x",)]
    assert blamed(System(relations, names, weights={"x": 2})) == [("a", "b"), ("x",)]
    assert blamed(System(relations, names, weights={"x": 3})) == [("a", "b")]


# Quantities that nobody stated.


def test_what_nobody_stated_is_bounded_by_the_rest():
    system = System("a + b = t", {"a": "10", "b": None, "t": "30"})
    assert system.bounds["b"] == Interval(19, 21)
    assert system.witness["a"] + system.witness["b"] == system.witness["t"]
    assert system.unknowns["b"].figure is None


def test_a_record_without_a_figure_is_a_quantity_that_nobody_stated():
    facts = {"a": Fact(id="a"), "b": Fact(id="b", figure=Figure.parse("3"))}
    for known in (facts, MappingFacts(facts)):
        assert System("a = b", facts=known).bounds["a"] == Interval(Fraction(5, 2), Fraction(7, 2))
    many = {f"x.{name}": Fact(id=f"x.{name}", figure=fact.figure) for name, fact in facts.items()}
    assert System("sum(x.*) = t", {"t": "5"}, facts=many).bounds["x.a"] == Interval(1, 3)


def test_names_of_ones_own_come_before_those_of_records():
    facts = {"a": Fact(id="a", figure=Figure.parse("7")), "b": Fact(id="b", figure=Figure.parse("7"))}
    system = System("a = b", {"a": "5"}, facts=facts)
    assert blamed(system) == [("a",), ("b",)]
    many = {f"x.{name}": fact for name, fact in facts.items()}
    assert System("sum(x.*) = 14", facts=many).verdict is Verdict.COMPATIBLE
    assert System("sum(x.*) = 14", {"x.c": "5"}, facts=many).verdict is Verdict.INCONSISTENT


# Relations that cannot be used, and errors.


def test_relations_that_relate_no_numbers_are_left_out_with_the_reason():
    facts = {
        "p": Fact(id="p", date=PartialDate(2020)),
        "q": Fact(id="q", date=PartialDate(2021)),
        "n": Fact(id="n", names=("Peru",)),
        "m": Fact(id="m", names=("Chile",)),
        "f": Fact(id="f", figure=Figure.parse("USD 3")),
        "g": Fact(id="g", figure=Figure.parse("2 persons")),
        "h": Fact(id="h", figure=Figure.parse("USD 4"), flow="pledged"),
        "i": Fact(id="i", figure=Figure.parse("USD 5"), flow="paid"),
        "a": Fact(id="a", figure=Figure.parse("3")),
        "b": Fact(id="b", figure=Figure.parse("3")),
    }
    cases = {
        "p < q": "it relates no numbers",
        "p = q": "it relates no numbers",
        "n = m": "it relates no numbers",
        "p < q < p": "it relates no numbers",
        "unique(n)": "it relates no numbers",
        "magnitude(f, h)": "it relates no numbers",
        "f = g": "units clash: USD against person",
        "f + g = h": "units clash: USD against person",
        "f > g > h": "units clash: USD against person",
        "h + i = f": None,
        "rank(a, 2, b, f)": None,
        "rank(a, 2, b, a, b)": "a place between the first and the last one is no sum of figures",
        "sum(p, a) = b": 'a part is missing: "p" is a date, not a number',
        "f@x = a": None,
    }
    cases.pop("f@x = a")
    system = System([*cases, "a = b"], facts=facts)
    reasons = {relation: str(left.reason) for relation, left in zip(cases, system.left_out, strict=True)}
    assert len(system.left_out) == len(cases)
    for text, reason in cases.items():
        assert reason is None or reasons[text] == reason, text
    assert "pledged" in reasons["h + i = f"]
    assert system.verdict is Verdict.COMPATIBLE
    assert system.texts == ("a = b",)
    assert "not used: units clash: USD against person" in str(system)


def test_a_pattern_in_an_order_with_steps_of_its_own_cannot_be_told_apart():
    facts = {f"x.{n}": Fact(id=f"x.{n}", figure=Figure.parse(str(n))) for n in (3, 2, 1)}
    chain = parse_relation("x.3 > x.2 >= x.1")
    assert isinstance(chain, Order)
    assert System(chain, facts=facts).verdict is Verdict.COMPATIBLE
    every = Order(("x.3", *parse_relation("sum(x.*) = x.1").parts), strict=(True,))
    (left,) = System(every, facts=facts).left_out
    assert left.reason == "a pattern stands in it, so that its steps cannot be told apart"
    assert left.relation is every


def test_names_that_nobody_knows_are_told_all_at_once():
    with pytest.raises(UnknownNamesError) as caught:
        System(["a + zz = t", "sum(q.*) = t", "yy < a"], {"a": "1", "t": "2"})
    assert sorted(caught.value.names) == ["q.*", "yy", "zz"]
    assert str(caught.value).splitlines()[0] == (
        "zz: nothing has this name; give it a figure, or None if nobody did"
    )


def test_a_relation_that_cannot_be_read_is_an_error():
    with pytest.raises(ExpressionError):
        System(["a + = b"], {"a": "1", "b": "1"})


def test_an_empty_system_and_trivial_ones():
    empty = System([])
    assert empty.verdict is Verdict.COMPATIBLE
    assert empty.feasible
    assert (empty.proofs, empty.conflicts, empty.culprits, empty.restatements) == ((), (), (), ())
    assert (empty.witness, empty.bounds, empty.components, empty.unfinished) == ({}, {}, (), ())
    assert repr(empty) == "<System of 0 quantities in 0 relations>"
    assert System("a = a", {"a": "3"}).verdict is Verdict.COMPATIBLE
    assert System("a < a", {"a": "3"}).verdict is Verdict.INCONSISTENT
    assert System("a = b", {"a": None, "b": None}).bounds == {
        "a": Interval(None, None),
        "b": Interval(None, None),
    }


def test_a_list_is_counted_without_any_unknown():
    listed = 'count("Chile", "Peru") = {}'
    assert System(listed.format(2)).verdict is Verdict.COMPATIBLE
    three = System(listed.format(3))
    assert three.verdict is Verdict.INCONSISTENT
    assert clashing(three) == [()]
    assert str(three.proofs[0]).endswith("together: 0 >= 1, which cannot be")
    named = System(listed.format("n"), {"n": "3"})
    assert blamed(named) == [("n",)]
    assert str(named.restatements[0].nearest) == "2"


def test_numbers_written_into_a_relation_are_taken_as_given():
    system = System("a + 5 = 9", {"a": "3"})
    assert blamed(system) == [("a",)]
    assert system.restatements[0].reach == Interval(4, 4)


def test_several_figures_with_one_text_are_told_apart():
    system = System(Total(["USD 5", "USD 5"], "USD 12"))
    assert sorted(system.unknowns) == ["USD 12", "USD 5", "USD 5 (2)"]
    assert blamed(system) == [("USD 12",), ("USD 5",), ("USD 5 (2)",)]


# Hedges and generous readings.


def test_what_agrees_only_if_read_generously_is_questionable():
    system = System("a + b = t", {"a": "about 50 USD", "b": "61 USD", "t": "121 USD"})
    assert system.verdict is Verdict.QUESTIONABLE
    assert not system.feasible
    # 120.5 - 61.5 to 121.5 - 60.5, within 40 to 60
    assert system.bounds["a"] == Interval(59, 60)
    assert system.witness["a"] + system.witness["b"] == system.witness["t"]
    assert blamed(system) == [("a",), ("b",), ("t",)]
    assert len(system.proofs) == len(system.conflicts) == 1


def test_a_group_that_contradicts_itself_is_told_before_one_that_does_so_only_as_written():
    names = {"a": "about 50 USD", "b": "61 USD", "t": "121 USD", "x": "1 USD", "y": "4 USD"}
    system = System(["a + b = t", "x = y"], names)
    assert system.verdict is Verdict.INCONSISTENT
    assert blamed(system) == [("x",), ("y",), ("a",), ("b",), ("t",)]


def test_lower_and_upper_hedges():
    assert System("a = b", {"a": "more than 5 USD", "b": "at most 5 USD"}).verdict is Verdict.INCONSISTENT
    assert System("a = b", {"a": "at least 5 USD", "b": "at most 5 USD"}).verdict is Verdict.COMPATIBLE
    far = System("a = b", {"a": "more than 5 USD", "b": "900 USD"})
    assert far.verdict is Verdict.QUESTIONABLE
    assert far.bounds["a"] == far.unknowns["b"].loose


# What a figure would have to be.


def test_the_nearest_restatement_stands_on_the_grid_of_the_figure():
    system = System("a + b = t", {"a": "12.5 USD", "b": "30.1 USD", "t": "USD 46.22"})
    reached = {one.name: (one.reach, str(one.nearest)) for one in system.restatements}
    # t: 42.5 to 42.7, and 42.705 prints as 42.71 or 42.70; the nearest two decimals to 46.22 is 42.70
    assert reached["t"] == (Interval("42.5", "42.7"), "USD 42.70")
    # a: 46.215 - 30.15 to 46.225 - 30.05
    assert reached["a"] == (Interval("16.065", "16.175"), "USD 16.1")


def test_figures_that_are_let_go_together_are_told_together():
    system = System(["a = x", "b = x"], {"a": "1", "b": "1", "x": "5"}, weights={"x": 9})
    (culprit,) = system.culprits
    assert repr(culprit) == "<Culprit a, b>"
    # 4.5 to 5.5: only 4.5 itself might be written as 4
    assert [str(one.nearest) for one in culprit.restatements] == ["5", "5"]
    assert repr(culprit.restatements[0]) == "<Restatement of a: 1 to 5>"
    assert system.restatements == ()


def test_a_figure_without_a_grid_has_no_nearest():
    system = System("s = t", {"s": "one in five", "t": "80%"})
    by_name = {one.name: one for one in system.restatements}
    assert by_name["s"].nearest is None
    assert str(by_name["t"].nearest) == "25%"  # one in six to one in four, read generously


# Counts of things.


def test_counts_are_whole():
    system = System(["2 * a = t"], {"a": "at least 1 country", "t": "7 countries"})
    assert system.verdict is Verdict.INCONSISTENT
    (proof,) = system.proofs
    assert [case for case, _ in proof.split] == ["a <= 3", "a >= 4"]
    assert str(proof) == "\n".join(
        [
            "a <= 3:",
            *("  " + line for line in str(proof.split[0][1]).splitlines()),
            "a >= 4:",
            *("  " + line for line in str(proof.split[1][1]).splitlines()),
        ]
    )
    assert "the case" in str(proof)
    # an even number; neither 7 itself nor 7,000,000 is told to be nearest by chance
    (restated,) = system.restatements
    assert str(restated.nearest) == "6 countries"
    even = System(["2 * a = t"], {"a": "at least 1 country", "t": "8 countries"})
    assert even.bounds == {"a": Interval(4, 4), "t": Interval(8, 8)}
    assert even.witness == {"a": 4, "t": 8}


def test_a_percentage_of_a_whole_number():
    assert System("grim(s, n)", {"s": "43%", "n": "7 persons"}).verdict is Verdict.COMPATIBLE  # 3 of 7
    system = System("grim(s, n)", {"s": "50%", "n": "7 persons"})
    assert system.verdict is Verdict.INCONSISTENT
    assert blamed(system) == [("n",), ("s",)]
    assert str(system.restatements[0].nearest) == "6 persons"
    assert system.texts == ("s of n = a whole number",)
    # which percentages there are, no single range tells
    assert system.restatements[1].nearest is None


def test_orders_and_ranks():
    names = {"a": "5", "b": "3", "c": "4"}
    assert System("a >= b >= c", names).verdict is Verdict.COMPATIBLE  # both 3.5
    assert System("a >= b > c", names).verdict is Verdict.INCONSISTENT
    assert System("c < b < a", names).verdict is Verdict.INCONSISTENT
    assert System("rank(a, 1, b, c)", names).verdict is Verdict.COMPATIBLE
    assert System("rank(b, 3, a, c)", names).verdict is Verdict.COMPATIBLE
    last = System("rank(a, 3, a, b, c)", names)
    assert last.verdict is Verdict.INCONSISTENT
    assert last.texts == ("a <= b, c",)
    assert System("rank(b, 1, a, c)", {**names, "b": "2"}).texts == ("b >= a, c",)


def test_an_incomplete_total_is_a_bound():
    system = System(Total(["a", "b"], "t", complete=False), {"a": "3", "b": None, "t": "8"})
    assert system.bounds["b"] == Interval(None, 6)


def test_parts_that_are_missing_from_a_registry_leave_the_relation_out():
    system = System([Magnitude("USD 3", "USD 4"), Listing(["Peru"], ["Peru"])])
    assert [left.reason for left in system.left_out] == ["it relates no numbers"] * 2
    assert system.verdict is Verdict.COMPATIBLE


def test_a_share_of_counts_is_restated_as_one_that_whole_numbers_have():
    """20 stands for 15 to 24, and 24 of 52 are 46.2%, rounded up 47%."""
    names = {
        "few": Figure(20, "persons", exponent=1, scaled=True, rounding=Rounding.HALF_UP),
        "many": Figure.exact(52, "persons"),
        "share": Figure(58, "percent", rounding=Rounding.CEILING),
    }
    system = System("share(few, many) = share", names)
    restated = next(one for one in system.restatements if one.name == "share")
    assert restated.reach == Interval(Fraction(15, 52), Fraction(24, 52))
    assert str(restated.nearest) == "47%"
    below = System("share(few, many) = share", {**names, "share": Figure(3, "percent")})
    assert str(below.restatements[-1].nearest) == "29%"


def test_relations_that_follow_from_others_add_nothing():
    free = dict.fromkeys("abc")
    system = System(["a + b = 3", "b + c = 5", "a - c = 0 - 2", "b = 1"], free)
    assert system.bounds == {"a": Interval(2, 2), "b": Interval(1, 1), "c": Interval(4, 4)}
    wrong = System(["a + b = 3", "b + c = 5", "a - c = 7"], free)
    assert wrong.verdict is Verdict.INCONSISTENT
    assert len(wrong.conflicts[0].relations) == 3


def test_ends_that_have_no_small_common_denominator():
    """One in n is between 1/(n + 1/2) and 1/(n - 1/2)."""
    many = (99_991, 99_989, 99_971, 99_961, 99_929, 99_923, 99_907, 99_901)
    names = {f"s{n}": Figure(n, form="one-in", rounding=Rounding.HALF_UP) for n in many}
    system = System(f"{' + '.join(names)} = t", {**names, "t": None})
    reach = system.bounds["t"]
    assert reach.lo == sum(1 / (n + HALF) for n in many)
    assert reach.hi == sum(1 / (n - HALF) for n in many)
    assert sum(system.witness[name] for name in names) == system.witness["t"]


def test_counts_without_an_end_of_cases_leave_the_culprit_to_be_found():
    # 6 by 1,133.2% more is between 73.99 and 74, and 40 persons are that of no whole number; 1,133.2% alone
    # fits two counts (250 and 3,083, say) is found by nobody who tries them one by one.
    persons = {
        name: Figure(number, "persons", rounding=Rounding.HALF_UP)
        for name, number in (("old", 6), ("new", 40))
    }
    rate = Figure("1133.2", "percent", rounding=Rounding.TRUNCATED)
    system = System("growth(new, old) = rate", persons | {"rate": rate})
    assert system.verdict is Verdict.INCONSISTENT
    assert [one.names for one in system.culprits] == [("rate",)]
    assert [one.names for one in system.conflicts] == [("new", "rate"), ("old", "rate")]


def test_the_likeliest_culprit_is_told_with_its_slip():
    # 200 - 125 is 75 (74 to 76 with rounding): 755 is 75.5 without its point.
    relations = ["profit + cost = turnover", "cost >= 0.6 * turnover"]
    [found] = contradictions(System(relations, {"profit": "755", "cost": "125", "turnover": "200"}))
    assert (
        "The wrong one is most likely 755 (profit); it would have to be between 74 and 76."
        in found.explanation
    )
    assert "between 74 and 76. 76 would agree. Perhaps ten times too large" in found.explanation
    assert found.explanation.endswith("; it would be 75.5.")
    assert str(found.restatement) == "76"


def test_what_would_agree_is_said_in_the_manner_of_its_range():
    # 5% of 1,790,500 million at most is 98.48 billion (5.5% of it, generously read)
    names = {"sent": "USD 89,579 billion", "gdp": "USD 1,790 billion", "share": "5%"}
    (found,) = contradictions(System("share(sent, gdp) = share", names))
    assert "USD 98 billion would agree." in found.explanation
    assert "it would be USD 89.579 billion." in found.explanation
    hedged = {"a": "more than 50 million", "b": "30 million", "t": "75 million"}
    (found,) = contradictions(System("a + b = t", hedged))
    assert "More than 45 million would agree." in found.explanation


def test_a_figure_that_would_agree_only_because_it_is_rounded_is_said_to():
    # 20 is no more than 20, but 20.3 is, and it is printed as 20
    (found,) = contradictions(System("a > 20", {"a": "12"}))
    assert "it would have to be more than 20. Rounded, 20 would agree." in found.explanation
    (plain,) = contradictions(System("a > 20", {"a": Figure.exact(12)}))
    assert "it would have to be more than 20. 21 would agree." in plain.explanation


def test_figures_that_nobody_named_go_by_their_text():
    nine, eleven = (Fact(id="", figure=Figure(number)) for number in (9, 11))
    system = System([Same(nine, eleven), Same(Fact(id="", unstated=True), nine)])
    assert set(system.unknowns) == {"9", "11", "?", "9 (2)"}
    assert system.verdict is Verdict.INCONSISTENT
    assert [one.names for one in system.conflicts] == [("11", "9")]


@pytest.mark.parametrize("more", ["b - c > 0.5 * c", "2 * a > b + c", "a + a + c > b"])
def test_a_count_stays_whole_beside_so_many_times_another(more):
    names = {"a": "12 donors", "b": "15 donors", "c": "4 donors"}
    assert System(["a + c = b"], names).verdict is Verdict.INCONSISTENT
    assert System(["a + c = b", more], names).verdict is Verdict.INCONSISTENT


MIXED = ["all / 7 = each", "each + rest = both"]


def test_a_count_is_whole_for_a_sum_and_rounded_for_a_quotient():
    """300 persons in 7 groups are 42.86 a group; 43 and 57 are 100."""
    system = System(MIXED, {"all": "300 persons", "each": "43 persons", "rest": "57 persons", "both": None})
    assert system.feasible
    assert system.bounds["each"] == Interval(43, 43)
    assert system.bounds["both"] == Interval(100, 100)
    assert system.bounds["each (unrounded)"] == Interval(Fraction(300, 7), Fraction(300, 7))
    assert system.texts == ("all / 7 = each", "each + rest = both")


def test_an_average_of_more_than_42_may_be_little_more_while_its_count_is_43():
    """295 persons in 7 groups are 42.14 a group."""
    names = {
        "all": "295 persons",
        "each": "more than 42 persons",
        "rest": "57 persons",
        "both": "100 persons",
    }
    assert System(MIXED, names).feasible


def test_a_count_that_is_let_go_takes_its_average_with_it():
    """With 44, the sum is right and the quotient is not: then all are 304.5 to 311.5, that is 305 to 311."""
    names = {
        "all": Figure.exact(300, "persons"),
        "each": "44 persons",
        "rest": "57 persons",
        "both": "101 persons",
    }
    system = System(MIXED, names)
    assert {one.names for one in system.culprits} == {("all",), ("both", "each"), ("each", "rest")}
    reaches = {
        (one.names, restated.name): restated.reach for one in system.culprits for restated in one.restatements
    }
    assert reaches[("all",), "all"] == Interval(305, 311)
    assert reaches[("both", "each"), "each"] == Interval(43, 43)
    assert reaches[("both", "each"), "both"] == Interval(100, 100)
