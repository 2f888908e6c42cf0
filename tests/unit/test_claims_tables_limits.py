"""Where a claim of a table ends: what its columns and rows state, and what only looks like it."""

from __future__ import annotations

import pytest

from lacmigration.claims import Strength
from lacmigration.documents import parse
from lacmigration.findings import Verdict
from lacmigration.reviewing import Verified, review_document


def table(head: str, *rows: str) -> str:
    """A table in Markdown of rows whose cells bars part."""
    lines = (head, "|".join("-" * 3 for _ in head.split("|")), *rows)
    return "".join(f"| {line.replace('|', ' | ')} |\n" for line in lines)


def captioned(caption: str, head: str, *rows: str) -> str:
    """A table in HTML with a caption."""

    def row(line: str, tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in line.split("|")) + "</tr>"

    body = "".join(row(line, "td") for line in rows)
    return f"<table><caption>{caption}</caption>{row(head, 'th')}{body}</table>"


def of_kind(text: str, kind: str, language: str = "en") -> list[Verified]:
    form = "html" if text.startswith("<") else "csv" if "|" not in text else "markdown"
    found = review_document(parse(text, format=form), locale=language).verified
    return [one for one in found if one.claim.kind == kind]


def told(text: str, kind: str, language: str = "en") -> list[tuple[str, list[str]]]:
    """What is stated and what it is compared with."""
    return [
        (one.claim.stated.mention.text, [spot.mention.text for spot in one.claim.parts])
        for one in of_kind(text, kind, language)
    ]


