"""What findings say: plain English, with the numbers that come out when it is worked by hand."""

from __future__ import annotations

import copy
import pickle
import re
from datetime import date
from fractions import Fraction
from types import MemberDescriptorType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lacmigration.checking import check
from lacmigration.facts import Fact
from lacmigration.figures import Figure, Rounding
from lacmigration.findings import Finding
from lacmigration.intervals import Interval
from lacmigration.periods import PartialDate
from lacmigration.relations import (
    Bound,
    Count,
    Difference,
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
    Total,
    parse_relation,
)


def dated(name, date):
    return Fact(id=name, label=name, date=PartialDate.parse(date))


def said(relation, *, facts=None):
    return check(relation, facts=facts or {}).explanation


FACTS = {
    name: Fact(id=name, label=label, figure=Figure.parse(text))
    for name, label, text in (
        ("gift.de", "Germany", "19,569,912 USD"),
        ("gift.us", "United States", "10,000,000 USD"),
        ("gift.mx", "Mexico", "550,000 USD"),
        ("fund", "the Fund", "USD 30.1M"),
        ("less", "the Fund", "USD 29M"),
    )
} | {
    name: dated(name, date)
    for name, date in (("start", "2020"), ("end", "2024"), ("first", "2020-01-21"), ("last", "2020-01-24"))
}

