"""Facts, and where a relation finds them."""

from __future__ import annotations

import re

import attrs
import pytest

from lacmigration.facts import NO_FACTS, Fact, MappingFacts, pattern_matches
from lacmigration.figures import Figure
from lacmigration.periods import PartialDate


def test_a_fact_is_called_by_its_id_unless_it_has_a_label():
    assert Fact(id="fund.target").label == "fund.target"
    assert Fact(id="fund.target", label="the target").label == "the target"
    assert Fact(id="fund.target", label="").label == ""


def test_a_fact_of_which_nothing_is_known():
    fact = Fact(id="a")
    assert (fact.figure, fact.date, fact.names, fact.as_of, fact.citation) == (None,) * 5
    assert (fact.measure, fact.flow, fact.scope, fact.giver, fact.holder) == ("",) * 5


def test_a_fact_is_a_value():
    one = Fact(id="a", figure=Figure.parse("USD 5"), as_of=PartialDate(2024))
    assert one == Fact(id="a", figure=Figure.parse("USD 5"), as_of=PartialDate(2024))
    assert one != attrs.evolve(one, as_of=PartialDate(2025))
    assert hash(one) == hash(attrs.evolve(one))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.id = "b"
    with pytest.raises(TypeError):
        Fact("a")


@pytest.mark.parametrize(
    "pattern, name, fits",
    [
        ("a", "a", True),
        ("a", "ab", False),
        ("a", "ba", False),
        ("a*", "a", True),
        ("a*", "abc", True),
        ("a*", "ba", False),
        ("*a", "a", True),
        ("*a", "cba", True),
        ("*a", "ab", False),
        ("*", "anything.at-all", True),
        ("*", "", True),
        ("**", "", True),
        ("", "", True),
        ("", "a", False),
        ("a*a", "a", False),  # one letter cannot be both ends
        ("a*a", "aa", True),
        ("a*a", "aba", True),
        ("ab*ba", "aba", False),
        ("ab*ba", "abba", True),
        ("a*b*c", "abc", True),
        ("a*b*c", "axbyc", True),
        ("a*b*c", "acb", False),
        ("a*b*c", "ac", False),
        ("a*b*b", "ab", False),
        ("a*b*b", "abb", True),
        ("a*bc*c", "abc", False),  # the c of the middle is not the c of the end
        ("a*bc*c", "abcc", True),
        ("*b*", "abc", True),
        ("*b*", "ac", False),
        ("f.donor.*", "f.donor.", True),
        ("f.donor.*", "f.donors.x", False),
        ("f.*.x", "f.x", False),
        ("f.*.x", "f..x", True),
        ("a.c", "abc", False),  # a point is a point
        ("a[b]*", "ab", False),  # and no other sign means anything
        ("a?", "ab", False),
    ],
)
def test_a_star_stands_for_any_characters(pattern, name, fits):
    assert pattern_matches(pattern, name) is fits


def test_patterns_agree_with_regular_expressions_on_every_short_word():
    letters = "ab*"
    words = [""]
    for _ in range(4):
        words += [word + letter for word in words if len(word) == len(words[-1]) for letter in letters]
    names = [word for word in words if "*" not in word]
    assert (len(words), len(names)) == (1 + 3 + 9 + 27 + 81, 1 + 2 + 4 + 8 + 16)
    for pattern in words:
        like = re.compile(".*".join(map(re.escape, pattern.split("*"))))
        for name in names:
            assert pattern_matches(pattern, name) is (like.fullmatch(name) is not None), (pattern, name)


def test_a_pattern_of_many_stars_takes_no_time():
    assert not pattern_matches("a*" * 1_000 + "b", "a" * 5_000)


def test_facts_from_a_mapping():
    first, second, other = Fact(id="f.one"), Fact(id="f.two"), Fact(id="g.one")
    facts = MappingFacts({"f.two": second, "g.one": other, "f.one": first})
    assert facts.fact("f.one") is first
    assert facts.fact("f.three") is None
    assert facts.matching("f.*") == (second, first)  # in the order of the mapping
    assert facts.matching("*.one") == (other, first)
    assert facts.matching("h.*") == ()


def test_nothing_is_known():
    assert NO_FACTS.fact("a") is None
    assert NO_FACTS.matching("*") == ()
