"""Tables of a report that do not add up as printed: what moves, what stays, and what is said under them."""

from __future__ import annotations

import random
from decimal import Decimal

import attrs
import pytest

from lacmigration.documents import load, parse
from lacmigration.reviewing import note_fixes, repair_fixes, repairs, review
from lacmigration.reviewing._fixing import fixed
from lacmigration.reviewing._rewriting import group_mark, moved


def pipes(*rows: str) -> str:
    """A Markdown table; the cells of each row are parted by bars."""
    first, *others = [f"| {row} |\n" for row in rows]
    return first + "|" + "---|" * (rows[0].count("|") + 1) + "\n" + "".join(others)


PLAIN = pipes("Donor | USD millions", "Peru | 4.5", "Chile | 3.1", "Total | 7.7")
"""4.5 + 3.1 is 7.6."""


def moves_of(text: str, form: str = "markdown") -> list[list[tuple[str, str]]]:
    return [
        [(one.old, one.new) for one in found.moves] for found in repairs(review(parse(text, format=form)))
    ]


def repaired(text: str, form: str = "markdown") -> str:
    document = parse(text, format=form)
    return fixed(document, repair_fixes(document, repairs(review(document))))


def noted(text: str, form: str = "markdown") -> str:
    document = parse(text, format=form)
    return fixed(document, note_fixes(document, repairs(review(document))))


def test_the_largest_part_is_moved_and_nothing_else_of_the_text():
    text = f"# Gifts\n\nBefore.\n\n{PLAIN}\nAfter.\n"
    assert repaired(text) == text.replace("Peru | 4.5", "Peru | 4.6")


def test_a_table_that_adds_up_is_no_matter():
    assert repairs(review(PLAIN.replace("7.7", "7.6"))) == ()
    assert repairs(review("No table here, and no total.")) == ()


def test_totals_both_ways_are_mended_together():
    text = pipes(
        "USD millions | 2023 | 2024 | Total",
        "Sweden | 4.2 | 3.1 | 7.4",
        "Norway | 2.4 | 1.4 | 3.7",
        "Chile | 0.9 | 0.7 | 1.6",
        "Total | 7.5 | 5.2 | 12.7",
    )
    assert moves_of(text) == [[("4.2", "4.3"), ("2.4", "2.3")]]
    assert repairs(review(repaired(text))) == ()


@pytest.mark.parametrize(
    "total, said",
    [("8.7", 'the total "8.7" is off by more than rounding explains'), ("7.2", 'the total "7.2" is off')],
)
def test_what_rounding_does_not_explain_is_left_to_a_person(total, said):
    document = parse(PLAIN.replace("7.7", total), format="markdown")
    [found] = repairs(review(document))
    assert (found.explained, found.moves) == (False, ())
    assert str(found.obstacle).startswith(said)
    assert repair_fixes(document, [found]) == note_fixes(document, [found]) == ()


def test_one_wrong_column_keeps_the_others_as_they_are():
    text = pipes("USD millions | 2023 | 2024", "Peru | 4.5 | 1.2", "Chile | 3.1 | 1.3", "Total | 7.7 | 9.5")
    [found] = repairs(review(text))
    assert not found.explained
    assert found.moves == ()


def test_counted_persons_are_exact_and_so_is_their_total():
    text = pipes("Country | Refugees", "Peru | 1,234", "Chile | 2,345", "Total | 3,580")
    [found] = repairs(review(text))
    assert not found.explained


def test_a_hedged_figure_does_not_move():
    text = pipes("Donor | USD millions", "Peru | ~9.5", "Chile | 3.1", "Cuba | 2.1", "Total | 14.8")
    [found] = repairs(review(text))
    assert [(one.old, one.new) for one in found.moves] == [("3.1", "3.2")]


def test_a_hundred_percent_stays():
    text = pipes("Group | Share", "Women | 33.3%", "Men | 33.3%", "Others | 33.3%", "Total | 100.0%")
    assert moves_of(text) == [[("33.3", "33.4")]]
    assert "Percentages may not add up" in noted(text)