SENTENCES = [
    # 19,569,912 + 10,000,000 + 550,000 = 30,119,912, each to the dollar.
    (
        parse_relation("sum(gift.*) = fund"),
        (
            "The 3 parts (gift.*) add up to USD 30,119,912 (between USD 30,119,910.5 and USD 30,119,913.5 "
            "with rounding), which is stated as USD 30.1M (the Fund)."
        ),
    ),
    # 29.5 million at most; the parts 30.12, and beside 19,569,912 the round ones are written to the dollar.
    (
        parse_relation("sum(gift.*) = less"),
        (
            "The 3 parts (gift.*) add up to USD 30,119,912 (between USD 30,119,910.5 and USD 30,119,913.5 "
            "with rounding), but USD 29M (the Fund) is stated, too low by at least USD 619,910.5. USD 30 "
            "million would agree."
        ),
    ),
    (
        Total(["49", "50"], 100),
        "The 2 parts add up to 99 (between 98 and 100 with rounding); 100 agrees within rounding.",
    ),
    (
        Total(["49", "52"], 104),
        (
            "The 2 parts add up to 101 (between 100 and 102 with rounding), but 104 is stated, too high by at"
            " least 2. 101 would agree."
        ),
    ),
    (
        Total(["5 persons"], "7 persons"),
        (
            "The part adds up to 5 persons, but 7 persons is stated, too high by at least 2 persons. "
            "5 persons would agree."
        ),
    ),
    (
        Total(["5 persons", "6 persons"], "7 persons", complete=False),
        ("The 2 parts add up to 11 persons, which is more than 7 persons."),
    ),
    (
        Total(["3 persons", "4 persons"], "7 persons", complete=False),
        ("The 2 parts add up to 7 persons, no more than 7 persons."),
    ),
    # 150 - 57.5 = 92.5: from 149.5 - 57.55 = 91.95 to 150.5 - 57.45 = 93.05.
    (
        Difference("USD 150M", "USD 57.5M", "USD 95M"),
        (
            "USD 150M - USD 57.5M is USD 92.5 million (between USD 91.95 million and USD 93.05 million with "
            "rounding), but USD 95M is stated, too high by at least USD 1.45 million. USD 92 million would "
            "agree."
        ),
    ),
    # 57.5 / 150 = 38.333 %: from 57.45 / 150.5 = 38.1728 % to 57.55 / 149.5 = 38.4950 %; 38.5 % is outside.
    (
        Share("USD 57.5M", "USD 150M", "38%"),
        (
            "USD 57.5M of USD 150M is 38.333% (between 38.172% and 38.495% with rounding), which is stated "
            "as 38%."
        ),
    ),
    (
        Share("USD 57.5M", "USD 150M", "41%"),
        (
            "USD 57.5M of USD 150M is 38.33% (between 38.17% and 38.5% with rounding), but 41% is stated, "
            "too high by at least 2 percentage points. 38% would agree."
        ),
    ),
    (
        Share("USD 57.5M", "USD 150M", "about 40%"),
        (
            "USD 57.5M of USD 150M is 38.33% (between 38.17% and 38.5% with rounding); about 40% agrees only"
            ' if "about 40%" is read as generously as its wording allows. About 38% would agree.'
        ),
    ),
    (
        Share("USD 60M", "USD 50M", "120%"),
        (
            "USD 60M of USD 50M is 120% (between 117.82% and 122.23% with rounding), but 120% is stated. A "
            "share of a whole lies between 0% and 100%."
        ),
    ),
    (
        Ratio("USD 1.32 billion", "USD 101.5 million", "15 times"),
        (
            "USD 1.32 billion divided by USD 101.5 million is 13 (between 12.94 and 13.07 with rounding), but"
            " 15 times is stated, too high by at least 1.43. 13 would agree."
        ),
    ),
    # 520 / 248 = 2.097; from 519,999.5 / 248,000.5 to 520,000.5 / 247,999.5, both 2.1.
    (
        Growth("248,000 persons", "520,000 persons", "doubled"),
        (
            "From 248,000 persons to 520,000 persons is a change by a factor of 2.1, which is stated as "
            "doubled."
        ),
    ),
    (
        Growth("10%", "15%", "5 percentage points"),
        (
            "From 10% to 15% is a change of 5 percentage points (between 4 percentage points and 6 percentage"
            " points with rounding); 5 percentage points agrees within rounding."
        ),
    ),
    # 15 / 10 = 1.5: from 14.95 / 10.05 = 1.4876 to 15.05 / 9.95 = 1.51256.
    (
        Growth("10.0%", "15.0%", "5%"),
        (
            "From 10.0% to 15.0% is a change of 50% (between 48.756% and 51.257% with rounding), but 5% is "
            "stated, too low by at least 43.256 percentage points. 50% would agree."
        ),
    ),
    # 12 * 4,500 = 54,000: from 12 * 4,499.5 = 53,994 to 12 * 4,500.5 = 54,006.
    (
        Product(["12 persons", "USD 4,500/person"], "USD 54,000"),
        (
            "12 persons * USD 4,500/person is USD 54,000 (between USD 53,994 and USD 54,006 with "
            "rounding); USD 54,000 agrees within rounding."
        ),
    ),
    (
        Partition(["44%", "38.4%", "27.6%"]),
        (
            "The 3 shares add up to 110% (between 109.4% and 110.6% with rounding), but 100% is stated, too "
            "low by at least 9.4 percentage points. 110% would agree."
        ),
    ),
    (
        Count("four pillars", ["drivers", "pathways", "partners"]),
        "3 pillars are listed, but four pillars is stated. 3 pillars would agree.",
    ),
    (
        Count("two countries", ["Peru"]),
        "1 country is listed, but two countries is stated. 1 country would agree.",
    ),
    (
        Count("one person", ["Ana"]),
        "1 person is listed, which is stated as one person.",
    ),
    # 3 of 7 are 42.857 %, 4 are 57.143 %.
    (
        Percentage("50%", "7 persons"),
        "No whole number out of 7 persons is 50%. 3 of them are 42.86%, 4 are 57.14%.",
    ),
    (
        Percentage("57%", "7 persons"),
        "57% of 7 persons can be 4 out of 7.",
    ),
    (
        Percentage("50%", "about 7 persons"),
        "50% of about 7 persons can be 3 out of 6, but only if the figures are read generously.",
    ),
    (
        Listing(["Bogotá", "Cali"], ["cali"]),
        '"Bogotá" stands in the first list only.',
    ),
    (
        Listing(["Lima", "Cali"], ["Quito", "Cali", "La Paz", "cali"]),
        (
            '"Lima" stands in the first list only; "Quito" and "La Paz" stand in the second list only; "Cali"'
            " stands in a list more than once."
        ),
    ),
    (
        Listing(["Cali", "Lima"], ["Lima", "Cali"]),
        "The first list has 2 names, and the second has the same.",
    ),
    (
        Listing(["Cali"], ["Lima", "Cali"], subset=True),
        "The first list has one name, and the second has all of it.",
    ),
    (
        Listing(["Kali"], ["Cali"]),
        '"Kali" is written in one place and "Cali" in the other.',
    ),
    (
        Listing(["a", "b", "c", "A", "B"]),
        '"a" and "b" are listed more than once.',
    ),
    (
        Listing(["a", "b"]),
        "No name is listed twice.",
    ),
    (
        Same("USD 5 million", "USD 6,000,000"),
        (
            "USD 5 million can be between USD 4,500,000 and USD 5,500,000; USD 6,000,000 agrees only if the "
            "hedges or the trailing zeros of the figures are read generously. USD 5,000,000 would agree."
        ),
    ),
    (
        Same("-5", "5"),
        "-5 can be between -5.5 and -4.5, but 5 is stated, too high by at least 9. -5 would agree.",
    ),
    (
        Same("USD 5 million", "less than USD 4 million"),
        (
            "USD 5 million can be between USD 4.5 million and USD 5.5 million, but less than USD 4 million is"
            " stated, too low by at least USD 500,000. Less than USD 5 million would agree."
        ),
    ),
    (
        Bound("USD 57.5M", "USD 150M"),
        (
            "USD 57.5M can be between USD 57.45 million and USD 57.55 million, no more than USD 150M. "
            "The margin is wide: every figure near the stated one would have agreed too."
        ),
    ),
    (
        Bound("USD 157.5M", "USD 150M", strict=True),
        (
            "USD 157.5M can be between USD 157.45 million and USD 157.55 million, which is not less than USD "
            "150M."
        ),
    ),
    (
        Bound("5", "5", strict=True),
        "5 can be between 4.5 and 5.5; within rounding that is less than 5.",
    ),
    (
        Bound("1,100", "1,000"),
        (
            "1,100 can be between 1,099.5 and 1,100.5; that is no more than 1,000 only if the figures are "
            "read generously."
        ),
    ),
    (
        Order(["5", "3", "1"]),
        "The 3 figures stand in falling order.",
    ),
    (
        Order(["5", "7", "6"], rising=True),
        "The 3 figures stand in rising order within rounding.",
    ),
    (
        Order(["4.6 million", "0.8 million", "1.6 million"], strict=True),
        'The figures do not stand in falling order: "0.8 million" is not above "1.6 million".',
    ),
    (
        parse_relation("gift.de > gift.mx > fund"),
        (
            'The figures do not stand in falling order: "Mexico" (550,000 USD) is not above "the Fund" (USD '
            "30.1M)."
        ),
    ),
    (
        Order(["20", "23.0"]),
        'The figures do not stand in falling order: "20" is below "23.0".',
    ),
    (
        Order(["20", Figure(23, scaled=True)]),
        'The figures do not stand in falling order unless they are read generously: "20" is below "23".',
    ),
    (
        Order(["5"]),
        "One figure is in order. This check could hardly fail: the figures could stand in any order.",
    ),
    (
        Ranking("5 persons", 1, ["7 persons", "3 persons"]),
        '"5 persons" holds place 2 among 3; place 1 is stated.',
    ),
    (
        Ranking("5 hectares", 2, ["5 hectares", "9 hectares"]),
        '"5 hectares" holds a place from 2 to 3 among 3, as stated (place 2).',
    ),
    (
        Ranking("20", 1, [Figure(23, scaled=True), Figure(3, scaled=True)]),
        (
            '"20" holds place 2 among 3; place 1 is stated, which it holds only if the figures are read '
            "generously."
        ),
    ),
    (
        Magnitude("USD 5,269 billion", "USD 5.2 billion"),
        (
            "The figures give USD 5.269 trillion where about USD 5.2 billion is expected, about 1,000 times "
            "too large: one of the units is probably off, such as million for thousand, billion for million "
            "or trillion for billion."
        ),
    ),
    (
        Magnitude("USD 5.1 thousand", "USD 5.2 billion"),
        (
            "The figures give USD 5,100 where about USD 5.2 billion is expected, about 1 million times too "
            "small: one of the units is probably off, such as thousand for billion."
        ),
    ),
    (
        Magnitude("USD 5.1 billion", "USD 5.2 billion"),
        "The figures give USD 5.1 billion, of the order of USD 5.2 billion as expected.",
    ),
    (
        Magnitude("more than USD 9", "USD 400"),
        "The figures give USD 9, of the order of USD 400 only if they are read generously.",
    ),
    (
        Magnitude("USD -5", "USD 5"),
        "The figures give USD -5 where about USD 5 is expected, of the opposite sign.",
    ),
    # 2020-12-31 to 2024-01-01 is just over 3 years, 2020-01-01 to the end of 2024 is 5.
    (
        parse_relation('years(start, end) = "seven years"'),
        (
            'The time from "start" (2020) to "end" (2024) is between 3 years and 5 years, but seven years is '
            "stated, too high by at least 1.5 years. 5 years would agree."
        ),
    ),
    (
        parse_relation('days(first, last) = "four days"'),
        (
            'The time from "first" (2020-01-21) to "last" (2020-01-24) is between 3 days and 4 days; four '
            "days agrees within rounding."
        ),
    ),
    (
        parse_relation("start < end"),
        '"start" (2020) is before "end" (2024).',
    ),
    (
        parse_relation("start <= first <= last"),
        '"start" (2020) is not after "first" (2020-01-21), which is not after "last" (2020-01-24).',
    ),
    (
        parse_relation("end < start"),
        '"end" (2024) is said to be before "start" (2020), but it is not.',
    ),
    (
        parse_relation("end <= start"),
        '"end" (2024) is said not to be after "start" (2020), but it is.',
    ),
    (
        parse_relation("last < start < first"),
        '"last" (2020-01-24), "start" (2020) and "first" (2020-01-21) cannot all stand in this order.',
    ),
    (
        Same(PartialDate(2020), PartialDate(2020, 1)),
        "2020 and 2020-01 agree as far as they are known.",
    ),
    (
        Order([date(2020, 1, 21), PartialDate(2019), PartialDate(2018)], strict=True),
        "2018 is before 2019, which is before 2020-01-21.",
    ),
    (
        Bound(PartialDate(2020), date(2019, 12, 31)),
        "2020 is said not to be after 2019-12-31, but it is.",
    ),
    (
        Order([date(2020, 1, 21)]),
        "One date is in order.",
    ),
    (
        parse_relation("start = first"),
        '"start" (2020) and "first" (2020-01-21) agree as far as they are known.',
    ),
    (
        parse_relation("start = start"),
        '"start" (2020) and "start" (2020) are the same date.',
    ),
    (
        parse_relation("start = end"),
        '"start" (2020) and "end" (2024) are not the same date.',
    ),
    (
        parse_relation("year(start) = 2021"),
        "year(start) is 2020, but 2021 is stated. 2020 would agree.",
    ),
    (
        parse_relation("year(start) = 2020"),
        "year(start) is 2020, which is stated as 2020.",
    ),
    (
        parse_relation('gift.de + gift.us = "USD 30M"'),
        (
            "The 2 parts add up to USD 29,569,912 (between USD 29,569,911 and USD 29,569,913 with rounding), "
            "which is stated as USD 30M."
        ),
    ),
    (
        parse_relation('(gift.de + gift.us) * 2 = "USD 59M"'),
        (
            "(19,569,912 USD (Germany) + 10,000,000 USD (United States)) * 2 is USD 59.14 million, which is "
            "stated as USD 59M."
        ),
    ),
    (
        parse_relation('"USD 15" - "USD 12" = "USD 5" + "USD 2"'),
        (
            "USD 15 - USD 12 is USD 3 (between USD 2 and USD 4 with rounding), but USD 5 + USD 2 is stated, "
            "too high by at least USD 2."
        ),
    ),
    (
        parse_relation('"5 hectares" + "3 hectares" <= "7 hectares"'),
        (
            "5 hectares + 3 hectares is 8 hectares (between 7 hectares and 9 hectares with rounding); "
            "within rounding that is no more than 7 hectares."
        ),
    ),
    # 33.5 / 100.5 = 0.33333, 34.5 / 99.5 = 0.34673.
    (
        Share("34 persons", "100 persons", "one in three"),
        ("34 persons of 100 persons is 0.34, which is stated as one in three."),
    ),
    # 101 / 51 = 1.9804: from 100.5 / 51.5 to 101.5 / 50.5; 91 / 31 from 90.5 / 31.5 = 2.8730.
    (
        parse_relation('"USD 101" / "51 persons" = "USD 91" / "31 persons"'),
        (
            "USD 101 / 51 persons is 1.9804 USD / person (between 1.9705 USD / person and 1.9902 USD / "
            "person with rounding), but USD 91 / 31 persons is stated, too high by at least 0.92915 USD / "
            "person."
        ),
    ),
    # A number above 0, but below 1: where it is a half, the quotient is 10.
    (
        Ratio("5", "more than 0", "10"),
        "5 divided by more than 0 is 10 (more than 4.5 with rounding); 10 agrees within rounding.",
    ),
    (
        Ratio("-5", "more than 0", "-10"),
        "-5 divided by more than 0 is -10 (less than -4.5 with rounding); -10 agrees within rounding.",
    ),
    (
        Ratio("0", "more than 0", "3"),
        (
            "0 divided by more than 0 is 0 (anything with rounding); 3 agrees within rounding. "
            "This check could hardly fail: every figure near the stated one would have agreed too."
        ),
    ),
    (
        parse_relation("gift.de > gift.us + gift.mx > fund"),
        ('The figures do not stand in falling order: an expression is not above "the Fund" (USD 30.1M).'),
    ),
    (
        parse_relation('gift.de + gift.us + gift.mx + gift.de - gift.us = "USD 1M"'),
        (
            "The sum of 5 figures is USD 39,689,824 (between USD 39,689,822.5 and USD 39,689,825.5 with "
            "rounding), but USD 1M is stated, too low by at least USD 38,189,822.5. "
            "USD 40 million would agree."
        ),
    ),
]


