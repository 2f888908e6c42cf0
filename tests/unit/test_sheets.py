"""The text of a system: what it says, and what is wrong with it and where."""

from __future__ import annotations

from fractions import Fraction

import pytest

from lacmigration.errors import InputErrors
from lacmigration.figures import Rounding
from lacmigration.findings import Verdict
from lacmigration.intervals import Interval
from lacmigration.reconciling import System, parse_sheet
from lacmigration.translation import translation

FIRM = """\
# What the firm says of itself
profit: 755         # its report, p. 3
cost: 125
turnover: 200

profit + cost = turnover
cost >= 0.6 * turnover
"""


def problems(text: str, **options: str) -> list[str]:
    with pytest.raises(InputErrors) as caught:
        parse_sheet(text, **options)
    return list(map(str, caught.value.problems))


def test_lines_state_or_relate():
    sheet = parse_sheet(FIRM)
    assert [(one.name, str(one.figure), one.line) for one in sheet.statements] == [
        ("profit", "755", 2),
        ("cost", "125", 3),
        ("turnover", "200", 4),
    ]
    assert [(one.text, one.line) for one in sheet.relations] == [
        ("profit + cost = turnover", 6),
        ("cost >= 0.6 * turnover", 7),
    ]
    assert [culprit.names for culprit in sheet.system().culprits] == [("profit",)]


def test_order_of_the_lines_does_not_matter():
    backwards = "\n".join(reversed(FIRM.splitlines()))
    assert [culprit.names for culprit in parse_sheet(backwards).system().culprits] == [("profit",)]


def test_what_nobody_stated_can_be_anything():
    system = parse_sheet("paid: USD 57M\ntarget: USD 150M\ngap: unknown\npaid + gap = target").system()
    # 149.5 - 57.5 to 150.5 - 56.5
    assert system.bounds["gap"] == Interval(92_000_000, 94_000_000)
    assert str(system.manners["gap"]) in {"USD 57M", "USD 150M"}


def test_the_unit_of_a_quantity_goes_along_the_sums():
    text = "a: 3 USD\nb: unknown\nc: unknown\nd: unknown\ne: unknown\na + b = c\nd <= c\nd * e = c"
    system = parse_sheet(text).system()
    assert {key: figure.unit for key, figure in system.manners.items()} == dict.fromkeys("abcd", "USD")


def test_parentheses_tell_weight_rounding_and_source():
    sheet = parse_sheet('a: USD 150M (weight 3, truncated, "p. 4, (b)")\nb: (12)\na > 0\nb < 0')
    one, negative = sheet.statements
    assert (one.weight, one.source) == (3, "p. 4, (b)")
    assert one.figure is not None
    assert one.figure.rounding is Rounding.TRUNCATED
    assert one.figure.strict == Interval(150_000_000, 151_000_000, hi_open=True)
    assert negative.figure is not None
    assert negative.figure.value == -12
    assert sheet.system().unknowns["a"].weight == 3


def test_numbers_are_read_in_the_language_that_a_line_tells_wherever_it_stands():
    text = "a: 1.234,5\nb: unos 57,5 millones de dólares\na < b\nlocale: es"
    for sheet in (parse_sheet(text), parse_sheet(text.removesuffix("locale: es"), locale="es")):
        assert [one.figure.nominal for one in sheet.statements if one.figure] == [
            Fraction(12345, 10),
            57_500_000,
        ]
        assert sheet.locale == "es"


def test_a_comment_needs_a_space_before_it_and_no_quotation_around_it():
    sheet = parse_sheet('a: 3 # three\n  a = "3" # "a\n#b: 4\ncount("#1", "# 2") = a')
    assert [one.text for one in sheet.relations] == ['a = "3"', 'count("#1", "# 2") = a']


def test_the_text_of_a_sheet_parses_back_without_its_comments():
    sheet = parse_sheet('locale: fr\na: 1,5 M€ (exact, weight 2, "p. 1")\nb: unknown\n a  <  b # so')
    assert str(sheet) == 'locale: fr\na: 1,5 M€ (exact, weight 2, "p. 1")\nb: unknown\n\na  <  b'
    assert parse_sheet(str(sheet)) == sheet