BELIED = pipes(
    "Donor | USD millions | Share of total", "Peru | 4.5 | 58.0%", "Chile | 3.1 | 40.0%", "Total | 7.7 | –"
)
"""4.6 of 7.7 is at least 4.55 / 7.75 = 58.7%, and 3.2 at least 3.15 / 7.75 = 40.6%: neither can be moved."""


def test_a_repair_that_other_figures_would_belie_is_taken_back():
    [found] = repairs(review(BELIED))
    assert (found.moves, found.explained) == ((), True)
    assert str(found.obstacle) == '"58.0%" at 3:16 rests on its figures, and would not agree'


def test_what_one_share_belies_another_figure_may_still_mend():
    # 9.8 is the largest, but 28.40% of 34.4 is 9.77; 27.48% of it is 9.453, which 9.5 may stand for.
    text = pipes(
        "Donor | USD millions | Share",
        "Sweden | 6.0 | 17.42%",
        "Norway | 8.5 | 24.82%",
        "Chile | 0.6 | 1.88%",
        "Peru | 9.8 | 28.40%",
        "Cuba | 9.4 | 27.48%",
        "Total | 34.4 | 100.00%",
    )
    assert moves_of(text) == [[("9.4", "9.5")]]


def test_of_two_tables_only_the_one_that_can_be_is_repaired():
    assert moves_of(f"{BELIED}\nNext.\n\n{PLAIN}") == [[], [("4.5", "4.6")]]


def test_after_too_many_tries_each_table_is_judged_by_itself(monkeypatch):
    monkeypatch.setattr("lacmigration.reviewing._repairing._MOST_TRIES", 0)
    text = f"{BELIED}\nNext.\n\n{PLAIN}"
    assert moves_of(text) == [[], [("4.5", "4.6")]]
    assert "58.0%" in str(repairs(review(text))[0].obstacle)


def test_a_loss_of_one_unit_never_becomes_a_minus_nought():
    text = pipes("Item | USD millions", "Gain | 4.2", "Loss | -0.1", "Other | 0.1", "Total | 4.3")
    [found] = repairs(review(text))
    assert [(one.old, one.new) for one in found.moves] == [("4.2", "4.3")]
    text = pipes("Item | USD millions", "Gain | 0.0", "Loss | -0.1", "Other | 0.0", "Total | 0.0")
    [found] = repairs(review(text))
    assert found.moves == ()


def test_a_caption_may_say_that_figures_are_rounded():
    document = parse(f"Table 1. Gifts (figures are rounded)\n\n{PLAIN}", format="markdown")
    [found] = repairs(review(document))
    assert (found.noted, found.moves) == (True, ())


def test_a_table_of_several_units_has_the_general_note():
    text = pipes(
        "Country | USD millions | Share", "Peru | 4.5 | 59.2%", "Chile | 3.1 | 40.8%", "Total | 7.7 | 100.0%"
    )
    assert "Note: Figures may not add up to totals because of rounding." in noted(text)


def test_a_claim_elsewhere_that_fails_takes_the_repair_back(monkeypatch):
    document = parse(f"{PLAIN}\nPeru and Chile are two countries: Peru and Chile.\n", format="markdown")
    found = review(document)
    [total] = [one for one in found.verified if one.claim.kind == "table-total"]
    [other] = review("Of USD 150 million, 38% (USD 57.5M) was paid.").verified
    monkeypatch.setattr("lacmigration.reviewing._repairing._breaks", lambda *_: other)
    [left] = repairs(found)
    assert total.finding.needed_rounding
    assert left.moves == ()
    assert str(left.obstacle) == '"38%" at 1:21 rests on its figures, and would not agree'


def test_a_coarser_total_that_the_sum_is_rounded_to_is_no_matter():
    text = pipes("Donor | USD millions", "Peru | 4.53", "Chile | 3.12", "Cuba | 1.01", "Total | 8.7")
    assert repairs(review(text)) == ()  # 8.66