# Each with a number that fits, one that does not, and the place of its claim among those of its kind.
STATED = [
    # a total that stands above and below its rows: 20 + 40
    ("table-total", table("Item|USD", "Total|{}", "A|20.0", "B|40.0", "Grand total|60.0"), "60.0", "80.0", 0),
    # what is set in under a row of numbers is part of that row: 20 + 40, not 20 + 15 + 5 + 40
    (
        "table-total",
        captioned("x", "Item|USD", "A|20.0", "&nbsp;&nbsp;a|15.0", "&nbsp;&nbsp;b|5.0", "B|40.0", "Total|{}"),
        "60.0",
        "80.0",
        0,
    ),
    # a line for "of which", and the rows below it
    (
        "table-of-which",
        table("Item|USD", "A|30.0", "Of which:|", "women|10.0", "men|{}", "B|5.0", "Total|35.0"),
        "20.0",
        "40.0",
        1,
    ),
    # digits beyond the year tell it: 2020 and 2021 are named, 44 of 40 is 10% more
    (
        "table-growth",
        table("Item|2020|2021|Growth 2020-2021 (%)", "A|200|210|5", "B|400|440|{}", "C|500|600|20"),
        "10",
        "19",
        1,
    ),
    # where one of the rows has no number, the others are compared: 50 - 30
    (
        "table-difference",
        table(
            "Item|Received|Spent|Balance",
            "A|2000|1500|500",
            "B|4000|n/a|1000",
            "C|5000|3000|{}",
            "D|30|10|20",
        ),
        "2000",
        "2600",
        1,
    ),
    # the shares are of subtotals that have 100% themselves: 10 of 30
    (
        "table-share",
        table(
            "Item|USD|Share (%)",
            "A|200|66.7",
            "B|100|{}",
            "Subtotal|300|100",
            "C|200|66.7",
            "D|100|33.3",
            "Subtotal|300|100",
            "Total|600|100",
        ),
        "33.3",
        "43.3",
        1,
    ),
    # ... or of the total, subtotals too: 100 of 600
    (
        "table-share",
        table(
            "Item|USD|Share (%)",
            "A|200|33.3",
            "B|100|{}",
            "Subtotal|300|50",
            "C|200|33.3",
            "D|100|16.7",
            "Subtotal|300|50",
            "Total|600|100",
        ),
        "16.7",
        "26.7",
        1,
    ),
    # shares of one: 200 of 600
    (
        "table-share",
        table("Item|USD|Share", "A|200|{}", "B|300|0.50", "C|100|0.17", "Total|600|1"),
        "0.33",
        "0.45",
        0,
    ),
    # one more row of headers: years, or scales
    (
        "table-total",
        table("Item|Paid|Spent", "|2020|2021", "A|20.0|30.0", "B|40.0|50.0", "Total|60.0|{}"),
        "80.0",
        "90.0",
        1,
    ),
    # a row of nothing is none
    ("table-total", table("Item|USD", "|", "A|20.0", "B|40.0", "Total|{}"), "60.0", "80.0", 0),
    # years of two digits are no amounts
    ("table-total", table("Year|USD", "20|20.0", "21|40.0", "Total|{}"), "60.0", "80.0", 0),
    # numbers that are grouped by spaces, or have one before them: 12,345 + 10,000
    ("table-total", table("Item|USD", "A|12 345", "B|10 000", "Total|{}"), "22 345", "32 345", 0),
    ("table-total", "Item,USD\nA, 20.0\nB, 40.0\nTotal, {}\n", "60.0", "80.0", 0),
    # one column with points and one with commas before its decimals: 1.5 + 1.5, 2.5 + 2.5
    ("table-total", table("Item|A|B", "x|1.5|2,5", "y|1.5|2,5", "Total|3.0|{}"), "5,0", "6,0", 1),
    # groups of digits before decimals of three digits: 1,234.567 + 40
    ("table-total", table("Item|USD", "A|1'234,567", "B|40,000", "Total|{}"), "1'274,567", "1'284,567", 0),
    # fewer people than before are written with a minus
    ("table-total", table("Item|People", "A|-20", "B|40", "Total|{}"), "20", "60", 0),
    # households and municipalities are things to be counted
    (
        "table-total",
        table("Item|Households|Municipalities|Total", "A|20|5|{}", "B|40|6|46", "C|1|1|2"),
        "25",
        "55",
        0,
    ),
    # one row is enough where a total says nothing but that it is one: 10 + 20
    ("table-total", table("Item|A|B|Total", "x|10.0|20.0|{}"), "30.0", "90.0", 0),
    # totals of groups and one of all: 3 + 9
    (
        "table-total",
        table(
            "Item|A|B|Total|C|D|Total|Grand total",
            *["x|1.0|2.0|3.0|4.0|5.0|9.0|12.0"] * 3,
            "y|1.0|2.0|3.0|4.0|5.0|9.0|{}",
        ),
        "12.0",
        "19.0",
        11,
    ),
    # ... and a column beside the groups: 3 + 9 + 1
    (
        "table-total",
        table(
            "Item|A|B|Total|C|D|Total|E|Grand total",
            *["x|1.0|2.0|3.0|4.0|5.0|9.0|1.0|13.0"] * 3,
            "y|1.0|2.0|3.0|4.0|5.0|9.0|1.0|{}",
        ),
        "13.0",
        "19.0",
        11,
    ),
    # ranks and orders: the second is not more than the first
    ("table-rank", table("Rank|Item|USD", "1|A|400", "2|B|{}", "3|C|200"), "300", "500", 0),
    (
        "table-order",
        captioned("Donors in descending order", "Item|USD", "A|400", "B|{}", "C|200"),
        "300",
        "500",
        0,
    ),
]


@pytest.mark.parametrize("kind, text, right, wrong, place", STATED)
def test_what_a_table_states_is_compared_with_what_it_is_of(kind, text, right, wrong, place):
    fitting = of_kind(text.replace("{}", right), kind)
    assert fitting[place].finding.verdict.holds
    assert not of_kind(text.replace("{}", wrong), kind)[place].finding.verdict.holds


def test_no_share_of_a_subtotal_is_held_against_the_total():
    """A subtotal with 100 of 100 is half of all: of that its share says nothing."""
    text = table(
        "Item|USD|Share (%)",
        "A|200|66.7",
        "B|100|33.3",
        "Subtotal|300|100",
        "C|200|66.7",
        "D|100|33.3",
        "Subtotal|300|100",
        "Total|600|100",
    )
    assert [stated for stated, _ in told(text, "table-share")] == ["66.7", "33.3", "66.7", "33.3"]
    assert all(one.finding.verdict.holds for one in of_kind(text, "table-total"))


