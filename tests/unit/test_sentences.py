"""One sentence of each verdict for each kind of relation: the place to read how findings speak.

The numbers are worked out by hand: USD 20M is from 19.5 to 20.5 million, so that USD 20M and USD 30M
add up to 49 to 51 million; USD 57.5M of USD 150M is from 57.45 / 150.5 to 57.55 / 149.5.
"""

from __future__ import annotations

from datetime import date

import pytest

from lacmigration.checking import check
from lacmigration.checking._words import reach
from lacmigration.figures import Figure
from lacmigration.findings import RULES, Verdict
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
    Span,
    Total,
    parse_relation,
)

ENTAILED, COMPATIBLE, QUESTIONABLE, INCONSISTENT, UNDECIDED = Verdict

SENTENCES = [
    (
        Total(["USD 20M", "USD 30M"], "USD 50M"),
        COMPATIBLE,
        (
            "The 2 parts add up to USD 50 million (between USD 49 million and USD 51 million with rounding);"
            " USD 50M agrees within rounding."
        ),
    ),
    (
        Total(["USD 20M", "USD 30M"], "about USD 60M"),
        QUESTIONABLE,
        (
            "The 2 parts add up to USD 50 million (between USD 49 million and USD 51 million with rounding);"
            ' about USD 60M agrees only if "about USD 60M" is read as generously as its wording allows. '
            "About USD 50 million would agree."
        ),
    ),
    (
        Total(["USD 20M", "USD 30M"], "USD 60M"),
        INCONSISTENT,
        (
            "The 2 parts add up to USD 50 million (between USD 49 million and USD 51 million with rounding),"
            " but USD 60M is stated, too high by at least USD 8.5 million. USD 50 million would agree."
        ),
    ),
    (
        Total(["USD 20M", "EUR 30M"], "USD 60M"),
        UNDECIDED,
        ("Not decided: units clash: USD against EUR."),
    ),
    (
        Difference("USD 50.0M", "USD 20.0M", "USD 30M"),
        ENTAILED,
        (
            "USD 50.0M - USD 20.0M is USD 30 million (between USD 29.9 million and USD 30.1 million with "
            "rounding), which is stated as USD 30M."
        ),
    ),
    (
        Difference("USD 50M", "USD 20M", "USD 30M"),
        COMPATIBLE,
        (
            "USD 50M - USD 20M is USD 30 million (between USD 29 million and USD 31 million with rounding); "
            "USD 30M agrees within rounding."
        ),
    ),
    (
        Difference("USD 50M", "USD 20M", "about USD 28.0M"),
        QUESTIONABLE,
        (
            "USD 50M - USD 20M is USD 30 million (between USD 29 million and USD 31 million with rounding); "
            'about USD 28.0M agrees only if "about USD 28.0M" is read as generously as its wording allows. '
            "About USD 30 million would agree."
        ),
    ),
    (
        Difference("USD 50M", "USD 20M", "USD 40M"),
        INCONSISTENT,
        (
            "USD 50M - USD 20M is USD 30 million (between USD 29 million and USD 31 million with rounding), "
            "but USD 40M is stated, too high by at least USD 8.5 million. USD 30 million would agree."
        ),
    ),
    (
        Difference("USD 50M", "20%", "USD 40M"),
        UNDECIDED,
        ("Not decided: units clash: USD against a pure number or percentage."),
    ),
    (
        Share("USD 57.5M", "USD 150M", "38%"),
        ENTAILED,
        (
            "USD 57.5M of USD 150M is 38.333% (between 38.172% and 38.495% with rounding), which is stated "
            "as 38%."
        ),
    ),
    (
        Share("USD 57.5M", "USD 150M", "38.4%"),
        COMPATIBLE,
        (
            "USD 57.5M of USD 150M is 38.333% (between 38.172% and 38.495% with rounding); 38.4% agrees "
            "within rounding."
        ),
    ),
    (
        Share("USD 57.5M", "USD 150M", "about 39%"),
        QUESTIONABLE,
        (
            "USD 57.5M of USD 150M is 38.333% (between 38.172% and 38.495% with rounding); about 39% agrees "
            'only if "about 39%" is read as generously as its wording allows. About 38% would agree.'
        ),
    ),
    (
        Share("USD 57.5M", "USD 150M", "more than 40%"),
        INCONSISTENT,
        (
            "USD 57.5M of USD 150M is 38.33% (between 38.17% and 38.5% with rounding), but more than 40% is "
            "stated, too high by at least 1.5 percentage points. More than 38% would agree."
        ),
    ),
    (
        Share("USD 57.5M", "USD 150M", "41%"),
        INCONSISTENT,
        (
            "USD 57.5M of USD 150M is 38.33% (between 38.17% and 38.5% with rounding), but 41% is stated, "
            "too high by at least 2 percentage points. 38% would agree."
        ),
    ),
    (
        Share("USD 57.5M", "0", "38%"),
        UNDECIDED,
        ("Not decided: units clash: USD against a pure number or percentage."),
    ),
    (
        Ratio("USD 1.32 billion", "USD 101.5 million", "13 times"),
        ENTAILED,
        (
            "USD 1.32 billion divided by USD 101.5 million is 13 (between 12.94 and 13.07 with rounding), "
            "which is stated as 13 times."
        ),
    ),
    (
        Ratio("USD 1.32 billion", "USD 101.5 million", "13.0"),
        COMPATIBLE,
        (
            "USD 1.32 billion divided by USD 101.5 million is 13.005 (between 12.949 and 13.061 with "
            "rounding); 13.0 agrees within rounding."
        ),
    ),
    (
        Ratio("USD 1.32 billion", "USD 101.5 million", "about 14 times"),
        QUESTIONABLE,
        (
            "USD 1.32 billion divided by USD 101.5 million is 13 (between 12.94 and 13.07 with rounding); "
            'about 14 times agrees only if "about 14 times" is read as generously as its wording allows. '
            "About 13 would agree."
        ),
    ),
    (
        Ratio("USD 1.32 billion", "USD 101.5 million", "15 times"),
        INCONSISTENT,
        (
            "USD 1.32 billion divided by USD 101.5 million is 13 (between 12.94 and 13.07 with rounding), "
            "but 15 times is stated, too high by at least 1.43. 13 would agree."
        ),
    ),
    (
        Ratio("USD 3M", "2 persons", "15 times"),
        UNDECIDED,
        ("Not decided: units clash: USD / person against a pure number or percentage."),
    ),
    (
        Growth("USD 4.00M", "USD 6.00M", "50%"),
        ENTAILED,
        (
            "From USD 4.00M to USD 6.00M is a change of 50% (between 49.68% and 50.32% with rounding), which"
            " is stated as 50%."
        ),
    ),
    (
        Growth("USD 4.0M", "USD 6.0M", "50.0%"),
        COMPATIBLE,
        (
            "From USD 4.0M to USD 6.0M is a change of 50% (between 46.913% and 53.165% with rounding); 50.0%"
            " agrees within rounding. This check could hardly fail: every figure near the stated one would "
            "have agreed too."
        ),
    ),
    (
        Growth("USD 4.00M", "USD 6.00M", "about 51%"),
        QUESTIONABLE,
        (
            "From USD 4.00M to USD 6.00M is a change of 50% (between 49.68% and 50.32% with rounding); about"
            ' 51% agrees only if "about 51%" is read as generously as its wording allows. About 50% would '
            "agree."
        ),
    ),
    (
        Growth("USD 4.0M", "USD 6.0M", "60%"),
        INCONSISTENT,
        (
            "From USD 4.0M to USD 6.0M is a change of 50% (between 46.91% and 53.17% with rounding), but 60%"
            " is stated, too high by at least 6.33 percentage points. 50% would agree."
        ),
    ),
    (
        Growth("USD 4.0M", "USD 6.0M", "doubled"),
        COMPATIBLE,
        (
            "From USD 4.0M to USD 6.0M is a change by a factor of 1.5 (between 1.46 and 1.54 with rounding);"
            " doubled agrees within rounding."
        ),
    ),
    (
        Growth("USD 4.0M", "USD 3.0M", "25%"),
        INCONSISTENT,
        (
            "From USD 4.0M to USD 3.0M is a change of -25% (between -27.17% and -22.78% with rounding), but "
            "25% is stated, too high by at least 47.28 percentage points. -25% would agree."
        ),
    ),
    (
        Growth("USD 4.0M", "EUR 3.0M", "25%"),
        UNDECIDED,
        ("Not decided: units clash: EUR / USD against a pure number or percentage."),
    ),
    (
        Product([10, "USD 4,500"], "USD 45,000"),
        COMPATIBLE,
        (
            "10 * USD 4,500 is USD 45,000 (between USD 44,995 and USD 45,005 with rounding); USD 45,000 "
            "agrees within rounding."
        ),
    ),
    (
        Product([10, "USD 4,500"], "USD 45 thousand"),
        ENTAILED,
        (
            "10 * USD 4,500 is USD 45,000 (between USD 44,995 and USD 45,005 with rounding), which is stated"
            " as USD 45 thousand."
        ),
    ),
    (
        Product(["2.5", "USD 4,500"], "USD 11,300"),
        COMPATIBLE,
        (
            "2.5 * USD 4,500 is USD 11,250 (between USD 11,023.77 and USD 11,476.28 with rounding); USD "
            "11,300 agrees within rounding. This check could hardly fail: every figure near the stated one "
            "would have agreed too."
        ),
    ),
    (
        Product([12, "USD 4,500"], "about USD 50,000"),
        QUESTIONABLE,
        (
            "12 * USD 4,500 is USD 54,000 (between USD 53,994 and USD 54,006 with rounding); about USD "
            '50,000 agrees only if "about USD 50,000" is read as generously as its wording allows. About USD'
            " 54,000 would agree."
        ),
    ),
    (
        Product([12, "USD 4,500"], "USD 64,000"),
        INCONSISTENT,
        (
            "12 * USD 4,500 is USD 54,000 (between USD 53,994 and USD 54,006 with rounding), but USD 64,000 "
            "is stated, too high by at least USD 9,993.5. USD 54,000 would agree."
        ),
    ),
    (
        Product(["USD 3", "USD 4,500"], "USD 64,000"),
        UNDECIDED,
        ("Not decided: units clash: USD^2 against USD."),
    ),
    (
        Partition(["44.00%", "38.40%", "17.60%"]),
        COMPATIBLE,
        (
            "The 3 shares add up to 100% (between 99.985% and 100.015% with rounding); 100% agrees within "
            "rounding."
        ),
    ),
    (
        Partition(["44.00%", "38.40%", "17.60%"], "100%"),
        ENTAILED,
        (
            "The 3 shares add up to 100% (between 99.985% and 100.015% with rounding), which is stated as "
            "100%."
        ),
    ),
    (
        Partition(["44%", "38.4%", "17.6%"]),
        COMPATIBLE,
        (
            "The 3 shares add up to 100% (between 99.4% and 100.6% with rounding); 100% agrees within "
            "rounding."
        ),
    ),
    (
        Partition(["about 44%", "38.4%", "18.6%"]),
        QUESTIONABLE,
        (
            "The 3 shares add up to 101% (between 100.4% and 101.6% with rounding); 100% agrees only if the "
            "hedges or the trailing zeros of the figures are read generously. 101% would agree."
        ),
    ),
    (
        Partition(["44%", "38.4%", "27.6%"]),
        INCONSISTENT,
        (
            "The 3 shares add up to 110% (between 109.4% and 110.6% with rounding), but 100% is stated, too "
            "low by at least 9.4 percentage points. 110% would agree."
        ),
    ),
    (
        Partition(["44%", "USD 5"]),
        UNDECIDED,
        ("Not decided: units clash: a pure number or percentage against USD."),
    ),
    (
        parse_relation('"USD 10.00M" + "USD 5.00M" = "USD 7.50M" * 2'),
        COMPATIBLE,
        (
            "USD 10.00M + USD 5.00M is USD 15 million (between USD 14.99 million and USD 15.01 million with "
            "rounding); USD 7.50M * 2 agrees within rounding."
        ),
    ),
    (
        parse_relation('"USD 10M" + "USD 5M" = "USD 3M" * 5'),
        COMPATIBLE,
        (
            "USD 10M + USD 5M is USD 15 million (between USD 14 million and USD 16 million with rounding); "
            "USD 3M * 5 agrees within rounding."
        ),
    ),
    (
        parse_relation('"USD 10M" + "USD 5M" = "about USD 9M" * 2'),
        QUESTIONABLE,
        (
            "USD 10M + USD 5M is USD 15 million (between USD 14 million and USD 16 million with rounding); "
            'about USD 9M * 2 agrees only if "about USD 9M" is read as generously as its wording allows.'
        ),
    ),
    (
        parse_relation('"USD 10M" + "USD 5M" = "USD 8M" * 5'),
        INCONSISTENT,
        (
            "USD 10M + USD 5M is USD 15 million (between USD 14 million and USD 16 million with rounding), "
            "but USD 8M * 5 is stated, too high by at least USD 21.5 million."
        ),
    ),
    (
        parse_relation('"USD 10M" + "USD 5M" = "3%" * 5'),
        UNDECIDED,
        ("Not decided: units clash: USD against a pure number or percentage."),
    ),
    (
        Same("USD 57.51M", "USD 57.5M"),
        ENTAILED,
        (
            "USD 57.51M can be between USD 57.505 million and USD 57.515 million; any of that would be "
            "written as USD 57.5M."
        ),
    ),
    (
        Same("USD 57.5M", "USD 57.5M"),
        COMPATIBLE,
        (
            "USD 57.5M can be between USD 57.45 million and USD 57.55 million; USD 57.5M agrees within "
            "rounding."
        ),
    ),
    (
        Same("USD 57.5M", "about USD 58M"),
        COMPATIBLE,
        (
            "USD 57.5M can be between USD 57.45 million and USD 57.55 million; about USD 58M agrees within "
            "rounding."
        ),
    ),
    (
        Same("USD 57.5M", "about USD 58.0M"),
        QUESTIONABLE,
        (
            "USD 57.5M can be between USD 57.45 million and USD 57.55 million; about USD 58.0M agrees only "
            'if "about USD 58.0M" is read as generously as its wording allows. About USD 57.5 million would '
            "agree."
        ),
    ),
    (
        Same("USD 57.5M", "USD 57.6M"),
        COMPATIBLE,
        (
            "USD 57.5M can be between USD 57.45 million and USD 57.55 million; USD 57.6M agrees within "
            "rounding."
        ),
    ),
    (
        Same("USD 57.5M", "USD 58M"),
        COMPATIBLE,
        ("USD 57.5M can be between USD 57.45 million and USD 57.55 million; USD 58M agrees within rounding."),
    ),
    (
        Same("USD 57.5M", "USD 59M"),
        INCONSISTENT,
        (
            "USD 57.5M can be between USD 57.45 million and USD 57.55 million, but USD 59M is stated, too "
            "high by at least USD 950,000. USD 57 million would agree."
        ),
    ),
    (
        Same("USD 57.5M", "57%"),
        UNDECIDED,
        ("Not decided: units clash: USD against a pure number or percentage."),
    ),
    (
        Same(PartialDate(2020), PartialDate(2020)),
        ENTAILED,
        ("2020 and 2020 are the same date."),
    ),
    (
        Same(PartialDate(2020), PartialDate(2020, 5)),
        COMPATIBLE,
        ("2020 and 2020-05 agree as far as they are known."),
    ),
    (
        Same(PartialDate(2020), PartialDate(2021)),
        INCONSISTENT,
        ("2020 and 2021 are not the same date."),
    ),
    (
        Count("three pillars", ["a", "b", "c"]),
        ENTAILED,
        ("3 pillars are listed, which is stated as three pillars."),
    ),
    (
        Count("about 5 pillars", ["a", "b", "c", "d"]),
        QUESTIONABLE,
        (
            '4 pillars are listed; about 5 pillars agrees only if "about 5 pillars" is read as generously as'
            " its wording allows. About 4 pillars would agree."
        ),
    ),
    (
        Count("four pillars", ["a", "b", "c"]),
        INCONSISTENT,
        ("3 pillars are listed, but four pillars is stated. 3 pillars would agree."),
    ),
    (
        Count("50%", ["a", "b"]),
        UNDECIDED,
        ('Not decided: "50%" is no number of things.'),
    ),
    (
        Percentage("50%", "8 persons"),
        COMPATIBLE,
        ("50% of 8 persons can be 4 out of 8."),
    ),
    (
        Percentage("57%", "7 persons"),
        COMPATIBLE,
        ("57% of 7 persons can be 4 out of 7."),
    ),
    (
        Percentage("50%", "about 7 persons"),
        QUESTIONABLE,
        ("50% of about 7 persons can be 3 out of 6, but only if the figures are read generously."),
    ),
    (
        Percentage("50%", "7 persons"),
        INCONSISTENT,
        ("No whole number out of 7 persons is 50%. 3 of them are 42.86%, 4 are 57.14%."),
    ),
    (
        Percentage("50%", "USD 7"),
        UNDECIDED,
        ('Not decided: "USD 7" is no count of things.'),
    ),
    (
        Listing(["a", "b"], ["b", "a"]),
        ENTAILED,
        ("The first list has 2 names, and the second has the same."),
    ),
    (
        Listing(["a", "b"], ["b", "c"]),
        INCONSISTENT,
        ('"a" stands in the first list only; "c" stands in the second list only.'),
    ),
    (
        Listing(["a", "a"]),
        INCONSISTENT,
        ('"a" is listed more than once.'),
    ),
    (
        Order(["5.0", "3.0", "1.0"]),
        ENTAILED,
        ("The 3 figures stand in falling order."),
    ),
    (
        Order(["5", "5", "1"], strict=True),
        COMPATIBLE,
        ("The 3 figures stand in falling order within rounding."),
    ),
    (
        Order(["USD 4.2M", "about USD 5M"]),
        QUESTIONABLE,
        (
            'The figures do not stand in falling order unless they are read generously: "USD 4.2M" is below '
            '"about USD 5M".'
        ),
    ),
    (
        Order(["USD 20M", "about USD 21M"]),
        COMPATIBLE,
        (
            "The 2 figures stand in falling order within rounding. This check could hardly fail: the figures"
            " could stand in any order."
        ),
    ),
    (
        Order(["USD 3M", "USD 5M"]),
        INCONSISTENT,
        ('The figures do not stand in falling order: "USD 3M" is below "USD 5M".'),
    ),
    (
        Order(["USD 5", "3%"]),
        UNDECIDED,
        ("Not decided: units clash: USD against a pure number or percentage."),
    ),
    (
        Ranking("USD 5.0M", 2, ["USD 7.0M", "USD 3.0M"]),
        ENTAILED,
        ('"USD 5.0M" holds place 2 among 3, as stated (place 2).'),
    ),
    (
        Ranking("USD 5M", 2, ["USD 5M", "USD 9M"]),
        COMPATIBLE,
        ('"USD 5M" holds a place from 2 to 3 among 3, as stated (place 2).'),
    ),
    (
        Ranking("about USD 20M", 1, ["USD 20.8M", "USD 3M"]),
        QUESTIONABLE,
        (
            '"about USD 20M" holds place 2 among 3; place 1 is stated, which it holds only if the figures '
            "are read generously."
        ),
    ),
    (
        Ranking("USD 5M", 1, ["USD 7M", "USD 3M"]),
        INCONSISTENT,
        ('"USD 5M" holds place 2 among 3; place 1 is stated.'),
    ),
    (
        Ranking("USD 5M", 1, ["EUR 7M", "USD 3M"]),
        UNDECIDED,
        ("Not decided: units clash: USD against EUR."),
    ),
    (
        Bound("USD 5.0M", "USD 7.0M"),
        ENTAILED,
        (
            "USD 5.0M can be between USD 4.95 million and USD 5.05 million, no more than USD 7.0M. The "
            "margin is wide: every figure near the stated one would have agreed too."
        ),
    ),
    (
        Bound("USD 5M", "USD 5M"),
        COMPATIBLE,
        (
            "USD 5M can be between USD 4.5 million and USD 5.5 million; within rounding that is no more than"
            " USD 5M."
        ),
    ),
    (
        Bound("about USD 5M", "USD 4.2M"),
        QUESTIONABLE,
        (
            "About USD 5M can be between USD 4.5 million and USD 5.5 million; that is no more than USD 4.2M "
            "only if the figures are read generously."
        ),
    ),
    (
        Bound("USD 6M", "USD 4M"),
        INCONSISTENT,
        ("USD 6M can be between USD 5.5 million and USD 6.5 million, which is more than USD 4M."),
    ),
    (
        Bound("USD 5M", "USD 4M", strict=True),
        INCONSISTENT,
        ("USD 5M can be between USD 4.5 million and USD 5.5 million, which is not less than USD 4M."),
    ),
    (
        Bound("USD 5M", "5%"),
        UNDECIDED,
        ("Not decided: units clash: USD against a pure number or percentage."),
    ),
    (
        Magnitude("USD 5 billion", "USD 6 billion"),
        ENTAILED,
        ("The figures give USD 5 billion, of the order of USD 6 billion as expected."),
    ),
    (
        Magnitude("USD 1", "USD 31.6"),
        COMPATIBLE,
        ("The figures give USD 1, of the order of USD 31.6 as expected."),
    ),
    (
        Magnitude("more than USD 9", "USD 400"),
        QUESTIONABLE,
        ("The figures give USD 9, of the order of USD 400 only if they are read generously."),
    ),
    (
        Magnitude("USD 5 billion", "USD 6 million"),
        INCONSISTENT,
        (
            "The figures give USD 5 billion where about USD 6 million is expected, about 830 times too "
            "large: one of the units is probably off, such as million for thousand or billion for million."
        ),
    ),
    (
        Magnitude("USD 5 billion", "6%"),
        UNDECIDED,
        ("Not decided: units clash: USD against a pure number or percentage."),
    ),
    (
        Span(date(2020, 1, 21), date(2024, 1, 21), "four years"),
        ENTAILED,
        ("The time from 2020-01-21 to 2024-01-21 is 4 years; any of that would be written as four years."),
    ),
    (
        Span(PartialDate(2020), PartialDate(2024), "four years"),
        COMPATIBLE,
        ("The time from 2020 to 2024 is between 3 years and 5 years; four years agrees within rounding."),
    ),
    (
        Span(date(2020, 1, 21), date(2024, 1, 24), "about five years"),
        QUESTIONABLE,
        (
            'The time from 2020-01-21 to 2024-01-24 is 4.01 years; about five years agrees only if "about '
            'five years" is read as generously as its wording allows. About 4 years would agree.'
        ),
    ),
    (
        Span(PartialDate(2020), PartialDate(2024), "seven years"),
        INCONSISTENT,
        (
            "The time from 2020 to 2024 is between 3 years and 5 years, but seven years is stated, too high "
            "by at least 1.5 years. 5 years would agree."
        ),
    ),
    (
        Span("5", PartialDate(2024), "seven years"),
        UNDECIDED,
        ('Not decided: a part is missing: "5" is a number, not a date.'),
    ),
    (
        parse_relation('average("USD 5M","USD 7M") = "USD 9M"'),
        INCONSISTENT,
        (
            "The average of USD 5M and USD 7M is USD 6 million (between USD 5.5 million and USD 6.5 million "
            "with rounding), but USD 9M is stated, too high by at least USD 2 million. USD 6 million would "
            "agree."
        ),
    ),
    (
        Total(["USD 20M", "USD 30M"], "USD 60M", complete=False),
        ENTAILED,
        (
            "The 2 parts add up to USD 50 million (between USD 49 million and USD 51 million with rounding),"
            " no more than USD 60M. This check could hardly fail: every figure near the stated one would "
            "have agreed too."
        ),
    ),
    (
        Total(["USD 40M", "USD 30M"], "USD 60M", complete=False),
        INCONSISTENT,
        (
            "The 2 parts add up to USD 70 million (between USD 69 million and USD 71 million with rounding),"
            " which is more than USD 60M."
        ),
    ),
]