def test_tables_without_totals_are_no_matter():
    assert repairs(review(pipes("Donor | USD millions", "Peru | 4.5", "Chile | 3.1"))) == ()


def test_whole_numbers_without_a_unit_may_be_counts():
    document = parse(pipes("Region | Centres", "North | 45", "South | 31", "Total | 77"), format="markdown")
    [found] = repairs(review(document))
    assert (found.explained, found.moves) == (False, ())
    assert str(found.obstacle) == "whole numbers without a unit may be counts, which are not rounded"
    assert note_fixes(document, [found]) == ()


def test_decimals_without_a_unit_were_rounded():
    text = pipes("Region | Tonnes", "North | 4.5", "South | 3.1", "Total | 7.7")
    assert moves_of(text) == [[("4.5", "4.6")]]
    assert "rounded to the nearest 0.1, so that" in noted(text)


def test_tables_in_other_languages_keep_their_marks():
    text = pipes("Donante | Millones de USD", "Perú | 999,9", "Chile | 3.003,1", "Total | 4.003,1")
    assert moves_of(text) == [[("3.003,1", "3.003,2")]]


@pytest.mark.parametrize(
    "text",
    [
        "Note: Figures may not add up to totals because of rounding.",
        "Nota: Las cifras pueden no sumar los totales debido al redondeo.",
        "Nota: Os valores podem não somar os totais devido ao arredondamento.",
        "Note\u00a0: la somme des chiffres peut différer des totaux en raison des arrondis.",
    ],
)
def test_a_table_that_says_so_is_left_as_it_is(text):
    document = parse(f"{PLAIN}\n{text}\n", format="markdown")
    [found] = repairs(review(document))
    assert found.noted
    assert repair_fixes(document, [found]) == note_fixes(document, [found]) == ()


@pytest.mark.parametrize(
    "locale, said",
    [
        ("en", "Note: Each figure is rounded to the nearest USD 100,000"),
        ("es", "Nota: Cada cifra está redondeada"),
        ("pt", "Nota: Cada valor está arredondado"),
        ("fr", "Note\u00a0: chaque chiffre est arrondi"),
    ],
)
def test_the_note_is_in_the_language_of_the_report_and_is_known_again(locale, said):
    text = {
        "en": PLAIN,
        "es": pipes("Donante | Millones de USD", "Perú | 4,5", "Chile | 3,1", "Total | 7,7"),
        "pt": pipes("Doador | Milhões de USD", "Peru | 4,5", "Chile | 3,1", "Total | 7,7"),
        "fr": pipes("Donateur | Millions d’USD", "Pérou | 4,5", "Chili | 3,1", "Total | 7,7"),
    }[locale]
    document = parse(text, format="markdown")
    [found] = repairs(review(document, locale=locale), locale=locale)
    written = fixed(document, note_fixes(document, [found]))
    assert f"\n\n{said}" in written
    [again] = repairs(review(parse(written, format="markdown"), locale=locale), locale=locale)
    assert again.noted


@pytest.mark.parametrize(
    "caption, said",
    [
        (
            "Tabla 1. Promesas, en millones de USD",
            "Nota: Cada cifra está redondeada a múltiplos de 100.000\u00a0USD",
        ),
        (
            "Tabela 1. Promessas, em milhões de USD",
            "Nota: Cada valor está arredondado a múltiplos de USD\u00a0100.000",
        ),
        ("Tableau 1. Promesses, en millions d’USD", "Note\u00a0: chaque chiffre est arrondi"),
        (
            "Table 1. Pledges of donors, in USD millions",
            "Note: Each figure is rounded to the nearest USD 100,000",
        ),
    ],
)
def test_a_caption_tells_the_language_and_with_it_the_scale(caption, said):
    text = pipes(" | 2023 | 2024", "Chile | 4,5 | 1,1", "Haiti | 3,1 | 1,2", "Total | 7,7 | 2,3")
    document = parse(f"{caption}\n\n{text}", format="markdown")
    [found] = repairs(review(document))
    assert f"\n\n{said}" in fixed(document, note_fixes(document, [found]))


