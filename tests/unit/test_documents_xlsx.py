"""What is read of an XLSX: tables as they are shown, numbers as they are stored, and what is refused."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from lacmigration.documents import Kind, Place, Table
from lacmigration.documents import _xlsxcells as xlsxcells
from lacmigration.documents._numberformats import shown, shown_text
from lacmigration.documents._regions import regions_of
from lacmigration.documents._xlsx import read
from lacmigration.errors import DocumentError


def written(workbook):
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def sheet_of(rows, *, change=None):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Aid"
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(number, column, value)
    if change:
        change(sheet)
    return read(written(workbook), "a.xlsx")


def edited(data, part, change):
    """The same file with the text of one part changed: for what openpyxl itself never writes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()) if name == part else content)
    return stream.getvalue()


def texts(table):
    return [[("" if cell is None else cell.text) for cell in row] for row in table.grid]


# Worked out by hand from what the format says; halves go away from zero.
@pytest.mark.parametrize(
    "value, code, text",
    [
        ("0.5", "0%", "50%"),
        ("0.125", "0.0%", "12.5%"),
        ("0.285", "0%", "29%"),
        ("1234567.25", "#,##0.0", "1,234,567.3"),
        ("999.5", "#,##0", "1,000"),
        ("57480000", '#,##0.0,,"M"', "57.5M"),
        ("57480000", '0.00,,," bn"', "0.06 bn"),
        ("12300", "#,##0,", "12"),
        ("2.5", "0", "3"),
        ("-2.5", "0", "-3"),
        ("1.005", "0.00", "1.01"),
        ("0.30000000000000004", "0.0000000000000000000", "0.3000000000000000000"),
        ("-1234.5", "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        ("-1234.5", "#,##0.00_);[Red](#,##0.00)", "(1,234.50)"),
        ("0", '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', "-"),
        ("0", '0.0;(0.0);"n/a"', "n/a"),
        ("-5", "0;", ""),
        ("12.5", '"US$" #,##0.00', "US$ 12.50"),
        ("12.5", "[$R$-416] #,##0.00", "R$ 12.50"),
        ("12.5", r"\€0.0", "€12.5"),
        ("12.5", "#,##0.00 [$€-407]", "12.50 €"),
        ("1500", '[>=1000]0.0,"k";0', "1.5k"),
        ("150", '[>=1000]0.0,"k";0', "150"),
        ("-7", "[<0]0.0;0", "7.0"),
        ("0.75", "#.##", ".75"),
        ("5", "0.#", "5."),
        ("1.5", "0.0#", "1.5"),
        ("7", "000", "007"),
        ("5550100", "000-0000", "555-0100"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("12345", "##0.0E+0", "12.3E+3"),
        ("0.00012", "0.0E-0", "1.2E-4"),
        ("99999", "0.0E+00", "1.0E+05"),
        ("0", "0.0E+00", "0.0E+00"),
        ("5.25", "# ?/?", "5 1/4"),
        ("0.5", "# ?/?", "1/2"),
        ("5.96", "# ?/8", "6"),
        ("1.5", "?/?", "3/2"),
        ("7", "@", "7"),
        ("7", '"about "General', "about 7"),
        ("7", '"words"', "words"),
        ("100", "0.0,,,,", "0.0"),
        ("45292", "yyyy-mm-dd", "2024-01-01"),
        ("45292.75", "d mmm yyyy h:mm AM/PM", "1 Jan 2024 6:00 PM"),
        ("45292", "[$-C0A]d mmmm yyyy", "1 enero 2024"),
        ("45292", "[$-416]mmm/yy", "jan/24"),
        ("45292", "dddd d/m", "Monday 1/1"),
        ("45292.00001", "hh:mm:ss.0", "00:00:00.9"),
        ("1.5", "[h]:mm", "36:00"),
        ("60", "d/m/yyyy", "29/2/1900"),
        ("59", "d/m/yyyy", "28/2/1900"),
        ("61", "d/m/yyyy", "1/3/1900"),
        ("-1", "yyyy", "-1"),
        ("0.1", "General", "0.1"),
        ("0.30000000000000004", "General", "0.3"),
        ("1234567.12345678", "General", "1234567.123"),
        ("12345678901", "General", "12345678901"),
        ("123456789012", "General", "1.23457E+11"),
        ("99999999999.6", "General", "1E+11"),
        ("-0.000012345678", "General", "-1.23457E-05"),
        ("0.00001", "General", "0.00001"),
        ("0.33333333333333331", "General", "0.333333333"),
        ("1E+300", "General", "1E+300"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value, code, text):
    assert shown(Decimal(value), code) == text


@pytest.mark.parametrize(
    "value, code, text",
    [
        # No section is meant for what lies between the bounds.
        ("5", '[<0]"low";[>9]"high"', "5"),
        ("5", '[<0]"low";[>9]"high";0.0', "5.0"),
        ("5", '[>9]"high";"none";0.0', "5.0"),
        ("1234.5", "#,##0.00_);(#,##0.00)", "1,234.50"),
        ("0", "General", "0"),
        ("-2.5", '0.0;"under "@', "-2.5"),
        ("12345.678", "[Red]#,##0.0[Blue]", "12,345.7"),
        ("1234567", "# ##0", "1234 567"),
        ("5", ".00", "5.00"),
        ("0.5", "[Red]?/?", "1/2"),
        ("9.995", "0.00E+0", "1.00E+1"),
        ("1.5", "*-0.0", "1.5"),
        ("0.5", "#,###.0", ".5"),
        ("45292", "mmmmm", "J"),
        ("45292", "yy", "24"),
        ("45292", "ddd", "Mon"),
        ("0.50001", "h:mm:ss.000", "12:00:00.864"),
        ("2958465.5", "yyyy-mm-dd hh:mm", "9999-12-31 12:00"),
        ("2958466", "yyyy-mm-dd", "2958466"),
        ("2958465.99999999", "yyyy-mm-dd hh:mm", "2958466"),
        ("1E+300", "yyyy", "1E+300"),
        ("1.5", "s." + "0" * 200, "0." + "0" * 200),
        ("1E+300", "%" * 254 + "0", "%" * 254 + "1" + "0" * 808),
    ],
)
def test_what_few_formats_say(value, code, text):
    assert shown(Decimal(value), code) == text


def test_days_can_count_from_1904():
    assert shown(Decimal(2957003), "yyyy-mm-dd", since_1904=True) == "9999-12-31"
    assert shown(Decimal(2957004), "yyyy-mm-dd", since_1904=True) == "2957004"
    assert shown(Decimal(1), "yyyy-mm-dd", since_1904=True) == "1904-01-02"


def test_a_format_may_put_words_around_a_text():
    assert shown_text("Peru", '0;0;0;"in "@') == "in Peru"
    assert shown_text("Peru", "0.0") == "Peru"


def test_a_table_has_its_title_its_header_and_its_notes():
    document = sheet_of(
        [
            ["Table 1. Contributions"],
            ["USD millions"],
            [],
            ["Donor", 2023, 2024],
            ["A", 1, 2],
            ["B", 3, 4],
            ["Source: own records"],
        ]
    )
    (table,) = document.parts
    assert isinstance(table, Table)
    assert table.caption.text == "Table 1. Contributions\nUSD millions"
    assert table.caption.place == Place(sheet="Aid", cell="A1")
    assert table.place == Place(sheet="Aid", cell="A4:C6")
    assert [note.text for note in table.notes] == ["Source: own records"]
    assert [cell.text for cell in table.cells if cell.header] == ["Donor", "2023", "2024"]
    assert str(table.cells[5].block.place) == "Aid!C5"


def test_tables_are_parted_by_blank_rows_and_columns():
    document = sheet_of(
        [
            ["City", "People", None, "Area", "Aid"],
            ["x", 5, None, "north", 8],
            ["y", 7, None, "south", 9],
            [],
            [],
            ["Second"],
            ["Year", "Sum"],
            ["first", 4],
            [],
            ["A line of its own"],
        ]
    )
    assert [(part.place.cell, part.caption and part.caption.text) for part in document.parts[:3]] == [
        ("A1:B3", None),
        ("D1:E3", None),
        ("A7:B8", "Second"),
    ]
    assert [note.text for note in document.parts[2].notes] == ["A line of its own"]


def test_a_blank_row_before_the_total_does_not_part_a_table():
    document = sheet_of([["Donor", "USD"], ["A", 1], ["B", 2], [], ["Total", 3]])
    (table,) = document.parts
    assert texts(table)[-1] == ["Total", "3"]


def test_a_second_header_after_a_blank_row_begins_a_table():
    rows = [["Donor", 2023, 2024], ["A", 1, 2], [], ["Donor", 2021, 2022], ["B", 2, 3]]
    assert len(sheet_of(rows).parts) == 2


def test_a_blank_column_before_bare_figures_does_not_part_a_table():
    (table,) = sheet_of([["Donor", "USD", None, "Share"], ["A", 1, None, 25], ["B", 3, None, 75]]).parts
    assert table.place.cell == "A1:D3"


def test_a_line_over_figures_that_begins_beside_them_is_no_caption():
    document = sheet_of([[None, None, None, None, "Aside"], [], ["Donor", "USD"], ["A", 1], ["B", 2]])
    line, table = document.parts
    assert (line.text, table.caption) == ("Aside", None)


def test_words_below_a_table_end_it_only_where_they_are_a_note():
    rows = [["Donor", "USD"], ["A", 1], ["Provisional"], ["pending"]]
    (table,) = sheet_of(rows).parts
    assert texts(table)[2:] == [["Provisional", ""], ["pending", ""]]
    assert table.notes == ()


def test_cells_that_lie_around_each_other_are_all_read_however_often():
    cells, top, left = set(), 1, 1
    for _ in range(12):  # a full row over, and a full column beside, what lies within
        cells |= {(top, column) for column in range(left, 60)} | {(row, left) for row in range(top + 2, 60)}
        top, left = top + 2, left + 2
    pieces = regions_of(dict.fromkeys(cells, "x"), set())
    read_cells = [at for piece in pieces for at in piece.cells]
    assert sorted(read_cells) == sorted(cells)


def test_text_without_a_table_is_paragraphs():
    document = sheet_of([["About this file"], ["Read me first."]])
    assert [(part.kind, part.text, str(part.place)) for part in document.parts] == [
        (Kind.PARAGRAPH, "About this file", "Aid!A1"),
        (Kind.PARAGRAPH, "Read me first.", "Aid!A2"),
    ]


def test_a_line_between_two_tables_goes_to_the_nearer_or_by_its_cue():
    rows = [["a", "n"], ["x", 1], [], ["Fuente: z"], [], ["b", "m"], ["y", 2]]
    first, second = sheet_of(rows).parts
    assert [note.text for note in first.notes] == ["Fuente: z"]
    assert second.caption is None
    first, second = sheet_of([*rows[:3], ["Ages"], *rows[4:]]).parts
    assert first.notes == ()
    assert second.caption.text == "Ages"


def test_stored_numbers_and_formulas_stand_beside_the_text():
    def change(sheet):
        sheet["B2"].number_format = "0.0%"
        sheet["C2"] = "=B2*2"

    workbook_rows = [["Donor", "Share", "Twice"], ["A", 0.285, None]]
    document = sheet_of(workbook_rows, change=change)
    (table,) = document.parts
    share, twice = table.cells[4], table.cells[5]
    assert (share.text, share.stored, share.formula) == ("28.5%", Decimal("0.285"), "")
    assert (twice.text, twice.stored, twice.formula) == ("", None, "=B2*2")
    assert [(entry.what, str(entry.place)) for entry in document.unread] == [("=B2*2", "Aid!C2")]


GOOD = written(openpyxl.Workbook())
SHEET = "xl/worksheets/sheet1.xml"
BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb">]>'
RAISED = '<rPr><vertAlign val="superscript"/></rPr>'
EMPTY = re.compile(r"<sheetData\s*(?:/>|></sheetData>)")


def raw(rows, *, before=""):
    """A sheet whose rows are written by hand."""
    return edited(GOOD, SHEET, lambda text: before + EMPTY.sub(f"<sheetData>{rows}</sheetData>", text))


def test_formulas_with_values_and_shared_formulas_are_read():
    rows = (
        '<row r="1"><c r="A1"><v>2</v></c><c r="B1">'
        '<f t="shared" ref="B1:B2" si="0">A1*$A$1&amp;"A1"</f><v>4</v></c></row>'
        '<row r="2"><c r="A2"><v>3</v></c><c r="B2"><f t="shared" si="0"/><v>6</v></c></row>'
    )
    (table,) = read(raw(rows), "a.xlsx").parts
    assert [(cell.text, cell.formula) for cell in table.cells] == [
        ("2", ""),
        ("4", '=A1*$A$1&"A1"'),
        ("3", ""),
        ("6", '=A2*$A$1&"A1"'),
    ]


def test_a_double_written_with_17_digits_is_the_number_that_was_typed():
    (table,) = read(raw("<row><c><v>0.28999999999999998</v></c><c><v>1</v></c></row>"), "a.xlsx").parts
    assert [(cell.stored, cell.block.place.cell) for cell in table.cells] == [
        (Decimal("0.29"), "A1"),
        (Decimal(1), "B1"),
    ]


@pytest.mark.parametrize(
    "cell, text",
    [
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="b"><v>0</v></c>', "FALSE"),
        ('<c t="str"><f>A9</f><v>words</v></c>', "words"),
        ('<c t="inlineStr"><is><t>in_x000D_line</t></is></c>', "in\nline"),
        (
            f'<c t="inlineStr"><is><r><t>Sum</t></r><r>{RAISED}<t>2</t></r></is></c>',
            "Sum²",
        ),
        ("<c><v>twelve</v></c>", "twelve"),
        ('<c t="inlineStr"><is><t>Bogo</t><rPh><t>said</t></rPh><r><t>ta</t></r></is></c>', "Bogota"),
        ('<c t="inlineStr"><is><t>_xD800_ _x0007_ _x00E9_</t></is></c>', "_xD800_ _x0007_ é"),
        ('<c s="' + "9" * 5000 + '"><v>7</v><extLst/></c>', "7"),
        ('<c t="str"><v>one</v></c><c r="B1"><extLst/></c><c t="inlineStr"><is><t> </t></is></c>', "one"),
    ],
)
def test_every_kind_of_cell_is_read(cell, text):
    document = read(raw(f"<row>{cell}<c><v>1</v></c></row>"), "a.xlsx")
    assert next(document.blocks).text == text


@pytest.mark.parametrize(
    "cell, what, reason",
    [
        ('<c t="e"><v>#DIV/0!</v></c>', "#DIV/0!", "the cell holds an error"),
        ('<c t="s"><v>77</v></c>', "cell", "refers to text '77', which the file does not have"),
    ],
)
def test_cells_in_trouble_are_listed(cell, what, reason):
    document = read(raw(f"<row>{cell}<c><v>1</v></c></row>"), "a.xlsx")
    assert [(entry.what, entry.reason, entry.place.cell) for entry in document.unread] == [
        (what, reason, "A1")
    ]


def test_many_cells_in_trouble_are_counted():
    rows = "".join('<row><c t="e"><v>#N/A</v></c></row>' for _ in range(60))
    unread = read(raw(rows), "a.xlsx").unread
    assert len(unread) == 51
    assert unread[-1].what == "10 more such cells"


def test_merged_cells_stand_once_and_span():
    def change(sheet):
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("A3:A4")

    rows = [["Area", "Money"], [None, "In", "Out"], ["North", 1, 2], [None, 3, 4]]
    (table,) = sheet_of(rows, change=change).parts
    assert texts(table) == [
        ["Area", "Money", "Money"],
        ["", "In", "Out"],
        ["North", "1", "2"],
        ["North", "3", "4"],
    ]
    assert [cell.text for cell in table.cells if cell.header] == ["Area", "Money", "In", "Out"]


def test_what_a_merged_cell_covers_is_not_read_but_said():
    rows = (
        '<row r="1"><c r="A1" t="str"><v>Area</v></c><c r="B1" t="str"><v>In</v></c></row>'
        '<row r="2"><c r="A2" t="str"><v>North</v></c><c r="B2"><v>7</v></c></row>'
        '<row r="3"><c r="A3" t="str"><v>covered</v></c><c r="B3"><v>8</v></c></row>'
    )
    merged = (
        '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B2:A1"/><mergeCell ref="nowhere"/></mergeCells>'
    )
    data = edited(raw(rows), SHEET, lambda text: text.replace("</sheetData>", "</sheetData>" + merged))
    document = read(data, "a.xlsx")
    assert texts(document.parts[0]) == [["Area", "In"], ["North", "7"], ["North", "8"]]
    assert [(entry.what, entry.place.cell) for entry in document.unread] == [("covered", "A3")]


def test_merged_ranges_that_lie_over_each_other_stay_within_the_table():
    rows = (
        '<row r="1"><c r="B1" t="str"><v>b</v></c></row><row r="2"><c r="A2" t="str"><v>a</v></c></row>'
        '<row r="3"><c r="B3"><v>1</v></c></row>'
    )
    merged = '<mergeCells><mergeCell ref="B1:B3"/><mergeCell ref="A2:B3"/></mergeCells>'
    data = edited(raw(rows), SHEET, lambda text: text.replace("</sheetData>", "</sheetData>" + merged))
    (table,) = read(data, "a.xlsx").parts
    assert [(cell.text, cell.rows, cell.columns) for cell in table.cells] == [("b", 3, 1), ("a", 1, 1)]


def test_formulas_that_lost_their_origin_say_so():
    rows = (
        '<row r="1"><c r="A1"><f t="shared" si="7"/><v>4</v></c>'
        '<c r="B1"><f t="shared" ref="B1:B3" si="0">A9+C3</f><v>5</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>6</v></c><c r="B2"><f/><v>7</v></c></row>'
    )
    (table,) = read(raw(rows), "a.xlsx").parts
    # One row down and one column to the left of B1, C3 is B4, and column A has none to its left.
    assert [cell.formula for cell in table.cells] == ["=", "=A9+C3", "=#REF!+B4", ""]


def test_bold_words_over_words_are_a_header():
    def change(sheet):
        sheet["A1"].font = sheet["B1"].font = Font(bold=True)

    rows = [["City", "Country"], ["Cali", "Colombia"], ["Lima", "Peru"]]
    (table,) = sheet_of(rows, change=change).parts
    assert [cell.text for cell in table.cells if cell.header] == ["City", "Country"]
    (table,) = sheet_of(rows).parts
    assert not any(cell.header for cell in table.cells)


def test_comments_name_their_cell_and_their_table():
    def change(sheet):
        sheet["B2"].comment = Comment("check: off", "me")
        sheet["B9"].comment = Comment("alone", "me")

    document = sheet_of([["a", "b"], ["x", 1]], change=change)
    assert [(c.text, str(c.place), c.before) for c in document.comments] == [
        ("check: off", "Aid!B2", 0),
        ("alone", "Aid!B9", 1),
    ]


def test_a_thread_of_replies_is_one_comment_and_comes_before_its_old_copy():
    thread = (
        '<ThreadedComments><threadedComment ref="A1"><text>check: off</text></threadedComment>'
        '<threadedComment ref="A1"><text>Agreed.</text></threadedComment><extLst/></ThreadedComments>'
    )
    old = (
        '<comments><authors/><commentList><comment ref="A1"><text><t>[Threaded comment]</t></text></comment>'
        '<comment ref="B1"/></commentList></comments>'
    )
    relations = (
        '<Relationships><Relationship Id="a" Type="x/threadedComment" Target="../t.xml"/>'
        '<Relationship Id="b" Type="x/comments" Target="../c.xml"/>'
        '<Relationship Id="c" Type="x/comments" Target="../gone.xml"/></Relationships>'
    )
    stream = io.BytesIO(raw("<row><c><v>1</v></c><c><v>2</v></c></row>"))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", relations)
        archive.writestr("xl/t.xml", thread)
        archive.writestr("xl/c.xml", old)
    document = read(stream.getvalue(), "a.xlsx")
    assert [(c.text, c.place.cell) for c in document.comments] == [("check: off\nAgreed.", "A1"), ("", "B1")]


def test_texts_that_cells_share_are_read_by_their_number():
    data = raw(
        '<row><c t="s"><v>1</v></c><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c><c><v>5</v></c></row>'
    )
    link = '<Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    data = edited(data, "xl/_rels/workbook.xml.rels", lambda text: text.replace("</Relationships>", link))
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", "<sst><si><t>Money</t></si><si><t>Area</t></si></sst>")
    assert texts(read(stream.getvalue(), "a.xlsx").parts[0]) == [["Area", "Money"], ["Area", "5"]]


@pytest.mark.parametrize(
    "styles, text",
    [
        ('<numFmts><numFmt numFmtId="170" formatCode="0.0"/></numFmts>', "1234.6"),
        ('<numFmts><numFmt numFmtId="170" formatCode=""/></numFmts>', "1234.56"),
        (f'<numFmts><numFmt numFmtId="170" formatCode="{"0" * 256}"/></numFmts>', "1234.56"),
        ('<numFmts><numFmt formatCode="0"/></numFmts>', "1234.56"),
        (f'<numFmts><numFmt numFmtId="{"9" * 5000}" formatCode="0"/></numFmts>', "1234.56"),
        ("", "1234.56"),
    ],
)
def test_a_format_that_is_broken_is_general(styles, text):
    looks = '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
    data = raw('<row><c s="1"><v>1234.56</v></c><c s="7"><v>2</v></c></row>')
    data = edited(data, "xl/styles.xml", lambda _: f"<styleSheet>{styles}{looks}</styleSheet>")
    assert next(read(data, "a.xlsx").blocks).text == text


def test_a_workbook_without_styles_shows_numbers_as_they_are():
    data = raw('<row><c s="1"><v>1234.56</v></c><c><v>2</v></c></row>')
    data = edited(data, "xl/_rels/workbook.xml.rels", lambda text: text.replace("/styles", "/others"))
    assert next(read(data, "a.xlsx").blocks).text == "1234.56"


def test_hidden_rows_and_columns_are_read_and_said_and_hidden_sheets_only_said():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Aid"
    for row in (["Donor", "USD", "x"], ["A", 1, 5], ["B", 2, 6], ["Total", 3, 11]):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[40].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.column_dimensions["A"].width = 30
    other = workbook.create_sheet("Notes")
    other["A1"] = 9
    other.sheet_state = "hidden"
    document = read(written(workbook), "a.xlsx")
    (table,) = document.parts
    assert texts(table)[1] == ["A", "1", "5"]
    assert [(entry.what, str(entry.place)) for entry in document.unread] == [
        ("hidden rows 2-3", "Aid!"),
        ("hidden columns C", "Aid!"),
        ("hidden sheet", "Notes!"),
    ]


def test_charts_and_chart_sheets_are_listed():
    workbook = openpyxl.Workbook()
    workbook.active.add_chart(openpyxl.chart.BarChart(), "D1")
    workbook.create_chartsheet("Figure")
    document = read(written(workbook), "a.xlsx")
    assert [(entry.what, entry.place.sheet) for entry in document.unread] == [
        ("charts, images or shapes", "Sheet"),
        ("sheet of kind chartsheet", "Figure"),
    ]


def test_scattered_cells_are_no_grid_that_fills_the_memory():
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>1</v></c></row>' for at in range(2, 3000))
    wide = "".join(f'<c r="{xlsxcells.address((1, at))}"><v>1</v></c>' for at in range(1, 3000))
    document = read(raw(f'<row r="1">{wide}</row>{rows}'), "a.xlsx")
    assert document.parts == ()
    assert "more than the limit of 5,000,000" in document.unread[0].reason


def test_too_many_cells_are_one_error(monkeypatch):
    monkeypatch.setattr(xlsxcells, "MAX_CELLS", 3)
    with pytest.raises(DocumentError, match=r"a\.xlsx: .*more than 3 cells"):
        sheet_of([[1, 2], [3, 4]])
    workbook = openpyxl.Workbook()
    workbook.active.append([1, 2])
    workbook.create_sheet("Second").append([3, 4])
    with pytest.raises(DocumentError, match="more than 3 cells"):
        read(written(workbook), "a.xlsx")


@pytest.mark.parametrize(
    "data, words",
    [
        (b"", "the file is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old XLS"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"%PDF-1.4", "is a PDF"),
        (b"a,b\n1,2\n", "not XLSX"),
        (GOOD[:-100], "cut short or broken"),
        (edited(GOOD, SHEET, lambda text: text[:-40]), "broken XML"),
        (edited(GOOD, SHEET, lambda text: text.replace("<sheetData", BOMB + "<sheetData")), "broken XML"),
        (raw("<row/>", before=BOMB), "declares a document type"),
        (edited(GOOD, "xl/workbook.xml", lambda text: BOMB + text), "declares a document type"),
        (
            edited(GOOD, "xl/_rels/workbook.xml.rels", lambda text: text.replace("sheet1", "sheet9")),
            "part is missing",
        ),
        (
            edited(
                GOOD, "[Content_Types].xml", lambda text: text.replace("spreadsheetml", "wordprocessingml")
            ),
            "holds a text document",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",  # its bytes hold the time of writing
)
def test_a_file_that_cannot_be_read_is_one_clear_error(data, words):
    with pytest.raises(DocumentError, match=words) as raised:
        read(data, "t.xlsx")
    assert str(raised.value).startswith("t.xlsx: ")
