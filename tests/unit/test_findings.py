"""What findings and audits say of themselves."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from lacmigration import Figure, Interval
from lacmigration.checking import check, check_all
from lacmigration.findings import RULES, Audit, Finding, Severity, Verdict
from lacmigration.reconciling import Joint
from lacmigration.relations import Bound, Difference, Listing, Product, Ratio, Relation, Same, Share, Total


@attrs.frozen
class Stub:
    """Evidence that counts how often it is asked."""

    sides: tuple[Interval, Interval] | None = None
    digit: Fraction | None = None
    room: Fraction | None = None
    asked: list[str] = attrs.field(factory=list)

    def loose(self):
        return self.sides

    def unit(self):
        return self.digit

    def slack(self):
        return self.room

    def seen(self):
        return "41"

    def needed_rounding(self):
        return True

    def witness(self):
        self.asked.append("witness")
        return (("a", Fraction(1)),)

    def power(self):
        self.asked.append("power")
        return Fraction(9, 10)

    def restatement(self):
        self.asked.append("restatement")
        return Figure.parse("38%")

    def roundings(self):
        self.asked.append("roundings")
        return ("agrees if cut off",)

    def explanation(self):
        self.asked.append("explanation")
        return "It is so."


def finding(verdict=Verdict.INCONSISTENT, evidence=None, **fields: object):
    return Finding(Same("a", "b", id="my.claim"), verdict, "LM109", evidence or Stub(), **fields)


# A contradiction is an error, a generous reading a warning, no decision a note.
@pytest.mark.parametrize(
    "verdict, value, severity, holds, fine",
    [
        (Verdict.ENTAILED, "entailed", Severity.NONE, True, True),
        (Verdict.COMPATIBLE, "compatible", Severity.NONE, True, True),
        (Verdict.QUESTIONABLE, "questionable", Severity.WARNING, False, False),
        (Verdict.INCONSISTENT, "inconsistent", Severity.ERROR, False, False),
        (Verdict.UNDECIDED, "undecided", Severity.NOTE, False, False),
    ],
)
def test_each_verdict(verdict, value, severity, holds, fine):
    assert (verdict, verdict.value, Verdict(value)) == (value, value, verdict)
    assert (verdict.severity, verdict.holds) == (severity, holds)
    new, known = finding(verdict), finding(verdict, known="The source says so.")
    assert (new.severity, new.ok) == (severity, fine)
    assert known.severity is (Severity.NONE if holds else Severity.NOTE)
    assert known.ok
    assert finding(verdict, allowed=True).severity is severity


def test_there_are_five_verdicts_and_four_severities():
    assert [one.value for one in Verdict] == [
        "entailed",
        "compatible",
        "questionable",
        "inconsistent",
        "undecided",
    ]
    assert [one.value for one in Severity] == ["none", "note", "warning", "error"]


def test_every_kind_of_relation_has_a_code_of_its_own():
    assert set(RULES) == {kind.__name__ for kind in (*Relation.__args__, Joint)}
    assert len(set(RULES.values())) == len(RULES)


def test_the_codes_never_change():
    assert [RULES[name] for name in ("Total", "Share", "Same", "Count", "Listing", "Order", "Span")] == [
        "LM101",
        "LM103",
        "LM109",
        "LM201",
        "LM203",
        "LM301",
        "LM401",
    ]


def test_a_finding_has_the_id_of_its_relation():
    assert finding().id == "my.claim"
    assert Finding(Same("a", "b"), Verdict.COMPATIBLE, "LM109", Stub()).id == ""


def test_a_finding_asks_its_evidence():
    one = finding()
    assert (one.seen, one.needed_rounding) == ("41", True)
    assert (one.witness, one.power) == ((("a", Fraction(1)),), Fraction(9, 10))
    assert (one.restatement, one.roundings) == (Figure.parse("38%"), ("agrees if cut off",))
    assert one.explanation == "It is so."


def test_what_is_costly_is_asked_once_and_only_when_somebody_wants_it():
    evidence = Stub()
    one = finding(evidence=evidence)
    assert (one.severity, one.ok, one.id, one.seen) == (Severity.ERROR, False, "my.claim", "41")
    assert evidence.asked == []
    for _ in range(2):
        assert one.witness
        assert one.power
        assert one.restatement
        assert one.roundings
        assert one.explanation
    assert evidence.asked == ["witness", "power", "restatement", "roundings", "explanation"]


@pytest.mark.parametrize("verdict", [Verdict.ENTAILED, Verdict.COMPATIBLE])
def test_nothing_is_restated_where_nothing_is_wrong(verdict):
    evidence = Stub()
    one = finding(verdict, evidence)
    assert (one.restatement, one.roundings) == (None, ())
    assert evidence.asked == []


def test_the_loose_sides():
    sides = Interval(1, 2), Interval(3, None)
    one = finding(evidence=Stub(sides))
    assert (one.computed_loose, one.stated_loose) == sides
    none = finding()
    assert (none.computed_loose, none.stated_loose) == (None, None)


@pytest.mark.parametrize(
    "room, digit, slack",
    [
        (Fraction(1, 2), Fraction(1, 4), 2),
        (Fraction(-3), Fraction(2), Fraction(-3, 2)),
        (Fraction(0), Fraction(2), 0),
        (None, Fraction(2), None),
        (Fraction(3), None, None),
        (Fraction(3), Fraction(0), None),
        (None, None, None),
    ],
)
def test_slack_is_counted_in_units_of_the_last_digit(room, digit, slack):
    one = finding(evidence=Stub(digit=digit, room=room))
    assert (one.slack, one.unit) == (slack, digit)


def test_two_findings_are_never_the_same():
    evidence = Stub()
    one, other = finding(evidence=evidence), finding(evidence=evidence)
    assert one == one  # noqa: PLR0124
    assert one != other
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.known = "yes"


def test_a_finding_shown():
    assert repr(finding()) == "<Finding inconsistent LM109 my.claim: It is so.>"
    unnamed = Finding(Same("a", "b"), Verdict.COMPATIBLE, "LM109", Stub())
    assert repr(unnamed) == "<Finding compatible LM109: It is so.>"


# From here on findings of real checks, with the numbers worked out beside them.


def test_slack_and_unit_of_a_share():
    # 57.5 of 150 (both to the last written digit): from 57.45 / 150.5 to 57.55 / 149.5.
    # 38% stands for [37.5%, 38.5%]: up from the least computed 38.1727..%, down from the most, 38.4949..%.
    one = check(Share(part="USD 57.5M", whole="USD 150M", stated="38%"))
    assert one.unit == Fraction(1, 100)
    low, high = Fraction("57.45") / Fraction("150.5"), Fraction("57.55") / Fraction("149.5")
    up, down = Fraction("0.385") - low, high - Fraction("0.375")
    assert one.slack == 100 * min(up, down)
    assert (one.computed, one.stated) == (Interval(low, high), Interval(Fraction("0.375"), Fraction("0.385")))
    assert one.verdict is Verdict.ENTAILED
    assert one.needed_rounding  # 57.5 / 150 is 38.33..%, and not 38%


def test_slack_below_zero_is_how_far_apart_the_sides_are():
    # 11 + 5, to the unit, is at least 15 and at most 17; 19 stands for 18.5 at least: 1.5 units away.
    one = check(Total(["11", "5"], "19"))
    assert (one.verdict, one.unit, one.slack) == (Verdict.INCONSISTENT, 1, Fraction(-3, 2))
    assert not one.needed_rounding  # it does not hold at all
    assert one.seen == "16"
    assert str(one.restatement) == "16"
    # 17 could be as little as 16.5, which 17 at most reaches; 18 at least 17.5, which it does not.
    assert check(Total(["11", "5"], "17")).verdict is Verdict.COMPATIBLE
    assert check(Total(["11", "5"], "18")).verdict is Verdict.INCONSISTENT


def test_slack_of_a_bound_is_how_far_it_could_fall():
    # 3 is at least 2.5; 7 is at most 7.5; so the greater could fall by 5 before they part.
    one = check(Bound("3", "7"))
    assert (one.verdict, one.slack, one.needed_rounding) == (Verdict.ENTAILED, 5, False)


def test_slack_in_units_of_a_scale_word():
    # 150M - 57.5M: from 149.5 - 57.55 = 91.95 to 150.5 - 57.45 = 93.05.
    # 92.5M is [92.45, 92.55], in units of 0.1M.
    one = check(Difference("USD 150M", "USD 57.5M", "USD 92.5M"))
    assert one.unit == 100_000
    assert one.slack == 6  # (92.55 - 91.95) / 0.1, and (93.05 - 92.45) / 0.1
    assert not one.needed_rounding  # 150 - 57.5 is 92.5


def test_a_side_of_no_digits_has_no_unit():
    one = check(Share("USD 20", "USD 100", "one in five"))
    assert (one.verdict.holds, one.unit, one.slack) == (True, None, None)


def test_a_list_has_no_numbers():
    one = check(Listing(["Cali", "Lima", "Cali"], ["Cali", "Quito"]))
    assert (one.computed, one.stated, one.computed_loose, one.slack, one.unit) == (None,) * 5
    assert (one.missing, one.extra, one.duplicated) == (("Lima",), ("Quito",), ("Cali",))
    assert not one.needed_rounding


def test_what_is_undecided_says_why():
    one = check(Ratio("USD 5", "no.such-record", "2"))
    assert (one.verdict, one.ok, one.severity) == (Verdict.UNDECIDED, False, Severity.NOTE)
    assert "no.such-record" in one.reason
    assert (one.computed, one.stated, one.slack, one.witness, one.power) == (None, None, None, (), None)


def test_an_audit_counts_its_findings():
    good, note = finding(Verdict.ENTAILED), finding(Verdict.UNDECIDED)
    bad, doubt = finding(Verdict.INCONSISTENT), finding(Verdict.QUESTIONABLE)
    known = finding(Verdict.INCONSISTENT, known="The source says so.")
    audit = Audit((good, bad, note, known, doubt))
    assert audit.counts == {
        Verdict.ENTAILED: 1,
        Verdict.COMPATIBLE: 0,
        Verdict.QUESTIONABLE: 1,
        Verdict.INCONSISTENT: 2,
        Verdict.UNDECIDED: 1,
    }
    assert list(audit.counts) == list(Verdict)
    assert audit.failures == (bad, note, doubt)
    assert not audit.ok
    assert len(audit) == 5
    assert list(audit) == [good, bad, note, known, doubt]
    assert repr(audit) == (
        "<Audit of 5: 1 entailed, 1 questionable, 2 inconsistent, 1 undecided; 1 known; not ok>"
    )


def test_an_audit_without_failures_is_ok():
    allowed = finding(Verdict.UNDECIDED, allowed=True)
    audit = Audit((finding(Verdict.COMPATIBLE), allowed, finding(known="So it is.")))
    assert (audit.ok, audit.failures) == (True, ())
    assert repr(audit) == "<Audit of 3: 1 compatible, 1 inconsistent, 1 undecided; 1 known; ok>"


def test_a_stale_discrepancy_is_not_ok_though_nothing_fails():
    audit = Audit((finding(Verdict.ENTAILED),), stale=("my.discrepancy",))
    assert (audit.ok, audit.failures, audit.stale) == (False, (), ("my.discrepancy",))
    assert repr(audit) == "<Audit of 1: 1 entailed; 0 known; not ok>"


def test_an_audit_of_nothing():
    audit = Audit(())
    assert (audit.ok, len(audit), list(audit), audit.failures, audit.stale) == (True, 0, [], (), ())
    assert set(audit.counts.values()) == {0}
    assert repr(audit) == "<Audit of 0: nothing; 0 known; ok>"


def test_many_are_checked_in_order_and_only_as_they_are_asked_for():
    drawn = []

    def relations():
        for stated in ("38%", "41%"):
            drawn.append(stated)
            yield Same("38%", stated)

    found = check_all(relations())
    assert drawn == []
    assert next(found).verdict.holds
    assert drawn == ["38%"]
    assert next(found).verdict is Verdict.INCONSISTENT
    assert next(found, None) is None


def test_something_else_than_a_relation_is_refused():
    with pytest.raises(TypeError, match="'38%' is a str, not a relation such as Total or Share"):
        check("38%")
    assert check(Product(["2", "3"], "6")).rule == "LM106"