@pytest.mark.parametrize("growth", ["5.7", "6", "5"])
@pytest.mark.parametrize(
    "language, head", [("en", "Growth"), ("es", "Crecimiento"), ("pt", "Crescimento"), ("fr", "Croissance")]
)
def test_the_growth_of_all_is_no_sum(growth, language, head):
    text = table(f"Item|USD|{head}", "A|20|5", "B|40|6", f"Total|60|{growth}")
    assert told(text, "table-total", language) == [("60", ["20", "40"])]


def test_growth_from_nothing_is_left_open():
    text = table("Item|2020|2021|Growth (%)", "A|0|21|5", "B|40|44|10", "C|50|60|20")
    verdicts = [one.finding.verdict for one in of_kind(text, "table-growth")]
    assert verdicts == [Verdict.UNDECIDED, Verdict.COMPATIBLE, Verdict.COMPATIBLE]


def test_a_total_below_another_is_a_guess_where_no_number_tells_what_it_adds():
    text = table("Item|A", "x|10", "y|20", "Total|30", "z|-30", "w|30", "Total|99")
    above, below = of_kind(text, "table-total")
    assert (above.claim.strength, above.finding.verdict.holds) == (Strength.STATED, True)
    assert (below.claim.strength, below.finding.verdict.holds) == (Strength.GUESSED, False)


def test_totals_one_below_the_other_add_what_stands_between_them():
    text = table("Item|USD", "A|20", "B|40", "Total|60", "Total|60", "C|10", "D|5", "Total|15")
    assert told(text, "table-total") == [("60", ["20", "40"]), ("15", ["10", "5"])]


def test_a_part_that_is_missing_or_cannot_be_read_leaves_a_total_open():
    for cell in ("n/a", "x" * 400, "٤٠", "1" * 40, "1,234.5.6"):
        text = table("Item|USD", "A|20.0", f"B|{cell}", "C|20.0", "Total|80.0")
        [one] = of_kind(text, "table-total")
        assert [spot.mention.text for spot in one.claim.parts] == ["20.0", "20.0"]
        assert one.finding.verdict.holds  # 40 is no more than 80
        [one] = of_kind(text.replace("80.0", "30.0"), "table-total")
        assert not one.finding.verdict.holds


def test_a_row_set_apart_is_a_part_where_the_numbers_say_so():
    rows = ("Memo: x|50", "x|10", "y|20", "z|30", "Memo item|5")
    # 10 + 20 + 30 + 5, and 50 more with the first note
    for total, parts in {"65": ["10", "20", "30", "5"], "115": ["50", "10", "20", "30", "5"]}.items():
        [(stated, found)] = told(table("Item|A", *rows, f"Total|{total}"), "table-total")
        assert (stated, sorted(found, key=int)) == (total, sorted(parts, key=int))


