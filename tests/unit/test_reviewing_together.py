"""What holds claim by claim and cannot hold together is a finding of its own, and nothing else is."""

from __future__ import annotations

import attrs
import pytest

from lacmigration.checking import check
from lacmigration.claims import Strength
from lacmigration.facts import Fact, MappingFacts
from lacmigration.figures import Figure
from lacmigration.findings import Severity, Verdict
from lacmigration.relations import Same
from lacmigration.reviewing import review
from lacmigration.reviewing._together import _identified, jointly

# The rows print 27 and 34: all cells make 60 or more. The columns print 26 and 31: they make 58 or less.
APART = """
| Country | 2023 | 2024 | Total |
| --- | --: | --: | --: |
| Peru | 12 | 14 | 27 |
| Chile | 15 | 18 | 34 |
| Total | 26 | 31 | |
"""


def joint(text):
    return [one for one in review(text).findings if one.claim.kind == "together"]


def test_rows_and_columns_that_hold_one_by_one_contradict_each_other():
    [one] = joint(APART)
    assert one.finding.rule == "LM501"
    assert one.finding.verdict is Verdict.INCONSISTENT
    assert one.severity is Severity.ERROR
    spots = (one.claim.stated, *one.claim.parts)
    assert sorted(spot.mention.text for spot in spots) == ["26", "27", "31", "34"]
    assert "12 + 14 = 27" in one.finding.explanation
    assert "14 + 18 = 31" in one.finding.explanation
    assert not review(APART).ok


@pytest.mark.parametrize(
    "before, after, clash",
    [
        ("| 27 |", "| 26 |", True),  # the rows make 25.5 + 33.5 at least, the columns 26.5 + 31.5 at most
        ("| 26 | 31 |", "| 27 | 32 |", False),  # 26.5 + 33.5 is 27.5 + 32.5: both ends are reached
        ("| 26 | 31 |", "| 27 | 31 |", True),  # 60 against 59
    ],
)
def test_as_many_as_rounding_allows(before, after, clash):
    assert bool(joint(APART.replace(before, after))) is clash


def test_what_is_wrong_by_itself_is_said_once():
    text = APART.replace("| 27 |", "| 26 |").replace("| 34 |", "| 33 |").replace("| 31 |", "| 39 |")
    assert [one.finding.rule for one in review(text).findings] == ["LM101"]


def test_it_can_be_silenced():
    found = review(f"<!-- lacmigration: ignore LM501 -->\n{APART}")
    assert found.ok
    assert [one.silenced for one in found.findings] == ["silenced by a directive"]


def test_only_what_is_stated_counts():
    assert all(one.claim.strength is Strength.STATED for one in joint(APART))


def test_a_pointer_means_the_amount_of_which_the_part_is_that_share():
    text = (
        "The target is USD 2.2 million, made up of USD 1,250,000 from Norway, USD 830,000 from Spain and USD "
        "99,500 from Turkey. So far {} of this target (USD 1,250,000) has come in."
    )
    assert [one.finding.verdict.holds for one in review(text.format("57%")).verified] == [True, True]
    assert [one.severity for one in review(text.format("77%")).findings] == [Severity.ERROR]


def test_what_agrees_only_when_read_generously_is_a_warning_that_says_so():
    # 1,250,000 of 2,179,500 prints 57.4%; of what prints 2.18 million it may print 57.3%.
    text = (
        "The target is USD 2.18 million, made up of USD 1,250,000 from Norway, USD 830,000 from Spain and "
        "USD 99,500 from Turkey. So far 57.3% of this target (USD 1,250,000) has come in."
    )
    [one] = review(text).findings
    assert (one.finding.rule, one.severity) == ("LM501", Severity.WARNING)
    assert "only if they are read generously" in one.finding.explanation


def test_what_took_too_much_effort_is_a_note_and_does_not_pass_in_silence(monkeypatch):
    monkeypatch.setattr("lacmigration.reviewing._together.EFFORT", 5)  # a document has a fifth of it
    [one] = review(APART).findings
    assert (one.finding.rule, one.finding.verdict, one.severity) == (
        "LM501",
        Verdict.UNDECIDED,
        Severity.NOTE,
    )
    assert (
        one.finding.reason == "whether all of them can be right takes more effort to find out than is allowed"
    )


def test_figures_that_nobody_wrote_clash_where_the_claims_stand_that_need_them():
    # Ten may be 9.5 or 10.5, and so as much as nine or as eleven; both at once it cannot be.
    [one] = review("The target is USD 10, made up of USD 4 from Norway and USD 6 from Spain.").verified
    target = Fact(id="", figure=one.claim.stated.mention.figure)
    others = [Fact(id="", figure=Figure.parse(text), label=text) for text in ("USD 9", "USD 11")]
    relations = [Same(target, other) for other in others]
    checked = [(attrs.evolve(one.claim, relation=each), check(each)) for each in relations]
    assert all(finding.verdict.holds for _, finding in checked)
    [(claim, finding)] = jointly(checked, MappingFacts({}))
    assert (finding.rule, finding.verdict) == ("LM501", Verdict.INCONSISTENT)
    assert {fact.figure for fact in finding.facts} == {other.figure for other in others}
    assert [spot.mention.text for spot in (claim.stated, *claim.parts)] == ["USD 10", "USD 10"]


def test_a_figure_with_two_readings_is_in_one_place_and_one_that_reads_so_in_another():
    # The first may be 1.25 or 1,250, and the second is 1,250.
    text = "The target is USD 1,251, made up of USD 1.250 from Norway and USD 1,250 from Spain."
    [one] = review(text).verified
    relation, spots = _identified(one.claim, one.finding.relation)
    assert [spots[part.fact.id].mention.text for part in relation.parts] == ["USD 1.250", "USD 1,250"]