@pytest.mark.parametrize("relation, sentence", SENTENCES, ids=range(len(SENTENCES)))
def test_what_a_finding_says(relation, sentence):
    assert said(relation, facts=FACTS) == sentence


def test_a_finding_shows_its_sentence():
    found = check(Total(["49", "50"], 100, id="my.sum"))
    assert repr(found) == f"<Finding compatible LM101 my.sum: {found.explanation}>"


def test_the_first_rounding_that_would_reconcile_is_named():
    cut = Same("USD 57,595,084", Figure.parse("USD 57.5M"))
    assert said(cut).endswith(" It agrees if USD 57.5M was truncated, not rounded to the nearest.")
    declared = Same("USD 57,595,084", Figure.parse("USD 57.5M", rounding=Rounding.HALF_UP))
    assert said(declared).endswith(" USD 57.6 million would agree.")


@pytest.mark.parametrize(
    "text, start",
    [
        ('("5" + "3") / "4" = "7"', "(5 + 3) divided by 4 is "),
        ('"6" / ("2" + "1") = "7"', "6 divided by (2 + 1) is "),
        ('"8" / ("2" * "3") = "5"', "8 divided by (2 * 3) is "),
        ('share("5" - "3", "4" * "2") = "7%"', "(5 - 3) of (4 * 2) is "),
        ('"5" - ("3" + "4") = "7"', "5 - (3 + 4) is "),
        ('"5" - "3" * "4" = "7"', "5 - 3 * 4 is "),
        ('("5" + "3") * ("2" - "1") = "5"', "(5 + 3) * (2 - 1) is "),
        ('"9" / ("8" / "2") * "3" = "7"', "9 / (8 / 2) * 3 is "),
        ('sum("1", "2", "3", "4", "5") / "2" = "9"', "The sum of 5 figures divided by 2 is "),
        ('average("5", "7", "9") = "9"', "The average of 5, 7 and 9 is "),
        ('growth("5" + "3", "4") = "5%"', "From 4 to 5 + 3 is a change of "),
    ],
)
def test_sides_within_sides_keep_their_parentheses(text, start):
    assert said(parse_relation(text)).startswith(start)


