"""Systems that are large, contradictory or out of reach end cleanly, and what was established still holds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lacmigration.figures import Figure
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.reconciling import System

QUESTIONS = {"bounds", "conflicts", "culprits", "restatements", "verdict"}


def asked(system: System) -> System:
    """The same, with every question put to it."""
    assert len(str(system)) > 10
    assert isinstance(system.witness, dict)
    assert all(str(proof) for proof in system.proofs)
    assert all(conflict.explanation for conflict in system.conflicts)
    assert len(system.restatements) <= sum(len(culprit.names) for culprit in system.culprits)
    assert set(system.unfinished) <= QUESTIONS
    return system


def table(rows: int, columns: int, *, wrong: int = 0) -> tuple[list[str], dict[str, str]]:
    """A table of figures with totals both ways; the first few cells of it can be off by 40."""
    names = {f"c{i}-{j}": str((7 * i + 3 * j) % 90 + 5) for i in range(rows) for j in range(columns)}
    relations = []
    for i in range(rows):
        parts = [f"c{i}-{j}" for j in range(columns)]
        names[f"r{i}"] = str(sum(int(names[part]) for part in parts))
        relations.append(f"sum({', '.join(parts)}) = r{i}")
    for j in range(columns):
        parts = [f"c{i}-{j}" for i in range(rows)]
        names[f"k{j}"] = str(sum(int(names[part]) for part in parts))
        relations.append(f"sum({', '.join(parts)}) = k{j}")
    for n in range(wrong):
        names[f"c{n}-{n}"] = str(int(names[f"c{n}-{n}"]) + 40)
    return relations, names


@pytest.mark.parametrize("effort", [1, 10, 100, 1_000, 10_000])
@pytest.mark.parametrize("wrong", [0, 1, 3])
def test_little_effort_says_so_and_what_it_says_holds(effort, wrong):
    relations, names = table(4, 4, wrong=wrong)
    whole = System(relations, names)
    little = asked(System(relations, names, effort=effort))
    if little.verdict is Verdict.UNDECIDED:
        assert "verdict" in little.unfinished
        assert (little.witness, little.bounds, little.proofs) == ({}, {}, ())
        assert "undecided" in str(little)
        return
    assert little.verdict is whole.verdict
    for name, reach in little.bounds.items():
        assert whole.bounds[name].within(reach), "a bound that took too much effort is only an outer one"
    if "culprits" not in little.unfinished:
        assert [one.names for one in little.culprits] == [one.names for one in whole.culprits]
    known = {frozenset(one.names) for one in whole.conflicts}
    assert all(
        frozenset(one.names) in known or not System(relations, _without(names, one.names)).feasible
        for one in little.conflicts
    )


def _without(names, kept):
    return {name: figure if name in kept else None for name, figure in names.items()}


def test_the_culprits_of_a_table_are_where_the_wrong_row_and_column_cross():
    relations, names = table(4, 4, wrong=1)
    system = System(relations, names)
    assert [one.names for one in system.culprits] == [("c0-0",)]
    three = System(*table(4, 4, wrong=3))
    assert ("c0-0", "c1-1", "c2-2") in [one.names for one in three.culprits]


def test_contradictory_bounds_without_figures():
    system = asked(System(["a > 5", "a < 3", "b > a"], {"a": None, "b": None}))
    assert system.verdict is Verdict.INCONSISTENT
    assert [one.names for one in system.conflicts] == [()]
    assert system.conflicts[0].explanation == "These relations cannot hold together: 5 < a and a < 3."
    assert system.culprits == ()
    around = asked(System(["a > b", "b > c", "c > a"], {"a": None, "b": None, "c": None}))
    assert len(around.conflicts[0].relations) == 3


def test_huge_numbers():
    big = 10**500
    names = {"a": Figure.exact(big), "b": Figure.exact(1), "t": Figure.exact(big)}
    system = asked(System("a + b = t", names))
    assert [one.names for one in system.culprits] == [("a",), ("b",), ("t",)]
    assert system.restatements[0].reach == Interval(big - 1, big - 1)
    fine = System("a + b = t", {**names, "t": None})
    assert fine.bounds["t"] == Interval(big + 1, big + 1)


def test_huge_factors():
    huge = "9" * 400
    system = asked(System([f"{huge} * a = b", f"b = {huge}.5 * a"], {"a": "at least 1", "b": None}))
    assert system.verdict is Verdict.INCONSISTENT
    assert asked(System([f"{huge} * a = b"], {"a": "3", "b": None})).bounds["b"].lo == Fraction(
        int(huge) * 5, 2
    )


def pairs(many: int) -> tuple[list[str], dict[str, str]]:
    """Pairs of figures of which one must be wrong."""
    names = {f"{letter}{n}": number for n in range(many) for letter, number in (("a", "1"), ("b", "9"))}
    return [f"a{n} = b{n}" for n in range(many)], names


def test_thousands_of_sets_of_culprits_that_are_as_light():
    """Of 12 pairs either may be wrong: 4,096 sets, of which the first hundred are told."""
    relations, names = pairs(12)
    apart = asked(System(relations, names))
    assert len(apart.culprits) == 24  # each pair is asked by itself
    bound = f"sum({', '.join(names)}) < 1000"
    together = asked(System([*relations, bound], names))
    assert together.verdict is Verdict.INCONSISTENT
    assert len(together.culprits) == 100
    assert "culprits" in together.unfinished
    for culprit in together.culprits:
        assert len(culprit.names) == 12
        assert {name[1:] for name in culprit.names} == {str(n) for n in range(12)}


@pytest.mark.parametrize("effort", [1_500, 3_000, 6_000, 12_000])
def test_a_search_for_culprits_that_is_given_up_tells_the_conflicts_that_it_met(effort):
    relations, names = pairs(16)
    system = asked(System([*relations, f"sum({', '.join(names)}) < 1000"], names, effort=effort))
    assert system.verdict in {Verdict.INCONSISTENT, Verdict.UNDECIDED}
    assert {"verdict", "conflicts"} & set(system.unfinished)
    assert len(system.culprits) in {0, 100}
    for conflict in system.conflicts:
        first, second = conflict.names
        assert (first[0], second[0], first[1:]) == ("a", "b", second[1:])


def test_more_culprits_than_are_told():
    wide = [f"x{n}" for n in range(110)]
    system = asked(System(f"sum({', '.join(wide)}) = t", {**dict.fromkeys(wide, "1"), "t": "300"}))
    assert system.culprits[0].names == ("t",)
    assert len(system.culprits) == 100
    assert "culprits" in system.unfinished
    assert len(system.conflicts) == 1


def test_a_long_chain():
    chain = [f"x{n} + 1 = x{n + 1}" for n in range(2_000)]
    names = {f"x{n}": None for n in range(2_001)} | {"x0": Figure.exact(1)}
    system = System(chain, names)
    assert system.verdict is Verdict.COMPATIBLE
    assert system.witness["x2000"] == 2_001
    assert Fraction(2_001) in system.bounds["x2000"]
    wrong = System(chain, {**names, "x2000": Figure.exact(5)})
    assert wrong.verdict is Verdict.INCONSISTENT
    (proof,) = wrong.proofs
    assert len(proof.steps) == 2_002
    assert abs(proof.gap) == 1_996
    assert [one.names for one in wrong.culprits] in ([("x0",), ("x2000",)], [])


def test_counts_without_an_end_are_not_tried_for_ever():
    names = dict.fromkeys("bcd", "at least 1 country")
    # c is any number, d is 3c - 5, and 12c - 15 is 4b or one less than that: it is neither
    said = ["3 * c - d = 5", "3 * c + 3 * d - 4 * b >= -1", "3 * c + 3 * d <= 4 * b"]
    system = asked(System(said, names))
    assert system.verdict is Verdict.UNDECIDED
    assert "verdict" in system.unfinished
    even = asked(
        System(
            ["2 * a - 2 * b = t", "c >= t"],
            {"a": names["b"], "b": names["b"], "t": "8 countries", "c": "9 countries"},
        )
    )
    assert even.verdict is Verdict.QUESTIONABLE  # "at least 1" is 2 at most, unless it is read generously
    assert Fraction(8) in even.bounds["t"]


def test_what_only_two_equations_together_say_of_counts_without_an_end():
    names = {"a": "at least 1 country", "b": "at least 1 country", "t": "7 countries"}
    said = ["a + b = c + c", "a = b + t"]  # t is 2c - 2b
    system = asked(System(said, {**names, "c": "at least 1 country"}))
    assert system.verdict is Verdict.INCONSISTENT
    assert [one.names for one in system.culprits] == [("t",)]
    assert [one.names for one in system.conflicts] == [("t",)]
    (proof,) = system.proofs
    assert [case for case, _ in proof.split] == ["b - c <= -4", "b - c >= -3"]
    assert asked(System(said, {**names, "t": "8 countries", "c": None})).verdict is Verdict.QUESTIONABLE


def test_counts_that_lie_behind_the_second_case_are_found_where_the_first_one_has_no_end():
    names = {"a": "at least 3 countries", "b": "at least 1 country", "c": "at least 3 countries"}
    said = ["2 * d - 2 * a - 3 * b - 2 * c = -2"]  # 12 is 6 + 2 + 6 less 2, if b is 2, and d 5 and more
    system = asked(System(said, {**names, "d": "at least 1 country"}))
    assert system.verdict is Verdict.QUESTIONABLE
    assert "verdict" not in system.unfinished


def test_what_no_counts_can_be_is_known_without_trying_cases():
    names = {"a": "at least 1 country", "b": "at least 1 country", "t": "7 countries"}
    system = asked(System("a + a = b + b + t", names))
    assert system.verdict is Verdict.INCONSISTENT
    assert [one.names for one in system.culprits] == [("t",)]
    (proof,) = system.proofs
    assert [case for case, _ in proof.split] == ["a - b <= 3", "a - b >= 4"]


def test_counts_with_cases_without_an_end_are_bounded_as_if_they_were_none():
    names = {"part": "1.6 million persons", "whole": "4.8 million persons", "share": "34.2%"}
    system = System("part / whole = share", names)
    # 34.15% of 4,750,000; 1,650,000 is 34.15% of 4,831,625.2
    assert system.bounds["part"] == Interval(1_622_125, 1_650_000)
    assert system.bounds["whole"] == Interval(4_750_000, 4_831_625)
    assert system.bounds["share"] == Interval(Fraction(683, 2000), Fraction(137, 400))


def test_rows_that_no_whole_numbers_satisfy_are_refuted_without_trying_cases():
    names = {"a": "at least 1 country", "b": "at least 1 country"}
    system = System(["2 * a - 2 * b = 7"], names)
    assert system.verdict is Verdict.INCONSISTENT


def test_without_effort_bounds_are_as_narrow_as_each_relation_makes_them():
    said = [*(f"x{n} + y{n} = x{n + 1}" for n in range(8)), "x8 + y1 + y2 + y3 = z"]
    names = {f"x{n}": None for n in range(1, 9)} | {f"y{n}": "10" for n in range(8)} | {"x0": "20", "z": None}
    # nine figures of half a unit up or down lead to x8, and three of them once more to z
    x8, z = Interval("95.5", "104.5"), Interval(124, 136)
    exact = System(said, names)
    assert (exact.bounds["x8"], exact.bounds["z"]) == (x8, z)
    assert exact.unfinished == ()
    poor = System(said, names, effort=300)
    assert (poor.bounds["x8"], poor.bounds["z"]) == (x8, z)
    assert poor.unfinished == ("bounds",)


def test_without_effort_no_conflict_is_told_twice():
    said = ["e < a", "2 * d = b", "4 * e = a", "b + 4 * d = a"]
    names = {"a": "7 countries", "b": "4 countries", "d": "5 countries", "e": "9 countries"}
    for effort in range(200, 2_000, 200):
        told = [one.names for one in System(said, names, effort=effort).conflicts]
        assert len(told) == len(set(told)), effort
    # 7 is not 4 times anything, nor is 10 + 20; with 4 for b, d is 2, a is 12 and e is 3
    assert [one.names for one in System(said, names).conflicts] == [("a",), ("d",), ("b", "e")]


def test_more_conflicts_than_are_listed_are_told():
    names = {f"x{n}": str(11 * n + 1) for n in range(8)} | {"t": None}
    system = System([f"x{n} = t" for n in range(8)], names)
    assert len(system.conflicts) == 20  # of the 8 * 7 / 2 = 28 pairs
    assert system.unfinished == ("conflicts",)
    fewer = System([f"x{n} = t" for n in range(6)], {name: names[name] for name in [*list(names)[:6], "t"]})
    assert len(fewer.conflicts) == 15
    assert fewer.unfinished == ()