# No claim of the kind, because ...
SILENT = [
    # ... a total without rows, or two of them, add nothing
    ("table-total", table("Item|USD", "Total|50", "Total|60")),
    # ... dollars and euros are not added, nor a cell of dollars with numbers of nothing
    ("table-total", table("Item|USD|EUR|Total", "A|20|5|35", "B|40|6|36")),
    # ... the mean of an index is no sum of it
    ("table-total", table("Item|Places", "A|51", "B|62", "C|73", "D|70", "Total|62")),
    # ... there is nothing that grew: one column is no two
    ("table-growth", table("Item|USD|Growth", "A|20|5%", "B|40|6%")),
    # ... nothing is so many times nothing
    ("table-growth", table("Item|USD|Growth (%)", "A|20|5", "B|40|6")),
    # ... no way to read it is borne out by the numbers
    ("table-growth", table("Item|2020|2021|Growth (%)", "A|20|21|50", "B|40|44|60", "C|50|60|70")),
    # ... what is below nothing may be set off against what is missing
    ("table-total", table("Item|A", "x|-10", "y|20", "z|n/a", "Total|30")),
    # ... one number is no balance of another, and a balance is in one unit
    ("table-difference", table("Item|USD|Change", "A|20|5", "B|40|6")),
    # ... "of which" stands at the top, below a share, or below a row without a number
    ("table-of-which", table("Item|USD", "of which women|40", "A|30")),
    ("table-of-which", table("Item|USD", "Share of all (%)|30", "of which women|40", "A|90")),
    ("table-of-which", table("Item|USD", "A|n/a", "of which women|40", "B|30")),
    # ... women may be among those above, a row is set in, or the sum is of what is less than nothing
    ("table-whole", table("Item|Share (%)", "A|33", "B|50", "Women|20", "Men|80")),
    ("table-whole", captioned("x", "Item|Share (%)", "A|33", "&nbsp;&nbsp;b|50", "C|47")),
    ("table-share", table("Item|USD|Share (%)", "A|20|33", "B|-5|10", "C|40|60")),
    # ... the numbers count rows, most share one rank, or two are too few
    ("table-rank", table("No.|Item|USD", "1|A|20", "2|B|40", "3|C|30")),
    ("table-rank", table("|Item|USD", "1|A|20", "2|B|40", "3|C|30")),
    ("table-rank", table("Rank|Item|USD", "1|A|40", "1|B|30", "1|C|20", "1|D|50")),
    ("table-rank", table("Rank|Item|USD", "1|A|40", "2|B|50")),
    # ... no column is in that order, or there are no amounts, or not enough of one unit
    ("table-rank", table("Rank|Item|USD|People", "1|A|40|1", "2|B|10|9", "3|C|20|2")),
    ("table-rank", table("Rank|Item|Note", "1|A|x", "2|B|y", "3|C|z")),
    ("table-rank", table("Rank|Item|USD", "1|A|40", "2|B|n/a", "3|C|50")),
    (
        "table-order",
        captioned("Donors in descending order", "Item|Amount", "A|USD 40", "B|EUR 50", "C|USD 60"),
    ),
    # ... the number in the caption is part of a word, of another number, or a percentage
    ("table-count", captioned("Top5 donors", "Item|USD", "A|40", "B|30", "C|20")),
    ("table-count", captioned("The 2.5 largest donors", "Item|USD", "A|40", "B|30", "C|20")),
    ("table-count", captioned("The 5% largest donors", "Item|USD", "A|40", "B|30", "C|20")),
]


@pytest.mark.parametrize("kind, text", SILENT)
def test_what_only_looks_like_it_is_no_claim(kind, text):
    assert of_kind(text, kind) == []


def test_a_group_with_many_totals_has_none_that_is_known():
    names = "".join(f"<th>Total {letter}</th>" for letter in "abcdef")
    head = f'<tr><th rowspan="2">Item</th><th colspan="8">Group</th></tr><tr>{names}<th>A</th><th>B</th></tr>'
    row = "<tr><td>x</td>" + "<td>9</td>" * 6 + "<td>1</td><td>2</td></tr>"
    assert of_kind(f"<table>{head}{row * 3}</table>", "table-total") == []


def test_a_row_along_which_nothing_can_be_added_is_left_out():
    head = "Item|A|B|C|Total"
    rest = ("y|11|20|33|64", "z|12|25|31|68")
    every = [("64", ["11", "20", "33"]), ("68", ["12", "25", "31"])]
    # dollars among bare numbers; something below nothing beside a gap; a row of shares
    for row in ("x|USD 10|20|30|90", "x|-10|20|n/a|90", "x|n/a|n/a|n/a|90", "Share (%)|10|20|30|90"):
        assert told(table(head, row, *rest), "table-total") == every


@pytest.mark.parametrize(
    "caption, unit",
    [
        ("Amounts (in the currency of each of the countries that are listed here)", "EUR"),
        ("Amounts (USD thousands)", "EUR"),
    ],
)
def test_a_header_says_more_than_a_caption(caption, unit):
    [one] = of_kind(captioned(caption, "Item|EUR", "A|20.0", "B|40.0", "Total|60.0"), "table-total")
    figure = one.claim.stated.mention.figure
    assert figure is not None
    assert (figure.unit, figure.value) == (unit, 60)


@pytest.mark.parametrize(
    "head", ["Amount (XYZ)", "Paid by ILO in 2020", "Amount in 5 thousand", "long " * 100]
)
def test_a_header_that_names_no_unit_gives_none(head):
    [one] = of_kind(table(f"Item|{head}", "A|20.0", "B|40.0", "Total|60.0"), "table-total")
    figure = one.claim.stated.mention.figure
    assert figure is not None
    assert (figure.unit, figure.value) == ("1", 60)