@pytest.mark.parametrize(
    "quantity, expected, tail",
    [
        ("10,000", "100", "100 times too large."),
        ("9,900", "100", "99 times too large."),
        ("12,345", "100", "about 120 times too large."),  # 123.45
        ("2.0", "69", "about 35 times too small."),  # 34.5
        ("50%", "50", "100 times too small: a percent sign is probably one too many."),
        ("50", "50%", "100 times too large: a percent sign is probably missing."),
        ("0.38%", "38%", "100 times too small: a share is probably written with a percent sign."),
        ("3,800%", "38%", "100 times too large."),
        (
            "USD 5 million",
            "USD 5 thousand",
            "1,000 times too large: one of the units is probably off, such as million for thousand.",
        ),
        (
            "USD 5 million",
            "USD 5 billion",
            (
                "1,000 times too small: one of the units is probably off, such as thousand for million or "
                "million for billion."
            ),
        ),
        ("USD 5", "USD 5 thousand", "1,000 times too small: one of the units is probably off."),
    ],
)
def test_a_magnitude_says_the_real_factor_and_the_likely_slip(quantity, expected, tail):
    assert said(Magnitude(quantity, expected)).endswith(f" is expected, {tail}")


def test_a_small_sum_is_not_shown_as_nothing_beside_a_large_figure():
    found = said(parse_relation('magnitude("USD 2 million" + "USD 3 million", "USD 5 trillion")'))
    assert found.startswith(
        "The figures give USD 5 million where about USD 5 trillion is expected, 1 million"
    )