def test_a_note_is_a_paragraph_below_the_table():
    assert noted(f"{PLAIN}\nNext.\n") == (
        f"{PLAIN}\nNote: Each figure is rounded to the nearest USD 100,000, so that totals may not be the "
        "sum of the parts.\n\nNext.\n"
    )


def test_a_note_at_the_end_of_a_file_without_a_last_line_break():
    assert noted(PLAIN.rstrip("\n")).startswith(PLAIN + "\nNote: ")


def test_line_breaks_of_windows_are_kept():
    windows = PLAIN.replace("\n", "\r\n")
    assert "\r\n\r\nNote: " in noted(windows + "\r\nNext.\r\n")
    assert "\n" not in noted(windows + "\r\nNext.\r\n").replace("\r\n", "")
    assert repaired(windows) == windows.replace("4.5", "4.6")


HTML = (
    "<table><tr><th>Donor</th><th>USD millions</th></tr><tr><td>Peru</td><td>4.5</td></tr>"
    "<tr><td>Chile</td><td>3.1</td></tr><tr><td>Total</td><td>7.7</td></tr></TABLE >\n<p>Next.</p>\n"
)


def test_html_gets_a_paragraph_behind_the_table():
    assert repaired(HTML, "html") == HTML.replace("4.5", "4.6")
    assert "</TABLE >\n<p>Note: Each figure" in noted(HTML, "html")
    assert noted(HTML.replace("</TABLE >", ""), "html") == HTML.replace("</TABLE >", "")


def test_a_number_that_the_source_writes_otherwise_does_not_move():
    odd = HTML.replace("4.5", "4<b>.</b>5")
    assert moves_of(odd, "html") == [[("3.1", "3.2")]]


def framed(peru: str, total: str) -> str:
    line = "+-------+--------------+\n"
    rows = [("Peru", peru), ("Chile", "3.1"), ("Total", total)]
    body = "".join(f"| {name:<5} | {number:<12} |\n{line}" for name, number in rows)
    return f"{line}| Donor | USD millions |\n{line.replace('-', '=')}{body}\nNext.\n"


def test_the_frame_of_a_table_stays_straight():
    assert repaired(framed("9.9", "13.1"), "rst") == framed("10.0", "13.1")
    assert repaired(framed("10.0", "13.0"), "rst") == framed("9.9", "13.0")
    assert "+\n\nNote: Each figure" in noted(framed("9.9", "13.1"), "rst")


def test_a_frame_without_room_is_not_broken():
    narrow = (
        "+-------+-------+\n| Donor | USDm  |\n+=======+=======+\n| Peru  |  9999 |\n+-------+-------+\n"
        "| Chile |  3000 |\n+-------+-------+\n| Total | 13000 |\n+-------+-------+\n\n"
    )
    assert moves_of(narrow, "rst") == [[("9999", "10000")]]
    assert repaired(narrow, "rst") == narrow


def test_csv_is_repaired_and_has_no_place_for_a_note():
    text = "Donor,USD millions\nPeru,999.9\nChile,3.1\nTotal,1003.1\n"
    assert repaired(text, "csv") == text.replace("999.9", "1000.0")
    assert noted(text, "csv") == text