def test_windows_lines_and_a_byte_order_mark_are_read():
    sheet = parse_sheet("\ufeffa: 3\r\nb: 4\r\na < b\r\n")
    assert [one.name for one in sheet.statements] == ["a", "b"]


def test_everything_wrong_is_said_together_with_its_place():
    text = """\
profit: 75%%
Ganancia Total: 5
cost:
cost: 5
 profit + = 5
  profi = p.x
sum(z.*) = 4
"""
    found = problems(text, name="firm.system")
    assert [one.split(": ")[0] for one in found] == [
        f"firm.system:{place}" for place in ("1:12", "2:1", "3:5", "4:1", "5:11", "6:3", "6:11", "7:5")
    ]
    assert 'such as "ganancia-total"' in found[1]
    assert "a number is missing" in found[2]
    assert "stated in line 3 already" in found[3]
    assert 'is "profit" meant?' in found[5]
    assert 'write a line "p.x: " with its figure, or "p.x: unknown"' in found[6]
    assert "no name fits the pattern z.*" in found[7]


@pytest.mark.parametrize(
    "text, problem",
    [
        ("a: 5 (soon)\na = 5", ":1:7: a: in parentheses stand a weight"),
        ("a: 5 (weight 0)\na = 5", ":1:7: a: in parentheses stand a weight"),
        ("a: 5 (exact,  truncated)\na = 5", ':1:15: a: it is told twice (got "truncated")'),
        ('a: "5"\na = 5', ":1:4: a: "),
        ("a: 120% of\na = 5", ":1:9: a: "),
        ("a: 3 in 2\na = 5", ":1:4: a: "),
        ("locale: xx\na: 5\na = 5", ":1:1: locale: figures are read in en, es, fr, pt"),
        ("(a): 5\na = 5", 'such as "a"'),
        ("2024: 5\na = 5", 'such as "total-2024"'),
        ("a + b: 5", ":1:1: no name of a figure"),
        ("a = b: 5", ":1:6: ':' cannot stand here"),
        ('a = "x', ":1:5: a quotation that is opened here is never closed"),
        ("", ': nothing is related; write a line such as "a + b = c"'),
        ("a: 5", ': nothing is related; write a line such as "a + b = c"'),
    ],
)
def test_one_thing_wrong(text, problem):
    assert any(problem in one for one in problems(text))


def test_a_name_that_is_none_is_not_missed_as_well():
    found = problems("Net cost: 12\nnet-cost = 12")
    assert [one.split(": ")[0] for one in found] == [":1:1"]


def test_what_is_wrong_is_said_in_other_languages():
    with pytest.raises(InputErrors) as caught:
        parse_sheet("a: 5\na = bb", name="x.system")
    assert (
        translation("es")
        .put(caught.value.said)
        .splitlines()[1]
        .startswith("  x.system:2:5: no se declara nada de bb; ")
    )


def test_nought_has_every_unit():
    system = parse_sheet("a: USD 5M\nb: unknown\na + b = 0\na >= 0\n0 >= b").system()
    assert system.left_out == ()
    assert system.verdict is Verdict.COMPATIBLE
    assert System(["a >= 1"], {"a": "USD 5M"}).left_out


def test_a_quantity_that_nobody_stated_has_one_unit_wherever_it_stands():
    stated = "target: USD 150M\npaid: USD 57M\noffices: 3\ngap: unknown\nmore: unknown\nshare: unknown\n"
    related = "paid + gap = target\nmore = gap\nmore = 4 * offices\ngap / target = share\n"
    system = parse_sheet(stated + related).system()
    (left,) = system.left_out
    assert left.reason == "units clash: USD against a pure number or percentage"
    assert left.relation is system.relations[2]
    assert system.verdict is Verdict.COMPATIBLE
    # 149.5 - 57.5 to 150.5 - 56.5; the share is what is left of one less 56.5 of 150.5, or 57.5 of 149.5
    assert system.bounds["more"] == Interval(92_000_000, 94_000_000)
    assert system.bounds["share"] == Interval(Fraction(184, 299), Fraction(188, 301))