@pytest.mark.parametrize("relation, verdict, sentence", SENTENCES, ids=range(len(SENTENCES)))
def test_what_is_said(relation, verdict, sentence):
    found = check(relation)
    assert (found.verdict, found.explanation) == (verdict, sentence)


NEVER = {
    ("Count", COMPATIBLE),  # a number of things never lies on the border between two figures
    ("Equation", ENTAILED),  # of two sides that are both computed, neither prints the other
    ("Percentage", ENTAILED),  # a whole number that fits shows that it can be, not that it is
    ("Listing", COMPATIBLE),  # names are the same or they are not
    ("Listing", QUESTIONABLE),
    ("Listing", UNDECIDED),  # only of lists that no record has
}


def test_every_verdict_of_every_kind_has_its_sentence():
    said = {(type(relation).__name__, verdict) for relation, verdict, _ in SENTENCES}
    kinds = set(RULES) - {"Joint"}  # several of them, each of which holds
    assert said == {(kind, verdict) for kind in kinds for verdict in Verdict} - NEVER


@pytest.mark.parametrize(
    "expression, sentence",
    [
        # The gap of 0.001 points is less than the two more digits that a distance is told in.
        ("1 / 100001 = 0%", "1 divided by 100001 is 0.001%, but 0% is stated, too low."),
        ("99999 / 100000 = 100%", "99999 divided by 100000 is 99.999%, but 100% is stated, too high."),
        (
            '"10,001" < "10,000"',
            (
                "10,001 can be between 10,000.5 and 10,001.5; that is less than 10,000 only if the figures "
                "are read generously."
            ),
        ),
    ],
)
def test_what_is_said_of_an_expression(expression, sentence):
    assert check(parse_relation(expression)).explanation == sentence


def test_no_number_of_digits_is_too_many_to_tell_two_numbers_apart_but_twenty():
    """A third and 10^30 of 3 * 10^30 + 1 first differ in the 31st digit: the usual two are shown."""
    much = 10**30
    found = check(parse_relation(f"1 / 3 = {much} / {3 * much + 1}"))
    assert found.explanation == f"1 / 3 is 0.33, but {much} / {3 * much + 1} is stated."


def test_an_order_that_fails_only_as_a_whole_names_no_pair():
    """1 can be above 0 to 5, which can be above 2; but 1 is not above 2."""
    found = check(Order([Figure.exact(1), "0 to 5", Figure.exact(2)]))
    assert (found.verdict, found.explanation) == (INCONSISTENT, "The figures do not stand in falling order.")


@pytest.mark.parametrize(
    "interval, words",
    [
        (Interval(None, None), "anything"),
        (Interval(3, None), "at least 3"),
        (Interval(3, None, lo_open=True), "more than 3"),
        (Interval(None, 3), "at most 3"),
        (Interval(None, 3, hi_open=True), "less than 3"),
    ],
)
def test_an_interval_without_an_end_in_words(interval, words):
    assert str(reach(interval, None)) == words
