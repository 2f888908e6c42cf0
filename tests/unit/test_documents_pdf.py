"""What is read of a PDF: lines as paragraphs, tables, notes, running heads, and what is refused."""

from __future__ import annotations

import hashlib
import logging
import re
import sys
import zlib

import pytest

from lacmigration.documents import Kind, Place, Table
from lacmigration.documents import _pdf as reader
from lacmigration.documents import _pdfstreams as streams
from lacmigration.documents._figures import is_figure
from lacmigration.documents._pdf import read
from lacmigration.documents._pdfcolumns import in_line
from lacmigration.documents._pdflines import Piece, Row
from lacmigration.errors import DocumentError, MissingExtraError

BOLD = "B"
PLAIN = "F"


def t(text, x, y, size=12, font=PLAIN):
    """A text at a place: `y` from the bottom of a page of 612 by 792."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET"


def line(x0, y0, x1, y1):
    return f"{x0} {y0} m {x1} {y1} l S"


def pdf(*pages: list[str] | bytes, catalog="", annots="", pack=False, encoding="/WinAnsiEncoding", form=""):
    """A PDF of pages, each a list of drawing commands; `form` is what /X draws."""
    objects = [f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode()]
    kids = " ".join(f"{5 + 2 * at} 0 R" for at in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    for name in ("Helvetica", "Helvetica-Bold"):
        font = f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding {encoding} >>"
        objects.append(font.encode())
    for at, commands in enumerate(pages):
        resources = f"<< /Font << /F 3 0 R /B 4 0 R >> /XObject << /X {5 + 2 * len(pages)} 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources {resources} "
            f"/Contents {6 + 2 * at} 0 R {annots} >>".encode()
        )
        content = commands if isinstance(commands, bytes) else "\n".join(commands).encode("cp1252")
        content = zlib.compress(content) if pack else content
        kind = "/Filter /FlateDecode" if pack else ""
        head = f"<< /Length {len(content)} {kind} >>\nstream\n".encode()
        objects.append(head + content + b"\nendstream")
    kind = "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /Font << /F 3 0 R >> >>"
    objects.append(f"<< {kind} /Length {len(form)} >>\nstream\n{form}\nendstream".encode())
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        data
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
        + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF".encode()
    )


def shown(*pages: list[str] | bytes, **more: str):
    return read(pdf(*pages, **more), "a.pdf")


def texts(document):
    return [block.text for block in document.blocks]


def grid(table):
    return [[("" if cell is None else cell.text) for cell in row] for row in table.grid]


def prose(lines, *, x=72, top=660, size=12, step=14):
    return [t(text, x, top - step * at, size) for at, text in enumerate(lines)]


LONG = [
    "The city counted all who came during the whole of the year and",
    "wrote down where they had lived before. In all it found 4,250",
    "people, of whom 1,700 had arrived in the last three months.",
]


def test_lines_are_joined_to_paragraphs_with_page_and_line():
    more = prose(LONG, top=600)
    first, second = shown([*prose(LONG), *more]).parts
    assert first.text == " ".join(LONG)
    assert (first.kind, first.place, str(second.place)) == (
        Kind.PARAGRAPH,
        Place(page=1, line=1),
        "page 1, line 4",
    )


def test_a_first_line_that_stands_in_begins_a_paragraph():
    inside = [t("It then asked for help from 12 other cities of the whole wide", 92, 618)]
    document = shown([*prose(LONG), *inside, *prose(["region."], top=604)])
    assert texts(document)[1] == "It then asked for help from 12 other cities of the whole wide region."


def test_raised_digits_are_superscripts_and_lowered_ones_subscripts():
    (block,) = shown(
        [t("In all 3.4", 72, 700), t("3", 118, 705, 7), t("million came; CO", 128, 700), t("2", 223, 697, 7)]
    ).parts
    assert block.text.startswith("In all 3.4³ million")
    assert block.text.endswith("₂")


def test_a_small_digit_on_the_line_is_a_digit():
    (block,) = shown([t("In all 3.4", 72, 700), t("3", 118, 700, 7)]).parts
    assert block.text == "In all 3.43"


@pytest.mark.parametrize(
    "above, below, elsewhere, text",
    [
        ("Of the whole migra-", "tion of 12", "migration", "migration of 12"),
        ("A long-", "term plan of 12", "long-term", "A long-term plan of 12"),
        ("Of the whole migra-", "tion of 12", "other", "Of the whole migra-tion of 12"),
        ("From 2019-", "2021 it grew", "other", "From 2019-2021 it grew"),
        ("See https://a.org/some/", "page12/x for it", "other", "See https://a.org/some/page12/x for it"),
        ("See https://a.org/some", "other page", "other", "See https://a.org/some other page"),
    ],
)
def test_a_hyphen_goes_only_where_the_document_has_the_word_without_it(above, below, elsewhere, text):
    document = shown([*prose([above, below]), t(elsewhere, 72, 500)])
    assert text in texts(document)[0]


def test_larger_and_bold_lines_are_headings():
    document = shown(
        [
            t("Main title", 72, 740, 20),
            t("A part", 72, 715, 15),
            t("A bold one", 72, 690, 12, BOLD),
            *prose(LONG, top=650),
        ]
    )
    assert [(part.kind, part.level) for part in document.parts] == [
        (Kind.HEADING, 1),
        (Kind.HEADING, 2),
        (Kind.HEADING, 3),
        (Kind.PARAGRAPH, 0),
    ]


def test_bullets_are_items():
    document = shown([*prose(["\u2022 first 5", "\u2022 second 6"])])
    assert [(part.kind, part.text) for part in document.parts] == [
        (Kind.ITEM, "first 5"),
        (Kind.ITEM, "second 6"),
    ]


def test_small_print_at_the_foot_is_footnotes():
    foot = [
        t("1", 72, 103, 6),
        t("Counted in June.", 78, 100, 9),
        t("2", 72, 91, 6),
        t("Estimate.", 78, 88, 9),
    ]
    document = shown([*prose(LONG), *foot])
    assert [(part.kind, part.text) for part in document.parts[1:]] == [
        (Kind.FOOTNOTE, "¹ Counted in June."),
        (Kind.FOOTNOTE, "² Estimate."),
    ]


def test_two_columns_are_read_one_after_the_other():
    left = [f"left column line {at} of the story told" for at in range(8)]
    right = [f"right column line {at} of the same story" for at in range(8)]
    document = shown([*prose(left, x=50), *prose(right, x=330)])
    text = " ".join(texts(document))
    assert text == " ".join(left) + " " + " ".join(right)


def test_a_table_drawn_with_lines_is_read_with_merged_cells():
    commands = [line(72, y, 372, y) for y in (700, 680, 660, 640)]
    commands += [line(72, 700, 72, 640), line(372, 700, 372, 640)]
    commands += [line(172, 700, 172, 640), line(272, 680, 272, 640)]
    commands += [t("Area", 80, 686), t("Money", 240, 686)]
    commands += [t("", 80, 666), t("2023", 180, 666), t("2024", 280, 666)]
    commands += [t("North", 80, 646), t("1,5", 180, 646), t("(2)", 280, 646)]
    document = shown([t("Table 2. Money by area", 72, 720), *commands, t("Source: own count.", 72, 620)])
    (table,) = document.parts
    assert isinstance(table, Table)
    assert grid(table) == [["Area", "Money", "Money"], ["", "2023", "2024"], ["North", "1,5", "(2)"]]
    assert table.caption.text == "Table 2. Money by area"
    assert [note.text for note in table.notes] == ["Source: own count."]
    assert {cell.text for cell in table.cells if cell.header} == {"Area", "Money", "", "2023", "2024"}
    assert table.cells[0].block.place == Place(page=1, line=2, cell="row 1, column 1")


def test_figures_that_nearly_touch_are_in_columns_and_groups_of_digits_are_one():
    rows = [["Region", "2003", "2004", "2005"], ["All", "2 753 438", "2 799 250", "2 815 544"]]
    rows += [["North", "485 670", "503 528", "521 015"], ["South", "946 808", "953 206", "962 327"]]
    rows += [["West", "640 725", "653 148", "666 556"]]
    commands = []
    for at, row in enumerate(rows):
        commands.append(t(row[0], 72, 660 - 14 * at, 10))
        for place, text in enumerate(row[1:], 1):
            # Digits of Helvetica are 0.556 of the size wide, its space half of that.
            wide = 10 * (0.556 * sum(map(str.isdigit, text)) + 0.278 * text.count(" "))
            commands.append(t(text, 130 + 47 * place - wide, 660 - 14 * at, 10))
    [found] = [part for part in shown(commands).parts if isinstance(part, Table)]
    assert grid(found) == rows


def test_lines_that_only_draw_bands_of_rows_part_nothing():
    rows = [["Town", "Homes", "Halls"], ["Ames", "1,204", "3"], ["Bonn", "310", "1"], ["Cork", "98", "0"]]
    rows += [["Dax", "2,110", "4"], ["Elda", "75", "2"], ["Faro", "640", "1"]]
    ys = [700 - 16 * at for at in range(len(rows))]
    words = [
        t(text, x, y, 10)
        for y, row in zip(ys, rows, strict=True)
        for x, text in zip((80, 240, 340), row, strict=True)
    ]
    ends = (715, 694, 646, 598)
    bands = [line(72, y, 420, y) for y in ends]
    sides = [line(x, ends[0], x, ends[-1]) for x in (72, 420)]
    [framed] = [part for part in shown(words + bands + sides).parts if isinstance(part, Table)]
    assert grid(framed) == rows
    rules = [line(72, y - 4, 420, y - 4) for y in ys] + [line(x, 715, x, 696) for x in (230, 330)]
    [striped] = [part for part in shown(words + bands[:1] + rules + sides).parts if isinstance(part, Table)]
    assert grid(striped) == rows
    inner = [line(x, ends[0], x, ends[-1]) for x in (230, 330)]
    [ruled] = [part for part in shown(words + bands + sides + inner).parts if isinstance(part, Table)]
    assert grid(ruled) == rows
    beside = [line(230, ends[0], 230, ends[-1])]  # homes and halls share a box
    [halved] = [part for part in shown(words + bands + sides + beside).parts if isinstance(part, Table)]
    assert grid(halved) == rows


def test_bands_of_words_on_several_lines_are_cells():
    cells = [["Town", "What was built there"]]
    cells += [
        ["Ames|on the|river", "a hall of|stone and|a bridge"],
        ["Bonn|at the|lake", "two|schools|of wood"],
    ]
    words = []
    y, ends = 700, [715]
    for row in cells:
        for x, cell in zip((80, 240), row, strict=True):
            words += [t(text, x, y - 14 * at, 10) for at, text in enumerate(cell.split("|"))]
        y -= 14 * len(row[0].split("|")) + 8
        ends.append(y + 14)
    lines = [line(72, end, 420, end) for end in ends] + [line(x, 715, x, ends[-1]) for x in (72, 230, 420)]
    [found] = [part for part in shown(words + lines).parts if isinstance(part, Table)]
    assert grid(found) == [[text.replace("|", " ") for text in row] for row in cells]


def test_a_table_set_in_columns_is_read():
    rows = [
        ("Donor", "2023", "2024"),
        ("Alpha", "1,234", "5"),
        ("Beta group", "3", "4"),
        ("Total", "1,237", "9"),
    ]
    commands = [
        t(text, x, 600 - 16 * at)
        for at, row in enumerate(rows)
        for text, x in zip(row, (72, 250, 350), strict=True)
    ]
    first, table, last = shown([*prose(LONG), *commands, *prose(LONG, top=500)]).parts
    assert grid(table) == [list(row) for row in rows]
    assert [cell.text for cell in table.cells if cell.header] == ["Donor", "2023", "2024"]
    assert (first.text, last.text) == (" ".join(LONG), " ".join(LONG))
    assert table.place == Place(page=1, line=4)


def test_words_of_a_header_that_nearly_touch_go_to_their_own_columns():
    rows = [("A", "10", "12"), ("B", "20", "25"), ("C", "30", "37")]
    commands = [
        t(text, x, 580 - 16 * at)
        for at, row in enumerate(rows)
        for text, x in zip(row, (72, 250, 290), strict=True)
    ]
    header = [t("Zone", 72, 600), t("2023", 250, 600), t("Share", 282, 600)]
    (table,) = shown([*header, *commands]).parts
    assert grid(table)[0] == ["Zone", "2023", "Share"]


def test_a_header_of_several_words_over_several_columns_is_one_cell():
    rows = [("A", "10", "12"), ("B", "20", "25"), ("C", "30", "37")]
    commands = [
        t(text, x, 580 - 16 * at)
        for at, row in enumerate(rows)
        for text, x in zip(row, (72, 250, 350), strict=True)
    ]
    (table,) = shown([t("Zone", 72, 600), t("Contributions of members", 240, 600), *commands]).parts
    assert grid(table)[0] == ["Zone", "Contributions of members", "Contributions of members"]


def laid(rows, xs, *, top=600, step=18, size=12):
    """Rows of cells at left edges; a cell with line breaks has its lines 13 apart, as those of prose."""
    commands, y = [], top
    for row in rows:
        cells = [cell.split("\n") for cell in row]
        for x, lines in zip(xs, cells, strict=True):
            commands += [t(text, x, y - 13 * at, size) for at, text in enumerate(lines) if text]
        y -= step + 13 * (max(map(len, cells)) - 1)
    return commands


AIMS = [
    ("Aim", "Who does it", "By when"),
    ("Count all who\ncome by sea", "The office and\nthe guild of 12\nclerks", "spring"),
    ("Find rooms", "Council", "summer, if the\nschools are free"),
    ("Teach", "Helpers", "autumn"),
]
MONEY = [
    ("NORTH COAST", "19,569,912 USD"),
    ("UNITED GUILDS OF\nTHE HILLS", "150,000 USD"),
    ("FORD", "63,121 USD"),
]


def joined(rows):
    return [[cell.replace("\n", " ") for cell in row] for row in rows]


def test_words_that_wrap_in_columns_stay_in_their_cells():
    first, table, last = shown([*prose(LONG), *laid(AIMS, (72, 180, 280)), *prose(LONG, top=440)]).parts
    assert grid(table) == joined(AIMS)
    assert (first.text, last.text, table.place) == (" ".join(LONG), " ".join(LONG), Place(page=1, line=4))


def test_columns_nearer_than_a_letter_is_high_are_told_by_the_gap_that_runs_down():
    rows = [("No", "Who does what", "What for"), ("1", "Councils of\nall the ports", "4 ROOMS,\n7 WORK")]
    rows += [("2", "Guilds of bakers\nand clerks", "9 PAPERS")]
    table = next(
        part for part in shown([*prose(LONG), *laid(rows, (72, 180, 278))]).parts if isinstance(part, Table)
    )
    assert grid(table) == joined(rows)


def test_a_figure_with_its_unit_makes_a_table_of_two_columns():
    _, table = shown([*prose(LONG), *laid(MONEY, (72, 300))]).parts
    assert grid(table) == joined(MONEY)


def test_rows_as_near_as_lines_begin_where_the_figures_do():
    wrapped = [t("and its two banks", 72, 600 - 2 * 13), t("Region", 72, 600), t("People", 300, 600)]
    wrapped += [t("North of the river that", 72, 587), t("40", 300, 587)]
    wrapped += [
        t("Isles", 72, 561),
        t("5", 300, 561),
        t("Coast", 72, 548),
        t("Port", 72, 535),
        t("45", 300, 535),
    ]
    (table,) = shown(wrapped).parts
    assert grid(table) == [
        ["Region", "People"],
        ["North of the river that and its two banks", "40"],
        ["Isles", "5"],
        ["Coast", ""],
        ["Port", "45"],
    ]


def test_a_table_goes_on_over_the_page_without_its_header_and_with_the_row_that_was_cut():
    xs = (72, 180, 280)
    above = [*prose(LONG), *laid([*AIMS[:2], ("Find rooms for", "Council and", "summer")], xs, top=150)]
    below = laid([AIMS[0], ("", "all its schools", ""), *AIMS[3:]], xs, top=700)
    _, table, last = shown(above, [*below, *prose(LONG, top=600)]).parts
    assert grid(table) == [
        *joined(AIMS[:2]),
        ["Find rooms for", "Council and all its schools", "summer"],
        ["Teach", "Helpers", "autumn"],
    ]
    assert [str(cell.block.place) for cell in table.cells if cell.column == 0][-1] == (
        "page 2, line 1, row 4, column 1"
    )
    assert last.text == " ".join(LONG)


def ruled(rows, edges, *, top=700, step=20):
    """Rows of cells within drawn lines; `edges` are those of the columns."""
    commands = [line(edges[0], top - step * at, edges[-1], top - step * at) for at in range(len(rows) + 1)]
    commands += [line(x, top, x, top - step * len(rows)) for x in edges]
    places = [(x + 8, top - 14 - step * at) for at in range(len(rows)) for x in edges[:-1]]
    words = [text for row in rows for text in row]
    return commands + [t(text, x, y) for text, (x, y) in zip(words, places, strict=True) if text]


PLAN = [("Aim", "Who does it", "By when"), ("Find rooms", "Council and", "summer")]
REST = [("Aim", "Who does it", "By when"), ("", "all its schools", ""), ("Teach", "Helpers", "autumn")]
EDGES = (72, 180, 300, 400)


def test_a_drawn_table_goes_on_over_the_page_as_one_that_is_set_in_columns_does():
    (table,) = shown(ruled(PLAN, EDGES), ruled(REST, EDGES)).parts
    assert grid(table) == [
        ["Aim", "Who does it", "By when"],
        ["Find rooms", "Council and all its schools", "summer"],
        ["Teach", "Helpers", "autumn"],
    ]


def test_what_is_only_printed_again_on_the_next_page_adds_no_row():
    table, last = shown(ruled(PLAN, EDGES), [*ruled(PLAN, EDGES), t("The end of it.", 72, 500)]).parts
    assert (grid(table), last.text) == ([list(row) for row in PLAN], "The end of it.")


@pytest.mark.parametrize(
    "above, below",
    [
        ([], ruled([row[:2] for row in REST], EDGES[:3])),
        ([], ruled(REST, (200, 320, 440, 560))),
        (prose(LONG, top=740), ruled(REST, EDGES, top=600)),
    ],
)
def test_a_table_below_other_text_or_with_other_columns_is_another_one(above, below):
    document = shown(ruled(PLAN, EDGES), [*above, *below])
    assert len([part for part in document.parts if isinstance(part, Table)]) == 2


def test_one_row_on_the_next_page_belongs_to_the_table():
    above = [*prose(LONG), *laid(MONEY, (72, 300), top=140)]
    _, table = shown(above, laid([("Total", "19,783,033 USD")], (72, 300), top=700)).parts
    assert grid(table) == [*joined(MONEY), ["Total", "19,783,033 USD"]]


def test_rows_that_differ_in_their_numbers_at_the_edges_of_pages_are_no_running_heads():
    pages = [
        laid([(f"Port {9 * at + row}", str(7 * row + at)) for row in range(1, 10)], (72, 300), top=760)
        for at in range(3)
    ]
    document = shown(*pages)
    (table,) = document.parts
    assert ([cell.text for cell in table.cells if cell.column == 0], document.unread) == (
        [f"Port {number}" for number in range(1, 28)],
        (),
    )


def test_entries_beside_each_other_are_no_sentence():
    left = ["Ports by name", "Harbour North", "Millbrook", "Ford"]
    right = ["Guilds by trade", "Bakers 12", "Clerks and Helpers", "Fishers"]
    document = shown([*prose(LONG), *prose(left, top=600), *prose(right, x=300, top=600)])
    assert texts(document) == [" ".join(LONG), *left, *right]


def test_a_table_within_one_of_two_columns_is_found():
    story = [f"the {word} of the people that lived by" for word in ("first", "second", "third", "fourth")] * 4
    figures = [("Town", "2023", "2024"), ("Ford", "12", "14"), ("Mill", "20", "25"), ("Total", "32", "39")]
    left = [*prose(story[:6], x=50), *laid(figures, (50, 130, 200), top=660 - 6 * 14, step=14)]
    left += prose(story[:6], x=50, top=660 - 10 * 14)
    document = shown([*left, *prose(story, x=330)])
    tables = [part for part in document.parts if isinstance(part, Table)]
    assert [grid(table) for table in tables] == [[list(row) for row in figures]]
    assert [part.text for part in document.parts if not isinstance(part, Table)] == [
        " ".join(story[:6]),
        " ".join(story[:6]),
        " ".join(story),
    ]


def test_the_marks_of_a_list_are_no_column():
    document = shown(
        laid([("1.", "count all who come by sea"), ("2.", "find rooms"), ("3.", "teach")], (72, 100))
    )
    assert " ".join(texts(document)) == "1. count all who come by sea 2. find rooms 3. teach"
    assert not any(isinstance(part, Table) for part in document.parts)


def test_running_heads_and_page_numbers_are_said_once_and_not_read():
    pages = [
        [t("Yearly report 2024", 72, 760), *prose(LONG), t(str(number), 300, 30)] for number in range(1, 4)
    ]
    document = shown(*pages)
    assert texts(document) == [" ".join(LONG)] * 3
    assert [(entry.what, entry.reason) for entry in document.unread] == [
        ("running head or foot: Yearly report #", "on 3 pages, first here"),
        ("running head or foot: bare number", "on 3 pages, first here"),
    ]


def test_a_line_that_stands_once_at_the_top_is_text():
    document = shown([t("Only here 2024", 72, 760), *prose(LONG)], prose(LONG))
    assert texts(document)[0] == "Only here 2024"


def test_a_sentence_goes_on_over_the_page():
    first = prose(["The city counted all who came during the"])
    document = shown(first, prose(["whole of the year."]))
    assert texts(document) == ["The city counted all who came during the whole of the year."]


def test_a_page_without_text_is_said():
    document = shown(prose(LONG), [line(1, 1, 5, 5)], prose(LONG))
    assert [(entry.what, entry.place) for entry in document.unread] == [("page 2 has no text", Place(page=2))]
    assert shown([]).parts == ()


def test_turned_letters_are_said():
    turned = "BT /F 12 Tf 0 1 -1 0 50 300 Tm (side) Tj ET"
    document = shown([turned, *prose(LONG)])
    assert [entry.what for entry in document.unread] == ["4 turned letters"]


def test_letters_printed_twice_for_boldness_are_read_once():
    assert texts(shown([t("Total 12", 72, 700), t("Total 12", 72.2, 700)])) == ["Total 12"]


def test_the_language_and_the_comments_are_those_of_the_file():
    note = "<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (check: off) >>"
    link = "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Contents (7) >>"
    document = shown(prose(LONG), catalog="/Lang (es-CO)", annots=f"/Annots [{note} {link}]")
    assert document.language == "es-CO"
    assert [(c.text, c.place, c.before) for c in document.comments] == [("check: off", Place(page=1), 0)]


GOOD = pdf(prose(LONG))


@pytest.mark.parametrize(
    "data, words",
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04", "not PDF: .*; if it is plain text, let its name end in .txt"),
        (b"%PDF-1.4\n", "broken or cut short"),
        (GOOD[:60], "broken or cut short"),
        (b"%PDF-1.4\n" + b"\x00\xff" * 500, "broken or cut short"),
        (pdf(), "has no pages"),
        (pdf(b" " * 250_000_000, pack=True), "a bomb"),
        (
            GOOD.replace(
                b"/Root 1 0 R",
                b"/Root 1 0 R /ID [(a)(b)] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                b"/O <" + b"00" * 32 + b"> /U <" + b"11" * 32 + b"> >>",
            ),
            "password",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_error(data, words):
    with pytest.raises(DocumentError, match=words) as raised:
        read(data, "r.pdf")
    assert str(raised.value).startswith("r.pdf: ")


@pytest.mark.parametrize(
    "limit, words", [("MAX_PAGES", "2 pages"), ("MAX_CHARS", "page 1: .* letters on one page")]
)
def test_limits_are_named(monkeypatch, limit, words):
    monkeypatch.setattr(reader, limit, 1)
    with pytest.raises(DocumentError, match=words):
        shown(prose(LONG), prose(LONG))


def test_a_file_cut_short_is_read_as_far_as_it_goes_or_refused_and_nothing_is_printed(capsys, caplog):
    level = logging.getLogger("pdfminer").level
    for end in range(200, len(GOOD), 97):
        try:
            document = read(GOOD[:end], "r.pdf")
        except DocumentError as error:
            assert "r.pdf" in str(error)  # noqa: PT017
        else:
            assert document.parts or document.unread
    assert (capsys.readouterr(), caplog.records) == (("", ""), [])
    assert logging.getLogger("pdfminer").level == level


def test_letters_that_the_font_does_not_name_are_said():
    document = shown([r"BT /F 12 Tf 72 700 Td (Of \201 5) Tj ET"])  # Windows has no sign at 0x81
    assert texts(document) == ["Of \ufffd 5"]
    assert [(entry.what, str(entry.place)) for entry in document.unread] == [("1 unknown letter", "page 1")]


def test_a_soft_hyphen_at_the_end_of_a_line_is_no_letter():
    assert texts(
        shown(
            prose(["Of all the migraÈ", "tion of 12"]),
            encoding="<< /BaseEncoding /WinAnsiEncoding /Differences [200 /sfthyphen] >>",
        )
    ) == ["Of all the migration of 12"]


def test_a_form_within_a_page_is_read_and_images_are_counted():
    image = "q 9 0 0 9 300 300 cm BI /W 1 /H 1 /CS /G /BPC 8 ID 0 EI Q"
    document = shown([*prose(LONG), "/X Do", image, image], form=t("Within 5", 72, 500))
    assert texts(document) == [" ".join(LONG), "Within 5"]
    assert [entry.what for entry in document.unread] == ["2 images"]


def test_a_stream_that_only_looks_packed_or_is_longer_than_a_piece_is_read():
    assert texts(shown(b"(a) pop\n" + t("Of 5", 72, 700).encode())) == ["Of 5"]
    noise = [hashlib.sha256(bytes([at % 256, at // 256])).hexdigest() for at in range(45_000)]
    packed = pdf([t("Of 5", 72, 700), *(f"%{line}" for line in noise)], pack=True)
    assert len(packed) > 1 << 20
    assert texts(read(packed, "a.pdf")) == ["Of 5"]


def test_a_packed_stream_cut_short_is_read_or_refused():
    data = pdf(prose(LONG), pack=True)
    try:
        document = read(data[: data.index(b"stream\n") + 40], "a.pdf")
    except DocumentError as error:
        assert "broken or cut short" in str(error)  # noqa: PT017
    else:
        assert document.unread


def test_pages_nested_deeper_than_any_program_writes_are_one_error():
    depth = 3_000
    chain = "".join(
        f"{at} 0 obj << /Type /Pages /Count 1 /Kids [{at + 1} 0 R] >> endobj\n" for at in range(2, depth)
    )
    data = (
        f"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n{chain}trailer << /Root 1 0 R >>\n%%EOF"
    )
    with pytest.raises(DocumentError, match=r"a\.pdf: nested too deep; no program writes this"):
        read(data.encode(), "a.pdf")


def test_small_print_below_a_table_follows_it_as_footnotes():
    money = laid([("Ford", "12"), ("Mill", "14"), ("Total", "26")], (72, 300), top=300)
    small = [
        t("1 Counted in June and in all of", 72, 90, 8),
        t("July.", 72, 80, 8),
        t("2 Estimate.", 72, 70, 8),
    ]
    first, table, *notes = shown([*prose(LONG), *money, *small]).parts
    assert (first.text, grid(table)) == (" ".join(LONG), [["Ford", "12"], ["Mill", "14"], ["Total", "26"]])
    assert [(note.kind, note.text) for note in notes] == [
        (Kind.FOOTNOTE, "1 Counted in June and in all of July."),
        (Kind.FOOTNOTE, "2 Estimate."),
    ]


def test_columns_whose_lines_nearly_meet_are_read_one_after_the_other():
    left = ["when the ship had come to the port", "and all was counted by the clerks of"] * 3
    right = ["of the town, where the people of it", "had waited for news of all the others"] * 3
    # A line that stands in on the left reaches as far as one on the right begins that does not.
    beside = [*prose(left[::2], x=65, step=28), *prose(left[1::2], x=50, top=646, step=28)]
    beside += [*prose(right[::2], x=279, step=28), *prose(right[1::2], x=255, top=646, step=28)]
    title = t("The books of the harbour of the whole coast and of its many ports", 50, 674)
    assert " ".join(texts(shown([title, *beside]))).endswith(" ".join([*left, *right]))


SHIPS = [("Ford", "12", "14%"), ("Mill", "20", "25%"), ("Total", "32", "39%")]
XS = (72, 250, 350)


def test_a_header_of_two_lines_is_one_row_where_its_words_read_on():
    header = [("Port", "People who\ncame by sea", "Share of\nall")]
    (table,) = shown(laid(header + SHIPS, XS)).parts
    assert grid(table) == joined(header + SHIPS)
    assert [cell.text for cell in table.cells if cell.header] == [
        "Port",
        "People who came by sea",
        "Share of all",
    ]


def test_years_below_the_words_of_a_header_are_a_row_of_their_own():
    header = [("Port", "People", "Share"), ("", "2023", "2024")]
    (table,) = shown(laid(header + SHIPS, XS, step=14)).parts
    assert grid(table) == joined(header + SHIPS)


def test_a_header_over_the_second_column_alone_belongs_to_the_table():
    rows = [(name, count) for name, count, _ in SHIPS]
    (table,) = shown([t("People", 250, 614), *laid(rows, XS[:2], step=14)]).parts
    assert grid(table) == [["", "People"], *(list(row) for row in rows)]


def test_a_bold_line_among_figures_begins_a_row():
    lines = [t("North of the river that", 72, 600), t("40", 300, 600), t("the coast has", 72, 587, font=BOLD)]
    lines += [t("Port", 72, 574), t("5", 300, 574), t("Isles", 72, 561), t("45", 300, 561)]
    (table,) = shown(lines).parts
    assert grid(table) == [
        ["North of the river that", "40"],
        ["the coast has", ""],
        ["Port", "5"],
        ["Isles", "45"],
    ]


def test_a_line_over_two_columns_within_a_table_is_a_row_of_it():
    above, below = laid(SHIPS, XS, step=14), laid(SHIPS, XS, top=544, step=14)
    (table,) = shown([*above, t("Of all who came by sea in the spring", 72, 558), *below]).parts
    assert [row[0] for row in grid(table)] == [
        "Ford",
        "Mill",
        "Total",
        "Of all who came by sea in the spring",
        *("Ford", "Mill", "Total"),
    ]


@pytest.mark.parametrize(
    "behind, step",
    [
        ("Checked", 20),  # farther away than the rows are from each other
        ("Checked", 14),  # near, and with room for it in the row above
    ],
)
def test_a_line_below_the_last_full_row_is_none_of_it(behind, step):
    rows = [("Ford on the river", "12"), ("Mill", "20"), ("All", "32")]
    document = shown([*laid(rows, XS[:2], step=14), t(behind, 72, 600 - 2 * 14 - step)])
    table, line = document.parts
    assert (grid(table), line.text) == ([list(row) for row in rows], behind)


def test_words_under_no_column_of_the_figures_above_are_none_of_them():
    foot = [t("Printed by the guild of the harbour", 72, 558), t("all rights kept", 300, 558)]
    document = shown([*laid(SHIPS, XS, step=14), *foot])
    table, *others = document.parts
    assert grid(table) == [list(row) for row in SHIPS]
    assert [part.text for part in others] == ["Printed by the guild of the harbour all rights kept"]


def test_gaps_that_stand_over_each_other_by_chance_make_no_table():
    lines = [t("Most of the people came", 72, 600), t("by sea, and", 300, 600)]
    lines += [t("only a few of them in", 72, 586), t("spring came on foot", 330, 586)]
    assert texts(shown(lines)) == [
        "Most of the people came by sea, and only a few of them in spring came on foot"
    ]


def test_tables_that_follow_each_other_are_two():
    towns = [("Hill", "5", "7%"), ("Dale", "6", "8%"), ("All", "11", "15%")]
    one, two = shown([*laid(SHIPS, XS, step=14), *laid(towns, XS, top=500, step=14)]).parts
    assert (grid(one), grid(two)) == ([list(row) for row in SHIPS], [list(row) for row in towns])


def test_a_table_with_other_columns_on_the_next_page_is_another_one():
    towns = [("Hill", "5"), ("Dale", "6"), ("All", "11")]
    one, two = shown(
        [*prose(LONG), *laid(SHIPS, XS, top=140, step=14)], laid(towns, (300, 500), top=700, step=14)
    ).parts[1:]
    assert (grid(one), grid(two)) == ([list(row) for row in SHIPS], [list(row) for row in towns])


def test_a_header_that_stands_beside_its_column_goes_to_the_nearest():
    (table,) = shown([t("Port", 72, 614), t("Ships", 196, 614), *laid(SHIPS, XS, step=14)]).parts
    assert grid(table)[0] == ["Port", "Ships", ""]


def test_a_column_that_no_text_has_for_itself_is_none():
    piece = Piece(text="a", x0=0, x1=30, top=0, bottom=9, size=9, bold=False, base=9, words=(("a", 0, 30),))
    assert in_line([(0, 10), (20, 30)], [Row((piece,))], few=False) == [(0, 30)]


@pytest.mark.parametrize(
    "header",
    [
        [("Port", "Contributions of members", ""), ("", "Paid", "Due")],
        [("Port", "People", ""), ("Place", "Ships", "Share")],
    ],
)
def test_lines_of_a_header_that_are_not_each_others_rest_are_rows(header):
    (table,) = shown(laid(header + SHIPS, XS, step=14)).parts
    rows = [[text for text in row if text] for row in header + SHIPS]
    assert [[*dict.fromkeys(text for text in row if text)] for row in grid(table)] == rows


def test_words_that_stand_apart_below_the_other_columns_belong_to_the_row_above():
    rows = [
        ("Aim", "Guild", "Time"),
        ("Count", "Clerks\nof all ports", "Spring"),
        ("", "and bakers\nof the town", ""),
    ]
    rows += [("Feed", "Bakers", "Summer\nand autumn"), ("Teach", "Helpers", "Autumn")]
    (table,) = shown(laid(rows, (72, 180, 280))).parts
    assert grid(table)[1] == ["Count", "Clerks of all ports and bakers of the town", "Spring"]
    assert len(grid(table)) == 4


def test_what_was_cut_off_may_stand_in_a_column_that_was_empty():
    xs = (72, 180, 280)
    above = [*prose(LONG), *laid([*AIMS[:2], ("Find rooms for", "", "summer")], xs, top=150)]
    below = laid([("", "the whole guild", "if all are free"), *AIMS[3:]], xs, top=700)
    _, table, last = shown(above, [*below, *prose(LONG, top=600)]).parts
    assert grid(table)[2] == ["Find rooms for", "the whole guild", "summer if all are free"]
    assert last.text == " ".join(LONG)


def test_pairs_of_words_that_stand_apart_are_no_table():
    pairs = [("Harbour North", "Bakers"), ("Ford", "Fishers")]
    assert texts(shown(laid(pairs, (72, 300), step=30))) == ["Harbour North", "Ford", "Bakers", "Fishers"]
    lists = [("Harbour North\nMillbrook", "Bakers\nClerks"), ("Ford\nPort", "Fishers\nHelpers")]
    left, right = ("\n".join(column).split("\n") for column in zip(*lists, strict=True))
    assert texts(shown(laid(lists, (72, 300), step=30))) == [*left, *right]


def test_rows_of_words_in_three_columns_are_a_table():
    rows = [("Aim", "Guild", "Time"), ("Count", "Clerks", "Spring"), ("Feed", "Bakers", "Summer")]
    rows += [("Teach", "Helpers", "Autumn")]
    (table,) = shown(laid(rows, (72, 180, 280), step=14)).parts
    assert grid(table) == [list(row) for row in rows]


def test_words_over_two_columns_beside_words_of_the_third_stay_in_the_table():
    rows = [t("Ports of the whole of the coast and rivers", 72, 558), t("most", 350, 558)]
    (table,) = shown([*laid(SHIPS, XS, step=14), *rows]).parts
    assert grid(table)[3][0] == "Ports of the whole of the coast and rivers"
    assert grid(table)[3][2] == "most"


def test_a_line_over_all_columns_within_a_table_is_a_row_of_it():
    rows = [("Ford", "12,345,678"), ("Mill", "20,123,456")]
    between = t("Of all who came by sea in the spring", 72, 572)
    (table,) = shown([*laid(rows, XS[:2], step=14), between, *laid(rows, XS[:2], top=558, step=14)]).parts
    assert [row[0] for row in grid(table)] == [
        "Ford",
        "Mill",
        "Of all who came by sea in the spring",
        "Ford",
        "Mill",
    ]


@pytest.mark.parametrize(
    "header, read_as",
    [(AIMS[0], ["Aim Who does it By when"]), (("Port", "2023", "2024"), ["Port", "2023", "2024"])],
)
def test_a_header_printed_again_without_rows_is_read_as_words(header, read_as):
    xs = (72, 180, 280)
    above = [*prose(LONG), *laid([header, *SHIPS], xs, top=180)]
    document = shown(above, [*laid([header], xs, top=700), *prose(LONG, top=600)])
    assert texts(document)[-1 - len(read_as) :] == [*read_as, " ".join(LONG)]


def test_three_columns_of_prose_are_read_one_after_the_other():
    story = ["the people that", "lived by the sea", "and on the river", "came every year", "to the town and"]
    columns = [[f"{line} {at}" for line in story] for at in "abc"]
    document = shown(
        [command for lines, x in zip(columns, (50, 230, 410), strict=True) for command in prose(lines, x=x)]
    )
    assert " ".join(texts(document)) == " ".join(line for lines in columns for line in lines)
    assert not any(isinstance(part, Table) for part in document.parts)


def test_without_its_library_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(MissingExtraError, match=r"lacmigration\[pdf\]"):
        read(GOOD, "a.pdf")


def test_a_row_of_words_over_numbered_rows_is_their_header():
    from lacmigration.documents._evidence import header_rows

    words = [["Area", "What it covers"], ["1", "Data"], ["2", "Rights"]]
    assert header_rows(words) == 1
    assert header_rows([["Area", "What"], ["Data", "Rights"], ["Borders", "Work"]]) == 0
    years = [["Town", "Founded", "Rebuilt"], ["Ames", "1950", "2001"], ["Bonn", "1976", "1940"]]
    assert header_rows([*years, ["Cork", "1,204", "1,310"]]) == 1
    assert header_rows([["1", "Data"], ["2", "Rights"], ["3", "Work"]]) == 0


def test_a_larger_line_beside_plain_ones_in_another_column_is_a_heading():
    left = prose(
        [
            "The harbour kept its books in two",
            "ways, by ship and by the month in",
            "which the ship was unloaded there",
            "and the two agreed for each of the",
            "years of which the books are kept",
            "and also for the year of the fire",
        ],
        size=10,
    )
    right = prose(
        [
            "and in no other year before that.",
            "",
            "Ships",
            "",
            "There were 40 ships in the year of",
            "the fire.",
        ],
        x=330,
        size=10,
    )
    right[2] = t("Ships", 330, 632, 12)
    document = shown(left + right)
    assert [block.text for block in document.blocks if block.kind is Kind.HEADING] == ["Ships"]


def test_rows_without_columns_have_none_in_line():
    assert in_line([], [], few=True) == []


def test_a_run_of_digits_longer_than_any_figure_is_none():
    assert is_figure("9" * 60)
    assert not is_figure("9" * 61)


def packed(data: bytes, layers: int) -> bytes:
    for _ in range(layers):
        data = zlib.compress(data, 9)
    return data


@pytest.mark.parametrize(
    "stream, said",
    [
        (packed(b" " * 60_000, 1), "a stream unpacks to more than 50,000 bytes: a bomb?"),
        (packed(b" " * 60_000, 2), "a stream unpacks to more than 50,000 bytes: a bomb?"),
        (packed(b" " * 60_000, 3), "a stream unpacks to more than 50,000 bytes: a bomb?"),
        (packed(b"words", 9), "nested too deep; no program writes this"),
    ],
    ids=["one layer", "two layers", "three layers", "nine layers"],
)
def test_a_stream_is_measured_in_all_its_layers(
    stream: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "MAX_STREAM", 50_000)
    with pytest.raises(DocumentError, match=re.escape(f"bomb.pdf: byte 16: {said}")):
        streams.refuse_bombs(b"%PDF-1.7\nstream\n" + stream + b"\nendstream", "bomb.pdf")


@pytest.mark.parametrize(
    "stream",
    [
        packed(b"BT (words) Tj ET", 1),
        packed(b"BT (words) Tj ET", 8),
        packed(b"\x78\x9cbegins as packed data does", 1),
        packed(b"x", 1),
        b"\x78\x9cis not packed at all",
        packed(b" " * 40_000, 1)[:30],
    ],
    ids=["one layer", "eight layers", "not a layer", "one byte", "not packed", "cut short"],
)
def test_a_stream_within_bounds_is_left_to_the_parser(stream: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MAX_STREAM", 50_000)
    monkeypatch.setattr(streams, "_PIECE", 7)
    streams.refuse_bombs(b"%PDF-1.7\nstream\r\n" + stream + b"\nendstream", "report.pdf")