def test_a_magnitude_has_no_power():
    assert check(Magnitude("USD 5 million", "USD 5 thousand")).power is None


CUT = Figure.parse("57", rounding=Rounding.TRUNCATED)
UP = Figure.parse("58", rounding=Rounding.CEILING)


@pytest.mark.parametrize(
    "relation, shown",
    [
        # 6 / 7 from 5.5 / 7.5 = 0.7333 to 6.5 / 6.5 = 1: outward to 0.73 and 1.
        (Ratio("6", "7", "3"), "0.86 (between 0.73 and 1 with rounding)"),
        # From -1.5 / 2.5 = -0.6 to -0.5 / 3.5 = -0.1429.
        (Ratio("-1", "3", "2"), "-0.33 (between -0.6 and -0.14 with rounding)"),
        # 10.0004 is not 10: 9.995 to 10.0005 around it would seem to hold it with two more digits.
        (Same("10.0004", Figure.exact(10)), "can be between 10.00035 and 10.00045"),
        (Total(["10.0004", "0"], Figure.exact(10), complete=True), "10.0004 (between 9.50035 and 10.50045"),
        # Truncated, 57 is below 58, and 58 is not in it.
        (
            Same(Figure.parse("57", rounding=Rounding.TRUNCATED), Figure.exact(58)),
            "between 57 and just under 58",
        ),
        (Same(UP, Figure.exact(57)), "between just over 57 and 58"),
    ],
)
def test_ends_are_rounded_outward_and_nothing_outside_seems_inside(relation, shown):
    assert shown in said(relation)