def test_a_workbook_is_repaired_by_the_values_that_it_stores(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    # Shown: 8.4 + 4.1 + 3.2 = 15.7, and 15.8. Of the three, 3.249 was rounded down the furthest.
    for row in (
        ["Donor", "USD millions"],
        ["Peru", 8.41],
        ["Chile", 4.14],
        ["Cuba", 3.249],
        ["Total", 15.799],
    ):
        sheet.append(row)
    for row in range(2, 6):
        sheet.cell(row, 2).number_format = "0.0"
    book.save(tmp_path / "gifts.xlsx")
    document = load(tmp_path / "gifts.xlsx")
    [found] = repairs(review(document))
    assert [(one.old, one.new, str(one.cell.block.place)) for one in found.moves] == [
        ("3.2", "3.3", "Sheet!B4")
    ]
    assert repair_fixes(document, [found]) == ()


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_repaired_adds_up_and_all_else_still_holds(seed):
    draw = random.Random(seed)  # noqa: S311  (no secret)
    tenth = Decimal("0.1")
    rows = [
        [Decimal(draw.randint(60, 9999)) / 1000 for _ in range(draw.choice([3]))]
        for _ in range(draw.randint(2, 6))
    ]
    rows = [[*row, sum(row)] for row in rows]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    names = [*["Sweden", "Norway", "Chile", "Peru", "Cuba", "Spain"][: len(rows) - 1], "Total"]
    shown = [
        " | ".join([name, *(str(value.quantize(tenth)) for value in row)])
        for name, row in zip(names, rows, strict=True)
    ]
    text = pipes("USD millions | 2022 | 2023 | 2024 | Total", *shown)
    before, after = review(parse(text, format="markdown")), review(parse(repaired(text), format="markdown"))
    assert all(one.finding.verdict.holds for one in before.verified)
    assert len(after.verified) == len(before.verified)
    assert all(one.finding.verdict.holds and not one.finding.needed_rounding for one in after.verified)
    assert repairs(after) == ()


@pytest.mark.parametrize(
    "written, step, places, group, expected",
    [
        ("4.5", 1, 1, "", "4.6"),
        ("4,9", 1, 1, "", "5,0"),
        ("9.9", 1, 1, "", "10.0"),
        ("10.0", -1, 1, "", "9.9"),
        ("1.0", -1, 1, "", "0.9"),
        ("999", 1, 0, ",", "1,000"),
        ("999", 1, 0, "", "1000"),
        ("1,000", -1, 0, "", "999"),
        ("1.000", -1, 3, "", "0.999"),
        ("999.999", 1, 3, ",", "1,000.000"),
        ("9 999", 1, 0, "", "10 000"),
        ("999'999", 1, 0, "", "1'000'000"),
        ("9999", 1, 0, ",", "10000"),
        (".5", 1, 1, "", ".6"),
        (".9", 1, 1, "", "1.0"),
        ("1", -1, 0, "", "0"),
        ("12,34,567", 1, 0, "", "12,34,568"),
    ],
)
def test_a_number_is_moved_as_it_is_written(written, step, places, group, expected):
    assert moved(written, step, places=places, group=group) == expected


@pytest.mark.parametrize(
    "numbers, mark", [([("1,5", 1)], ""), ([("9", 0), ("1,500", 0)], ","), ([("1 500,5", 1)], " "), ([], "")]
)
def test_the_mark_of_thousands_is_that_of_other_numbers(numbers, mark):
    assert group_mark(numbers) == mark


@pytest.mark.parametrize(
    "stored, moved_one",
    [
        # 3.14 lies nearer to the next number up than 4.52 does
        (("4.52", "3.14", "7.66"), ("3.1", "3.2")),
        # one in dollars, one in millions: nothing can be told from them, and the largest part moves
        (("4520000", "3.14", "7.66"), ("4.5", "4.6")),
    ],
)
def test_stored_numbers_count_where_they_are_what_is_shown(stored, moved_one):
    document = parse(PLAIN, format="markdown")
    numbers = dict(zip(("4.5", "3.1", "7.7"), map(Decimal, stored), strict=True))
    [table] = document.parts
    cells = tuple(attrs.evolve(cell, stored=numbers.get(cell.text)) for cell in table.cells)
    [found] = repairs(review(attrs.evolve(document, parts=(attrs.evolve(table, cells=cells),))))
    assert [(one.old, one.new) for one in found.moves] == [moved_one]