@given(
    part=st.integers(1, 999),
    whole=st.integers(1000, 99999),
    stated=st.integers(0, 1000).map(lambda tenths: f"{tenths // 10}.{tenths % 10}%"),
)
def test_a_shown_range_holds_all_that_is_admitted_and_not_the_ends_that_are_not(part, whole, stated):
    finding = check(Ratio(str(part), str(whole), stated))
    found = re.search(r"between (\S+)% and (\S+)%", finding.explanation)
    if found is None:
        return
    shown = Interval(*(Fraction(end.replace(",", "")) / 100 for end in found.groups()))
    assert finding.computed.within(shown)
    for end in (finding.stated.lo, finding.stated.hi):
        assert end not in shown or end in finding.computed


ANSWERS = [
    name
    for name, kind in vars(Finding).items()
    if isinstance(kind, property | MemberDescriptorType) and name != "evidence"
]


@pytest.mark.parametrize("relation", [one for one, _ in SENTENCES], ids=range(len(SENTENCES)))
def test_a_finding_says_the_same_in_another_process(relation):
    found = check(relation, facts=FACTS)
    for again in (pickle.loads(pickle.dumps(found)), copy.deepcopy(found)):  # noqa: S301  (our own)
        for name in ANSWERS:
            assert getattr(again, name) == getattr(found, name), name


def test_all_answers_are_compared():
    assert {"relation", "verdict", "slack", "witness", "power", "restatement", "explanation"} < set(ANSWERS)
